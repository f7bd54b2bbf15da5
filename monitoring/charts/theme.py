"""The common look of all charts: colours for light and dark, German numbers, frame.

Streamlit hands a chart's own configuration on to Vega but drops ``embedOptions.formatLocale``;
German decimal commas therefore come from ``config.locale``, which Vega reads itself. Tooltips
and labels are text formatted in Python. Nothing here needs ``eval`` in the browser.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monitoring.charts.marks import Layer, Specification

FONT_SIZE = 12
SMALL = 11
WIDTH = 640
NOTE_WIDTH = 72
NOTE_LINE = 15
LOCALE = {
    "number": {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "percent": "\u00a0%",
        "minus": "\u2212",
    }
}


@dataclass(frozen=True)
class Look:
    """Colours on one background: the own area stands out, all others stay grey.

    ``categories`` begins with the accent and goes on after Okabe and Ito ("Color Universal
    Design", 2008), which people with colour vision deficiencies can tell apart.
    """

    paper: str
    ink: str
    muted: str
    grid: str
    own: str
    other: str
    band: str
    categories: tuple[str, ...]
    first_sex: str
    second_sex: str


LIGHT = Look(
    paper="#ffffff",
    ink="#1c2830",
    muted="#56636c",
    grid="#dfe4e7",
    own="#0b5563",
    other="#8a959c",
    band="#cfd6da",
    categories=("#0b5563", "#d55e00", "#56b4e9", "#cc79a7", "#e69f00", "#009e73", "#5d5d5d"),
    first_sex="#3f7f8c",
    second_sex="#d9a441",
)
DARK = Look(
    paper="#12191b",
    ink="#edf1f3",
    muted="#aab5bc",
    grid="#333d45",
    own="#62c6d6",
    other="#7c8891",
    band="#3a454d",
    categories=("#62c6d6", "#f08c3c", "#8ccbf2", "#e3a5c7", "#f0bd4e", "#4cc9a4", "#c8c8c8"),
    first_sex="#5fa9b7",
    second_sex="#d9a441",
)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour between two hex colours, ``share`` of the way to the other."""
    parts = (
        round(int(colour[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share)
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def text_colour(colour: str, look: Look) -> str:
    """A colour for words beside a mark of this colour: nearer to the ink, so it can be read."""
    return colour if colour == look.own else mixed(colour, look.ink, 0.45)


def footnote(lines: Sequence[str], look: Look) -> dict[str, Any]:
    """Explanations of the marks below a chart, wrapped so that a telephone shows them whole."""
    text = [part for line in lines for part in textwrap.wrap(line, NOTE_WIDTH)]
    return {
        "text": text,
        "orient": "bottom",
        "anchor": "start",
        "align": "left",
        "frame": "bounds",
        "fontSize": SMALL,
        "fontWeight": "normal",
        "color": look.muted,
        "lineHeight": NOTE_LINE,
        "offset": 10,
    }


def note_height(lines: Sequence[str]) -> int:
    """Height in pixels that :func:`footnote` takes."""
    rows = sum(len(textwrap.wrap(line, NOTE_WIDTH)) for line in lines)
    return rows * NOTE_LINE + 12 if rows else 0


def framed(
    layers: Sequence[Layer],
    look: Look,
    *,
    description: str,
    height: int,
    notes: Sequence[str] = (),
    padding: int = 4,
    width: int = WIDTH,
) -> Specification:
    """The layers in one frame: fixed height, to which the notes add theirs.

    The width is that of the page or document; ``width`` the least where a chart is saved.
    """
    notes = [note for note in notes if note]
    return {
        "description": description,
        **({"title": footnote(notes, look)} if notes else {}),
        "width": width,
        "height": height + note_height(notes),
        "padding": dict.fromkeys(("left", "right", "top", "bottom"), padding),
        "background": "transparent",
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": list(layers),
        "config": configuration(look),
    }


def configuration(look: Look) -> dict[str, Any]:
    """The part of the specification that all charts share.

    Vega describes each mark and axis in English and by column names; a screen reader gets
    the German ``description`` of the whole instead, and the table twin for the figures.
    """
    words = {"labelColor": look.ink, "titleColor": look.muted, "labelFontSize": FONT_SIZE}
    return {
        "locale": LOCALE,
        "view": {"stroke": None},
        "axis": {
            **words,
            "titleFontSize": FONT_SIZE,
            "titleFontWeight": "normal",
            "gridColor": look.grid,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
            "titlePadding": 10,
            "labelLimit": 190,
            "labelFlush": False,
            "aria": False,
        },
        "legend": {
            **words,
            "title": None,
            "orient": "top",
            "symbolType": "square",
            "offset": 6,
            "aria": False,
        },
        "text": {"color": look.ink, "fontSize": FONT_SIZE},
        "mark": {"tooltip": None, "aria": False},
    }
