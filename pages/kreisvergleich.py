"""Kreisvergleich: one indicator over all Kreise or Planungsräume, several, the spread inside."""

from functools import partial

import streamlit as st

from monitoring.analysis import sentences
from monitoring.areas import Level
from monitoring.periods import spoken
from monitoring.ui import kreisvergleich as kv
from monitoring.ui import kreisvergleich_view
from monitoring.ui.levels import draw_levels
from monitoring.ui.notes import escape_markdown, show_footer, show_sample_band, show_title
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
from monitoring.ui.territories import draw_territory, settle_territory

show_sample_band()
own = settle_territory(without_bund=True)
whose, levels = kv.settle_compared(own)
bar = selection_bar([2, 3, 2, 2, 3] if levels[1:] else [2, 3, 2, 3])
indicator = choose_indicator(bar[:2])
draw_territory(bar[2], without_bund=True)
if levels[1:]:
    with bar[3]:
        draw_levels(levels, "ebene_kreis")
if not periods_of(indicator.id, whose.level):
    publish(*kreisvergleich_view.CHOICES)
    st.info(
        f"„{escape_markdown(indicator.title)}“ liegt auf dieser Ebene nicht vor. "
        "Bitte anderen Indikator wählen."
    )
    st.stop()
period = settle_period(indicator, whose.level, whose.around, "zeitraum_kreis")
draw_period(bar[-1], indicator, whose.level, "zeitraum_kreis")
frame = kv.compared(indicator, whose, period)
around = kv.value_around(indicator, whose, period)

title = sentences.map_title(indicator.title, whose.level, whose.place, period)
subtitle = f"{indicator.unit} · {spoken(period)}"
if Level.KREIS == own.level == whose.level:
    subtitle += f" · eigener Kreis: {own.label}"
show_title(title, subtitle, indicator.caution)
prepare = partial(
    kreisvergleich_view.view_maker, indicator, frame, (title, subtitle, whose.one), around
)
kv.show_dots(indicator, frame, whose, period, prepare)
kv.show_spread(indicator, whose, period)
st.subheader("Mehrere Indikatoren", anchor=False)
several = kv.choose_several(indicator)
kv.show_bars(several, whose)
figures = st.expander("Tabelle", key="tabelle", on_change="rerun")
if figures.open:
    with figures:
        show_table(kreisvergleich_view.comparison_table(indicator, frame, whose.one), title)
publish(*kreisvergleich_view.CHOICES)
with st.container(horizontal=True):
    show_takeaway(prepare, f"kreisvergleich-{own.key}-{whose.level}-{indicator.id}-{period}")
    show_saving("kreisvergleich", kreisvergleich_view.CHOICES, title)
show_footer([indicator.id, *several])
