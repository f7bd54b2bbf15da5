"""Charts on a page: the specification is made once for a release and a question."""

from collections.abc import Callable, Hashable

import streamlit as st

from monitoring.charts.marks import Specification
from monitoring.charts.theme import Look
from monitoring.ui.cached import kept
from monitoring.ui.look import look


def show_chart(make: Callable[[Look], Specification], *question: Hashable) -> None:
    """Draw what ``make`` gives for light or dark.

    ``question`` must name everything the chart depends on: kind of chart, indicator, areas,
    period. The same question is answered from the cache.
    """
    colours = look()
    spec = kept(f"{question}|{colours.paper}", lambda: make(colours))
    st.vega_lite_chart(spec, width="stretch", theme="streamlit")
