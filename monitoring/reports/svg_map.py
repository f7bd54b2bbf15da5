"""A map as SVG: classes or circles, hatches for reasons, borders, selection, names, scale."""

from html import escape
from math import sqrt

import numpy as np

from geodata.outlines import NO_GROUP
from geodata.palettes import HATCHES, circle, paint, pattern
from monitoring.figures import number
from monitoring.reports.circles import Placed, circle_scale, circles_on
from monitoring.reports.fonts import printable, width
from monitoring.reports.layer import Sheet, lay_out, read_layer
from monitoring.reports.style import INK, PAPER, QUIET
from monitoring.reports.view import MapDrawing

SCALE_ROOM = 26.0
MARGIN = 2.0
BORDER = "#3d474c"
PALE_EDGE = "#b3bcc0"
NAME_SIZE = 10


def map_svg(
    drawing: MapDrawing, room_x: float, room_y: float, *, prefix: str = "m", titles: bool = True
) -> tuple[str, float, float]:
    """The map inside a ``<g>`` and the width and height it takes, at most the room given.

    ``titles`` gives every area its name as ``<title>`` (tooltip, screen reader).
    """
    scale = circle_scale(room_x, room_y)
    room_x, room_y = room_x - 2 * MARGIN, room_y - 2 * MARGIN - SCALE_ROOM
    sheet = lay_out(read_layer(drawing.layer_path), drawing.classes, room_x, room_y)
    tokens = [f"{x},{y}" for x, y in sheet.points.tolist()]
    paths = _paths(sheet, tokens)
    circles = circles_on(sheet, drawing, scale)
    grid = f'<g transform="scale({1 / sheet.grid})">'
    parts = [
        f"<defs>{''.join(pattern(code, prefix, sheet.grid) for code in HATCHES)}</defs>",
        f"{grid}{_areas(sheet, drawing, paths, prefix, titles=titles)}",
        f"{_lines(sheet, drawing, tokens)}{_outlines(sheet, drawing, tokens)}</g>",
        _circles(circles),
        f"{grid}{_selection(sheet, drawing, paths)}</g>",
        _names(sheet, drawing, circles),
        _scale_bar(sheet),
    ]
    body = f'<g transform="translate({MARGIN},{MARGIN})">{"".join(parts)}</g>'
    return body, sheet.width + 2 * MARGIN, sheet.height + 2 * MARGIN + SCALE_ROOM


def _paths(sheet: Sheet, tokens: list[str]) -> dict[int, str]:
    """Path data of every drawn area; arcs share their ends, so each leaves out its last point."""
    starts = sheet.starts

    def steps(arc: int) -> str:
        if arc >= 0:
            return " ".join(tokens[starts[arc] : starts[arc + 1] - 1])
        return " ".join(tokens[starts[~arc] + 1 : starts[~arc + 1]][::-1])

    return {
        area: "".join([f"M{' '.join(map(steps, ring))}z" for ring in sheet.layer.rings[area]])
        for area in sheet.drawn
    }


def _areas(
    sheet: Sheet, drawing: MapDrawing, paths: dict[int, str], prefix: str, *, titles: bool
) -> str:
    groups: dict[int, list[str]] = {}
    for area, data in paths.items():
        key, name = escape(sheet.layer.keys[area]), escape(printable(sheet.layer.names[area]))
        body = f"><title>{name}</title></path>" if titles else "/>"
        ident = f' data-key="{key}"' if titles else ""
        groups.setdefault(drawing.classes[area], []).append(f'<path{ident} d="{data}"{body}')
    stroke = min(0.7, 14 / sqrt(max(len(paths), 1))) * sheet.grid
    return _ground(drawing, paths) + "".join(
        f'<g fill="{paint(code, drawing.palette, prefix)}" fill-rule="evenodd" '
        f'stroke="{edge_of(code, drawing)}" '
        f'stroke-width="{stroke:.2f}" stroke-linejoin="round">'
        f"{''.join(groups[code])}</g>"
        for code in sorted(groups)
    )


def _ground(drawing: MapDrawing, paths: dict[int, str]) -> str:
    """Plain paper below the hatches: some programs leave hairlines open between the tiles."""
    papers = {code: hatch.paper for code, hatch in HATCHES.items()}
    return "".join(
        f'<path d="{data}" fill="{papers[drawing.classes[area]]}" fill-rule="evenodd"/>'
        for area, data in paths.items()
        if drawing.classes[area] in papers
    )


