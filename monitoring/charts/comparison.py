"""Kreise or Planungsräume compared in one indicator, as dots."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from monitoring.analysis.comparison import Quartiles
from monitoring.charts.marks import (
    Layer,
    Specification,
    as_given,
    channel,
    layer,
    tips,
)
from monitoring.charts.measure import (
    NO_VALUE_NOTE,
    Measure,
    is_open,
    mark_notes,
    with_text,
)
from monitoring.charts.placing import value_span
from monitoring.charts.rows import (
    AXIS_HEIGHT,
    dots,
    name_axis,
    named_reference,
    reference_rule,
    row_order,
    value_axis,
)
from monitoring.charts.theme import LIGHT, SMALL, Look, framed
from monitoring.figures import number

ROW = 22
MOST_ROWS = 60
_TIPS = tips(label="Gebiet", shown="Wert", people="Einwohner", dense="Einwohner je km²")


def dot_plot(
    areas: pd.DataFrame,
    measure: Measure,
    *,
    land_value: float | None,
    land_label: str,
    quartiles: Quartiles | None,
    context: bool = True,
    look: Look = LIGHT,
) -> Specification:
    """All Kreise as dots in the order of their values, with the Land and the middle half.

    ``areas``: ags, label, value, status, highlighted, population, density and perhaps note or
    estimated_share, which make a dot hollow. Population and density stand beside each
    (``context``; leave out on a telephone). More than 60 areas are drawn side by side without
    names; the highlighted ones keep theirs.
    """
    data = _contextual(with_text(areas, measure)).assign(open=is_open(areas).to_numpy())
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
    half = "helle Fläche: mittlere Hälfte der Gebiete (unteres bis oberes Quartil)"
    return framed(
        layers,
        look,
        description=f"Punktdiagramm {measure.title} ({measure.unit}) für {len(rows)} Gebiete.",
        height=height,
        notes=[*([half] if before else []), *mark_notes(data, NO_VALUE_NOTE)],
    )


def _contextual(areas: pd.DataFrame) -> pd.DataFrame:
    def texts(column: str) -> list[str]:
        return ["–" if pd.isna(value) else number(float(value)) for value in areas[column]]

    return areas.assign(people=texts("population"), dense=texts("density"))


def _dots(rows: pd.DataFrame, measure: Measure, span: list[float], look: Look) -> list[Layer]:
    highlighted = rows.loc[rows["highlighted"], "label"].tolist()
    y = name_axis(rows["label"].tolist(), highlighted, look)
    x = value_axis(alt.X, measure, span, grid=True)
    placed = rows.assign(
        colour=np.where(rows["highlighted"], look.own, look.other),
        size=np.where(rows["highlighted"], 150, 85),
    )
    told = {"y": y, "tooltip": _TIPS}
    known = {**told, "x": x, "size": as_given("size", "Q")}
    without = {**told, "x": alt.value(0), "color": as_given("colour"), "text": "mark:N"}
    has_value = placed["value"].notna()
    return [
        *dots(placed[has_value], known, look, opacity=1),
        layer(placed[~has_value], "text", without, align="left", dx=3, fontSize=14),
    ]


def _context_columns(rows: pd.DataFrame, look: Look) -> list[Layer]:
    """Population and density of each area, right of the plot."""
    y = channel(alt.Y("label:N", sort=rows["label"].tolist()))
    layers = []
    for field, title, shift in (("people", "Einw.", 62), ("dense", "je km²", 118)):
        style: dict[str, Any] = {
            "align": "right",
            "dx": shift,
            "fontSize": SMALL,
            "color": look.muted,
        }
        column = {"x": alt.value("width"), "y": y, "text": f"{field}:N"}
        head = {"x": alt.value("width"), "y": alt.value(-4), "text": "title:N"}
        layers.append(layer(rows, "text", column, **style))
        words = pd.DataFrame({"title": [title]})
        layers.append(layer(words, "text", head, baseline="bottom", **style))
    return layers


def _crowd(rows: pd.DataFrame, measure: Measure, span: list[float], look: Look) -> list[Layer]:
    """Hundreds of areas side by side in the order of their values."""
    known = rows.loc[rows["value"].notna()]
    highlighted = known["highlighted"].astype(bool)
    placed = known.assign(
        place=np.arange(len(known)), colour=np.where(highlighted, look.own, look.other)
    )
    x = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[-1, len(known)], nice=False))
    place = {"x": channel(x), "y": value_axis(alt.Y, measure, span), "tooltip": _TIPS}
    own, others = placed[highlighted], placed[~highlighted]
    name: dict[str, Any] = {"align": "left", "dx": 8, "dy": -8, "fontWeight": "bold"}
    return [
        *dots(others, place, look, size=22, opacity=0.8),
        *dots(own, place, look, size=110, opacity=1),
        layer(own, "text", {**place, "text": "label:N"}, color=look.own, **name),
    ]


def _middle_half(quartiles: Quartiles, look: Look, *, upright: bool) -> Layer:
    table = pd.DataFrame({"low": [quartiles.low], "high": [quartiles.high]})
    way = ("x", "x2") if upright else ("y", "y2")
    ends = dict(zip(way, ("low:Q", {"field": "high"}), strict=True))
    return layer(table, "rect", ends, color=look.band, opacity=0.5)
