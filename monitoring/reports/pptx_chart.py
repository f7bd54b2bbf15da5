"""Native, editable Office charts; their workbook holds the very numbers of the view."""

from datetime import date
from itertools import pairwise
from math import ceil
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from monitoring.reports.pptx_format import (
    category_data,
    fill,
    hollow,
    legend,
    name_in_workbook,
    quiet_axis,
    reference_name,
    scaled,
    stroke,
    value_axis,
)
from monitoring.reports.pptx_parts import rgb
from monitoring.reports.pptx_points import dot_chart
from monitoring.reports.style import ACCENT, INK, SECOND, SLIDE_FONT
from monitoring.reports.svg_axes import looks, value_ticks
from monitoring.reports.svg_text import tick_decimals
from monitoring.reports.view import ChartDrawing
from monitoring.reports.xlsx import number_format

Place = tuple[float, float, float, float]
DASHES = (MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH, MSO_LINE.DASH_DOT)


def add_chart(slide: Any, drawing: ChartDrawing, place: Place) -> Any:
    """Put a chart on a slide at (left, top, width, height); returns its graphic frame."""
    builders = {
        "line": _line,
        "dot": dot_chart,
        "pyramid": _pyramid,
    }
    frame = builders[drawing.kind](slide, drawing, [Pt(length) for length in place])
    frame.chart.font.name = SLIDE_FONT
    frame.chart.font.color.rgb = rgb(INK)
    frame.chart.has_title = False
    _set_language(frame.chart)
    return frame


def _set_language(chart: Any) -> None:
    """Say that the chart is German; the element follows the date system."""
    space = chart._chartSpace
    language = parse_xml(f'<c:lang {nsdecls("c")} val="de-DE"/>')
    before = space.find(qn("c:date1904"))
    space.insert(0 if before is None else space.index(before) + 1, language)


def _data(drawing: ChartDrawing, labels: tuple[str, ...]) -> Any:
    data = category_data(number_format=number_format(drawing.decimals))
    data.categories = [name_in_workbook(label) for label in labels]
    return data


def _line(slide: Any, drawing: ChartDrawing, place: list[Any]) -> Any:
    """Lines over the labels; a reference is a constant, dashed line."""
    data = _data(drawing, drawing.labels)
    if not evenly(drawing.places):
        data.categories = [_day(place) for place in drawing.places]
        data.categories.number_format = "yyyy"
    for series in drawing.series:
        data.add_series(name_in_workbook(series.name), series.values)
    for reference in drawing.references:
        constant = [reference.value] * len(drawing.labels)
        data.add_series(reference_name(reference, drawing.decimals), constant)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, data)
    plotted = list(frame.chart.plots[0].series)
    for i, (series, look) in enumerate(zip(plotted, looks(drawing.series), strict=False)):
        series.smooth = False
        stroke(series, look.colour, look.thickness, DASHES[i % 4] if look.dash else None)
        series.marker.style = XL_MARKER_STYLE.CIRCLE if look.labelled else XL_MARKER_STYLE.NONE
        series.marker.size = 6
        fill(series.marker.format, look.colour)
        series.marker.format.line.color.rgb = rgb(look.colour)
        for at in drawing.series[i].hollow if look.labelled else ():
            _open_dot(series.points[at].marker, look.colour)
    for series in plotted[len(drawing.series) :]:
        series.smooth, series.marker.style = False, XL_MARKER_STYLE.NONE
        stroke(series, INK, 1.25, MSO_LINE.SQUARE_DOT)
    legend(frame.chart, shown=len(plotted) > 1)
    marks = value_ticks(drawing)
    scaled(frame.chart.value_axis, marks)
    value_axis(frame.chart.value_axis, tick_decimals(marks), drawing.y_title)
    quiet_axis(frame.chart.category_axis)
    if not evenly(drawing.places):
        _name_years(frame.chart.category_axis, drawing.places[-1] - drawing.places[0])
    return frame


def _open_dot(marker: Any, colour: str) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 6
    hollow(marker.format, colour)


def _name_years(axis: Any, years: float) -> None:
    """A date axis that names every year, or so many that some ten names remain."""
    element = axis._element
    element.find(qn("c:baseTimeUnit")).set("val", "months")
    for tag, value in (("majorUnit", ceil(years / 12) or 1), ("majorTimeUnit", "years")):
        element.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))


def evenly(places: tuple[float, ...]) -> bool:
    """Whether all stand equally far apart; then a line has its labels instead of years."""
    return len({round(b - a, 3) for a, b in pairwise(places)}) < 2


def _day(place: float) -> date:
    """The first day of the month in which a place on an axis of years lies."""
    year, part = divmod(place, 1)
    return date(int(year), 1 + round(part * 12) % 12, 1)


def _pyramid(slide: Any, drawing: ChartDrawing, place: list[Any]) -> Any:
    """Bars to both sides; the left series is stored negative and shown without sign."""
    left, right = drawing.series
    data = _data(drawing, drawing.labels)
    mirrored = [None if value is None else -value for value in left.values]
    data.add_series(name_in_workbook(left.name), mirrored)
    data.add_series(name_in_workbook(right.name), right.values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, data)
    chart, plot = frame.chart, frame.chart.plots[0]
    plot.overlap, plot.gap_width = 100, 12
    sides = zip(plot.series, drawing.series, (ACCENT, SECOND), strict=True)
    for series, side, colour in sides:
        series.invert_if_negative = False
        fill(series.format, colour)
        for at in sorted(side.hollow):
            hollow(series.points[at].format, colour)
    legend(chart, shown=True)
    quiet_axis(chart.category_axis, 10 if len(drawing.labels) <= 22 else 7)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    value_axis(chart.value_axis, drawing.decimals, drawing.x_title or drawing.y_title)
    plain = number_format(drawing.decimals)
    chart.value_axis.tick_labels.number_format = f"{plain};{plain}"
    return frame
