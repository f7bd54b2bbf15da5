"""A map layer keeps every area, every name and every shared edge."""

import json
from pathlib import Path
from typing import Any

import brotli
import geopandas as gpd
import numpy as np
import pytest
import shapely

from geodata.layers import LayerFile, write_layer
from monitoring.errors import InputError

KREIS_16068 = (600_000.0, 5_650_000.0)


def squares(columns: int = 4, rows: int = 3, side: float = 1000.0) -> gpd.GeoDataFrame:
    """A grid of squares; the left half belongs to Kreis 16001, the right to 16002."""
    x0, y0 = KREIS_16068
    cells = [(c, r) for r in range(rows) for c in range(columns)]
    return gpd.GeoDataFrame(
        {
            "key": [f"1600{1 + (c >= columns / 2)}{r}{c:02d}" for c, r in cells],
            "label": [f"Ort {c}/{r}" for c, r in cells],
        },
        geometry=[
            shapely.box(x0 + c * side, y0 + r * side, x0 + (c + 1) * side, y0 + (r + 1) * side)
            for c, r in cells
        ],
        crs=25832,
    )


def written(
    areas: gpd.GeoDataFrame, folder: Path, tolerance_m: float = 1.0, **options: Any
) -> tuple[LayerFile, dict[str, Any]]:
    layer = write_layer(areas, folder, "gemeinde", tolerance_m=tolerance_m, **options)
    return layer, json.loads((folder / layer.file).read_text(encoding="utf-8"))


