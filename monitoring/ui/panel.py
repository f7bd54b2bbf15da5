"""The panel beside a map: one area's value, rank, change and course, and the way to its profile."""

import html

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import change, rank_text
from monitoring.charts.lines import sparkline
from monitoring.charts.measure import Measure
from monitoring.figures import shown
from monitoring.periods import spoken
from monitoring.queries import values as asked
from monitoring.settings import ROOT
from monitoring.ui.cached import table
from monitoring.ui.look import look
from monitoring.ui.notes import note_text
from monitoring.ui.picture import REASONS
from monitoring.ui.selection import Indicator


def show_panel(
    indicator: Indicator, row: pd.Series, ranks: pd.DataFrame, period: str
) -> None:
    """One area: ``row`` is its row of the map's table, ``ranks`` the ranks shown beside it."""
    course = table(asked.series, indicator=indicator.id, keys=[row["ags"]])
    st.html(_head(indicator, row, ranks, course, period))
    known = course[course["value"].notna()]
    if len(known) > 1:
        measure = Measure(indicator.title, indicator.unit, indicator.decimals)
        st.altair_chart(sparkline(course, measure, look=look()), theme="streamlit")
        first, last = spoken(known["period"].iloc[0]), spoken(known["period"].iloc[-1])
        st.caption(f"Verlauf von {first} bis {last}")
    st.page_link(
        ROOT / "pages" / "gebietsprofil.py",
        label="Zum Gebietsprofil",
        icon=":material/arrow_forward:",
        query_params={"flaeche": str(row["ags"])},
    )


def _head(
    indicator: Indicator,
    row: pd.Series,
    ranks: pd.DataFrame,
    course: pd.DataFrame,
    period: str,
) -> str:
    text = shown(row["value"], row["status"], indicator.decimals)
    facts = list(_facts(indicator, row, ranks, course, period))
    pairs = "".join(f"<dt>{html.escape(k)}</dt><dd>{html.escape(v)}</dd>" for k, v in facts)
    unit = indicator.unit if row["value"] == row["value"] else _reason(row["status"])
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
    }.get(status, REASONS[250])


def _facts(
    indicator: Indicator,
    row: pd.Series,
    ranks: pd.DataFrame,
    course: pd.DataFrame,
    period: str,
):  # type: ignore[no-untyped-def]  # a generator of pairs of text
    yield "Zeitraum", spoken(period)
    if row["ags"] in ranks.index and pd.notna(ranks.at[row["ags"], "rank"]):
        place = ranks.loc[row["ags"]]
        yield "Rang", rank_text(int(place["rank"]), int(place["of"]), int(place["tied"]))
    earlier = course[(course["period"] < period) & course["value"].notna()]
    if len(earlier) and row["value"] == row["value"]:
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
    if row["population"] == row["population"]:
        yield "Bevölkerung", shown(row["population"], "reported", 0)
    if row["note"]:
        yield "Hinweis", note_text(row["note"])
