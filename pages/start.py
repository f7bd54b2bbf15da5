"""Start: what this is, the Datenstand, a search, the Kreis at a glance, ways on."""

from functools import partial

import streamlit as st

from monitoring.ui import start
from monitoring.ui.cached import manifest
from monitoring.ui.empty import SEE_CATALOGUE, show_empty
from monitoring.ui.notes import (
    datenstand,
    escape_markdown,
    show_footer,
    show_sample_band,
    show_title,
)
from monitoring.ui.saved import show_saved
from monitoring.ui.state import publish
from monitoring.ui.takeaway import show_takeaway
from monitoring.ui.territories import choose_territory

show_sample_band()
show_title(
    "Kreisblick: Sozialmonitoring für Landkreise und ihre Gemeinden",
    f"Datenstand: {datenstand(manifest())}",
)
left, right = st.columns([3, 2], vertical_alignment="bottom")
with left:
    start.show_search()
territory = choose_territory(right)
frame = start.at_a_glance(territory)
publish("gebiet")
head, choice = st.columns([5, 2], vertical_alignment="center")
head.subheader(f"{escape_markdown(territory.label)} auf einen Blick", anchor=False)
if frame.empty:
    show_empty("Für dieses Gebiet liegen noch keine Kennzahlen vor.", do=SEE_CATALOGUE)
else:
    with choice:
        keys = start.choose_favourites(frame)
    start.show_cards(frame, territory, keys)
    prepare = partial(start.view_maker, frame, territory, keys)
    show_takeaway(prepare, f"start-{territory.key}", drawn=False)
st.subheader("Weiter zu", anchor=False)
start.show_ways()
st.subheader("Gespeicherte Ansichten", anchor=False)
show_saved()
show_footer(list(frame["indicator"].unique()))
