"""Charts of the Bedarfsanalyse: two indicators against each other, contributions, ranking."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from monitoring.charts.measure import NO_VALUE_NOTE, Measure, mark_notes, records, with_text
from monitoring.charts.placing import apart, value_span
from monitoring.charts.rows import AXIS_HEIGHT, name_axis, reference_rule, row_order
from monitoring.charts.theme import LIGHT, SMALL, Layered, Look, framed
from monitoring.figures import number

ROW = 20
MOST_NAMES = 8
INDEX_UNIT = "Index (Standardabweichungen; höher = mehr Bedarf)"


def scatter(
    areas: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    directions: tuple[int, int] = (0, 0),
    references: tuple[float | None, float | None] = (None, None),
    reference_label: str = "Kreis",
    look: Look = LIGHT,
) -> Layered:
    """Two indicators of each Gemeinde, with the values of the Kreis as lines.

    ``areas``: ags, label, x, y, population, highlighted. Only areas with both values appear.
    The size of a dot tells the population; highlighted and outlying areas are named.
    ``directions`` (+1 more is more need, −1 less is, 0 neither) and ``references`` are for
    x and y.
    """
    data = areas.dropna(subset=["x", "y"])
    spans = value_span(data["x"], references[0]), value_span(data["y"], references[1])
    data = data.assign(
        xt=[x.text(value) for value in data["x"]],
        yt=[y.text(value) for value in data["y"]],
        people=["–" if pd.isna(n) else number(float(n)) for n in data["population"]],
        named=_named(data, spans),
    )
    across = _value_axis(alt.X, "x", x, spans[0], directions[0])
    along = _value_axis(alt.Y, "y", y, spans[1], directions[1])
    lines = _cross(references, across, along, reference_label, look)
    absent = len(areas) - len(data)
    notes = ["Größe der Punkte: Einwohner"]
    if absent:
        who = "1 Gebiet fehlt" if absent == 1 else f"{absent} Gebiete fehlen"
        notes.append(f"{who}: nicht beide Werte vorhanden")
    return framed(
        [*lines, *_dots(data, across, along, (x, y), look)],
        look,
        description=f"Streudiagramm von {len(data)} Gebieten: {x.title} und {y.title}.",
        height=430,
        notes=[", ".join(notes)],
    )


def contributions(parts: pd.DataFrame, *, look: Look = LIGHT) -> Layered:
    """What each indicator adds to the index of each Gemeinde, right more need, left less.

    ``parts``: ags, label, indicator, title, contribution, index; the colours follow the order
    in which the indicators come. The dark mark is the index, the sum of the bars.
    """
    data = parts.dropna(subset=["contribution"])
    placed = data.assign(
        **_stacked(data),
        text=[number(float(c), 2, signed=True) for c in data["contribution"]],
        total=[number(float(i), 2, signed=True) for i in data["index"]],
    )
    totals = placed.drop_duplicates("ags").sort_values(
        ["index", "label"], ascending=[False, True], kind="stable"
    )
    titles = data["title"].drop_duplicates().tolist()
    y = name_axis(totals["label"].tolist(), [], look)
    x = alt.X("start:Q", axis=alt.Axis(title=INDEX_UNIT, tickCount=7), scale=alt.Scale(zero=True))
    wheel = [look.categories[i % len(look.categories)] for i in range(len(titles))]
    hue = alt.Color(
        "title:N",
        scale=alt.Scale(domain=titles, range=wheel),
        legend=alt.Legend(orient="top", title=None, labelLimit=260, columns=3),
    )
    tips = [("label", "Gebiet"), ("title", "Indikator"), ("text", "Beitrag"), ("total", "Index")]
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tips]
    columns = ["ags", "label", "title", "contribution", "start", "end", "text", "total"]
    bars = alt.Chart(records(placed, columns)).mark_bar(height=ROW - 7)
    sums = alt.Chart(records(totals.assign(start=totals["index"]), ["label", "start", "total"]))
    zero = alt.Chart(pd.DataFrame({"start": [0.0]})).mark_rule(color=look.ink, strokeWidth=1)
    legend_rows = -(-len(titles) // 3)
    return framed(
        [
            bars.encode(x=x, x2="end:Q", y=y, color=hue, tooltip=tooltip),
            zero.encode(x=x),
            sums.mark_tick(color=look.ink, thickness=3, height=ROW - 3).encode(x=x, y=y),
        ],
        look,
        description=f"Beiträge von {len(titles)} Indikatoren zum Index von {len(totals)} Gebieten.",
        height=ROW * len(totals) + AXIS_HEIGHT + 20 * legend_rows + 12,
        notes=["dunkler Strich: Index (Summe der Beiträge)"],
    )


def ranking(
    areas: pd.DataFrame,
    measure: Measure,
    *,
    reference: float | None = None,
    reference_label: str = "Kreis",
    look: Look = LIGHT,
) -> Layered:
    """One value for each area as a bar, the highest on top.

    ``areas``: ags, label, value, status, highlighted.
    """
    data = row_order(with_text(areas, measure)).assign(open=False)
    mark = [text.split(" ")[0] for text in data["shown"]]
    value = data["value"].astype(float)
    data = data.assign(
        mark=mark, zero=0.0, end=value, colour=np.where(data["highlighted"], look.own, look.other)
    )
    y = name_axis(data["label"].tolist(), data.loc[data["highlighted"], "label"].tolist(), look)
    x = alt.X("zero:Q", axis=alt.Axis(title=measure.unit, tickCount=6))
    tips = [alt.Tooltip("label:N", title="Gebiet"), alt.Tooltip("shown:N", title="Wert")]
    known = records(data.loc[value.notna()], ["label", "value", "zero", "end", "shown", "colour"])
    words = records(
        data.assign(zero=value.clip(lower=0).where(value.notna(), 0.0)), ["label", "zero", "mark"]
    )
    hue = alt.Color("colour:N", scale=None, legend=None)
    named = f"{reference_label} {measure.number(reference)}" if reference is not None else ""
    rule = None if reference is None else (reference, named)
    return framed(
        [
            alt.Chart(known)
            .mark_bar(height=ROW - 7)
            .encode(x=x, x2="end:Q", y=y, color=hue, tooltip=tips),
            *reference_rule(rule, look),
            alt.Chart(words)
            .mark_text(align="left", dx=4, fontSize=SMALL)
            .encode(x=x, y=y, text="mark:N"),
        ],
        look,
        description=f"Rangfolge von {len(data)} Gebieten: {measure.title} ({measure.unit}).",
        height=ROW * len(data) + AXIS_HEIGHT,
        notes=mark_notes(data, NO_VALUE_NOTE),
    )


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


def _value_axis(channel: Any, field: str, measure: Measure, span: list[float], way: int) -> Any:
    hint = {1: " → mehr Bedarf", -1: " → weniger Bedarf"}.get(way, "")
    title = [measure.title, f"{measure.unit}{hint}"]
    axis = alt.Axis(title=title, tickCount=6, titleLineHeight=15)
    return channel(f"{field}:Q", axis=axis, scale=alt.Scale(domain=span, nice=False, zero=False))


def _cross(
    references: tuple[float | None, float | None], x: Any, y: Any, label: str, look: Look
) -> list[alt.Chart]:
    """Lines at the values of the Kreis."""
    layers = []
    for value, field, axis in zip(references, "xy", (x, y), strict=True):
        if value is None:
            continue
        base = alt.Chart(pd.DataFrame({field: [value], "text": [label]}))
        rule = base.mark_rule(color=look.muted, strokeWidth=1.2)
        words: dict[str, Any] = {"fontSize": SMALL, "color": look.muted, "baseline": "bottom"}
        if field == "x":
            name = base.mark_text(dy=-3, **words).encode(x=axis, y=alt.value(0), text="text:N")
            layers += [rule.encode(x=axis), name]
        else:
            name = base.mark_text(dy=-3, align="right", **words)
            name = name.encode(y=axis, x=alt.value("width"), text="text:N")
            layers += [rule.encode(y=axis), name]
    return layers


def _dots(
    data: pd.DataFrame, x: Any, y: Any, measures: tuple[Measure, Measure], look: Look
) -> list[alt.Chart]:
    tips = [
        alt.Tooltip("label:N", title="Gebiet"),
        alt.Tooltip("xt:N", title=measures[0].title),
        alt.Tooltip("yt:N", title=measures[1].title),
        alt.Tooltip("people:N", title="Einwohner"),
    ]
    colour = np.where(data["highlighted"], look.own, look.other)
    drawn = data.assign(colour=colour, population=data["population"].astype(float))
    columns = ["ags", "label", "x", "y", "population", "xt", "yt", "people", "colour"]
    size = alt.Size(
        "population:Q", legend=None, scale=alt.Scale(type="sqrt", range=[30, 700], zero=True)
    )
    hue = alt.Color("colour:N", scale=None, legend=None)
    base = alt.Chart(records(drawn, columns)).encode(x=x, y=y)
    named = alt.Chart(records(drawn.loc[drawn["named"]], ["x", "y", "label"])).encode(x=x, y=y)
    return [
        base.mark_circle(opacity=0.8, stroke=look.paper, strokeWidth=0.8).encode(
            size=size, color=hue, tooltip=tips
        ),
        named.mark_text(align="left", dx=10, fontSize=SMALL, color=look.ink).encode(text="label:N"),
    ]


def _stacked(data: pd.DataFrame) -> dict[str, pd.Series]:
    """Ends of the bars: burdens to the right, reliefs to the left, each from zero outward."""
    amount = data["contribution"].astype(float)
    side = amount >= 0
    end = amount.groupby([data["ags"], side]).cumsum()
    return {"start": end - amount, "end": end}
