"""A map on a slide: one editable shape per area, or per class where areas are too many.

Freeforms are vectors everywhere. Hatches are tiles of the screen's own: Office's patterns look
different in every program.
"""

import io
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import Any

import vl_convert
from pptx.oxml import parse_xml

from geodata.outlines import NO_GROUP
from geodata.palettes import CIRCLE, CIRCLE_OPACITY, HATCHES, tile
from monitoring.reports.circles import Placed, circle_scale, circles_on
from monitoring.reports.fonts import printable
from monitoring.reports.layer import Ints, Sheet, lay_out, read_layer
from monitoring.reports.pptx_parts import describe
from monitoring.reports.style import INK, PAPER
from monitoring.reports.svg_map import BORDER, edge_of
from monitoring.reports.view import MapDrawing

MOST_SHAPES = 700
MOST_IN_SHAPE = 150
EMU = 12700
GRID = 8
FINE = 8  # a tile's dots per unit: enough for paper
SHARE = 100_000 * 72 // (96 * FINE)  # of the picture's own size: a unit is a pixel on screen
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DASH = '<a:prstDash val="dash"/>'
OVAL = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
Place = tuple[float, float, float, float]
Box = tuple[int, int, int, int]


def add_map(slide: Any, drawing: MapDrawing, place: Place, alt: str) -> None:
    """Put a map on a slide inside (left, top, width, height), as a group of freeforms."""
    left, top, room_x, room_y = place
    sheet = lay_out(read_layer(drawing.layer_path), drawing.classes, room_x, room_y, GRID)
    chosen = [i for i in sheet.drawn if sheet.layer.keys[i] in drawing.selected]
    looks = {
        code: (fill_xml(slide, code, drawing), _edge(edge_of(code, drawing), 0.5))
        for code in {drawing.classes[i] for i in sheet.drawn}
    }
    shapes = [
        _shape(name, [ring for area in areas for ring in _rings(sheet, area)], *looks[code])
        for name, code, areas in _shares(sheet, drawing)
    ]
    arcs = sheet.outline() + (sheet.borders() if drawing.borders else [])
    lines = [sheet.arc(arc) for arc in dict.fromkeys(arcs)]
    shapes.append(_shape("Grenzen", lines, "<a:noFill/>", _edge(BORDER, 1.0), closed=False))
    shapes += _outlines(sheet, drawing)
    shapes += _circles(sheet, circles_on(sheet, drawing, circle_scale(room_x, room_y)))
    shapes += [
        _shape(f"Auswahl {sheet.layer.names[i]}", _rings(sheet, i), "<a:noFill/>", _edge(INK, 2.5))
        for i in chosen
    ]
    x, y = int(left * EMU), int(top * EMU)
    size_x, size_y = int(sheet.width * EMU) or 1, int(sheet.height * EMU) or 1
    grid_x, grid_y = int(sheet.width * GRID) or 1, int(sheet.height * GRID) or 1
    group = parse_xml(
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="2" name="Karte"/><p:cNvGrpSpPr/>'
        f'<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{size_x}" cy="{size_y}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{grid_x}" cy="{grid_y}"/></a:xfrm></p:grpSpPr>{"".join(shapes)}</p:grpSp>'
    )
    slide.shapes._spTree.append(group)
    _number(slide)
    describe(slide.shapes[-1], "Karte", alt)


def _number(slide: Any) -> None:
    """Give every shape of the slide its own id, as Office demands."""
    for i, properties in enumerate(slide.shapes._spTree.iter("{*}cNvPr"), start=1):
        properties.set("id", str(i))


def _rings(sheet: Sheet, area: int) -> list[Ints]:
    return [sheet.ring(ring) for ring in sheet.layer.rings[area]]


def _shares(sheet: Sheet, drawing: MapDrawing) -> list[tuple[str, int, list[int]]]:
    """Which areas go into one shape: name, code, areas."""
    if len(sheet.drawn) <= MOST_SHAPES:
        return [(sheet.layer.names[i], drawing.classes[i], [i]) for i in sheet.drawn]
    members: dict[int, list[int]] = {}
    for area in sheet.drawn:
        members.setdefault(drawing.classes[area], []).append(area)
    labels = {item.code: item.label for item in drawing.legend}
    return [
        (labels.get(code, ""), code, areas[start : start + MOST_IN_SHAPE])
        for code, areas in sorted(members.items())
        for start in range(0, len(areas), MOST_IN_SHAPE)
    ]


def fill_xml(slide: Any, code: int, drawing: MapDrawing) -> str:
    """Office fill of a class or of a reason's hatch, whose tile the slide then holds."""
    if code not in HATCHES:
        return _solid(drawing.palette[code])
    _, relation = slide.part.get_or_add_image_part(io.BytesIO(_tile_png(code)))
    return (
        f'<a:blipFill rotWithShape="0"><a:blip r:embed="{relation}"/><a:srcRect/>'
        f'<a:tile tx="0" ty="0" sx="{SHARE}" sy="{SHARE}" flip="none" algn="tl"/></a:blipFill>'
    )


