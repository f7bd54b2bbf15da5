"""Gebietsprofil: one area with key figures, age structure, development and neighbours."""

from functools import partial

import streamlit as st

from monitoring.ui import gebietsprofil as gp
from monitoring.ui import gebietsprofil_charts, gebietsprofil_view
from monitoring.ui.empty import SEE_QUALITY, show_empty
from monitoring.ui.notes import show_footer, show_sample_band, show_title
from monitoring.ui.saved import show_saving
from monitoring.ui.selection import selection_bar
from monitoring.ui.state import publish
from monitoring.ui.takeaway import show_takeaway
from monitoring.ui.territories import choose_territory, follow_linked_area

show_sample_band()
follow_linked_area()
bar = selection_bar([2, 3, 4])
territory = choose_territory(bar[0])
with bar[1]:
    area = gp.choose_area(territory)
frame = gp.profile(area)

title = f"{area.label} im Überblick"
beside = " und ".join(name for _, name in area.uppers)
show_title(title, f"Kennzahlen neben {beside}" if beside else "Kennzahlen nach Themen")
if area.unincorporated:
    st.info("Gemeindefreies Gebiet: Hier wohnt niemand, daher gibt es keine Kennzahlen.")
if frame.empty:
    show_empty("Für dieses Gebiet liegen in diesem Datenstand keine Werte vor.", do=SEE_QUALITY)
    publish(*gp.CHOICES)
else:
    left, right = st.columns([3, 2], gap="large")
    with left:
        gp.show_key_figures(area, gp.choose_topic(frame))
    with right:
        gebietsprofil_charts.show_pyramid(area)
        gebietsprofil_charts.show_development(area)
    gp.show_membership(area)
    gp.show_neighbours(area)
    publish(*gp.CHOICES)
    with st.container(horizontal=True):
        prepare = partial(gebietsprofil_view.view_maker, area, frame, title)
        show_takeaway(prepare, f"gebietsprofil-{area.key}")
        show_saving("gebietsprofil", gp.CHOICES, title)
show_footer(list(frame["indicator"].unique()))
