"""Areas a file has rows for, and counts of atoms summed up to them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_data import names
from sample_data.history import LAND, Gemeinde, History
from sample_data.territory import CITY_KREIS

SECRET = -1  # stands in a table of counts for a number that must not be told


@dataclass(frozen=True, eq=False)
class Units:
    """Keys and names of areas, and which atoms each holds (one row of 0 and 1 per area)."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    matrix: np.ndarray

    def sums(self, counts: np.ndarray) -> np.ndarray:
        """Counts of the areas from counts of the atoms (first axis)."""
        return np.tensordot(self.matrix, counts, axes=1)

    @cached_property
    def exists(self) -> np.ndarray:
        """False for areas that do not exist on the day."""
        return self.matrix.any(axis=1)


def kreis_label(key: str) -> str:
    """Name as the regional data base writes it."""
    return (
        f"{names.CITY}, kreisfreie Stadt"
        if key == CITY_KREIS
        else f"{names.KREIS_NAMES[key]}, Landkreis"
    )


def gemeinde_label(gemeinde: Gemeinde) -> str:
    """Name with its official addition."""
    kind = "town" if gemeinde.kind in ("city", "centre") else gemeinde.kind
    return names.official_name(gemeinde.name, kind)


def all_levels(history: History, day: str, atoms: int) -> Units:
    """Land, Kreise and every Gemeinde there ever was; dissolved ones hold no atoms."""
    now = {g.ags: g for g in history.on(day)}
    ever = history.ever()
    keys = [LAND, *names.KREIS_NAMES, *ever]
    labels = [
        names.LAND_NAME,
        *map(kreis_label, names.KREIS_NAMES),
        *map(gemeinde_label, ever.values()),
    ]
    matrix = np.zeros((len(keys), atoms), dtype=np.int64)
    for row, key in enumerate(keys):
        for ags, gemeinde in now.items():
            if ags.startswith(key):
                matrix[row, list(gemeinde.atoms)] = 1
    return Units(tuple(keys), tuple(labels), matrix)


def chosen(units: Units, lengths: tuple[int, ...]) -> Units:
    """Only existing areas whose keys have one of the lengths, e.g. (8,) for Gemeinden."""
    rows = [i for i, key in enumerate(units.keys) if len(key) in lengths and units.exists[i]]
    return Units(
        tuple(units.keys[i] for i in rows), tuple(units.labels[i] for i in rows), units.matrix[rows]
    )


def protected(units: Units, counts: np.ndarray, minimum: int) -> np.ndarray:
    """Counts of 1 to ``minimum`` − 1 as SECRET, and where a Kreis has one such, the next one too.

    Without the second a reader could subtract the others from the Kreis' total.
    """
    if not minimum:
        return counts
    result = np.where((counts > 0) & (counts < minimum), SECRET, counts)
    for kreis in {key[:5] for key in units.keys if len(key) == 8}:
        mine = np.array(
            [i for i, key in enumerate(units.keys) if len(key) == 8 and key.startswith(kreis)]
        )
        if (result[mine] == SECRET).sum() == 1:
            open_ones = mine[result[mine] > 0]
            if len(open_ones):
                result[open_ones[result[open_ones].argmin()]] = SECRET
    return result
