"""Write map layers: official boundaries, simplified together, as TopoJSON (workshop)."""

import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from geodata import topology
from monitoring.errors import InputError

METRIC_CRS = 25832
CENTIMETRE = 0.01
LEAST_REST_M2 = 10_000
log = logging.getLogger(__name__)
Geometries = NDArray[Any]


@dataclass(frozen=True)
class LayerFile:
    """A written layer; ``bounds`` is ((south, west), (north, east)) in degrees.

    ``order`` holds the keys in the order in which the layer draws them: class and value
    number i of a map belong to ``order[i]``. ``bytes`` is the size before compression.
    """

    file: str
    areas: int
    bounds: tuple[tuple[float, float], tuple[float, float]]
    bytes: int
    order: tuple[str, ...]


def write_layer(
    areas: gpd.GeoDataFrame,
    path_folder: Path,
    level: str,
    *,
    tolerance_m: float,
    borders: gpd.GeoDataFrame | None = None,
    whole: bool = False,
) -> LayerFile:
    """Write ``<level>-<hash>.topojson`` and its ``.br`` twin.

    ``areas`` has key, label and geometry in EPSG:25832, one row per key; ``borders`` has
    the geometry of the upper level, whose outlines are drawn as thicker lines. They are
    taken from the simplified areas themselves, so both lines always coincide. ``whole``: also
    where no area fills the upper one.
    """
    checked(areas)
    ordered = areas.sort_values("key", ignore_index=True)
    given = ordered.geometry.to_numpy()
    rest = remainders(given, borders) if whole and borders is not None else given[:0]
    shapes = simplified(without_overlaps(np.concatenate([given, rest])), tolerance_m)
    groups = None if borders is None else upper_areas(shapes, borders)
    degrees = to_degrees(shapes)
    text = document(degrees, ordered["key"].tolist(), ordered["label"].tolist(), groups)
    data = text.encode()
    name = f"{level}-{hashlib.sha256(data).hexdigest()[:16]}.topojson"
    path_folder.mkdir(parents=True, exist_ok=True)
    (path_folder / name).write_bytes(data)
    (path_folder / f"{name}.br").write_bytes(
        brotli.compress(data, mode=brotli.MODE_TEXT, quality=9, lgwin=22)
    )
    west, south, east, north = (round(float(value), 6) for value in shapely.total_bounds(degrees))
    bounds = ((south, west), (north, east))
    return LayerFile(name, len(ordered), bounds, len(data), tuple(ordered["key"]))


def checked(areas: gpd.GeoDataFrame) -> None:
    """Refuse areas that no layer can be made of."""
    if areas.empty:
        raise InputError("Es gibt keine Gebiete für die Karte.", remedy="Grenzen einlesen.")
    if areas.crs is None or areas.crs.to_epsg() != METRIC_CRS:
        raise InputError(
            "Die Grenzen liegen in einem anderen Koordinatensystem.",
            found=str(areas.crs),
            expected=f"EPSG:{METRIC_CRS}",
            remedy="Die Grenzen vor dem Vereinfachen umrechnen.",
        )
    empty = areas.geometry.isna() | areas.geometry.is_empty
    for what, mask in (
        ("Ein Gebiet hat keine Fläche.", empty),
        ("Ein Gebietsschlüssel kommt mehrfach vor.", areas["key"].duplicated()),
    ):
        if mask.any():
            raise InputError(
                what,
                found=str(areas.loc[mask, "key"].iloc[0]),
                expected="genau eine Fläche je Schlüssel",
                remedy="Die Grenzen vor dem Schreiben je Schlüssel zusammenfassen.",
            )


def without_overlaps(shapes: Geometries) -> Geometries:
    """Valid polygons whose neighbours share their vertices.

    Rounding to centimetres heals the noise of earlier conversions; where areas truly
    overlap, the smaller one keeps the ground (an enclave drawn over its surroundings).
    """
    rounded = shapely.transform(
        polygonal(shapes), lambda points: np.round(points / CENTIMETRE) * CENTIMETRE
    )
    clean = polygonal(rounded)
    faulty = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(clean)))
    if len(faulty) == 0:
        return clean
    pairs = shapely.STRtree(clean).query(clean[faulty], predicate="intersects")
    affected = np.unique(np.concatenate([faulty, pairs[1]]))
    log.warning("%d Gebiete überlappen sich und werden bereinigt", len(faulty))
    clean[affected] = retiled(clean[affected])
    return clean


