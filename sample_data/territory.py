"""The Land as it was in 2010: its Gemeinden, one of them in two halves (it was split later)."""

from dataclasses import dataclass

import numpy as np

from sample_data import names
from sample_data.allocation import KREIS_CENTRES, cluster, connected, kreis_of_cells
from sample_data.cells import ORIGIN, Cells, make_cells, smooth_noise
from sample_data.changes import MERGERS, SPLIT

MAP_SEED = 7
CITY_KREIS = "99001"
GEMEINDEN_TODAY = {"99002": 34, "99003": 26, "99004": 24, "99005": 36, "99006": 29}
SIZE_SPREAD = {"99002": 0.55, "99003": 0.6, "99004": 0.5, "99005": 0.6, "99006": 0.5}
PREFIXES = (
    "Groß",
    "Klein",
    "Alt",
    "Neu",
    "Ober",
    "Unter",
    "Nieder",
    "Mittel",
    "Hohen",
    "Nord",
    "Süd",
)


@dataclass(frozen=True)
class Atom:
    """A piece of land that was never divided in 2010–2025: a Gemeinde of 2010 or half of one."""

    name: str
    kreis: str
    kind: str  # city, centre, town, suburb, village, remote, unincorporated
    cells: np.ndarray
    km2: float
    east: float
    north: float


@dataclass(frozen=True)
class Land:
    """Cells and atoms of the Land."""

    cells: Cells
    atoms: tuple[Atom, ...]


def build_land() -> Land:
    """The same Land on every call."""
    rng = np.random.default_rng(MAP_SEED)
    cells = make_cells(rng)
    kreis = kreis_of_cells(rng, cells)
    place = _gemeinden_today(rng, cells, kreis)
    groups = _split_at_border(cells, place, _names_today(cells, place))
    return Land(cells, _atoms(rng, cells, groups))


def _gemeinden_today(rng: np.random.Generator, cells: Cells, kreis: np.ndarray) -> np.ndarray:
    """Label (Kreis key + number) of the Gemeinde of today each cell lies in."""
    points = cells.seeds - ORIGIN
    points = (
        points + smooth_noise(rng, points, 5_000) * 600 + smooth_noise(rng, points, 2_500) * 250
    )
    weight = np.where(cells.lake > 0, 0.02 * cells.areas, cells.areas)
    place = np.full(len(kreis), "99001000", dtype="U8")
    for key, count in GEMEINDEN_TODAY.items():
        mine = kreis == key
        places = count + (key in names.UNINCORPORATED)
        wanted = np.sort(np.exp(rng.normal(0, SIZE_SPREAD[key], places)))[::-1]
        number = cluster(rng, points[mine], weight[mine], wanted)
        place[mine] = [f"{key}{n:03d}" for n in number]
    return connected(place, cells)


def _middle(cells: Cells, mine: np.ndarray) -> np.ndarray:
    return np.average(cells.seeds[mine], axis=0, weights=cells.areas[mine])


def _names_today(cells: Cells, place: np.ndarray) -> dict[tuple[str, str], np.ndarray]:
    """Cells by (Kreis, name); a merged Gemeinde goes by its members joined with "+"."""
    groups = {(CITY_KREIS, names.CITY): np.flatnonzero(place == "99001000")}
    for kreis in GEMEINDEN_TODAY:
        labels = [label for label in np.unique(place) if label.startswith(kreis)]
        parts = {label: np.flatnonzero(place == label) for label in labels}
        size = {label: cells.areas[mine].sum() for label, mine in parts.items()}
        middles = {label: _middle(cells, mine) for label, mine in parts.items()}
        for label, name in _assign(kreis, labels, size, middles):
            groups[kreis, name] = parts[label]
    return groups


def _assign(
    kreis: str, labels: list[str], size: dict[str, float], middles: dict[str, np.ndarray]
) -> list[tuple[str, str]]:
    """Towns first (large, far apart), then merged Gemeinden (large), then villages in a walk."""
    free, chosen = list(labels), []
    seat = np.array(KREIS_CENTRES[kreis]) + ORIGIN
    for town in names.TOWNS[kreis]:
        taken = [middles[label] for label, _ in chosen]
        label = max(free, key=lambda x: _town_score(x, size, middles, taken, seat))
        chosen.append((label, _with_members(kreis, town)))
        free.remove(label)
    if kreis in names.UNINCORPORATED:
        label = max(
            free, key=lambda x: -abs(size[x] - 38) + 0.8 * np.hypot(*(middles[x] - seat)) / 1000
        )
        chosen.append((label, names.UNINCORPORATED[kreis]))
        free.remove(label)
    for merger in (m for m in MERGERS if m.kreis == kreis and m.result not in names.TOWNS[kreis]):
        label = max(free, key=lambda x: size[x])
        chosen.append((label, "+".join(merger.members)))
        free.remove(label)
    gone = {member for merger in MERGERS for member in merger.members}
    villages = sorted((n for n in names.VILLAGES[kreis] if n not in gone), key=_stem)
    return chosen + list(zip(_walk(free, middles), villages, strict=True))


