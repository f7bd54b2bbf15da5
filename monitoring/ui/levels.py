"""The box Ebene: which level of areas a page shows, and the Planungsräume that there are."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.queries import selection as asked
from monitoring.ui.cached import table
from monitoring.ui.selection import Indicator, periods_of
from monitoring.ui.state import settle
from monitoring.ui.territories import INNER, Territory


def settle_level(indicator: Indicator, territory: Territory) -> str | None:
    """The chosen level; None where the indicator has none below the territory."""
    options = levels_of(indicator, territory)
    return settle("ebene", options, options[0]) if options else None


def levels_of(indicator: Indicator, territory: Territory) -> list[str]:
    """Levels below the territory at which the indicator has figures."""
    below = {
        Level.BUND: [*INNER, Level.KREIS, Level.LAND],
        Level.LAND: [*INNER, Level.KREIS],
    }
    wanted = below.get(Level(territory.level), [*INNER])
    if Level.PLANUNGSRAUM in wanted and planungsraeume(territory.within).empty:
        wanted.remove(Level.PLANUNGSRAUM)
    return [str(level) for level in wanted if periods_of(indicator.id, str(level))]


def planungsraeume(within: str | None) -> pd.DataFrame:
    """Planungsräume that lie in a territory as a whole (columns of ``areas``)."""
    return table(asked.areas, level=str(Level.PLANUNGSRAUM), within=within)


def named_planungsraeume(within: str | None) -> dict[str, str]:
    """Planungsräume within a territory by key, as they are named beside Gemeinden."""
    frame = planungsraeume(within)
    names = zip(frame["ags"].tolist(), frame["label"].tolist(), strict=True)
    return {key: f"{label} (Planungsraum)" for key, label in names}


def draw_level(
    column: st.delta_generator.DeltaGenerator, indicator: Indicator, territory: Territory
) -> None:
    """The box Ebene: from Gemeinden to Länder, those that the indicator has."""
    options = levels_of(indicator, territory)
    if not options:
        st.info(
            f"„{indicator.title}“ liegt unterhalb von {territory.name} nicht vor. "
            "Wählen Sie als Gebiet das ganze Land oder einen anderen Indikator."
        )
        return
    with column:
        draw_levels(options)


def levels_with(territory: Territory, levels: Sequence[Level], least: int) -> list[str]:
    """Those of ``levels`` at which the territory has at least so many inhabited areas."""

    def inhabited(level: Level) -> int:
        areas = table(asked.areas, level=str(level), within=territory.within)
        return int((~areas["unincorporated"]).sum())

    return [str(level) for level in levels if inhabited(level) >= least]


def draw_levels(levels: Sequence[str], key: str = "ebene") -> None:
    """A box with levels by their names."""
    st.selectbox("Ebene", levels, key=key, format_func=lambda level: LEVEL_TITLES[Level(level)])
