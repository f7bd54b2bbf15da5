"""A folium map of one layer, and the small change that brings one set of values (front).

The layer travels once, by its address; each change brings one class byte per area and the
values as whole numbers, itself or by an address of its own. Nothing that depends on the
indicator belongs in the base map: a base map that differs makes the component start anew.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal
from urllib.parse import urlsplit

import folium
import numpy as np
from folium.template import Template
from numpy.typing import NDArray

from geodata import assets
from geodata.outlines import Outlines
from geodata.palettes import FIRST_REASON, HATCHES
from geodata.series import (
    Circles,
    Series,
    circle_radii,
    encoded,
    encoded_circles,
    packed,
)

__all__ = [
    "Ahead",
    "Bounds",
    "Circles",
    "Renderer",
    "Series",
    "TileConfig",
    "base_map",
    "change",
    "change_at",
    "circle_radii",
    "clicked_area",
    "script_safe",
    "value_payload",
]
Bounds = tuple[tuple[float, float], tuple[float, float]]
Renderer = Literal["auto", "svg", "canvas"]


@dataclass(frozen=True)
class TileConfig:
    """Background tiles of the operator's choice: ``https://host/{z}/{x}/{y}.png``."""

    url: str
    attribution: str = ""
    max_zoom: int = 18

    @property
    def host(self) -> str:
        """Scheme and host, as the Content-Security-Policy names it."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


@dataclass(frozen=True)
class Ahead:
    """A select box of the page whose next choice the map foresees.

    ``box`` is its label, ``name`` its word in the address of the values, ``titles`` the address
    of a JSON object that gives the word's value for each option as it is shown.
    """

    box: str
    name: str
    titles: str


class LayerMap(folium.MacroElement):
    """Starts the map engine in the component's frame."""

    _template = Template("""
    {% macro script(this, kwargs) %}
    Kreisblick.start({{ this._parent.get_name() }}, {{ this.options }});
    {% endmacro %}""")

    def __init__(self, options: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "LayerMap"
        self.options = script_safe(options)


class Change(folium.MacroElement):
    """Hands one set of values, or its address, to the map engine."""

    _template = Template("""
    {% macro script(this, kwargs) %}Kreisblick.paint({{ this.payload }});{% endmacro %}""")

    def __init__(self, payload: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "Change"
        self.payload = script_safe(payload)


def base_map(
    layer_url: str,
    bounds: Bounds,
    *,
    tiles: TileConfig | None = None,
    channel: str | None = None,
    renderer: Renderer = "auto",
    attribution: str = "",
    label: str = "Karte",
    ahead: Ahead | None = None,
) -> folium.Map:
    """The constant part of a map. Build it anew in every run: st_folium changes what it gets.

    ``layer_url`` comes from :func:`geodata.assets.layer_url`. ``bounds`` is where the map
    opens; a payload with other bounds moves it. Maps with the same ``channel`` on one page
    move together. ``auto`` draws up to 400 areas as SVG, more on a canvas; up to 2,500 can be
    reached by keyboard and screen reader. ``attribution`` and ``label`` are texts, never HTML.
    """
    notes = [attribution, tiles.attribution if tiles else ""]
    options: dict[str, object] = {
        "layer": layer_url,
        "channel": channel,
        "renderer": renderer,
        "attribution": " · ".join(note for note in notes if note),
        "label": label,
        "hatches": {str(code): asdict(hatch) for code, hatch in HATCHES.items()},
        "tiles": {"url": tiles.url, "maxZoom": tiles.max_zoom} if tiles else None,
        "ahead": asdict(ahead) if ahead else None,
    }
    # st_folium's own key leaves out whatever follows an underscore, e.g. in a release's name
    options["token"] = hashlib.sha256(json.dumps(options).encode()).hexdigest()
    result = empty_map(bounds)
    LayerMap(options).add_to(result)
    return result


def empty_map(bounds: Bounds) -> folium.Map:
    """A folium map without tiles and controls that takes its scripts from our own server."""
    (south, west), (north, east) = bounds
    result = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=6,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.25,
        wheel_px_per_zoom_level=90,
        max_zoom=16,
        min_zoom=4,
    )
    root = assets.from_component(f"{assets.ASSET_ROUTE}/{assets.asset_version()}")
    result.default_js = [("map", f"{root}/{assets.MAP_SCRIPT}")]
    result.default_css = [("map", f"{root}/{assets.MAP_STYLE}")]
    return result


def value_payload(
    classes: NDArray[np.uint8],
    values: Series,
    *,
    palette: Sequence[str],
    reasons: Mapping[int, str],
    bounds: Bounds,
    circles: Circles | None = None,
    opacity: float = 1.0,
    remarks: Mapping[int, str] | None = None,
    outlines: Outlines | None = None,
) -> dict[str, object]:
    """What the engine paints, as JSON: all arrays in the layer's order.

    ``classes``: 0…k-1 index ``palette``; 250–254 are reasons; 255 is outside: neither drawn nor
    clickable. The tooltip shows the text that ``reasons`` has for a code, else the value.
    ``bounds`` moves the map only when they differ from the last ones. ``remarks`` stand behind
    the value, by place; ``outlines`` are drawn over it all.
    """
    has_value = classes < FIRST_REASON
    return {
        "classes": packed(classes),
        "values": encoded(values, has_value),
        "reasons": {str(code): text for code, text in reasons.items()},
        "remarks": {str(place): text for place, text in (remarks or {}).items()},
        "palette": list(palette),
        "opacity": opacity,
        "bounds": bounds,
        "outlines": outlines and {"groups": outlines.groups, "colours": outlines.colours},
        "circles": None if circles is None else encoded_circles(circles, has_value),
    }


def change(payload: Mapping[str, object], selected: str | None = None) -> folium.FeatureGroup:
    """The change for ``st_folium(feature_group_to_add=…)`` that carries the values itself."""
    return _group({**payload, "selected": selected})


def change_at(address: str, selected: str | None, run: int) -> folium.FeatureGroup:
    """The same by address: the browser asks for the values, if it has not done so ahead.

    ``run`` counts the runs of the page: the component hands on a change only if it differs
    from the last one, and after every run the page has the last word.
    """
    return _group({"address": address, "selected": selected, "run": run})


def _group(content: Mapping[str, object]) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name="werte", control=False)
    Change(content).add_to(group)
    return group


def clicked_area(answer: object) -> str | None:
    """Key of the area that was clicked, from what ``st_folium`` answers; None before any click."""
    key = answer.get("clicked") if isinstance(answer, dict) else None
    return key if isinstance(key, str) else None


def script_safe(value: object) -> str:
    """JSON that stays data within a script element and within st_folium's rewriting of scripts."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("{{", "{\\u007b")
