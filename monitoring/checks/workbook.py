"""The findings as a workbook: a sheet of them, and the delivered sheets with the cells marked."""

import io
from collections.abc import Collection, Sequence
from typing import Any

from monitoring.checks.sheets import Place, Rows, Sheets
from monitoring.readers.workbook import Cell, cell_text

FINDINGS = "Befunde"
HEAD = ("Art", "Stelle", "Anzahl", "Befund", "Vorschlag")
WIDTHS = (26, 26, 10, 70, 60)
MOST_CELLS = 400_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST = 32_000
LONGEST_NOTE = 900
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
FILL = {"bg_color": "#F7D9B0"}
PALE = {"bg_color": "#E3EEF0"}
HEADING = {"bold": True, "bg_color": "#0F5C66", "font_color": "white"}
Line = tuple[str, str, int, str, str]


def findings_workbook(
    lines: Sequence[Line],
    sheets: Sheets,
    marked: dict[Place, list[str]],
    quiet: Collection[Place] = (),
) -> bytes:
    """The sheet Befunde with ``lines`` (HEAD), then the delivered sheets that are marked.

    ``marked`` holds the notes by sheet, row (from 1) and column (from 0); without a column the
    first cell of the row bears them. Those that are ``quiet`` are filled paler. No text becomes a
    formula or a link. Of a sheet with more than 400,000 cells only the head and the marked rows
    are copied, at their own places.
    """
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - it publishes no types; slow to load

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        _findings(book, lines)
        taken = {FINDINGS.casefold()}
        for name, rows in sheets.rows.items():
            here = {place[1:]: notes for place, notes in marked.items() if place[0] == name}
            if here:
                sheet = book.add_worksheet(_sheet_name(name, taken))
                pale = {(row, column or 0) for at, row, column in quiet if at == name}
                fills = book.add_format(FILL), book.add_format(PALE)
                _copy(sheet, _kept(rows, here), here, pale, fills)
    return target.getvalue()


def _findings(book: Any, lines: Sequence[Line]) -> None:
    sheet = book.add_worksheet(FINDINGS)
    sheet.write_row(0, 0, HEAD, book.add_format(HEADING))
    sheet.freeze_panes(1, 0)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    numbers = book.add_format({"num_format": "#,##0", "valign": "top"})
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, line in enumerate(lines, start=1):
        title, place, count, message, proposal = line
        sheet.write_number(row, 2, count, numbers)
        for column, text in ((0, title), (1, place), (3, message), (4, proposal)):
            sheet.write_string(row, column, _safe(text), wrapped)
    sheet.autofilter(0, 0, max(len(lines), 1), len(HEAD) - 1)


def _kept(rows: Rows, here: dict[tuple[int, int | None], list[str]]) -> Rows:
    if sum(map(len, rows.values())) <= MOST_CELLS:
        return rows
    wanted = {row for row, _ in here}
    return {number: cells for number, cells in rows.items() if number <= 20 or number in wanted}


def _copy(
    sheet: Any,
    rows: Rows,
    here: dict[tuple[int, int | None], list[str]],
    pale: Collection[tuple[int, int]],
    fills: tuple[Any, Any],
) -> None:
    notes: dict[tuple[int, int], list[str]] = {}
    for (row, column), told in here.items():
        notes.setdefault((row, column or 0), []).extend(told)
    for number, cells in rows.items():
        for column, cell in enumerate(cells[:LAST_COLUMN]):
            if number <= LAST_ROW:
                at = (number, column)
                form = fills[at in pale] if at in notes else None
                _write(sheet, number - 1, column, cell, form)
    for (row, column), told in notes.items():
        if row <= LAST_ROW and column < LAST_COLUMN:
            text = _safe("\n".join(dict.fromkeys(told)))[:LONGEST_NOTE]
            sheet.write_comment(row - 1, column, text, {"author": "Kreisblick", "x_scale": 2})


def _write(sheet: Any, row: int, column: int, cell: Cell, form: Any) -> None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell, form)
    elif text := _safe(cell_text(cell)):
        sheet.write_string(row, column, text[:LONGEST], form)
    elif form is not None:
        sheet.write_blank(row, column, None, form)


def _safe(text: str) -> str:
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none it refuses, no quote at an end, each once."""
    plain = "".join(" " if char in "[]:*?/\\" else char for char in _safe(name)).strip("' \n")
    base, number = (plain or "Tabelle")[:28], 1
    found = base
    while found.casefold() in taken or found.casefold() == "history":
        number += 1
        found = f"{base} {number}"
    taken.add(found.casefold())
    return found