def edge_of(code: int, drawing: MapDrawing) -> str:
    """Colour of the line around an area: white between colours, else one that shows on pale."""
    return PALE_EDGE if code in HATCHES or len(drawing.radii) else PAPER


def _circles(circles: list[Placed]) -> str:
    shapes = "".join(circle(one.x, one.y, one.radius) for one in circles)
    return f'<g class="circles" pointer-events="none">{shapes}</g>'


def _lines(sheet: Sheet, drawing: MapDrawing, tokens: list[str]) -> str:
    arcs = sheet.outline() + (sheet.borders() if drawing.borders else [])
    data = _line(sheet, list(dict.fromkeys(arcs)), tokens)
    return (
        f'<path class="border" d="{data}" fill="none" stroke="{BORDER}" '
        f'stroke-width="{0.9 * sheet.grid:.1f}" stroke-linejoin="round"/>'
    )


def _line(sheet: Sheet, arcs: list[int], tokens: list[str]) -> str:
    starts = sheet.starts
    return "".join(f"M{' '.join(tokens[starts[a] : starts[a + 1]])}" for a in arcs)


def _outlines(sheet: Sheet, drawing: MapDrawing, tokens: list[str]) -> str:
    """Groups in their colours over white; the line between two has both colours in turn."""
    if drawing.outlines is None:
        return ""
    colours, dash = drawing.outlines.colours, 5 * sheet.grid
    cases, lines = [], []
    for (high, low), arcs in sheet.outlined(drawing.outlines).items():
        path = f'<path d="{_line(sheet, arcs, tokens)}" stroke'
        cases.append(f'{path}="{PAPER}" stroke-width="{4 * sheet.grid}"/>')
        lines.append(f'{path}="{colours[high]}"/>')
        if low != NO_GROUP:
            lines.append(f'{path}="{colours[low]}" stroke-dasharray="{dash} {dash}"/>')
    return (
        f'<g class="outlines" fill="none" stroke-width="{2.4 * sheet.grid:.1f}" '
        f'stroke-linejoin="round">{"".join([*cases, *lines])}</g>'
    )


def _selection(sheet: Sheet, drawing: MapDrawing, paths: dict[int, str]) -> str:
    chosen = [paths[i] for i in paths if sheet.layer.keys[i] in drawing.selected]
    return "".join(
        f'<path class="selected" d="{data}" fill="none" stroke="{colour}" '
        f'stroke-width="{thickness * sheet.grid}" stroke-linejoin="round"/>'
        for colour, thickness in ((PAPER, 4.5), (INK, 2.5))
        for data in chosen
    )


def _names(sheet: Sheet, drawing: MapDrawing, circles: list[Placed]) -> str:
    """Names in their areas, below circles; one that would cover an earlier one is left out."""
    below = {one.area: one.radius + NAME_SIZE / 2 + 2 for one in circles}
    taken: list[tuple[float, float, float]] = []
    texts = []
    for area in sheet.drawn:
        if sheet.layer.keys[area] not in drawing.named:
            continue
        name = printable(sheet.layer.names[area])
        x, y = sheet.marks[area].tolist()
        y += below.get(area, 0)
        half = width(name, NAME_SIZE) / 2
        x = min(max(x, half), max(sheet.width - half, half))
        if any(abs(x - ox) < half + other and abs(y - oy) < NAME_SIZE for ox, oy, other in taken):
            continue
        taken.append((x, y, half))
        texts.append(f'<text x="{x:.1f}" y="{y + 3.5:.1f}">{escape(name)}</text>')
    return (
        f'<g font-size="{NAME_SIZE}" text-anchor="middle" fill="{INK}" stroke="{PAPER}" '
        f'stroke-width="2.5" paint-order="stroke" stroke-linejoin="round">{"".join(texts)}</g>'
    )


def _scale_bar(sheet: Sheet) -> str:
    """A bar of round kilometres, about a fifth of the map's width."""
    if not sheet.drawn:
        return ""
    aim = sheet.width / 5 * sheet.metres / 1000
    power = 10.0 ** np.floor(np.log10(aim))
    length = float(max(step * power for step in (1, 2, 5) if step * power <= aim))
    end = length * 1000 / sheet.metres
    base = sheet.height + SCALE_ROOM - 8
    text = f"{number(length, 0 if length >= 1 else 1)} km"
    return (
        f'<path d="M0.5,{base - 5}v5h{end:.1f}v-5" fill="none" stroke="{QUIET}" stroke-width="1"/>'
        f'<text x="{end + 6:.1f}" y="{base + 1}" font-size="10" fill="{QUIET}">{text}</text>'
    )
