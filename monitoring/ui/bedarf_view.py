"""Words, selected area and document of the Bedarfsanalyse."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.analysis.sentences import areas_of, place_of
from monitoring.analysis.territories import Territory as NamedTerritory
from monitoring.areas import Level
from monitoring.figures import counted, number
from monitoring.periods import spoken
from monitoring.reports.view import View
from monitoring.ui.bedarf import POINTS, Analysis, choice_keys
from monitoring.ui.bedarf_reasons import distance_table, ranking_table
from monitoring.ui.cached import manifest
from monitoring.ui.map_block import map_drawing
from monitoring.ui.notes import boundary_note, escape_markdown
from monitoring.ui.picture import Picture
from monitoring.ui.state import choose, settle
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import TABLE, Maker, show_takeaway, view_of
from monitoring.ui.territories import Territory

PAGE = "bedarfsanalyse"
CAUTION = (
    "Der Index ordnet Gebiete nach ausgewählten Kennzahlen. Er ersetzt keine fachliche Bewertung "
    "vor Ort."
)
LEGEND_TITLE = "Indexpunkte (über 0: mehr Bedarf als im Mittel)"


def title(territory: Territory, level: str) -> str:
    """The title sentence."""
    return f"Bedarfsindex der {of_areas(territory, level)}"


def of_areas(territory: Territory, level: str) -> str:
    """``Gemeinden des Landkreises Gotha``, behind ``der``."""
    place = NamedTerritory(territory.name, territory.kind, Level(territory.level))
    return f"{areas_of(level)} {place_of(place)}"


def subtitle(analysis: Analysis | None, chosen: list[str], level: str) -> str:
    """How the index is made, and which indicators at which period it uses."""
    head = f"z-Werte, gewichtet gemittelt; 0 = Mittel der {areas_of(level)}"
    if analysis is None:
        return f"{head} · {counted(len(chosen), 'Indikator', 'Indikatoren')}"
    used = analysis.long.drop_duplicates("indicator")
    periods = zip(used["title"], used["period"], strict=True)
    names = "; ".join(f"{name} ({spoken(period)})" for name, period in periods)
    return f"{head} · {names}"


def choose_area(analysis: Analysis) -> str | None:
    """The area looked at more closely."""
    labels = analysis.labels
    order = ["", *labels.sort_values().index]
    settle("flaeche", order, "")
    key = st.selectbox(
        "Ausgewähltes Gebiet",
        order,
        key="flaeche",
        format_func=lambda k: labels.get(k, "keines"),
    )
    return key or None


def select(key: str) -> None:
    """A click on the map."""
    choose("flaeche", key)


def show_area(analysis: Analysis, key: str | None) -> None:
    """Index, rank and distances of the chosen area."""
    if key is None:
        st.info(f"Ein Gebiet in der Karte anklicken, um seinen {distance_name(analysis)} zu sehen.")
        return
    row: Any = analysis.index.table.loc[key]
    if pd.notna(row["index"]):
        left, right = st.columns(2)
        left.metric("Index", number(float(row["index"]), 2, signed=True))
        if pd.notna(row["rank"]):
            right.metric("Rang", f"{int(row['rank'])} von {int(row['of'])}")
    show_table(distance_table(analysis, key), distance_name(analysis))
    st.caption(_signs(analysis))
    prepare = partial(_distance_view_maker, analysis, key)
    show_takeaway(prepare, f"abstand-{key}", part="Abstand", label=TABLE, drawn=False)


def distance_name(analysis: Analysis) -> str:
    """``Abstand zum Kreis``."""
    return f"Abstand zum {analysis.upper}"


def _signs(analysis: Analysis) -> str:
    return (
        "Abstand in Personen oder Fällen: so viele mehr (+) oder weniger (−) sind es als mit dem "
        f"Wert des {analysis.upper}es."
    )


def _distance_view_maker(analysis: Analysis, key: str) -> Maker:
    used = list(analysis.titles)
    whole = view_of(PAGE, choice_keys(used), used)
    return lambda: whole(
        title=f"{distance_name(analysis)}: {analysis.labels[key]}",
        subtitle=subtitle(analysis, [], analysis.level),
        table=distance_table(analysis, key),
        notes=(_signs(analysis), CAUTION, *analysis.index.notes),
    )


def show_notes(analysis: Analysis) -> None:
    """What was left out and why."""
    for note in analysis.index.notes:
        st.caption(f":material/info: {escape_markdown(note)}")


def view_maker(analysis: Analysis, picture: Picture, words: tuple[str, str | None]) -> Maker:
    """How to build the view; ``words`` are title and selected area."""
    release, used = manifest(), list(analysis.titles)
    whole = view_of(PAGE, choice_keys(used), used)
    head, key = words

    def make() -> View:
        return whole(
            title=head,
            subtitle=subtitle(analysis, [], analysis.level),
            table=ranking_table(analysis),
            drawing=map_drawing(
                picture, release, analysis.level, selected=key, legend_title=LEGEND_TITLE
            ),
            notes=(CAUTION, *analysis.index.notes),
            boundaries_note=boundary_note(analysis.territory.within),
            unit=POINTS,
        )

    return make
