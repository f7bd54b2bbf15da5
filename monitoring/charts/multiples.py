"""Small multiples: the same small line chart for every Gemeinde of a Kreis, on one scale.

All facets are drawn in one view, each in its own cell of a common grid of coordinates. A Vega
facet would build axes, scales and groups sixty times; this stays light and as wide as the page.
"""

from typing import Any, Literal

import altair as alt
import numpy as np
import pandas as pd

from monitoring.areas import name_key
from monitoring.charts.marks import Channel, Layer, Specification, channel, layer, tips
from monitoring.charts.measure import (
    Measure,
    axis_note,
    is_open,
    mark_notes,
    place_of,
    short_number,
    with_text,
    with_time,
)
from monitoring.charts.placing import round_span
from monitoring.charts.rows import row_order
from monitoring.charts.strokes import TIPS
from monitoring.charts.theme import LIGHT, SMALL, Look, framed
from monitoring.figures import Status
from monitoring.periods import spoken

ROW_HEIGHT, COLUMN_WIDTH = 96, 160
_LEFT, _RIGHT = 0.02, 0.76
_BOTTOM, _TOP = 0.88, 0.30
_TITLE = 0.14


def small_multiples(
    series: pd.DataFrame,
    reference: pd.DataFrame,
    measure: Measure,
    *,
    changes: pd.DataFrame | None = None,
    columns: int = 6,
    order: Literal["latest", "name"] = "latest",
    upper: str = "Kreis",
    look: Look = LIGHT,
) -> Specification:
    """Every area of ``series`` (ags, label, period, value, status, note) in a facet of its own.

    ``reference`` (period, value, status) is the ``upper`` area, a thin grey line in each;
    ``changes`` (ags, label, before, period) lie between periods. For a telephone: 2 columns.
    """
    data = with_time(with_text(series, measure))
    data = data.assign(open=is_open(data))
    beside = with_time(with_text(reference, measure))
    cells = _cells(data, columns, order)
    span = round_span(pd.concat([data["value"], beside["value"]]).astype(float))
    times = _ends([*data["x"], *beside["x"]])
    data = _placed(data.merge(cells, on="ags", validate="many_to_one"), span, times)
    grey = _placed(_repeated(beside, cells), span, times)
    rules = _placed(_changes(changes, cells), span, times)
    rows = int(cells["row"].max()) + 1 if len(cells) else 1
    place = _grid(columns, rows)
    return framed(
        [
            *_frame(cells, span, times, place, look),
            *_change_rules(rules, place, look),
            *_lines(data, grey, place, look),
        ],
        look,
        description=f"{len(cells)} kleine Liniendiagramme {measure.title} ({measure.unit}) "
        f"mit gleicher Skala; grau: {upper}.",
        height=rows * ROW_HEIGHT + 26,
        width=columns * COLUMN_WIDTH,
        notes=_notes(data, rules, span, upper if len(reference) else ""),
    )


def _notes(data: pd.DataFrame, changes: pd.DataFrame, span: list[float], grey: str) -> list[str]:
    scale = "gleiche Skala in allen Feldern"
    dashed = ["gestrichelt: Gebietsänderung"] if len(changes) else []
    first = f"graue Linie: {grey}; {scale}" if grey else scale
    return [first, *mark_notes(data), *axis_note(span), *dashed]


def _ends(places: list[float]) -> tuple[float, float]:
    return (float(min(places)), float(max(places))) if places else (0.0, 0.0)


def _grid(columns: int, rows: int) -> dict[str, Channel]:
    """Both axes of the common coordinates: a cell is 1 wide and 1 high."""
    x = alt.X("px:Q", axis=None, scale=alt.Scale(domain=[-0.12, columns], nice=False))
    y = alt.Y("py:Q", axis=None, scale=alt.Scale(domain=[-rows - 0.2, 0], nice=False))
    return {"x": channel(x), "y": channel(y)}


