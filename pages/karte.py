"""Karte: one indicator over all areas of a territory, as map, legend, panel and table."""

import streamlit as st

from monitoring.ui import karte, karte_view
from monitoring.ui.map_style import choose_style
from monitoring.ui.map_time import choose_time, keep_playing
from monitoring.ui.notes import show_footer, show_sample_band, show_title
from monitoring.ui.saved import show_saving
from monitoring.ui.selection import choose_indicator, choose_level, selection_bar
from monitoring.ui.state import publish
from monitoring.ui.takeaway import show_takeaway
from monitoring.ui.territories import choose_territory, follow_linked_area

show_sample_band()
follow_linked_area()
bar = selection_bar([2, 3, 2, 2])
indicator = choose_indicator(bar[:2])
territory = choose_territory(bar[2])
level = choose_level(bar[3], indicator, territory)
question = karte.Question(indicator, territory, level, *choose_time(indicator, level))
head = st.container()
with st.expander("Darstellung: Klassen, Farben, zweite Karte"):
    style = choose_style()
    second = karte.choose_second(question)
picture = karte.picture_of(question, style)

with head:
    show_title(question.title, question.subtitle, indicator.caution)
    karte.show_map_and_panel(question, picture, second)
karte_view.show_table_twin(question, picture)
publish(*karte.CHOICES)
with st.container(horizontal=True):
    name = f"karte-{indicator.id}-{question.period}"
    show_takeaway(karte_view.view_maker(question, picture), name)
    show_saving("karte", question.title)
show_footer([indicator.id], with_map=True)
keep_playing()
