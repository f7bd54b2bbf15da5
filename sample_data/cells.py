"""Small cells that tile the Land; larger areas are unions of cells and share edges."""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi

SPACING = 1000.0
VERTEX_STEP = 70.0
ORIGIN = np.array([596_000.0, 5_672_000.0])
LAKES = (
    # centre east, north, half length, half width, turn in degrees; at the edge of the Land, since
    # VG250 keeps only such waters (coast, Bodensee) apart from the land
    (32_900.0, 21_800.0, 5_800.0, 2_100.0, 116.0),
)


@dataclass(frozen=True)
class Cells:
    """Cells of the Land: seeds, polygons, lake number (0 = land), neighbours and edge lengths."""

    seeds: np.ndarray
    polygons: np.ndarray
    areas: np.ndarray
    lake: np.ndarray
    pairs: np.ndarray
    shared: np.ndarray


def smooth_noise(rng: np.random.Generator, points: np.ndarray, wavelength: float) -> np.ndarray:
    """Two smooth random fields of unit variance over the points, shape (n, 2)."""
    waves = 14
    field = np.zeros_like(points)
    for axis in (0, 1):
        turn = rng.uniform(0, 2 * np.pi, waves)
        phase = rng.uniform(0, 2 * np.pi, waves)
        number = 2 * np.pi / (wavelength * rng.uniform(0.75, 1.35, waves))
        along = points[:, :1] * (np.cos(turn) * number) + points[:, 1:] * (np.sin(turn) * number)
        field[:, axis] = np.cos(along + phase).sum(axis=1) * np.sqrt(2 / waves)
    return field


def warp(rng: np.random.Generator, points: np.ndarray) -> np.ndarray:
    """Bend the plane in ever smaller waves; each bend is too weak to fold, so topology survives."""
    bent = points
    for wavelength in (14_000, 8_000, 4_500, 4_000, 2_400, 1_900, 1_200, 900, 500, 320):
        bent = bent + smooth_noise(rng, bent, wavelength) * (0.19 * wavelength / (2 * np.pi))
    return bent


def _outline_radius(angle: np.ndarray) -> np.ndarray:
    """Radius of the Land in metres, seen from its middle."""
    wave = (
        0.17 * np.cos(2 * (angle - 0.25))
        + 0.07 * np.cos(3 * angle + 1.1)
        + 0.06 * np.cos(5 * angle + 0.4)
        + 0.035 * np.cos(7 * angle + 2.2)
        + 0.02 * np.cos(12 * angle + 0.9)
    )
    return 38_000.0 * (1 + wave)


def _shore(lake: tuple[float, ...], grow: float) -> np.ndarray:
    east, north, length, width, turn = lake
    angle = np.linspace(0, 2 * np.pi, int(4.4 * (length + width) / 420), endpoint=False)
    wobble = 1 + 0.16 * np.cos(3 * angle + east) + 0.1 * np.cos(5 * angle + north)
    ring = np.column_stack([np.cos(angle) * length, np.sin(angle) * width]) * wobble[:, None]
    ring += grow * np.column_stack([np.cos(angle), np.sin(angle)])
    sin, cos = np.sin(np.radians(turn)), np.cos(np.radians(turn))
    return ring @ np.array([[cos, sin], [-sin, cos]]) + np.array([east, north])


