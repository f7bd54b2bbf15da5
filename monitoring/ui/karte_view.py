"""Table twin and document of the page Karte."""

import pandas as pd
import streamlit as st

from monitoring.reports.view import Column, Table, View
from monitoring.ui.cached import manifest
from monitoring.ui.map_block import map_drawing
from monitoring.ui.map_question import CHOICES, Question
from monitoring.ui.notes import boundary_note
from monitoring.ui.picture import Picture
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import Maker, cautions, view_of
from monitoring.ui.value_tables import by_name, figure_cells, page_of, value_table

Map = tuple[Question, Picture]


def table_of(first: Map, frame: pd.DataFrame, second: Map | None) -> Table:
    """The table twin of the first map, for some rows of it, with the values of a second."""
    question, picture = first
    title = "Veränderung" if question.earlier else "Wert"
    column = Column("value", title, "number", picture.decimals, question.unit, picture.signed)
    parts = question.indicator.is_rate and question.earlier is None
    table = value_table(frame, column, parts=parts)
    if second is None:
        return table
    question, picture = second
    rows = picture.frame.set_index("ags").loc[frame["ags"]]
    cells = figure_cells(rows["value"], rows["status"], rows["note"])
    column = Column("second", question.map_title, "number", picture.decimals, question.unit)
    both = tuple((*row, cell) for row, cell in zip(table.rows, cells, strict=True))
    return Table((*table.columns, column), both)


def show_table_twin(first: Map, second: Map | None) -> None:
    """The same figures as a table under the map."""
    st.subheader("Tabelle", anchor=False)
    inside = first[1].inside
    rows = page_of(inside, "tabelle")
    show_table(table_of(first, rows, second), first[0].title, sorts=len(rows) == len(inside))


def view_maker(first: Map, second: Map | None) -> Maker:
    """How to build the view that is taken along, with the second map where there is one."""
    release, selected = manifest(), st.session_state.get("flaeche") or None
    maps = [first, second] if second else [first]
    indicators = [question.indicator for question, _ in maps]
    question = first[0]
    beside = f" · daneben: {second[0].map_title}" if second else ""
    whole = view_of(
        "karte",
        CHOICES,
        [indicator.id for indicator in indicators],
        title=question.title,
        subtitle=question.subtitle + beside,
        notes=cautions(*indicators),
        boundaries_note=boundary_note(question.territory.within),
        unit=question.unit,
        definition=question.indicator.definition,
    )

    def make() -> View:
        return whole(
            table=table_of(first, by_name(first[1].inside), second),
            drawing=tuple(
                map_drawing(
                    picture,
                    release,
                    asked.level,
                    selected=selected,
                    legend_title=asked.unit,
                    title=asked.map_title if second else "",
                )
                for asked, picture in maps
            ),
        )

    return make
