"""The parts of the page Karte."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from monitoring.analysis import sentences
from monitoring.analysis.territories import Territory as Place
from monitoring.analysis.comparison import ranks
from monitoring.areas import LEVEL_TITLES, Level
from monitoring.periods import spoken, year_of
from monitoring.queries import selection as asked
from monitoring.reports.view import Column, Table, View
from monitoring.ui.cached import answer, manifest, table
from monitoring.ui.legend import show_legend
from monitoring.ui.map_block import draw_map, map_drawing
from monitoring.ui.notes import boundary_note, datenstand, source_text
from monitoring.ui.panel import show_panel
from monitoring.ui.picture import Picture, Style, change_picture, change_unit, current_picture
from monitoring.ui.selection import Indicator, Territory, choose_period, indicator_of
from monitoring.ui.state import choose, query_string, settle
from monitoring.ui.tables import show_table
from monitoring.ui.value_tables import page_of, value_table

CHOICES = (
    "thema", "indikator", "gebiet", "ebene", "zeitraum", "vergleich", "methode", "klassen",
    "palette", "grenzen", "flaeche", "zweite", "zeitraum_zweite",
)  # fmt: skip
NONE = "ohne"
LISTED = 700
STEP_SECONDS = 1.4


@dataclass(frozen=True)
class Question:
    """What the map answers; ``earlier`` is the period compared with, if any."""

    indicator: Indicator
    territory: Territory
    level: str
    period: str
    earlier: str | None

    @property
    def title(self) -> str:
        """The title sentence."""
        place = Place(self.territory.name, self.territory.kind, Level(self.territory.level))
        name = self.indicator.title
        if self.earlier is not None:
            name = f"Veränderung seit {spoken(self.earlier)}: {name}"
        return sentences.map_title(name, self.level, place, self.period)

    @property
    def unit(self) -> str:
        """Unit of what is drawn."""
        return self.indicator.unit if self.earlier is None else change_unit(self.indicator)

    @property
    def subtitle(self) -> str:
        """Unit, period and level."""
        return f"{self.unit} · {spoken(self.period)} · {LEVEL_TITLES[Level(self.level)]}"


def choose_time(indicator: Indicator, level: str) -> tuple[str, str | None]:
    """The period and, if wanted, an earlier one to compare with."""
    periods = answer(asked.periods, indicator=indicator.id, level=level)
    left, middle, right = st.columns([6, 1.3, 2.4], vertical_alignment="bottom")
    _advance(periods)
    period = choose_period(left, periods)
    if len(periods) > 1:
        middle.toggle("Abspielen", key="laeuft", help="Zeigt die Zeiträume nacheinander.")
    earlier = [p for p in periods if p < period]
    options = [NONE, *reversed(earlier)]
    settle("vergleich", options, NONE)
    with right:
        chosen = st.selectbox(
            "Veränderung gegenüber",
            options,
            key="vergleich",
            format_func=lambda p: "keine" if p == NONE else spoken(p),
        )
    return period, None if chosen == NONE else str(chosen)


def _advance(periods: list[str]) -> None:
    """While playing: one step further at each tick, and stop at the end."""
    if not st.session_state.get("laeuft"):
        return
    if st.session_state.pop("_tick", False):
        now = st.session_state.get("zeitraum")
        place = periods.index(now) if now in periods else -1
        if place + 1 < len(periods):
            choose("zeitraum", periods[place + 1])
        if place + 2 >= len(periods):
            st.session_state["laeuft"] = False
    elif st.session_state.get("zeitraum") == periods[-1]:
        choose("zeitraum", periods[0])
    st.session_state["_drawn_at"] = time.monotonic()


def keep_playing() -> None:
    """The clock behind "Abspielen": asks for the next period once the map has stood a while."""
    if st.session_state.get("laeuft"):
        st.fragment(_tick, run_every=STEP_SECONDS)()


def _tick() -> None:
    if time.monotonic() - st.session_state.get("_drawn_at", 0.0) >= STEP_SECONDS * 0.8:
        st.session_state["_tick"] = True
        st.rerun(scope="app")


def picture_of(question: Question, style: Style) -> Picture:
    """The map's picture: values of one period or the change since an earlier one."""
    q = question
    if q.earlier is None:
        return current_picture(q.indicator, q.territory, q.level, q.period, style)
    return change_picture(q.indicator, q.territory, q.level, (q.earlier, q.period), style)


