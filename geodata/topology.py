"""TopoJSON of a coverage: every shared edge is stored once.

The encoder works on whole arrays, because a Python loop over the vertices of Germany's
Gemeinden takes minutes. It needs a coverage whose neighbours share their vertices exactly.
Format: "The TopoJSON Format Specification" 1.0 (Bostock, Metcalf).
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
GRID = 1 << 18


class Quantised(NamedTuple):
    """Integer coordinates on a grid and the way back: ``xy * scale + origin``."""

    xy: Ints
    scale: NDArray[np.float64]
    origin: NDArray[np.float64]


class Rings(NamedTuple):
    """Open rings, one after the other: vertex ids, and for every ring its polygon and area."""

    vertex: Ints
    start: Ints
    length: Ints
    polygon: Ints
    area: Ints
    points: Ints


class Arcs(NamedTuple):
    """Unique arcs, and every ring's way along them (``~i`` is arc i backwards)."""

    paths: list[Ints]
    of_ring: list[list[int]]
    ring_area: Ints


def quantised(coordinates: NDArray[np.float64]) -> Quantised:
    """Round coordinates (n × 2) to a grid of 2^18 steps along the longer side."""
    origin = coordinates.min(axis=0)
    span = float((coordinates.max(axis=0) - origin).max()) or 1.0
    scale = np.full(2, span / (GRID - 1))
    return Quantised(np.rint((coordinates - origin) / scale).astype(np.int64), scale, origin)


def rings_of(areas: NDArray[Any], grid: Quantised) -> Rings:
    """Rings of (multi)polygons after rounding, without repeated and closing points.

    Rings that collapse on the grid are dropped, unless the area would lose its last one.
    """
    polygons, area_of_polygon = shapely.get_parts(areas, return_index=True)
    rings, polygon_of_ring = shapely.get_rings(polygons, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    xy = np.rint((coordinates - grid.origin) / grid.scale).astype(np.int64)
    packed = xy[:, 0] * GRID + xy[:, 1]
    last = np.append(ring[1:] != ring[:-1], True)
    repeated = np.append((packed[1:] == packed[:-1]) & ~last[:-1], False)
    keep = ~(last | repeated)
    length = np.bincount(ring[keep], minlength=len(rings)).astype(np.int64)
    area = area_of_polygon[polygon_of_ring].astype(np.int64)
    good = (length >= 3) | ~np.isin(area, area[length >= 3])
    keep &= good[ring]
    points, vertex = np.unique(packed[keep], return_inverse=True)
    length = length[good]
    start = np.concatenate([[0], np.cumsum(length)[:-1]]).astype(np.int64)
    plane = np.stack([points // GRID, points % GRID], axis=1)
    return Rings(
        vertex.astype(np.int64),
        start,
        length,
        polygon_of_ring[good].astype(np.int64),
        area[good],
        plane,
    )


def neighbours(rings: Rings) -> tuple[Ints, Ints]:
    """For every vertex of every ring the vertex before and the vertex after it."""
    index = np.arange(len(rings.vertex))
    before, after = index - 1, index + 1
    last = rings.start + rings.length - 1
    before[rings.start] = last
    after[last] = rings.start
    return rings.vertex[before], rings.vertex[after]


def junctions(rings: Rings) -> Bools:
    """Which vertices (by id) end an arc: those that do not always have the same two neighbours."""
    before, after = neighbours(rings)
    pair = np.minimum(before, after) * len(rings.points) + np.maximum(before, after)
    lowest = np.full(len(rings.points), np.iinfo(np.int64).max)
    highest = np.full(len(rings.points), -1)
    np.minimum.at(lowest, rings.vertex, pair)
    np.maximum.at(highest, rings.vertex, pair)
    return np.asarray(lowest != highest)


def arcs_of(rings: Rings) -> Arcs:
    """Cut rings at junctions and keep every piece once."""
    is_end = junctions(rings)
    known: dict[tuple[int, int], int] = {}
    paths: list[Ints] = []
    of_ring: list[list[int]] = []
    for start, length in zip(rings.start, rings.length, strict=True):
        ring = rings.vertex[start : start + length]
        of_ring.append([arc_id(piece, known, paths) for piece in pieces(ring, is_end)])
    return Arcs(paths, of_ring, rings.area)


def pieces(ring: Ints, is_end: Bools) -> list[Ints]:
    """The arcs of one open ring, in its order, each with both ends."""
    cuts = np.flatnonzero(is_end[ring])
    turn = int(cuts[0]) if len(cuts) else int(ring.argmin())
    closed = np.concatenate([ring[turn:], ring[: turn + 1]])
    if len(cuts) < 2:
        return [closed]
    ends = np.append(cuts[1:] - turn, len(ring))
    return [closed[a : b + 1] for a, b in zip(cuts - turn, ends, strict=True)]


def arc_id(piece: Ints, known: dict[tuple[int, int], int], paths: list[Ints]) -> int:
    """Number of an arc, negative (``~i``) when it is already known the other way round.

    Between junctions there is only one way on, so the first step names the arc.
    """
    forward = (int(piece[0]), int(piece[1]))
    backward = (int(piece[-1]), int(piece[-2]))
    if forward in known:
        return known[forward]
    number = len(paths)
    known[forward] = number
    known.setdefault(backward, ~number)
    paths.append(piece)
    return number


def geometries(arcs: Arcs, rings: Rings, count: int) -> list[dict[str, Any]]:
    """TopoJSON MultiPolygons (without id and properties) in the order of the areas."""
    polygons: list[dict[int, list[list[int]]]] = [{} for _ in range(count)]
    for polygon, area, ring in zip(rings.polygon, rings.area, arcs.of_ring, strict=True):
        polygons[area].setdefault(int(polygon), []).append(ring)
    return [{"type": "MultiPolygon", "arcs": list(parts.values())} for parts in polygons]


def lines_between(arcs: Arcs, groups: Sequence[object]) -> list[int]:
    """Arcs that separate areas of different groups, or a group from the outside."""
    beside: list[set[object]] = [set() for _ in arcs.paths]
    sides = np.zeros(len(arcs.paths), dtype=np.int64)
    for area, ring in zip(arcs.ring_area, arcs.of_ring, strict=True):
        for arc in ring:
            number = arc if arc >= 0 else ~arc
            beside[number].add(groups[area])
            sides[number] += 1
    return [i for i, found in enumerate(beside) if len(found) > 1 or sides[i] == 1]


def groups_beside(
    arcs: Arcs, groups: Sequence[int], first: int, lines: Sequence[int]
) -> list[list[int]]:
    """For each of ``lines`` the groups of the areas from the ``first`` on that lie beside it."""
    beside: dict[int, set[int]] = {}
    for area, ring in zip(arcs.ring_area, arcs.of_ring, strict=True):
        if area >= first:
            for arc in ring:
                beside.setdefault(arc if arc >= 0 else ~arc, set()).add(groups[area])
    return [sorted(beside.get(line, ())) for line in lines]


def encoded(arcs: Arcs, points: Ints) -> list[list[list[int]]]:
    """Arcs as TopoJSON writes them: the first position, then differences."""
    stacked = np.concatenate(arcs.paths)
    xy = points[stacked]
    first = np.cumsum([0] + [len(path) for path in arcs.paths[:-1]])
    steps = np.diff(xy, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    steps[first] = xy[first]
    rows = steps.tolist()
    return [rows[a : a + len(path)] for a, path in zip(first.tolist(), arcs.paths, strict=True)]
