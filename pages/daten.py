"""Daten: import and build, Planungsräume, releases, deliveries, sources, quality, catalogue."""

import streamlit as st

from monitoring.release.location import current_release
from monitoring.ui import daten, daten_qualitaet, daten_raeume, daten_verlauf
from monitoring.ui.notes import show_footer, show_sample_band, show_title

has_release = current_release() is not None
if has_release:
    show_sample_band()
show_title("Daten", "Was vorliegt, woher es kommt und wie Neues dazukommt")
names = ["Einlesen", "Planungsräume", "Datenstände", "Lieferungen"]
names += ["Quellen", "Qualität", "Katalog", "Ohne Gebiet"]
tabs = dict(zip(names, st.tabs(names), strict=True))
with tabs["Einlesen"]:
    daten.show_import()
if not has_release:
    st.stop()
with tabs["Planungsräume"]:
    daten_raeume.show_raeume()
with tabs["Datenstände"]:
    daten.show_releases()
with tabs["Lieferungen"]:
    daten_verlauf.show_history()
with tabs["Quellen"]:
    daten.show_sources()
with tabs["Qualität"]:
    daten_qualitaet.show_quality()
with tabs["Katalog"]:
    daten.show_catalogue()
with tabs["Ohne Gebiet"]:
    daten.show_unmatched()
show_footer([])
