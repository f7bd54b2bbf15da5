"""Read a map layer (TopoJSON) and lay the drawn areas out on a sheet."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.outlines import Outlines, arcs_between
from geodata.palettes import OUTSIDE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Rings = list[list[int]]
EARTH_RADIUS_M = 6_371_000.0
THINNING = 1.5


@dataclass(frozen=True)
class Layer:
    """Areas as rings of arc numbers (``~i`` is arc i backwards), arcs as one array of points.

    ``points`` are quantised; ``points * scale + origin`` is longitude, latitude. Arc i runs
    from ``starts[i]`` to ``starts[i + 1]``. ``marks`` is a point inside each area.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    rings: tuple[Rings, ...]
    points: Ints
    starts: Ints
    marks: Ints
    scale: Floats
    origin: Floats
    borders: frozenset[int]


@dataclass(frozen=True)
class Sheet:
    """The drawn areas on paper: whole numbers, ``grid`` to one unit of the picture, y downwards.

    Arcs keep the layer's numbers; ``uses`` counts the drawn rings an arc belongs to. ``marks``
    is a point inside each area of the layer, in units of the picture.
    """

    layer: Layer
    drawn: tuple[int, ...]
    points: Ints
    starts: list[int]
    marks: Floats
    uses: Ints
    grid: int
    width: float
    height: float
    metres: float

    def arc(self, number: int) -> Ints:
        """Points of an arc in the direction of its sign."""
        index = number if number >= 0 else ~number
        points = self.points[self.starts[index] : self.starts[index + 1]]
        return points if number >= 0 else points[::-1]

    def ring(self, arcs: Sequence[int]) -> Ints:
        """Points of a ring without its closing point and without repeated ones."""
        points = np.concatenate([self.arc(number)[:-1] for number in arcs])
        kept = np.ones(len(points), dtype=bool)
        kept[1:] = (points[1:] != points[:-1]).any(axis=1)
        return points[kept]

    def outline(self) -> list[int]:
        """Arcs on the outer edge of the drawn territory."""
        return [int(arc) for arc in np.flatnonzero(self.uses == 1)]

    def outlined(self, outlines: Outlines) -> dict[tuple[int, int], list[int]]:
        """Arcs between groups of the drawn areas (see :func:`arcs_between`)."""
        return arcs_between(self.layer.rings, self.drawn, outlines.groups)

    def borders(self) -> list[int]:
        """Arcs of the upper level's borders that touch a drawn area."""
        return [arc for arc in sorted(self.layer.borders) if self.uses[arc]]


def read_layer(path: Path) -> Layer:
    """Decode a layer file: delta-coded arcs in one pass over all points."""
    topology = json.loads(path.read_bytes())
    lengths = np.array([len(arc) for arc in topology["arcs"]], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    flat = chain.from_iterable(chain.from_iterable(topology["arcs"]))
    deltas = np.fromiter(flat, dtype=np.int64, count=int(starts[-1]) * 2).reshape(-1, 2)
    sums = np.cumsum(deltas, axis=0)
    before = np.where(starts[:-1, None] > 0, sums[starts[:-1] - 1], 0)
    areas = topology["objects"]["areas"]["geometries"]
    return Layer(
        keys=tuple(str(area["id"]) for area in areas),
        names=tuple(str(area["properties"]["n"]) for area in areas),
        rings=tuple(_rings(area) for area in areas),
        points=sums - np.repeat(before, lengths, axis=0),
        starts=starts,
        marks=np.array([area["properties"]["p"] for area in areas], dtype=np.int64),
        scale=np.array(topology["transform"]["scale"]),
        origin=np.array(topology["transform"]["translate"]),
        borders=frozenset(
            arc if arc >= 0 else ~arc for arc in _numbers(topology["objects"].get("borders", {}))
        ),
    )


def _rings(area: dict[str, Any]) -> Rings:
    if area["type"] == "Polygon":
        return list(area["arcs"])
    if area["type"] == "MultiPolygon":
        return [ring for polygon in area["arcs"] for ring in polygon]
    return []


def _numbers(value: Any) -> Iterator[int]:
    if isinstance(value, int):
        yield value
    elif isinstance(value, dict):
        yield from _numbers(value.get("arcs", value.get("geometries", [])))
    else:
        for item in value:
            yield from _numbers(item)


def lay_out(
    layer: Layer, classes: Sequence[int], width: float, height: float, grid: int = 2
) -> Sheet:
    """Project the areas whose code is not 255 and fit them into ``width`` by ``height``."""
    if len(classes) != len(layer.keys):
        raise ValueError(f"{len(classes)} classes for {len(layer.keys)} areas of the layer")
    drawn = tuple(i for i, code in enumerate(classes) if code != OUTSIDE and layer.rings[i])
    arcs = chain.from_iterable(chain.from_iterable(layer.rings[i] for i in drawn))
    numbers = np.fromiter(arcs, dtype=np.int64)
    plain = np.where(numbers < 0, ~numbers, numbers)
    uses = np.bincount(plain, minlength=len(layer.starts) - 1)
    lengths = np.where(uses > 0, np.diff(layer.starts), 0)
    if not drawn:
        starts = [0] * len(layer.starts)
        nothing, nowhere = layer.points[:0], layer.marks.astype(float)
        return Sheet(layer, (), nothing, starts, nowhere, uses, grid, width, height, 1.0)
    mask = np.repeat(uses > 0, np.diff(layer.starts))
    degrees = layer.points[mask] * layer.scale + layer.origin
    middle = float(degrees[:, 0].min() + degrees[:, 0].max()) / 2
    metres = _projected(degrees, middle)
    low, span = metres.min(axis=0), np.ptp(metres, axis=0)
    metres_per_unit = max(float(span[0]) / width, float(span[1]) / height)
    points = np.rint((metres - low) / metres_per_unit * grid).astype(np.int64)
    points, starts = _thinned(points, lengths, grid)
    marks = _projected(layer.marks * layer.scale + layer.origin, middle)
    marks = (marks - low) / metres_per_unit
    fitted = span / metres_per_unit
    w, h = float(fitted[0]), float(fitted[1])
    return Sheet(layer, drawn, points, starts, marks, uses, grid, w, h, metres_per_unit)


def _thinned(points: Ints, lengths: Ints, grid: int) -> tuple[Ints, list[int]]:
    """Leave out points in the cell of the one before (0.3 mm on paper); ends of arcs stay."""
    ends = np.cumsum(lengths)
    cells = points // (grid * THINNING)
    kept = np.ones(len(points), dtype=bool)
    kept[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    kept[ends[lengths > 0] - 1] = True
    kept[(ends - lengths)[lengths > 0]] = True
    before = np.concatenate([[0], np.cumsum(kept)])
    return points[kept], [0, *before[ends].tolist()]


def _projected(degrees: Floats, middle: float) -> Floats:
    """Degrees to metres, y downwards (spherical transverse Mercator around a longitude)."""
    along, north = np.radians(degrees[:, 0] - middle), np.radians(degrees[:, 1])
    x = np.arctanh(np.cos(north) * np.sin(along))
    y = np.arctan2(np.tan(north), np.cos(along))
    return EARTH_RADIUS_M * np.column_stack([x, -y])
