"""The browser files of the map (``static/``) and the names under which the server gives them."""

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
ASSET_ROUTE = "/assets"
LAYER_ROUTE = "/karten"
# st_folium loads one script after the other: what the map needs travels as one
MAP_SCRIPT, MAP_STYLE = "map.js", "map.css"
BUNDLES = {
    MAP_SCRIPT: (
        "vendor/leaflet/leaflet.js",
        "kreisblick-layer.js",
        "kreisblick-paint.js",
        "kreisblick-canvas.js",
        "kreisblick-outlines.js",
        "kreisblick-view.js",
        "kreisblick-values.js",
        "kreisblick-map.js",
    ),
    MAP_STYLE: ("vendor/leaflet/leaflet.css", "kreisblick-map.css"),
}


@cache
def static_files() -> dict[str, bytes]:
    """Content of all that we serve, by its path below ``static/``, and the bundles."""
    paths = sorted(path for path in STATIC.rglob("*") if path.is_file())
    files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in paths}
    bundles = {name: b"\n".join(files[part] for part in parts) for name, parts in BUNDLES.items()}
    return files | bundles


@cache
def asset_version() -> str:
    """Short hash over all browser files: part of their address, so they may be kept for ever."""
    digest = hashlib.sha256()
    for name, content in static_files().items():
        digest.update(name.encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def from_component(route: str) -> str:
    """A route of the server, seen from a component's frame (``/component/<name>/index.html``)."""
    return f"../..{route}"


def layer_url(release: str, file: str) -> str:
    """Address of a layer file of a release, for :func:`geodata.maps.base_map`."""
    return from_component(f"{LAYER_ROUTE}/{release}/{file}")
