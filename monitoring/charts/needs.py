"""What makes up the index of the Bedarfsanalyse."""

from typing import Any

import altair as alt
import pandas as pd

from monitoring.charts.marks import Layer, Specification, as_given, channel, layer, tips
from monitoring.charts.measure import is_open, open_notes
from monitoring.charts.rows import (
    AXIS_HEIGHT,
    marked_small,
    name_axis,
    row_order,
)
from monitoring.charts.theme import LIGHT, Look, framed
from monitoring.figures import OPEN_BAR_NOTE, number, remark

ROW = 20
WIDE_TITLE = 20
INDEX_UNIT = ["Index in Standardabweichungen", "links weniger, rechts mehr Bedarf"]
NARROW = alt.ExprRef("min(300, width - 30)")  # on a telephone the legend has the plot's width
DIAMOND_NOTE = "Raute: Index (Summe der Beiträge)"
SMALL_NOTE = "blass: zu klein für einen Rang"


def contributions(parts: pd.DataFrame, *, look: Look = LIGHT) -> Specification:
    """What each indicator adds to the index of each Gemeinde, right more need, left less.

    ``parts``: ags, label, indicator, title, contribution, index and perhaps small (pale, at the
    end) and note (hollow where the value is provisional or estimated); the colours follow the
    order of the indicators. The diamond is the index, the sum.
    """
    data = marked_small(parts.dropna(subset=["contribution"], ignore_index=True))
    placed = data.assign(
        **_stacked(data),
        text=_texts(data),
        open=is_open(data),
        total=[number(float(i), 2, signed=True) for i in data["index"]],
    )
    totals = row_order(placed.drop_duplicates("ags"), "index").sort_values("small", kind="stable")
    open_bars = open_notes(placed, note=OPEN_BAR_NOTE)
    titles = data["title"].drop_duplicates().tolist()
    columns = 2 if max(map(len, titles), default=0) <= WIDE_TITLE else 1
    return framed(
        _stack_layers(placed, totals, (titles, columns), look),
        look,
        description=f"Beiträge von {len(titles)} Indikatoren zum Index von {len(totals)} Gebieten.",
        height=ROW * len(totals) + AXIS_HEIGHT + 18 * -(-len(titles) // columns) + 28,
        notes=[", ".join([DIAMOND_NOTE, *_small_note(data), *open_bars])],
    )


def _stack_layers(
    placed: pd.DataFrame, totals: pd.DataFrame, legend: tuple[list[str], int], look: Look
) -> list[Layer]:
    titles, columns = legend
    y = name_axis(totals["label"].tolist(), [], look)
    axis = alt.Axis(title=INDEX_UNIT, tickCount=7)
    x = channel(alt.X("start:Q", axis=axis, scale=alt.Scale(zero=True)))
    wheel = [look.categories[i % len(look.categories)] for i in range(len(titles))]
    hue = alt.Color(
        "title:N",
        scale=alt.Scale(domain=titles, range=wheel),
        legend=alt.Legend(orient="top", title=None, labelLimit=NARROW, columns=columns),
    )
    told = tips(label="Gebiet", title="Indikator", text="Beitrag", total="Index")
    bar: dict[str, Any] = {
        "x": x,
        "x2": {"field": "end"},
        "y": y,
        "opacity": as_given("pale", "Q"),
        "tooltip": told,
    }
    sums = {"x": {**x, "field": "index"}, "y": y, "tooltip": [told[0], told[3]]}
    diamond: dict[str, Any] = {"shape": "diamond", "size": 70, "strokeWidth": 1.6, "opacity": 1}
    outline = {**bar, "stroke": {**channel(hue), "legend": None}}
    zero = pd.DataFrame({"start": [0.0]})
    return [
        layer(placed[~placed["open"]], "bar", {**bar, "color": channel(hue)}, height=ROW - 7),
        layer(
            placed[placed["open"]], "bar", outline,
            fill=look.paper, strokeWidth=1.6, height=ROW - 8,
        ),
        layer(zero, "rule", {"x": x}, color=look.ink, strokeWidth=1),
        layer(totals, "point", sums, fill=look.paper, stroke=look.ink, **diamond),
    ]  # fmt: skip


def _texts(data: pd.DataFrame) -> list[str]:
    """Each contribution, and behind it what stands behind the value."""
    notes = data["note"] if "note" in data else [""] * len(data)
    parts = zip(data["contribution"], map(remark, notes), strict=True)
    return [number(float(c), 2, signed=True) + (f" (Wert {w})" if w else "") for c, w in parts]


def _small_note(areas: pd.DataFrame) -> list[str]:
    return [SMALL_NOTE] if areas["small"].any() else []


def _stacked(data: pd.DataFrame) -> dict[str, pd.Series]:
    """Ends of the bars: burdens to the right, reliefs to the left, each from zero outward."""
    amount = data["contribution"].astype(float)
    side = amount >= 0
    end = amount.groupby([data["ags"], side]).cumsum()
    return {"start": end - amount, "end": end}
