"""What the social figures of a place have in common: its kind, its people, its need."""

from dataclasses import dataclass

import numpy as np

from sample_data.demography import YEARS, People
from sample_data.territory import Land

Counts = dict[int, np.ndarray]  # by year, one number per atom
SOCIAL_SEED = 4_711
POVERTY = {
    "city": 1.25,
    "centre": 1.35,
    "town": 1.12,
    "suburb": 0.45,
    "village": 0.68,
    "remote": 0.95,
}


@dataclass(frozen=True)
class Setting:
    """What the figures share: kinds, people, need (1 = average) and yearly noise around 1."""

    land: Land
    people: People
    kinds: list[str]
    need: np.ndarray
    noise: dict[int, np.ndarray]
    ground: np.ndarray  # fixed fraction per atom for rounding, so that series do not flicker

    def by_kind(self, table: dict[str, float]) -> np.ndarray:
        """The table's number for each atom, 0 for gemeindefreie Gebiete."""
        return np.array([table.get(kind, 0.0) for kind in self.kinds])

    def ages(self, year: int, lower: int, upper: int | None = None) -> np.ndarray:
        """Persons from ``lower`` to ``upper`` years (None = open end) at the end of the year."""
        end = None if upper is None else upper + 1
        return self.people.stock[year][:, :, lower:end].sum(axis=(1, 2))

    def whole(self, expected: np.ndarray) -> np.ndarray:
        """Whole numbers near the expected ones, rounded at each atom's own threshold."""
        return np.floor(np.maximum(expected, 0) + self.ground).astype(np.int64)


def over(table: dict[int, float], year: int) -> float:
    """Value of a path for a year, straight between its knots."""
    return float(np.interp(year, list(table), list(table.values())))


def setting(land: Land, people: People) -> tuple[Setting, np.random.Generator]:
    """Shared conditions and the generator that all social figures draw from in turn."""
    rng = np.random.default_rng(SOCIAL_SEED)
    count = len(land.atoms)
    noise, now = {}, rng.normal(0, 0.06, count)
    for year in (YEARS[0] - 1, *YEARS):
        now = 0.75 * now + rng.normal(0, 0.045, count)
        noise[year] = np.exp(now)
    kinds = [atom.kind for atom in land.atoms]
    poverty = np.array([POVERTY.get(kind, 0.0) for kind in kinds])
    need = poverty * np.exp(rng.normal(0, 0.24, count))
    return Setting(land, people, kinds, need, noise, rng.uniform(0.2, 0.8, count)), rng
