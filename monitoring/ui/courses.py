"""Figures over time as table and document, for every page that draws them."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pandas as pd

from monitoring.analysis import sentences
from monitoring.analysis.comparison import SeriesBreak, territory_changes
from monitoring.charts.measure import Measure
from monitoring.periods import spoken, year_of
from monitoring.queries import reforms as asked_reforms
from monitoring.queries import values as asked
from monitoring.reports.view import Column, Table, View, text_cell
from monitoring.ui.cached import release_holds, table
from monitoring.ui.charts import Draw, chart_drawing
from monitoring.ui.notes import note_text
from monitoring.ui.takeaway import Maker
from monitoring.ui.value_tables import figure_cells

MOST_NAMES = 3
NO_CHANGES = pd.DataFrame(columns=["ags", "until"], dtype="str")


def course_table(frame: pd.DataFrame, measure: Measure) -> Table:
    """One row per area and period; ``frame`` has ags, label, period, value, status, note."""
    columns = (
        Column("label", "Gebiet"),
        Column("ags", "Schlüssel"),
        Column("period", "Zeitraum"),
        Column("value", "Wert", "number", measure.decimals, measure.unit),
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


def breaks_of(indicator: str, frame: pd.DataFrame) -> tuple[SeriesBreak, ...]:
    """Where figures are counted otherwise from then on, or an area of ``frame`` changed.

    A break in a year without figures stands at the next period that has some.
    """
    marks, periods = table(asked.breaks), sorted(frame["period"].unique())
    rows: Iterable[Any] = marks[marks["indicator"] == indicator].itertuples()
    counted_otherwise = [
        SeriesBreak(later[0], str(row.text))
        for row in rows
        if (later := [p for p in periods if year_of(p) >= row.year]) and later != periods
    ]
    return (*counted_otherwise, *_reforms(frame))


def area_breaks(frame: pd.DataFrame) -> pd.DataFrame:
    """Where areas of ``frame`` changed, also those above a Gemeinde that did: ags, label, period
    (the first from that year on), before (the one before it).

    Of areas of which no change is known their figures tell of it.
    """
    changes = table(asked_reforms.changed_areas) if release_holds("area_change") else NO_CHANGES
    changed = frame["ags"].isin(changes["ags"])
    days = changes.groupby("ags")["until"].agg(list)
    found = [
        (key, part["label"].iloc[0], before, period)
        for key, part in frame[changed].groupby("ags", sort=False)
        for before, period in pairwise(sorted(part["period"].unique()))
        if any(year_of(before) < year_of(day) <= year_of(period) for day in days[key])
    ]
    told = territory_changes(frame[~changed])
    known = pd.DataFrame(found, columns=told.columns, dtype="str")
    both = pd.concat([known, told], ignore_index=True)
    return both.sort_values("period", kind="stable", ignore_index=True)


def _reforms(frame: pd.DataFrame) -> list[SeriesBreak]:
    return [
        SeriesBreak(str(period), _changed(list(part["label"])))
        for period, part in area_breaks(frame).groupby("period")
    ]


def _changed(names: list[str]) -> str:
    if len(names) > MOST_NAMES:
        return f"Gebietsänderung: {len(names)} Gebiete"
    return f"Gebietsänderung: {sentences.joined(names)}"


def break_notes(breaks: tuple[SeriesBreak, ...]) -> tuple[str, ...]:
    """The breaks in words: ``2022: Basis Zensus 2022``."""
    return tuple(f"{spoken(each.period)}: {each.text}" for each in breaks)


def course_title(measure: Measure, label: str, frame: pd.DataFrame) -> str:
    """Title sentence of one area's course, from its first value to its last."""
    known = frame.loc[frame["value"].notna(), "period"]
    return sentences.series_title(measure.title, [label], known.iloc[0], known.iloc[-1])


def course_view_maker(
    whole: Callable[..., View], title: str, frame: pd.DataFrame, measure: Measure, draw: Draw
) -> Maker:
    """How to build the view of a chart over time; ``whole`` is of ``takeaway.view_of``."""
    return lambda: whole(
        title=title,
        subtitle=measure.unit,
        unit=measure.unit,
        table=course_table(frame, measure),
        drawing=chart_drawing(draw),
    )
