"""Kreisvergleich: one indicator over all Kreise, several side by side, the spread inside."""

from functools import partial

import streamlit as st

from monitoring.analysis import sentences
from monitoring.areas import Level
from monitoring.periods import spoken
from monitoring.ui import kreisvergleich as kv
from monitoring.ui import kreisvergleich_view
from monitoring.ui.notes import show_footer, show_sample_band, show_title
from monitoring.ui.saved import show_saving
from monitoring.ui.selection import (
    choose_indicator,
    draw_period,
    periods_of,
    selection_bar,
    settle_period,
)
from monitoring.ui.state import publish
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import show_takeaway
from monitoring.ui.territories import choose_territory

show_sample_band()
bar = selection_bar([2, 3, 2, 3])
indicator = choose_indicator(bar[:2])
own = choose_territory(bar[2], without_bund=True)
if not periods_of(indicator.id, "kreis"):
    publish(*kreisvergleich_view.CHOICES)
    st.info(f"„{indicator.title}“ liegt für die Kreise nicht vor. Bitte anderen Indikator wählen.")
    st.stop()
period = settle_period(indicator, "kreis", own.key[:2], "zeitraum_kreis")
draw_period(bar[3], indicator, "kreis", "zeitraum_kreis")
frame = kv.compared(indicator, own, period)
land = kv.land_value(indicator, own, period)

place = sentences.Territory(land[1], "", "land")
title = sentences.map_title(indicator.title, "kreis", place, period)
subtitle = f"{indicator.unit} · {spoken(period)}"
if own.level == Level.KREIS:
    subtitle += f" · eigener Kreis: {own.label}"
show_title(title, subtitle, indicator.caution)
prepare = partial(kreisvergleich_view.view_maker, indicator, frame, (title, subtitle), land)
kv.show_dots(indicator, frame, own, period, prepare)
kv.show_spread(indicator, own, period)
st.subheader("Mehrere Indikatoren", anchor=False)
several = kv.choose_several(indicator)
kv.show_bars(several, own)
figures = st.expander("Tabelle", key="tabelle", on_change="rerun")
if figures.open:
    with figures:
        show_table(kreisvergleich_view.comparison_table(indicator, frame), title)
publish(*kreisvergleich_view.CHOICES)
with st.container(horizontal=True):
    show_takeaway(prepare, f"kreisvergleich-{own.key}-{indicator.id}-{period}")
    show_saving("kreisvergleich", kreisvergleich_view.CHOICES, title)
show_footer([indicator.id, *several], with_map=False)
