"""Groups of areas outlined in their colours: which lines, in pictures and on slides."""

import io
import re
from dataclasses import replace
from pathlib import Path

from pptx import Presentation

from geodata.outlines import Outlines, arcs_between
from monitoring.reports.layer import read_layer
from monitoring.reports.pptx import to_pptx
from monitoring.reports.svg import to_svg
from monitoring.reports.view import MapDrawing
from tests.unit.test_reports_view import grid_layer, map_drawing, view

GROUPS = (0, 0, 1, 0, 0, 1, -1, -1, -1)  # of a field of three rows with three areas each
OUTLINES = Outlines(GROUPS, ("#0072b2", "#e69f00"), ("Tal", "Berg & Höhe"))


def outlined(folder: Path) -> MapDrawing:
    return replace(map_drawing(folder), classes=bytes([0] * 9), outlines=OUTLINES)


def test_only_lines_between_groups_and_at_the_edge_are_drawn(tmp_path: Path):
    layer = read_layer(grid_layer(tmp_path))
    found = arcs_between(layer.rings, range(9), GROUPS)
    assert set(found) == {(0, -1), (1, -1), (1, 0)}
    shared = arcs_of(layer, (0, 1, 3, 4)) & arcs_of(layer, (2, 5))
    assert set(found[1, 0]) == shared
    drawn = [arc for arcs in found.values() for arc in arcs]
    assert len(drawn) == len(set(drawn))
    assert not (arcs_of(layer, (0,)) & arcs_of(layer, (1,))) & set(drawn)


def arcs_of(layer, areas: tuple[int, ...]) -> set[int]:
    rings = (ring for area in areas for ring in layer.rings[area])
    return {number if number >= 0 else ~number for ring in rings for number in ring}


def test_an_area_that_is_not_drawn_is_beyond_the_edge(tmp_path: Path):
    layer = read_layer(grid_layer(tmp_path))
    assert set(arcs_between(layer.rings, (0, 1, 3, 4), GROUPS)) == {(0, -1)}


def test_a_picture_has_both_colours_and_their_common_line_in_turn(tmp_path: Path):
    svg = to_svg(view(outlined(tmp_path)))
    (group,) = re.findall(r'<g class="outlines".*?</g>', svg)
    assert group.count("#0072b2") == 2
    assert group.count("#e69f00") == 2
    (dashed,) = re.findall(r"<path[^>]*stroke-dasharray[^>]*>", group)
    assert "#0072b2" in dashed
    assert 'class="outlines"' not in to_svg(view(map_drawing(tmp_path)))


def test_a_slide_has_them_as_lines_with_their_names(tmp_path: Path):
    deck = Presentation(io.BytesIO(to_pptx([view(outlined(tmp_path))])))
    names = [
        part.name
        for shape in deck.slides[0].shapes
        if shape.name == "Karte"
        for part in shape.shapes
    ]
    assert names.count("Grenze Tal") == 2
    assert names.count("Grenze Berg & Höhe") == 2
