"""Planungsräume and Ortsteile on a map, outlined in the colours that the planners gave them."""

import pandas as pd
import streamlit as st

from geodata.outlines import NO_GROUP, Outlines
from monitoring.areas import LEVEL_SINGULAR, LEVEL_TITLES, Level
from monitoring.queries import values as asked
from monitoring.ui.cached import kept, release_holds, table
from monitoring.ui.state import settle
from monitoring.ui.territories import Territory

OUTLINED = {
    Level.GEMEINDE: Level.PLANUNGSRAUM,
    Level.PLANUNGSRAUM: Level.PLANUNGSRAUM,
    Level.ORTSTEIL: Level.ORTSTEIL,
}
SHOWN = {"aus": "nicht zeigen", "an": "Grenzen in ihren Farben"}


def outlines_of(territory: Territory, level: str) -> Outlines | None:
    """Outlines for the map of a level; None where it has none of them."""
    if Level(level) not in OUTLINED or not release_holds("planungsraum"):
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
    named = f"{LEVEL_SINGULAR[OUTLINED[Level(level)]]} " + raeume["label"]
    return Outlines(tuple(groups), tuple(raeume["colour"]), tuple(named))


def settle_outlined(level: str) -> bool:
    """Whether the map outlines them: Planungsräume as a level of their own always."""
    return settle("raeume", list(SHOWN), "aus") == "an" or level == Level.PLANUNGSRAUM


def draw_outlined(territory: Territory, level: str) -> None:
    """The box Planungsräume or Ortsteile, where the map can be drawn without their colours."""
    if level != Level.PLANUNGSRAUM and outlines_of(territory, level):
        title = LEVEL_TITLES[OUTLINED[Level(level)]]
        st.columns(4)[0].selectbox(title, list(SHOWN), key="raeume", format_func=SHOWN.__getitem__)
