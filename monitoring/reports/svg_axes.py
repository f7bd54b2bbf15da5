"""Lines over periods as SVG."""

from collections.abc import Sequence
from typing import NamedTuple

from monitoring.figures import STATUS_MARKS, Status, number
from monitoring.reports.fonts import shortened, width
from monitoring.reports.style import (
    ACCENT,
    INK,
    LINE,
    OTHERS,
    PAPER,
    QUIET,
    SERIES_COLOURS,
    SERIES_DASHES,
)
from monitoring.reports.svg_text import line, spread, text, tick_decimals, ticks
from monitoring.reports.view import ChartDrawing, Series

SIZE = 11.0
LABEL_ROOM = 150.0


class Plot(NamedTuple):
    """The plotting rectangle and the ends of its axes."""

    left: float
    top: float
    right: float
    bottom: float
    x_low: float
    x_high: float
    y_low: float
    y_high: float

    def x(self, value: float) -> float:
        """Horizontal place of a value."""
        return self.left + (value - self.x_low) / (self.x_high - self.x_low) * (
            self.right - self.left
        )

    def y(self, value: float) -> float:
        """Vertical place of a value."""
        return self.bottom - (value - self.y_low) / (self.y_high - self.y_low) * (
            self.bottom - self.top
        )


class Look(NamedTuple):
    """How a series is drawn."""

    colour: str
    thickness: float
    dash: str
    labelled: bool


def looks(series: tuple[Series, ...]) -> list[Look]:
    """Highlighted dark, or in colours where they are several, and others grey; without
    highlights, colours and dashes in turn.
    """
    own = sum(one.highlighted for one in series)
    if own:
        few = len(series) <= len(SERIES_COLOURS)
        colours = iter(SERIES_COLOURS if 1 < own <= len(SERIES_COLOURS) else (ACCENT,) * own)
        greys = iter(SERIES_DASHES[1:] * len(series) if few else ("",) * len(series))
        return [
            Look(next(colours), 2.6, "", True)
            if one.highlighted
            else Look(QUIET if few else OTHERS, 1.4 if few else 0.7, next(greys), few)
            for one in series
        ]
    if len(series) > len(SERIES_COLOURS):
        return [Look(OTHERS, 0.8, "", False)] * len(series)
    return [
        Look(colour, 2.2, dash, True)
        for colour, dash, _ in zip(SERIES_COLOURS, SERIES_DASHES, series, strict=False)
    ]


def line_chart(drawing: ChartDrawing, room_x: float, room_y: float) -> str:
    """Lines over the labels, named at their ends; a gap stays a gap and shows its mark."""
    styles = looks(drawing.series)
    at = drawing.places or tuple(float(i) for i in range(len(drawing.labels)))
    ends_x = (at[0], max(at[-1], at[0] + 1)) if at else (0.0, 1.0)
    plot = _plot(drawing, room_x, room_y, LABEL_ROOM, ends_x)
    parts = [
        _value_axis(plot, drawing),
        _period_axis(plot, drawing, at),
        _references(plot, drawing),
    ]
    ends: list[tuple[float, Series, Look]] = []
    paired = sorted(zip(drawing.series, styles, strict=True), key=lambda pair: pair[1].thickness)
    for series, look in paired:
        parts.append(_polyline(plot, series, look, at))
        known = [i for i, value in enumerate(series.values) if value is not None]
        if look.labelled and known:
            ends.append((plot.y(series.values[known[-1]] or 0.0), series, look))
        if look.labelled:
            parts.append(_gap_marks(plot, series, look, at))
    places = spread([end[0] for end in ends], SIZE + 2, plot.top, plot.bottom)
    for place, (_, series, look) in zip(places, ends, strict=True):
        name = shortened(series.name, SIZE, LABEL_ROOM - 10, bold=series.highlighted)
        parts.append(
            text(plot.right + 8, place + 4, name, SIZE, colour=look.colour, bold=series.highlighted)
        )
    return "".join(parts)


