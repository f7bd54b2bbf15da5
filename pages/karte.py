"""Karte: one indicator over all areas of a territory, as map, legend, panel and table."""

from functools import partial

import streamlit as st

from monitoring.ui import karte, karte_view
from monitoring.ui.map_question import CHOICES, picture_of
from monitoring.ui.map_style import draw_style
from monitoring.ui.map_time import draw_time, keep_playing
from monitoring.ui.notes import boundary_note, show_footer, show_sample_band, show_title
from monitoring.ui.outlines import draw_outlined
from monitoring.ui.saved import show_saving
from monitoring.ui.selection import selection_bar, settle_indicator
from monitoring.ui.state import publish
from monitoring.ui.takeaway import show_takeaway
from monitoring.ui.territories import follow_linked_area, settle_territory

show_sample_band()
follow_linked_area()
bar = selection_bar([2, 3, 2, 2])
times, head = st.container(), st.container()
indicator, territory = settle_indicator(), settle_territory()
question = karte.settle_question(indicator, territory)
if question is None:
    karte.draw_question(bar, indicator, territory)
    publish(*CHOICES)
    st.stop()
first, beside = (question, picture_of(question)), karte.settle_second(question)
second = (beside, picture_of(beside)) if beside else None

with head:
    show_title(question.title, question.subtitle, indicator.caution)
    karte.show_map_and_panel(first, second)
karte.draw_question(bar, indicator, territory)
with times:
    draw_time(indicator, question.level, question.period)
settings = st.expander(
    "Darstellung: Klassen, Farben, zweite Karte", key="darstellung", on_change="rerun"
)
if settings.open:
    with settings:
        draw_style()
        draw_outlined(territory, question.level)
        karte.draw_second(question)
karte_view.show_table_twin(first, second)
publish(*CHOICES)
with st.container(horizontal=True):
    name = f"karte-{territory.key}-{indicator.id}-{question.period}"
    show_takeaway(partial(karte_view.view_maker, first, second), name)
    show_saving("karte", CHOICES, question.title)
shown = [indicator.id, *([beside.indicator.id] if beside else [])]
show_footer(shown, boundaries=boundary_note(territory.within))
keep_playing()
