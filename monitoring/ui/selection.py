"""The selection bar: Thema → Indikator · Gebiet · Ebene · Zeitraum, the same on every page."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from monitoring.periods import spoken
from monitoring.queries import selection as asked
from monitoring.ui.cached import kept, table
from monitoring.ui.empty import SEE_CATALOGUE, show_empty
from monitoring.ui.state import choose, settle

ALL_TOPICS = "alle"
PREFERRED = "altenquotient"


@dataclass(frozen=True)
class Indicator:
    """The chosen indicator, as the release describes it."""

    id: str
    title: str
    question: str
    definition: str
    unit: str
    decimals: int
    polarity: str
    kind: str
    per: float
    caution: str
    reference: str

    @property
    def is_rate(self) -> bool:
        """Rates may colour areas; counts are drawn as circles."""
        return self.kind == "rate"


def selection_bar(widths: list[float]) -> list[st.delta_generator.DeltaGenerator]:
    """Columns of the selection bar; two in a row on a telephone."""
    with st.container(key="auswahl"):
        return st.columns(widths)


def usable_indicators() -> dict[str, Indicator]:
    """Indicators that this release computes, by id in the order of the catalogue."""
    return kept("usable_indicators", _usable_indicators)


def _usable_indicators() -> dict[str, Indicator]:
    known = table(asked.indicators)
    rows = known[known["computable"]].drop_duplicates("id").set_index("id")
    return {str(key): indicator_of(row) for key, row in rows.iterrows()}


def usable_topics() -> dict[str, tuple[str, list[str]]]:
    """Topics with a usable indicator, by id: title and ids of the indicators."""
    return kept("usable_topics", _usable_topics)


def _usable_topics() -> dict[str, tuple[str, list[str]]]:
    known = table(asked.indicators)
    usable = known[known["computable"]]
    return {
        str(topic): (str(part["topic_title"].iloc[0]), part["id"].tolist())
        for topic, part in usable.groupby("topic", sort=False)
    }


def choose_indicator(columns: list[st.delta_generator.DeltaGenerator]) -> Indicator:
    """Thema and Indikator in two columns."""
    indicator = settle_indicator()
    draw_indicator(columns)
    return indicator


def settle_indicator() -> Indicator:
    """The chosen indicator, before its boxes are drawn."""
    usable = usable_indicators()
    if not usable:
        what = "In diesem Datenstand lässt sich noch kein Indikator berechnen."
        show_empty(what, do=SEE_CATALOGUE)
        st.stop()
    if "indikator" in st.query_params and "thema" not in st.query_params:
        choose("thema", ALL_TOPICS)
    settle("thema", [ALL_TOPICS, *usable_topics()], ALL_TOPICS)
    ids = _offered()
    return usable[settle("indikator", ids, PREFERRED if PREFERRED in ids else ids[0])]


def _offered() -> list[str]:
    """Indicators of the chosen topic."""
    topic = st.session_state["thema"]
    return list(usable_indicators()) if topic == ALL_TOPICS else usable_topics()[topic][1]


def draw_indicator(columns: list[st.delta_generator.DeltaGenerator]) -> None:
    """The boxes Thema and Indikator, once they are settled."""
    usable = usable_indicators()
    titles = {ALL_TOPICS: "Alle Themen"} | {key: t for key, (t, _) in usable_topics().items()}
    with columns[0]:
        st.selectbox("Thema", list(titles), key="thema", format_func=titles.__getitem__)
    with columns[1]:
        st.selectbox(
            "Indikator",
            _offered(),
            key="indikator",
            format_func=lambda key: usable[key].title,
            help="Zum Suchen tippen.",
        )


def indicator_of(row: pd.Series) -> Indicator:
    """An indicator from its row of the release."""
    words = {name: row[name] or "" for name in ("question", "definition", "caution", "reference")}
    return Indicator(
        id=str(row.name),
        title=row["title"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        polarity=row["polarity"],
        kind=row["kind"],
        per=float(row["per"]),
        **words,
    )


def periods_of(indicator: str, level: str) -> list[str]:
    """Periods of an indicator at a level, oldest first, those without any value included."""
    return [period for period, _ in _periods(None).get((indicator, level), [])]


def latest_period(indicator: str, level: str, within: str | None) -> str | None:
    """The last period in which any area of the level within a territory has a value."""
    found = _periods(within).get((indicator, level), [])
    return next((period for period, areas in reversed(found) if areas), None)


def opening_period(indicator: str, level: str, within: str | None) -> str:
    """The period that is shown at first: the latest that says something of the territory."""
    return latest_period(indicator, level, within) or periods_of(indicator, level)[-1]


def _periods(within: str | None) -> dict[tuple[str, str], list[tuple[str, int]]]:
    return kept(f"periods|{within}", lambda: _counted_periods(within))


def _counted_periods(within: str | None) -> dict[tuple[str, str], list[tuple[str, int]]]:
    rows = table(asked.periods, within=within).itertuples(index=False, name=None)
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for indicator, level, period, areas, _ in rows:
        found.setdefault((indicator, level), []).append((period, areas))
    return found


def is_balance(indicator: str) -> bool:
    """Whether the indicator can be negative, as a balance of comings and goings."""
    return indicator in kept("balances", _balances)


def _balances() -> set[str]:
    known = table(asked.periods, within=None)
    return set(known.loc[known["negative"] > 0, "indicator"])


def settle_period(
    indicator: Indicator, level: str, within: str | None, key: str = "zeitraum"
) -> str:
    """The chosen period, at first the latest that says something."""
    opening = opening_period(indicator.id, level, within)
    return settle(key, periods_of(indicator.id, level), opening)


def draw_period(
    column: st.delta_generator.DeltaGenerator,
    indicator: Indicator,
    level: str,
    key: str = "zeitraum",
) -> None:
    """The slider of a settled period."""
    periods = periods_of(indicator.id, level)
    with column:
        if len(periods) == 1:
            st.text_input("Zeitraum", spoken(periods[0]), disabled=True)
        else:
            st.select_slider("Zeitraum", periods, key=key, format_func=spoken)
