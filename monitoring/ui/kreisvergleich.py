"""The parts of the page Kreisvergleich: side by side with context, not a contest."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import quartiles, ranks
from monitoring.areas import Level
from monitoring.charts.bars import bars_table
from monitoring.charts.comparison import dot_plot, spread
from monitoring.charts.measure import Measure
from monitoring.periods import spoken
from monitoring.queries import selection as asked_selection
from monitoring.queries import values as asked
from monitoring.reports.view import (
    Cell,
    ChartDrawing,
    Column,
    Reference,
    Series,
    Table,
    View,
    figure_cell,
    text_cell,
)
from monitoring.ui.cached import manifest, table
from monitoring.ui.charts import show_chart
from monitoring.ui.notes import datenstand, note_text, source_text
from monitoring.ui.selection import Indicator, usable_indicators
from monitoring.ui.state import query_string, settle_many
from monitoring.ui.territories import Territory
from monitoring.ui.value_tables import quality_of

CHOICES = ("thema", "indikator", "gebiet", "zeitraum_kreis", "mehrere")
MOST = 10
FIRST = (
    "altenquotient",
    "arbeitslosenanteil",
    "sgb2_quote",
    "betreuungsquote_u3",
    "auslaenderanteil",
)
SHOWN = 6


def compared(indicator: Indicator, own: Territory, period: str) -> pd.DataFrame:
    """All Kreise of the own Kreis's Land with value, size, density and mark of the own."""
    frame = table(
        asked.comparison, indicator=indicator.id, level="kreis", period=period, within=own.key[:2]
    )
    return frame.assign(highlighted=frame["ags"] == own.key)


def land_value(indicator: Indicator, own: Territory, period: str) -> tuple[float | None, str]:
    """Value of the Land at the period, and the Land's name."""
    frame = table(asked.series, indicator=indicator.id, keys=[own.key[:2]])
    lands = table(asked_selection.areas, level="land", within=own.key[:2])
    name = str(lands["label"].iloc[0]) if len(lands) else "Land"
    found = frame.loc[(frame["period"] == period) & frame["value"].notna(), "value"]
    return (float(found.iloc[0]) if len(found) and indicator.is_rate else None), name


def show_dots(indicator: Indicator, frame: pd.DataFrame, own: Territory, period: str) -> None:
    """Every Kreis as a dot, with the Land's value and the middle half of all Kreise."""
    value, name = land_value(indicator, own, period)
    show_chart(
        lambda look: dot_plot(
            frame,
            Measure(indicator.title, indicator.unit, indicator.decimals),
            land_value=value,
            land_label=name,
            quartiles=quartiles(frame["value"]),
            look=look,
        ),
        "dots",
        indicator.id,
        own.key,
        period,
    )


def show_spread(indicator: Indicator, own: Territory, period: str) -> None:
    """How far the Gemeinden inside each Kreis lie apart."""
    frame = table(asked.spread, indicator=indicator.id, period=period, within=own.key[:2])
    st.subheader("Spannweite der Gemeinden in jedem Kreis", anchor=False)
    if frame.empty or not indicator.is_rate:
        st.info("Zu diesem Indikator gibt es keine Anteile oder Quoten der einzelnen Gemeinden.")
        return
    kreise = compared(indicator, own, period).set_index("ags")["value"]
    frame = frame.assign(
        kreis_value=frame["kreis"].map(kreise), highlighted=frame["kreis"] == own.key
    )
    measure = Measure(indicator.title, indicator.unit, indicator.decimals)
    show_chart(
        lambda look: spread(frame, measure, look=look), "spread", indicator.id, own.key, period
    )


