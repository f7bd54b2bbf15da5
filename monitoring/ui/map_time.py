"""The period of a map, an earlier one to compare with, and playing through the periods."""

import time

import streamlit as st

from monitoring.periods import spoken
from monitoring.ui.selection import Indicator, draw_period, periods_of, settle_period
from monitoring.ui.state import choose, settle
from monitoring.ui.territories import Territory

NONE, LOST = "ohne", "_lost_comparison"
STEP_SECONDS = 1.4


def settle_time(indicator: Indicator, level: str, territory: Territory) -> tuple[str, str | None]:
    """The period and, if wanted, an earlier one to compare with."""
    _advance(periods_of(indicator.id, level))
    period = settle_period(indicator, level, territory.within)
    wanted = st.session_state.get("vergleich", NONE)
    earlier = settle("vergleich", [NONE, *earlier_periods(indicator.id, level, period)], NONE)
    st.session_state[LOST] = wanted if wanted != NONE and earlier == NONE else None
    return period, None if earlier == NONE else earlier


def earlier_periods(indicator: str, level: str, period: str) -> list[str]:
    """Periods that ``period`` can be compared with, the nearest first."""
    return [each for each in reversed(periods_of(indicator, level)) if each < period]


def draw_time(indicator: Indicator, level: str, period: str) -> None:
    """Slider, play button and the box for the earlier period."""
    left, middle, right = st.columns([6, 1.3, 2.4], vertical_alignment="bottom")
    draw_period(left, indicator, level)
    if len(periods_of(indicator.id, level)) > 1:
        middle.toggle("Abspielen", key="laeuft", help="Zeigt die Zeiträume nacheinander.")
    with right:
        st.selectbox(
            "Veränderung gegenüber",
            [NONE, *earlier_periods(indicator.id, level, period)],
            key="vergleich",
            format_func=lambda each: "keine" if each == NONE else spoken(each),
        )
    if st.session_state[LOST]:
        st.caption(
            f"Ohne Vergleich: {spoken(st.session_state[LOST])} gibt es zu diesem Indikator "
            f"nicht oder liegt nicht vor {spoken(period)}."
        )


def _advance(periods: list[str]) -> None:
    """While playing: one step further at each tick, and stop at the end."""
    if not st.session_state.get("laeuft"):
        return
    if st.session_state.pop("_tick", False):
        now = st.session_state.get("zeitraum")
        place = periods.index(now) if now in periods else -1
        if place + 1 < len(periods):
            choose("zeitraum", periods[place + 1])
        if place + 2 >= len(periods):
            st.session_state["laeuft"] = False
    elif st.session_state.get("zeitraum") == periods[-1]:
        choose("zeitraum", periods[0])
    st.session_state["_drawn_at"] = time.monotonic()


def stop_playing() -> None:
    """Stand still, e.g. while something is saved (in a callback)."""
    st.session_state["laeuft"] = False


def keep_playing() -> None:
    """The clock behind "Abspielen": asks for the next period once the map has stood a while."""
    if st.session_state.get("laeuft"):
        st.fragment(_tick, run_every=STEP_SECONDS)()


def _tick() -> None:
    if time.monotonic() - st.session_state.get("_drawn_at", 0.0) >= STEP_SECONDS * 0.8:
        st.session_state["_tick"] = True
        st.rerun(scope="app")
