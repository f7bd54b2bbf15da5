"""Several indicators side by side as a table of small bars."""

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from monitoring.charts.measure import Measure, with_text
from monitoring.charts.rows import name_axis
from monitoring.charts.theme import LIGHT, SMALL, Layered, Look, framed

ROW = 24
BAR_SHARE = 0.62
HEAD_WIDTH = 20
HEAD_LINES = 4
_TIPS = [
    alt.Tooltip("label:N", title="Gebiet"),
    alt.Tooltip("title:N", title="Indikator"),
    alt.Tooltip("text:N", title="Wert"),
]


def bars_table(figures: pd.DataFrame, *, look: Look = LIGHT) -> Layered:
    """A row for each area, a column of bars with numbers for each indicator.

    ``figures``: ags, label, indicator, title, unit, decimals, value, status, highlighted; areas
    and indicators stand in the order they come in. Every column has its own scale from 0, as
    units differ: bars compare down a column, never across.
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
        [*_bars(data, x, y, look), *_heads(indicators, x, look)],
        look,
        description=(
            f"Tabelle mit Balken: {len(labels)} Gebiete, "
            f"{', '.join(str(title) for title in indicators['title'])}."
        ),
        height=ROW * len(labels) + HEAD_LINES * 14 + 16,
        notes=["Jede Spalte hat ihre eigene Skala; Balken nur innerhalb der Spalte vergleichen"],
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
    mark = [measure.text(v, s).split(" ")[0] for v, s in zip(value, told["status"], strict=True)]
    reach = end.where(end > zero, zero).fillna(zero)
    return told.assign(start=zero, end=end, reach=reach, text=told["shown"], mark=mark)


def _bars(data: pd.DataFrame, x: alt.X, y: alt.Y, look: Look) -> list[alt.Chart]:
    hue = alt.Color("colour:N", scale=None, legend=None)
    columns = ["label", "title", "value", "start", "end", "text", "colour"]
    known = data.loc[data["value"].notna(), columns]
    numbers = data.assign(start=data["reach"])[["label", "title", "start", "mark", "text"]]
    return [
        alt.Chart(known).mark_bar(height=13).encode(x=x, x2="end:Q", y=y, color=hue, tooltip=_TIPS),
        alt.Chart(numbers)
        .mark_text(align="left", dx=4, fontSize=SMALL, color=look.ink)
        .encode(x=x, y=y, text="mark:N", tooltip=_TIPS),
    ]


def _heads(indicators: pd.DataFrame, x: alt.X, look: Look) -> list[alt.Chart]:
    """Title and unit above each column, wrapped."""
    rows = []
    for position, (_, row) in enumerate(indicators.iterrows()):
        title = textwrap.wrap(str(row["title"]), HEAD_WIDTH, max_lines=2, placeholder=" …")
        unit = textwrap.wrap(str(row["unit"]), HEAD_WIDTH + 4, max_lines=2, placeholder=" …")
        rows.append({"start": position, "title": "\n".join(title), "unit": "\n".join(unit)})
    table = alt.Chart(pd.DataFrame(rows))
    style: dict[str, Any] = {
        "align": "left",
        "baseline": "line-bottom",
        "lineBreak": "\n",
        "fontSize": SMALL,
    }
    top = -8 - 28
    return [
        table.mark_text(
            **style, color=look.ink, fontWeight="bold", lineHeight=14, dy=top - 0
        ).encode(x=x, y=alt.value(0), text="title:N"),
        table.mark_text(**style, color=look.muted, lineHeight=14, dy=-8).encode(
            x=x, y=alt.value(0), text="unit:N"
        ),
    ]
