"""The Planungsräume on a map, outlined in the colours that the planners gave them."""

import pandas as pd
import streamlit as st

from geodata.outlines import NO_GROUP, Outlines
from monitoring.areas import Level
from monitoring.queries import values as asked
from monitoring.ui.cached import kept, release_holds, table
from monitoring.ui.state import settle
from monitoring.ui.territories import Territory

SHOWN = {"aus": "nicht zeigen", "an": "Grenzen in ihren Farben"}


def outlines_of(territory: Territory, level: str) -> Outlines | None:
    """Outlines for the map of a level; None where it has no Planungsräume."""
    if level not in (Level.GEMEINDE, Level.PLANUNGSRAUM) or not release_holds("planungsraum"):
        return None
    return kept(f"outlines|{territory.key}|{level}", lambda: _outlines(territory, level))


def _outlines(territory: Territory, level: str) -> Outlines | None:
    frame = table(asked.outlines, level=level)
    inside = frame["ags"].str.startswith(territory.within or "")
    raeume = frame[inside & frame["raum"].notna()].drop_duplicates("raum").sort_values("label")
    if raeume.empty:
        return None
    place = pd.Series(range(len(raeume)), index=raeume["raum"])
    groups = frame["raum"].map(place).where(inside).fillna(NO_GROUP).astype(int)
    return Outlines(tuple(groups), tuple(raeume["colour"]), tuple(raeume["label"]))


def settle_outlined(level: str) -> bool:
    """Whether the map outlines Planungsräume: as a level of their own always."""
    return settle("raeume", list(SHOWN), "aus") == "an" or level == Level.PLANUNGSRAUM


def draw_outlined(territory: Territory, level: str) -> None:
    """The box Planungsräume, where a map of Gemeinden can show them."""
    if level == Level.GEMEINDE and outlines_of(territory, level):
        st.columns(4)[0].selectbox(
            "Planungsräume", list(SHOWN), key="raeume", format_func=SHOWN.__getitem__
        )
