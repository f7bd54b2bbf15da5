"""Kreisblick: start with ``streamlit run app.py``."""

import streamlit as st

from monitoring.ui.server import app_options

app = st.App("monitoring/ui/shell.py", **app_options())
