"""A map on a slide: one editable shape per area, or per class where areas are too many.

Freeforms are vectors everywhere and take Office's own hatches, which pictures in SVG do not.
"""

from html import escape
from typing import Any

from pptx.oxml import parse_xml

from monitoring.reports.fonts import printable
from monitoring.reports.layer import Ints, Sheet, lay_out, read_layer
from monitoring.reports.pptx_parts import describe
from monitoring.reports.style import HATCHES, INK, PAPER
from monitoring.reports.svg_map import BORDER, HATCHED_EDGE
from monitoring.reports.view import MapDrawing

MOST_SHAPES = 700
MOST_IN_SHAPE = 150
EMU = 12700
GRID = 8
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
Place = tuple[float, float, float, float]


def add_map(slide: Any, drawing: MapDrawing, place: Place, alt: str) -> None:
    """Put a map on a slide inside (left, top, width, height), as a group of freeforms."""
    left, top, room_x, room_y = place
    sheet = lay_out(read_layer(drawing.layer_path), drawing.classes, room_x, room_y, GRID)
    chosen = [i for i in sheet.drawn if sheet.layer.keys[i] in drawing.selected]
    shapes = [
        _shape(
            name, [ring for area in areas for ring in _rings(sheet, area)], *_look(code, drawing)
        )
        for name, code, areas in _shares(sheet, drawing)
    ]
    arcs = sheet.outline() + (sheet.borders() if drawing.borders else [])
    lines = [sheet.arc(arc) for arc in dict.fromkeys(arcs)]
    shapes.append(_shape("Grenzen", lines, "<a:noFill/>", _edge(BORDER, 1.0), closed=False))
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


def _look(code: int, drawing: MapDrawing) -> tuple[str, str]:
    """Fill and edge of a class."""
    return fill_xml(code, drawing), _edge(HATCHED_EDGE if code in HATCHES else PAPER, 0.5)


def fill_xml(code: int, drawing: MapDrawing) -> str:
    """Office fill of a class or of a reason's hatch."""
    if code not in HATCHES:
        return _solid(drawing.palette[code])
    hatch = HATCHES[code]
    ground, ink = hatch.ground.lstrip("#"), hatch.ink.lstrip("#")
    return (
        f'<a:pattFill prst="{hatch.preset}"><a:fgClr><a:srgbClr val="{ink}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{ground}"/></a:bgClr></a:pattFill>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:solidFill>'


def _edge(colour: str, points: float) -> str:
    return f'<a:ln w="{int(points * EMU)}">{_solid(colour)}<a:round/></a:ln>'


def _shape(name: str, rings: list[Ints], fill: str, edge: str, *, closed: bool = True) -> str:
    """A freeform in the group's own grid."""
    rings = [ring for ring in rings if len(ring)]
    low_x, low_y = (min((int(ring[:, k].min()) for ring in rings), default=0) for k in (0, 1))
    high_x, high_y = (max((int(ring[:, k].max()) for ring in rings), default=0) for k in (0, 1))
    size_x, size_y = max(high_x - low_x, 1), max(high_y - low_y, 1)
    path = "".join(_contour(ring, low_x, low_y, closed=closed) for ring in rings)
    title = escape(printable(name))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{title}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{low_x}" y="{low_y}"/><a:ext cx="{size_x}" cy="{size_y}"/>'
        "</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{size_x}" h="{size_y}">{path}</a:path></a:pathLst></a:custGeom>'
        f"{fill}{edge}</p:spPr></p:sp>"
    )


def _contour(ring: Ints, low_x: int, low_y: int, *, closed: bool) -> str:
    points = [f'<a:pt x="{x - low_x}" y="{y - low_y}"/>' for x, y in ring.tolist()]
    steps = "".join([f"<a:lnTo>{point}</a:lnTo>" for point in points[1:]])
    return f"<a:moveTo>{points[0]}</a:moveTo>{steps}{'<a:close/>' if closed else ''}"