def _seed_points(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Jittered triangular grid, with pairs of points along each shore so that edges follow it."""
    rows = np.arange(-52_000, 52_000, SPACING * 0.87)
    columns = np.arange(-62_000, 62_000, SPACING)
    east, north = np.meshgrid(columns, rows)
    east = east + (np.arange(len(rows)) % 2)[:, None] * SPACING / 2
    points = np.column_stack([east.ravel(), north.ravel()])
    points = points + rng.uniform(-0.5, 0.5, points.shape) * SPACING
    lake = np.zeros(len(points), dtype=int)
    for number, shape in enumerate(LAKES, start=1):
        middle = shapely.Polygon(_shore(shape, 0))
        points_xy = shapely.points(points)
        near = shapely.distance(middle.exterior, points_xy) < 430
        inside = shapely.contains(middle, points_xy)
        lake[inside] = number
        points, lake = points[~near], lake[~near]
        for grow, value in ((-130, number), (130, 0)):
            ring = _shore(shape, grow)
            points = np.vstack([points, ring])
            lake = np.concatenate([lake, np.full(len(ring), value)])
    return points, lake


def _land_mask(rng: np.random.Generator, points: np.ndarray) -> np.ndarray:
    points = (
        points
        + smooth_noise(rng, points, 30_000) * 2_800
        + smooth_noise(rng, points, 11_000) * 1_300
    )
    angle = np.arctan2(points[:, 1], points[:, 0])
    return np.hypot(points[:, 0], points[:, 1]) < _outline_radius(angle)


def _one_piece(diagram: Voronoi, mask: np.ndarray) -> np.ndarray:
    """Numbers of the points of the largest connected part, so that the Land has no islands."""
    pairs = diagram.ridge_points[mask[diagram.ridge_points].all(axis=1)]
    graph = coo_array(
        (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(mask), len(mask))
    )
    part = connected_components(graph, directed=False)[1]
    part[~mask] = -1
    return np.flatnonzero(part == np.bincount(part[mask]).argmax())


def _edge_points(
    corners: np.ndarray, edges: np.ndarray
) -> tuple[np.ndarray, dict[tuple[int, int], list[int]]]:
    """All vertices (corners, then points along edges) and the vertex numbers along each edge."""
    extra: list[np.ndarray] = []
    chains: dict[tuple[int, int], list[int]] = {}
    count = len(corners)
    for low, high in edges:
        start, end = corners[low], corners[high]
        parts = max(1, int(np.ceil(np.hypot(*(end - start)) / VERTEX_STEP)))
        share = np.arange(1, parts)[:, None] / parts
        extra.append(start + (end - start) * share)
        chains[low, high] = [low, *range(count, count + parts - 1), high]
        count += parts - 1
    return np.vstack([corners, *extra]), chains


def _ring(loop: list[int], chains: dict[tuple[int, int], list[int]]) -> list[int]:
    ring: list[int] = []
    for start, end in zip(loop, loop[1:] + loop[:1], strict=True):
        chain = chains[min(start, end), max(start, end)]
        ring += (chain if start < end else chain[::-1])[:-1]
    return ring


def _ordered(loop: list[int], corners: np.ndarray, seed: np.ndarray) -> list[int]:
    offset = corners[loop] - seed
    order = np.argsort(np.arctan2(offset[:, 1], offset[:, 0]))
    return [loop[i] for i in order]


def make_cells(rng: np.random.Generator) -> Cells:
    """Cells inside the outline, with bent edges, coordinates in EPSG:25832 rounded to 0.1 m."""
    points, lake = _seed_points(rng)
    diagram = Voronoi(points)
    keep = _one_piece(diagram, _land_mask(rng, points))
    corners = diagram.vertices
    loops = {
        i: _ordered(diagram.regions[diagram.point_region[i]], corners, points[i]) for i in keep
    }
    edges = sorted(
        {
            (min(a, b), max(a, b))
            for loop in loops.values()
            for a, b in zip(loop, loop[1:] + loop[:1], strict=True)
        }
    )
    vertices, chains = _edge_points(corners, np.array(edges))
    vertices = np.round(warp(rng, vertices) + ORIGIN, 1)
    polygons = np.array([shapely.Polygon(vertices[_ring(loops[i], chains)]) for i in keep])
    pairs, shared = _neighbours(diagram, keep, vertices, chains)
    areas = shapely.area(polygons) / 1e6
    centres = shapely.get_coordinates(shapely.centroid(polygons))
    return Cells(centres, polygons, areas, lake[keep], pairs, shared)


def _neighbours(
    diagram: Voronoi,
    keep: np.ndarray,
    vertices: np.ndarray,
    chains: dict[tuple[int, int], list[int]],
) -> tuple[np.ndarray, np.ndarray]:
    position = np.full(len(diagram.points), -1)
    position[keep] = np.arange(len(keep))
    pairs, lengths = [], []
    for (left, right), (a, b) in zip(diagram.ridge_points, diagram.ridge_vertices, strict=True):
        if position[left] < 0 or position[right] < 0:
            continue
        chain = vertices[chains[min(a, b), max(a, b)]]
        pairs.append((position[left], position[right]))
        lengths.append(np.hypot(*np.diff(chain, axis=0).T).sum())
    return np.array(pairs), np.array(lengths)
