"""Several indicators side by side as a table of small bars."""

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from monitoring.charts.marks import Channel, Layer, Specification, as_given, channel, layer, tips
from monitoring.charts.measure import Measure, is_open, open_notes, with_text
from monitoring.charts.rows import name_axis
from monitoring.charts.theme import LIGHT, SMALL, Look, framed
from monitoring.figures import OPEN_BAR_NOTE

ROW, COLUMN = 24, 130
BAR_SHARE = 0.62
HEAD_WIDTH = 20
HEAD_LINES = 4
SCALES = "Jede Spalte hat ihre eigene Skala; Balken nur innerhalb der Spalte vergleichen"
_TIPS = tips(label="Gebiet", title="Indikator", text="Wert")


def bars_table(figures: pd.DataFrame, *, look: Look = LIGHT) -> Specification:
    """A row for each area, a column of bars with numbers for each indicator.

    ``figures``: ags, label, indicator, title, unit, decimals, value, status, highlighted and
    perhaps note or estimated_share, which make a bar hollow; areas and indicators stand in the
    order they come in. Every column has its own scale from 0, as units differ: bars compare down
    a column, never across.
    """
    indicators = figures.drop_duplicates("indicator")
    columns = [
        _column(figures.loc[figures["indicator"] == row["indicator"]], number, row)
        for number, (_, row) in enumerate(indicators.iterrows())
    ]
    data = pd.concat(columns)
    labels = figures["label"].drop_duplicates().tolist()
    own = figures.loc[figures["highlighted"], "label"].drop_duplicates().tolist()
    y = name_axis(labels, own, look)
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, max(len(columns), 1)], nice=False))
    data = data.assign(colour=[look.own if mark else look.other for mark in data["highlighted"]])
    return framed(
        [*_bars(data, channel(x), y, look), *_heads(indicators, channel(x), look)],
        look,
        description=(
            f"Tabelle mit Balken: {len(labels)} Gebiete, "
            f"{', '.join(str(title) for title in indicators['title'])}."
        ),
        height=ROW * len(labels) + HEAD_LINES * 14 + 16,
        width=COLUMN * (len(columns) + 1),
        notes=[SCALES, *open_notes(data, note=OPEN_BAR_NOTE)],
    )


def _column(figures: pd.DataFrame, position: int, row: pd.Series) -> pd.DataFrame:
    """Places of the bars of one indicator, from its own zero line."""
    measure = Measure(str(row["title"]), str(row["unit"]), int(row["decimals"]))
    told = with_text(figures, measure)
    value = told["value"].astype(float)
    low, high = min(0.0, value.min(skipna=True)), max(0.0, value.max(skipna=True))
    width = (high - low) or 1.0
    zero = position + BAR_SHARE * -low / width
    end = position + BAR_SHARE * (value - low) / width
    reach = end.where(end > zero, zero).fillna(zero)
    return told.assign(
        start=zero, end=end, reach=reach, text=told["shown"], open=is_open(told) & value.notna()
    )


def _bars(data: pd.DataFrame, x: Channel, y: Channel, look: Look) -> list[Layer]:
    told: dict[str, Any] = {"y": y, "tooltip": _TIPS}
    bar = {**told, "x": x, "x2": {"field": "end"}}
    known = data[data["value"].notna()]
    full, hollow = known[~known["open"]], known[known["open"]]
    outline: dict[str, Any] = {"fill": look.paper, "strokeWidth": 1.6}
    numbers = {**told, "x": {**x, "field": "reach"}, "text": "mark:N"}
    return [
        layer(full, "bar", {**bar, "color": as_given("colour")}, height=13),
        layer(hollow, "bar", {**bar, "stroke": as_given("colour")}, height=12, **outline),
        layer(data, "text", numbers, align="left", dx=4, fontSize=SMALL, color=look.ink),
    ]


def _heads(indicators: pd.DataFrame, x: Channel, look: Look) -> list[Layer]:
    """Title and unit above each column; Vega writes further lines below the first."""
    rows = [
        {
            "start": position,
            "title": "\n".join(["", *_wrapped(row["title"], HEAD_WIDTH)][-2:]),
            "unit": "\n".join(_wrapped(row["unit"], HEAD_WIDTH + 4)),
        }
        for position, (_, row) in enumerate(indicators.iterrows())
    ]
    table = pd.DataFrame(rows)
    style: dict[str, Any] = {
        "align": "left",
        "baseline": "line-bottom",
        "lineBreak": "\n",
        "fontSize": SMALL,
        "lineHeight": 14,
    }
    place = {"x": x, "y": alt.value(0)}
    title_place, unit_place = {**place, "text": "title:N"}, {**place, "text": "unit:N"}
    return [
        layer(table, "text", title_place, color=look.ink, fontWeight="bold", dy=-50, **style),
        layer(table, "text", unit_place, color=look.muted, dy=-22, **style),
    ]


def _wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, max_lines=2, placeholder=" …")
