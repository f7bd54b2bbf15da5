"""Axes of charts in documents."""

import re

import pytest

from monitoring.reports.svg_drawing import drawing_svg
from monitoring.reports.view import ChartDrawing, Series


@pytest.mark.parametrize("low", [-9.4, -5.2, 0.0, 3.1, 31.0])
@pytest.mark.parametrize("high", [31.5, 38.0, 44.9, 61.0, 99.0])
@pytest.mark.parametrize("kind", ["line", "dot"])
def test_an_axis_stays_between_title_and_notes(kind, low, high):
    drawing = ChartDrawing(kind, ("2019", "2020"), (Series("Ort", (low, high)),), "x", "y")
    body, wide, tall = drawing_svg(drawing, 600, 300)
    lines = re.findall(r'd="M([\d.-]+),([\d.-]+)L([\d.-]+),([\d.-]+)"', body)
    assert len(lines) > 4
    for x1, y1, x2, y2 in (map(float, line) for line in lines):
        assert 0 <= min(x1, x2) <= max(x1, x2) <= wide
        assert 0 <= min(y1, y2) <= max(y1, y2) <= tall
