"""The map engine alone: one selectbox and one map, or two that move together.

Values are made up, areas are those of $KREISBLICK_BENCH_LAYER (JSON: release, file, bounds,
order, attribution). The address chooses what is shown: ``?mode=areas|plain|circles``,
``?kreis=16068`` for one territory, ``?linked=1`` for two maps.
"""

import json
import os
from pathlib import Path
from typing import Any

import folium
import numpy as np
import streamlit as st
from numpy.typing import NDArray

from geodata.assets import layer_url
from geodata.maps import Circles, Series, base_map, change, circle_radii, value_payload
from geodata.palettes import GROUND, OUTSIDE, PALETTES
from monitoring.ui.map_view import show_map

INDICATORS = [f"Indikator {number:02d}" for number in range(1, 31)]
REASONS = {250: "keine Angabe", 251: "geheim", 252: "zu kleine Fallzahl", 253: "entfällt"}


@st.cache_resource
def manifest(path: str) -> dict[str, Any]:
    """The layer that is drawn."""
    return dict(json.loads(Path(path).read_text(encoding="utf-8")))


def values_of(indicator: str, count: int) -> NDArray[np.float64]:
    """Made-up values; the same for the same indicator."""
    return np.random.default_rng(INDICATORS.index(indicator)).gamma(2, 10, count).round(1)


def classes_of(
    values: NDArray[np.float64], keys: list[str], mode: str, kreis: str
) -> NDArray[np.uint8]:
    """Fifths, with some areas without a value unless plain, and only the chosen territory."""
    breaks = np.quantile(values, [0.2, 0.4, 0.6, 0.8])
    classes = np.searchsorted(breaks, values, side="right").astype(np.uint8)
    if mode != "plain":
        for reason, (start, step) in zip(
            REASONS, ((0, 17), (5, 31), (7, 41), (9, 43)), strict=True
        ):
            classes[start::step] = reason
    classes[[not key.startswith(kreis) for key in keys]] = OUTSIDE
    return classes


def change_of(indicator: str, layer: dict[str, Any], palette: str) -> folium.FeatureGroup:
    """The change that shows an indicator."""
    query = st.query_params
    keys, mode, kreis = layer["order"], query.get("mode", "areas"), query.get("kreis", "")
    values = values_of(indicator, len(keys))
    circles = Circles(circle_radii(values, largest=20)) if mode == "circles" else None
    payload = value_payload(
        classes_of(values, keys, mode, kreis),
        Series(values, 1, "je 100 Einwohner"),
        palette=[GROUND] * 5 if circles else PALETTES[palette].colours(5),
        reasons=REASONS,
        bounds=layer["territories"][kreis] if kreis else layer["bounds"],
        circles=circles,
    )
    return change(payload, st.session_state.get("area"))


def select(key: str) -> None:
    """Remember the clicked area."""
    st.session_state["area"] = key
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1


def draw(
    layer: dict[str, Any], indicator: str, palette: str, key: str, channel: str | None
) -> None:
    """One map."""
    base = base_map(
        layer_url(layer["release"], layer["file"]),
        layer["bounds"],
        channel=channel,
        attribution=layer["attribution"],
        label="Karte der Gemeinden",
    )
    show_map(base, change_of(indicator, layer, palette), key=key, on_click=select)


def main() -> None:
    """Draw the page."""
    st.set_page_config(page_title="Karte", layout="wide")
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    layer = manifest(os.environ["KREISBLICK_BENCH_LAYER"])
    indicator = st.selectbox("Indikator", INDICATORS, key="indikator")
    if st.query_params.get("linked"):
        left, right = st.columns(2)
        with left:
            draw(layer, indicator, "petrol", "links", "vergleich")
        with right:
            draw(layer, indicator, "puor", "rechts", "vergleich")
    else:
        draw(layer, indicator, "petrol", "karte", None)
    state = st.session_state
    st.write(f"Gewählt: {state.get('area')} · Klicks: {state.get('clicks', 0)}")
    st.write(f"Läufe: {state['runs']}")


main()
