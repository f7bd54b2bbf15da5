"""A view as a workbook: sheet Daten to compute with, sheet Angaben to read and cite."""

import io
from dataclasses import replace
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it publishes no types

from monitoring.figures import STATUS_MARKS, STATUS_REASONS, Status, half_up
from monitoring.reports.csv import headings, remark, stand
from monitoring.reports.style import ACCENT, ACCENT_PALE
from monitoring.reports.view import SAMPLE_TEXT, Cell, Column, MapDrawing, View, decimals_of
from monitoring.reports.words import marks_line

WIDEST = 48
MOST_DECIMALS = 3
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def to_xlsx(view: View) -> bytes:
    """Numbers are numbers; a figure without one shows its mark as text, beside its reason."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": view.title[:255], "comments": view.source[:255]})
        _data(book, book.add_worksheet("Daten"), view)
        _notes(book, book.add_worksheet("Angaben"), view)
    return target.getvalue()


def number_format(decimals: int) -> str:
    """Excel's code for grouped numbers, which Excel shows in the reader's own locale."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _data(book: Any, sheet: Any, view: View) -> None:
    head = book.add_format(
        {
            "bold": True,
            "bg_color": ACCENT,
            "font_color": "white",
            "text_wrap": True,
            "valign": "top",
        }
    )
    names = headings(view)[:-2]
    sheet.write_row(0, 0, names, head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(view.table.rows), len(names) - 1)
    formats = {
        (decimals, marked): book.add_format(
            {"num_format": number_format(decimals), "align": "right"}
            | ({"bg_color": ACCENT_PALE, "bold": True} if marked else {})
        )
        for decimals in range(MOST_DECIMALS + 1)
        for marked in (False, True)
    }
    bold = book.add_format({"bg_color": ACCENT_PALE, "bold": True})
    for i, row in enumerate(view.table.rows):
        marked = i in view.table.highlighted
        at = 0
        for cell, column in zip(row, view.table.columns, strict=True):
            if column.kind == "text":
                sheet.write_string(i + 1, at, str(cell.value or ""), bold if marked else None)
            else:
                _figure(sheet, i + 1, at, cell, column, formats[decimals_of(cell, column), marked])
                sheet.write_string(i + 1, at + 1, remark(cell), bold if marked else None)
            at += 1 if column.kind == "text" else 2
    _fit(sheet, view, names)


def _figure(sheet: Any, row: int, at: int, cell: Cell, column: Column, form: Any) -> None:
    if isinstance(cell.value, (int, float)):
        sheet.write_number(row, at, float(half_up(cell.value, decimals_of(cell, column))), form)
    else:
        sheet.write_string(row, at, STATUS_MARKS.get(Status(cell.status), ""), form)


def _fit(sheet: Any, view: View, names: list[str]) -> None:
    at = 0
    for i, column in enumerate(view.table.columns):
        longest = max((len(str(row[i].value or "")) for row in view.table.rows), default=0)
        if column.kind == "text":
            sheet.set_column(at, at, min(max(longest, len(column.title)) + 2, WIDEST))
        else:
            sheet.set_column(at, at, max(12, min(len(names[at]), 22)))
            sheet.set_column(at + 1, at + 1, 20)
        at += 1 if column.kind == "text" else 2


def _notes(book: Any, sheet: Any, view: View) -> None:
    label = book.add_format({"bold": True, "valign": "top"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (name, value) in enumerate(_facts(view)):
        sheet.write_string(row, 0, name, label)
        sheet.write_string(row, 1, value, words)


def _facts(view: View) -> list[tuple[str, str]]:
    facts = [
        ("Titel", view.title),
        ("Einheit, Zeit, Ebene", view.subtitle),
        ("Beispieldaten", SAMPLE_TEXT if view.sample else ""),
        ("Einheit", view.unit),
        ("Definition", view.definition),
        *((f"{item.label}", f"{item.value} ({item.context})") for item in view.key_figures),
        *(("Hinweis", note) for note in view.notes),
        ("Quelle und Lizenz", view.source),
        ("Grenzen", view.boundaries_note),
        ("Datenstand", stand(view)),
        ("Ansicht", view.link),
        ("Zeichen in den Daten", marks_line(replace(view, drawing=None))),
        *((f"Zeichen {mark}", STATUS_REASONS[status]) for status, mark in STATUS_MARKS.items()),
    ]
    for drawing in view.drawings:
        if isinstance(drawing, MapDrawing):
            facts += [(f"Klasse: {item.label}", f"{item.areas} Gebiete") for item in drawing.legend]
    return [(name, value) for name, value in facts if value]
