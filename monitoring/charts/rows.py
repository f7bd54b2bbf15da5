"""Charts in which every area is a row: order, names and the rule of a reference."""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from monitoring.areas import name_key
from monitoring.charts.marks import Channel, Layer, as_given, channel, layer
from monitoring.charts.measure import Measure
from monitoring.charts.theme import FONT_SIZE, Look

AXIS_HEIGHT = 62
PALE = 0.4


def row_order(areas: pd.DataFrame, value: str = "value", *, name: str = "label") -> pd.DataFrame:
    """Areas from the highest value down, by name where equal; without value at the end."""
    named = areas.sort_values(name, key=lambda names: names.map(name_key), kind="stable")
    return named.sort_values(value, ascending=False, na_position="last", kind="stable")


def name_axis(
    order: Sequence[str], highlighted: Sequence[str], look: Look, field: str = "label"
) -> Channel:
    """The axis with the names of the areas in the given order, the own ones bold and dark."""
    own = f"indexof({json.dumps(list(highlighted), ensure_ascii=False)}, datum.label) >= 0"
    weight = alt.condition(own, alt.value("bold"), alt.value("normal"))
    colour = alt.condition(own, alt.value(look.own), alt.value(look.ink))
    axis = alt.Axis(title=None, labelFontWeight=weight, labelColor=colour, labelPadding=8)
    return channel(alt.Y(f"{field}:N", sort=list(order), axis=axis))


def named_reference(label: str, value: float | None, measure: Measure) -> tuple[float, str] | None:
    """A reference value with its text, e.g. (23.4, "Thüringen 23,4"); None where unknown."""
    if value is None or pd.isna(value):
        return None
    return float(value), f"{label} {measure.number(value)}"


def reference_rule(
    reference: tuple[float, str] | None, look: Look, *, upright: bool = True
) -> list[Layer]:
    """A line across all rows at a reference value, its text above (or at the right end)."""
    if reference is None:
        return []
    table = pd.DataFrame({"value": [reference[0]], "text": [reference[1]]})
    rule: dict[str, Any] = {"color": look.ink, "strokeWidth": 1.4}
    name: dict[str, Any] = {"color": look.ink, "fontSize": FONT_SIZE, "baseline": "bottom"}
    if upright:
        place = {"x": "value:Q", "y": alt.value(0), "text": "text:N"}
        return [
            layer(table, "rule", {"x": "value:Q"}, **rule),
            layer(table, "text", place, dy=-4, **name),
        ]
    place = {"x": alt.value("width"), "y": "value:Q", "text": "text:N"}
    return [
        layer(table, "rule", {"y": "value:Q"}, **rule),
        layer(table, "text", place, align="right", dy=-4, **name),
    ]


def dots(rows: pd.DataFrame, place: dict[str, Any], look: Look, **style: Any) -> list[Layer]:
    """A dot for each row in its ``colour``; hollow where ``open`` says so."""
    full, hollow = rows[~rows["open"]], rows[rows["open"]]
    outline: dict[str, Any] = {**place, "stroke": as_given("colour")}
    return [
        layer(full, "circle", {**place, "color": as_given("colour")}, **style),
        layer(hollow, "point", outline, fill=look.paper, strokeWidth=1.8, **style),
    ]


def marked_small(areas: pd.DataFrame) -> pd.DataFrame:
    """Areas with ``small`` (false where not told) and ``pale``, the opacity of their marks."""
    small = areas["small"] if "small" in areas else pd.Series(False, index=areas.index)
    return areas.assign(small=small.astype(bool), pale=np.where(small.astype(bool), PALE, 1.0))


def value_axis(
    kind: type[alt.X] | type[alt.Y], measure: Measure, span: list[float], **axis: Any
) -> Channel:
    """The axis of a measure's values over ``span``, titled by its unit."""
    scale = alt.Scale(domain=span, nice=False, zero=False)
    return channel(
        kind("value:Q", axis=alt.Axis(title=measure.unit, tickCount=6, **axis), scale=scale)
    )
