"""Choices, index and map of the page Bedarfsanalyse."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from geodata.palettes import OUTSIDE, PALETTES
from monitoring.analysis.classes import assign, classify, recount
from monitoring.analysis.index import NeedIndex, direction_of, need_index
from monitoring.analysis.sentences import joined
from monitoring.areas import LEVEL_SINGULAR, LEVEL_TITLES, Level
from monitoring.queries import values as asked
from monitoring.ui.cached import kept, table
from monitoring.ui.levels import draw_levels, levels_with
from monitoring.ui.notes import escape_markdown
from monitoring.ui.outlines import outlines_of
from monitoring.ui.picture import Picture, areas_with
from monitoring.ui.selection import (
    ALL_TOPICS,
    Indicator,
    latest_period,
    usable_indicators,
    usable_topics,
)
from monitoring.ui.state import settle, settle_added, settle_many
from monitoring.ui.territories import INNER, Territory

SMALL = 300
POINTS = "Indexpunkte"
DIRECTIONS = {"+": "hoher Wert = mehr Bedarf", "-": "niedriger Wert = mehr Bedarf"}
WEIGHTS = [str(weight) for weight in range(6)]
MOST = 8
ENOUGH = 3


@dataclass(frozen=True)
class Analysis:
    """The chosen indicators, their figures in the areas of a level, and the index made of them.

    ``long`` is comparison_table of the areas, ``around`` the same of the Kreis or Land they lie
    in; ``titles`` by indicator id.
    """

    long: pd.DataFrame
    around: pd.DataFrame
    index: NeedIndex
    titles: dict[str, str]
    directions: dict[str, int]
    weights: dict[str, float]
    territory: Territory
    level: str

    @property
    def one(self) -> str:
        """What one of the areas is called: ``Planungsraum``."""
        return LEVEL_SINGULAR[Level(self.level)]

    @property
    def upper(self) -> str:
        """What they lie in and are held against: ``Kreis`` or ``Land``."""
        return LEVEL_SINGULAR[Level(self.territory.level)]

    @property
    def question(self) -> tuple[str, ...]:
        """What was asked, for the cache of charts."""
        parts = (f"{k}:{self.directions[k]}:{self.weights[k]}" for k in self.titles)
        return self.territory.key, self.level, *parts

    @property
    def around_beside(self) -> pd.DataFrame:
        """Figures of the Kreis or Land by indicator, where they are of the areas' period."""
        both = self.long.drop_duplicates("indicator").set_index("indicator")["period"]
        around = self.around.set_index("indicator")
        return around[around["period"] == both.reindex(around.index)]

    @property
    def labels(self) -> "pd.Series[str]":
        """Label by key."""
        return self.long.drop_duplicates("ags").set_index("ags")["label"]


def choose_level(column: st.delta_generator.DeltaGenerator, territory: Territory) -> str:
    """Which areas are ranked: those of a Kreis, or the Kreise and Planungsräume of a Land."""
    wide = territory.level == Level.LAND
    levels = [Level.KREIS, Level.PLANUNGSRAUM] if wide else list(INNER)
    options = levels_with(territory, levels, ENOUGH) or [str(Level.GEMEINDE)]
    level = settle_added("ebene", options, options[0], beside="auswahl")
    few = [
        LEVEL_TITLES[Level(one)] for one in levels_with(territory, levels, 1) if one not in options
    ]
    with column:
        draw_levels(options)
        if few:
            st.caption(f"{joined(few)}: weniger als {ENOUGH}, zu wenige für eine Rangfolge.")
    return level


def choose_indicators(level: str) -> tuple[list[str], dict[str, int], dict[str, float]]:
    """Theme, indicators, and for each direction and weight."""
    rates = {
        key: each
        for key, each in usable_indicators().items()
        if each.is_rate and latest_period(key, level, None) is not None
    }
    topics = {
        topic: (title, [key for key in ids if key in rates])
        for topic, (title, ids) in usable_topics().items()
    }
    titles = {ALL_TOPICS: "Alle Themen"} | {t: title for t, (title, ids) in topics.items() if ids}
    left, right = st.columns([1, 3])
    settle("thema", list(titles), ALL_TOPICS)
    with left:
        topic = st.selectbox("Thema", list(titles), key="thema", format_func=titles.__getitem__)
    part = list(rates) if topic == ALL_TOPICS else topics[topic][1]
    proposed = [key for key in part if rates[key].polarity != "neutral"][:4]
    settle_many("auswahl", list(rates), proposed, MOST)
    with right:
        chosen = st.multiselect(
            "Indikatoren",
            list(rates),
            key="auswahl",
            format_func=lambda key: rates[key].title,
            max_selections=MOST,
            placeholder="Indikatoren auswählen",
        )
    directions, weights = _weigh([rates[key] for key in chosen])
    return chosen, directions, weights


