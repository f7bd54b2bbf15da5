"""Tables and documents of the page Daten about what should agree: sums, and boundaries."""

import pandas as pd

from monitoring.periods import spoken
from monitoring.queries import quality as asked
from monitoring.reports.view import Column, Table, figure_cell, text_cell
from monitoring.ui.cached import table
from monitoring.ui.daten_view import view_maker
from monitoring.ui.takeaway import Maker


def differences_table(frame: pd.DataFrame) -> Table:
    """Delivered figures beside their sums, in rows of ``sum_differences``."""
    columns = (
        Column("label", "Gebiet"),
        Column("ags", "Schlüssel"),
        Column("measure", "Grundzahl"),
        Column("unit", "Einheit"),
        Column("period", "Zeitraum"),
        Column("delivered", "Geliefert", "number"),
        Column("summed", "Summe", "number"),
        Column("difference", "Unterschied", "number", signed=True),
        Column("file", "Geliefert in"),
        Column("sum_file", "Summe aus"),
    )
    numbers = ["delivered", "summed", "difference"]
    decimals = [0 if (line == line.round()).all() else 2 for _, line in frame[numbers].iterrows()]
    cells = (
        *([text_cell(text) for text in frame[name]] for name in ("label", "ags")),
        *([text_cell(text) for text in frame[name]] for name in ("measure", "unit")),
        [text_cell(spoken(period)) for period in frame["period"]],
        *(
            [
                figure_cell(float(value), "reported", "", places)
                for value, places in zip(frame[name], decimals, strict=True)
            ]
            for name in numbers
        ),
        *([text_cell(text) for text in frame[name]] for name in ("file", "sum_file")),
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def boundaries_table(frame: pd.DataFrame) -> Table:
    """Drawn beside official areas, in rows of ``boundary_differences``."""
    columns = (
        Column("label", "Gemeinde"),
        Column("ags", "Schlüssel"),
        Column("drawn_km2", "Gezeichnet", "number", 1, "km²"),
        Column("official_km2", "Amtlich", "number", 1, "km²"),
        Column("share", "Unterschied", "number", 1, "%", signed=True),
    )
    shares = (frame["drawn_km2"] / frame["official_km2"] - 1) * 100
    numbers = (frame["drawn_km2"], frame["official_km2"], shares)
    cells = (
        *([text_cell(text) for text in frame[name]] for name in ("label", "ags")),
        *(
            [
                figure_cell(None, "missing") if pd.isna(value) else figure_cell(value, "reported")
                for value in values
            ]
            for values in numbers
        ),
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def differences_view_maker() -> Maker:
    """All differences, to take along."""
    words = "Gelieferte Zahlen von Verbänden, Kreisen und Ländern neben der Summe ihrer Teile"
    whole = differences_table(table(asked.sum_differences))
    return view_maker("Geliefert und summiert", words, whole)


def boundaries_view_maker(words: str) -> Maker:
    """All made boundaries that differ, to take along."""
    whole = boundaries_table(table(asked.boundary_differences))
    return view_maker("Fortgeschriebene Grenzen", words, whole)
