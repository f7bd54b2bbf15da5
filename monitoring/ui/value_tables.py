"""The table twin of a map: only the rows on screen become cells, however many areas there are."""

from typing import Any

import pandas as pd
import streamlit as st

from monitoring.areas import name_key
from monitoring.figures import number
from monitoring.periods import spoken
from monitoring.reports.view import Cell, Column, Table, figure_cell, text_cell
from monitoring.ui.notes import note_text
from monitoring.ui.state import settle

WHOLE = 250
PAGE = 50
SORTS = {
    "value": ("Wert, höchster zuerst", False),
    "value_up": ("Wert, niedrigster zuerst", True),
    "label": ("Name", True),
    "ags": ("Schlüssel", True),
}


def page_of(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """All rows by name, or beyond 250 one page of 50 in an order that holds over all rows."""
    if len(frame) <= WHOLE:
        return by_name(frame)
    left, right, rest = st.columns([3, 2, 5], vertical_alignment="bottom")
    settle(f"{key}_folge", list(SORTS), "value")
    with left:
        order = st.selectbox(
            "Reihenfolge",
            list(SORTS),
            key=f"{key}_folge",
            format_func=lambda name: SORTS[name][0],
        )
    pages = -(-len(frame) // PAGE)
    with right:
        numbers = [str(each) for each in range(1, pages + 1)]
        settle(f"{key}_seite", numbers, "1")
        page = int(st.selectbox(f"Seite (von {pages})", numbers, key=f"{key}_seite"))
    rest.caption(
        f"{number(len(frame))} Gebiete, je Seite {PAGE}. "
        "Alle stehen in der Datei unter „Mitnehmen“."
    )
    by = frame["label"].map(name_key) if order == "label" else frame[order.removesuffix("_up")]
    ordered = by.sort_values(ascending=SORTS[order][1], na_position="last")
    return frame.loc[ordered.index[(page - 1) * PAGE : page * PAGE]].reset_index(drop=True)


def by_name(frame: pd.DataFrame) -> pd.DataFrame:
    """Areas by their label, numbered anew."""
    return frame.sort_values("label", key=lambda names: names.map(name_key), ignore_index=True)


def value_table(frame: pd.DataFrame, value: Column, *, parts: bool) -> Table:
    """Table of one indicator.

    ``frame`` has ags, label, value, status, note, rank and, with ``parts``, numerator and
    denominator.
    """
    columns = [Column("label", "Gebiet"), Column("ags", "Schlüssel"), value]
    columns.append(Column("rank", "Rang", "number"))
    cells = [
        [text_cell(text) for text in frame["label"]],
        [text_cell(text) for text in frame["ags"]],
        figure_cells(frame["value"], frame["status"], frame["note"]),
        figure_cells(frame["rank"], frame["status"]),
    ]
    for name, title in (("numerator", "Zähler"), ("denominator", "Nenner")) if parts else ():
        columns.append(Column(name, title, "number", _decimals(frame[name])))
        notes = frame["note"] if name == "numerator" else None
        cells.append(figure_cells(frame[name], frame["status"], notes))
    columns.append(Column("note", "Hinweis"))
    cells.append([text_cell(note_text(note)) for note in frame["note"]])
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def _decimals(values: "pd.Series[float]") -> int:
    """No decimals for people and cases; two for areas and money, which are no whole numbers."""
    known = values.dropna()
    return 0 if (known == known.round()).all() else 2


def figure_cells(
    values: "pd.Series[float]", statuses: "pd.Series[str]", notes: "pd.Series[str] | None" = None
) -> list[Cell]:
    """Cells of a column of the release, its column of statuses and, where it is the figure that
    they speak of, its column of notes.
    """
    known = values.notna().tolist()
    marks = [""] * len(values) if notes is None else notes
    return [
        figure_cell(float(value) if there else None, status, note)
        for value, there, status, note in zip(values, known, statuses, marks, strict=True)
    ]


def computed(value: Any, decimals: int | None = None, *, otherwise: str = "missing") -> Cell:
    """A figure that pages compute; ``otherwise`` is its status where it could not be (NaN)."""
    if value is None or pd.isna(value):
        return figure_cell(None, otherwise)
    return figure_cell(float(value), "reported", decimals=decimals)


def wide_table(figures: pd.DataFrame, first: str) -> tuple[list[Column], list[list[Cell]]]:
    """Columns and their cells: label (its title is ``first``), key, and one for each indicator.

    ``figures`` are rows of ``comparison_table``, each indicator in its unit and at its period;
    an area that an indicator lacks is missing there.
    """
    areas = figures.drop_duplicates("ags")
    columns = [Column("label", first), Column("ags", "Schlüssel")]
    cells = [[text_cell(text) for text in areas[name]] for name in ("label", "ags")]
    for key, part in figures.groupby("indicator", sort=False):
        about, by_area = part.iloc[0], part.set_index("ags").reindex(areas["ags"])
        title = f"{about['title']}, {spoken(about['period'])}"
        decimals, unit = int(about["decimals"]), str(about["unit"])
        columns.append(Column(str(key), title, "number", decimals, unit))
        statuses = by_area["status"].fillna("missing")
        cells.append(figure_cells(by_area["value"], statuses, by_area["note"]))
    return columns, cells


def stand_of(frame: pd.DataFrame) -> str:
    """Which period each indicator is of: ``Stand: Altenquotient: 31.12.2024; …``."""
    used = frame.drop_duplicates("indicator")
    periods = zip(used["title"], used["period"], strict=True)
    return "Stand: " + "; ".join(f"{title}: {spoken(period)}" for title, period in periods)