def _weigh(chosen: list[Indicator]) -> tuple[dict[str, int], dict[str, float]]:
    directions: dict[str, int] = {}
    weights: dict[str, float] = {}
    for indicator in chosen:
        default = "+" if direction_of(indicator.polarity) > 0 else "-"
        picked = settle(f"r_{indicator.id}", list(DIRECTIONS), default)
        directions[indicator.id] = 1 if picked == "+" else -1
        weights[indicator.id] = float(settle(f"g_{indicator.id}", WEIGHTS, "1"))
    weighing = st.expander(
        "Richtung und Gewicht der Indikatoren", key="gewichten", on_change="rerun"
    )
    if weighing.open:
        with weighing:
            _draw_weights(chosen)
    return directions, weights


def _draw_weights(chosen: list[Indicator]) -> None:
    for indicator in chosen:
        name, way, weight = st.columns([3, 3, 2], vertical_alignment="center")
        name.markdown(f"**{escape_markdown(indicator.title)}**")
        way.selectbox(
            f"Richtung: {escape_markdown(indicator.title)}",
            list(DIRECTIONS),
            key=f"r_{indicator.id}",
            format_func=DIRECTIONS.__getitem__,
            label_visibility="collapsed",
        )
        weight.select_slider(
            f"Gewicht: {escape_markdown(indicator.title)}",
            WEIGHTS,
            key=f"g_{indicator.id}",
            label_visibility="collapsed",
        )


def choice_keys(chosen: list[str]) -> tuple[str, ...]:
    """Names of all choices of this page in the link."""
    own = (f"{kind}_{key}" for key in chosen for kind in ("r", "g"))
    return ("thema", "gebiet", "ebene", "auswahl", "x", "y", "flaeche", *own)


def analyse(
    chosen: list[str],
    directions: dict[str, int],
    weights: dict[str, float],
    where: tuple[Territory, str],
) -> Analysis | None:
    """The index of the areas of a territory and level (``where``), over these areas alone; None
    where nothing can be computed.
    """
    used = [key for key in chosen if weights[key] > 0]
    if not used:
        return None
    place = f"{where[0].key}|{where[1]}"
    name = f"need|{place}|{[(key, directions[key], weights[key]) for key in used]}"
    return kept(name, lambda: _analysis(used, directions, weights, where))


def _analysis(
    used: list[str],
    directions: dict[str, int],
    weights: dict[str, float],
    where: tuple[Territory, str],
) -> Analysis | None:
    territory, level = where
    long = table(asked.comparison_table, indicators=used, level=level, within=territory.within)
    long = long[~long["unincorporated"]]
    if long.empty:
        return None
    around = table(
        asked.comparison_table, indicators=used, level=territory.level, within=territory.key
    )
    wide = long.pivot(index="ags", columns="indicator", values="value").reindex(columns=used)
    people = long.drop_duplicates("ags").set_index("ags")["population"].reindex(wide.index)
    titles = {key: usable_indicators()[key].title for key in used}
    index = need_index(
        wide,
        {key: directions[key] for key in used},
        {key: weights[key] for key in used},
        people,
        SMALL,
        titles,
        Level(level),
    )
    return Analysis(long, around, index, titles, directions, weights, territory, level)


def index_picture(analysis: Analysis) -> Picture:
    """The index as a map: diverging around 0, small areas and incomplete ones apart."""
    frame = areas_with(analysis.territory, analysis.level, None)
    own_level = analysis.level == Level.PLANUNGSRAUM
    result = analysis.index.table
    state = frame["ags"].map(result["state"])
    value = frame["ags"].map(result["index"]).astype(float).where(state != "small")
    status = pd.Series("missing", index=frame.index)
    status[value.notna()] = "reported"
    status[state == "small"] = "unreliable"
    status[frame["unincorporated"]] = "not_applicable"
    frame = frame.assign(value=value, status=status)
    values = frame["value"].to_numpy(float)
    inside = frame["inside"].to_numpy(bool)
    classes = classify(values[inside], method="reference", k=5, decimals=2, reference=0.0)
    codes = assign(values, status, classes)
    codes[~inside] = OUTSIDE
    count = len(classes.labels)
    family = PALETTES["puor"]
    colours = family.colours(count)[::-1] if count >= 3 else [family.at(0.75), family.at(0.25)]
    return Picture(
        frame=frame,
        codes=codes,
        classes=recount(classes, codes),
        palette=colours,
        unit=POINTS,
        decimals=2,
        signed=True,
        circles=False,
        outlines=outlines_of(analysis.territory, analysis.level) if own_level else None,
    )
