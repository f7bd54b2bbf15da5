"""Serves ``engine_page.py`` with the product's own server: ``streamlit run engine_app.py``."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from monitoring.ui.server import app_options

app = st.App(Path(__file__).with_name("engine_page.py"), **app_options())
