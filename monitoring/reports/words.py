"""Sentences that documents share: credits, the marks in use, and descriptions for the blind."""

from collections.abc import Sequence

from monitoring.figures import (
    OPEN_BAR_NOTE,
    OPEN_MARK_NOTE,
    QUALITY_NOTES,
    Quality,
    estimated_share,
    number,
    quality_of,
)
from monitoring.reports.style import marks_legend
from monitoring.reports.vega import VegaDrawing
from monitoring.reports.view import (
    QUALITY_SIGNS,
    WITH_VALUE,
    Cell,
    ChartDrawing,
    Column,
    Drawing,
    MapDrawing,
    Table,
    View,
    cell_text,
)

SHARES = "geschätzt, in Klammern der geschätzte Anteil"
IN_TABLE = "Die Werte stehen in der Tabelle."
KINDS = {
    "line": "Liniendiagramm",
    "dot": "Punktdiagramm",
    "pyramid": "Bevölkerungspyramide",
}


def credit_lines(view: View) -> tuple[str, ...]:
    """Source with licence; Datenstand and boundaries: one line each."""
    stand = f"Datenstand: {view.datenstand}" if view.datenstand else ""
    borders = f"Grenzen: {view.boundaries_note}" if view.boundaries_note else ""
    lines = (
        f"Quelle: {view.source}" if view.source else "",
        " · ".join(part for part in (stand, borders) if part),
    )
    return tuple(line for line in lines if line)


def link_line(view: View) -> str:
    """The permalink, or nothing."""
    return f"Diese Ansicht: {view.link}" if view.link else ""


def link_works(view: View) -> bool:
    """Whether the permalink says which server to ask."""
    return view.link.startswith(("http://", "https://"))


def marks_line(view: View, *, with_table: bool = True) -> str:
    """The marks that occur in the charts (and the table) of a view, explained."""
    cells = [cell for row in view.table.rows for cell in row] if with_table else []
    statuses = {str(cell.status) for cell in cells}
    charts = [each for each in view.drawings if isinstance(each, ChartDrawing)]
    lines = [series for chart in charts for series in chart.series]
    for series in lines:
        statuses |= {str(series.status(i)) for i in range(len(series.values))}
    notes = {cell.note for cell in cells if cell.status in WITH_VALUE}
    qualities = {quality_of(note) for note in notes}
    words: dict[Quality, str] = {**QUALITY_NOTES}
    if any(map(estimated_share, notes)) and not _tells_notes(view.table):
        qualities.add(Quality.ESTIMATED)
        words[Quality.ESTIMATED] = SHARES
    signs = [
        f"{QUALITY_SIGNS[quality].format('').strip() or '( )'} {words[quality]}"
        for quality in Quality
        if quality in qualities and quality in QUALITY_SIGNS
    ]
    return " · ".join(part for part in (marks_legend(statuses), *signs, open_note(charts)) if part)


def open_note(charts: Sequence[ChartDrawing]) -> str:
    """What open marks mean, where a chart has some."""
    kinds = {chart.kind for chart in charts if any(series.hollow for series in chart.series)}
    notes = [OPEN_MARK_NOTE] if kinds - {"pyramid"} else []
    return " · ".join([*notes, OPEN_BAR_NOTE] if "pyramid" in kinds else notes)


def printed(table: Table) -> list[list[str]]:
    """The cells of a table as documents print them: behind an estimate also how much of it is
    one, unless a column Hinweis says so.
    """
    write = cell_text if _tells_notes(table) else _with_share
    return [
        [write(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


def _tells_notes(table: Table) -> bool:
    return any(column.id == "note" for column in table.columns)


def _with_share(cell: Cell, column: Column) -> str:
    text, share = cell_text(cell, column), estimated_share(cell.note)
    if cell.value is None or not share:
        return text
    sign = "" if quality_of(cell.note) == Quality.ESTIMATED else ", s"
    return f"{text}{sign} ({share})"


def described(view: View, drawing: Drawing) -> str:
    """Alternative text of a drawing: what it is, of how much, and where to read the numbers."""
    if isinstance(drawing, VegaDrawing):
        return f"{drawing.title or view.title}. {drawing.description} {IN_TABLE}"
    told = _map(drawing) if isinstance(drawing, MapDrawing) else _chart(drawing)
    return f"{told} zu: {drawing.title or view.title}. {IN_TABLE}"


def _map(drawing: MapDrawing) -> str:
    classes = "; ".join(f"{item.label}: {number(item.areas)}" for item in drawing.legend)
    if len(drawing.radii):
        told = "; ".join(part for part in (drawing.legend_title, classes) if part)
        return f"Karte mit Symbolen – {told} –"
    return f"Karte mit den Klassen und der Zahl ihrer Gebiete – {classes} –" if classes else "Karte"


def _chart(drawing: ChartDrawing) -> str:
    values = [v for series in drawing.series for v in series.values if v is not None]
    names = ", ".join(series.name for series in drawing.series[:6] if series.name)
    told = KINDS[drawing.kind]
    if names:
        told += f" von {names}"
    if values:
        low, high = (number(v, drawing.decimals) for v in (min(values), max(values)))
        told += f" (Werte von {low} bis {high})"
    return told
