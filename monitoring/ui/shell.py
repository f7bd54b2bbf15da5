"""Page settings and navigation: the script that every page runs in."""

import streamlit as st

from monitoring.settings import ROOT
from monitoring.ui.cached import begin_run
from monitoring.ui.notes import show_style
from monitoring.ui.state import begin_choices
from monitoring.ui.turns import turn

PAGES = {
    "start": ("Start", ":material/home:"),
    "karte": ("Karte", ":material/map:"),
    "zeitreihen": ("Zeitreihen", ":material/show_chart:"),
    "kreisvergleich": ("Kreisvergleich", ":material/compare_arrows:"),
    "gebietsprofil": ("Gebietsprofil", ":material/location_on:"),
    "bedarfsanalyse": ("Bedarfsanalyse", ":material/analytics:"),
    "daten": ("Daten", ":material/database:"),
}

st.set_page_config(
    page_title="Kreisblick",
    page_icon=str(ROOT / "static" / "favicon.svg"),
    layout="wide",
    initial_sidebar_state="auto",
)
show_style()
begin_run()
begin_choices()
pages = [
    st.Page(
        ROOT / "pages" / f"{name}.py",
        title=title,
        icon=icon,
        url_path=name,
        default=name == "start",
    )
    for name, (title, icon) in PAGES.items()
]
page = st.navigation(pages, position="top")
with turn():
    page.run()
