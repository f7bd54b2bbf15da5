"""Where in the delivered file a figure stands, and the cells that a finding of a reader names."""

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from monitoring.areas import ags_from_ars
from monitoring.checks.sheets import HEAD_ROWS, Place, Rows, Sheets
from monitoring.readers.archives import column_number
from monitoring.readers.workbook import Cell, cell_text

SIGNS = frozenset((".", "-", "–", "x", "X", "/", "•", "…", "...", "*"))
NOTHING = ("-", "–")
EQUAL = 1e-6
_CELL = re.compile(r"(?:(?P<sheet>.+)!)?(?P<letters>[A-Z]{1,3})(?P<row>\d{1,8})", re.ASCII)
_ROW = re.compile(
    r"(?:Spalte (?P<letters>[A-Z]{1,3}|\d{1,5}) .*, |(?P<sheet>.+), )?Zeile (?P<row>\d{1,8})",
    re.ASCII,
)
Figure = Mapping[Hashable, Any]


def cells_of(sheets: Sheets, figure: Figure, part: str) -> list[Place]:
    """Where a figure (or its key, see Mark) stands, as far as that is certain.

    The reader told the row, the sheet is the one that has the key there, of several the one with
    the number. The column is the reader's, else the one with that key or number; of several the
    one headed by the figure's year, and all of them where that leaves it open.
    """
    row, key = int(figure["row"]), str(figure["key"])
    holding = [name for name, rows in sheets.rows.items() if row in rows]
    fitting = [n for n in holding if any(_is_key(c, key) for c in sheets.rows[n][row])] or holding
    if len(fitting) > 1:
        fitting = [n for n in fitting if any(_is_figure(c, figure) for c in sheets.rows[n][row])]
    if len(fitting) != 1:
        return []
    columns = _columns(sheets.rows[fitting[0]], row, figure, part)
    return [(fitting[0], row, column) for column in columns] or [(fitting[0], row, None)]


def _columns(rows: Rows, row: int, figure: Figure, part: str) -> list[int]:
    cells = list(enumerate(rows[row]))
    if part == "key":
        key = str(figure["key"])
        return [at for at, cell in cells if _is_key(cell, key)][:1]
    if "column" in figure:
        return [int(figure["column"])]
    found = [at for at, cell in cells if _is_figure(cell, figure)]
    if len(found) < 2:
        return found
    year = str(figure["period"])[:4]
    headed = [at for at in found if any(year in text for text in _above(rows, row, at))]
    return headed if len(headed) == 1 else found


def told_row(place: str) -> int | None:
    """The row that a finding's place names: ``Kitas!B17``, ``Zeile 17``, ``Kitas, Zeile 17``."""
    match = _CELL.fullmatch(place) or _ROW.fullmatch(place)
    return int(match["row"]) if match else None


def told_cells(sheets: Sheets, place: str) -> list[Place]:
    """The cell, or the row, that a finding's place names, if it is in the sheets."""
    match = _CELL.fullmatch(place) or _ROW.fullmatch(place)
    if match is None:
        return []
    names = [match["sheet"]] if match["sheet"] else list(sheets.rows)
    row, letters = int(match["row"]), match["letters"]
    if len(names) != 1 or row not in sheets.rows.get(names[0], {}):
        return []
    return [(names[0], row, _place(letters) if letters else None)]


def _place(column: str) -> int:
    """``C`` and ``3`` are the column 2."""
    return int(column) - 1 if column.isdigit() else column_number(column.encode()) - 1


def _above(rows: Rows, row: int, column: int) -> Iterator[str]:
    for number in range(1, min(row, HEAD_ROWS)):
        cells = rows.get(number, [])
        if column < len(cells):
            yield cell_text(cells[column])


def _is_key(cell: Cell, key: str) -> bool:
    text = cell_text(cell)
    if len(text) == 12 and text.isascii() and text.isdigit():
        return ags_from_ars(text) == key
    return text == key or (text != "" and text == key.lstrip("0"))


def _is_figure(cell: Cell, figure: Figure) -> bool:
    value, text = figure["value"], cell_text(cell)
    if pd.isna(value):
        return text == "" if figure["status"] == "missing" else text in SIGNS
    wanted = float(value)
    if isinstance(cell, (int, float)):
        return not isinstance(cell, bool) and abs(cell - wanted) < EQUAL
    return (wanted == 0 and text in NOTHING) or any(
        abs(number - wanted) < EQUAL for number in _numbers(text)
    )


def _numbers(text: str) -> Iterator[float]:
    """What a text can mean as a number, with a decimal comma and with a decimal point."""
    bare = "".join(text.split())
    for form in (bare.replace(".", "").replace(",", "."), bare.replace(",", "")):
        try:
            yield float(form)
        except ValueError:
            continue
