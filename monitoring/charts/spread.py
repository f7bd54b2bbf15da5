"""How far the Gemeinden inside each Kreis or Planungsraum lie apart."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from monitoring.analysis.comparison import quartiles
from monitoring.charts.marks import Channel, Layer, Specification, as_given, layer, tips
from monitoring.charts.measure import Measure, is_open, open_notes, with_text
from monitoring.charts.placing import value_span
from monitoring.charts.rows import AXIS_HEIGHT, dots, name_axis, row_order, value_axis
from monitoring.charts.theme import LIGHT, Look, framed
from monitoring.figures import remark

ROW = 26
SPREAD_NOTE = (
    "Punkte: Gemeinden, Linie: niedrigster bis höchster Wert, Balken: mittlere Hälfte, "
    "Strich: Median, Raute: {upper} insgesamt"
)
_BOX = "row highlighted open upper_value whole low q25 median q75 high text".split()


def spread(
    gemeinden: pd.DataFrame,
    measure: Measure,
    *,
    upper: str = "Kreis",
    look: Look = LIGHT,
) -> Specification:
    """How far the Gemeinden inside each Kreis, or each ``upper``, lie apart.

    ``gemeinden``: upper, upper_label, upper_value, ags, label, value, status, highlighted
    (the Kreis) and perhaps note and upper_note. Each Gemeinde a faint dot, a line from lowest to
    highest, a bar for the middle half, a tick at the median, a diamond for the value of the
    Kreis; dot and diamond are hollow where provisional or estimated.
    """
    data = with_text(gemeinden, measure)
    data = data.assign(open=is_open(data) & data["value"].notna(), colour=look.ink)
    boxes = _boxes(data, measure)
    order = boxes["row"].tolist()
    highlighted = boxes.loc[boxes["highlighted"], "row"].tolist()
    span = value_span(pd.concat([data["value"], boxes["upper_value"]]).astype(float), None)
    y = name_axis(order, highlighted, look, field="row")
    x = value_axis(alt.X, measure, span, orient="bottom")
    return framed(
        _spread_layers(data.assign(row=data["upper_label"]), boxes, (x, y, upper), look),
        look,
        description=f"Streuung der Gemeinden, je {upper} eine Zeile: {measure.title}.",
        height=ROW * len(order) + AXIS_HEIGHT,
        notes=[SPREAD_NOTE.format(upper=upper), *open_notes(data, boxes)],
    )


def _spread_layers(
    data: pd.DataFrame, boxes: pd.DataFrame, axes: tuple[Channel, Channel, str], look: Look
) -> list[Layer]:
    x, y, upper = axes
    boxes = boxes.assign(colour=np.where(boxes["highlighted"], look.own, look.other))
    told = {"y": y, "tooltip": tips(row=upper, whole="Wert insgesamt", text="Gemeinden")}

    def across(low: str, high: str) -> dict[str, Any]:
        return {
            **told,
            "x": {**x, "field": low},
            "x2": {"field": high},
            "color": as_given("colour"),
        }

    def at(column: str) -> dict[str, Any]:
        return {**told, "x": {**x, "field": column}}

    own = {"x": x, "y": y, "tooltip": tips(label="Gemeinde", shown="Wert")}
    fill = boxes["colour"].where(~boxes["open"].astype(bool), look.paper)
    whole = {**at("upper_value"), "stroke": as_given("colour"), "fill": as_given("fill")}
    diamond: dict[str, Any] = {"shape": "diamond", "size": 80, "strokeWidth": 1.8, "opacity": 1}
    return [
        layer(boxes, "rule", across("low", "high"), strokeWidth=1),
        layer(boxes, "bar", across("q25", "q75"), height=9, opacity=0.55),
        *dots(data[data["value"].notna()], own, look, size=16, opacity=0.3),
        layer(boxes, "tick", at("median"), color=look.ink, thickness=2, height=13),
        layer(boxes.assign(fill=fill), "point", whole, **diamond),
    ]


def _boxes(data: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Per Kreis: row, highlighted, open, upper_value, low, q25, median, q75, high and texts of the
    whole and of the Gemeinden.
    """
    rows = []
    notes = data.get("upper_note", pd.Series("", index=data.index))
    hollow = is_open(pd.DataFrame({"note": notes}))
    for label, group in data.groupby("upper_label", sort=False):
        four = quartiles(group["value"])
        if four is None:
            continue
        low, high = float(group["value"].min()), float(group["value"].max())
        rows.append(
            {
                "row": label,
                "highlighted": bool(group.get("highlighted", pd.Series([False])).any()),
                "open": bool(hollow[group.index[0]]),
                "upper_value": group["upper_value"].iloc[0],
                "whole": _whole(group["upper_value"].iloc[0], notes[group.index[0]], measure),
                "low": low, "q25": four.low, "median": four.median, "q75": four.high, "high": high,
                "text": f"{four.count}: {measure.number(low)} bis {measure.number(high)}, "
                f"Median {measure.number(four.median)}",
            }
        )  # fmt: skip
    return row_order(pd.DataFrame(rows, columns=_BOX), "median", name="row")


def _whole(value: float, note: str | None, measure: Measure) -> str:
    if pd.isna(value):
        return "kein Wert"
    return ", ".join(part for part in (measure.text(value), remark(note)) if part)
