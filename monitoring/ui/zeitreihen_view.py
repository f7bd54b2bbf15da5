"""Document of the page Zeitreihen."""

from typing import Any

import pandas as pd

from monitoring.charts.measure import hollow_places, place_of
from monitoring.periods import spoken
from monitoring.reports.view import ChartDrawing, Series, View
from monitoring.ui.courses import break_notes, course_table
from monitoring.ui.selection import Indicator
from monitoring.ui.takeaway import Maker, cautions, view_of
from monitoring.ui.zeitreihen import CHOICES, Course


def used(indicator: Indicator, lines: Course) -> list[str]:
    """Indicators whose sources stand behind the lines."""
    return [indicator.id, *(["bevoelkerung"] if lines.per_inhabitant else [])]


def view_maker(indicator: Indicator, lines: Course) -> Maker:
    """How to build the view that is taken along."""
    notes = (*cautions(indicator), *break_notes(lines.breaks))
    whole = view_of(
        "zeitreihen", CHOICES, used(indicator, lines), notes=notes, definition=indicator.definition
    )

    def make() -> View:
        return whole(
            title=lines.title,
            subtitle=lines.measure.unit,
            table=course_table(lines.frame, lines.measure),
            drawing=_drawing(lines),
            unit=lines.measure.unit,
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
                hollow=hollow_places(by.reindex(periods)),
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
