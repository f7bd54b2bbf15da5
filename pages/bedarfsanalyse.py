"""Bedarfsanalyse: the areas of a Kreis or Land ranked by an index, with reasons."""

from functools import partial

import streamlit as st

from geodata.maps import change
from monitoring.ui import bedarf, bedarf_charts, bedarf_reasons, bedarf_view
from monitoring.ui.legend import show_legend
from monitoring.ui.map_block import draw_map
from monitoring.ui.map_values import payload
from monitoring.ui.notes import boundary_note, show_footer, show_sample_band, show_title
from monitoring.ui.saved import show_saving
from monitoring.ui.state import publish
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import show_takeaway
from monitoring.ui.territories import choose_territory

show_sample_band()
bar = st.columns([2, 2, 3])
territory = choose_territory(bar[0], without_bund=True)
level = bedarf.choose_level(bar[1], territory)
chosen, directions, weights = bedarf.choose_indicators(level)
analysis = bedarf.analyse(chosen, directions, weights, (territory, level))
title = bedarf_view.title(territory, level)
show_title(title, bedarf_view.subtitle(analysis, chosen, level), bedarf_view.CAUTION)
if analysis is None:
    publish(*bedarf.choice_keys(chosen))
    st.info(
        "Wählen Sie mindestens einen Indikator mit einem Gewicht über 0, zu dem für die Gebiete "
        "dieser Ebene Werte vorliegen."
    )
    st.stop()

picture = bedarf.index_picture(analysis)
wide, narrow = st.columns([3, 2], gap="medium")
with narrow:
    key = bedarf_view.choose_area(analysis)
with wide:
    values = change(payload(picture, territory), key)
    draw_map(level, values, key=f"bedarf_{level}", on_click=bedarf_view.select)
    show_legend(picture, bedarf_view.LEGEND_TITLE)
with narrow:
    bedarf_view.show_area(analysis, key)
st.subheader("Rangfolge mit Gründen", anchor=False)
show_table(bedarf_reasons.ranking_table(analysis), title)
bedarf_view.show_notes(analysis)
bedarf_charts.show_contributions(analysis)
bedarf_charts.show_scatter(analysis)
publish(*bedarf.choice_keys(chosen))
with st.container(horizontal=True):
    prepare = partial(bedarf_view.view_maker, analysis, picture, (title, key))
    show_takeaway(prepare, f"bedarf-{territory.key}-{level}")
    show_saving("bedarfsanalyse", bedarf.choice_keys(chosen), title)
show_footer(chosen, boundaries=boundary_note(territory.within))
