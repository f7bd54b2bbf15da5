"""The usual way: ``folium.Choropleth`` through ``st_folium``, the map built in every run."""

import json
import os
from pathlib import Path
from typing import Any

import folium
import numpy as np
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

INDICATORS = [f"Indikator {number:02d}" for number in range(1, 31)]


@st.cache_resource
def geojson(path: str) -> dict[str, Any]:
    """The boundaries as they come, read once."""
    return dict(json.loads(Path(path).read_text(encoding="utf-8")))


st.set_page_config(page_title="Vergleich", layout="wide")
areas = geojson(os.environ["KREISBLICK_BENCH_GEOJSON"])
keys = [feature["id"] for feature in areas["features"]]
indicator = st.selectbox("Indikator", INDICATORS, key="indikator")
values = np.random.default_rng(INDICATORS.index(indicator)).gamma(2, 10, len(keys)).round(1)
longitudes, latitudes = areas["bbox"][0::2], areas["bbox"][1::2]
drawn = folium.Map(tiles=None)
drawn.fit_bounds(list(zip(latitudes, longitudes, strict=True)))
choropleth = folium.Choropleth(
    geo_data=areas,
    data=pd.DataFrame({"key": keys, "value": values}),
    columns=["key", "value"],
    key_on="feature.id",
    fill_color="YlGnBu",
    fill_opacity=0.9,
    line_weight=0.5,
    bins=np.quantile(values, np.linspace(0, 1, 6)).tolist(),
)
for name in [name for name in choropleth._children if name.startswith("color_map")]:
    del choropleth._children[name]  # its legend needs d3 from a CDN; without it the peer is faster
choropleth.add_to(drawn)
st_folium(drawn, key="karte", height=560, use_container_width=True, returned_objects=[])
