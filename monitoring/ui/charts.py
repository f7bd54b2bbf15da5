"""Charts on a page and, the same, in documents."""

import json
from collections.abc import Hashable
from typing import Protocol

import streamlit as st

from monitoring.charts.marks import Specification
from monitoring.charts.theme import LIGHT, Look
from monitoring.reports.vega import VegaDrawing
from monitoring.ui.cached import kept
from monitoring.ui.look import look


class Draw(Protocol):
    """A function of :mod:`monitoring.charts` with its figures."""

    def __call__(self, *, look: Look) -> Specification: ...


def show_chart(make: Draw, *question: Hashable) -> None:
    """Draw what ``make`` gives for light or dark; it is made once for a release and a question.

    ``question`` must name everything the chart depends on: kind of chart, indicator, areas,
    period. The same question is answered from the cache.
    """
    colours = look()
    spec = kept(f"{question}|{colours.paper}", lambda: make(look=colours))
    st.vega_lite_chart(spec, width="stretch", theme="streamlit")


def chart_drawing(make: Draw) -> VegaDrawing:
    """The same chart for documents, on white."""
    spec = make(look=LIGHT)
    return VegaDrawing(json.dumps(spec), spec["width"], spec["height"], spec["description"])
