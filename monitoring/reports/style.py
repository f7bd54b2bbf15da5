"""Colours, hatches and sizes shared by all documents: one petrol accent, readable in grey."""

from typing import NamedTuple

from monitoring.figures import STATUS_MARKS, STATUS_REASONS, Status
from monitoring.reports.view import (
    MISSING_CODE,
    NOT_APPLICABLE_CODE,
    OTHER_CODE,
    SUPPRESSED_CODE,
)

ACCENT = "#0b6472"
ACCENT_PALE = "#dcecee"
INK = "#1d2528"
QUIET = "#56626a"
LINE = "#c9d0d3"
OTHERS = "#9aa4a9"
PAPER = "#ffffff"
SECOND = "#b0672a"
FONT_STACK = "'Liberation Sans', Arial, Helvetica, sans-serif"
SLIDE_FONT = "Arial"

SERIES_COLOURS = (
    ACCENT,
    "#e69f00",
    "#56b4e9",
    "#7a5195",
    "#009e73",
    "#3d474c",
    "#cc79a7",
    "#8c6d1f",
)
SERIES_DASHES = ("", "7 3", "2 2", "9 3 2 3", "4 4", "1 3", "12 4", "5 2 1 2")


class Hatch(NamedTuple):
    """Fill of areas without a class: background, ink, SVG lines on a 6 × 6 tile, Office pattern."""

    ground: str
    ink: str
    lines: str
    preset: str


HATCHES = {
    MISSING_CODE: Hatch("#ececec", "#ffffff", "M-1,1L1,-1M0,6L6,0M5,7L7,5", "wdUpDiag"),
    SUPPRESSED_CODE: Hatch("#ffffff", "#4a5459", "M1.5,1.5h1.4M4.5,4.5h1.4", "pct20"),
    OTHER_CODE: Hatch("#ffffff", "#98a2a7", "M0,0L6,6M-1,5L1,7M5,-1L7,1", "wdDnDiag"),
    NOT_APPLICABLE_CODE: Hatch("#ffffff", "#c3cacd", "M0,3H6", "ltHorz"),
}


def hatch_defs(prefix: str) -> str:
    """SVG patterns, one per reason; ``prefix`` keeps ids of several drawings apart."""
    return "".join(
        f'<pattern id="{prefix}h{code}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale(1.3)">'
        f'<rect width="6" height="6" fill="{hatch.ground}"/>'
        f'<path d="{hatch.lines}" stroke="{hatch.ink}" stroke-width="1.1" fill="none"/></pattern>'
        for code, hatch in HATCHES.items()
    )


def fill_of(code: int, palette: tuple[str, ...], prefix: str) -> str:
    """SVG paint of a class or reason code."""
    return f"url(#{prefix}h{code})" if code in HATCHES else palette[code]


def marks_legend(statuses: set[str]) -> str:
    """The marks that occur, explained in one line: ``• geheim zu halten · – keine Angabe``."""
    return " · ".join(
        f"{STATUS_MARKS[status]} {STATUS_REASONS[status]}"
        for status in Status
        if status in statuses and status in STATUS_MARKS
    )
