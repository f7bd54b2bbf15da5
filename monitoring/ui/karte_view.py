"""Table twin and document of the page Karte."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from monitoring.reports.view import Column, Table, View
from monitoring.ui.cached import manifest
from monitoring.ui.map_block import map_drawing
from monitoring.ui.map_question import Question
from monitoring.ui.notes import boundary_note, datenstand, source_text
from monitoring.ui.picture import Picture
from monitoring.ui.state import query_string
from monitoring.ui.tables import show_table
from monitoring.ui.value_tables import by_name, page_of, value_table


def table_of(question: Question, picture: Picture, frame: pd.DataFrame) -> Table:
    """The table twin of the map, for some rows of it."""
    title = "Veränderung" if question.earlier else "Wert"
    column = Column("value", title, "number", picture.decimals, question.unit, picture.signed)
    parts = question.indicator.is_rate and question.earlier is None
    return value_table(frame, column, parts=parts)


def show_table_twin(question: Question, picture: Picture) -> None:
    """The same figures as a table under the map."""
    st.subheader("Tabelle", anchor=False)
    rows = page_of(picture.inside, "tabelle")
    whole = len(rows) == len(picture.inside)
    show_table(table_of(question, picture, rows), question.title, sorts=whole)


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
            table=table_of(question, picture, by_name(picture.inside)),
            drawing=map_drawing(picture, release, question.level, selected=selected),
            notes=(question.indicator.caution,) if question.indicator.caution else (),
            boundaries_note=boundary_note(release),
            link=f"/karte?{link}",
            sample=release["sample"],
            unit=question.unit,
            definition=question.indicator.definition,
        )

    return make
