"""Social figures of each atom and year: benefits, labour market, children, care, housing, money."""

import numpy as np

from sample_data.demography import YEARS
from sample_data.setting import Counts, Setting, over

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
JOBS = {
    "city": 0.87,
    "centre": 0.8,
    "town": 0.6,
    "suburb": 0.37,
    "village": 0.26,
    "remote": 0.24,
}
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


def labour(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """Unemployed, long-term unemployed, employees where they live and where they work."""
    scatter = 0.38 * (where.by_kind({"city": 1.0, "centre": 0.5}) - 1)
    jobs = where.by_kind(JOBS) * np.exp(scatter * rng.normal(0, 1, len(where.kinds)))
    zeal = rng.normal(0, 0.017, len(where.kinds))
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
            + zeal
        )
        growth = 1 + 0.008 * (year - 2010) - (0.015 if year == 2020 else 0)
        figures[names[0]][year] = out
        figures[names[1]][year] = np.minimum(where.whole(out * share), out)
        figures[names[2]][year] = where.whole(able * employed)
        figures[names[3]][year] = where.whole(
            able * jobs * 0.96 * growth * where.noise[year] ** 0.5
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
    size = where.people.stock[2009].sum(axis=(1, 2))
    chance = where.by_kind({"suburb": 0.4, "village": 0.2, "remote": 0.2}) * (size > 600)
    lucky = rng.uniform(size=len(count)) < chance
    beds = rng.integers(46, 92, len(count))
    places = count * beds + lucky * np.minimum(beds, size // 24)
    needing: Counts = {}
    offered: Counts = {}
    for year in CARE:
        level = over(CARE, year) * where.noise[year] ** 0.6
        needing[year] = where.whole(
            (where.people.stock[year].sum(axis=1) * rates).sum(axis=1) * level * 0.84
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
