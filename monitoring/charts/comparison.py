"""Comparison of all Kreise in one indicator, as dots; and the Gemeinden inside each."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from monitoring.analysis.comparison import Quartiles, quartiles
from monitoring.charts.measure import NO_VALUE_NOTE, Measure, mark_notes, records, with_text
from monitoring.charts.placing import value_span
from monitoring.charts.rows import (
    AXIS_HEIGHT,
    name_axis,
    named_reference,
    reference_rule,
    row_order,
)
from monitoring.charts.theme import LIGHT, SMALL, Layered, Look, framed
from monitoring.figures import number

ROW = 22
MOST_ROWS = 60
SPREAD_NOTE = (
    "Punkte: Gemeinden, Linie: niedrigster bis höchster Wert, Balken: mittlere Hälfte, "
    "Strich: Median, Raute: Wert des Kreises"
)
_TIPS = [
    alt.Tooltip("label:N", title="Gebiet"),
    alt.Tooltip("shown:N", title="Wert"),
    alt.Tooltip("people:N", title="Einwohner"),
    alt.Tooltip("dense:N", title="Einwohner je km²"),
]
_BOX = "row highlighted kreis_value low q25 median q75 high text".split()
_TEXTS = ["label", "shown", "people", "dense"]


def dot_plot(
    areas: pd.DataFrame,
    measure: Measure,
    *,
    land_value: float | None,
    land_label: str,
    quartiles: Quartiles | None,
    context: bool = True,
    look: Look = LIGHT,
) -> Layered:
    """All Kreise as dots in the order of their values, with the Land and the middle half.

    ``areas``: ags, label, value, status, highlighted, population, density. Population and
    density stand beside each (``context``; leave out on a telephone). More than 60 areas are
    drawn side by side without names; the highlighted ones keep theirs.
    """
    data = _contextual(with_text(areas, measure)).assign(open=False)
    rows = row_order(data)
    crowded = len(rows) > MOST_ROWS
    span = value_span(data["value"].astype(float), land_value)
    land = named_reference(land_label, land_value, measure)
    if crowded:
        layers = _crowd(rows, measure, span, look)
        height = 340
    else:
        layers = _dots(rows, measure, span, look)
        layers += _context_columns(rows, look) if context else []
        height = ROW * len(rows) + AXIS_HEIGHT
    before = [] if quartiles is None else [_middle_half(quartiles, look, upright=not crowded)]
    layers = [*before, *reference_rule(land, look, upright=not crowded), *layers]
    half = "helle Fläche: mittlere Hälfte der Kreise (unteres bis oberes Quartil)"
    return framed(
        layers,
        look,
        description=f"Punktdiagramm {measure.title} ({measure.unit}) für {len(rows)} Gebiete.",
        height=height,
        notes=[*([half] if before else []), *mark_notes(data, NO_VALUE_NOTE)],
    )


def spread(
    gemeinden: pd.DataFrame,
    measure: Measure,
    *,
    look: Look = LIGHT,
) -> Layered:
    """How far the Gemeinden inside each Kreis lie apart.

    ``gemeinden``: kreis, kreis_label, kreis_value, ags, label, value, status, highlighted
    (the Kreis). Each Gemeinde a faint dot, a line from lowest to highest, a bar for the middle
    half, a tick at the median, a diamond for the value of the Kreis.
    """
    data = with_text(gemeinden, measure)
    boxes = _boxes(data, measure)
    order = boxes["row"].tolist()
    highlighted = boxes.loc[boxes["highlighted"], "row"].tolist()
    span = value_span(pd.concat([data["value"], boxes["kreis_value"]]).astype(float), None)
    y = name_axis(order, highlighted, look, field="row")
    x = alt.X(
        "value:Q",
        axis=alt.Axis(title=measure.unit, tickCount=6, orient="bottom"),
        scale=alt.Scale(domain=span, nice=False, zero=False),
    )
    return framed(
        _spread_layers(data.assign(row=data["kreis_label"]), boxes, x, y, look),
        look,
        description=f"Streuung der Gemeinden in {len(order)} Kreisen: {measure.title}.",
        height=(ROW + 4) * len(order) + AXIS_HEIGHT,
        notes=[SPREAD_NOTE],
    )


def _spread_layers(
    data: pd.DataFrame, boxes: pd.DataFrame, x: alt.X, y: alt.Y, look: Look
) -> list[alt.Chart]:
    hue = alt.Color("colour:N", scale=None, legend=None)
    colour = np.where(boxes["highlighted"], look.own, look.other)
    tips = [alt.Tooltip("row:N", title="Kreis"), alt.Tooltip("text:N", title="Gemeinden")]

    def across(low: str, high: str) -> alt.Chart:
        table = boxes.assign(value=boxes[low], end=boxes[high], colour=colour)
        chart = alt.Chart(records(table, ["row", "value", "end", "colour", "text"]))
        return chart.encode(x=x, x2="end:Q", y=y, color=hue, tooltip=tips)

    def at(column: str) -> alt.Chart:
        table = boxes.assign(value=boxes[column].astype(float), colour=colour)
        chart = alt.Chart(records(table, ["row", "value", "text", "colour"]))
        return chart.encode(x=x, y=y, tooltip=tips)

    known = data.loc[data["value"].notna(), ["row", "value", "label", "shown"]]
    own_tips = [alt.Tooltip("label:N", title="Gemeinde"), alt.Tooltip("shown:N", title="Wert")]
    return [
        across("low", "high").mark_rule(strokeWidth=1),
        across("q25", "q75").mark_bar(height=9, opacity=0.55),
        alt.Chart(known)
        .mark_circle(size=16, color=look.ink, opacity=0.3)
        .encode(x=x, y=y, tooltip=own_tips),
        at("median").mark_tick(color=look.ink, thickness=2, height=13),
        at("kreis_value")
        .mark_point(shape="diamond", size=80, strokeWidth=1.8, fill=look.paper, opacity=1)
        .encode(stroke=alt.Stroke("colour:N", scale=None, legend=None)),
    ]


def _boxes(data: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Per Kreis: row, highlighted, kreis_value, low, q25, median, q75, high and a text."""
    rows = []
    for label, group in data.groupby("kreis_label", sort=False):
        four = quartiles(group["value"])
        if four is None:
            continue
        low, high = float(group["value"].min()), float(group["value"].max())
        rows.append(
            {
                "row": label,
                "highlighted": bool(group.get("highlighted", pd.Series([False])).any()),
                "kreis_value": group["kreis_value"].iloc[0],
                "low": low, "q25": four.low, "median": four.median, "q75": four.high, "high": high,
                "text": f"{four.count}: {measure.number(low)} bis {measure.number(high)}, "
                f"Median {measure.number(four.median)}",
            }
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=_BOX)
    return table.sort_values(["median", "row"], ascending=[False, True], kind="stable")


