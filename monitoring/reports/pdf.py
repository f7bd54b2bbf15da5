"""Views as an accessible A4 document (PDF/UA-1), set by typst from data, without network.

The same views give the same bytes: the document carries no clock.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import typst

from geodata.palettes import circle_swatch, swatch
from monitoring.figures import number
from monitoring.reports.circles import circle_scale
from monitoring.reports.fonts import FONT_FOLDER, breakable, folded, width
from monitoring.reports.style import ACCENT, ACCENT_PALE, INK, LINE, QUIET
from monitoring.reports.svg_drawing import (
    areas_text,
    document,
    drawing_svg,
    legend_title,
)
from monitoring.reports.vega import VegaDrawing
from monitoring.reports.view import (
    SAMPLE_TEXT,
    ChartDrawing,
    Column,
    Drawing,
    MapDrawing,
    Table,
    View,
)
from monitoring.reports.words import (
    credit_lines,
    described,
    link_line,
    link_works,
    marks_line,
    printed,
)

TEMPLATE = Path(__file__).with_name("page.typ")
ROOM_PT = 493.0
PX_PER_PT = 96 / 72
MOST_ROWS = 400
GUTTER_PT = 12.0
INSET_PT = 10.0
LINK_PT = 8.5  # as page.typ sets credits
ROOMS_PX: dict[type[Drawing], float] = {MapDrawing: 470.0, ChartDrawing: 380.0, VegaDrawing: 800.0}


def to_pdf(views: Sequence[View], title: str = "") -> bytes:
    """All views in one document; more than one get a contents page, links and an outline."""
    if not views:
        raise ValueError("a document needs at least one view")
    several = len(views) > 1
    name = title or (f"{len(views)} Ansichten aus Kreisblick" if several else views[0].title)
    data = {
        "title": breakable(name),
        "contents": several,
        "sample": any(view.sample for view in views),
        "sample_text": SAMPLE_TEXT,
        "cover": [breakable(words) for words in _cover(views)],
        "colours": {
            "accent": ACCENT,
            "pale": ACCENT_PALE,
            "ink": INK,
            "quiet": QUIET,
            "line": LINE,
        },
        "views": [_view(view, f"p{i}") for i, view in enumerate(views)],
    }
    compiler = typst.Compiler(TEMPLATE, font_paths=_fonts(), sys_inputs={"data": json.dumps(data)})
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no document")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONT_FOLDER])


def _cover(views: Sequence[View]) -> list[str]:
    stands = list(dict.fromkeys(view.datenstand for view in views if view.datenstand))
    return [f"Datenstand: {stand}" for stand in stands]


def _view(view: View, prefix: str) -> dict[str, Any]:
    drawings = view.drawings
    across = 2 if len(drawings) > 1 and all(isinstance(d, MapDrawing) for d in drawings) else 1
    sources = credit_lines(view)
    sample = (f"{SAMPLE_TEXT}.",) if view.sample else ()
    return {
        "title": breakable(view.title),
        "subtitle": breakable(view.subtitle),
        "sample": view.sample,
        "footer": [breakable(words) for words in sources],
        "key_figures": [
            {name: breakable(text) for name, text in item._asdict().items()}
            for item in view.key_figures
        ],
        "across": across,
        "drawings": [
            _drawing(view, drawing, across, len(drawings), f"{prefix}d{i}")
            for i, drawing in enumerate(drawings)
        ],
        "notes": [breakable(note) for note in (*sample, *view.notes)],
        "table": _table(view.table),
        "table_notes": [breakable(words) for words in _table_notes(view)],
        "credits": [breakable(words) for words in sources],
        "link": view.link,
        "link_lines": folded(link_line(view), LINK_PT, ROOM_PT),
        "link_works": link_works(view),
    }


def _drawing(view: View, drawing: Drawing, across: int, count: int, prefix: str) -> dict[str, Any]:
    room_x = (ROOM_PT - GUTTER_PT * (across - 1)) / across * PX_PER_PT
    room_y = ROOMS_PX[type(drawing)]
    room_y = room_y if count == 1 or across > 1 else room_y * 0.8
    body, used_x, used_y = drawing_svg(drawing, room_x, room_y, prefix=prefix, titles=False)
    words = {
        "title": breakable(drawing.title),
        "svg": document(body, used_x, used_y),
        "width": used_x / PX_PER_PT,
        "alt": breakable(described(view, drawing)),
        "legend": None,
    }
    if isinstance(drawing, MapDrawing):
        columns = 2 if across == 1 else 1
        words["legend"] = _legend(drawing, columns, circle_scale(room_x, room_y))
    return words


def _legend(drawing: MapDrawing, columns: int, scale: float) -> dict[str, Any]:
    """Items in the order in which the rows of so many columns take them."""
    lines = -(-len(drawing.legend) // columns)
    ordered = [item for line in range(lines) for item in drawing.legend[line::lines]]
    return {
        "title": breakable(legend_title(drawing)),
        "columns": columns,
        "circles": [
            {
                "picture": circle_swatch(item.radius * scale),
                "width": (2 * item.radius * scale + 2) / PX_PER_PT,
                "label": breakable(item.label),
            }
            for item in drawing.circles
        ],
        "items": [
            {
                "swatch": swatch(item.code, drawing.palette),
                "label": breakable(item.label),
                "areas": areas_text(item.areas),
            }
            for item in ordered
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    size = 9.0 if len(table.columns) <= 6 else 8.0 if len(table.columns) <= 9 else 6.8
    rows = printed(replace(table, rows=table.rows[:MOST_ROWS]))
    widths = _widths(table, rows, size)
    return {
        "headings": [
            [breakable(column.title), breakable(column.unit), _words_fit(column, room, size)]
            for column, room in zip(table.columns, widths, strict=True)
        ],
        "numbers": [column.kind == "number" for column in table.columns],
        "rows": [[breakable(text) for text in row] for row in rows],
        "highlighted": list(table.highlighted),
        "size": size,
        "widths": widths,
    }


def _widths(table: Table, rows: list[list[str]], size: float) -> list[float]:
    """Column widths in points: room for the longest text, headings in about two lines.

    Where the page is too narrow, columns give way down to the longest word of their heading
    and their longest number; only where even that is too much do words break.
    """
    wanted, least = [], []
    for i, column in enumerate(table.columns):
        body = max((width(row[i], size, bold=True) for row in rows), default=0.0)
        words = max((width(word, size, bold=True) for word in column.title.split()), default=0.0)
        heading = max(
            words, width(column.title, size, bold=True) * 0.6, width(column.unit, size) * 0.6
        )
        wanted.append(max(min(body, 190.0), min(heading, 120.0)) + INSET_PT)
        least.append(max(words, body if column.kind == "number" else 0.0) + INSET_PT)
    least = [min(pair) for pair in zip(least, wanted, strict=True)]
    spare = ROOM_PT - sum(least)
    if spare < 0:
        return [room * ROOM_PT / sum(least) for room in least]
    asked = sum(wanted) - sum(least)
    if asked > spare:
        share = spare / asked
        return [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]
    factor = min(ROOM_PT / sum(wanted), 1.35)
    return [room * factor for room in wanted]


def _words_fit(column: Column, room: float, size: float) -> bool:
    words = column.title.split()
    return all(width(word, size, bold=True) + INSET_PT <= room + 0.01 for word in words)


def _table_notes(view: View) -> list[str]:
    left_out = len(view.table.rows) - MOST_ROWS
    rest = f"{number(left_out)} weitere Zeilen stehen im Tabellenexport." if left_out > 0 else ""
    return [words for words in (rest, marks_line(view)) if words]
