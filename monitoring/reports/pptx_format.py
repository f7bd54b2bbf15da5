"""How native charts look: fills, lines, axes, legend, names of points."""

from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Pt

from monitoring.figures import number
from monitoring.reports.csv import harmless
from monitoring.reports.fonts import printable
from monitoring.reports.pptx_parts import add_run, rgb
from monitoring.reports.style import ACCENT, INK, LINE, PAPER, QUIET
from monitoring.reports.view import Reference
from monitoring.reports.xlsx import number_format

# python-pptx leaves these two without annotations
category_data: Any = CategoryChartData
xy_data: Any = XyChartData


def name_in_workbook(text: str) -> str:
    """A name as the chart's workbook may hold it: never a formula."""
    return harmless(printable(text))


def reference_name(reference: Reference, decimals: int) -> str:
    """Name of a reference line in legend and workbook, with its value."""
    return name_in_workbook(f"{reference.label} {number(reference.value, decimals)}")


def fill(form: Any, colour: str) -> None:
    """Plain fill."""
    form.fill.solid()
    form.fill.fore_color.rgb = rgb(colour)


def hollow(form: Any, colour: str) -> None:
    """An outline around the colour of the paper: a provisional or estimated value."""
    fill(form, PAPER)
    form.line.color.rgb = rgb(colour)


def stroke(series: Any, colour: str, thickness: float, dash: Any = None) -> None:
    """Line of a series."""
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(thickness)
    if dash is not None:
        series.format.line.dash_style = dash


def points(series: Any, colour: str) -> None:
    """Round markers without a line."""
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    fill(series.marker.format, colour)
    series.marker.format.line.color.rgb = rgb(PAPER)


def name_point(point: Any, words: str, size: float, *, own: bool, left: bool) -> None:
    """Write a name beside a point."""
    frame = point.data_label.text_frame
    add_run(frame.paragraphs[0], words, size, colour=ACCENT if own else INK, bold=own)
    point.data_label.position = XL_LABEL_POSITION.LEFT if left else XL_LABEL_POSITION.RIGHT


def quiet_axis(axis: Any, size: float = 11) -> None:
    """An axis that does not shout."""
    axis.format.line.color.rgb = rgb(LINE)
    axis.has_major_gridlines = False
    axis.tick_labels.font.size = Pt(size)
    axis.tick_labels.font.color.rgb = rgb(QUIET)


def scaled(axis: Any, marks: list[float]) -> None:
    """Fix the ends and steps of an axis."""
    axis.minimum_scale, axis.maximum_scale = marks[0], marks[-1]
    axis.major_unit = round(marks[1] - marks[0], 10)


def value_axis(axis: Any, decimals: int, title: str) -> None:
    """Axis of numbers with pale lines; Office writes them in the reader's locale."""
    quiet_axis(axis)
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(LINE)
    axis.major_gridlines.format.line.width = Pt(0.5)
    axis.tick_labels.number_format = number_format(decimals)
    axis.tick_labels.number_format_is_linked = False
    axis.has_title = bool(title)
    if title:
        add_run(axis.axis_title.text_frame.paragraphs[0], title, 11, colour=QUIET)


def legend(chart: Any, *, shown: bool) -> None:
    """Legend under the chart, or none."""
    chart.has_legend = shown
    if shown:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(11)
