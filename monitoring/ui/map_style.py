"""How a map's classes are made and coloured."""

import re

import streamlit as st

from geodata.palettes import PALETTES
from monitoring.analysis.classes import Method
from monitoring.ui.picture import METHODS, Style
from monitoring.ui.state import settle, settle_text

PALETTE_TITLES = {palette.id: palette.title for palette in PALETTES.values()}
COUNTS = ["3", "4", "5", "6", "7"]
MOST_BREAKS = 6
BEYOND = 1e12
GERMAN_NUMBER = re.compile(r"[+−-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
BREAKS = {"fest": "in allen Jahren gleich", "je": "je Zeitraum neu"}


def settle_style() -> Style:
    """Method, number of classes and palette, before their boxes are drawn."""
    chosen = settle("methode", list(METHODS), "quantile")
    method = next(method for method in METHODS if method == chosen)
    count = int(settle("klassen", COUNTS, "5"))
    palette = settle("palette", list(PALETTE_TITLES), "petrol")
    steady = settle("grenzen", list(BREAKS), "fest") == "fest"
    manual = _manual_breaks(settle_text("eigene")) if method == "manual" else ()
    used: Method = "equal" if method == "manual" and not manual else method
    return Style(used, count, palette, steady, manual)


def show_own_breaks(style: Style) -> None:
    """Under the legend: that breaks of one's own hold, or do not yet."""
    if style.method == "manual":
        st.caption("Eigene Klassengrenzen, gerundet wie die Werte; zu ändern unter „Darstellung“.")
    elif st.session_state.get("methode") == "manual":
        st.caption(
            "Eigene Klassengrenzen sind noch nicht eingegeben (unter „Darstellung“): "
            "bis dahin gelten gleiche Abstände."
        )


def draw_style() -> None:
    """The boxes of the style, once it is settled."""
    columns = st.columns(4, vertical_alignment="bottom")
    with columns[0]:
        method = st.selectbox(
            "Klassenbildung", list(METHODS), key="methode", format_func=METHODS.__getitem__
        )
    with columns[1]:
        st.selectbox("Klassen", COUNTS, key="klassen", disabled=method == "manual")
    with columns[2]:
        st.selectbox(
            "Farben", list(PALETTE_TITLES), key="palette", format_func=PALETTE_TITLES.__getitem__
        )
    with columns[3]:
        st.selectbox("Klassengrenzen", list(BREAKS), key="grenzen", format_func=BREAKS.__getitem__)
    if method == "manual":
        _draw_manual_breaks()


def _draw_manual_breaks() -> None:
    text = st.text_input(
        "Eigene Grenzen, durch Strichpunkt getrennt", key="eigene", placeholder="5; 7,5; 10"
    )
    if not _manual_breaks(text):
        st.warning(
            f"Bitte eine bis {MOST_BREAKS} Zahlen mit Komma eingeben, zum Beispiel: 5; 7,5; 10. "
            "Bis dahin gelten gleiche Abstände."
        )


def _manual_breaks(text: str) -> tuple[float, ...]:
    """Breaks as typed; none where they cannot be read."""
    words = [word.strip() for word in text.split(";") if word.strip()]
    wrong = [word for word in words if not GERMAN_NUMBER.fullmatch(word)]
    if wrong or not 1 <= len(words) <= MOST_BREAKS:
        return ()
    plain = [w.replace(".", "").replace(",", ".").replace("−", "-") for w in words]
    breaks = sorted({float(word) for word in plain})
    return tuple(breaks) if all(abs(each) < BEYOND for each in breaks) else ()
