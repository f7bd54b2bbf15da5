"""Workbooks (xlsx, xls, ods) as rows of cells; formulas arrive as their stored results."""

import datetime
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from monitoring.errors import InputError
from monitoring.readers import opendocument, opendocument_cells, workbook_cells, workbook_parts
from monitoring.readers.archives import MAX_COLUMNS, check_columns, opened
from monitoring.readers.shown import PERCENT, Percentage, Range, Shown

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
Row = list[Cell]
LAST_COLUMN = MAX_COLUMNS


class Workbook:
    """An opened workbook whose sheets are parsed at most once.

    Cells whose formula failed or was never calculated have the text ``ERROR_TEXT``, so that a
    reader that wants a figure there refuses it. ``hidden`` are the sheets that a spreadsheet does
    not show.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name, self._path = name, path
        self._sheets: dict[str, CalamineSheet] = {}
        self._rows: dict[str, list[Row]] = {}
        try:
            self._book = CalamineWorkbook.from_path(str(path))
        except (python_calamine.CalamineError, OSError) as error:
            raise self._fault(None) from error
        self.sheet_names: tuple[str, ...] = tuple(self._book.sheet_names)
        self.hidden: frozenset[str] = frozenset(
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible != SheetVisibleEnum.Visible
        )

    @property
    def visible_first(self) -> tuple[str, ...]:
        """Names of the sheets, hidden ones last: those may hold figures of before."""
        return tuple(sorted(self.sheet_names, key=lambda name: name in self.hidden))

    def rows(self, sheet: str) -> list[Row]:
        """Cells of a sheet from A1 on; an empty cell is ``""``."""
        if sheet not in self._rows:
            rows = self._sheet(sheet).to_python(skip_empty_area=False)
            for shown in self._cells[0].get(sheet, ()):
                _show(rows, shown)
            self._rows[sheet] = rows
        return self._rows[sheet]

    @cached_property
    def _cells(self) -> tuple[Mapping[str, Iterable[Shown]], Mapping[str, Iterable[Range]]]:
        """Cells that are shown otherwise than the parser gives them, and the merged ones of an ods,
        by sheet; of an xls none.
        """
        if not zipfile.is_zipfile(self._path):
            return {}, {}
        if opendocument.is_spreadsheet(self._path):
            return opendocument_cells.read_cells(self._path)
        cells = workbook_cells.shown_cells(self._path)
        return by_sheet(self._path, cells) if cells else {}, {}

    def merged(self, sheet: str) -> list[Range]:
        """Merged ranges as ((first row, first column), (last row, last column)), from 0."""
        return [*(self._sheet(sheet).merged_cell_ranges or ()), *self._cells[1].get(sheet, ())]

    def _sheet(self, name: str) -> CalamineSheet:
        if name not in self._sheets:
            try:
                self._sheets[name] = self._book.get_sheet_by_name(name)
            except python_calamine.CalamineError as error:
                raise self._fault(name) from error
            _, last = self._sheets[name].end or (0, 0)
            if last >= LAST_COLUMN:
                check_columns(self.name, name, last + 1, self._crowded_row(name))
        return self._sheets[name]

    def _crowded_row(self, sheet: str) -> int | None:
        if not zipfile.is_zipfile(self._path):
            return None
        with opened(self._path) as archive:
            return workbook_parts.crowded_row(archive, self.name, sheet, LAST_COLUMN)

    def _fault(self, sheet: str | None) -> InputError:
        if zipfile.is_zipfile(self._path) and not opendocument.is_spreadsheet(self._path):
            with opened(self._path) as archive:
                workbook_parts.refuse_broken(archive, self.name)
        return InputError(
            "Die Arbeitsmappe lässt sich nicht lesen.",
            file=self.name,
            sheet=sheet,
            found="Inhalt, der sich nicht als Arbeitsmappe lesen lässt",
            expected="eine unbeschädigte Excel-Datei (.xlsx oder .xls) ohne Kennwort",
            remedy="Die Datei in Excel oder LibreOffice öffnen und neu speichern.",
        )


def _show(rows: list[Row], shown: Shown) -> None:
    """Put what a spreadsheet shows into the cells; a percentage as the number before its sign."""
    (top, left), (bottom, right), text = shown
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            cell = row[column]
            if text != PERCENT:
                row[column] = text
            elif isinstance(cell, int | float):
                row[column] = Percentage(Decimal(repr(cell)) * 100)


def by_sheet(path: Path, cells: Mapping[str, Iterable[Shown]]) -> dict[str, Iterable[Shown]]:
    """The same cells by the name of the sheet instead of its part."""
    with opened(path) as archive:
        names = workbook_parts.sheet_names(archive)
    return {name: cells.get(part, ()) for part, name in names.items()}


def spread(rows: list[Row], ranges: Iterable[Range]) -> list[Row]:
    """The rows, each merged range filled with the cell that a spreadsheet shows in it."""
    filled = [list(row) for row in rows]
    for (top, left), (bottom, right) in ranges:
        for row in filled[top : bottom + 1]:
            # A range may reach beyond the cells that are used.
            end = min(right + 1, len(row))
            row[left:end] = rows[top][left : left + 1] * max(end - left, 0)
    return filled


def refuse_merged(book: Workbook, sheet: str, rows: Iterable[int], columns: Iterable[int]) -> None:
    """Refuse merged cells among the values: which of them the figure belongs to is lost.

    ``rows`` are those of areas, from 0; ``columns`` those of values.
    """
    used = max(map(len, book.rows(sheet)), default=0)
    wanted, places = set(rows), {place for place in columns if place < used}
    for (top, left), (bottom, right) in book.merged(sheet):
        here = wanted.intersection(range(top, bottom + 1))
        if here and places.intersection(range(left, right + 1)):
            raise InputError(
                "In einer Zeile mit Werten sind Zellen verbunden.",
                file=book.name,
                sheet=sheet,
                row=top + 1,
                column=column_name(left),
                found=f"{cell_name(top, left)}:{cell_name(bottom, right)} als eine Zelle",
                expected="je Gebiet und Spalte eine eigene Zelle",
                remedy="Den Verbund der Zellen aufheben und die Werte einzeln eintragen, oder die"
                " Originaldatei verwenden.",
            )


def cell_text(cell: Cell, /) -> str:
    """Text of a cell without loss: whole numbers without ``.0``, no powers, dates as ISO text."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{Decimal(repr(cell)):f}"
    return str(cell)


def cell_name(row: int, column: int) -> str:
    """Name of a cell as a spreadsheet shows it; ``row`` and ``column`` count from 0."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """Letters of a column as a spreadsheet shows them; ``column`` counts from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
