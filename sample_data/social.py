"""Social figures of each atom and year: benefits, labour market, children, care, housing, money."""

from dataclasses import dataclass

import numpy as np

from sample_data.demography import YEARS, People
from sample_data.territory import Land

Counts = dict[int, np.ndarray]  # by year, one number per atom
SOCIAL_SEED = 4_711
UNEMPLOYED = {
    2010: 0.088,
    2014: 0.068,
    2019: 0.047,
    2020: 0.056,
    2021: 0.053,
    2022: 0.05,
    2023: 0.054,
    2025: 0.059,
}
SGB2 = {2010: 0.128, 2014: 0.112, 2019: 0.082, 2021: 0.076, 2022: 0.086, 2023: 0.089, 2025: 0.085}
LONG_TERM = {2010: 0.43, 2014: 0.41, 2019: 0.35, 2021: 0.43, 2023: 0.37, 2025: 0.38}
OLD_AGE_AID = {2010: 0.011, 2018: 0.017, 2022: 0.024, 2025: 0.029}
CARE = {
    2011: 0.72,
    2013: 0.76,
    2015: 0.83,
    2017: 1.0,
    2019: 1.2,
    2021: 1.41,
    2023: 1.57,
    2025: 1.66,
}
TAX = {2010: 520, 2014: 650, 2019: 845, 2020: 758, 2021: 862, 2023: 985, 2025: 1_020}
FOREIGN = {
    "city": {2010: 0.046, 2014: 0.058, 2016: 0.086, 2021: 0.108, 2022: 0.134, 2025: 0.149},
    "centre": {2010: 0.027, 2014: 0.034, 2016: 0.061, 2021: 0.076, 2022: 0.101, 2025: 0.112},
    "town": {2010: 0.017, 2014: 0.021, 2016: 0.036, 2021: 0.047, 2022: 0.066, 2025: 0.074},
    "suburb": {2010: 0.014, 2014: 0.016, 2016: 0.019, 2021: 0.023, 2022: 0.031, 2025: 0.034},
}
FOREIGN_VILLAGE = {2010: 0.011, 2014: 0.012, 2016: 0.015, 2021: 0.019, 2022: 0.027, 2025: 0.03}
POVERTY = {
    "city": 1.25,
    "centre": 1.35,
    "town": 1.12,
    "suburb": 0.45,
    "village": 0.68,
    "remote": 0.95,
}
JOBS = {"city": 0.78, "centre": 0.86, "town": 0.6, "suburb": 0.34, "village": 0.2, "remote": 0.17}
HOUSEHOLD = {
    "city": 1.83,
    "centre": 1.9,
    "town": 2.0,
    "suburb": 2.32,
    "village": 2.22,
    "remote": 2.05,
}
DWELLING = {"city": 68, "centre": 73, "town": 82, "suburb": 107, "village": 99, "remote": 96}
BUILT = {
    "city": 0.0065,
    "centre": 0.003,
    "town": 0.0024,
    "suburb": 0.0085,
    "village": 0.0025,
    "remote": 0.0012,
}
WEALTH = {
    "city": 1.22,
    "centre": 1.05,
    "town": 0.95,
    "suburb": 1.12,
    "village": 0.82,
    "remote": 0.72,
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


def labour(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """Unemployed, long-term unemployed, employees where they live and where they work."""
    jobs = where.by_kind(JOBS) * np.exp(rng.normal(0, 0.38, len(where.kinds)))
    long_bias = np.exp(rng.normal(0, 0.12, len(where.kinds)))
    names = (
        "arbeitslose",
        "arbeitslose_langzeit",
        "sv_beschaeftigte_wohnort",
        "sv_beschaeftigte_arbeitsort",
    )
    figures: dict[str, Counts] = {name: {} for name in names}
    for year in YEARS:
        able = where.ages(year, 15, 64)
        out = where.whole(able * over(UNEMPLOYED, year) * where.need**0.8 * where.noise[year])
        share = np.clip(over(LONG_TERM, year) * long_bias * where.need**0.15, 0, 0.75)
        employed = (
            0.545
            + 0.0068 * (year - 2010)
            - (0.012 if year == 2020 else 0)
            - 0.035 * (where.need - 0.8)
        )
        growth = 1 + 0.008 * (year - 2010) - (0.015 if year == 2020 else 0)
        figures[names[0]][year] = out
        figures[names[1]][year] = np.minimum(where.whole(out * share), out)
        figures[names[2]][year] = where.whole(able * employed)
        figures[names[3]][year] = where.whole(
            able * jobs * 0.72 * growth * where.noise[year] ** 0.5
        )
    return figures


def benefits(where: Setting) -> dict[str, Counts]:
    """Persons under SGB II (all, under 15, under 18) and recipients of Grundsicherung im Alter."""
    names = ("sgb2_personen", "sgb2_kinder", "sgb2_kinder_unter_18", "grundsicherung_alter")
    figures: dict[str, Counts] = {name: {} for name in names}
    for year in YEARS:
        level = over(SGB2, year) * where.need * where.noise[year]
        kids = where.whole(where.ages(year, 0, 14) * level * 1.35)
        teens = where.whole(where.ages(year, 15, 17) * level * 1.2)
        adults = where.whole(where.ages(year, 18, 64) * level * 0.93)
        old = where.ages(year, 65) * over(OLD_AGE_AID, year) * where.need**0.9
        for name, counts in zip(
            names, (kids + teens + adults, kids, kids + teens, where.whole(old)), strict=True
        ):
            figures[name][year] = counts
    return figures


def foreigners(where: Setting, rng: np.random.Generator) -> dict[int, np.ndarray]:
    """Foreign population (atom, sex) by year."""
    spread = np.exp(rng.normal(0, 0.3, len(where.kinds)))
    spread[[kind == "city" for kind in where.kinds]] = 1.0
    counts = {}
    for year in YEARS:
        share = np.array([over(FOREIGN.get(kind, FOREIGN_VILLAGE), year) for kind in where.kinds])
        both = (
            where.people.stock[year].sum(axis=2)
            * (share * spread)[:, None]
            * np.array([1.08, 0.92])
        )
        counts[year] = np.floor(both + where.ground[:, None]).astype(np.int64)
    return counts


def care(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """People in need of care and places in nursing homes, every second year."""
    rates = np.interp(
        np.arange(101),
        (0, 55, 62, 72, 77, 82, 87, 93, 100),
        (0.008, 0.012, 0.035, 0.085, 0.15, 0.27, 0.46, 0.7, 0.8),
    )
    homes = {"city": 14, "centre": 4, "town": 2}
    count = np.array([homes.get(kind, 0) for kind in where.kinds])
    lucky = rng.uniform(size=len(count)) < where.by_kind(
        {"suburb": 0.4, "village": 0.13, "remote": 0.1}
    )
    places = (count + lucky) * rng.integers(42, 92, len(count))
    needing: Counts = {}
    offered: Counts = {}
    for year in CARE:
        level = over(CARE, year) * where.noise[year] ** 0.6
        needing[year] = where.whole(
            (where.people.stock[year].sum(axis=1) * rates).sum(axis=1) * level
        )
        offered[year] = np.round(places * (0.9 + 0.009 * (year - 2010))).astype(np.int64)
    return {"pflegebeduerftige": needing, "pflegeplaetze": offered}


def housing(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """Dwellings, newly finished ones and floor space; the stock grows by what is built."""
    stock = where.whole(
        where.people.stock[2009].sum(axis=(1, 2)) / np.maximum(where.by_kind(HOUSEHOLD), 1) * 1.06
    )
    size = where.by_kind(DWELLING) * np.exp(rng.normal(0, 0.05, len(stock)))
    figures: dict[str, Counts] = {
        "wohnungen": {},
        "wohnungen_fertiggestellt": {},
        "wohnflaeche": {},
    }
    for year in YEARS:
        boom = 0.7 + 0.07 * min(year - 2010, 9) - (0.35 if year >= 2024 else 0)
        built = rng.poisson(stock * where.by_kind(BUILT) * boom)
        stock = stock + built - rng.binomial(stock, 0.0004)
        figures["wohnungen"][year] = stock
        figures["wohnungen_fertiggestellt"][year] = built
        figures["wohnflaeche"][year] = np.round(stock * size * (1 + 0.0022 * (year - 2010))).astype(
            np.int64
        )
    return figures


def taxes(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """Steuereinnahmekraft in Euro: earned per head, with a few rich Gemeinden."""
    rich = where.by_kind(WEALTH) * np.exp(rng.normal(0, 0.26, len(where.kinds)))
    swing = {year: np.exp(rng.normal(0, 0.07, len(where.kinds))) for year in YEARS}
    money = {
        year: np.round(
            where.people.stock[year].sum(axis=(1, 2)) * over(TAX, year) * rich * swing[year]
        ).astype(np.int64)
        for year in YEARS
    }
    return {"steuereinnahmekraft": money}
