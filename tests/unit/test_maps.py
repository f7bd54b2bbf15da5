"""The change that travels to the browser: small, exact, and nothing but data."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from folium.elements import JSCSSMixin

from geodata import maps
from geodata.maps import Circles, Series, base_map, circle_radii, clicked_area, value_payload
from geodata.palettes import HATCHES, PALETTES, rgb, swatch
from monitoring.ui.tiles import operator_tiles

BOUNDS = ((50.2, 9.8), (51.7, 12.7))
REASONS = {250: "keine Angabe", 251: "geheim"}


def payload(classes: list[int], values: list[float], decimals: int = 1, **more: Any):
    sent = value_payload(
        np.array(classes, dtype=np.uint8),
        Series(np.array(values, dtype=float), decimals, "%"),
        palette=PALETTES["petrol"].colours(3),
        reasons=REASONS,
        bounds=BOUNDS,
        **more,
    )
    return json.loads(json.dumps(sent))


def decoded(series: dict[str, Any]) -> list[float]:
    """Values of a series, by the description of the format."""
    raw, width = base64.b64decode(series["data"]), series["width"]
    numbers = [int.from_bytes(raw[i : i + width], "little") for i in range(0, len(raw), width)]
    return [(number + series["base"]) / 10 ** series["decimals"] for number in numbers]


@pytest.mark.parametrize(
    ("values", "decimals", "width"),
    [
        ([0.0, 12.3, 25.5], 1, 1),
        ([-4.25, 0.0, 119.99], 2, 2),
        ([3_700_000.0, 9.0, 120.0], 0, 3),
        ([123_456_789_012.5, 0.1, 7.0], 1, 6),
    ],
)
def test_values_come_back_exactly(values: list[float], decimals: int, width: int):
    series = payload([0, 1, 2], values, decimals)["values"]
    assert series["width"] == width
    assert decoded(series) == values


def test_what_has_no_value_sends_none():
    sent = payload([0, 250, 251, 255], [5.5, np.nan, np.nan, np.nan])
    assert decoded(sent["values"]) == [5.5] * 4
    assert list(base64.b64decode(sent["classes"])) == [0, 250, 251, 255]
    assert sent["reasons"] == {"250": "keine Angabe", "251": "geheim"}


def test_a_secret_value_does_not_travel_with_its_reason():
    sent = payload([0, 251], [5.5, 77.7])
    assert 77.7 not in decoded(sent["values"])


def test_a_class_without_a_value_is_a_mistake():
    with pytest.raises(ValueError, match="needs a value"):
        payload([0, 1], [5.5, np.nan])


def test_a_change_for_germany_is_small():
    count = 10_997
    values = np.random.default_rng(1).gamma(2, 4000, count).round(1)
    sent = value_payload(
        np.zeros(count, dtype=np.uint8),
        Series(values, 1),
        palette=PALETTES["petrol"].colours(5),
        reasons=REASONS,
        bounds=BOUNDS,
    )
    assert len(json.dumps(sent)) <= 100_000


def test_the_area_of_a_circle_is_proportional_to_the_value():
    radii = circle_radii(np.array([100.0, 25.0, 0.0, np.nan]), largest=20)
    assert radii.tolist() == [20, 10, 0, 0]
    assert circle_radii(np.array([50.0]), largest=20, maximum=200).tolist() == [10]
    sent = payload([0, 0, 0, 250], [100, 25, 0, np.nan], circles=Circles(radii))["circles"]
    assert list(base64.b64decode(sent["radii"])) == [80, 40, 0, 0]


def test_the_base_map_knows_nothing_of_the_indicator():
    scripts = [base_map("../../karten/r/l.topojson", BOUNDS)._children for _ in range(2)]
    first, second = ([c.options for c in s.values() if hasattr(c, "options")] for s in scripts)
    assert first == second


def test_another_release_makes_another_map_even_if_st_folium_cannot_tell():
    """st_folium leaves out what follows an underscore when it compares maps."""

    def token(url: str) -> str:
        children = base_map(url, BOUNDS)._children.values()
        (layer,) = [child for child in children if isinstance(child, maps.LayerMap)]
        return json.loads(layer.options)["token"]

    assert token("../../karten/2024_a/x.topojson") != token("../../karten/2024_b/x.topojson")


def test_a_map_asks_no_other_host():
    drawn = base_map("../../karten/r/l.topojson", BOUNDS)
    links = [
        link
        for part in [drawn, *drawn._children.values()]
        if isinstance(part, JSCSSMixin)
        for _, link in [*part.default_js, *part.default_css]
    ]
    assert len(links) == 2
    assert all(link.startswith("../../assets/") for link in links)


def test_texts_cannot_leave_their_script():
    text = maps.script_safe({"label": "</script><script>alert(1)</script> {{ 'x' }}"})
    assert "<" not in text
    assert "{{" not in text
    assert json.loads(text)["label"] == "</script><script>alert(1)</script> {{ 'x' }}"


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ({"clicked": "16068041", "at": 1}, "16068041"),
        ({}, None),
        (None, None),
        ({"clicked": 16068041}, None),
    ],
)
def test_a_click_is_a_key(answer: object, key: str | None):
    assert clicked_area(answer) == key


def test_tiles_are_off_unless_the_operator_names_some(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("KREISBLICK_TILES_URL", raising=False)
    assert operator_tiles() is None
    monkeypatch.setenv("KREISBLICK_TILES_URL", "https://{s}.karten.example:8443/{z}/{x}/{y}.png")
    tiles = operator_tiles()
    assert tiles is not None
    assert tiles.host == "https://*.karten.example:8443"


def lightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [part / 255 for part in rgb(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("classes", range(3, 8))
@pytest.mark.parametrize("name", [n for n, p in PALETTES.items() if p.kind == "sequential"])
def test_sequential_palettes_darken_with_every_class(name: str, classes: int):
    steps = np.diff([lightness(colour) for colour in PALETTES[name].colours(classes)])
    assert (steps < -0.01).all()


@pytest.mark.parametrize("classes", range(3, 8))
@pytest.mark.parametrize("name", [n for n, p in PALETTES.items() if p.kind == "diverging"])
def test_diverging_palettes_are_lightest_in_the_middle(name: str, classes: int):
    light = [lightness(colour) for colour in PALETTES[name].colours(classes)]
    assert max(light) == max(light[(classes - 1) // 2], light[classes // 2])
    assert light[0] < light[(classes - 1) // 2]
    assert light[-1] < light[classes // 2]


def test_a_palette_has_three_to_seven_colours():
    with pytest.raises(ValueError, match="3 to 7"):
        PALETTES["petrol"].colours(8)


def test_every_reason_has_its_own_hatch():
    assert len({(hatch.paper, hatch.path) for hatch in HATCHES.values()}) == len(HATCHES) == 5
    assert len({swatch(code, []) for code in HATCHES}) == 5
    assert PALETTES["petrol"].colours(3)[1] in swatch(1, PALETTES["petrol"].colours(3))
