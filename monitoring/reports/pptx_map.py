"""A map on a slide: one editable shape per area, or a vector picture where they are too many."""

import io
from html import escape
from typing import Any

import vl_convert
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.util import Pt

from monitoring.reports.fonts import printable
from monitoring.reports.layer import Ints, Sheet, lay_out, read_layer
from monitoring.reports.pptx_parts import describe
from monitoring.reports.style import HATCHES, INK, PAPER
from monitoring.reports.svg_drawing import document, drawing_svg
from monitoring.reports.svg_map import BORDER, HATCHED_EDGE
from monitoring.reports.view import OUTSIDE_CODE, MapDrawing

MOST_SHAPES = 700
EMU = 12700
GRID = 8
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SVG_EXTENSION = (
    f"<a:extLst {NAMESPACES}>"
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)


def add_map(
    slide: Any, drawing: MapDrawing, place: tuple[float, float, float, float], alt: str
) -> None:
    """Put a map on a slide inside (left, top, width, height)."""
    drawn = sum(code != OUTSIDE_CODE for code in drawing.classes)
    if drawn > MOST_SHAPES:
        _add_picture(slide, drawing, place, alt)
    else:
        _add_shapes(slide, drawing, place, alt)


def _add_shapes(
    slide: Any, drawing: MapDrawing, place: tuple[float, float, float, float], alt: str
) -> None:
    left, top, room_x, room_y = place
    sheet = lay_out(read_layer(drawing.layer_path), drawing.classes, room_x, room_y, GRID)
    chosen = [i for i in sheet.drawn if sheet.layer.keys[i] in drawing.selected]
    shapes = [_area(sheet, drawing, area) for area in sheet.drawn]
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
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{100}" name="Karte"/><p:cNvGrpSpPr/>'
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


def _area(sheet: Sheet, drawing: MapDrawing, area: int) -> str:
    code = drawing.classes[area]
    edge = _edge(HATCHED_EDGE if code in HATCHES else PAPER, 0.5)
    return _shape(sheet.layer.names[area], _rings(sheet, area), fill_xml(code, drawing), edge)


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


def _add_picture(
    slide: Any, drawing: MapDrawing, place: tuple[float, float, float, float], alt: str
) -> None:
    """SVG for Office 2016 and later, with a PNG of the same for everything else."""
    left, top, room_x, room_y = place
    body, used_x, used_y = drawing_svg(drawing, room_x, room_y, titles=False)
    svg = document(body, used_x, used_y)
    png = io.BytesIO(vl_convert.svg_to_png(svg, scale=2.5))
    picture = slide.shapes.add_picture(png, Pt(left), Pt(top), Pt(used_x), Pt(used_y))
    package = slide.part.package
    name = package.next_partname("/ppt/media/map%d.svg")
    part = Part(name, "image/svg+xml", package, svg.encode())
    ident = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    picture._element.blipFill.find("{*}blip").append(parse_xml(SVG_EXTENSION.format(ident)))
    describe(picture, "Karte", alt)
