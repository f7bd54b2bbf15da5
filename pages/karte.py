"""Karte: one indicator over all areas of a territory, as map, legend, panel and table."""

import streamlit as st

from monitoring.periods import spoken
from monitoring.ui import karte
from monitoring.ui.map_block import choose_style
from monitoring.ui.notes import show_footer, show_sample_band, show_title
from monitoring.ui.selection import choose_indicator, choose_level, choose_territory
from monitoring.ui.state import publish
from monitoring.ui.takeaway import show_takeaway

show_sample_band()
bar = st.columns([2, 3, 2, 2])
indicator = choose_indicator(bar[:2])
territory = choose_territory(bar[2])
level = choose_level(bar[3], indicator, territory)
question = karte.Question(indicator, territory, level, *karte.choose_time(indicator, level))
head = st.container()
style = choose_style()
picture = karte.picture_of(question, style)

with head:
    show_title(question.title, question.subtitle, indicator.caution)
    karte.show_map_and_panel(question, picture, style)
karte.show_table_twin(question, picture)
show_takeaway(karte.view_maker(question, picture), f"karte-{indicator.id}-{question.period}")
show_footer([indicator.id], with_map=True)
publish(*karte.CHOICES)
