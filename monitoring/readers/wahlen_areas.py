"""Areas of an election file: which rows belong to which Gemeinde, Kreis and Land.

Gemeinden of a Kreis with the same "Kennziffer Briefwahlzugehörigkeit" have their letters counted
together, those of a Land with the same "Kennziffer Urnenwahlbezirke nach § 68 BWO" all votes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from monitoring.areas import BUND_KEY
from monitoring.errors import InputError
from monitoring.readers import assembly, numbers
from monitoring.readers.contract import Finding
from monitoring.readers.keys import check_keys
from monitoring.readers.wahlen_sheet import (
    ELIGIBLE,
    JOINT_LETTERS,
    JOINT_URN,
    KEY,
    PARTS,
    UNCHANGED,
    Results,
    counts,
)

_CITIES = ("02", "11")
_BERLIN = {"11100": "Berlin-Ost", "11200": "Berlin-West"}
_LAENDER = 16
_NAMES = ("Gemeindename", "Gemeinde Name")


@dataclass(frozen=True)
class Areas:
    """Keys of each row by level, None where a row is in no area of that level.

    ``unknown``: Gemeinden whose voters and votes cannot be told apart from others';
    ``without_urn``: those of which not even the Wahlberechtigte can be.
    """

    keys: dict[str, pd.Series]
    unknown: frozenset[str] = frozenset()
    without_urn: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


def areas_of(results: Results) -> Areas:
    """The areas of all rows; keys are checked."""
    return _districts(results) if results.by_district else _kreise(results)


def _kreise(results: Results) -> Areas:
    """Kreise as delivered; both parts of Berlin are one Kreis, if both are there."""
    keys = results.table[KEY]
    check_keys(keys, file=results.name, column=KEY, lengths=(5,))
    name = next((c.heading for c in results.columns if c.heading.startswith("Kreisfreie")), None)
    if name:
        assembly.refuse_mojibake(results.table[name], file=results.name, column=name)
    _refuse_twice(keys, results.name)
    parts = keys[keys.isin(_BERLIN)]
    if parts.empty:
        return Areas({"kreis": keys})
    whole = set(parts) == set(_BERLIN)
    finding = Finding(
        "joined_berlin" if whole else "left_part",
        f"{' und '.join(_BERLIN.values())} wurden zu Berlin (11000) zusammengezählt."
        if whole
        else "Ein Teil von Berlin allein ist kein Kreis und wurde ausgelassen.",
        place=f"Zeile {parts.index[0]}",
        count=len(parts),
    )
    return Areas(
        {"kreis": keys.mask(keys.isin(_BERLIN), "11000" if whole else None)}, findings=(finding,)
    )


def _refuse_twice(keys: pd.Series, file: str) -> None:
    again = keys[keys.duplicated()]
    if again.empty:
        return
    first = keys[keys == again.iloc[0]].index[0]
    raise InputError(
        "Ein Kreis kommt zweimal vor.",
        file=file,
        row=int(str(again.index[0])),
        column=KEY,
        found=f"{again.iloc[0]} (auch in Zeile {first})",
        expected="je Kreis eine Zeile",
        remedy=UNCHANGED,
    )


def _districts(results: Results) -> Areas:
    """Wahlbezirke by Gemeinde; with all Länder in the file, by Kreis, Land and Bund as well."""
    table = results.table
    gemeinde = _gemeinden(results)
    _refuse_names(results)
    _refuse_rows_twice(table, results.name)
    eligible = next(c.heading for c in results.columns if counts(c.heading, ELIGIBLE))
    cells = numbers.parse_cells(table[eligible], None)
    people = pd.Series(cells.value, index=table.index)
    letters = _codes(table, JOINT_LETTERS, gemeinde.str[:5])
    moved, unknown, orphans = _letters(gemeinde, letters, people > 0)
    urn = _codes(table, JOINT_URN, gemeinde.str[:2])
    without_urn = _shared(gemeinde, urn) | _including(table, gemeinde)
    findings = [*_joint(unknown | without_urn, gemeinde), *_orphans(orphans)]
    keys = {"gemeinde": moved.mask(orphans, None)}
    if gemeinde.str[:2].nunique() == _LAENDER:
        keys |= {"kreis": gemeinde.str[:5], "land": gemeinde.str[:2]}
        keys["bund"] = pd.Series(BUND_KEY, index=gemeinde.index)
    else:
        findings.append(
            Finding(
                "not_summed",
                "Die Datei enthält nicht alle Länder und damit vielleicht nur einen Teil eines"
                " Kreises; Kreise und Länder wurden nicht summiert.",
                count=gemeinde.str[:2].nunique(),
            )
        )
    return Areas(keys, frozenset(unknown), frozenset(without_urn), tuple(findings))


def _gemeinden(results: Results) -> pd.Series:
    """AGS of each row; each part has a column of its own, so a lost zero is no doubt."""
    keys = pd.Series("", index=results.table.index, dtype=object)
    for name, width in _parts(results):
        texts = results.table[name]
        keys = keys + texts.str.zfill(width).where(texts != "", "")
    check_keys(keys, file=results.name, column=" + ".join(PARTS), lengths=(8,))
    return keys.mask(keys.str.startswith(_CITIES), keys.str[:2] + "000000")


def _refuse_rows_twice(table: pd.DataFrame, file: str) -> None:
    """A Wahlbezirk that stands twice would be counted twice."""
    again = table[table.duplicated()]
    if again.empty:
        return
    cells = "; ".join(map(str, again.iloc[0].head(11)))
    raise InputError(
        "Ein Wahlbezirk kommt zweimal vor.",
        file=file,
        row=int(str(again.index[0])),
        found=f"{cells}; …",
        expected="je Wahlbezirk eine Zeile",
        remedy=UNCHANGED,
    )


def _parts(results: Results) -> Iterable[tuple[str, int]]:
    for name, width in PARTS.items():
        if name not in results.table:
            raise InputError(
                f"Die Spalte „{name}“ fehlt.",
                file=results.name,
                row=results.head_row,
                column=name,
                found=", ".join(map(str, results.table.columns[:12])),
                expected=f"die Spalten {', '.join(PARTS)}",
                remedy=UNCHANGED,
            )
        yield name, width


def _refuse_names(results: Results) -> None:
    for name in _NAMES:
        if name in results.table:
            assembly.refuse_mojibake(results.table[name], file=results.name, column=name)


def _codes(table: pd.DataFrame, name: str, within: pd.Series) -> pd.Series:
    """The code with the area in which it counts; None for none ("00")."""
    if name not in table:
        return pd.Series(None, index=table.index, dtype=object)
    code = table[name].str.lstrip("0")
    return (within + "|" + code).mask(code == "", None).astype(object)


def _shared(gemeinde: pd.Series, codes: pd.Series) -> set[str]:
    """Gemeinden that share a code with another, or have a code whose other half is not here.

    Wahlbezirke of one Gemeinde that are counted together do no harm.
    """
    pairs = pd.DataFrame({"key": gemeinde, "code": codes}).dropna()
    grouped = pairs.groupby("code")["key"]
    joint = (grouped.transform("nunique") > 1) | (grouped.transform("size") == 1)
    return set(pairs.loc[joint, "key"])


def _including(table: pd.DataFrame, gemeinde: pd.Series) -> set[str]:
    """Gemeinden whose name says that others are counted with them ("A (einschl. B)")."""
    names = [table[name] for name in _NAMES if name in table]
    return {key for name in names for key in gemeinde[name.str.contains("(einschl", regex=False)]}


def _letters(
    gemeinde: pd.Series, codes: pd.Series, peopled: "pd.Series[bool]"
) -> tuple[pd.Series, set[str], "pd.Series[bool]"]:
    """Keys with letters moved to the only Gemeinde they can be of; keys that share letters; rows
    of letters that are of no single Gemeinde.

    A row without Wahlberechtigte holds letters; where its key has none at all, the key is no
    Gemeinde. A group without letters has them elsewhere.
    """
    has_people = peopled.groupby(gemeinde).transform("any")
    alone = codes.notna() & ~has_people
    members = pd.DataFrame({"key": gemeinde, "code": codes})[has_people & codes.notna()]
    count = members.groupby("code")["key"].nunique()
    only = members.groupby("code")["key"].first()[count == 1]
    target = codes.map(only)
    moved = gemeinde.mask(alone & target.notna(), target)
    shared = (members["code"].map(count) > 1) | ~members["code"].isin(codes[~peopled])
    unknown = set(members.loc[shared, "key"])
    return moved, unknown, alone & target.isna()


def _joint(unknown: set[str], gemeinde: pd.Series) -> list[Finding]:
    if not unknown:
        return []
    first = gemeinde[gemeinde.isin(unknown)].index[0]
    return [
        Finding(
            "joint_count",
            "Mehrere Gemeinden haben gemeinsam ausgezählt (Briefwahl oder Wahlbezirk nach § 68"
            " BWO); Wählende und Stimmen der einzelnen Gemeinde sind deshalb unbekannt.",
            place=f"Zeile {first}",
            count=len(unknown),
        )
    ]


def _orphans(orphans: "pd.Series[bool]") -> list[Finding]:
    if not orphans.any():
        return []
    return [
        Finding(
            "left_letters",
            "Gemeinsame Briefwahlbezirke gehören zu keiner einzelnen Gemeinde.",
            place=f"Zeile {orphans.index[int(orphans.to_numpy().argmax())]}",
            count=int(orphans.sum()),
        )
    ]