def _cells(data: pd.DataFrame, columns: int, order: str) -> pd.DataFrame:
    """Column and row of each area: ags, label, col, row; without any value last."""
    known = data.dropna(subset=["value"]).sort_values("x", kind="stable")
    latest = known.groupby("ags")["value"].last()
    areas = data[["ags", "label"]].drop_duplicates("ags")
    areas = areas.assign(latest=areas["ags"].map(latest).astype(float))
    if order == "latest":
        areas = row_order(areas, "latest")
    else:
        areas = areas.sort_values("label", key=lambda names: names.map(name_key))
    place = np.arange(len(areas))
    return areas[["ags"]].assign(title=areas["label"], col=place % columns, row=place // columns)


def _changes(found: pd.DataFrame | None, cells: pd.DataFrame) -> pd.DataFrame:
    """Where areas changed: ags, label, col, row, x amid the two periods, between in words."""
    if found is None:
        found = pd.DataFrame(columns=["ags", "label", "before", "period"], dtype="str")
    ends = list(zip(found["before"], found["period"], strict=True))
    found = found.assign(
        x=[(place_of(before) + place_of(after)) / 2 for before, after in ends],
        between=[f"zwischen {spoken(before)} und {spoken(after)}" for before, after in ends],
        value=np.nan,
    )
    return found.merge(cells, on="ags", validate="many_to_one")


def _repeated(reference: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """The reference once more in every cell."""
    each = cells.loc[cells.index.repeat(len(reference))]
    times, values = (np.tile(reference[name].to_numpy(), len(cells)) for name in ("x", "value"))
    return each.assign(x=times, value=values)


def _placed(data: pd.DataFrame, span: list[float], times: tuple[float, float]) -> pd.DataFrame:
    """Places in the grid: px, py (absent where there is no value), foot and head of the cell."""
    share = (data["x"] - times[0]) / ((times[1] - times[0]) or 1.0)
    height = (data["value"].astype(float) - span[0]) / (span[1] - span[0])
    return data.assign(
        px=(data["col"] + _LEFT + share * (_RIGHT - _LEFT)).round(4),
        py=(-data["row"] - _BOTTOM + height * (_BOTTOM - _TOP)).round(4),
        foot=-data["row"] - _BOTTOM,
        head=-data["row"] - _TOP,
    )


def _frame(
    cells: pd.DataFrame,
    span: list[float],
    times: tuple[float, float],
    place: dict[str, Channel],
    look: Look,
) -> list[Layer]:
    """Titles, lines at both ends of the scale with its numbers, first and last year."""
    start, end = cells["col"] + _LEFT, cells["col"] + _RIGHT
    low, high = -cells["row"] - _BOTTOM, -cells["row"] - _TOP
    rules = pd.concat([pd.DataFrame({"px": start, "end": end, "py": edge}) for edge in (low, high)])
    first = cells["col"] == 0
    words = [
        pd.DataFrame({"px": start, "py": edge, "text": short_number(value)})[first]
        for edge, value in ((low, span[0]), (high, span[1]))
    ]
    years = [
        pd.DataFrame({"px": place, "py": low - 0.02, "text": str(int(time))})
        for place, time in ((start, times[0]), (end, times[1]))
    ]
    titles = pd.DataFrame({"px": start, "py": -cells["row"] - _TITLE, "text": cells["title"]})
    small: dict[str, Any] = {"fontSize": SMALL - 1, "color": look.muted}

    def text(table: pd.DataFrame, **style: Any) -> Layer:
        return layer(table, "text", {**place, "text": "text:N"}, **style)

    return [
        layer(rules, "rule", {**place, "x2": {"field": "end"}}, color=look.grid),
        text(titles, align="left", fontSize=SMALL + 1, fontWeight="bold", limit=150),
        text(pd.concat(words), align="right", dx=-3, **small),
        text(years[0], align="left", baseline="top", **small),
        text(years[1], align="right", baseline="top", **small),
    ]


def _change_rules(changes: pd.DataFrame, place: dict[str, Channel], look: Look) -> list[Layer]:
    """A short rule in each cell whose area changed."""
    if changes.empty:
        return []
    told = tips(label="Gebiet", between="Gebietsänderung")
    upright = {"y": {**place["y"], "field": "foot"}, "y2": {"field": "head"}}
    ends: dict[str, Any] = {"x": place["x"], **upright, "tooltip": told}
    return [layer(changes, "rule", ends, color=look.muted, strokeDash=[3, 3], strokeWidth=1.2)]


def _lines(
    data: pd.DataFrame, grey: pd.DataFrame, place: dict[str, Channel], look: Look
) -> list[Layer]:
    known = data.loc[data["value"].notna()]
    last = known.sort_values("x", kind="stable").groupby("ags", sort=False).tail(1)
    secret = data.loc[data["status"] == Status.SUPPRESSED].assign(py=data["foot"])
    each = {**place, "detail": "ags:N"}
    told = {**place, "tooltip": TIPS}
    number = {**place, "text": "mark:N"}
    return [
        layer(grey, "line", each, color=look.other, strokeWidth=1),
        layer(data, "line", each, color=look.own, strokeWidth=1.8),
        layer(last[~last["open"]], "circle", place, size=22, color=look.own, opacity=1),
        layer(
            known[known["open"]],
            "point",
            place,
            size=22,
            stroke=look.own,
            fill=look.paper,
            opacity=1,
        ),
        layer(last, "text", number, align="left", dx=6, fontSize=SMALL, color=look.own),
        layer(secret, "text", told, text="•", dy=-4, fontSize=13, color=look.own),
        layer(known, "circle", told, size=60, opacity=0),
    ]
