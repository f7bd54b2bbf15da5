"""Figures over time as table and document, for every page that draws them."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from monitoring.analysis import sentences
from monitoring.analysis.comparison import SeriesBreak, territory_breaks
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
    return (*counted_otherwise, *_reforms(frame, periods))


def _reforms(frame: pd.DataFrame, periods: list[str]) -> list[SeriesBreak]:
    """Where Gemeinden of ``frame`` changed, or handed something to another of its Kreise, at the
    first period from that year on; and where figures alone tell of a change.
    """
    if not release_holds("area_change"):
        return territory_breaks(frame)
    changes = table(asked_reforms.area_changes)
    changes = changes[changes["kind"] != "renamed"]
    labels = frame.drop_duplicates("ags").set_index("ags")["label"]
    found: dict[str, dict[str, None]] = {}
    for key, until in changed_areas(changes):
        if key not in labels.index:
            continue
        later = [period for period in periods if year_of(period) >= year_of(until)]
        if later and later != periods:
            found.setdefault(later[0], {})[str(labels[key])] = None
    told = [each for each in territory_breaks(frame) if each.period not in found]
    return [*told, *(SeriesBreak(p, _changed(list(found[p]))) for p in sorted(found))]


def changed_areas(changes: pd.DataFrame) -> Iterable[tuple[str, str]]:
    """Gemeinden with the day of their change, and Kreise whose border it crossed."""
    for old, new, day in changes[["from_key", "to_key", "until"]].to_numpy():
        yield from ((old, day), (new, day))
        if old[:5] != new[:5]:
            yield from ((old[:5], day), (new[:5], day))


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
