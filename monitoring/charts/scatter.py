"""Two indicators of the Gemeinden of a Kreis against each other."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from monitoring.charts.marks import Channel, Layer, Specification, as_given, channel, layer, tips
from monitoring.charts.measure import Measure, is_open, open_notes, with_text
from monitoring.charts.placing import apart, value_span
from monitoring.charts.theme import LIGHT, SMALL, Look, framed
from monitoring.figures import Status, number

MOST_NAMES = 8


def scatter(
    areas: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    directions: tuple[int, int] = (0, 0),
    references: tuple[float | None, float | None] = (None, None),
    reference_label: str = "Kreis",
    look: Look = LIGHT,
) -> Specification:
    """Two indicators of each Gemeinde, with the values of the Kreis as lines.

    ``areas``: ags, label, x, y, population, highlighted and perhaps x_note, y_note (hollow where
    a value is provisional or estimated); NaN where there is no value. Only areas with both values
    appear, highlighted and outlying ones with their names. ``directions`` (+1 more is more need,
    −1 less is, 0 neither) and ``references`` are for x and y.
    """
    data = areas.dropna(subset=["x", "y"], ignore_index=True)
    told = _told(data, "x", x), _told(data, "y", y)
    spans = value_span(data["x"], references[0]), value_span(data["y"], references[1])
    data = data.assign(
        xt=told[0]["shown"],
        yt=told[1]["shown"],
        open=told[0]["open"] | told[1]["open"],
        people=["–" if pd.isna(n) else number(float(n)) for n in data["population"]],
        named=_named(data, spans),
    )
    across = _value_axis(alt.X, "x", x, spans[0], directions[0])
    along = _value_axis(alt.Y, "y", y, spans[1], directions[1])
    lines = _cross(references, across, along, reference_label, look)
    return framed(
        [*lines, *_dots(data, across, along, (x, y), look)],
        look,
        description=f"Streudiagramm von {len(data)} Gebieten: {x.title} und {y.title}.",
        height=430,
        notes=[_notes(data, len(areas) - len(data))],
    )


def _told(areas: pd.DataFrame, axis: str, measure: Measure) -> pd.DataFrame:
    """The figures of one axis: ``shown`` in words, and whether they are ``open``."""
    columns = {axis: "value", f"{axis}_note": "note"}
    figures = areas.filter(list(columns)).rename(columns=columns)
    told = with_text(figures.assign(status=str(Status.REPORTED)), measure)
    return told.assign(open=is_open(told))


def _notes(data: pd.DataFrame, absent: int) -> str:
    notes = ["Größe der Punkte: Einwohner", *open_notes(data)]
    if absent:
        who = "1 Gebiet fehlt" if absent == 1 else f"{absent} Gebiete fehlen"
        notes.append(f"{who}: nicht beide Werte vorhanden")
    return ", ".join(notes)


def _named(data: pd.DataFrame, spans: tuple[list[float], list[float]]) -> pd.Series:
    """Which dots are named: highlighted ones, then the farthest out while there is room."""
    places = [
        (data[axis] - data[axis].median()) / (span[1] - span[0])
        for axis, span in zip("xy", spans, strict=True)
    ]
    far = (places[0] ** 2 + places[1] ** 2) ** 0.5 + 10 * data["highlighted"].astype(float)
    order = far.sort_values(ascending=False, kind="stable").index
    points = {i: (float(places[0][i]), float(places[1][i])) for i in order}
    chosen = apart(points, width=0.17, height=0.05, most=MOST_NAMES)
    return pd.Series(data.index.isin(chosen), index=data.index)


def _value_axis(
    kind: type[alt.X] | type[alt.Y], field: str, measure: Measure, span: list[float], way: int
) -> Channel:
    hint = {1: " → mehr Bedarf", -1: " → weniger Bedarf"}.get(way, "")
    title = [measure.title, f"{measure.unit}{hint}"]
    axis = alt.Axis(title=title, tickCount=6, titleLineHeight=15)
    scale = alt.Scale(domain=span, nice=False, zero=False)
    return channel(kind(f"{field}:Q", axis=axis, scale=scale))


def _cross(
    references: tuple[float | None, float | None], x: Channel, y: Channel, label: str, look: Look
) -> list[Layer]:
    """Lines at the values of the Kreis."""
    style: dict[str, Any] = {"fontSize": SMALL, "color": look.muted, "baseline": "bottom", "dy": -3}
    places = {"x": {"x": x, "y": alt.value(0)}, "y": {"y": y, "x": alt.value("width")}}
    layers = []
    for value, field, axis in zip(references, "xy", (x, y), strict=True):
        if value is None:
            continue
        table = pd.DataFrame({field: [value], "text": [label]})
        name = {**places[field], "text": "text:N"}
        align = None if field == "x" else "right"
        layers += [
            layer(table, "rule", {field: axis}, color=look.muted, strokeWidth=1.2),
            layer(table, "text", name, align=align, **style),
        ]
    return layers


def _dots(
    data: pd.DataFrame, x: Channel, y: Channel, measures: tuple[Measure, Measure], look: Look
) -> list[Layer]:
    colour = np.where(data["highlighted"], look.own, look.other)
    drawn = data.assign(
        colour=colour,
        fill=np.where(data["open"], look.paper, colour),
        population=data["population"].astype(float),
    ).sort_values(["highlighted", "population"], ascending=[True, False], kind="stable")
    size = alt.Size(
        "population:Q", legend=None, scale=alt.Scale(type="sqrt", range=[30, 700], zero=True)
    )
    place = {"x": x, "y": y}
    dots = {
        **place,
        "size": channel(size),
        "stroke": as_given("colour"),
        "fill": as_given("fill"),
        "tooltip": tips(
            label="Gebiet", xt=measures[0].title, yt=measures[1].title, people="Einwohner"
        ),
    }
    limit = x["scale"]["domain"]
    on_right = drawn["x"] > limit[0] + 0.8 * (limit[1] - limit[0])
    name = {**place, "text": "label:N"}
    words: dict[str, Any] = {"fontSize": SMALL, "color": look.ink}
    left, right = (drawn[drawn["named"] & side] for side in (~on_right, on_right))
    return [
        layer(drawn, "point", dots, opacity=0.85, strokeWidth=1.2),
        layer(left, "text", name, align="left", dx=18, **words),
        layer(right, "text", name, align="right", dx=-18, **words),
    ]