def choose_several(indicator: Indicator) -> list[str]:
    """Indicators for the table of small bars."""
    titles = {key: each.title for key, each in usable_indicators().items() if each.is_rate}
    first = [key for key in (indicator.id, *FIRST) if key in titles]
    first += [key for key in titles if key not in first]
    settle_many("mehrere", list(titles), list(dict.fromkeys(first))[:SHOWN], MOST)
    return st.multiselect(
        "Indikatoren nebeneinander",
        list(titles),
        key="mehrere",
        format_func=titles.__getitem__,
        max_selections=MOST,
        placeholder="Indikatoren auswählen",
    )


def show_bars(chosen: list[str], own: Territory) -> None:
    """Several indicators as a table of small bars, each at its latest period."""
    if not chosen:
        return
    frame = table(
        asked.comparison_table, indicators=chosen, level=str(Level.KREIS), within=own.key[:2]
    )
    if frame.empty:
        st.info("Zu diesen Indikatoren liegen keine Werte der Kreise vor.")
        return
    frame = frame.assign(highlighted=frame["ags"] == own.key)
    with st.container(key="breit_balken"):
        show_chart(lambda look: bars_table(frame, look=look), "bars", *chosen, own.key)
    used = frame.drop_duplicates("indicator")
    periods = zip(used["title"], used["period"], strict=True)
    stands = (f"{title}: {spoken(period)}" for title, period in periods)
    st.caption("Stand: " + "; ".join(stands))


def comparison_table(indicator: Indicator, frame: pd.DataFrame) -> Table:
    """All Kreise with value, rank and context."""
    known = frame.set_index("ags")["value"].dropna()
    place = ranks(known, indicator.decimals)["rank"].astype(float)
    columns = (
        Column("label", "Kreis"),
        Column("ags", "Schlüssel"),
        Column("value", "Wert", "number", indicator.decimals, indicator.unit),
        Column("rank", "Rang", "number"),
        Column("population", "Bevölkerung", "number"),
        Column("area", "Fläche", "number", 1, "km²"),
        Column("density", "Dichte", "number", 0, "Personen je km²"),
        Column("note", "Hinweis"),
    )
    rows: Iterable[Any] = frame.itertuples()
    cells = tuple(
        (
            text_cell(row.label),
            text_cell(row.ags),
            figure_cell(row.value, row.status, quality_of(row.note)),
            figure_cell(place.get(row.ags), row.status),
            context_cell(row.population),
            context_cell(row.area_km2),
            context_cell(row.density),
            text_cell(note_text(row.note)),
        )
        for row in rows
    )
    own = tuple(i for i, mine in enumerate(frame["highlighted"]) if mine)
    return Table(columns, cells, highlighted=own)


def context_cell(value: float) -> Cell:
    """A context figure, missing where the release has none."""
    return figure_cell(value, "missing" if pd.isna(value) else "reported")


def view_maker(
    indicator: Indicator, own: Territory, frame: pd.DataFrame, words: tuple[str, str, str]
) -> Callable[[], View]:
    """How to build the view; ``words`` are title, subtitle and period."""
    release, link, source = manifest(), query_string(), source_text([indicator.id])
    value, name = land_value(indicator, own, words[2])
    ordered = frame.sort_values("value", ascending=False, na_position="last")

    def make() -> View:
        return View(
            title=words[0],
            subtitle=words[1],
            source=source,
            datenstand=datenstand(release),
            table=comparison_table(indicator, frame),
            drawing=ChartDrawing(
                "dot",
                labels=tuple(ordered["label"]),
                series=(
                    Series(
                        indicator.title,
                        tuple(None if pd.isna(v) else float(v) for v in ordered["value"]),
                        statuses=tuple(ordered["status"]),
                    ),
                ),
                x_title=indicator.unit,
                decimals=indicator.decimals,
                references=() if value is None else (Reference(name, value),),
                highlighted=tuple(ordered.loc[ordered["highlighted"], "label"]),
            ),
            notes=(indicator.caution,) if indicator.caution else (),
            link=f"/kreisvergleich?{link}",
            sample=release["sample"],
            unit=indicator.unit,
            definition=indicator.definition,
        )

    return make
