"""The table of a view as CSV: data only, one row per line, one header line.

Every number column is followed by a column "… – Angabe", empty beside a plain value, which
says why there is no number ("geheim zu halten") or what kind it is ("zu 12 % geschätzt",
"genau null"). A figure without a value is an empty field, never 0. The last columns carry source
and Datenstand, so that a line cut out of the file still says where it comes from. Numbers
have the published decimals.
"""

import csv
import io
from typing import Literal

from monitoring import figures
from monitoring.figures import STATUS_REASONS, Status, half_up
from monitoring.reports.view import SAMPLE_TEXT, WITH_VALUE, Cell, Column, View, decimals_of

Numbers = Literal["german", "international"]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
REMARK = "{} – Angabe"


def to_csv(view: View, numbers: Numbers = "german") -> bytes:
    """German: semicolons and decimal commas with BOM (Excel); international: commas, points."""
    german = numbers == "german"
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if german else ",", lineterminator="\r\n")
    writer.writerow([harmless(name) for name in headings(view)])
    tail = [harmless(view.source), harmless(stand(view))]
    for row in view.table.rows:
        fields: list[str] = []
        for cell, column in zip(row, view.table.columns, strict=True):
            fields.append(_field(cell, column, german=german))
            if column.kind == "number":
                fields.append(remark(cell))
        writer.writerow(fields + tail)
    return target.getvalue().encode("utf-8-sig" if german else "utf-8")


def headings(view: View) -> list[str]:
    """Header of the exported table: columns with units, their remarks, Quelle, Datenstand."""
    names = []
    for column in view.table.columns:
        names.append(column.heading)
        if column.kind == "number":
            names.append(REMARK.format(column.title))
    return [*names, "Quelle", "Datenstand"]


def stand(view: View) -> str:
    """Datenstand, led by the mark of sample data where it is one."""
    said = view.datenstand.startswith(SAMPLE_TEXT)
    return f"{SAMPLE_TEXT}; {view.datenstand}" if view.sample and not said else view.datenstand


def remark(cell: Cell) -> str:
    """Why a number is missing, or what kind of number it is; empty beside a plain one."""
    parts = [] if cell.status == Status.REPORTED else [STATUS_REASONS[Status(cell.status)]]
    if cell.status in WITH_VALUE:
        parts.append(figures.remark(cell.note))
    return ", ".join(part for part in parts if part)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading apostrophe where it might."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA_STARTS) else text


def _field(cell: Cell, column: Column, *, german: bool) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return harmless(cell.value)
    text = f"{half_up(cell.value, decimals_of(cell, column)):f}"
    return text.replace(".", ",") if german else text
