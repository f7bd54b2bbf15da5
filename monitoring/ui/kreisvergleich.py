"""The parts of the page Kreisvergleich: side by side with context, not a contest."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import quartiles
from monitoring.analysis.territories import Territory as NamedTerritory
from monitoring.analysis.territories import nominative
from monitoring.areas import LEVEL_SINGULAR, LEVEL_TITLES, Level
from monitoring.charts.bars import bars_table
from monitoring.charts.comparison import dot_plot
from monitoring.charts.measure import Measure
from monitoring.charts.spread import spread
from monitoring.queries import values as asked
from monitoring.ui.cached import table
from monitoring.ui.charts import show_chart
from monitoring.ui.empty import SEE_QUALITY, show_empty
from monitoring.ui.kreisvergleich_view import (
    bars_view_maker,
    context_note,
    spread_title,
    spread_view_maker,
)
from monitoring.ui.levels import levels_with
from monitoring.ui.notes import escape_markdown
from monitoring.ui.selection import Indicator, usable_indicators
from monitoring.ui.state import settle_added, settle_many
from monitoring.ui.takeaway import CHART, Prepare, as_drawn, show_takeaway
from monitoring.ui.territories import Territory, territories, territory_of
from monitoring.ui.value_tables import stand_of

MOST = 10
ENOUGH = 2
FIRST = (
    "altenquotient",
    "arbeitslosenanteil",
    "sgb2_quote",
    "betreuungsquote_u3",
    "auslaenderanteil",
)
SHOWN = 6


@dataclass(frozen=True)
class Compared:
    """What is compared: the Kreise of a Land, or the Planungsräume of a Kreis or Land."""

    own: Territory
    level: str

    @property
    def around(self) -> str:
        """Key of the area that they lie in and are held against."""
        return self.own.key[:2] if self.level == Level.KREIS else self.own.key

    @property
    def one(self) -> str:
        """What one of them is called."""
        return LEVEL_SINGULAR[Level(self.level)]

    @property
    def place(self) -> NamedTerritory:
        """The area around them, as sentences name it."""
        around = territory_of(territories(), self.around)
        return NamedTerritory(around.name, around.kind, Level(around.level))


def settle_compared(own: Territory) -> tuple[Compared, list[str]]:
    """What is compared, and the levels that there are to choose from."""
    levels = [str(Level.KREIS), *levels_with(own, [Level.PLANUNGSRAUM], ENOUGH)]
    level = settle_added("ebene_kreis", levels, levels[0], beside="zeitraum_kreis")
    return Compared(own, level), levels


def compared(indicator: Indicator, asked_for: Compared, period: str) -> pd.DataFrame:
    """All areas compared with value, size, density and mark of the own Kreis."""
    frame = table(
        asked.comparison,
        indicator=indicator.id,
        level=asked_for.level,
        period=period,
        within=asked_for.around,
    )
    return frame.assign(highlighted=frame["ags"] == asked_for.own.key)


def value_around(
    indicator: Indicator, asked_for: Compared, period: str
) -> tuple[float | None, str]:
    """Value of the area around at the period, and its name."""
    frame = table(asked.series, indicator=indicator.id, keys=[asked_for.around])
    found = frame.loc[(frame["period"] == period) & frame["value"].notna(), "value"]
    value = float(found.iloc[0]) if len(found) and indicator.is_rate else None
    return value, nominative(asked_for.place)


def show_dots(
    indicator: Indicator, frame: pd.DataFrame, whose: Compared, period: str, prepare: Prepare
) -> None:
    """Every area as a dot, with the value around them and their middle half; ``prepare`` is of
    the page's view.
    """
    value, name = value_around(indicator, whose, period)
    draw = partial(
        dot_plot,
        frame,
        Measure(indicator.title, indicator.unit, indicator.decimals),
        land_value=value,
        land_label=name,
        quartiles=quartiles(frame["value"]),
    )
    show_chart(draw, "dots", indicator.id, whose.own.key, whose.level, period)
    st.caption(context_note())
    name = f"{whose.level}-{whose.own.key}-{indicator.id}-{period}"
    part = "Kreise" if whose.level == Level.KREIS else LEVEL_TITLES[Level(whose.level)]
    show_takeaway(partial(as_drawn, prepare, draw), name, part=part, label=CHART)


def show_spread(indicator: Indicator, whose: Compared, period: str) -> None:
    """How far the Gemeinden inside each Kreis or Planungsraum lie apart."""
    question = asked.spread if whose.level == Level.KREIS else asked.spread_of_planungsraeume
    frame = table(question, indicator=indicator.id, period=period, within=whose.around)
    st.subheader(spread_title(whose.one), anchor=False)
    if not frame["value"].notna().any() or not indicator.is_rate:
        what = "Zu diesem Indikator gibt es keine Anteile oder Quoten der einzelnen Gemeinden."
        show_empty(what, do=SEE_QUALITY)
        return
    uppers = compared(indicator, whose, period).set_index("ags")
    frame = frame.assign(
        upper_value=frame["upper"].map(uppers["value"]),
        upper_status=frame["upper"].map(uppers["status"]),
        upper_note=frame["upper"].map(uppers["note"]),
        highlighted=frame["upper"] == whose.own.key,
    )
    measure = Measure(indicator.title, indicator.unit, indicator.decimals)

    draw = partial(spread, frame, measure, upper=whose.one)
    show_chart(draw, "spread", indicator.id, whose.own.key, whose.level, period)
    where = period, nominative(whose.place), whose.one
    prepare = partial(spread_view_maker, indicator, frame, where, draw)
    name = f"spannweite-{whose.own.key}-{whose.level}-{indicator.id}-{period}"
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


def show_bars(chosen: list[str], whose: Compared) -> None:
    """Several indicators as a table of small bars, each at its latest period."""
    if not chosen:
        return
    frame = table(asked.comparison_table, indicators=chosen, level=whose.level, within=whose.around)
    if frame.empty:
        what = "Zu diesen Indikatoren liegen auf dieser Ebene keine Werte vor."
        show_empty(what, do=SEE_QUALITY)
        return
    frame = frame.assign(highlighted=frame["ags"] == whose.own.key)
    draw = partial(bars_table, frame)
    with st.container(key="breit_balken"):
        show_chart(draw, "bars", *chosen, whose.own.key, whose.level)
    st.caption(escape_markdown(stand_of(frame)))
    prepare = partial(bars_view_maker, chosen, frame, whose.level, draw)
    show_takeaway(
        prepare, f"indikatoren-{whose.own.key}-{whose.level}", part="Indikatoren", label=CHART
    )
