"""The legend of a map: classes with breaks and counts, reasons with counts."""

import html
from urllib.parse import quote

import streamlit as st

from geodata.palettes import swatch
from monitoring.figures import counted, number
from monitoring.reports.view import LegendItem
from monitoring.ui.picture import REASONS, Picture


def legend_items(picture: Picture) -> tuple[LegendItem, ...]:
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


def show_legend(picture: Picture, title: str) -> None:
    """Draw the legend beside or below its map."""
    rows = [
        f'<li><img alt="" src="data:image/svg+xml,{quote(swatch(item.code, picture.palette))}">'
        f"<span>{html.escape(item.label)}</span>"
        f"<small>{html.escape(counted(item.areas, 'Gebiet', 'Gebiete'))}</small></li>"
        for item in legend_items(picture)
    ]
    if picture.circles:
        rows.insert(0, _circle_row(picture))
    note = f"<p>{html.escape(picture.classes.note)}</p>" if picture.classes.note else ""
    st.html(
        f'<div class="kb-legend"><strong>{html.escape(title)}</strong>'
        f"<ul>{''.join(rows)}</ul>{note}</div>"
    )


def _circle_row(picture: Picture) -> str:
    known = picture.inside["value"].dropna()
    if known.empty:
        return ""
    top = number(float(known.max()), picture.decimals)
    return (
        '<li><span class="kb-circle"></span>'
        f"<span>Fläche des Symbols entspricht der Zahl, größtes Symbol: {top}</span></li>"
    )
