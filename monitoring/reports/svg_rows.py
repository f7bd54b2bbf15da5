"""Charts with one row per label as SVG: dots, and the population pyramid."""

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
    SECOND,
    SERIES_COLOURS,
)
from monitoring.reports.svg_text import line, text, tick_decimals, ticks
from monitoring.reports.view import ChartDrawing, Series

SIZE = 11.0
LEAST_ROW = 11.5
MOST_ROW = 30.0
READABLE_ROW, MOST_ROWS = 16.0, 60
TOP_ROOM = 42.0
BOTTOM_ROOM = 40.0
LEAST_PYRAMID_LABEL = 9.0


class Rows(NamedTuple):
    """Rows of a chart: which labels, the room beside them, the height of one row, the axis."""

    labels: tuple[int, ...]
    left: float
    right: float
    top: float
    step: float
    marks: tuple[float, ...]

    def x(self, value: float) -> float:
        """Horizontal place of a value."""
        low, high = self.marks[0], self.marks[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def y(self, row: int) -> float:
        """Middle of a row."""
        return self.top + (row + 0.5) * self.step

    @property
    def bottom(self) -> float:
        """Lower end of the rows."""
        return self.top + len(self.labels) * self.step


def dot_chart(drawing: ChartDrawing, room_x: float, room_y: float) -> str:
    """Dots, one row per label from top to bottom, values written beside them."""
    rows = _rows(drawing, room_x, room_y)
    parts = [_axis(rows, drawing)]
    for row, i in enumerate(rows.labels):
        label = drawing.labels[i]
        own = label in drawing.highlighted
        name = shortened(label, SIZE, rows.left - 12, bold=own)
        y = rows.y(row)
        parts.append(text(rows.left - 8, y + 4, name, SIZE, anchor="end", bold=own))
        parts.append(_row(rows, drawing, i, y, own=own))
    left_out = len(drawing.labels) - len(rows.labels)
    if left_out:
        words = f"… und {number(left_out)} weitere, siehe Tabelle"
        parts.append(text(rows.left, room_y - 4, words, SIZE, colour=QUIET))
    return "".join(parts)


def least_height(drawing: ChartDrawing) -> float:
    """Height at which every row of a row chart can be read, as far as a sheet goes."""
    return TOP_ROOM + BOTTOM_ROOM + min(len(drawing.labels), MOST_ROWS) * READABLE_ROW


def tallest(drawing: ChartDrawing) -> float:
    """Height a row chart takes when nothing limits it."""
    return TOP_ROOM + BOTTOM_ROOM + len(drawing.labels) * MOST_ROW


def _rows(drawing: ChartDrawing, room_x: float, room_y: float) -> Rows:
    top = TOP_ROOM if len(drawing.series) > 1 else TOP_ROOM - 16
    fitting = int((room_y - top - BOTTOM_ROOM) / LEAST_ROW)
    chosen = set(range(len(drawing.labels))[:fitting])
    own = [i for i, label in enumerate(drawing.labels) if label in drawing.highlighted]
    extra = [i for i in own if i not in chosen]
    kept = sorted(set(sorted(chosen)[: max(fitting - len(extra), 0)]) | set(extra))
    values = [v for series in drawing.series for v in series.values if v is not None]
    values += [reference.value for reference in drawing.references]
    marks = ticks(min(values, default=0.0), max(values, default=1.0), 7)
    widest = max((width(drawing.labels[i], SIZE, bold=True) for i in kept), default=0.0)
    left = min(widest + 14, room_x * 0.38)
    step = min((room_y - top - BOTTOM_ROOM) / max(len(kept), 1), MOST_ROW)
    return Rows(tuple(kept), left, room_x - 56, top, step, tuple(marks))


def _axis(rows: Rows, drawing: ChartDrawing) -> str:
    marks = list(rows.marks)
    parts = [
        line(rows.x(mark), rows.top, rows.x(mark), rows.bottom, LINE, 1 if mark == 0 else 0.6)
        + text(
            rows.x(mark),
            rows.bottom + 15,
            number(mark, tick_decimals(marks)),
            SIZE,
            anchor="middle",
            colour=QUIET,
        )
        for mark in marks
    ]
    title = shortened(drawing.x_title or drawing.y_title, SIZE, rows.right - rows.left)
    parts.append(text(rows.right, rows.bottom + 31, title, SIZE, anchor="end", colour=QUIET))
    for reference in drawing.references:
        x = rows.x(reference.value)
        words = f"{reference.label} {number(reference.value, drawing.decimals)}"
        anchor = "end" if x > (rows.left + rows.right) / 2 else "start"
        parts.append(line(x, rows.top - 8, x, rows.bottom, INK, 1, "4 3"))
        parts.append(text(x, rows.top - 12, words, SIZE, anchor=anchor))
    return "".join(parts) + _series_key(drawing, rows)


def _series_key(drawing: ChartDrawing, rows: Rows) -> str:
    if len(drawing.series) < 2:
        return ""
    parts, x = [], rows.left
    for series, colour in zip(drawing.series, SERIES_COLOURS, strict=False):
        parts.append(f'<rect x="{x:.1f}" y="2" width="10" height="10" fill="{colour}"/>')
        parts.append(text(x + 15, 11, series.name, SIZE))
        x += 32 + width(series.name, SIZE)
    return "".join(parts)


def _row(rows: Rows, drawing: ChartDrawing, i: int, y: float, *, own: bool) -> str:
    parts = []
    for series, colour in zip(drawing.series, SERIES_COLOURS, strict=False):
        fill = colour if len(drawing.series) > 1 else (ACCENT if own else OTHERS)
        value = series.values[i]
        if value is None:
            mark = STATUS_MARKS[Status(series.status(i))]
            parts.append(text(rows.x(max(rows.marks[0], 0)) + 4, y + 4, mark, SIZE, colour=QUIET))
            continue
        x = rows.x(value)
        parts.append(_dot(x, y, fill, hollow=i in series.hollow))
        if len(drawing.series) == 1:
            words = number(value, drawing.decimals)
            parts.append(text(x + 8, y + 4, words, SIZE, bold=own, halo=True))
    return "".join(parts)


def _dot(x: float, y: float, colour: str, *, hollow: bool) -> str:
    fill, stroke, thick, radius = (PAPER, colour, 1.8, 4) if hollow else (colour, PAPER, 0.8, 4.6)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="{thick}"/>'
    )


