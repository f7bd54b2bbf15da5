"""Rows of areas in a sheet of the Bundesagentur für Arbeit: keys, names, and what is none."""

import re
from dataclasses import dataclass

from monitoring.areas import BUND_KEY, KEY_LENGTH, Level, level_of
from monitoring.readers import numbers
from monitoring.readers.periods import parsed_period
from monitoring.readers.workbook import Cell, Row, cell_text

_ONE_CELL = re.compile(r"([0-9]\S*)\s+([^\W\d].*)", re.DOTALL)
_KEY = re.compile(r"[0-9]\S*")
_WORD = re.compile(r"[^\W\d]")
_LENGTHS = tuple(KEY_LENGTH.values())
_WITHOUT_ZERO = tuple(length - 1 for length in _LENGTHS)
_KREIS = KEY_LENGTH[Level.KREIS]
_GERMANY = "Deutschland"
SECRET = "*"


@dataclass(frozen=True)
class Area:
    """A row with values; ``key`` is "" where the row names none; ``row`` counts from 0."""

    row: int
    key: str
    name: str


def start_of(rows: list[Row]) -> tuple[int, int] | None:
    """First row of areas (from 0) and number of cells before the values; None without areas."""
    front = next((front for row in rows if (front := _front(row))), 0)
    if not front:
        return None
    start = next(n for n, row in enumerate(rows) if _begins(row, front))
    while start and _is_other(rows[start - 1], front):
        start -= 1
    return start, front


def keyed(rows: list[Row]) -> list[int]:
    """Rows (from 0) that begin with the key of a Kreis or a Gemeinde and nothing else."""
    firsts = [_names(row)[0] for row in rows]
    return [number for number, key in enumerate(firsts) if len(key) >= _KREIS and level_of(key)]


def filled(cell: Cell) -> bool:
    """True for a cell that holds anything."""
    return cell_text(cell) != ""


def _front(row: Row) -> int:
    """Number of cells before the values of an area; 0 for a row that names none."""
    first, second = _names(row)
    match = _ONE_CELL.fullmatch(first)
    if match or (_KEY.fullmatch(first) and _WORD.search(second)):
        front = 1 if match else 2
        key = match[1] if match else first
        is_key = key.isdecimal() and len(key) in (*_LENGTHS, *_WITHOUT_ZERO)
        return front if is_key and any(map(filled, row[front:])) else 0
    return 0


def _begins(row: Row, front: int) -> bool:
    return _front(row) == front or (_area(0, row).key == BUND_KEY and any(map(filled, row[front:])))


def _is_other(row: Row, front: int) -> bool:
    """True for values of no area of ours ("Westdeutschland"), that stand before the first one."""
    found = [cell for cell in row[front:] if filled(cell)]
    if not found or not all(map(_is_value, found)):
        return False
    times = all(parsed_period(cell_text(cell)) for cell in found)
    named = _WORD.search("".join(_names(row))) is not None
    return named and not times


def _names(row: Row) -> tuple[str, str]:
    first, second = (cell_text(cell) for cell in [*row[:2], "", ""][:2])
    return first, second


def _area(number: int, row: Row) -> Area:
    first, second = _names(row)
    if match := _ONE_CELL.fullmatch(first):
        return Area(number, match[1], match[2].strip())
    if first == _GERMANY or (second == _GERMANY and first in ("", "D", BUND_KEY)):
        return Area(number, BUND_KEY, _GERMANY)
    if _KEY.fullmatch(first) and _WORD.search(second):
        return Area(number, first, second)
    return Area(number, "", first or second)


def areas_of(rows: list[Row], start: int, front: int) -> tuple[Area, ...]:
    """Rows with values, and areas whose values are all blank; other lines are footnotes."""
    areas = []
    for number, row in enumerate(rows[start:], start=start):
        area = _area(number, row)
        is_area = level_of(area.key) is not None
        if is_area or any(filled(c) if area.key else _is_value(c) for c in row[front:]):
            areas.append(area)
    return tuple(areas)


def _is_value(cell: Cell) -> bool:
    text = cell_text(cell)
    return text == SECRET or (text != "" and numbers.parse_cell(text, ",") is not None)
