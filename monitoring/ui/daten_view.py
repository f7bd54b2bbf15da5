"""Document of the page Daten: what the release was made of."""

from collections.abc import Callable

from monitoring.periods import spoken_moment
from monitoring.queries import selection as asked_selection
from monitoring.queries import stock as asked
from monitoring.reports.view import Column, Table, View, figure_cell, text_cell
from monitoring.ui.cached import manifest, table
from monitoring.ui.notes import datenstand, source_text


def deliveries_table() -> Table:
    """Deliveries of the release in use: number, file, publisher, source, day, rows, findings."""
    frame = table(asked.deliveries)
    columns = (
        Column("id", "Nr."),
        Column("file", "Datei"),
        Column("publisher", "Herausgeber"),
        Column("source", "Quelle"),
        Column("imported_at", "Eingelesen"),
        Column("rows", "Zeilen", "number"),
        Column("findings", "Hinweise", "number"),
    )
    cells = (
        [text_cell(str(number)) for number in frame["id"]],
        [text_cell(text) for text in frame["file"]],
        [text_cell(text) for text in frame["publisher"]],
        [text_cell(text) for text in frame["source"]],
        [text_cell(spoken_moment(moment)) for moment in frame["imported_at"]],
        [figure_cell(float(number), "reported") for number in frame["rows"]],
        [figure_cell(float(number), "reported") for number in frame["findings"]],
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def view_maker() -> Callable[[], View]:
    """How to build the view that is taken along."""
    release = manifest()
    deliveries = deliveries_table()
    indicators = table(asked_selection.indicators)["id"].unique().tolist()
    source = source_text(indicators)

    def make() -> View:
        return View(
            title="Lieferungen dieses Datenstands",
            subtitle="Dateien, aus denen die Zahlen stammen",
            source=source,
            datenstand=datenstand(release),
            table=deliveries,
            link="/daten",
            sample=release["sample"],
        )

    return make
