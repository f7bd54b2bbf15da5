"""Words, selected area and document of the Bedarfsanalyse."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.analysis.territories import Territory as NamedTerritory
from monitoring.analysis.territories import genitive
from monitoring.areas import Level
from monitoring.figures import counted, number
from monitoring.periods import spoken
from monitoring.reports.view import View
from monitoring.ui.bedarf import LEVEL, POINTS, Analysis, choice_keys
from monitoring.ui.bedarf_reasons import distance_table, ranking_table
from monitoring.ui.cached import manifest
from monitoring.ui.map_block import map_drawing
from monitoring.ui.notes import boundary_note
from monitoring.ui.picture import Picture
from monitoring.ui.state import choose, settle
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import TABLE, Maker, show_takeaway, view_of
from monitoring.ui.territories import Territory

PAGE, DISTANCE = "bedarfsanalyse", "Abstand zum Kreis"
SIGNS = (
    "Abstand in Personen oder Fällen: so viele mehr (+) oder weniger (−) zählt die Gemeinde, "
    "als sie mit dem Wert des Kreises hätte."
)
CAUTION = (
    "Der Index ordnet Gemeinden eines Kreises nach ausgewählten Kennzahlen. Er ersetzt keine "
    "fachliche Bewertung vor Ort."
)
LEGEND_TITLE = "Indexpunkte (über 0: mehr Bedarf als im Mittel)"


def title(territory: Territory) -> str:
    """The title sentence."""
    return f"Bedarfsindex der {of_gemeinden(territory)}"


def of_gemeinden(territory: Territory) -> str:
    """``Gemeinden des Landkreises Gotha``."""
    place = NamedTerritory(territory.name, territory.kind, Level(territory.level))
    return f"Gemeinden {genitive(place)}"


def subtitle(analysis: Analysis | None, chosen: list[str]) -> str:
    """How the index is made, and which indicators at which period it uses."""
    head = "z-Werte, gewichtet gemittelt; 0 = Mittel der Gemeinden"
    if analysis is None:
        return f"{head} · {counted(len(chosen), 'Indikator', 'Indikatoren')}"
    used = analysis.long.drop_duplicates("indicator")
    periods = zip(used["title"], used["period"], strict=True)
    names = "; ".join(f"{name} ({spoken(period)})" for name, period in periods)
    return f"{head} · {names}"


def choose_area(analysis: Analysis) -> str | None:
    """The Gemeinde looked at more closely."""
    labels = analysis.labels
    order = ["", *labels.sort_values().index]
    settle("flaeche", order, "")
    key = st.selectbox(
        "Ausgewählte Gemeinde",
        order,
        key="flaeche",
        format_func=lambda k: labels.get(k, "keine"),
    )
    return key or None


def select(key: str) -> None:
    """A click on the map."""
    choose("flaeche", key)


def show_area(analysis: Analysis, key: str | None) -> None:
    """Index, rank and distances of the chosen Gemeinde."""
    if key is None:
        st.info("Eine Gemeinde in der Karte anklicken, um ihren Abstand zum Kreis zu sehen.")
        return
    row: Any = analysis.index.table.loc[key]
    if pd.notna(row["index"]):
        left, right = st.columns(2)
        left.metric("Index", number(float(row["index"]), 2, signed=True))
        if pd.notna(row["rank"]):
            right.metric("Rang", f"{int(row['rank'])} von {int(row['of'])}")
    show_table(distance_table(analysis, key), DISTANCE)
    st.caption(SIGNS)
    prepare = partial(_distance_view_maker, analysis, key)
    show_takeaway(prepare, f"abstand-{key}", part="Abstand", label=TABLE, drawn=False)


def _distance_view_maker(analysis: Analysis, key: str) -> Maker:
    used = list(analysis.titles)
    whole = view_of(PAGE, choice_keys(used), used)
    return lambda: whole(
        title=f"{DISTANCE}: {analysis.labels[key]}",
        subtitle=subtitle(analysis, []),
        table=distance_table(analysis, key),
        notes=(SIGNS, CAUTION, *analysis.index.notes),
    )


def show_notes(analysis: Analysis) -> None:
    """What was left out and why."""
    for note in analysis.index.notes:
        st.caption(f":material/info: {note}")


def view_maker(analysis: Analysis, picture: Picture, words: tuple[str, str | None]) -> Maker:
    """How to build the view; ``words`` are title and selected Gemeinde."""
    release, used = manifest(), list(analysis.titles)
    whole = view_of(PAGE, choice_keys(used), used)
    head, key = words

    def make() -> View:
        return whole(
            title=head,
            subtitle=subtitle(analysis, []),
            table=ranking_table(analysis),
            drawing=map_drawing(picture, release, LEVEL, selected=key, legend_title=LEGEND_TITLE),
            notes=(CAUTION, *analysis.index.notes),
            boundaries_note=boundary_note(release),
            unit=POINTS,
        )

    return make
