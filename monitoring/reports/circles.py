"""Proportional circles in documents: their size on paper, and the row that explains them."""

from typing import NamedTuple

from monitoring.reports.fonts import width
from monitoring.reports.layer import Sheet
from monitoring.reports.view import MapDrawing

SCREEN = 560.0
BESIDE = 6.0
APART = 16.0
BELOW = 10.0


class Placed(NamedTuple):
    """A circle on a map, by its area's number."""

    area: int
    x: float
    y: float
    radius: float


class Explained(NamedTuple):
    """A circle of the legend's row and where its text begins; ``y`` is the same for all."""

    x: float
    radius: float
    text_x: float
    label: str


def circle_scale(room_x: float, room_y: float) -> float:
    """What a pixel on screen becomes on a map that is given this room."""
    return min(room_x, room_y) / SCREEN


def circles_on(sheet: Sheet, drawing: MapDrawing, scale: float) -> list[Placed]:
    """Circles of the drawn areas, largest first, so that none hides a smaller one."""
    if not len(drawing.radii):
        return []
    shown = [area for area in sheet.drawn if drawing.radii[area] > 0]
    places = sheet.marks[shown].tolist()
    placed = [
        Placed(area, x, y, drawing.radii[area] * scale)
        for area, (x, y) in zip(shown, places, strict=True)
    ]
    return sorted(placed, key=lambda circle: -circle.radius)


def circle_row(drawing: MapDrawing, scale: float, size: float) -> tuple[list[Explained], float]:
    """The legend's circles side by side, with texts of ``size``, and the height of the row."""
    row, x = [], 0.0
    for item in drawing.circles:
        radius = item.radius * scale
        row.append(Explained(x + radius, radius, x + 2 * radius + BESIDE, item.label))
        x = row[-1].text_x + width(item.label, size) + APART
    height = max((2 * one.radius for one in row), default=0.0)
    return row, max(height, size * 1.4) + BELOW if row else 0.0
