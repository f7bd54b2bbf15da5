"""Light or dark, as the reader's browser shows the page."""

import streamlit as st

from monitoring.charts.theme import DARK, LIGHT, Look


def look() -> Look:
    """Colours of charts for the theme in use."""
    return DARK if st.context.theme.type == "dark" else LIGHT
