"""Any drawing as SVG: a map or one of our charts."""

from html import escape

from geodata.palettes import HATCHES, circle, paint, pattern
from monitoring.figures import number
from monitoring.reports.circles import circle_row
from monitoring.reports.fonts import printable, shortened, width, wrapped
from monitoring.reports.style import FONT_STACK, INK, LINE, QUIET
from monitoring.reports.svg_axes import line_chart
from monitoring.reports.svg_map import map_svg
from monitoring.reports.svg_rows import dot_chart, pyramid_chart, tallest
from monitoring.reports.svg_text import text
from monitoring.reports.vega import VegaDrawing, vega_svg
from monitoring.reports.view import Drawing, MapDrawing

CHARTS = {
    "line": line_chart,
    "dot": dot_chart,
    "pyramid": pyramid_chart,
}
TALLEST = {"line": 0.66, "pyramid": 0.95}
LEGEND_LINE = 20.0
LEGEND_SIZE = 12.0
HEAD_LINE, HEAD_SIZE = 16.0, 13.0


def drawing_svg(
    drawing: Drawing, room_x: float, room_y: float, *, prefix: str = "d", titles: bool = True
) -> tuple[str, float, float]:
    """A fragment of SVG and the width and height it takes."""
    if isinstance(drawing, MapDrawing):
        return map_svg(drawing, room_x, room_y, prefix=prefix, titles=titles)
    if isinstance(drawing, VegaDrawing):
        return vega_svg(drawing, room_x, room_y, prefix=prefix)
    if drawing.kind in TALLEST:
        room_y = min(room_y, room_x * TALLEST[drawing.kind])
    else:
        room_y = min(room_y, tallest(drawing))
    return f"<g>{CHARTS[drawing.kind](drawing, room_x, room_y)}</g>", room_x, room_y


def document(body: str, width: float, height: float, title: str = "") -> str:
    """A whole SVG file around a fragment."""
    name = f"<title>{escape(printable(title))}</title>" if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}" height="{height:.1f}" '
        f'viewBox="0 0 {width:.1f} {height:.1f}" font-family="{FONT_STACK}" lang="de" '
        f'role="img">{name}{body}</svg>'
    )


def legend_title(drawing: MapDrawing) -> str:
    """Heading of a map legend."""
    return drawing.legend_title or "Legende"


def areas_text(count: int) -> str:
    """Size of a class in words: ``1 Gebiet``, ``1.204 Gebiete``."""
    return f"{number(count)} Gebiet" + ("" if count == 1 else "e")


def legend_svg(
    drawing: MapDrawing, room_x: float, scale: float, *, prefix: str
) -> tuple[str, float]:
    """Legend in as many columns as fit, with class sizes; and its height.

    ``scale`` is that of the map's circles.
    """
    columns = max(1, min(int(room_x // 300), 2))
    lines = -(-len(drawing.legend) // columns)
    hatches = "".join(pattern(item.code, prefix) for item in drawing.legend if item.code in HATCHES)
    head = wrapped(legend_title(drawing), HEAD_SIZE, room_x, 2, bold=True)
    circles, top = _legend_circles(drawing, scale, HEAD_LINE * len(head) + 8)
    parts = [f"<defs>{hatches}</defs>", circles]
    parts += [text(0, 14 + i * HEAD_LINE, t, HEAD_SIZE, bold=True) for i, t in enumerate(head)]
    for i, item in enumerate(drawing.legend):
        x, y = (i // lines) * room_x / columns, top + (i % lines) * LEGEND_LINE
        count = areas_text(item.areas)
        free = room_x / columns - 34 - 12 - width(count, 11) - 6
        words = shortened(item.label, LEGEND_SIZE, free)
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="26" height="14" stroke="{LINE}" '
            f'fill="{paint(item.code, drawing.palette, prefix)}"/>'
        )
        parts.append(text(x + 34, y + 11.5, words, LEGEND_SIZE, colour=INK))
        parts.append(
            text(x + room_x / columns - 12, y + 11.5, count, 11, anchor="end", colour=QUIET)
        )
    return f'<g class="legend">{"".join(parts)}</g>', top + lines * LEGEND_LINE


def _legend_circles(drawing: MapDrawing, scale: float, top: float) -> tuple[str, float]:
    """The row of circles at a height, and where it ends."""
    row, height = circle_row(drawing, scale, LEGEND_SIZE)
    y = top + height / 2
    shapes = [
        circle(one.x, y, one.radius) + text(one.text_x, y + 4, one.label, LEGEND_SIZE)
        for one in row
    ]
    return "".join(shapes), top + height


def height_of_legend(drawing: Drawing, room_x: float, scale: float) -> float:
    """Room a legend will take under its map."""
    if not isinstance(drawing, MapDrawing):
        return 0.0
    return legend_svg(drawing, room_x, scale, prefix="")[1]
