"""Colours and fonts shared by all documents: one petrol accent, readable in grey."""

from monitoring.figures import STATUS_MARKS, STATUS_REASONS, Status

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


def marks_legend(statuses: set[str]) -> str:
    """The marks that occur, explained in one line: ``• geheim zu halten · – keine Angabe``."""
    return " · ".join(
        f"{STATUS_MARKS[status]} {STATUS_REASONS[status]}"
        for status in Status
        if status in statuses and status in STATUS_MARKS
    )
