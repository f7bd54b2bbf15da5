"""A map with its legend, panel and table, drawn from one picture."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from geodata.assets import layer_url
from geodata.maps import Circles, Series, base_map, circle_radii, tiles_from_settings, value_payload
from geodata.palettes import PALETTES
from monitoring.release.location import release_folder
from monitoring.reports.view import MapDrawing
from monitoring.ui.cached import manifest
from monitoring.ui.legend import legend_items
from monitoring.ui.map_view import show_map
from monitoring.ui.notes import boundary_note
from monitoring.ui.picture import REASONS, METHODS, Picture, Style
from monitoring.ui.selection import Territory
from monitoring.ui.state import settle

PALETTE_TITLES = {palette.id: palette.title for palette in PALETTES.values()}


def draw_map(
    picture: Picture,
    territory: Territory,
    level: str,
    *,
    key: str,
    selected: str | None,
    on_click: Callable[[str], None],
    channel: str | None = None,
    height: int = 560,
) -> None:
    """The picture on the release's layer of ``level``."""
    release = manifest()
    layer = release["layers"][level]
    (south, west), (north, east) = layer["bounds"]
    base = base_map(
        layer_url(release["id"], layer["file"]),
        ((south, west), (north, east)),
        tiles=tiles_from_settings(),
        channel=channel,
        attribution=boundary_note(release),
        label=f"Karte: {level}",
    )
    values = picture.frame["value"].to_numpy(float)
    change = value_payload(
        picture.codes,
        Series(values, picture.decimals, picture.unit, signed=picture.signed),
        palette=picture.palette,
        reasons=REASONS,
        bounds=territory.bounds,
        selected=selected,
        circles=_circles(picture, values),
    )
    show_map(base, change, key=key, height=height, on_click=on_click)


def _circles(picture: Picture, values: np.ndarray) -> Circles | None:
    if not picture.circles:
        return None
    shown = np.where(picture.codes < 250, values, np.nan)
    return Circles(circle_radii(shown))


def map_drawing(
    picture: Picture, level: str, *, selected: str | None, title: str = ""
) -> MapDrawing:
    """The same picture for documents."""
    release = manifest()
    folder = release_folder(release["id"]) / "maps"
    return MapDrawing(
        layer_path=folder / release["layers"][level]["file"],
        classes=picture.codes.tobytes(),
        palette=tuple(picture.palette),
        legend=legend_items(picture),
        legend_title=picture.unit,
        title=title,
        selected=(selected,) if selected else (),
        named=(selected,) if selected else (),
    )


def choose_style() -> Style:
    """Method, number of classes and palette; folded away since it is rarely changed."""
    with st.expander("Darstellung: Klassen und Farben"):
        columns = st.columns(4, vertical_alignment="bottom")
        settle("methode", list(METHODS), "quantile")
        settle("klassen", ["3", "4", "5", "6", "7"], "5")
        settle("palette", list(PALETTE_TITLES), "petrol")
        settle("grenzen", ["fest", "je"], "fest")
        with columns[0]:
            method = st.selectbox(
                "Klassenbildung", list(METHODS), key="methode", format_func=METHODS.get
            )
        with columns[1]:
            count = st.selectbox("Klassen", ["3", "4", "5", "6", "7"], key="klassen")
        with columns[2]:
            palette = st.selectbox(
                "Farben", list(PALETTE_TITLES), key="palette", format_func=PALETTE_TITLES.get
            )
        with columns[3]:
            steady = st.selectbox(
                "Klassengrenzen",
                ["fest", "je"],
                key="grenzen",
                format_func={"fest": "gleich über alle Jahre", "je": "je Zeitraum neu"}.get,
            )
        manual = _manual_breaks() if method == "manual" else ()
    used = "equal" if method == "manual" and not manual else method
    return Style(used, int(count), palette, steady == "fest", manual)


def _manual_breaks() -> tuple[float, ...]:
    text = st.text_input(
        "Eigene Grenzen, durch Strichpunkt getrennt", key="eigene", placeholder="5; 7,5; 10"
    )
    words = [word.strip().replace(".", "").replace(",", ".") for word in text.split(";")]
    try:
        return tuple(sorted({float(word) for word in words if word}))
    except ValueError:
        st.warning("Bitte nur Zahlen eingeben, zum Beispiel: 5; 7,5; 10")
        return ()
