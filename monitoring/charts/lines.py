"""Lines over time: a few areas with their references, and the spread of all."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from monitoring.analysis.comparison import SeriesBreak, quantile_band
from monitoring.charts.marks import Specification, channel, layer
from monitoring.charts.measure import Measure, axis_note, mark_notes, with_time
from monitoring.charts.placing import value_span
from monitoring.charts.strokes import (
    TIPS,
    axes,
    break_rules,
    described,
    drawn,
    end_labels,
    on_axis,
    strokes,
)
from monitoring.charts.theme import LIGHT, Look, framed


def time_series(
    series: pd.DataFrame,
    measure: Measure,
    *,
    breaks: Sequence[SeriesBreak] = (),
    base: float | None = None,
    height: int = 360,
    look: Look = LIGHT,
) -> Specification:
    """A few areas over time, each named at the end of its line.

    ``series``: ags, label, period, value, status, role (``selected``, ``kreis``, ``land``) and
    note or estimated_share. ``base`` draws the line of an index's base (100).
    A missing value is a gap; a secret one a gap with a small mark on the axis.
    """
    data = drawn(series, measure, look)
    span = value_span(data["value"], base)
    notes = [*mark_notes(data.assign(open=data["dot"].eq("open"))), *axis_note(span)]
    x, y = axes(data["x"], span)
    layers = [*break_rules(breaks, data["x"], x, look), *strokes(data, x, y, measure, look)]
    if base is not None:
        table = pd.DataFrame({"value": [base]})
        layers.insert(0, layer(table, "rule", {"y": y}, color=look.muted))
    layers.append(end_labels(data, span, x, y, look))
    return framed(
        layers,
        look,
        description=described(measure, data),
        height=height,
        notes=notes,
    )


def band(
    series: pd.DataFrame,
    measure: Measure,
    *,
    breaks: Sequence[SeriesBreak] = (),
    height: int = 360,
    look: Look = LIGHT,
) -> Specification:
    """The spread of all areas as a band, with the highlighted ones as lines.

    ``series``: ags, label, period, value, status, highlighted. The band holds the middle 90 %
    and the middle half of the areas of each period; never a line for each of hundreds.
    """
    own = series.loc[series["highlighted"]].assign(role="selected")
    data = drawn(own, measure, look)
    spread = with_time(quantile_band(series))
    span = value_span(pd.concat([data["value"].astype(float), spread["q05"], spread["q95"]]), None)
    x, y = axes(spread["x"], span)
    wide = {"x": x, "y": on_axis(y, "q05"), "y2": {"field": "q95"}}
    half = {"x": x, "y": on_axis(y, "q25"), "y2": {"field": "q75"}}
    middle = {"x": x, "y": on_axis(y, "q50")}
    layers = [
        layer(spread, "area", wide, color=look.band, opacity=0.55),
        layer(spread, "area", half, color=look.other, opacity=0.45),
        layer(spread, "line", middle, color=look.paper, strokeWidth=1.5),
        *break_rules(breaks, spread["x"], x, look),
        *strokes(data, x, y, measure, look),
        end_labels(data, span, x, y, look),
    ]
    areas = series.loc[series["value"].notna(), "ags"].nunique()
    notes = [f"Flächen: hell 90 %, dunkel die mittlere Hälfte von {areas} Gebieten; Linie: Median"]
    return framed(
        layers,
        look,
        description=f"{described(measure, data)} Band: Streuung von {areas} Gebieten.",
        height=height,
        notes=[*notes, *mark_notes(data.assign(open=data["dot"].eq("open"))), *axis_note(span)],
    )


def sparkline(series: pd.DataFrame, measure: Measure, *, look: Look = LIGHT) -> Specification:
    """The course of one area in the size of a word: period, value, status."""
    alone = series.assign(ags="", label=measure.title, role="selected")
    data = drawn(alone, measure, look)
    known = data["value"].astype(float)
    span = value_span(known, None)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(zero=False, nice=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=span, nice=False, zero=False))
    place = {"x": channel(x), "y": channel(y)}
    open_dots = data["dot"] == "open"
    last = data.loc[(data["x"] == data.loc[known.notna(), "x"].max()) & ~open_dots]
    outline: dict[str, Any] = {"fill": look.paper, "stroke": look.own, "strokeWidth": 1.4}
    return framed(
        [
            layer(data, "line", place, color=look.own, strokeWidth=1.8),
            layer(last, "circle", place, size=36, color=look.own, opacity=1),
            layer(data[open_dots], "point", place, size=24, opacity=1, **outline),
            layer(data, "circle", {**place, "tooltip": TIPS[1:]}, opacity=0, size=120),
        ],
        look,
        description=described(measure, data),
        height=44,
        padding=6,
    )