def _town_score(
    label: str,
    size: dict[str, float],
    middles: dict[str, np.ndarray],
    taken: list[np.ndarray],
    seat: np.ndarray,
) -> float:
    if not taken:
        return size[label] / 6 - np.hypot(*(middles[label] - seat)) / 1000
    gap = min(np.hypot(*(middles[label] - other)) for other in taken) / 1000
    return size[label] / 12 + min(gap, 15)


def _with_members(kreis: str, town: str) -> str:
    for merger in MERGERS:
        if merger.kreis == kreis and merger.result == town:
            return "+".join(merger.members)
    return town


def _stem(name: str) -> tuple[str, str]:
    for prefix in PREFIXES:
        if name.startswith(prefix) and len(name) > len(prefix) + 2:
            return name[len(prefix) :].lower(), name
    return name.lower(), name


def _walk(free: list[str], middles: dict[str, np.ndarray]) -> list[str]:
    """A walk from neighbour to neighbour: Groß- and Klein- of one name lie side by side."""
    left = sorted(free, key=lambda x: middles[x][0])
    walk = [left.pop(0)]
    while left:
        here = middles[walk[-1]]
        walk.append(left.pop(int(np.argmin([np.hypot(*(middles[x] - here)) for x in left]))))
    return walk


def _split_at_border(
    cells: Cells, place: np.ndarray, groups: dict[tuple[str, str], np.ndarray]
) -> dict[tuple[str, str], np.ndarray]:
    """Cut the Gemeinde that is split later out of two neighbours at a Kreis border."""
    owner = np.empty(len(place), dtype=object)
    for key, mine in groups.items():
        for cell in mine:
            owner[cell] = key
    special = {name for towns in names.TOWNS.values() for name in towns} | set(
        names.UNINCORPORATED.values()
    )
    simple = [
        key
        for key in groups
        if "+" not in key[1] and key[1] not in special and len(groups[key]) > 18
    ]
    border: dict[tuple[tuple[str, str], tuple[str, str]], float] = {}
    for (left, right), length in zip(cells.pairs, cells.shared, strict=True):
        a, b = sorted((owner[left], owner[right]), reverse=True)
        if a[0] == SPLIT.kreis and b[0] == SPLIT.other_kreis and a in simple and b in simple:
            border[a, b] = border.get((a, b), 0.0) + length
    pair = max(sorted(border), key=lambda k: border[k])
    touching = [c for ab in cells.pairs for c in ab if {owner[ab[0]], owner[ab[1]]} == set(pair)]
    middle = cells.seeds[touching].mean(axis=0)
    result = dict(groups)
    for half, key in zip("ab", pair, strict=True):
        mine = groups[key]
        order = mine[np.argsort(np.hypot(*(cells.seeds[mine] - middle).T), kind="stable")]
        share = order[: max(4, int(len(mine) * 0.4))]
        result[key] = np.setdiff1d(mine, share)
        result[key[0], f"{SPLIT.name}|{half}|{key[1]}"] = share
    return result


def _atoms(
    rng: np.random.Generator, cells: Cells, groups: dict[tuple[str, str], np.ndarray]
) -> tuple[Atom, ...]:
    atoms = []
    for (kreis, label), mine in groups.items():
        parts = label.split("+")
        for name, share in zip(parts, _share_out(rng, cells, mine, parts), strict=True):
            atoms.append(_atom(cells, kreis, name, share))
    return tuple(sorted(atoms, key=lambda atom: (atom.kreis, atom.name)))


def _share_out(
    rng: np.random.Generator, cells: Cells, mine: np.ndarray, parts: list[str]
) -> list[np.ndarray]:
    """Cells of a merged Gemeinde among its members; a town (first) keeps the largest share."""
    if len(parts) == 1:
        return [mine]
    wanted = np.array([2.2] + [1.0] * (len(parts) - 1))
    number = np.full(len(cells.seeds), "x", dtype="U8")
    number[mine] = cluster(rng, cells.seeds[mine], cells.areas[mine], wanted, rounds=40).astype(str)
    inside = np.zeros(len(number), dtype=bool)
    inside[mine] = True
    number = connected(number, cells, inside)
    shares = [np.flatnonzero(number == str(k)) for k in range(len(parts))]
    return sorted(shares, key=lambda share: -cells.areas[share].sum())


def _atom(cells: Cells, kreis: str, name: str, mine: np.ndarray) -> Atom:
    east, north = _middle(cells, mine)
    km2 = float(cells.areas[mine].sum())
    return Atom(name, kreis, _kind(kreis, name, east, north), mine, km2, float(east), float(north))


def _kind(kreis: str, name: str, east: float, north: float) -> str:
    if kreis == CITY_KREIS:
        return "city"
    if name == names.UNINCORPORATED.get(kreis):
        return "unincorporated"
    if name in names.TOWNS[kreis]:
        return "centre" if name == names.TOWNS[kreis][0] else "town"
    distance = (
        np.hypot(*(np.array([east, north]) - ORIGIN - np.array(KREIS_CENTRES[CITY_KREIS]))) / 1000
    )
    if distance < 16.5:
        return "suburb"
    return "remote" if distance > 31 else "village"
