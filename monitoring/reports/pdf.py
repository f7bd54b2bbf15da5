"""Views as an accessible A4 document (PDF/UA-1), set by typst from data, without network.

The same views give the same bytes: the document carries no clock.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from monitoring.figures import number
from monitoring.reports.fonts import FONT_FOLDER, breakable, width
from monitoring.reports.style import ACCENT, ACCENT_PALE, INK, LINE, QUIET
from monitoring.reports.svg_drawing import (
    areas_text,
    document,
    drawing_svg,
    legend_title,
    swatch,
)
from monitoring.reports.view import (
    SAMPLE_TEXT,
    Drawing,
    LegendItem,
    MapDrawing,
    Table,
    View,
    cell_text,
)
from monitoring.reports.words import credit_lines, described, marks_line

TEMPLATE = Path(__file__).with_name("page.typ")
ROOM_PT = 493.0
PX_PER_PT = 96 / 72
MOST_ROWS = 400
GUTTER_PT = 12.0
MAP_PX = 470.0
CHART_PX = 380.0


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
    sources = [words for words in credit_lines(view) if not words.startswith("Diese Ansicht:")]
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
        "link_text": breakable(view.link),
        "link_works": view.link.startswith(("http://", "https://")),
    }


def _drawing(view: View, drawing: Drawing, across: int, count: int, prefix: str) -> dict[str, Any]:
    room_x = (ROOM_PT - GUTTER_PT * (across - 1)) / across * PX_PER_PT
    room_y = MAP_PX if isinstance(drawing, MapDrawing) else CHART_PX
    room_y = room_y if count == 1 or across > 1 else room_y * 0.8
    body, used_x, used_y = drawing_svg(drawing, room_x, room_y, prefix=prefix, titles=False)
    legend: tuple[LegendItem, ...] = ()
    columns, heading = 2 if across == 1 else 1, ""
    if isinstance(drawing, MapDrawing):
        heading = legend_title(drawing)
        lines = -(-len(drawing.legend) // columns)
        legend = tuple(
            drawing.legend[line + column * lines]
            for line in range(lines)
            for column in range(columns)
            if line + column * lines < len(drawing.legend)
        )
    return {
        "title": breakable(drawing.title),
        "svg": document(body, used_x, used_y),
        "width": used_x / PX_PER_PT,
        "alt": breakable(described(view, drawing)),
        "legend_title": breakable(heading),
        "legend_columns": columns,
        "legend": [
            {
                "swatch": swatch(item, drawing.palette),
                "label": breakable(item.label),
                "areas": areas_text(item.areas),
            }
            for item in legend
            if isinstance(drawing, MapDrawing)
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    size = 9.0 if len(table.columns) <= 6 else 8.0 if len(table.columns) <= 9 else 6.8
    rows = [
        [cell_text(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows[:MOST_ROWS]
    ]
    return {
        "headings": [[breakable(c.title), breakable(c.unit)] for c in table.columns],
        "numbers": [column.kind == "number" for column in table.columns],
        "rows": [[breakable(text) for text in row] for row in rows],
        "highlighted": list(table.highlighted),
        "size": size,
        "widths": _widths(table, rows, size),
    }


def _widths(table: Table, rows: list[list[str]], size: float) -> list[float]:
    """Column widths in points: room for the longest text, headings in about two lines."""
    wanted = []
    for i, column in enumerate(table.columns):
        body = max((width(row[i], size, bold=True) for row in rows), default=0.0)
        words = max((width(word, size, bold=True) for word in column.title.split()), default=0.0)
        heading = max(
            words, width(column.title, size, bold=True) * 0.6, width(column.unit, size) * 0.6
        )
        wanted.append(max(min(body, 190.0), min(heading, 120.0)) + 10)
    factor = min(ROOM_PT / sum(wanted), 1.35)
    return [room * factor for room in wanted]


def _table_notes(view: View) -> list[str]:
    left_out = len(view.table.rows) - MOST_ROWS
    rest = f"{number(left_out)} weitere Zeilen stehen im Tabellenexport." if left_out > 0 else ""
    return [words for words in (rest, marks_line(view)) if words]
