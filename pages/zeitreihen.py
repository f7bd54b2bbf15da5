"""Zeitreihen: one indicator over time, for chosen Gemeinden beside Kreis and Land."""

from functools import partial

import streamlit as st

from monitoring.ui import gebietsreformen, zeitreihen, zeitreihen_all, zeitreihen_view
from monitoring.ui.courses import course_table
from monitoring.ui.notes import show_footer, show_sample_band, show_title
from monitoring.ui.saved import show_saving
from monitoring.ui.selection import choose_indicator, periods_of, selection_bar
from monitoring.ui.state import publish
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import show_takeaway
from monitoring.ui.territories import choose_territory

show_sample_band()
bar = selection_bar([2, 3, 2])
indicator = choose_indicator(bar[:2])
territory = choose_territory(bar[2])
left, right = st.columns([3, 2])
levels = ("ortsteil", "gemeinde", "planungsraum", "kreis", "land")
periods = sorted({period for level in levels for period in periods_of(indicator.id, level)})
mode = zeitreihen.choose_mode(indicator, periods)
with left:
    keys = zeitreihen.choose_areas(territory)
with right:
    references = zeitreihen.choose_references(indicator, territory, mode[0])
lines = zeitreihen.course(indicator, keys, references, mode)

prepare = partial(zeitreihen_view.view_maker, indicator, lines)
name = f"zeitreihe-{territory.key}-{indicator.id}"
show_title(lines.title, lines.measure.unit, indicator.caution)
if lines.frame["value"].notna().any():
    zeitreihen.show_course(lines, prepare, name)
else:
    st.info("Für diese Auswahl liegen keine Werte vor. Wählen Sie Gemeinden, Kreis oder Land.")
zeitreihen_all.show_multiples(indicator, territory)
figures = st.expander("Tabelle", key="tabelle", on_change="rerun")
if figures.open:
    with figures:
        show_table(course_table(lines.frame, lines.measure), lines.title)
gebietsreformen.show_reforms(territory)
publish(*zeitreihen.CHOICES)
with st.container(horizontal=True):
    show_takeaway(prepare, name)
    show_saving("zeitreihen", zeitreihen.CHOICES, lines.title)
show_footer(zeitreihen_view.used(indicator, lines))
