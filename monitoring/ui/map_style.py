"""How a map's classes are made and coloured."""

import re

import streamlit as st

from geodata.palettes import PALETTES
from monitoring.ui.picture import METHODS, Style
from monitoring.ui.state import settle, settle_text

PALETTE_TITLES = {palette.id: palette.title for palette in PALETTES.values()}
MOST_BREAKS = 6
GERMAN_NUMBER = re.compile(r"[+−-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
BREAKS = {"fest": "in allen Jahren gleich", "je": "je Zeitraum neu"}


def choose_style() -> Style:
    """Method, number of classes and palette."""
    columns = st.columns(4, vertical_alignment="bottom")
    settle("methode", list(METHODS), "quantile")
    settle("klassen", ["3", "4", "5", "6", "7"], "5")
    settle("palette", list(PALETTE_TITLES), "petrol")
    settle("grenzen", list(BREAKS), "fest")
    with columns[0]:
        method = st.selectbox(
            "Klassenbildung", list(METHODS), key="methode", format_func=METHODS.__getitem__
        )
    with columns[1]:
        count = st.selectbox("Klassen", ["3", "4", "5", "6", "7"], key="klassen")
    with columns[2]:
        palette = st.selectbox(
            "Farben", list(PALETTE_TITLES), key="palette", format_func=PALETTE_TITLES.__getitem__
        )
    with columns[3]:
        steady = st.selectbox(
            "Klassengrenzen",
            list(BREAKS),
            key="grenzen",
            format_func=BREAKS.__getitem__,
        )
    manual = _manual_breaks() if method == "manual" else ()
    used = "equal" if method == "manual" and not manual else method
    return Style(used, int(count), palette, steady == "fest", manual)


def _manual_breaks() -> tuple[float, ...]:
    """Breaks as typed; none, with a hint, where they cannot be read."""
    settle_text("eigene")
    text = st.text_input(
        "Eigene Grenzen, durch Strichpunkt getrennt", key="eigene", placeholder="5; 7,5; 10"
    )
    words = [word.strip() for word in text.split(";") if word.strip()]
    wrong = [word for word in words if not GERMAN_NUMBER.fullmatch(word)]
    if wrong or not 1 <= len(words) <= MOST_BREAKS:
        st.warning(
            f"Bitte eine bis {MOST_BREAKS} Zahlen mit Komma eingeben, zum Beispiel: 5; 7,5; 10. "
            "Bis dahin gelten gleiche Abstände."
        )
        return ()
    plain = [w.replace(".", "").replace(",", ".").replace("−", "-") for w in words]
    return tuple(sorted({float(word) for word in plain}))
