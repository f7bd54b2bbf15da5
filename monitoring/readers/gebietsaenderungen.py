"""Territorial changes as Destatis publishes them: "Namens-, Grenz- und Schlüsseländerungen".

One row for each pair of a giving and a receiving area. Of a Gemeinde that is divided, every part
has a row, also the part that stays under the old key; so shares of people and area are known.
"""

import re

import numpy as np
import pandas as pd

from monitoring.areas import ags_from_ars
from monitoring.catalogue.model import Catalogue
from monitoring.readers.assembly import refuse_mojibake, text_or_none
from monitoring.readers.contract import CHANGE_COLUMNS, Coverage, Delivery, Finding
from monitoring.readers.gebietsaenderungen_sheet import (
    IDENTITY,
    Sheet,
    covered_span,
    has_changes,
    iso_day_after,
    opened_sheet,
)
from monitoring.readers.inputs import Sample
from monitoring.readers.keys import check_keys
from monitoring.readers.periods import iso_date
from monitoring.readers.workbook import cell_text

ID = "gebietsaenderungen"
TITLE = "Gebietsänderungen des Statistischen Bundesamtes (Namens-, Grenz- und Schlüsseländerungen)"
SOURCE = "destatis_gv"
LEVELS = {"Gemeinde": ("gemeinde", 12), "Gemeindeverband": ("verband", 9)}
KINDS = {"1": "dissolved", "2": "partial", "3": "rekeyed", "4": "renamed"}


def recognise(sample: Sample) -> bool:
    """True for a workbook with a sheet of giving and receiving areas."""
    return sample.kind in ("xlsx", "xls") and has_changes(sample.workbook)


def read(
    sample: Sample,
    catalogue: Catalogue,  # noqa: ARG001 -- the same interface for every reader
    gebietsstand: str | None = None,  # noqa: ARG001 -- each change has its own day
) -> Delivery:
    """All changes of Gemeinden and Gemeindeverbände by their statistical date."""
    sheet = opened_sheet(sample)
    span = covered_span(sheet)
    table = _with_shares(_changes(sheet, span))
    unknown = table["share_area"].isna() & (table["level"] == "gemeinde")
    findings = [
        Finding(
            "unknown_shares",
            "Von einer geteilten Gemeinde fehlt ein Teil; ihre Werte lassen sich nicht übertragen.",
            place=str(key),
        )
        for key in table.loc[unknown, "from_key"].unique()
    ]
    coverage = tuple(Coverage(level, *span, exact=True) for level, _ in LEVELS.values())
    first, last = iso_day_after(span[0]), span[1]
    return Delivery(
        reader=ID,
        source=SOURCE,
        title=f"Gebietsänderungen {first} bis {last}",
        changes=table,
        coverage=coverage,
        findings=tuple(findings),
    )


def _changes(sheet: Sheet, span: tuple[str, str]) -> pd.DataFrame:
    records = []
    for number, row in enumerate(sheet.rows[sheet.first_row :], start=sheet.first_row + 1):
        unit = cell_text(row[sheet.columns["unit"]])
        texts = {name: cell_text(row[place]) for name, place in sheet.columns.items()}
        if unit in LEVELS:
            records.append(_record(sheet, number, texts, span))
        elif IDENTITY.match(cell_text(row[0])) or texts["from_ars"] or texts["to_ars"]:
            raise sheet.fault(
                "Die Regionaleinheit ist nicht bekannt.",
                number,
                "unit",
                unit,
                "Gemeinde oder Gemeindeverband",
            )
    if not records:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in CHANGE_COLUMNS})
    table = pd.DataFrame(records).set_index("row")
    for name in ("from_name", "to_name"):
        refuse_mojibake(table[name], file=sheet.file, sheet=sheet.name, column="Name")
    _refuse_repeats(table, sheet)
    table = table.reset_index(drop=True)
    return table.assign(legal_date=text_or_none(table["legal_date"]))