@cache
def _tile_png(code: int) -> bytes:
    return vl_convert.svg_to_png(tile(code), scale=FINE, ppi=72)


def circle_look(radius: float) -> str:
    """Office fill and edge of a proportional circle."""
    return _solid(CIRCLE, CIRCLE_OPACITY) + _edge(PAPER, min(0.75, radius / 3))


def _solid(colour: str, opacity: float = 1) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    value = colour.lstrip("#").upper()
    return f'<a:solidFill><a:srgbClr val="{value}">{alpha}</a:srgbClr></a:solidFill>'


def _edge(colour: str, points: float, dash: str = "") -> str:
    return f'<a:ln w="{int(points * EMU)}">{_solid(colour)}{dash}<a:round/></a:ln>'


def _outlines(sheet: Sheet, drawing: MapDrawing) -> list[str]:
    """Groups in their colours; the line between two has both colours in turn."""
    shapes: list[str] = []
    if drawing.outlines is None:
        return shapes
    colours, names = drawing.outlines.colours, drawing.outlines.names
    for groups, arcs in sheet.outlined(drawing.outlines).items():
        lines = [sheet.arc(arc) for arc in arcs]
        for group, dash in zip(groups, ("", DASH), strict=True):
            if group != NO_GROUP:
                edge = _edge(colours[group], 2.5, dash)
                name = f"Grenze {names[group]}"
                shapes.append(_shape(name, lines, "<a:noFill/>", edge, closed=False))
    return shapes


def _circles(sheet: Sheet, circles: list[Placed]) -> list[str]:
    """An oval per circle; where there are too many, several are one shape."""
    if len(circles) <= MOST_SHAPES:
        names = sheet.layer.names
        return [
            _placed(f"Symbol {names[one.area]}", _box([one]), OVAL, circle_look(one.radius))
            for one in circles
        ]
    parts = [circles[i : i + MOST_IN_SHAPE] for i in range(0, len(circles), MOST_IN_SHAPE)]
    looks = [circle_look(part[-1].radius) for part in parts]
    return [
        _placed("Symbole", _box(part), _ovals(part), look)
        for part, look in zip(parts, looks, strict=True)
    ]


def _box(circles: list[Placed]) -> Box:
    """The box around circles, in the group's grid."""
    low_x, low_y = (int(min(one[k] - one.radius for one in circles) * GRID) for k in (1, 2))
    high_x, high_y = (int(max(one[k] + one.radius for one in circles) * GRID) for k in (1, 2))
    return low_x, low_y, max(high_x - low_x, 1), max(high_y - low_y, 1)


def _ovals(circles: list[Placed]) -> str:
    """Each circle as a path of its own: within one path Office leaves out what overlaps."""
    x, y, size_x, size_y = _box(circles)
    return _freeform(
        f'<a:path w="{size_x}" h="{size_y}"><a:moveTo>'
        f'<a:pt x="{round((one.x - one.radius) * GRID) - x}" y="{round(one.y * GRID) - y}"/>'
        f'</a:moveTo><a:arcTo wR="{round(one.radius * GRID)}" hR="{round(one.radius * GRID)}" '
        'stAng="10800000" swAng="21600000"/><a:close/></a:path>'
        for one in circles
    )


def _shape(name: str, rings: list[Ints], fill: str, edge: str, *, closed: bool = True) -> str:
    """A freeform in the group's own grid."""
    rings = [ring for ring in rings if len(ring)]
    low_x, low_y = (min((int(ring[:, k].min()) for ring in rings), default=0) for k in (0, 1))
    high_x, high_y = (max((int(ring[:, k].max()) for ring in rings), default=0) for k in (0, 1))
    size_x, size_y = max(high_x - low_x, 1), max(high_y - low_y, 1)
    path = "".join(_contour(ring, low_x, low_y, closed=closed) for ring in rings)
    geometry = _freeform([f'<a:path w="{size_x}" h="{size_y}">{path}</a:path>'])
    return _placed(name, (low_x, low_y, size_x, size_y), geometry, fill + edge)


def _freeform(paths: Iterable[str]) -> str:
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{"".join(paths)}</a:pathLst></a:custGeom>'
    )


def _placed(name: str, box: Box, geometry: str, look: str) -> str:
    """A shape of the group at (left, top, width, height)."""
    x, y, size_x, size_y = box
    title = escape(printable(name))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{title}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{size_x}" cy="{size_y}"/>'
        f"</a:xfrm>{geometry}{look}</p:spPr></p:sp>"
    )


def _contour(ring: Ints, low_x: int, low_y: int, *, closed: bool) -> str:
    points = [f'<a:pt x="{x - low_x}" y="{y - low_y}"/>' for x, y in ring.tolist()]
    steps = "".join([f"<a:lnTo>{point}</a:lnTo>" for point in points[1:]])
    return f"<a:moveTo>{points[0]}</a:moveTo>{steps}{'<a:close/>' if closed else ''}"
