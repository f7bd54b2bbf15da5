"""The box Ebene: which level of areas a page shows, and which Planungsräume and Ortsteile exist."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from monitoring.analysis.sentences import joined
from monitoring.areas import LEVEL_SINGULAR, LEVEL_TITLES, Level, shown_level
from monitoring.queries import selection as asked
from monitoring.ui.cached import table
from monitoring.ui.notes import escape_markdown
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
    for level in (Level.PLANUNGSRAUM, Level.ORTSTEIL):
        if level in wanted and _areas(level, territory.within).empty:
            wanted.remove(level)
    return [str(level) for level in wanted if periods_of(indicator.id, str(level))]


def _areas(level: Level, within: str | None) -> pd.DataFrame:
    return table(asked.areas, level=str(level), within=within)


def named_own_areas(within: str | None) -> dict[str, str]:
    """Planungsräume and Ortsteile that lie in a territory as a whole, by key, as they are named
    beside Gemeinden.
    """
    raeume, ortsteile = (_areas(level, within) for level in (Level.PLANUNGSRAUM, Level.ORTSTEIL))
    gemeinden = _areas(Level.GEMEINDE, within).set_index("ags")["label"]
    around = ortsteile["parent"].map(gemeinden)
    return {
        **dict(zip(raeume["ags"], raeume["label"] + " (Planungsraum)", strict=True)),
        **dict(
            zip(ortsteile["ags"], ortsteile["name"] + " (Ortsteil von " + around + ")", strict=True)
        ),
    }


def word_for_areas(own_areas: dict[str, str], *, several: bool) -> str:
    """What a box calls Gemeinden beside the Planungsräume and Ortsteile that there are."""
    own = {shown_level(key) for key in own_areas}
    levels = [Level.GEMEINDE, *(level for level in Level if level in own)]
    words = LEVEL_TITLES if several else LEVEL_SINGULAR
    return joined([words[level] for level in levels], "und" if several else "oder")


def draw_level(
    column: st.delta_generator.DeltaGenerator, indicator: Indicator, territory: Territory
) -> None:
    """The box Ebene: from Gemeinden to Länder, those that the indicator has."""
    options = levels_of(indicator, territory)
    if not options:
        st.info(
            f"„{escape_markdown(indicator.title)}“ liegt unterhalb von "
            f"{escape_markdown(territory.name)} nicht vor. "
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
