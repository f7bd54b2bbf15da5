"""Workbooks (xlsx, xls) as rows of cells; formulas arrive as their stored results."""

import datetime
from pathlib import Path

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook

from monitoring.errors import InputError

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
Row = list[Cell]


class Workbook:
    """An opened workbook whose sheets are parsed at most once."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._sheets: dict[str, CalamineSheet] = {}
        self._rows: dict[str, list[Row]] = {}
        try:
            self._book = CalamineWorkbook.from_path(str(path))
        except (python_calamine.CalamineError, OSError) as error:
            raise self._fault(error) from error
        self.sheet_names: tuple[str, ...] = tuple(self._book.sheet_names)

    def rows(self, sheet: str) -> list[Row]:
        """Cells of a sheet from A1 on; an empty cell is ``""``."""
        if sheet not in self._rows:
            self._rows[sheet] = self._sheet(sheet).to_python(skip_empty_area=False)
        return self._rows[sheet]

    def merged(self, sheet: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Merged ranges as ((first row, first column), (last row, last column)), from 0."""
        return list(self._sheet(sheet).merged_cell_ranges or [])

    def _sheet(self, name: str) -> CalamineSheet:
        if name not in self._sheets:
            try:
                self._sheets[name] = self._book.get_sheet_by_name(name)
            except python_calamine.CalamineError as error:
                raise self._fault(error) from error
        return self._sheets[name]

    def _fault(self, error: Exception) -> InputError:
        return InputError(
            "Die Arbeitsmappe lässt sich nicht lesen.",
            file=self.name,
            found=str(error),
            expected="eine unbeschädigte Excel-Datei (.xlsx oder .xls) ohne Kennwort",
            remedy="Die Datei in Excel oder LibreOffice öffnen und neu speichern.",
        )


def cell_text(cell: Cell, /) -> str:
    """Text of a cell without loss: whole numbers without ``.0``, dates as ISO text."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def cell_name(row: int, column: int) -> str:
    """Name of a cell as a spreadsheet shows it; ``row`` and ``column`` count from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
