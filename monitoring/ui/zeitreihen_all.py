"""All Gemeinden of a territory over time, under the chosen ones of the page Zeitreihen."""

from functools import partial

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import indexed
from monitoring.areas import Level
from monitoring.charts.lines import band
from monitoring.charts.measure import Measure
from monitoring.charts.multiples import small_multiples
from monitoring.figures import counted
from monitoring.periods import spoken
from monitoring.queries import values as asked
from monitoring.ui.cached import kept, table
from monitoring.ui.charts import Draw, show_chart
from monitoring.ui.courses import break_notes, breaks_of, course_view_maker
from monitoring.ui.notes import escape_markdown
from monitoring.ui.selection import Indicator
from monitoring.ui.takeaway import CHART, Maker, cautions, show_takeaway, view_of
from monitoring.ui.territories import Territory
from monitoring.ui.zeitreihen import CHOICES


def show_multiples(indicator: Indicator, territory: Territory) -> None:
    """Every Gemeinde of a Kreis on one scale; beyond a Kreis a band with quantiles."""
    frame = table(
        asked.series_within, indicator=indicator.id, level="gemeinde", within=territory.within
    )
    if frame.empty or not frame["value"].notna().any():
        st.info("Für die einzelnen Gemeinden liegen zu diesem Indikator keine Werte vor.")
        return
    st.subheader(f"Alle Gemeinden: {escape_markdown(territory.label)}", anchor=False)
    base = None if indicator.is_rate else _base_of_all(frame)
    measure = Measure(indicator.title, indicator.unit, indicator.decimals)
    reference = table(asked.series, indicator=indicator.id, keys=[territory.key])
    reference = reference.assign(label=territory.label)
    known = f"series_breaks|{indicator.id}|{territory.key}"
    breaks = kept(known, partial(breaks_of, indicator.id, reference))
    without = tuple[str, ...]()
    if base is not None:
        measure = Measure(f"{indicator.title} (Index)", f"{spoken(base)} = 100", 1)
        without = (_without_base(frame, base),)
        st.caption(without[0])
        frame, reference = indexed(frame, base), indexed(reference, base)
    elif not indicator.is_rate:
        reference = reference.iloc[:0]
    if territory.level == Level.KREIS:
        st.caption(f"{measure.unit}; alle auf einem Maßstab.")
        draw: Draw = partial(small_multiples, frame, reference, measure)
    else:
        draw = partial(band, frame.assign(highlighted=False), measure, breaks=breaks)
    with st.container(key="breit_alle"):
        show_chart(draw, "all", indicator.id, territory.key)
    notes = (*without, *cautions(indicator), *break_notes(breaks))
    figures = frame, reference, measure
    prepare = partial(_all_view_maker, indicator, territory, figures, notes, draw)
    name = f"gemeinden-{territory.key}-{indicator.id}"
    show_takeaway(prepare, name, part="alle Gemeinden", label=CHART)


def _all_view_maker(
    indicator: Indicator,
    territory: Territory,
    figures: tuple[pd.DataFrame, pd.DataFrame, Measure],
    notes: tuple[str, ...],
    draw: Draw,
) -> Maker:
    words = indicator.definition
    whole = view_of("zeitreihen", CHOICES, [indicator.id], notes=notes, definition=words)
    frame, reference, measure = figures
    both = pd.concat([frame, reference], ignore_index=True)
    title = f"{measure.title}: alle Gemeinden, {territory.label}"
    return course_view_maker(whole, title, both, measure, draw)


def _base_of_all(counts: pd.DataFrame) -> str | None:
    """The period in which most areas have people at all; None for balances.

    Numbers of people differ a hundredfold: on one scale only their course compares.
    """
    known = counts[counts["value"] > 0]
    if known.empty or (counts["value"] < 0).any():
        return None
    return str(known.groupby("period").size().idxmax())


def _without_base(counts: pd.DataFrame, base: str) -> str:
    there = counts.loc[(counts["period"] == base) & (counts["value"] > 0), "ags"]
    lacking = counts["ags"].nunique() - there.nunique()
    words = f"Verlauf als Index, {spoken(base)} = 100"
    if not lacking:
        return f"{words}."
    return f"{words}; ohne Wert zur Basis: {counted(lacking, 'Gemeinde', 'Gemeinden')}."
