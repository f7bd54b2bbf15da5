"""SVG and PNG: well-formed, every area drawn once, reasons told apart without colour."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from geodata.palettes import HATCHES
from monitoring.reports import fonts
from monitoring.reports.layer import lay_out, read_layer
from monitoring.reports.png import to_png
from monitoring.reports.style import ACCENT
from monitoring.reports.svg import to_svg
from monitoring.reports.svg_axes import looks
from monitoring.reports.svg_drawing import document
from monitoring.reports.svg_map import map_svg
from monitoring.reports.svg_text import spread, ticks
from monitoring.reports.view import ChartDrawing, Series
from tests.unit.test_reports_view import (
    HOSTILE,
    chart,
    circle_drawing,
    grid_layer,
    map_drawing,
    view,
)

KINDS = ["line", "dot", "pyramid"]
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> str:
    return " ".join(ET.fromstring(svg).itertext())


def test_a_layer_is_decoded_to_its_coordinates(tmp_path):
    layer = read_layer(grid_layer(tmp_path))
    assert layer.keys[:4] == ("16000000", "16000001", "16000002", "16001000")
    degrees = layer.points * layer.scale + layer.origin
    assert degrees.min(axis=0).tolist() == [11.0, 51.0]
    assert degrees.max(axis=0).round(6).tolist() == [11.3, 51.3]


def test_the_projection_keeps_north_up_and_true_proportions(tmp_path):
    layer = read_layer(grid_layer(tmp_path))
    sheet = lay_out(layer, bytes(9), 600, 600)
    assert sheet.height == 600
    assert sheet.width / sheet.height == pytest.approx(0.6265, abs=0.003)  # cos 51.15°
    first, last = (sheet.ring(layer.rings[i][0])[:, 1].mean() for i in (0, 8))
    assert first > last


def test_the_map_zooms_to_what_is_drawn(tmp_path):
    layer = read_layer(grid_layer(tmp_path))
    one = lay_out(layer, [0] + [255] * 8, 600, 600)
    whole = lay_out(layer, bytes(9), 600, 600)
    assert whole.metres == pytest.approx(3 * one.metres, rel=0.01)


def test_classes_must_fit_the_layer(tmp_path):
    with pytest.raises(ValueError, match="8 classes for 9 areas"):
        lay_out(read_layer(grid_layer(tmp_path)), bytes(8), 600, 600)


def test_every_area_inside_is_one_path_and_the_one_outside_is_none(tmp_path):
    root = ET.fromstring(to_svg(view(map_drawing(tmp_path)), "a4"))
    keys = [path.get("data-key") for path in root.iter(f"{SVG}path") if path.get("data-key")]
    assert len(keys) == len(set(keys)) == 8
    assert "16002002" not in keys


def test_each_reason_has_a_hatch_of_its_own(tmp_path):
    body, _, _ = map_svg(map_drawing(tmp_path), 400, 400, prefix="m")
    assert set(re.findall(r'fill="url\(#m(h\d+)\)"', body)) == {"h250", "h251", "h252", "h253"}
    patterns = re.findall(r"<pattern.*?</pattern>", body)
    assert len({re.sub(r'id="\w+"', "", pattern) for pattern in patterns}) == 5


def test_reasons_look_as_on_the_screen(tmp_path):
    body, _, _ = map_svg(map_drawing(tmp_path), 400, 400, prefix="m")
    for code, hatch in HATCHES.items():
        drawn = re.search(rf'<pattern id="mh{code}".*?</pattern>', body).group()
        assert f'd="{hatch.path}"' in drawn
        assert f'fill="{hatch.paper}"' in drawn
        assert 'patternTransform="scale(2)"' in drawn, "a tile is as large as in the legend"


def circles(svg: str) -> list[tuple[float, float, float]]:
    found = ET.fromstring(svg).iter(f"{SVG}circle")
    return [tuple(float(one.get(k)) for k in ("cx", "cy", "r")) for one in found]


def test_counts_are_circles_of_the_screens_proportions_the_largest_first(tmp_path):
    body, wide, _ = map_svg(circle_drawing(tmp_path), 560, 560, prefix="m", titles=False)
    drawn = circles(document(body, 560, 560))
    assert [r for _, _, r in drawn] == [28, 14, 7]
    thirds = [x / (wide - 4) for x, _, _ in drawn]
    assert thirds == pytest.approx([3 / 6, 1 / 6, 5 / 6], abs=0.01)
    assert body.index("<circle") < body.index('class="selected"')
    small, _, _ = map_svg(circle_drawing(tmp_path), 280, 280, prefix="m", titles=False)
    assert [r for _, _, r in circles(document(small, 280, 280))] == [14, 7, 3.5]


@pytest.mark.parametrize("sheet", ["a4", "slide"])
def test_circles_are_explained_in_the_scale_of_their_map(tmp_path, sheet):
    svg = to_svg(view(circle_drawing(tmp_path)), sheet)
    words = texts(svg)
    for part in ("Personen: Fläche des Symbols", "20.000", "5.000", "geheim zu halten"):
        assert part in words
    radii = [r for _, _, r in circles(svg)]
    largest, legend = radii[0], radii[3:]
    assert legend == pytest.approx([largest * 20 / 28, largest * 10 / 28], abs=0.02)
    assert "10,0 bis unter" not in words


def test_a_long_address_is_folded_and_nothing_of_it_is_lost():
    link = "https://example.org/kreisblick/karte?" + "&".join(f"wort{i}=wert{i}" for i in range(40))
    lines = [node.text for node in ET.fromstring(to_svg(view(link=link))).iter(f"{SVG}text")]
    first = next(i for i, line in enumerate(lines) if line.startswith("Diese Ansicht:"))
    assert "".join(lines[first:]) == f"Diese Ansicht: {link}"
    assert all(fonts.width(line, 10) <= 880 for line in lines[first:])


def test_borders_appear_only_when_asked_for(tmp_path):
    drawing = replace(map_drawing(tmp_path), classes=bytes(9))
    lengths = []
    for borders in (True, False):
        body, _, _ = map_svg(replace(drawing, borders=borders), 400, 400)
        border = re.search(r'class="border" d="([^"]*)"', body)
        lengths.append(border.group(1).count("M"))
    assert lengths == [13, 12]


def test_an_empty_territory_is_an_empty_map(tmp_path):
    body, _, _ = map_svg(replace(map_drawing(tmp_path), classes=bytes([255] * 9)), 400, 400)
    assert "data-key" not in body


@pytest.mark.parametrize("sheet", ["a4", "slide"])
def test_a_picture_carries_title_legend_source_and_credit(tmp_path, sheet):
    words = texts(to_svg(view(map_drawing(tmp_path), sample=True), sheet))
    for part in (
        "Altenquotient im Landkreis Sömmerda, 31.12.2019",
        "20,0 bis unter 30,0",
        "1 Gebiet",
        "2 Gebiete",
        "Thüringer Landesamt",
        "© GeoBasis-DE / BKG 2021",
        "Beispieldaten – frei erfunden",
    ):
        assert part in words


def test_the_sample_mark_is_absent_from_real_data(tmp_path):
    assert "Beispieldaten" not in to_svg(view(map_drawing(tmp_path)))


@pytest.mark.parametrize("kind", KINDS)
def test_charts_write_values_in_german_and_mark_the_secret(kind):
    words = texts(to_svg(view(chart(kind))))
    assert "• geheim zu halten" in words
    if kind == "dot":
        assert "Sömmerda" in words
    if kind in ("line", "dot"):
        assert "Land 40,0" in words


def test_a_gap_in_a_line_stays_a_gap():
    svg = to_svg(view(replace(chart("line"), references=())))
    broken = re.search(r'<path d="(M[^"]*)" fill="none" stroke="#0b6472"', svg)
    assert broken.group(1).count("M") == 2
    assert "L" not in broken.group(1)


def test_long_rankings_keep_the_own_area_and_say_what_is_left_out():
    drawing = chart("dot")
    many = tuple(f"Gemeinde {i}" for i in range(300))
    series = (replace(drawing.series[0], values=tuple(map(float, range(300))), statuses=()),)
    long = replace(drawing, labels=many, series=series, highlighted=("Gemeinde 299",))
    words = texts(to_svg(view(long)))
    assert "Gemeinde 299" in words
    assert re.search(r"… und 2\d\d weitere, siehe Tabelle", words)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_text(tmp_path, hostile):
    drawing = replace(chart("dot"), labels=(hostile, "b", "c"))
    for svg in (
        to_svg(view(drawing, title=hostile)),
        to_svg(view(map_drawing(tmp_path), title=hostile, source=hostile)),
    ):
        root = ET.fromstring(svg)
        assert not list(root.iter(f"{SVG}script"))


def test_a_line_keeps_the_distance_of_its_periods():
    """Six years without figures are three times as wide as two."""
    uneven = ChartDrawing(
        "line",
        labels=("2013", "2019", "2021"),
        series=(Series("Ort", (3.0, 2.0, 1.0), highlighted=True),),
        places=(2013.0, 2019.0, 2021.0),
    )
    root = ET.fromstring(to_svg(view(uneven)))
    first, second, third = sorted(float(dot.get("cx", "")) for dot in root.iter(f"{SVG}circle"))
    assert (second - first) / (third - second) == pytest.approx(3, rel=0.02)


def test_several_chosen_areas_are_told_apart():
    names, values = ("A", "B", "Kreis"), (1.0, 2.0)
    lines = tuple(Series(name, values, highlighted=name != "Kreis") for name in names)
    first, second, beside = looks(lines)
    assert len({first.colour, second.colour, beside.colour}) == 3
    assert [look.colour for look in looks((lines[0], lines[2]))] == [ACCENT, beside.colour]


def test_png_is_drawn_at_double_size():
    png = to_png(view(chart("dot")), "slide")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 1920


def test_the_font_is_measured_and_foreign_characters_are_replaced():
    assert fonts.width("Hallo Welt Ü", 100) == pytest.approx(555.7, abs=0.5)
    assert fonts.printable("a\u0001😀ü•–…×−") == "a\ufffd\ufffdü•–…×−"
    lines = fonts.wrapped("Wort " * 40, 10, 100, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(fonts.width(line, 10) <= 100 for line in lines)


def test_ticks_are_round_and_enclose_the_values():
    assert ticks(0.3, 9.7) == [0, 2, 4, 6, 8, 10]
    assert ticks(5, 5)[0] < 5 < ticks(5, 5)[-1]


def test_labels_are_moved_apart_but_stay_inside():
    assert spread([10, 10, 99], 12, 0, 100) == [10, 22, 99]
    assert spread([100, 100], 12, 0, 100) == [88, 100]
