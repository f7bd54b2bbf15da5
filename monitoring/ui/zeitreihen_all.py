"""All areas of a level in a territory over time, under the chosen ones of the page Zeitreihen."""

from functools import partial

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import indexed
from monitoring.analysis.sentences import areas_of
from monitoring.areas import LEVEL_SINGULAR, LEVEL_TITLES, Level
from monitoring.charts.lines import band
from monitoring.charts.measure import Measure
from monitoring.charts.multiples import small_multiples
from monitoring.figures import counted
from monitoring.periods import spoken
from monitoring.queries import values as asked
from monitoring.ui.cached import kept, table
from monitoring.ui.charts import Draw, show_chart
from monitoring.ui.courses import area_breaks, break_notes, breaks_of, course_view_maker
from monitoring.ui.empty import SEE_QUALITY, show_empty
from monitoring.ui.levels import draw_levels, levels_of
from monitoring.ui.notes import escape_markdown
from monitoring.ui.selection import Indicator
from monitoring.ui.state import settle_added
from monitoring.ui.takeaway import CHART, Maker, cautions, show_takeaway, view_of
from monitoring.ui.territories import Territory
from monitoring.ui.zeitreihen import CHOICES

MOST_SMALL = 60
WIDE, NARROW = "weit_alle", "schmal_alle"
"""Both are on the page; the style sheet shows the one that fits the screen."""


def show_multiples(indicator: Indicator, territory: Territory) -> None:
    """Every area of a Kreis on one scale; of many beyond a Kreis a band with quantiles."""
    levels = levels_of(indicator, territory)
    if not levels:
        what = "Für die einzelnen Gebiete liegen zu diesem Indikator keine Werte vor."
        show_empty(what, do=SEE_QUALITY)
        return
    level = settle_added("ebene", levels, levels[0], beside="flaechen")
    head, box = st.columns([5, 2], vertical_alignment="bottom")
    name = escape_markdown(territory.label)
    head.subheader(f"Alle {areas_of(level)}: {name}", anchor=False)
    with box:
        draw_levels(levels)
    frame = table(asked.series_within, indicator=indicator.id, level=level, within=territory.within)
    if not frame["value"].notna().any():
        what = f"Für die einzelnen {LEVEL_TITLES[Level(level)]} liegen keine Werte vor."
        show_empty(what, do=SEE_QUALITY)
        return
    _show_all(indicator, territory, level, frame)


def _show_all(indicator: Indicator, territory: Territory, level: str, frame: pd.DataFrame) -> None:
    base = None if indicator.is_rate else _base_of_all(frame)
    measure = Measure(indicator.title, indicator.unit, indicator.decimals)
    reference = table(asked.series, indicator=indicator.id, keys=[territory.key])
    reference = reference.assign(label=territory.label)
    few = territory.level == Level.KREIS or frame["ags"].nunique() <= MOST_SMALL
    lines = pd.concat([frame, reference], ignore_index=True) if few else frame
    known = f"series_breaks|{indicator.id}|{territory.key}|{level}"
    breaks = kept(known, partial(breaks_of, indicator.id, lines))
    without = tuple[str, ...]()
    if base is not None:
        measure = Measure(f"{indicator.title} (Index)", f"{spoken(base)} = 100", 1)
        without = (_without_base(frame, base, Level(level)),)
        st.caption(without[0])
        frame, reference = indexed(frame, base), indexed(reference, base)
    elif not indicator.is_rate:
        reference = reference.iloc[:0]
    if few:
        st.caption(f"{escape_markdown(measure.unit)}; alle auf einem Maßstab.")
        changes = kept(f"area_{known}", partial(area_breaks, lines))
        upper = LEVEL_SINGULAR[Level(territory.level)]
        small = partial(small_multiples, frame, reference, measure, changes=changes, upper=upper)
        drawings: dict[str, Draw] = {WIDE: small, NARROW: partial(small, columns=2)}
    else:
        spread = partial(band, frame.assign(highlighted=False), measure, breaks=breaks)
        drawings = {"breit_alle": spread}
    for key, each in drawings.items():
        with st.container(key=key):
            show_chart(each, key, indicator.id, territory.key, level)
    notes = (*without, *cautions(indicator), *break_notes(breaks))
    figures = frame, reference, measure
    part = f"alle {areas_of(level)}"
    words = f"{measure.title}: {part}, {territory.label}"
    draw = next(iter(drawings.values()))
    prepare = partial(_all_view_maker, indicator, words, figures, notes, draw)
    show_takeaway(prepare, f"{level}-{territory.key}-{indicator.id}", part=part, label=CHART)


def _all_view_maker(
    indicator: Indicator,
    title: str,
    figures: tuple[pd.DataFrame, pd.DataFrame, Measure],
    notes: tuple[str, ...],
    draw: Draw,
) -> Maker:
    words = indicator.definition
    whole = view_of("zeitreihen", CHOICES, [indicator.id], notes=notes, definition=words)
    frame, reference, measure = figures
    both = pd.concat([frame, reference], ignore_index=True)
    return course_view_maker(whole, title, both, measure, draw)


def _base_of_all(counts: pd.DataFrame) -> str | None:
    """The period in which most areas have people at all; None for balances.

    Numbers of people differ a hundredfold: on one scale only their course compares.
    """
    known = counts[counts["value"] > 0]
    if known.empty or (counts["value"] < 0).any():
        return None
    return str(known.groupby("period").size().idxmax())


def _without_base(counts: pd.DataFrame, base: str, level: Level) -> str:
    there = counts.loc[(counts["period"] == base) & (counts["value"] > 0), "ags"]
    lacking = counts["ags"].nunique() - there.nunique()
    words = f"Verlauf als Index, {spoken(base)} = 100"
    if not lacking:
        return f"{words}."
    areas = counted(lacking, LEVEL_SINGULAR[level], LEVEL_TITLES[level])
    return f"{words}; ohne Wert zur Basis: {areas}."
