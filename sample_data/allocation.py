"""Cells into areas: Kreise around their centres, Gemeinden by wanted size, connected each."""

import numpy as np

from sample_data.cells import ORIGIN, Cells, smooth_noise

KREIS_CENTRES = {
    "99001": (-5_000.0, 2_000.0),
    "99002": (-25_000.0, -9_000.0),
    "99003": (8_000.0, -20_000.0),
    "99004": (15_000.0, 20_000.0),
    "99005": (32_000.0, -2_000.0),
    "99006": (-19_000.0, 21_000.0),
}
KREIS_REACH = {
    "99001": 0.0,
    "99002": -90e6,
    "99003": -90e6,
    "99004": 190e6,
    "99005": 60e6,
    "99006": 30e6,
}
CITY_RADIUS = 5_000.0


def kreis_of_cells(rng: np.random.Generator, cells: Cells) -> np.ndarray:
    """Kreis key of each cell: power distance to the centres, bent so that borders wander."""
    points = cells.seeds - ORIGIN
    points = (
        points + smooth_noise(rng, points, 21_000) * 2_800 + smooth_noise(rng, points, 8_000) * 850
    )
    keys = np.array([key for key in KREIS_CENTRES if key != "99001"])
    centres = np.array([KREIS_CENTRES[key] for key in keys])
    reach = np.array([KREIS_REACH[key] for key in keys])
    power = ((points[:, None, :] - centres[None]) ** 2).sum(axis=2) - reach
    kreis = keys[power.argmin(axis=1)]
    in_city = np.hypot(*(points - np.array(KREIS_CENTRES["99001"])).T) < CITY_RADIUS
    kreis[in_city] = "99001"
    return connected(kreis, cells)


def connected(label: np.ndarray, cells: Cells, among: np.ndarray | None = None) -> np.ndarray:
    """Give every part cut off from its area to the neighbour it shares the longest border with."""
    label = label.copy()
    for _ in range(30):
        stray = _strays(label, cells)
        if among is not None:
            stray &= among
        if not stray.any():
            break
        _give_away(label, stray, cells, among)
    return label


def _strays(label: np.ndarray, cells: Cells) -> np.ndarray:
    part = _components(label, cells)
    size = np.bincount(part, weights=cells.areas)
    largest: dict[str, int] = {}
    for number in np.argsort(size, kind="stable"):
        largest[label[np.flatnonzero(part == number)[0]]] = int(number)
    return ~np.isin(part, list(largest.values()))


def _components(label: np.ndarray, cells: Cells) -> np.ndarray:
    """Number of the connected part of equal label each cell lies in."""
    root = np.arange(len(label))
    same = cells.pairs[label[cells.pairs[:, 0]] == label[cells.pairs[:, 1]]]
    while True:
        low = np.minimum(root[same[:, 0]], root[same[:, 1]])
        before = root.copy()
        np.minimum.at(root, same[:, 0], low)
        np.minimum.at(root, same[:, 1], low)
        root = root[root]
        if (root == before).all():
            return np.unique(root, return_inverse=True)[1]


def _give_away(
    label: np.ndarray, stray: np.ndarray, cells: Cells, among: np.ndarray | None
) -> None:
    old = label.copy()
    for cell in np.flatnonzero(stray):
        left, right = cells.pairs[:, 0] == cell, cells.pairs[:, 1] == cell
        others = np.concatenate([cells.pairs[left, 1], cells.pairs[right, 0]])
        lengths = np.concatenate([cells.shared[left], cells.shared[right]])
        usable = (old[others] != old[cell]) & ~stray[others]
        if among is not None:
            usable &= among[others]
        if usable.any():
            names, index = np.unique(old[others[usable]], return_inverse=True)
            label[cell] = names[np.bincount(index, weights=lengths[usable]).argmax()]


def cluster(
    rng: np.random.Generator,
    points: np.ndarray,
    areas: np.ndarray,
    wanted: np.ndarray,
    rounds: int = 70,
) -> np.ndarray:
    """Number of the cluster of each point, so that cluster k gets about its wanted share.

    A power diagram whose weights grow where an area is still too small; seeds start spread out
    (each next one far from those before) and follow their centroids.
    """
    seeds = _spread_seeds(rng, points, len(wanted))
    target = wanted / wanted.sum() * areas.sum()
    weight = np.zeros(len(wanted))
    for step in range(rounds):
        mine = (((points[:, None, :] - seeds[None]) ** 2).sum(axis=2) - weight).argmin(axis=1)
        size = np.bincount(mine, weights=areas, minlength=len(wanted))
        weight += (target - size) * 1e6 / np.pi * 0.35
        if step < rounds * 0.7:
            held = np.maximum(size, 1e-9)
            for axis in (0, 1):
                middle = (
                    np.bincount(mine, weights=areas * points[:, axis], minlength=len(wanted)) / held
                )
                seeds[:, axis] = np.where(
                    size > 0, 0.6 * seeds[:, axis] + 0.4 * middle, seeds[:, axis]
                )
    return mine


def _spread_seeds(rng: np.random.Generator, points: np.ndarray, count: int) -> np.ndarray:
    chosen = [points[rng.integers(len(points))]]
    for _ in range(count - 1):
        tries = points[rng.integers(len(points), size=6)]
        gap = np.min(
            np.hypot(*(tries[:, None, :] - np.array(chosen)[None]).transpose(2, 0, 1)), axis=1
        )
        chosen.append(tries[gap.argmax()])
    return np.array(chosen)
