"""The legend of a map: classes with counts or sizes of circles, reasons with counts."""

import html
from collections.abc import Sequence
from math import floor, log10
from urllib.parse import quote

import numpy as np
import streamlit as st

from geodata.maps import circle_radii
from geodata.outlines import Outlines
from geodata.palettes import circle_swatch, swatch
from monitoring.figures import counted, number
from monitoring.reports.view import CircleItem, LegendItem
from monitoring.ui.picture import REASONS, Picture

CIRCLE_WORDS = "Fläche des Symbols entspricht der Zahl"
MOST_CIRCLES = 3


def legend_items(picture: Picture) -> tuple[LegendItem, ...]:
    """The legend of documents: :func:`class_items`, then the areas that are outlined, whose
    colours stand behind those of the classes.
    """
    outlines = picture.outlines
    if outlines is None:
        return class_items(picture)
    first = len(picture.palette)
    named = [
        LegendItem(first + place, name, outlines.groups.count(place))
        for place, name in enumerate(outlines.names)
    ]
    return (*class_items(picture), *named)


def class_items(picture: Picture) -> tuple[LegendItem, ...]:
    """Classes in order, then the reasons that occur, each with its number of areas."""
    codes = picture.codes
    counts = zip(picture.classes.labels, picture.classes.counts, strict=True)
    items = (
        [] if picture.circles else [LegendItem(i, label, n) for i, (label, n) in enumerate(counts)]
    )
    for code, reason in REASONS.items():
        found = int((codes == code).sum())
        if found:
            items.append(LegendItem(code, reason, found))
    return tuple(items)


def circle_items(picture: Picture) -> tuple[CircleItem, ...]:
    """Up to three round numbers, largest first, with the radii that the map gives them."""
    if not picture.circles:
        return ()
    top = float(picture.inside["value"].max())
    sizes = round_sizes(top, picture.decimals)
    radii = circle_radii(np.array(sizes), maximum=top).tolist()
    return tuple(
        CircleItem(radius, number(size, picture.decimals))
        for radius, size in zip(radii, sizes, strict=True)
    )


def round_sizes(top: float, decimals: int) -> list[float]:
    """Round numbers up to ``top``, far enough apart that their circles differ at a glance.

    None is smaller than the last printed decimal; there are none where nothing is above 0.
    """
    if not top > 0:
        return []
    power = floor(log10(top))
    steps = [
        step * 10.0**exponent
        for exponent in range(power, power - MOST_CIRCLES, -1)
        for step in (5, 2, 1)
    ]
    fitting = [size for size in steps if 10.0**-decimals <= size <= top]
    return (fitting if len(fitting) <= MOST_CIRCLES else fitting[::2])[:MOST_CIRCLES]


def show_legend(picture: Picture, title: str) -> None:
    """Draw the legend beside or below its map."""
    rows = [
        f"<li>{swatch_image(item.code, picture.palette)}<span>{html.escape(item.label)}</span>"
        f"<small>{html.escape(counted(item.areas, 'Gebiet', 'Gebiete'))}</small></li>"
        for item in class_items(picture)
    ]
    if picture.circles:
        rows = [*_circle_rows(picture), *rows]
    note = f"<p>{html.escape(picture.classes.note)}</p>" if picture.classes.note else ""
    st.html(
        f'<div class="kb-legend"><strong>{html.escape(title)}</strong>'
        f"<ul>{''.join(rows)}</ul>{note}</div>"
    )
    if picture.outlines is not None:
        _show_outlines(picture.outlines)


def _show_outlines(outlines: Outlines) -> None:
    rows = [
        f"<li>{swatch_image(place, outlines.colours)}<span>{html.escape(name)}</span></li>"
        for place, name in enumerate(outlines.names)
    ]
    st.html(
        f'<div class="kb-legend"><strong>Farbige Grenzen</strong><ul>{"".join(rows)}</ul></div>'
    )


def swatch_image(code: int, palette: Sequence[str]) -> str:
    """HTML of a legend's field: the colour of a class, or the hatch of a reason."""
    return f'<img alt="" src="data:image/svg+xml,{quote(swatch(code, palette))}">'


def _circle_rows(picture: Picture) -> list[str]:
    known = picture.inside["value"].dropna()
    if known.empty:
        return []
    sizes = [
        f'<li><img alt="" src="data:image/svg+xml,{quote(circle_swatch(item.radius))}">'
        f"<span>{item.label}</span></li>"
        for item in circle_items(picture)
    ]
    top = number(float(known.max()), picture.decimals)
    return [*sizes, f"<li><span>{CIRCLE_WORDS}, größtes Symbol: {top}</span></li>"]
