"""The one place that calls st_folium: shows a map and reports a click exactly once."""

from collections.abc import Callable

import folium
import streamlit as st
from streamlit_folium import st_folium

from geodata.maps import clicked_area


def show_map(
    base: folium.Map,
    change: folium.FeatureGroup,
    *,
    key: str,
    height: int = 560,
    on_click: Callable[[str], None] | None = None,
) -> None:
    """Draw the map; ``on_click`` runs once per click, before the next run of the page.

    Panning and zooming cause no run. ``key`` must stay the same while the map stays.
    """

    def clicked() -> None:
        area = clicked_area(st.session_state.get(key))
        if area is not None and on_click is not None:
            on_click(area)

    st_folium(
        base,
        key=key,
        height=height,
        use_container_width=True,
        render=False,  # it renders once more itself
        returned_objects=[],
        feature_group_to_add=change,
        on_change=clicked,
    )
