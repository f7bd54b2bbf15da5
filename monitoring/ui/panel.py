"""The panel beside a map: one area's value, rank, change and course, and the way to its profile."""

import html
from collections.abc import Iterator
from functools import partial

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import (
    change,
    on_todays_territory,
    rank_text,
)
from monitoring.charts.lines import sparkline, time_series
from monitoring.charts.measure import Measure
from monitoring.figures import number, shown
from monitoring.periods import spoken
from monitoring.queries import values as asked
from monitoring.settings import ROOT
from monitoring.ui.cached import table
from monitoring.ui.charts import show_chart
from monitoring.ui.courses import break_notes, breaks_of, course_title, course_view_maker
from monitoring.ui.map_question import CHOICES
from monitoring.ui.notes import note_text
from monitoring.ui.picture import REASONS, Picture
from monitoring.ui.selection import Indicator
from monitoring.ui.takeaway import CHART, Maker, cautions, show_takeaway, view_of


def show_panel(indicator: Indicator, row: pd.Series, picture: Picture, period: str) -> None:
    """One area: ``row`` is its row of the picture."""
    course = table(asked.series, indicator=indicator.id, keys=[row["ags"]])
    st.html(_head(indicator, row, picture, course, period))
    known = course[course["value"].notna()]
    if len(known) > 1:
        measure = Measure(indicator.title, indicator.unit, indicator.decimals)
        show_chart(partial(sparkline, course, measure), "sparkline", indicator.id, row["ags"])
        first, last = spoken(known["period"].iloc[0]), spoken(known["period"].iloc[-1])
        st.caption(f"Verlauf von {first} bis {last}")
        prepare = partial(_course_view_maker, indicator, course, measure)
        name = f"verlauf-{indicator.id}-{row['ags']}"
        show_takeaway(prepare, name, part="Verlauf", label=CHART)
    st.page_link(
        ROOT / "pages" / "gebietsprofil.py",
        label="Zum Gebietsprofil",
        icon=":material/arrow_forward:",
        query_params={"flaeche": str(row["ags"])},
    )


def _course_view_maker(indicator: Indicator, course: pd.DataFrame, measure: Measure) -> Maker:
    """The small line as a chart with axes."""
    breaks = breaks_of(indicator.id, course)
    notes = (*cautions(indicator), *break_notes(breaks))
    words = indicator.definition
    whole = view_of("karte", CHOICES, [indicator.id], notes=notes, definition=words)
    title = course_title(measure, str(course["label"].iloc[0]), course)
    draw = partial(time_series, course.assign(role="selected"), measure, breaks=breaks)
    return course_view_maker(whole, title, course, measure, draw)


def _head(
    indicator: Indicator,
    row: pd.Series,
    picture: Picture,
    course: pd.DataFrame,
    period: str,
) -> str:
    text = _figure(row, picture)
    facts = list(_facts(indicator, row, picture, course, period))
    pairs = "".join(f"<dt>{html.escape(k)}</dt><dd>{html.escape(v)}</dd>" for k, v in facts)
    unit = picture.unit if pd.notna(row["value"]) else _reason(row["status"])
    return (
        f'<div class="kb-panel"><h2>{html.escape(row["label"])}</h2>'
        f'<div class="v">{html.escape(text)}</div><p class="kb-unit">{html.escape(unit)}</p>'
        f"<dl>{pairs}</dl></div>"
    )


def _reason(status: str) -> str:
    return {
        "suppressed": REASONS[251],
        "unreliable": REASONS[252],
        "not_applicable": REASONS[253],
        "not_comparable": REASONS[254],
    }.get(status, REASONS[250])


def _facts(
    indicator: Indicator,
    row: pd.Series,
    picture: Picture,
    course: pd.DataFrame,
    period: str,
) -> Iterator[tuple[str, str]]:
    yield "Zeitraum", spoken(period)
    if pd.notna(row["rank"]):
        yield "Rang", rank_text(int(row["rank"]), int(row["of"]), int(row["tied"]))
    yield from _steps(indicator, row, picture, course, period)
    if pd.notna(row["population"]):
        yield "Bevölkerung", shown(row["population"], "reported", 0)
    if row["note"]:
        yield "Hinweis", note_text(row["note"])


def _steps(
    indicator: Indicator, row: pd.Series, picture: Picture, course: pd.DataFrame, period: str
) -> Iterator[tuple[str, str]]:
    """Both levels behind a change, or the change behind a level."""
    if picture.signed:
        for when, value in ((picture.earlier, row["earlier"]), (period, row["now"])):
            if when is not None and pd.notna(value):
                yield f"Wert {spoken(when)}", number(float(value), indicator.decimals)
        return
    comparable = course[on_todays_territory(course["note"]) & course["value"].notna()]
    earlier = comparable[comparable["period"] < period]
    if len(earlier) and period in comparable["period"].tolist():
        before = earlier.iloc[max(0, len(earlier) - 5)]
        step = change(
            row["value"],
            before["value"],
            kind=indicator.kind,
            unit=indicator.unit,
            decimals=indicator.decimals,
        )
        if step is not None:
            yield f"seit {spoken(before['period'])}", step.text


def _figure(row: pd.Series, picture: Picture) -> str:
    if pd.isna(row["value"]):
        return shown(None, row["status"])
    return number(float(row["value"]), picture.decimals, signed=picture.signed)