def value_ticks(drawing: ChartDrawing) -> list[float]:
    """Ticks of the vertical axis, wide enough for all values and references."""
    values = [v for series in drawing.series for v in series.values if v is not None]
    values += [reference.value for reference in drawing.references]
    return ticks(min(values, default=0.0), max(values, default=1.0))


def _plot(
    drawing: ChartDrawing, room_x: float, room_y: float, right: float, ends: tuple[float, float]
) -> Plot:
    marks = value_ticks(drawing)
    left = 12 + max(width(number(mark, tick_decimals(marks)), SIZE) for mark in marks)
    top = 26.0 if drawing.y_title else 10.0
    bottom = room_y - (40 if drawing.x_title else 24)
    return Plot(left, top, room_x - right, bottom, *ends, marks[0], marks[-1])


def _value_axis(plot: Plot, drawing: ChartDrawing) -> str:
    marks = value_ticks(drawing)
    parts = [
        line(plot.left, plot.y(mark), plot.right, plot.y(mark), LINE, 1 if mark == 0 else 0.6)
        + text(
            plot.left - 6,
            plot.y(mark) + 4,
            number(mark, tick_decimals(marks)),
            SIZE,
            anchor="end",
            colour=QUIET,
        )
        for mark in marks
    ]
    title = shortened(drawing.y_title, SIZE, plot.right - 4)
    return "".join(parts) + (text(0, SIZE, title, SIZE, colour=QUIET) if title else "")


def _period_axis(plot: Plot, drawing: ChartDrawing, at: Sequence[float]) -> str:
    """As many of the labels as stand apart from each other."""
    widest = max((width(label, SIZE) for label in drawing.labels), default=0.0) + 12
    parts, last = list[str](), -widest
    for place, label in zip(at, drawing.labels, strict=True):
        x = plot.x(place)
        if x - last >= widest:
            last = x
            parts.append(line(x, plot.bottom, x, plot.bottom + 4, LINE))
            parts.append(text(x, plot.bottom + 17, label, SIZE, anchor="middle", colour=QUIET))
    if drawing.x_title:
        middle = (plot.left + plot.right) / 2
        parts.append(text(middle, plot.bottom + 35, drawing.x_title, SIZE, anchor="middle"))
    return "".join(parts)


def _references(plot: Plot, drawing: ChartDrawing) -> str:
    parts = []
    for reference in drawing.references:
        words = f"{reference.label} {number(reference.value, drawing.decimals)}"
        y = plot.y(reference.value)
        parts.append(line(plot.left, y, plot.right, y, INK, 1, "4 3"))
        under = SIZE + 2 if y - SIZE < plot.top else -4
        parts.append(text(plot.left + 4, y + under, words, SIZE, colour=INK, halo=True))
    return "".join(parts)


def _polyline(plot: Plot, series: Series, look: Look, at: Sequence[float]) -> str:
    data, pen_down, dots = [], False, []
    for i, value in enumerate(series.values):
        if value is None:
            pen_down = False
            continue
        x, y = plot.x(at[i]), plot.y(value)
        data.append(f"{'L' if pen_down else 'M'}{x:.1f},{y:.1f}")
        pen_down = True
        is_open = i in series.hollow
        outline = f' fill="{PAPER}" stroke="{look.colour}" stroke-width="1.4"' if is_open else ""
        radius = look.thickness + 0.6 * is_open
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"{outline}/>')
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    return (
        f'<path d="{"".join(data) or "M0,0"}" fill="none" stroke="{look.colour}" '
        f'stroke-width="{look.thickness:g}" stroke-linejoin="round"{dash}/>'
        f'<g fill="{look.colour}">{"".join(dots) if look.labelled else ""}</g>'
    )


def _gap_marks(plot: Plot, series: Series, look: Look, at: Sequence[float]) -> str:
    return "".join(
        text(
            plot.x(at[i]),
            plot.bottom - 5,
            STATUS_MARKS[Status(series.status(i))],
            SIZE + 2,
            anchor="middle",
            colour=look.colour,
        )
        for i, value in enumerate(series.values)
        if value is None
    )
