"""What the rows of a flat CSV are about: area, period, sex, age, and the other variables."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitoring.areas import BUND_KEY, ags_from_ars
from monitoring.errors import InputError
from monitoring.readers import genesis_codes
from monitoring.readers.contract import Finding
from monitoring.readers.genesis_file import ATTRIBUTE, Column, FlatFile
from monitoring.readers.keys import whole_length
from monitoring.readers.periods import FORMS, iso_date, parsed_period

_DISTRICT_LENGTH = 3
_KEY_LENGTHS = (2, 5, 8, 9, 12)


@dataclass(frozen=True)
class Rows:
    """Each field holds one entry per row of the file.

    ``kept`` is false for rows of levels the house does not keep; ``others`` are the
    variables that are neither area, sex, age nor part of the year; ``variables`` all of them
    with their codes as they stand in the file.
    """

    key: Column
    period: Column
    sex: Column
    age: Column
    gebietsstand: Column
    others: dict[str, Column]
    variables: dict[str, Column]
    kept: NDArray[np.bool_]
    findings: tuple[Finding, ...]


def read_rows(flat: FlatFile) -> Rows:
    """Decode everything but the values."""
    dimensions = _dimensions(flat)
    named = any(genesis_codes.is_region_name(name) for name in dimensions)
    kinds = {name: _kind(name, column.texts, named) for name, column in dimensions.items()}

    def of_kind(kind: str) -> dict[str, Column]:
        return {name: column for name, column in dimensions.items() if kinds[name] == kind}

    raw_key = _merged(of_kind("region"), flat, "Gebiet")
    key, kept, findings = _keys(raw_key, flat)
    age = _merged(of_kind("age"), flat, "Alter")
    _check_codes(age, flat, genesis_codes.age_band, "Altersgruppe", "ALT000B03, ALT018, ALT075UM")
    return Rows(
        key=key,
        period=_periods(_merged(of_kind("part"), flat, "Monat oder Quartal"), flat),
        sex=_renamed(_merged(of_kind("sex"), flat, "Geschlecht"), genesis_codes.SEX_CODES),
        age=age,
        gebietsstand=_gebietsstand(flat),
        others=of_kind("other"),
        variables=dimensions,
        kept=kept,
        findings=findings,
    )


def _dimensions(flat: FlatFile) -> dict[str, Column]:
    """Columns by variable; a variable may stand in different blocks of different rows."""
    parts: dict[str, list[tuple[NDArray[np.bool_], Column]]] = {}
    for number in flat.blocks:
        names = flat.columns[f"{number}_variable_code"]
        values = flat.columns[f"{number}_variable_attribute_code"]
        for name in names.texts:
            if name:
                parts.setdefault(name, []).append((names.where(name), values))
    return {name: _joined(found, flat.length) for name, found in parts.items()}


def _joined(parts: list[tuple[NDArray[np.bool_], Column]], length: int) -> Column:
    codes = np.full(length, -1, dtype=np.int64)
    used = [np.unique(column.codes[mask]) for mask, column in parts]
    texts = tuple(
        dict.fromkeys(
            column.texts[code]
            for (_, column), present in zip(parts, used, strict=True)
            for code in present
        )
    )
    place = {text: position for position, text in enumerate(texts)}
    for mask, column in parts:
        table = np.array([place.get(text, -1) for text in column.texts], dtype=np.int64)
        codes[mask] = table[column.codes[mask]]
    return Column(codes, texts)


def _kind(name: str, codes: tuple[str, ...], region_named: bool) -> str:
    """``region_named``: a variable is known by name to hold areas, so no other is guessed to."""
    if genesis_codes.is_sex(name, codes):
        return "sex"
    if genesis_codes.is_age(name):
        return "age"
    if genesis_codes.is_part_of_year(name):
        return "part"
    region = genesis_codes.is_region_name(name) or (
        not region_named and genesis_codes.looks_like_keys(codes)
    )
    return "region" if region else "other"


def _merged(columns: dict[str, Column], flat: FlatFile, what: str) -> Column:
    """One column of several variables of a kind; two of them in one row are refused."""
    if not columns:
        return Column(np.zeros(flat.length, dtype=np.int64), ("",))
    if len(columns) > 1:
        twice = np.sum([column.filled() for column in columns.values()], axis=0) > 1
        if twice.any():
            raise InputError(
                f"Eine Zeile nennt mehr als eine Angabe für {what}.",
                file=flat.name,
                row=flat.row(int(twice.argmax())),
                found=", ".join(columns),
                expected=f"je Zeile höchstens ein Merkmal für {what}",
                remedy="In der Datenbank nur eines dieser Merkmale auswählen.",
            )
    joined = _joined([(column.filled(), column) for column in columns.values()], flat.length)
    texts = (*joined.texts, "") if "" not in joined.texts else joined.texts
    codes = np.where(joined.codes < 0, texts.index(""), joined.codes)
    return Column(codes, texts)


def _renamed(column: Column, names: dict[str, str]) -> Column:
    return translated(column, tuple(names[text] for text in column.texts))


def translated(column: Column, texts: tuple[str, ...]) -> Column:
    """The column with other texts in the same places; equal ones fall together."""
    distinct = tuple(dict.fromkeys(texts))
    place = {text: position for position, text in enumerate(distinct)}
    table = np.array([place[text] for text in texts], dtype=np.int64)
    return Column(table[column.codes], distinct)


def _check_codes(column: Column, flat: FlatFile, decode: object, what: str, forms: str) -> None:
    assert callable(decode)
    for text in column.texts:
        if decode(text) is None:
            raise InputError(
                f"Der Schlüssel ist für {what} nicht bekannt.",
                file=flat.name,
                row=flat.row(int(column.where(text).argmax())),
                column=flat.heading("time" if column is flat.columns["time"] else ATTRIBUTE, 0),
                found=text,
                expected=f"Schlüssel wie {forms}",
                remedy="Die Tabelle ohne diese Gliederung herunterladen.",
            )


def _keys(raw: Column, flat: FlatFile) -> tuple[Column, NDArray[np.bool_], tuple[Finding, ...]]:
    for text in raw.texts:
        _check_key(text, raw, flat)
    left = {"left_district": "Regierungsbezirke", "left_total": "Summen ohne Gebietsschlüssel"}
    kind = {text: _left(text) for text in raw.texts}
    findings = []
    kept = np.ones(flat.length, dtype=np.bool_)
    for name, title in left.items():
        here = np.isin(raw.codes, [i for i, text in enumerate(raw.texts) if kind[text] == name])
        if here.any():
            kept &= ~here
            findings.append(
                Finding(
                    name,
                    f"{title} werden nicht geführt; ihre Zeilen wurden ausgelassen.",
                    place=f"Zeile {flat.row(int(here.argmax()))}",
                    count=int(here.sum()),
                )
            )
    as_ags = tuple(ags_from_ars(text) if len(text) == 12 else text for text in raw.texts)
    return translated(raw, as_ags), kept, tuple(findings)


def _left(key: str) -> str:
    if not key:
        return "left_total"
    return "left_district" if len(key) == _DISTRICT_LENGTH else ""


def _check_key(key: str, column: Column, flat: FlatFile) -> None:
    numeric, full = key.isascii() and key.isdigit(), whole_length(key)
    known = numeric and full != 9 and len(key) in (*_KEY_LENGTHS, _DISTRICT_LENGTH)
    if key in ("", BUND_KEY) or known:
        return
    row = flat.row(int(column.where(key).argmax()))
    if full:
        raise InputError(
            "Dem Gebietsschlüssel fehlt die führende Null.",
            file=flat.name,
            row=row,
            column=flat.heading(ATTRIBUTE, 0),
            found=key,
            expected=f"{full} Ziffern, etwa „0{key}“",
            remedy="Die Originaldatei verwenden; Excel entfernt führende Nullen aus Zahlen.",
        )
    raise InputError(
        "Der Gebietsschlüssel hat keine bekannte Form.",
        file=flat.name,
        row=row,
        column=flat.heading(ATTRIBUTE, 0),
        found=key,
        expected="DG oder 2, 3, 5, 8, 9 oder 12 Ziffern",
        remedy="Prüfen, ob die Tabelle nach Ländern, Kreisen oder Gemeinden gegliedert ist.",
    )


def _periods(part: Column, flat: FlatFile) -> Column:
    """Periods from the column time and, where they stand apart, months or quarters."""
    _check_codes(part, flat, genesis_codes.part_of_year, "Monat oder Quartal", "MONAT06, QUART2")
    time = flat.columns["time"]
    _check_codes(time, flat, parsed_period, "den Zeitraum", FORMS)
    combined = time.codes * len(part.texts) + part.codes
    used, codes = np.unique(combined, return_inverse=True)
    endings = [genesis_codes.part_of_year(text) or "" for text in part.texts]
    texts = tuple(
        (parsed_period(time.texts[code // len(endings)]) or "") + endings[code % len(endings)]
        for code in used
    )
    return translated(Column(codes.astype(np.int64), tuple(map(str, used))), texts)


def _gebietsstand(flat: FlatFile) -> Column:
    """ISO dates of "(Gebietsstand 15.05.2022)" in the labels of each row; "" for none."""
    labels = [f"{number}_variable_label" for number in flat.blocks]
    stated = Column(np.zeros(flat.length, dtype=np.int64), ("",))
    for name in ("statistics_label", *labels):
        if name not in flat.columns:
            continue
        column = flat.columns[name]
        dates = tuple(
            iso_date(genesis_codes.gebietsstand_in(text) or "") or "" for text in column.texts
        )
        here = translated(column, dates)
        stated = _joined([(here.filled(), here), (~here.filled(), stated)], flat.length)
    return stated
