"""What is not there: said with what to do, and the way to the page where it is done."""

import streamlit as st

from monitoring.settings import ROOT

READ_IN = "Fehlende Dateien lassen sich auf der Seite Daten einlesen."
SEE_QUALITY = "Was vorliegt, zeigt die Seite Daten im Teil Qualität."
SEE_CATALOGUE = "Welche Lieferung fehlt, steht auf der Seite Daten im Teil Katalog."


def show_empty(what: str, *, do: str = READ_IN) -> None:
    """``what`` is missing; ``do`` says what helps and names the page Daten, which is linked."""
    st.info(f"{what} {do}")
    page = ROOT / "pages" / "daten.py"
    st.page_link(page, label="Zur Seite Daten", icon=":material/arrow_forward:")
