"""The parts that line charts are put together from."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from monitoring.analysis.comparison import SeriesBreak
from monitoring.charts.marks import Channel, Layer, as_given, channel, layer, tips
from monitoring.charts.measure import Measure, is_open, place_of, with_text, with_time
from monitoring.charts.placing import Span, separated
from monitoring.charts.theme import FONT_SIZE, SMALL, Look, text_colour
from monitoring.figures import Status

MANY_PERIODS = 30
LABEL_LIMIT = 24
LABEL_SHARE = 0.055
BREAK_PX = 85
TIPS = tips(label="Gebiet", when="Zeit", shown="Wert")
OPEN_DOT: dict[str, Any] = {"size": 42, "strokeWidth": 1.8, "opacity": 1}
DASHES = channel(
    alt.StrokeDash(
        "role:N", legend=None, scale=alt.Scale(domain=["kreis", "land"], range=[[1, 0], [5, 4]])
    )
)


def drawn(series: pd.DataFrame, measure: Measure, look: Look) -> pd.DataFrame:
    """Rows in order with place, text, colour and kind of dot (``full``, ``open``, ``none``)."""
    data = with_time(with_text(series, measure)).sort_values(["ags", "x"], kind="stable")
    selected = series.loc[series["role"] == "selected", "ags"].drop_duplicates()
    wheel = look.categories
    colour = {ags: wheel[i % len(wheel)] for i, ags in enumerate(selected)}
    value = data["value"].astype(float)
    beside = value.groupby(data["ags"])
    alone = value.notna() & beside.shift(1).isna() & beside.shift(-1).isna()
    many = data["x"].nunique() > MANY_PERIODS
    dot = pd.Series("none" if many else "full", index=data.index).mask(alone, "full")
    return data.assign(
        value=value,
        dot=dot.mask(is_open(data) & value.notna(), "open"),
        colour=[colour.get(ags, look.muted) for ags in data["ags"]],
    )


def axes(places: pd.Series, span: Span) -> tuple[Channel, Channel]:
    """Time and value axis; every layer takes the same ones, or Vega would begin at year 0."""
    known = places.dropna()
    first, last = (float(known.min()), float(known.max())) if len(known) else (0.0, 1.0)
    years = sorted({int(place) for place in known})
    ticks = years if len(years) <= 16 else alt.Undefined
    axis = alt.Axis(
        title=None,
        format="d",
        grid=False,
        tickMinStep=1,
        labelOverlap="greedy",
        values=ticks,
        labelSeparation=8,
    )
    scale = alt.Scale(domain=[first - 0.15, last + 0.15], nice=False, zero=False)
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(title=None, tickCount=6, labelPadding=8),
        scale=alt.Scale(domain=span, nice=False, zero=False),
    )
    return channel(alt.X("x:Q", axis=axis, scale=scale)), channel(y)


def on_axis(axis: Channel, field: str) -> Channel:
    """The same value axis for another column."""
    return {**axis, "field": field}


def strokes(
    data: pd.DataFrame, x: Channel, y: Channel, measure: Measure, look: Look
) -> list[Layer]:
    """Lines with their dots; references thinner and without dots, the Land dashed."""
    own = data["role"] == "selected"
    open_dots, full_dots = data["dot"] == "open", own & (data["dot"] == "full")
    place, hue = {"x": x, "y": y}, as_given("colour")
    line = {**place, "color": hue, "detail": "ags:N"}
    secret = {"x": x, "y": alt.value("height"), "color": hue, "tooltip": TIPS}
    unit = {"x": alt.value(-28), "y": alt.value(-24), "text": "unit:N"}
    return [
        layer(data[~own], "line", {**line, "strokeDash": DASHES}, strokeWidth=1.6),
        layer(data[own], "line", line, strokeWidth=2.6, strokeJoin="round"),
        layer(data[full_dots], "circle", {**place, "color": hue}, size=42, opacity=1),
        layer(data[open_dots], "point", {**place, "stroke": hue}, fill=look.paper, **OPEN_DOT),
        layer(
            data[data["value"].notna()], "circle", {**place, "tooltip": TIPS}, size=160, opacity=0
        ),
        layer(
            data[data["status"] == Status.SUPPRESSED], "text", secret, text="•", dy=-5, fontSize=16
        ),
        layer(
            pd.DataFrame({"unit": [measure.unit]}), "text", unit,
            align="left", baseline="bottom", color=look.muted, fontSize=SMALL,
        ),
    ]  # fmt: skip


def end_labels(data: pd.DataFrame, span: Span, x: Channel, y: Channel, look: Look) -> Layer:
    """Names at the last value of each line, moved apart where they would overlap."""
    known = data.loc[data["value"].notna()]
    ends = known.groupby("ags", sort=False).tail(1)
    ends = ends.assign(
        place=separated(ends["value"].tolist(), LABEL_SHARE * (span[1] - span[0]), span),
        name=[_short(label) for label in ends["label"]],
        words=[text_colour(colour, look) for colour in ends["colour"]],
        x=data["x"].max(),
    )
    encoding = {"x": x, "y": on_axis(y, "place"), "text": "name:N", "color": as_given("words")}
    return layer(ends, "text", encoding, align="left", dx=9, fontSize=FONT_SIZE)


def break_rules(
    breaks: Sequence[SeriesBreak], places: pd.Series, x: Channel, look: Look
) -> list[Layer]:
    """A rule before each period on a new basis, with the reason above it where the rule before is
    far enough away; which areas changed stands in the tooltip and below the chart.
    """
    step = places.drop_duplicates().sort_values().diff().min()
    half = float(step) / 2 if not pd.isna(step) else 0.5
    rows = [
        {"x": place_of(each.period) - half, "text": each.text, "short": each.text.split(":")[0]}
        for each in breaks
    ]
    if not rows:
        return []
    places_of_breaks = pd.DataFrame(rows).groupby("x", as_index=False)
    table = places_of_breaks.agg(_together)
    table["gap"] = (table["x"].diff() / (places.max() - places.min() + 2 * half)).fillna(1.0)
    name = {"x": x, "y": alt.value(-8), "text": "short:N", "tooltip": tips(text="Bruch")}
    style: dict[str, Any] = {"align": "center", "baseline": "bottom", "fontSize": SMALL}
    name["opacity"] = {
        "condition": {"test": f"width * datum.gap > {BREAK_PX}", "value": 1},
        "value": 0,
    }
    name["detail"] = "gap:Q"  # so that it is there to be tested
    style["limit"] = {"expr": f"max(90, width / {len(table)} - 8)"}
    return [
        layer(
            table,
            "rule",
            {"x": x, "tooltip": tips(text="Bruch")},
            color=look.muted,
            strokeDash=[2, 3],
        ),
        layer(table, "text", name, color=look.muted, **style),
    ]


def _together(texts: "pd.Series[str]") -> str:
    return " · ".join(dict.fromkeys(texts))


def _short(label: str) -> str:
    return label if len(label) <= LABEL_LIMIT else f"{label[: LABEL_LIMIT - 1]}…"


def described(measure: Measure, data: pd.DataFrame) -> str:
    """The chart in one or two sentences for people who hear it."""
    if data.empty:
        return f"{measure.title}: keine Werte."
    names = ", ".join(str(name) for name in data["label"].drop_duplicates().head(8))
    ends = data.sort_values("x")["when"]
    span = f"{ends.iloc[0]} bis {ends.iloc[-1]}"
    return f"Liniendiagramm {measure.title} ({measure.unit}), {span}: {names}."
