"""The parts of the page Kreisvergleich: side by side with context, not a contest."""

from functools import partial

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import quartiles
from monitoring.areas import Level
from monitoring.charts.bars import bars_table
from monitoring.charts.comparison import dot_plot, spread
from monitoring.charts.measure import Measure
from monitoring.queries import selection as asked_selection
from monitoring.queries import values as asked
from monitoring.ui.cached import table
from monitoring.ui.charts import show_chart
from monitoring.ui.kreisvergleich_view import (
    SPREAD,
    bars_view_maker,
    context_note,
    spread_view_maker,
)
from monitoring.ui.selection import Indicator, usable_indicators
from monitoring.ui.state import settle_many
from monitoring.ui.takeaway import CHART, Prepare, as_drawn, show_takeaway
from monitoring.ui.territories import Territory
from monitoring.ui.value_tables import stand_of

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


def show_dots(
    indicator: Indicator, frame: pd.DataFrame, own: Territory, period: str, prepare: Prepare
) -> None:
    """Every Kreis as a dot, with the Land's value and the middle half of all Kreise; ``prepare``
    is of the page's view.
    """
    value, name = land_value(indicator, own, period)
    draw = partial(
        dot_plot,
        frame,
        Measure(indicator.title, indicator.unit, indicator.decimals),
        land_value=value,
        land_label=name,
        quartiles=quartiles(frame["value"]),
    )
    show_chart(draw, "dots", indicator.id, own.key, period)
    st.caption(context_note())
    name = f"kreise-{own.key}-{indicator.id}-{period}"
    show_takeaway(partial(as_drawn, prepare, draw), name, part="Kreise", label=CHART)


def show_spread(indicator: Indicator, own: Territory, period: str) -> None:
    """How far the Gemeinden inside each Kreis lie apart."""
    frame = table(asked.spread, indicator=indicator.id, period=period, within=own.key[:2])
    st.subheader(SPREAD, anchor=False)
    if not frame["value"].notna().any() or not indicator.is_rate:
        st.info("Zu diesem Indikator gibt es keine Anteile oder Quoten der einzelnen Gemeinden.")
        return
    kreise = compared(indicator, own, period).set_index("ags")
    frame = frame.assign(
        kreis_value=frame["kreis"].map(kreise["value"]),
        kreis_status=frame["kreis"].map(kreise["status"]),
        kreis_note=frame["kreis"].map(kreise["note"]),
        highlighted=frame["kreis"] == own.key,
    )
    measure = Measure(indicator.title, indicator.unit, indicator.decimals)

    draw = partial(spread, frame, measure)
    show_chart(draw, "spread", indicator.id, own.key, period)
    where = period, land_value(indicator, own, period)[1]
    prepare = partial(spread_view_maker, indicator, frame, where, draw)
    name = f"spannweite-{own.key}-{indicator.id}-{period}"
    show_takeaway(prepare, name, part="Spannweite", label=CHART)


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
    draw = partial(bars_table, frame)
    with st.container(key="breit_balken"):
        show_chart(draw, "bars", *chosen, own.key)
    st.caption(stand_of(frame))
    prepare = partial(bars_view_maker, chosen, frame, draw)
    show_takeaway(prepare, f"indikatoren-{own.key}", part="Indikatoren", label=CHART)
