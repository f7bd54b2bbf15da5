"""What stands beside a drawing on a slide: the legend in native shapes, and key figures."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from monitoring.figures import number
from monitoring.reports.circles import circle_row
from monitoring.reports.fonts import shortened, width, wrapped
from monitoring.reports.pptx_map import NAMESPACES, circle_look, fill_xml
from monitoring.reports.pptx_parts import add_run, describe, flat, rgb, text_box
from monitoring.reports.style import ACCENT, LINE, QUIET
from monitoring.reports.svg_drawing import legend_title
from monitoring.reports.view import KeyFigure, LegendItem, MapDrawing

STEP = 18.0
HEAD = 34.0
SIZE = 11.0
SWATCH = (24.0, 12.0)


def legend_height(drawing: MapDrawing, columns: int, scale: float) -> float:
    """Height a legend will take; ``scale`` is that of the map's circles."""
    _, circles = circle_row(drawing, scale, SIZE)
    return HEAD + circles + -(-len(drawing.legend) // columns) * STEP


def add_legend(
    slide: Any,
    drawing: MapDrawing,
    place: tuple[float, float, float],
    *,
    columns: int,
    scale: float,
) -> None:
    """Legend at (left, top, width): circles; a swatch, the class, and how many areas are in it."""
    left, top, room = place
    lines = -(-len(drawing.legend) // columns)
    heading = wrapped(legend_title(drawing), 12, room, 2, bold=True)
    text_box(slide, (left, top, room, HEAD - 4), " ".join(heading), 12, bold=True)
    top += HEAD
    top += _circles(slide, drawing, (left, top), scale)
    for i, item in enumerate(drawing.legend):
        x = left + (i // lines) * room / columns
        _item(slide, drawing, item, (x, top + (i % lines) * STEP, room / columns))


def _circles(slide: Any, drawing: MapDrawing, place: tuple[float, float], scale: float) -> float:
    """The row of circles, and its height."""
    left, top = place
    row, height = circle_row(drawing, scale, SIZE)
    for one in row:
        corner = (left + one.x - one.radius, top + height / 2 - one.radius)
        sides = (2 * one.radius, 2 * one.radius)
        oval = slide.shapes.add_shape(MSO_SHAPE.OVAL, *(Pt(n) for n in (*corner, *sides)))
        _paint(oval, circle_look(one.radius))
        describe(oval, f"Legende {one.label}", "")
        room = width(one.label, SIZE) + 8
        text_box(slide, (left + one.text_x, top + height / 2 - 7, room, 15), one.label, SIZE)
    return height


def _paint(shape: Any, look: str) -> None:
    """Give a shape its fill and its edge."""
    flat(shape)
    for part in list(parse_xml(f"<p:spPr {NAMESPACES}>{look}</p:spPr>")):
        shape._element.spPr.append(part)


def _item(
    slide: Any, drawing: MapDrawing, item: LegendItem, place: tuple[float, float, float]
) -> None:
    x, y, room = place
    size_x, size_y = SWATCH
    box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(x), Pt(y + 1.5), Pt(size_x), Pt(size_y))
    _paint(box, fill_xml(slide, item.code, drawing))
    box.line.color.rgb, box.line.width = rgb(LINE), Pt(0.5)
    describe(box, f"Legende {item.label}", "")
    count, free = f"  ({number(item.areas)})", room - size_x - 14
    words = shortened(item.label, SIZE, free - width(count, 10) - 4)
    label = text_box(slide, (x + size_x + 8, y, free, 15), words, SIZE)
    add_run(label.text_frame.paragraphs[0], count, 10, colour=QUIET)


def add_key_figures(
    slide: Any, figures: Sequence[KeyFigure], place: tuple[float, float, float, float]
) -> None:
    """Key figures one under the other, as many as fit."""
    left, top, room, height = place
    for i, figure in enumerate(figures[: max(int(height // 58), 0)]):
        y = top + i * 58
        bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(y), Pt(3), Pt(50))
        bar.fill.solid()
        bar.fill.fore_color.rgb = rgb(ACCENT)
        bar.line.fill.background()
        flat(bar)
        describe(bar, "Zierleiste", "")
        x, wide = left + 11, room - 11
        text_box(slide, (x, y, wide, 14), shortened(figure.label, 11, wide), 11, colour=QUIET)
        words = shortened(figure.value, 17, wide, bold=True)
        text_box(slide, (x, y + 14, wide, 22), words, 17, bold=True)
        context = shortened(figure.context, 10, wide)
        text_box(slide, (x, y + 37, wide, 13), context, 10, colour=QUIET)
