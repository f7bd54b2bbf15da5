"""Before and after of a territorial change: ribbons from former areas to later ones."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from monitoring.charts.marks import Specification, as_given, channel, layer, tips
from monitoring.charts.theme import FONT_SIZE, LIGHT, Look, framed
from monitoring.figures import number

STEPS = 25
GAP = 0.06
ROW = 46
ROOM = 0.9
LETTERS = 17
"""A name's line fits beside the ribbons on a telephone."""


def before_after(changes: pd.DataFrame, *, look: Look = LIGHT) -> Specification:
    """Each row of ``changes`` (from_name, to_name, people, share) as a ribbon, its people wide.

    ``people``: how many were handed over, NaN where unknown (then all ribbons are equally wide);
    ``share``: of the former area, 0 to 1 or NaN.
    """
    known = changes["people"].notna().all() and changes["people"].sum() > 0
    weight = changes["people"] if known else pd.Series(1.0, index=changes.index)
    width = (weight / weight.sum()).clip(lower=0.02)
    links = changes.assign(width=width / width.sum())
    left, before = _stacked(links, "from_name", "to_name")
    right, after = _stacked(links, "to_name", "from_name")
    ribbons = _ribbons(links.assign(left=left, right=right, tip=_told(changes)), look)
    x = channel(_axis("x", (-ROOM, 1 + ROOM)))
    y = channel(_axis("y", (0, 1)))
    band = {
        "x": x,
        "y": {**y, "field": "top"},
        "y2": {"field": "bottom"},
        "detail": {"field": "link", "type": "nominal"},
        "fill": as_given("colour"),
        "tooltip": tips(tip="Übergang"),
    }
    layers = [layer(ribbons, "area", band, opacity=0.75)]
    ink: dict[str, Any] = {"color": look.ink, "fontSize": FONT_SIZE, "limit": 210}
    for names, at, align in ((before, -0.03, "right"), (after, 1.03, "left")):
        place = {"x": x, "y": {**y, "field": "middle"}, "text": "name:N"}
        lines = names.assign(x=at, name=["\n".join(wrap(name, LETTERS)) for name in names["name"]])
        layers.append(layer(lines, "text", place, align=align, lineBreak="\n", **ink))
    rows = max(len(before), len(after))
    notes = ["Breite nach Einwohnern" if known else "Breite ohne Bedeutung: Einwohner unbekannt"]
    return framed(
        layers, look, description=_description(changes), height=max(140, ROW * rows), notes=notes
    )


def _axis(name: str, domain: tuple[float, float]) -> alt.X | alt.Y:
    kind = alt.X if name == "x" else alt.Y
    return kind(f"{name}:Q", axis=None, scale=alt.Scale(domain=domain, nice=False, zero=False))


def _stacked(links: pd.DataFrame, own: str, other: str) -> tuple[pd.Series, pd.DataFrame]:
    """Lower edge of each ribbon on one side, and the middle of each name there."""
    order = links.sort_values([own, other])
    names = order[own].drop_duplicates().tolist()
    scale = 1 - GAP * (len(names) - 1)
    steps = order[own].map({name: place for place, name in enumerate(names)})
    ends = 1 - (order["width"].cumsum() * scale + steps * GAP)
    middle = pd.DataFrame({"name": order[own], "end": ends, "top": ends + order["width"] * scale})
    by = middle.groupby("name", sort=False).agg(end=("end", "min"), top=("top", "max"))
    found = ((by["end"] + by["top"]) / 2).rename("middle").reset_index()
    return ends.reindex(links.index), found


def _ribbons(links: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Points along both edges of every ribbon, which turns from one side to the other."""
    x = np.linspace(0, 1, STEPS)
    bend = x * x * (3 - 2 * x)
    parts = []
    rows: Iterable[Any] = links.itertuples()
    for place, row in enumerate(rows):
        low = row.left + (row.right - row.left) * bend
        left_width = row.width * (1 - GAP * (links["from_name"].nunique() - 1))
        right_width = row.width * (1 - GAP * (links["to_name"].nunique() - 1))
        wide = left_width + (right_width - left_width) * bend
        colour = look.categories[place % len(look.categories)]
        parts.append(
            pd.DataFrame({"x": x, "bottom": low, "top": low + wide, "link": str(place)}).assign(
                colour=colour, tip=row.tip
            )
        )
    return pd.concat(parts, ignore_index=True)


def _told(changes: pd.DataFrame) -> list[str]:
    """``A an B: 120 Einwohner (25,0 %)``."""
    rows: Iterable[Any] = changes.itertuples()
    return [
        f"{row.from_name} an {row.to_name}"
        + (f": {number(row.people)} Einwohner" if pd.notna(row.people) else "")
        + (f" ({number(100 * row.share, 1)} %)" if pd.notna(row.share) else "")
        for row in rows
    ]


def _description(changes: pd.DataFrame) -> str:
    return "Vorher und nachher. " + "; ".join(_told(changes)) + "."