def _refuse_repeats(table: pd.DataFrame, sheet: Sheet) -> None:
    """Refuse a pair that stands twice on one day; ``table`` is indexed by row number."""
    repeated = table.duplicated(["from_key", "to_key", "until"])
    if repeated.any():
        row = int(str(table.index[int(repeated.to_numpy().argmax())]))
        pair = " nach ".join(table.loc[[row], ["from_key", "to_key"]].to_numpy()[0])
        raise sheet.fault(
            "Ein Übergang steht zweimal da.", row, "from_ags", pair, "je Tag eine Zeile je Paar"
        )


def _record(
    sheet: Sheet, row: int, texts: dict[str, str], span: tuple[str, str]
) -> dict[str, object]:
    level, length = LEVELS[texts["unit"]]
    day = _day(sheet, row, "statistical", texts)
    if not span[0] < day <= span[1]:
        raise sheet.fault(
            "Das statistische Datum liegt nicht im Zeitraum der Tabelle.",
            row,
            "statistical",
            texts["statistical"],
            f"ein Tag vom {iso_day_after(span[0])} bis {span[1]}",
        )
    codes = sorted(set(re.findall(r"\d", texts["kind"])))
    if not codes or not set(codes) <= set(KINDS) or re.search(r"[^\d,; ]", texts["kind"]):
        raise sheet.fault(
            "Die Änderungsart ist nicht bekannt.", row, "kind", texts["kind"], "1, 2, 3 oder 4"
        )
    return {
        "row": row,
        "level": level,
        "from_key": _key(sheet, row, "from", texts, length),
        "from_name": texts["from_name"],
        "to_key": _key(sheet, row, "to", texts, length),
        "to_name": texts["to_name"],
        "kind": KINDS[codes[0]],
        "after": iso_day_after(day, -1),
        "until": day,
        "legal_date": _day(sheet, row, "legal", texts),
        "population": _number(sheet, row, "people", texts),
        "km2": _number(sheet, row, "area", texts) / 1e6,
    }


def _key(sheet: Sheet, row: int, side: str, texts: dict[str, str], length: int) -> str:
    ars, ags = texts[f"{side}_ars"], texts[f"{side}_ags"]
    check_keys(
        pd.Series([ars], index=[row]),
        file=sheet.file,
        sheet=sheet.name,
        column=sheet.place(row, f"{side}_ars"),
        lengths=(length,),
    )
    if length == LEVELS["Gemeindeverband"][1]:
        return ars
    if ags_from_ars(ars) != ags:
        raise sheet.fault(
            "Regionalschlüssel und Gemeindeschlüssel passen nicht zueinander.",
            row,
            f"{side}_ags",
            ags,
            ags_from_ars(ars),
        )
    return ags


def _day(sheet: Sheet, row: int, column: str, texts: dict[str, str]) -> str:
    day = iso_date(texts[column])
    if day is None:
        raise sheet.fault(
            "Das Datum ist keines.", row, column, texts[column], "ein Datum wie 01.01.2023"
        )
    return day


def _number(sheet: Sheet, row: int, column: str, texts: dict[str, str]) -> float:
    text = texts[column]
    if text and not re.fullmatch(r"[0-9]{1,12}", text):
        raise sheet.fault(
            "Hier steht Text, wo eine Zahl erwartet wird.", row, column, text, "eine ganze Zahl"
        )
    return float(text) if text else np.nan


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    """Shares of each part in the old area; 1 where it goes as a whole, NaN where unknown.

    Without people the share of the area counts for them too.
    """
    group = table.groupby(["level", "from_key", "until"], sort=False)
    parts, changed = group["to_key"].transform("size"), group["kind"].transform("min")
    whole = (parts == 1) & (changed != "partial")
    known = (group["km2"].transform("count") == parts) & ((parts > 1) | whole)
    area = (table["km2"] / group["km2"].transform("sum")).where(known)
    people = group["population"].transform("sum")
    share = (table["population"] / people).where(known & (people > 0), area)
    return table.assign(
        kind=changed,
        share_population=share.astype(float).where(~whole, 1.0),
        share_area=area.astype(float).where(~whole, 1.0),
        share_employment=np.where(whole, 1.0, np.nan),
    )[CHANGE_COLUMNS]
