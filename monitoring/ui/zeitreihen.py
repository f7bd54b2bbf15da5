"""The parts of the page Zeitreihen."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from monitoring.analysis import sentences
from monitoring.analysis.comparison import SeriesBreak, indexed, per_inhabitant
from monitoring.areas import Level
from monitoring.charts.lines import time_series
from monitoring.charts.measure import Measure
from monitoring.periods import spoken, year_of
from monitoring.queries import selection as asked_selection
from monitoring.queries import values as asked
from monitoring.ui.cached import kept, table
from monitoring.ui.charts import show_chart
from monitoring.ui.courses import breaks_of
from monitoring.ui.levels import named_own_areas, word_for_areas
from monitoring.ui.selection import Indicator, is_balance
from monitoring.ui.state import settle, settle_many
from monitoring.ui.takeaway import CHART, Prepare, as_drawn, show_takeaway
from monitoring.ui.territories import Territory, territories

CHOICES = (
    "thema",
    "indikator",
    "gebiet",
    "flaechen",
    "ebene",
    "bezug",
    "bezug_zahl",
    "art",
    "basis",
)
MODES = {"wert": "Wert", "je": "je 1.000 Einwohner", "index": "Index (Basisjahr = 100)"}
MOST = 8
DENOMINATORS = {"bevoelkerung", "bevoelkerung_zensus", "flaeche"}


@dataclass(frozen=True)
class Course:
    """Lines to draw: ``frame`` has ags, label, period, value, status, note, role.

    ``per_inhabitant``: the figures are divided by the population.
    """

    frame: pd.DataFrame
    measure: Measure
    breaks: tuple[SeriesBreak, ...]
    title: str
    per_inhabitant: bool = False


def choose_areas(territory: Territory) -> list[str]:
    """Up to eight Gemeinden, Ortsteile and Planungsräume of the territory."""
    frame = table(asked_selection.areas, level="gemeinde", within=territory.within)
    people = frame[~frame["unincorporated"]].set_index("ags")
    largest = people["population"].sort_values(ascending=False).index[:3]
    own = named_own_areas(territory.within)
    labels = {**dict(zip(people.index, people["label"], strict=True)), **own}
    settle_many("flaechen", list(labels), list(largest), MOST)
    return st.multiselect(
        word_for_areas(own, several=True),
        list(labels),
        key="flaechen",
        format_func=labels.__getitem__,
        max_selections=MOST,
        placeholder="Gemeinden auswählen",
    )


def choose_mode(indicator: Indicator, periods: list[str]) -> tuple[str, str | None]:
    """Value, per inhabitant (counts only) or index (not of balances) with its base period."""
    relative = not indicator.is_rate and indicator.id not in DENOMINATORS
    indexable = bool(periods) and not is_balance(indicator.id)
    possible = {"wert": True, "je": relative, "index": indexable}
    modes = [mode for mode in MODES if possible[mode]]
    left, right = st.columns([3, 2])
    settle("art", modes, "wert")
    with left:
        mode = st.segmented_control(
            "Darstellung", modes, key="art", format_func=MODES.__getitem__, required=True
        )
    if mode != "index":
        return str(mode or "wert"), None
    settle("basis", periods, periods[0])
    with right:
        return "index", st.selectbox("Basis", periods, key="basis", format_func=spoken)


def course(
    indicator: Indicator,
    keys: list[str],
    references: list[str],
    mode: tuple[str, str | None],
) -> Course:
    """Series of the chosen areas and of Kreis and Land beside them."""
    name = f"course|{indicator.id}|{keys}|{references}|{mode}"
    return kept(name, lambda: _course(indicator, keys, references, mode))


def _course(
    indicator: Indicator,
    keys: list[str],
    references: list[str],
    mode: tuple[str, str | None],
) -> Course:
    wanted = [*keys, *(key for key in references if key not in keys)]
    frame = table(asked.series, indicator=indicator.id, keys=wanted)
    frame = frame.assign(role=frame["level"].map({"kreis": "kreis", "land": "land"}))
    frame["role"] = frame["role"].where(frame["ags"].isin(references), "selected")
    frame["role"] = frame["role"].fillna("selected")
    frame["label"] = frame["ags"].map(territories()["label"]).fillna(frame["label"])
    periods, breaks = sorted(frame["period"].unique()), breaks_of(indicator.id, frame)
    frame, measure = _transformed(indicator, frame, mode)
    names = list(dict.fromkeys(frame["label"]))
    title = measure.title
    if names:
        title = sentences.series_title(title, names, periods[0], periods[-1])
    return Course(frame, measure, breaks, title, mode[0] == "je")


def _transformed(
    indicator: Indicator, frame: pd.DataFrame, mode: tuple[str, str | None]
) -> tuple[pd.DataFrame, Measure]:
    kind, base = mode
    if kind == "index" and base is not None:
        return indexed(frame, base), Measure(
            f"{indicator.title} (Index)", f"{spoken(base)} = 100", 1
        )
    if kind == "je":
        return _per_inhabitant(indicator, frame)
    return frame, Measure(indicator.title, indicator.unit, indicator.decimals)


def _per_inhabitant(indicator: Indicator, frame: pd.DataFrame) -> tuple[pd.DataFrame, Measure]:
    keys = sorted(frame["ags"].unique())
    people = table(asked.series, indicator="bevoelkerung", keys=keys)
    people = people.assign(year=people["period"].map(year_of))[["ags", "year", "value"]]
    both = frame.assign(year=frame["period"].map(year_of)).merge(
        people.rename(columns={"value": "people"}).drop_duplicates(["ags", "year"]),
        on=["ags", "year"],
        how="left",
        validate="many_to_one",
    )
    both["value"] = per_inhabitant(both["value"], both["people"], per=1000)
    lost = both["value"].isna() & both["status"].isin(["reported", "nil"])
    both.loc[lost, "status"] = "missing"
    measure = Measure(f"{indicator.title} je 1.000 Einwohner", "je 1.000 Einwohner", 1)
    return both.drop(columns=["year", "people"]), measure


def show_course(lines: Course, prepare: Prepare, name: str) -> None:
    """The line chart; ``prepare`` is of the page's view."""
    draw = partial(time_series, lines.frame, lines.measure, breaks=lines.breaks)
    show_chart(
        draw,
        "lines",
        lines.measure.title,
        lines.measure.unit,
        *lines.frame["ags"].unique().tolist(),
    )
    show_takeaway(partial(as_drawn, prepare, draw), name, part="Verlauf", label=CHART)


def reference_options(territory: Territory) -> dict[str, str]:
    """Kreis and Land that can stand beside the areas, with their names.

    A kreisfreie Stadt is its only Gemeinde: it would be drawn twice.
    """
    frame = territories()
    gemeinden = table(asked_selection.areas, level="gemeinde", within=territory.within)
    alone = territory.level == Level.KREIS and (~gemeinden["unincorporated"]).sum() == 1
    keys = [territory.key[:2]] if alone else [territory.key, territory.key[:2]]
    return {key: str(frame.at[key, "label"]) for key in dict.fromkeys(keys) if key in frame.index}


def choose_references(indicator: Indicator, territory: Territory, mode: str) -> list[str]:
    """Kreis and Land as reference lines; beside numbers of people only on demand, as they dwarf
    every Gemeinde.
    """
    options = reference_options(territory)
    relative = indicator.is_rate or mode != "wert"
    key = "bezug" if relative else "bezug_zahl"
    settle_many(key, list(options), list(options) if relative else [])
    return st.multiselect(
        "Zum Vergleich",
        list(options),
        key=key,
        format_func=options.__getitem__,
        placeholder="Kreis oder Land",
    )
