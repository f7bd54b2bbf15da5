"""A page's chart on a slide: a vector picture, which Office can turn into shapes."""

import io
from typing import Any

import vl_convert
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.util import Pt

from monitoring.reports.svg_drawing import document
from monitoring.reports.vega import VegaDrawing, vega_svg

SHARPNESS = 3.0
# What Office looks for beside a picture, as its [MS-ODRAWXML] names it.
EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def add_picture(slide: Any, drawing: VegaDrawing, place: tuple[float, float, float, float]) -> Any:
    """Put a chart inside (left, top, width, height), in its middle; returns its picture.

    Programs that do not know SVG show the same in pixels.
    """
    left, top, room_x, room_y = place
    body, used_x, used_y = vega_svg(drawing, room_x, room_y, prefix="v")
    svg = document(body, used_x, used_y)
    pixels = io.BytesIO(vl_convert.svg_to_png(svg, scale=SHARPNESS))
    corner = Pt(left + (room_x - used_x) / 2), Pt(top)
    picture = slide.shapes.add_picture(pixels, *corner, Pt(used_x), Pt(used_y))
    _add_vectors(slide.part, picture, svg)
    return picture


def _add_vectors(part: Any, picture: Any, svg: str) -> None:
    package = part.package
    name = package.next_partname("/ppt/media/chart%d.svg")
    vectors = Part(name, "image/svg+xml", package, svg.encode())
    target = part.relate_to(vectors, RELATIONSHIP_TYPE.IMAGE)
    picture._element.find(".//{*}blip").append(
        parse_xml(
            f'<a:extLst {NAMESPACES}><a:ext uri="{EXTENSION}">'
            f'<asvg:svgBlip r:embed="{target}"/></a:ext></a:extLst>'
        )
    )
