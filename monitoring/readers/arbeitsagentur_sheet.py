"""A sheet of the Bundesagentur für Arbeit taken apart: title lines, headings, rows of areas."""

import datetime
import itertools
import re
from dataclasses import dataclass

from monitoring.errors import InputError
from monitoring.readers.arbeitsagentur_areas import Area, areas_of, filled, keyed, start_of
from monitoring.readers.values import is_native
from monitoring.readers.workbook import (
    LAST_COLUMN,
    Cell,
    Row,
    Workbook,
    cell_name,
    cell_text,
    column_name,
    refuse_merged,
    spread,
)

_FOOTNOTES = re.compile(r"(?:\s*\d{1,2}\)(?:\s*[,;])?|[¹²³⁴-⁹])+(?=\s|$)")
_HYPHEN = re.compile(r"[-\u00ad]\s*\n\s*(?=[a-zäöüß])")
_LAST_NUMBER = 200


@dataclass(frozen=True)
class Place:
    """A text and the cell it stands in; row and column count from 0."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Column:
    """Headings above a value column, the uppermost first; ``loose`` if a group may be lacking."""

    position: int
    words: tuple[Place, ...]
    loose: bool


@dataclass(frozen=True)
class Table:
    """A sheet with rows of areas; ``region`` are the headings above keys and names."""

    file: str
    sheet: str
    rows: list[Row]
    notes: tuple[Place, ...]
    region: tuple[Place, ...]
    columns: tuple[Column, ...]
    areas: tuple[Area, ...]

    def place(self, row: int, column: int) -> str:
        """Reference of a cell, counted from 0, e.g. "Gemeinden!C7"."""
        return f"{self.sheet}!{cell_name(row, column)}"


def lines_of(rows: list[Row]) -> list[Place]:
    """All texts of some rows, line by line."""
    return [
        Place(line.strip(), number, column)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if isinstance(cell, str)
        for line in cell.splitlines()
        if line.strip()
    ]


def table_of(book: Workbook, sheet: str) -> Table | None:
    """The table of a sheet; None for a sheet without areas (cover, contents, notes)."""
    rows = book.rows(sheet)
    found = start_of(rows)
    if found is None:
        return None
    start, front = found
    # A title that runs from the names over the values is no heading of a column.
    ranges = [area for area in book.merged(sheet) if area[0][1] >= front or area[1][1] < front]
    shown = spread(rows, [area for area in ranges if area[0][0] < start])
    heads = _heading_rows(shown, start, front)
    top = heads[0] if heads else start
    areas = areas_of(rows, start, front)
    columns = _columns(shown, heads, front)
    keys = [*(area.row for area in areas), *keyed(rows[:start])]
    refuse_merged(book, sheet, keys, range(front, LAST_COLUMN))
    _refuse_nameless(rows, columns, areas, front, (book.name, sheet))
    region = [Place(t.text, t.row + top, t.column) for t in lines_of(shown[top:start])]
    return Table(
        book.name,
        sheet,
        rows,
        tuple(lines_of(rows[:top])),
        tuple(place for place in region if place.column < front),
        columns,
        areas,
    )


def _heading_rows(rows: list[Row], start: int, front: int) -> list[int]:
    """Rows of headings right above the areas, the uppermost first; numbers of columns are none."""
    found: list[int] = []
    for number in range(start - 1, -1, -1):
        values = [cell for cell in rows[number][front:] if filled(cell)]
        if found and not values:
            break
        if values and not _counts(values):
            found.append(number)
    return found[::-1]


def _counts(cells: list[Cell]) -> bool:
    """True for 1, 2, 3 …: the row that numbers the columns."""
    if not all(is_native(cell) or cell_text(cell).isdecimal() for cell in cells):
        return False
    counts = [int(cell_text(cell)) if cell_text(cell).isdecimal() else -1 for cell in cells]
    follow = all(after == before + 1 for before, after in itertools.pairwise(counts))
    return follow and counts[0] > 0 and counts[-1] < _LAST_NUMBER


def heading_text(cell: Cell) -> str:
    """A heading without footnote marks and hyphenation; the first of a month is that month."""
    if isinstance(cell, datetime.date) and cell.day == 1:
        return f"{cell.year:04}-{cell.month:02}"
    text = _HYPHEN.sub("", cell_text(cell)).replace("\u00ad", "")
    return " ".join(_FOOTNOTES.sub("", text).split())


def _columns(rows: list[Row], heads: list[int], front: int) -> tuple[Column, ...]:
    if not heads:
        return ()
    columns = []
    for position in range(front, max(len(rows[number]) for number in heads)):
        texts = [Place(heading_text(rows[n][position]), n, position) for n in heads]
        words = {place.text: place for place in texts if place.text}
        if words:
            last = max(place.row for place in words.values())
            blank = [place.row for place in texts if not place.text and place.row < last]
            loose = any(any(filled(c) for c in rows[n][front:position]) for n in blank)
            columns.append(Column(position, tuple(words.values()), loose))
    return tuple(columns)


def _refuse_nameless(
    rows: list[Row],
    columns: tuple[Column, ...],
    areas: tuple[Area, ...],
    front: int,
    at: tuple[str, str],
) -> None:
    """Refuse values below no heading at all."""
    named = {column.position for column in columns}
    for area in areas:
        for position, cell in enumerate(rows[area.row]):
            if position >= front and position not in named and filled(cell):
                raise InputError(
                    "Über dem Wert fehlt die Überschrift der Spalte.",
                    file=at[0],
                    sheet=at[1],
                    row=area.row + 1,
                    column=column_name(position),
                    found=cell_text(cell),
                    expected="über jeder Spalte mit Werten eine Überschrift",
                    remedy="Die Originaldatei der Bundesagentur unverändert verwenden.",
                )
