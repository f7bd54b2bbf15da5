"""The whole view as one SVG picture: title sentence, drawing, legend, source, on A4 or a slide."""

from typing import Literal

from monitoring.reports.circles import circle_scale
from monitoring.reports.fonts import folded, width, wrapped
from monitoring.reports.style import ACCENT, INK, PAPER, QUIET
from monitoring.reports.svg_drawing import document, drawing_svg, height_of_legend, legend_svg
from monitoring.reports.svg_rows import least_height
from monitoring.reports.svg_text import text
from monitoring.reports.vega import VegaDrawing
from monitoring.reports.view import SAMPLE_TEXT, ChartDrawing, Drawing, MapDrawing, View
from monitoring.reports.words import credit_lines, link_line, marks_line

Format = Literal["a4", "slide"]
SHEETS: dict[str, tuple[float, float]] = {"a4": (794.0, 1123.0), "slide": (960.0, 540.0)}
EDGE = 40.0
GAP = 16.0
LEGEND_COLUMN = 290.0
SEVERAL_MAPS = 460.0
TITLE_SIZE = 22.0
NOTE_SIZE, NOTE_LINE = 10.0, 13.5
FOOT_GAP, FOOT_EDGE = 6.0, 20.0


def to_svg(view: View, sheet: Format = "slide") -> str:
    """A picture to put into any document; it carries its own title, legend and source.

    A sheet grows with a chart of many rows, and for several maps.
    """
    room_x, room_y = SHEETS[sheet]
    head, top = _head(view, room_x)
    lines = _foot_lines(view, room_x)
    room_y = max(
        room_y, top + _least_height(view.drawings) + FOOT_GAP + FOOT_EDGE + len(lines) * NOTE_LINE
    )
    foot, bottom = _foot(lines, room_y)
    body = _drawings(view.drawings, (EDGE, top, room_x - EDGE, bottom))
    ground = f'<rect width="{room_x:g}" height="{room_y:g}" fill="{PAPER}"/>'
    return document(ground + head + body + foot, room_x, room_y, view.title)


def _least_height(drawings: tuple[Drawing, ...]) -> float:
    charts = [drawing.height for drawing in drawings if isinstance(drawing, VegaDrawing)]
    charts += [
        least_height(drawing)
        for drawing in drawings
        if isinstance(drawing, ChartDrawing) and drawing.kind == "dot"
    ]
    maps = [SEVERAL_MAPS for drawing in drawings if isinstance(drawing, MapDrawing)]
    return max([*charts, *maps[1:]], default=0.0)


def _head(view: View, room_x: float) -> tuple[str, float]:
    parts = [f'<rect width="{room_x:g}" height="6" fill="{ACCENT}"/>']
    y = 30.0
    if view.sample:
        band = width(SAMPLE_TEXT, 13, bold=True) + 20
        parts.append(f'<rect x="{EDGE}" y="20" width="{band:.1f}" height="24" fill="{INK}"/>')
        parts.append(text(EDGE + 10, 37, SAMPLE_TEXT, 13, colour=PAPER, bold=True))
        y = 60.0
    for words in wrapped(view.title, TITLE_SIZE, room_x - 2 * EDGE, 3, bold=True):
        y += TITLE_SIZE * 1.25
        parts.append(text(EDGE, y - 6, words, TITLE_SIZE, bold=True))
    for words in wrapped(view.subtitle, 14, room_x - 2 * EDGE, 2):
        y += 19
        parts.append(text(EDGE, y, words, 14, colour=QUIET))
    return "".join(parts), y + GAP


def _foot_lines(view: View, room_x: float) -> list[str]:
    drawn_whole = any(isinstance(drawing, VegaDrawing) for drawing in view.drawings)
    marks = marks_line(view, with_table=drawn_whole)
    lines = [
        part
        for paragraph in (*view.notes, marks, *credit_lines(view))
        for part in wrapped(paragraph, NOTE_SIZE, room_x - 2 * EDGE, 3)
    ]
    return lines + folded(link_line(view), NOTE_SIZE, room_x - 2 * EDGE)


def _foot(lines: list[str], room_y: float) -> tuple[str, float]:
    top = room_y - FOOT_EDGE - len(lines) * NOTE_LINE
    parts = [
        text(EDGE, top + (i + 1) * NOTE_LINE, words, NOTE_SIZE, colour=QUIET)
        for i, words in enumerate(lines)
    ]
    return "".join(parts), top - FOOT_GAP


def _drawings(drawings: tuple[Drawing, ...], frame: tuple[float, float, float, float]) -> str:
    """All drawings side by side on wide sheets, one above the other on tall ones."""
    left, top, right, bottom = frame
    if not drawings:
        return ""
    wide = right - left > bottom - top
    count = len(drawings)
    step_x = (right - left + GAP) / count if wide else 0.0
    step_y = 0.0 if wide else (bottom - top + GAP) / count
    room_x = step_x - GAP if wide else right - left
    room_y = bottom - top if wide else step_y - GAP
    return "".join(
        f'<g transform="translate({left + i * step_x:.1f},{top + i * step_y:.1f})">'
        f"{_block(drawing, room_x, room_y, f'v{i}')}</g>"
        for i, drawing in enumerate(drawings)
    )


def _block(drawing: Drawing, room_x: float, room_y: float, prefix: str) -> str:
    """A drawing with its own title and legend; the legend beside it where there is room."""
    parts, top = [], 0.0
    if drawing.title:
        parts.append(text(0, 14, drawing.title, 14, bold=True))
        top = 22.0
    beside = isinstance(drawing, MapDrawing) and room_x > 1.25 * room_y
    free_x = room_x - LEGEND_COLUMN - GAP if beside else room_x
    most = circle_scale(free_x, room_y - top)
    under = 0.0 if beside else height_of_legend(drawing, room_x, most)
    gap = GAP if under else 0.0
    free_y = room_y - top - under - gap
    body, used_x, used_y = drawing_svg(drawing, free_x, free_y, prefix=prefix)
    shift = 0.0 if beside else (room_x - used_x) / 2
    parts.append(f'<g transform="translate({shift:.1f},{top:.1f})">{body}</g>')
    if isinstance(drawing, MapDrawing):
        legend, _ = legend_svg(
            drawing,
            LEGEND_COLUMN if beside else room_x,
            circle_scale(free_x, free_y),
            prefix=f"{prefix}l",
        )
        x, y = (room_x - LEGEND_COLUMN, top) if beside else (0.0, top + used_y + gap)
        parts.append(f'<g transform="translate({x:.1f},{y:.1f})">{legend}</g>')
    return "".join(parts)