def pyramid_chart(drawing: ChartDrawing, room_x: float, room_y: float) -> str:
    """Two series back to back, the youngest at the bottom."""
    left, right = drawing.series
    values = [v for series in (left, right) for v in series.values if v is not None]
    marks = ticks(0.0, max(values, default=1.0), 5)
    middle_room = max((width(label, SIZE) for label in drawing.labels), default=0.0) + 16
    half = (room_x - middle_room) / 2 - 20
    top, bottom = 24.0, room_y - 40
    step = (bottom - top) / max(len(drawing.labels), 1)
    parts = []
    sides = ((left, half + 20, -1, ACCENT), (right, room_x - half - 20, 1, SECOND))
    for series, base, sign, colour in sides:
        scale = sign * half / marks[-1]
        for mark in marks:
            x = base + mark * scale
            words = number(mark, tick_decimals(marks))
            parts.append(line(x, top, x, bottom, LINE, 0.6))
            parts.append(text(x, bottom + 15, words, SIZE, anchor="middle", colour=QUIET))
        anchor = "end" if sign < 0 else "start"
        parts.append(text(base, top - 8, series.name, SIZE + 1, anchor=anchor, bold=True))
        parts.append(_side(series, base, scale, (bottom, step, colour)))
    every = max(1, -(-int(LEAST_PYRAMID_LABEL * 10) // max(int(step * 10), 1)))
    for i in range(0, len(drawing.labels), every):
        y = bottom - (i + 0.5) * step
        parts.append(text(room_x / 2, y + 4, drawing.labels[i], SIZE, anchor="middle"))
    title = drawing.x_title or drawing.y_title
    parts.append(text(room_x / 2, room_y - 6, title, SIZE, anchor="middle", colour=QUIET))
    return "".join(parts)


def _side(series: Series, base: float, scale: float, rows: tuple[float, float, str]) -> str:
    bottom, step, colour = rows
    parts = []
    for i, value in enumerate(series.values):
        y = bottom - (i + 1) * step
        if value is None:
            mark = STATUS_MARKS[Status(series.status(i))]
            anchor = "end" if scale < 0 else "start"
            parts.append(
                text(
                    base + 4 * (1 if scale > 0 else -1), y + step / 2 + 4, mark, SIZE, anchor=anchor
                )
            )
            continue
        end = base + value * scale
        pale = f' fill-opacity="0.2" stroke="{colour}"' if i in series.hollow else ""
        parts.append(
            f'<rect x="{min(base, end):.1f}" y="{y + step * 0.08:.2f}" '
            f'width="{abs(end - base):.1f}" height="{step * 0.84:.2f}" fill="{colour}"{pale}/>'
        )
    return "".join(parts)
