"""The table twin as a native table on a slide."""

from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from monitoring.figures import number
from monitoring.reports.fonts import shortened, width
from monitoring.reports.pptx_parts import describe, rgb, text_box, write
from monitoring.reports.style import ACCENT, ACCENT_PALE, INK, PAPER, QUIET
from monitoring.reports.view import View
from monitoring.reports.words import marks_line, printed

MOST_ROWS = 15
MOST_COLUMNS = 8
ROW = 20.0
LINE = 14.0
BELOW = 40.0
SIZE = 11.0
# a cell without any text is as high as the default font of 18 points
EMPTY = "\u00a0"
SLACK = 5.0  # programs measure a text a little differently


def add_table(slide: Any, view: View, place: tuple[float, float, float, float]) -> None:
    """The first rows and columns of the table; what is left out is said below."""
    left, top, room_x, room_y = place
    columns = view.table.columns[:MOST_COLUMNS]
    first = replace(view.table, rows=view.table.rows[:MOST_ROWS])
    rows = [row[:MOST_COLUMNS] for row in printed(first)]
    headings = [column.heading for column in columns]
    widths = _widths(headings, rows, room_x)
    head = _head_height(headings, widths)
    rows = rows[: max(0, int((room_y - head - BELOW) // ROW))]
    height = head + ROW * len(rows)
    frame = slide.shapes.add_table(
        len(rows) + 1, len(columns), Pt(left), Pt(top), Pt(sum(widths)), Pt(height)
    )
    table = frame.table
    table.rows[0].height = Pt(head)
    describe(frame, "Tabelle", f"Tabelle zu: {view.title}")
    for i, room in enumerate(widths):
        table.columns[i].width = Pt(room)
        _cell(table.cell(0, i), headings[i], ACCENT, PAPER, room, number=_is_number(view, i))
    for r, row in enumerate(rows, start=1):
        marked = r - 1 in view.table.highlighted
        table.rows[r].height = Pt(ROW)
        for i, words in enumerate(row):
            ground = ACCENT_PALE if marked else PAPER
            cell = table.cell(r, i)
            _cell(cell, words, ground, INK, widths[i], number=_is_number(view, i), bold=marked)
    below = (left, top + height + 6, room_x, BELOW - 6)
    text_box(slide, below, _below(view, len(rows)), 10, colour=QUIET)


def _is_number(view: View, column: int) -> bool:
    return view.table.columns[column].kind == "number"


def _head_height(headings: list[str], widths: list[float]) -> float:
    """Height of the first row, in which long headings take several lines."""
    lines = max(_lines(words, room - 14) for words, room in zip(headings, widths, strict=True))
    return max(ROW, lines * LINE + 6)


def _lines(words: str, room: float) -> int:
    """How many lines a text takes; a word is never parted."""
    lines, used = 1, 0.0
    for word in words.split():
        needed = width(f"{word} ", SIZE, bold=True)
        lines, used = (
            (lines + 1, needed) if used and used + needed > room else (lines, used + needed)
        )
    return lines


def _widths(headings: list[str], rows: list[list[str]], room: float) -> list[float]:
    wanted = []
    for i, heading in enumerate(headings):
        body = max((width(row[i], SIZE, bold=True) for row in rows), default=0.0)
        words = max((width(word, SIZE, bold=True) for word in heading.split()), default=0.0)
        heading_room = max(words * 1.1, width(heading, SIZE, bold=True) * 0.6)
        wanted.append(max(min(body, 220.0), min(heading_room, 160.0), 36.0) + 16)
    factor = min(room / sum(wanted), 1.4)
    return [one * factor for one in wanted]


def _cell(
    cell: Any,
    words: str,
    ground: str,
    colour: str,
    room: float,
    *,
    number: bool,
    bold: bool = False,
) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(ground)
    cell.margin_left = cell.margin_right = Pt(6)
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    head = ground == ACCENT
    text = words if head else shortened(words, SIZE, room - 12 - SLACK, bold=bold)
    align = "right" if number else "left"
    write(cell.text_frame, text or EMPTY, SIZE, colour=colour, bold=bold or head, align=align)


def _below(view: View, shown: int) -> str:
    rows = len(view.table.rows) - shown
    columns = len(view.table.columns) - MOST_COLUMNS
    rest = [
        f"{number(rows)} weitere Zeile{'' if rows == 1 else 'n'}" if rows > 0 else "",
        f"{number(columns)} weitere Spalte{'' if columns == 1 else 'n'}" if columns > 0 else "",
    ]
    told = " und ".join(part for part in rest if part)
    told = f"… {told} im Tabellenexport." if told else ""
    return " ".join(part for part in (told, marks_line(replace(view, drawing=None))) if part)
