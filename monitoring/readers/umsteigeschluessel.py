"""Territorial changes as BBSR publishes them: "Umsteigeschlüssel", one sheet for each base year.

A row is a pair of an old and a new area with the share of the old one that goes to the new.
Some sheets give people and area of the part, others those of the whole old area in every row.
"""

import numpy as np
import pandas as pd

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.readers.contract import CHANGE_COLUMNS, Coverage, Delivery, Finding, no_changes
from monitoring.readers.inputs import Sample
from monitoring.readers.umsteige_shares import with_shares
from monitoring.readers.umsteige_sheet import (
    ORIGINAL,
    Sheet,
    Span,
    head_of,
    records,
    span_of,
)
from monitoring.readers.workbook import Row

ID = "umsteigeschluessel"
TITLE = "Umsteigeschlüssel des BBSR (Gemeinden oder Kreise zwischen zwei Gebietsständen)"
SOURCE = "bbsr_umsteigeschluessel"


def recognise(sample: Sample) -> bool:
    """True for a workbook with a sheet whose heading names an Umsteigeschlüssel."""
    if sample.kind not in ("xlsx", "xls"):
        return False
    names = sample.workbook.sheet_names
    return any(head_of(sample.workbook.rows(name)) is not None for name in names)


def read(
    sample: Sample,
    catalogue: Catalogue,  # noqa: ARG001 -- the same interface for every reader
    gebietsstand: str | None = None,  # noqa: ARG001 -- each sheet names its two Stände
) -> Delivery:
    """All changes between the two Gebietsstände of each sheet."""
    tables: list[pd.DataFrame] = []
    coverage: list[Coverage] = []
    findings: list[Finding] = []
    for name in sample.workbook.sheet_names:
        rows = sample.workbook.rows(name)
        head = head_of(rows)
        if head is None:
            findings += _left_out(name, rows)
            continue
        sheet = Sheet(sample.name, name, rows, head)
        span = span_of(sheet)
        coverage.append(_covered(sheet, span, coverage))
        table, found = with_shares(records(sheet, span), sheet)
        tables.append(_changes(table, span))
        findings += found
    if not coverage:
        raise InputError(
            "Die Arbeitsmappe enthält keinen Umsteigeschlüssel.",
            file=sample.name,
            found=", ".join(sample.workbook.sheet_names),
            expected="ein Tabellenblatt mit Spalten „… Umsteigeschlüssel“",
            remedy=ORIGINAL,
        )
    first, last = min(each.after for each in coverage), max(each.until for each in coverage)
    filled = [table for table in tables if len(table)]
    return Delivery(
        reader=ID,
        source=SOURCE,
        title=f"Umsteigeschlüssel {first} bis {last}",
        changes=pd.concat(filled, ignore_index=True) if filled else no_changes(),
        coverage=tuple(coverage),
        findings=tuple(findings),
    )


def _left_out(name: str, rows: list[Row]) -> list[Finding]:
    if not any(cell != "" for row in rows for cell in row):
        return []
    return [Finding("left_sheet", "Das Tabellenblatt enthält keinen Umsteigeschlüssel.", name)]


def _covered(sheet: Sheet, span: Span, known: list[Coverage]) -> Coverage:
    covered = Coverage(span.level, span.after, span.until, exact=False)
    if covered in known:
        found = f"{span.after} bis {span.until}"
        raise sheet.fault(
            "Der Zeitraum kommt zweimal vor.", sheet.head + 1, "1", found, "ein Blatt je Zeitraum"
        )
    return covered


def _changes(table: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Only what really changes, with the kind of the change."""
    key, target = table["from_key"], table["to_key"]
    split, stays = key.duplicated(keep=False), key == target
    alone = ~target.duplicated(keep=False)
    lives_on = stays.groupby(key).transform("any")
    kinds = [(split & lives_on, "partial"), (split, "dissolved"), (stays, "renamed")]
    kind = np.select(
        [where for where, _ in [*kinds, (alone, "")]],
        [*(name for _, name in kinds), "rekeyed"],
        default="dissolved",
    )
    table = table.assign(
        level=span.level, kind=kind, after=span.after, until=span.until, legal_date=None
    )
    # Sheets of 1990 and 1993 leave names of the East out.
    named = (table["from_name"] != "") & (table["to_name"] != "")
    real = split | ~stays | (named & (table["from_name"] != table["to_name"]))
    return table.loc[real, CHANGE_COLUMNS].reset_index(drop=True).astype({"legal_date": object})