def _contextual(areas: pd.DataFrame) -> pd.DataFrame:
    def texts(column: str) -> list[str]:
        return ["–" if pd.isna(value) else number(float(value)) for value in areas[column]]

    return areas.assign(people=texts("population"), dense=texts("density"))


def _dots(rows: pd.DataFrame, measure: Measure, span: list[float], look: Look) -> list[alt.Chart]:
    highlighted = rows.loc[rows["highlighted"], "label"].tolist()
    y = name_axis(rows["label"].tolist(), highlighted, look)
    x = alt.X(
        "value:Q",
        axis=alt.Axis(title=measure.unit, tickCount=6, grid=True),
        scale=alt.Scale(domain=span, nice=False, zero=False),
    )
    colour = np.where(rows["highlighted"], look.own, look.other)
    dots = rows.assign(colour=colour, size=np.where(rows["highlighted"], 150, 85))
    known = dots.loc[dots["value"].notna()]
    secret = dots.loc[dots["value"].isna()].assign(mark=lambda t: t["shown"].str.split(" ").str[0])
    hue = alt.Color("colour:N", scale=None, legend=None)
    size = alt.Size("size:Q", scale=None, legend=None)
    return [
        alt.Chart(records(known, ["value", *_TEXTS, "colour", "size"]))
        .mark_circle(opacity=1)
        .encode(x=x, y=y, color=hue, size=size, tooltip=_TIPS),
        alt.Chart(records(secret, ["mark", *_TEXTS, "colour"]))
        .mark_text(align="left", dx=3, fontSize=14)
        .encode(x=alt.value(0), y=y, text="mark:N", color=hue, tooltip=_TIPS),
    ]


def _context_columns(rows: pd.DataFrame, look: Look) -> list[alt.Chart]:
    """Population and density of each area, right of the plot."""
    y = alt.Y("label:N", sort=rows["label"].tolist())
    table = records(rows, _TEXTS)
    layers = []
    for field, title, shift in (("people", "Einw.", 62), ("dense", "je km²", 118)):
        style: dict[str, Any] = {
            "align": "right",
            "dx": shift,
            "fontSize": SMALL,
            "color": look.muted,
        }
        column = alt.Chart(table).mark_text(**style)
        layers.append(column.encode(x=alt.value("width"), y=y, text=f"{field}:N"))
        head = alt.Chart(pd.DataFrame({"title": [title]})).mark_text(baseline="bottom", **style)
        layers.append(head.encode(x=alt.value("width"), y=alt.value(-4), text="title:N"))
    return layers


def _crowd(rows: pd.DataFrame, measure: Measure, span: list[float], look: Look) -> list[alt.Chart]:
    """Hundreds of areas side by side in the order of their values."""
    known = rows.loc[rows["value"].notna()]
    placed = known.assign(place=np.arange(len(known)))
    x = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[-1, len(known)], nice=False))
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(title=measure.unit, tickCount=6),
        scale=alt.Scale(domain=span, nice=False, zero=False),
    )

    def some(which: pd.Series) -> alt.Chart:
        table = records(placed.loc[which], ["place", "value", *_TEXTS])
        chart: alt.Chart = alt.Chart(table).encode(x=x, y=y, tooltip=_TIPS)
        return chart

    own = placed["highlighted"].astype(bool)
    names = some(own).mark_text(align="left", dx=8, dy=-8, color=look.own, fontWeight="bold")
    return [
        some(~own).mark_circle(size=22, color=look.other, opacity=0.8),
        some(own).mark_circle(size=110, color=look.own, opacity=1),
        names.encode(text="label:N"),
    ]


def _middle_half(quartiles: Quartiles, look: Look, *, upright: bool) -> alt.Chart:
    table = pd.DataFrame({"low": [quartiles.low], "high": [quartiles.high]})
    area = alt.Chart(table).mark_rect(color=look.band, opacity=0.5)
    way = ("x", "x2") if upright else ("y", "y2")
    half: alt.Chart = area.encode(**dict(zip(way, ("low:Q", "high:Q"), strict=True)))
    return half
