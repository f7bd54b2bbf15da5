"""Tables and documents of the page Daten: what the release was made of."""

from functools import partial

import pandas as pd

from monitoring.periods import spoken
from monitoring.queries import selection as asked_selection
from monitoring.queries import stock as asked
from monitoring.reports.view import Cell, Column, Table, figure_cell, text_cell
from monitoring.ui.cached import manifest, table
from monitoring.ui.takeaway import Maker, view_of


def sources_table() -> Table:
    """Sources behind the release with their licences."""
    frame = table(asked.sources, boundaries=manifest()["boundary_source"])
    columns = (
        Column("publisher", "Herausgeber"),
        Column("title", "Quelle"),
        Column("purpose", "Wofür"),
        Column("licence", "Lizenz"),
        Column("attribution", "Quellenvermerk"),
        Column("url", "Adresse"),
    )
    cells = [[_words(text) for text in frame[column.id]] for column in columns]
    return Table(columns, tuple(zip(*cells, strict=True)))


def unmatched_table(frame: pd.DataFrame) -> Table:
    """Figures whose key does not exist at the release's Gebietsstand, in rows of ``unmatched``."""
    columns = (
        Column("key", "Schlüssel"),
        Column("name", "Name"),
        Column("base_figure", "Grundzahl"),
        Column("period_from", "von"),
        Column("period_to", "bis"),
        Column("rows", "Zeilen", "number"),
        Column("file", "Datei"),
    )
    cells = (
        [text_cell(text) for text in frame["key"]],
        [text_cell(text) for text in frame["name"].fillna("unbekannt")],
        [text_cell(text) for text in frame["base_figure"]],
        [text_cell(spoken(period)) for period in frame["period_from"]],
        [text_cell(spoken(period)) for period in frame["period_to"]],
        [figure_cell(float(number), "reported") for number in frame["rows"]],
        [_words(text) for text in frame["file"]],
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def _words(text: str | None) -> Cell:
    return text_cell(text if isinstance(text, str) else None)


def _indicators() -> list[str]:
    return table(asked_selection.indicators)["id"].unique().tolist()


def sources_view_maker() -> Maker:
    """Its sources, to take along."""
    words = "Herausgeber, Lizenzen und Quellenvermerke"
    return view_maker("Quellen dieses Datenstands", words, sources_table())


def unmatched_view_maker() -> Maker:
    """All figures without an area, to take along."""
    words = "Zahlen, deren Schlüssel es im Gebietsstand nicht gibt"
    whole = unmatched_table(table(asked.unmatched))
    return view_maker("Ohne Gebiet in diesem Datenstand", words, whole)


def view_maker(title: str, subtitle: str, rows: Table) -> Maker:
    """How to build the document of a table of the page."""
    return partial(view_of("daten", (), _indicators()), title=title, subtitle=subtitle, table=rows)