def choose_second(question: Question) -> Question | None:
    """A second indicator or period for a map beside the first."""
    known = table(asked.indicators).drop_duplicates("id").set_index("id", drop=False)
    usable = known[known["computable"]]
    options = ["", *usable.index]
    settle("zweite", options, "")
    key = st.selectbox(
        "Zweite Karte daneben",
        options,
        key="zweite",
        format_func=lambda i: usable.at[i, "title"] if i else "keine",
    )
    if not key:
        return None
    periods = answer(asked.periods, indicator=key, level=question.level)
    if not periods:
        st.warning("Zu diesem Indikator gibt es auf dieser Ebene keine Werte.")
        return None
    same_year = [p for p in periods if year_of(p) <= year_of(question.period)]
    proposed = (same_year or periods)[-1]
    settle("zeitraum_zweite", periods, proposed)
    period = st.selectbox(
        "Zeitraum der zweiten Karte", periods, key="zeitraum_zweite", format_func=spoken
    )
    return Question(
        indicator_of(usable.loc[key]), question.territory, question.level, str(period), None
    )


def show_map_and_panel(question: Question, picture: Picture, second: Question | None) -> None:
    """Map with legend, beside it the selected area, or a second map with the same view."""
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
        st.subheader(question.indicator.title, anchor=False)
        _map(question, picture, "karte", selected, channel="karten")
    with right:
        st.subheader(f"{second.indicator.title}, {spoken(second.period)}", anchor=False)
        _map(second, picture_of(second, Style()), "zweite_karte", selected, channel="karten")
    _side(question, picture, selected)


def _map(
    question: Question,
    picture: Picture,
    key: str,
    selected: str | None,
    channel: str | None = None,
) -> None:
    draw_map(
        picture,
        question.territory,
        question.level,
        key=f"{key}_{question.level}_{channel or 'allein'}",
        selected=selected,
        on_click=partial(choose, "flaeche"),
        channel=channel,
    )
    show_legend(picture, question.unit)


def _side(question: Question, picture: Picture, selected: str | None) -> None:
    _choose_area(picture.inside)
    if selected is None:
        st.info("Ein Gebiet in der Karte anklicken oder hier auswählen.")
        return
    row = picture.inside.set_index("ags", drop=False).loc[selected]
    show_panel(question.indicator, row, area_ranks(picture), picture, question.period)


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
    listed = listed.sort_values("label")
    labels = dict(zip(listed["ags"].tolist(), listed["label"].tolist(), strict=True))
    st.selectbox(
        "Ausgewähltes Gebiet",
        ["", *labels],
        key="flaeche",
        format_func=lambda key: labels.get(key, "keines"),
    )


def area_ranks(picture: Picture) -> pd.DataFrame:
    """Ranks of the areas with a value, by key."""
    values = picture.inside.set_index("ags")["value"].dropna()
    return ranks(values, picture.decimals)


def table_of(question: Question, picture: Picture, frame: pd.DataFrame) -> Table:
    """The table twin of the map, for some rows of it."""
    title = "Veränderung" if question.earlier else "Wert"
    column = Column("value", title, "number", picture.decimals, question.unit)
    parts = question.indicator.is_rate and question.earlier is None
    return value_table(frame, column, parts=parts, ranks=area_ranks(picture)["rank"])


def show_table_twin(question: Question, picture: Picture) -> None:
    """The same figures as a table under the map."""
    st.subheader("Tabelle", anchor=False)
    show_table(table_of(question, picture, page_of(picture.inside, "tabelle")), question.title)


def view_maker(question: Question, picture: Picture) -> Callable[[], View]:
    """How to build the view that is taken along."""
    release, link = manifest(), query_string()
    selected = st.session_state.get("flaeche") or None
    source = source_text([question.indicator.id])

    def make() -> View:
        return View(
            title=question.title,
            subtitle=question.subtitle,
            source=source,
            datenstand=datenstand(release),
            table=table_of(
                question, picture, picture.inside.sort_values("label", ignore_index=True)
            ),
            drawing=map_drawing(picture, question.level, selected=selected),
            notes=(question.indicator.caution,) if question.indicator.caution else (),
            boundaries_note=boundary_note(release),
            link=f"/karte?{link}",
            sample=release["sample"],
            unit=question.unit,
            definition=question.indicator.definition,
        )

    return make