def polygons(topology: dict[str, Any]) -> np.ndarray:
    """The areas of a topology on its grid, put together by the letter of the specification."""
    arcs = [np.cumsum(np.array(arc), axis=0) for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray:
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        for before, after in zip(parts, parts[1:] + parts[:1], strict=True):
            assert (before[-1] == after[0]).all()
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    return np.array(
        [
            shapely.MultiPolygon(
                [(ring(p[0]), [ring(hole) for hole in p[1:]]) for p in area["arcs"]]
            )
            for area in topology["objects"]["areas"]["geometries"]
        ]
    )


def test_areas_come_in_the_order_of_their_keys_with_name_and_point(tmp_path: Path):
    areas = squares().sample(frac=1, random_state=3)
    layer, topology = written(areas, tmp_path)
    drawn = topology["objects"]["areas"]["geometries"]
    assert layer.order == tuple(sorted(areas["key"])) == tuple(area["id"] for area in drawn)
    names = dict(zip(areas["key"], areas["label"], strict=True))
    assert [area["properties"]["n"] for area in drawn] == [names[key] for key in layer.order]
    for area, shape in zip(drawn, polygons(topology), strict=True):
        assert shape.contains(shapely.Point(area["properties"]["p"]))
    assert layer.areas == 12


def test_neighbours_share_their_edges(tmp_path: Path):
    _, topology = written(squares(), tmp_path)
    uses = [
        n if n >= 0 else ~n
        for area in topology["objects"]["areas"]["geometries"]
        for polygon in area["arcs"]
        for ring in polygon
        for n in ring
    ]
    inner_edges, outline = 4 * 2 + 3 * 3, 14
    counts = np.bincount(uses)
    assert (counts == 2).sum() == inner_edges
    assert (counts == 1).sum() <= outline
    assert shapely.coverage_is_valid(polygons(topology))


def test_the_upper_level_is_drawn_along_the_same_lines(tmp_path: Path):
    areas = squares()
    kreise = areas.dissolve(areas["key"].str[:5].rename("kreis")).reset_index()
    _, topology = written(areas, tmp_path, borders=kreise)
    arcs = [np.cumsum(np.array(arc), axis=0) for arc in topology["arcs"]]
    lines = shapely.union_all(
        [shapely.LineString(arcs[line[0]]) for line in topology["objects"]["borders"]["arcs"]]
    )
    drawn = polygons(topology)
    halves = [shapely.union_all(drawn[:6]), shapely.union_all(drawn[6:])]
    expected = shapely.union_all([half.boundary for half in halves])
    assert lines.symmetric_difference(expected).length == 0


def test_the_upper_level_is_whole_where_no_area_fills_it(tmp_path: Path):
    """The areas of the first column of each Kreis alone; whose the other lines are is told."""
    areas = squares()
    kreise = areas.dissolve(areas["key"].str[:5].rename("kreis")).reset_index()
    some = areas[areas["key"].str[6:].isin(["00", "02"])]
    _, topology = written(some, tmp_path, borders=kreise, whole=True)
    arcs = [np.cumsum(np.array(arc), axis=0) for arc in topology["arcs"]]
    borders = topology["objects"]["borders"]
    lines = [shapely.LineString(arcs[line[0]]) for line in borders["arcs"]]
    both = shapely.union_all(lines)
    halves = shapely.get_parts(shapely.polygonize([both]))
    assert len(halves) == 2
    assert sum(half.area for half in halves) == pytest.approx(both.convex_hull.area, rel=1e-3)
    own = [area["properties"]["u"] for area in topology["objects"]["areas"]["geometries"]]
    assert len(own) == len(some)
    assert (
        {group for groups in borders["properties"]["u"] for group in groups} == set(own) == {0, 1}
    )


def test_without_an_upper_level_there_are_no_borders(tmp_path: Path):
    _, topology = written(squares(), tmp_path)
    assert set(topology["objects"]) == {"areas"}


def test_an_enclave_that_is_drawn_over_its_surroundings_gets_the_ground(tmp_path: Path):
    areas = squares(1, 1, 10_000)
    x0, y0 = KREIS_16068
    enclave = areas.assign(
        key="16002099", geometry=[shapely.box(x0 + 4000, y0 + 4000, x0 + 6000, y0 + 6000)]
    )
    both = gpd.GeoDataFrame(
        {
            "key": [*areas["key"], *enclave["key"]],
            "label": ["Kreis", "Stadt"],
        },
        geometry=[*areas.geometry, *enclave.geometry],
        crs=25832,
    )
    _, topology = written(both, tmp_path)
    around, inside = polygons(topology)
    assert around.intersection(inside).area == 0
    assert inside.area / around.area == pytest.approx(4 / 96, rel=1e-3)


def test_a_bow_tie_is_mended(tmp_path: Path):
    areas = squares(2, 1)
    x0, y0 = KREIS_16068
    corners = [(x0, y0), (x0 + 1000, y0 + 1000), (x0 + 1000, y0), (x0, y0 + 1000)]
    areas.loc[0, "geometry"] = shapely.Polygon(corners)
    _, topology = written(areas, tmp_path)
    assert len(polygons(topology)) == 2
    assert all(shapely.is_valid(polygons(topology)))


def test_a_tiny_area_survives_simplification(tmp_path: Path):
    areas = squares(2, 1, 50_000)
    x0, y0 = KREIS_16068
    areas.loc[len(areas)] = ["16003000", "Inselchen", shapely.Point(x0, y0 - 9000).buffer(30)]
    layer, topology = written(areas, tmp_path, 5000)
    assert layer.areas == 3
    assert all(shape.area > 0 for shape in polygons(topology))


def test_a_hole_stays_a_hole(tmp_path: Path):
    areas = squares(1, 1, 10_000)
    x0, y0 = KREIS_16068
    areas.loc[0, "geometry"] = areas.geometry[0] - shapely.Point(x0 + 5000, y0 + 5000).buffer(2000)
    _, topology = written(areas, tmp_path)
    assert len(polygons(topology)[0].geoms[0].interiors) == 1


def test_the_name_of_the_file_is_its_content(tmp_path: Path):
    first, _ = written(squares(), tmp_path)
    again, _ = written(squares(), tmp_path)
    other, _ = written(squares(side=900), tmp_path)
    assert first == again
    assert other.file != first.file
    plain = (tmp_path / first.file).read_bytes()
    assert brotli.decompress((tmp_path / f"{first.file}.br").read_bytes()) == plain
    assert len(plain) == first.bytes


def test_bounds_are_degrees_south_west_first(tmp_path: Path):
    layer, _ = written(squares(), tmp_path)
    (south, west), (north, east) = layer.bounds
    assert 50 < south < north < 52
    assert 10 < west < east < 12


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda a: a.iloc[:0], "Es gibt keine Gebiete"),
        (lambda a: a.to_crs(4326), "EPSG:25832"),
        (lambda a: a.assign(key="16001001"), "kommt mehrfach vor"),
        (lambda a: a.set_geometry([None] * len(a), crs=25832), "hat keine Fläche"),
    ],
)
def test_areas_without_a_map_are_refused(tmp_path: Path, spoil: Any, told: str):
    with pytest.raises(InputError, match=told):
        written(spoil(squares()), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("file", "count", "tolerance"),
    [
        ("vg250_gem_2016-01-01_TH_25832.gpkg", 849, 100),
        ("vg250_gem_2016-01-01_BY_25832.gpkg", 2238, 100),
        ("vg5000_2021-01-01_de/VG5000_GEM.shp", 10_997, 250),
    ],
)
def test_real_boundaries_become_a_whole_coverage(
    tmp_path: Path, realdata: Path, file: str, count: int, tolerance: float
):
    read = gpd.read_file(realdata / "boundaries" / file).to_crs(25832)
    areas = read.rename(columns={"AGS": "key", "GEN": "label"})[["key", "label", "geometry"]]
    layer, topology = written(areas, tmp_path, tolerance)
    shapes = polygons(topology)
    assert layer.areas == len(shapes) == count
    assert shapely.area(shapes).min() > 0
    assert shapely.coverage_is_valid(shapes)
