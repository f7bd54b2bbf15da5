"""Table twin and document of the page Zeitreihen."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from monitoring.charts.measure import place_of
from monitoring.periods import spoken
from monitoring.reports.view import ChartDrawing, Column, Series, Table, View, text_cell
from monitoring.ui.cached import manifest
from monitoring.ui.notes import datenstand, note_text, source_text
from monitoring.ui.selection import Indicator
from monitoring.ui.state import query_string
from monitoring.ui.value_tables import figure_cells
from monitoring.ui.zeitreihen import Course


def course_table(lines: Course) -> Table:
    """One row per area and period."""
    frame = lines.frame
    columns = (
        Column("label", "Gebiet"),
        Column("ags", "Schlüssel"),
        Column("period", "Zeitraum"),
        Column("value", "Wert", "number", lines.measure.decimals, lines.measure.unit),
        Column("note", "Hinweis"),
    )
    cells = (
        [text_cell(text) for text in frame["label"]],
        [text_cell(text) for text in frame["ags"]],
        [text_cell(spoken(period)) for period in frame["period"]],
        figure_cells(frame["value"], frame["status"], frame["note"]),
        [text_cell(note_text(note)) for note in frame["note"]],
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def view_maker(indicator: Indicator, lines: Course) -> Callable[[], View]:
    """How to build the view that is taken along."""
    release, link, source = manifest(), query_string(), source_text([indicator.id])

    def make() -> View:
        return View(
            title=lines.title,
            subtitle=lines.measure.unit,
            source=source,
            datenstand=datenstand(release),
            table=course_table(lines),
            drawing=_drawing(lines),
            notes=tuple(f"{spoken(b.period)}: {b.text}" for b in lines.breaks),
            link=f"/zeitreihen?{link}",
            sample=release["sample"],
            unit=lines.measure.unit,
            definition=indicator.definition,
        )

    return make


def _drawing(lines: Course) -> ChartDrawing:
    frame = lines.frame
    periods = tuple(sorted(frame["period"].unique()))
    series = []
    for (_, label, role), part in frame.groupby(["ags", "label", "role"], sort=False):
        by = part.set_index("period")
        series.append(
            Series(
                str(label),
                tuple(_value(by, period) for period in periods),
                statuses=tuple(
                    str(by.at[p, "status"]) if p in by.index else "missing" for p in periods
                ),
                highlighted=role == "selected",
            )
        )
    return ChartDrawing(
        "line",
        labels=tuple(spoken(period) for period in periods),
        series=tuple(series),
        y_title=lines.measure.unit,
        decimals=lines.measure.decimals,
        places=tuple(place_of(period) for period in periods),
    )


def _value(by: pd.DataFrame, period: str) -> float | None:
    if period not in by.index:
        return None
    value: Any = by.at[period, "value"]
    return float(value) if pd.notna(value) else None
