"""The map of a picture: on the page, and as documents draw it."""

from collections.abc import Callable

import folium

from geodata.assets import layer_url
from geodata.maps import Ahead, base_map
from monitoring.areas import LEVEL_TITLES, Level
from monitoring.release.location import release_folder
from monitoring.release.manifest import Manifest
from monitoring.reports.view import MapDrawing
from monitoring.ui.cached import manifest
from monitoring.ui.legend import CIRCLE_WORDS, circle_items, legend_items
from monitoring.ui.map_view import show_map
from monitoring.ui.notes import boundary_credit
from monitoring.ui.picture import Picture
from monitoring.ui.tiles import operator_tiles


def draw_map(
    level: str,
    change: folium.FeatureGroup,
    *,
    key: str,
    on_click: Callable[[str], None],
    channel: str | None = None,
    ahead: Ahead | None = None,
    height: int = 560,
) -> None:
    """A change on the release's layer of ``level``."""
    release = manifest()
    layer = release["layers"][level]
    (south, west), (north, east) = layer["bounds"]
    base = base_map(
        layer_url(release["id"], layer["file"]),
        ((south, west), (north, east)),
        tiles=operator_tiles(),
        channel=channel,
        attribution=f"Grenzen: {boundary_credit(release)}",
        label=f"Karte: {LEVEL_TITLES[Level(level)]}",
        ahead=ahead,
    )
    show_map(base, change, key=key, height=height, on_click=on_click)


def map_drawing(
    picture: Picture,
    release: Manifest,
    level: str,
    *,
    selected: str | None,
    legend_title: str,
    title: str = "",
) -> MapDrawing:
    """The same picture for documents; ``release`` is the one it is of."""
    folder, outlines = release_folder(release["id"]) / "maps", picture.outlines
    return MapDrawing(
        layer_path=folder / release["layers"][level]["file"],
        classes=picture.codes.tobytes(),
        palette=(*picture.palette, *(outlines.colours if outlines else ())),
        legend=legend_items(picture),
        legend_title=f"{legend_title}: {CIRCLE_WORDS}" if picture.circles else legend_title,
        title=title,
        selected=(selected,) if selected else (),
        named=(selected,) if selected else (),
        radii=() if picture.radii is None else picture.radii.tolist(),
        circles=circle_items(picture),
        outlines=outlines,
    )
