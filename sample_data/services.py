"""Figures a Landkreis counts itself: child care, schools, youth welfare, doctors, elections."""

import numpy as np

from sample_data.demography import YEARS
from sample_data.setting import Counts, Setting, over

UNDER_3 = {2010: 0.385, 2014: 0.47, 2019: 0.53, 2025: 0.565}
ELECTIONS = {"2013-09-22": 0.688, "2017-09-24": 0.748, "2021-09-26": 0.759, "2025-02-23": 0.821}
TURNOUT = {"city": -0.01, "centre": -0.03, "town": -0.018, "suburb": 0.04, "village": 0.012}
DOCTORS = {
    "city": 0.00066,
    "centre": 0.00082,
    "town": 0.00092,
    "suburb": 0.0004,
    "village": 0.00022,
    "remote": 0.00016,
}


def child_care(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """Children in day care by where they live, and places by where the day-care centre is.

    1 March of the year, so the children are those of the end of the year before. Children of
    a village without a centre go to the nearest one.
    """
    ease = where.by_kind({"city": 0.01, "suburb": 0.04, "remote": -0.03}) + rng.normal(
        0, 0.03, len(where.kinds)
    )
    size = where.people.stock[2009].sum(axis=(1, 2))
    has = (size > 0) & ((size > 620) | (rng.uniform(size=len(size)) < size / 1_300))
    target = _nearest(where, has)
    spare = 1.05 + rng.uniform(0, 0.12, len(size))
    figures: dict[str, Counts] = {"kita_plaetze": {}, "kita_kinder_u3": {}, "kita_kinder_3_6": {}}
    for year in YEARS:
        small, large = where.ages(year - 1, 0, 2), where.ages(year - 1, 3, 5)
        share = np.clip(over(UNDER_3, year) + ease, 0, 0.9)
        few = np.minimum(where.whole(small * share), small)
        many = np.minimum(where.whole(large * np.clip(0.945 + ease / 3, 0, 0.99)), large)
        here = np.bincount(target, weights=few + many, minlength=len(size))
        figures["kita_kinder_u3"][year] = few
        figures["kita_kinder_3_6"][year] = many
        figures["kita_plaetze"][year] = np.where(has, np.ceil(here * spare), 0).astype(np.int64)
    return figures


def _nearest(where: Setting, has: np.ndarray) -> np.ndarray:
    """Number of the nearest atom with a day-care centre, for each atom."""
    place = np.array([[atom.east, atom.north] for atom in where.land.atoms])
    gaps = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    gaps[:, ~has] = np.inf
    return gaps.argmin(axis=1)


def youth_and_school(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """Hilfen zur Erziehung, and school leavers with those who reach no certificate."""
    figures: dict[str, Counts] = {
        "hilfen_zur_erziehung": {},
        "schulabgaenge": {},
        "schulabgaenge_ohne_abschluss": {},
    }
    habit = np.exp(rng.normal(0, 0.12, len(where.kinds)))
    for year in YEARS:
        young = where.ages(year, 0, 20) * (0.021 + 0.0008 * (year - 2010))
        figures["hilfen_zur_erziehung"][year] = where.whole(
            young * where.need**0.9 * where.noise[year] * habit
        )
        leavers = where.whole(where.ages(year, 16, 16) * 1.02)
        figures["schulabgaenge"][year] = leavers
        failed = leavers * 0.078 * where.need**0.6 * (1 + 0.012 * (year - 2010))
        figures["schulabgaenge_ohne_abschluss"][year] = np.minimum(where.whole(failed), leavers)
    return figures


def doctors(where: Setting, rng: np.random.Generator) -> dict[str, Counts]:
    """General practitioners: practices in villages close one by one, in towns hardly any."""
    count = rng.poisson(where.people.stock[2009].sum(axis=(1, 2)) * where.by_kind(DOCTORS))
    closing = np.where([kind in ("village", "remote") for kind in where.kinds], 0.035, 0.008)
    counts: Counts = {}
    for year in YEARS:
        count = count - rng.binomial(count, closing)
        counts[year] = count
    return {"aerzte_hausaerztlich": counts}


def elections(
    where: Setting, rng: np.random.Generator, foreign: dict[int, np.ndarray]
) -> dict[str, dict[str, np.ndarray]]:
    """Persons entitled to vote and voters on election days (keys are ISO dates)."""
    civic = rng.normal(0, 0.022, len(where.kinds))
    entitled: dict[str, np.ndarray] = {}
    voting: dict[str, np.ndarray] = {}
    for day, level in ELECTIONS.items():
        year = int(day[:4]) - (day[5:7] < "07")
        size = np.maximum(where.people.stock[year].sum(axis=(1, 2)), 1)
        german = 1 - foreign[year].sum(axis=1) / size
        entitled[day] = where.whole(where.ages(year, 18) * german * 0.985)
        share = np.clip(
            level + where.by_kind(TURNOUT) + civic - 0.03 * (where.need - 0.8), 0.3, 0.95
        )
        voting[day] = np.minimum(where.whole(entitled[day] * share), entitled[day])
    return {"wahlberechtigte": entitled, "waehlende": voting}
