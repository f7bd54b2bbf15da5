"""Native charts of dots: one row per label."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE

from monitoring.reports.pptx_format import (
    fill,
    hollow,
    legend,
    name_in_workbook,
    name_point,
    points,
    reference_name,
    scaled,
    stroke,
    value_axis,
    xy_data,
)
from monitoring.reports.style import ACCENT, INK, OTHERS, SERIES_COLOURS
from monitoring.reports.svg_text import ticks
from monitoring.reports.view import ChartDrawing
from monitoring.reports.xlsx import number_format

Line = tuple[tuple[float, float], tuple[float, float]]


class Point(NamedTuple):
    """Where a label stands; figures without a value have no point."""

    label: str
    x: float
    y: float
    hollow: bool


def dot_chart(slide: Any, drawing: ChartDrawing, place: list[Any]) -> Any:
    """One row per label: its value across, its name beside the point."""
    count = len(drawing.labels)
    clouds = [
        [
            Point(label, value, count - i, i in series.hollow)
            for i, (label, value) in enumerate(zip(drawing.labels, series.values, strict=True))
            if value is not None
        ]
        for series in drawing.series
    ]
    lines = [((ref.value, 0.0), (ref.value, count + 1.0)) for ref in drawing.references]
    frame, plotted = _xy(slide, drawing, place, clouds, lines)
    xs = [point.x for point in clouds[0]]
    middle = (min(xs, default=0.0) + max(xs, default=0.0)) / 2
    for point, shape in zip(clouds[0], _shapes(plotted[0], clouds[0]), strict=True):
        own = point.label in drawing.highlighted
        name_point(shape, point.label, 10 if count <= 30 else 7, own=own, left=point.x > middle)
    chart = frame.chart
    scaled(chart.category_axis, ticks(*_ends(xs + [ref.value for ref in drawing.references])))
    value_axis(chart.category_axis, drawing.decimals, drawing.x_title or drawing.y_title)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, count + 1
    return frame


def _xy(
    slide: Any,
    drawing: ChartDrawing,
    place: list[Any],
    clouds: list[list[Point]],
    lines: list[Line],
) -> tuple[Any, list[Any]]:
    """An XY chart of clouds and dashed reference lines; its frame and its series."""
    data = xy_data(number_format=number_format(drawing.decimals))
    for series, cloud in zip(drawing.series, clouds, strict=True):
        _add(data, name_in_workbook(series.name), [(point.x, point.y) for point in cloud])
    for reference, ends in zip(drawing.references, lines, strict=True):
        _add(data, reference_name(reference, drawing.decimals), ends)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place, data)
    plotted = list(frame.chart.plots[0].series)
    for i, (shown, cloud) in enumerate(zip(plotted, clouds, strict=False)):
        colour = SERIES_COLOURS[i % len(SERIES_COLOURS)] if len(clouds) > 1 else OTHERS
        points(shown, colour)
        for point, shape in zip(cloud, _shapes(shown, cloud), strict=True):
            own = ACCENT if point.label in drawing.highlighted else colour
            if point.hollow:
                hollow(shape.marker.format, own)
            elif own != colour:
                fill(shape.marker.format, own)
    for shown in plotted[len(clouds) :]:
        stroke(shown, INK, 1.25, MSO_LINE.DASH)
        shown.marker.style = XL_MARKER_STYLE.NONE
    legend(frame.chart, shown=len(plotted) > 1)
    return frame, plotted


def _add(data: Any, name: str, pairs: Sequence[tuple[float, float]]) -> None:
    target = data.add_series(name)
    for x, y in pairs:
        target.add_data_point(x, y)


def _shapes(series: Any, cloud: list[Point]) -> list[Any]:
    return [series.points[i] for i in range(len(cloud))]


def _ends(values: list[float]) -> tuple[float, float]:
    return min(values, default=0.0), max(values, default=1.0)