def polygonal(shapes: Geometries) -> Geometries:
    """The same areas with valid rings; lines and points that repairing leaves are dropped."""
    result = shapes.copy()
    broken = ~shapely.is_valid(result)
    result[broken] = shapely.make_valid(result[broken], method="structure", keep_collapsed=False)
    return result


def retiled(shapes: Geometries) -> Geometries:
    """Cut areas along all their outlines and give every piece to the smallest area over it."""
    faces = shapely.get_parts(
        shapely.polygonize([shapely.union_all(shapely.boundary(shapes), grid_size=CENTIMETRE)])
    )
    inside = shapely.point_on_surface(faces)
    face, owner = shapely.STRtree(shapes).query(inside, predicate="intersects")
    by_size = np.lexsort((shapely.area(shapes)[owner], face))
    _, first = np.unique(face[by_size], return_index=True)
    face, owner = face[by_size][first], owner[by_size][first]
    result = shapes.copy()
    for area in np.unique(owner):
        result[area] = shapely.coverage_union_all(faces[face[owner == area]])
    return result


def simplified(shapes: Geometries, tolerance_m: float) -> Geometries:
    """The coverage with fewer vertices; an area that would vanish keeps its own outline."""
    result: Geometries = shapely.coverage_simplify(shapes, tolerance_m)
    lost = shapely.is_empty(result) | (shapely.area(result) == 0)
    result[lost] = shapes[lost]
    return result


def upper_areas(shapes: Geometries, borders: gpd.GeoDataFrame) -> list[int]:
    """For every area the row of ``borders`` it lies in (-1: in none)."""
    inside = shapely.point_on_surface(shapes)
    upper = polygonal(borders.to_crs(METRIC_CRS).geometry.to_numpy())
    area, row = shapely.STRtree(upper).query(inside, predicate="intersects")
    found = np.full(len(shapes), -1)
    found[area] = row
    return [int(value) for value in found]


def remainders(shapes: Geometries, borders: gpd.GeoDataFrame) -> Geometries:
    """What the areas leave of each upper area that one of them lies in."""
    upper = polygonal(borders.to_crs(METRIC_CRS).geometry.to_numpy())
    groups = np.array(upper_areas(shapes, borders))
    rest = [
        shapely.difference(upper[row], shapely.union_all(shapes[groups == row]))
        for row in np.unique(groups[groups >= 0])
    ]
    parts = shapely.get_parts(polygonal(np.array(rest, dtype=object)))
    return np.asarray(parts[shapely.area(parts) > LEAST_REST_M2])


def to_degrees(shapes: Geometries) -> Geometries:
    """EPSG:25832 to longitude and latitude (WGS84)."""
    change = Transformer.from_crs(METRIC_CRS, 4326, always_xy=True)
    return np.asarray(
        shapely.transform(
            shapes, lambda points: np.stack(change.transform(points[:, 0], points[:, 1]), axis=1)
        )
    )


def document(
    shapes: Geometries, keys: list[str], labels: list[str], groups: list[int] | None
) -> str:
    """The TopoJSON text: areas with id, label ``n`` and a point inside ``p`` (on the grid).

    Shapes beyond the keys are remainders: drawn by their borders alone, which then tell whose they
    are (``u``), as each area does.
    """
    grid = topology.quantised(shapely.get_coordinates(shapes))
    rings = topology.rings_of(shapes, grid)
    arcs = topology.arcs_of(rings)
    inside = shapely.get_coordinates(shapely.point_on_surface(shapes))
    marks = np.rint((inside - grid.origin) / grid.scale).astype(int).tolist()
    areas = topology.geometries(arcs, rings, len(shapes))
    count = len(keys)
    for area, key, label, mark in zip(areas[:count], keys, labels, marks[:count], strict=True):
        area |= {"id": key, "properties": {"n": label, "p": mark}}
    objects: dict[str, object] = {
        "areas": {"type": "GeometryCollection", "geometries": areas[:count]}
    }
    if groups is not None:
        lines = topology.lines_between(arcs, groups)
        borders: dict[str, object] = {"type": "MultiLineString", "arcs": [[arc] for arc in lines]}
        objects["borders"] = borders
        if len(shapes) > count:
            borders["properties"] = {"u": topology.groups_beside(arcs, groups, count, lines)}
            for area, group in zip(areas[:count], groups, strict=False):
                area["properties"]["u"] = group
    return json.dumps(
        {
            "type": "Topology",
            "transform": {"scale": grid.scale.tolist(), "translate": grid.origin.tolist()},
            "objects": objects,
            "arcs": topology.encoded(arcs, rings.points),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
