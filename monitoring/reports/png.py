"""The picture of a view as PNG, for programs that do not read SVG."""

import vl_convert

from monitoring.reports.svg import Format, to_svg
from monitoring.reports.view import View


def to_png(view: View, sheet: Format = "slide", scale: float = 2.0) -> bytes:
    """The same picture as :func:`to_svg`, in pixels; scale 2 is sharp on paper and beamers."""
    return vl_convert.svg_to_png(to_svg(view, sheet), scale=scale)
