"""The parts of the page Karte."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from geodata.maps import Ahead, change_at
from monitoring.periods import spoken, year_of
from monitoring.ui.karte_view import Map
from monitoring.ui.legend import show_legend
from monitoring.ui.levels import draw_level, settle_level
from monitoring.ui.map_block import draw_map
from monitoring.ui.map_question import Question, address, titles_address
from monitoring.ui.map_style import settle_style, show_own_breaks
from monitoring.ui.map_time import settle_time
from monitoring.ui.notes import escape_markdown
from monitoring.ui.outlines import settle_outlined
from monitoring.ui.panel import show_panel
from monitoring.ui.picture import Picture, Style
from monitoring.ui.selection import (
    Indicator,
    draw_indicator,
    periods_of,
    usable_indicators,
)
from monitoring.ui.state import choose, settle
from monitoring.ui.territories import Territory, draw_territory
from monitoring.ui.value_tables import by_name

LISTED = 700
RUNS = "_runs"


def settle_question(indicator: Indicator, territory: Territory) -> Question | None:
    """All choices of the question, before their boxes are drawn; None where there is no level.

    The map is drawn first, so that it is repainted while the boxes are still on their way.
    """
    level = settle_level(indicator, territory)
    if level is None:
        return None
    times = settle_time(indicator, level, territory)
    return Question(indicator, territory, level, *times, settle_style(), settle_outlined(level))


def draw_question(
    bar: list[st.delta_generator.DeltaGenerator], indicator: Indicator, territory: Territory
) -> None:
    """The boxes of the question above the map."""
    draw_indicator(bar[:2])
    draw_territory(bar[2])
    draw_level(bar[3], indicator, territory)


def settle_second(question: Question) -> Question | None:
    """A second indicator or period for a map beside the first."""
    usable = usable_indicators()
    key = settle("zweite", ["", *usable], "")
    periods = periods_of(key, question.level)
    if not periods:
        return None
    same_year = [p for p in periods if year_of(p) <= year_of(question.period)]
    period = settle("zeitraum_zweite", periods, (same_year or periods)[-1])
    return replace(question, indicator=usable[key], period=period, earlier=None, style=Style())


def draw_second(question: Question) -> None:
    """The boxes of the second map."""
    usable = usable_indicators()
    key = st.selectbox(
        "Zweite Karte daneben",
        ["", *usable],
        key="zweite",
        format_func=lambda i: usable[i].title if i else "keine",
    )
    periods = periods_of(key, question.level)
    if periods:
        st.selectbox(
            "Zeitraum der zweiten Karte", periods, key="zeitraum_zweite", format_func=spoken
        )
    elif key:
        st.warning("Zu diesem Indikator gibt es auf dieser Ebene keine Werte.")


def show_map_and_panel(first: Map, second: Map | None) -> None:
    """Map with legend, beside it the selected area, or a second map with the same view."""
    question, picture = first
    selected = settle_area(picture.inside)
    if second is None:
        wide, narrow = st.columns([3, 1], gap="medium")
        with wide:
            _map(question, picture, "karte", selected)
        with narrow:
            _side(question, picture, selected)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(escape_markdown(question.map_title), anchor=False)
        _map(question, picture, "karte", selected, channel="karten")
    with right:
        st.subheader(escape_markdown(second[0].map_title), anchor=False)
        _map(*second, "zweite_karte", selected, channel="karten")
    with st.columns([2, 3])[0]:
        _side(question, picture, selected)


def _map(
    question: Question,
    picture: Picture,
    key: str,
    selected: str | None,
    channel: str | None = None,
) -> None:
    st.session_state[RUNS] = run = st.session_state.get(RUNS, 0) + 1
    draw_map(
        question.level,
        change_at(address(question), selected, run),
        key=f"{key}_{question.level}_{channel or 'allein'}",
        on_click=partial(choose, "flaeche"),
        channel=channel,
        ahead=Ahead("Indikator", "indikator", titles_address()) if key == "karte" else None,
    )
    show_legend(picture, question.unit)
    if key == "karte":
        show_own_breaks(question.style)


def _side(question: Question, picture: Picture, selected: str | None) -> None:
    finding = st.popover("Gebiet nach Namen auswählen", key="finden", on_change="rerun")
    if finding.open:
        with finding:
            _choose_area(picture.inside)
    if selected is None:
        st.info("Ein Gebiet in der Karte anklicken oder hier auswählen.")
        return
    row = picture.inside[picture.inside["ags"] == selected].iloc[0]
    show_panel(question.indicator, row, picture, question.period)


def settle_area(inside: pd.DataFrame) -> str | None:
    """The selected area, if it lies in the territory."""
    return settle("flaeche", ("", *inside["ags"].tolist()), "") or None


def _choose_area(inside: pd.DataFrame) -> None:
    """Selecting without the map: by name, in large territories after a search."""
    listed = inside
    if len(inside) > LISTED:
        sought = st.text_input("Gebiet suchen", key="suche", placeholder="Name eingeben")
        found = inside["label"].str.contains(sought, case=False, regex=False) & bool(sought)
        listed = inside[found | (inside["ags"] == st.session_state.get("flaeche"))].head(LISTED)
    listed = by_name(listed)
    labels = dict(zip(listed["ags"].tolist(), listed["label"].tolist(), strict=True))
    st.selectbox(
        "Ausgewähltes Gebiet",
        ["", *labels],
        key="flaeche",
        format_func=lambda key: labels.get(key, "keines"),
        on_change=_close_finding,
    )


def _close_finding() -> None:
    """Once an area is found, the map is to be seen again (in a callback)."""
    st.session_state["finden"] = False
