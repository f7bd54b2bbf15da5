"""Population of each atom by sex and single year of age, moved on year by year."""

from dataclasses import dataclass

import numpy as np

from sample_data.territory import Atom, Land

YEARS = tuple(range(2010, 2026))
START = 2009
AGES = np.arange(101)  # the last one is "100 and older"
PEOPLE_SEED = 20_100
SIZES = {
    "Lindenfurt": 117_500,
    "Markauen": 21_800,
    "Hohenwaldau": 14_300,
    "Heidefurt": 13_100,
    "Talmünden": 18_200,
    "Kronenhügel": 24_600,
}
DENSITY = {"suburb": 92.0, "village": 46.0, "remote": 31.0, "town": 120.0}
AGE_CURVE = {
    0: 7.6, 6: 7.6, 12: 7.0, 16: 6.1, 18: 7.4, 20: 11.2, 23: 13.0, 28: 12.8, 35: 12.0, 40: 15.0,
    45: 18.4, 48: 19.0, 53: 17.6, 58: 16.0, 61: 14.2, 64: 10.6, 66: 11.0, 70: 15.8, 74: 14.0,
    78: 10.6, 82: 8.2, 86: 5.0, 90: 2.2, 95: 0.6, 100: 0.1,
}  # fmt: skip
FERTILITY = {2010: 1.44, 2013: 1.48, 2016: 1.6, 2021: 1.58, 2022: 1.46, 2023: 1.37, 2025: 1.33}
FERTILITY_BY_KIND = {"city": 0.93, "suburb": 1.13, "village": 1.05, "remote": 1.02}
MORTALITY_PEAK = {2020: 1.03, 2021: 1.09, 2022: 1.06}
NET_MOVES = {
    "city": 0.0052,
    "centre": 0.0004,
    "town": -0.002,
    "suburb": 0.0058,
    "village": -0.0022,
    "remote": -0.0062,
}
WAVES = {2014: 0.001, 2015: 0.008, 2016: 0.003, 2017: 0.001, 2022: 0.011, 2023: 0.003}
WAVE_SHARE = {
    "city": 1.25,
    "centre": 1.1,
    "town": 0.8,
    "suburb": 0.3,
    "village": 0.35,
    "remote": 0.35,
}


@dataclass(frozen=True)
class People:
    """``stock[year]`` (atom, sex, age) at 31 December; flows by year (atom, sex); sex 0 is male."""

    stock: dict[int, np.ndarray]
    births: dict[int, np.ndarray]
    deaths: dict[int, np.ndarray]
    arrivals: dict[int, np.ndarray]
    departures: dict[int, np.ndarray]
    arrival_ages: dict[int, np.ndarray]  # (atom, age)
    departure_ages: dict[int, np.ndarray]


def simulate(land: Land) -> People:
    """Population from 2009 to 2025; each stock is the last one + births − deaths + moves."""
    rng = np.random.default_rng(PEOPLE_SEED)
    character = rng.normal(0, 1, len(land.atoms))
    now = _first_stock(rng, land, character)
    people = People({START: now}, {}, {}, {}, {}, {}, {})
    for year in YEARS:
        now = _next_year(rng, land, character, people, year, now)
        people.stock[year] = now
    return people


def first_sizes(rng: np.random.Generator, atoms: tuple[Atom, ...]) -> np.ndarray:
    """Inhabitants at the start: density by kind times area, with a wide scatter."""
    sizes = []
    for atom in atoms:
        scatter = float(np.exp(rng.normal(0, 0.42)))
        if atom.kind == "unincorporated":
            sizes.append(0)
        elif atom.name in SIZES:
            sizes.append(SIZES[atom.name])
        elif atom.kind == "town":
            sizes.append(int(np.clip(DENSITY["town"] * atom.km2 * scatter, 3_400, 9_400)))
        else:
            sizes.append(int(DENSITY[atom.kind] * atom.km2**0.96 * scatter) + 25)
    return np.array(sizes)


def _first_stock(rng: np.random.Generator, land: Land, character: np.ndarray) -> np.ndarray:
    sizes = first_sizes(rng, land.atoms)
    stock = np.zeros((len(land.atoms), 2, 101), dtype=np.int64)
    curve = np.interp(AGES, list(AGE_CURVE), list(AGE_CURVE.values()))
    men = np.interp(AGES, (0, 55, 70, 80, 90, 100), (0.513, 0.507, 0.465, 0.4, 0.27, 0.17))
    for number, atom in enumerate(land.atoms):
        weight = curve * _age_tilt(atom.kind) * np.exp(0.09 * character[number] * (AGES - 45) / 40)
        both = np.concatenate([weight * men, weight * (1 - men)])
        stock[number] = rng.multinomial(sizes[number], both / both.sum()).reshape(2, 101)
    return stock


def _age_tilt(kind: str) -> np.ndarray:
    knots = (0, 10, 18, 24, 30, 40, 50, 65, 80, 100)
    tilt = {
        "city": (0.98, 0.92, 1.15, 1.5, 1.3, 1.0, 0.9, 0.92, 0.97, 1),
        "centre": (0.97, 0.95, 1.0, 1.0, 1.0, 0.97, 0.98, 1.03, 1.1, 1.1),
        "suburb": (1.2, 1.2, 1.0, 0.8, 0.95, 1.22, 1.1, 0.86, 0.75, 0.75),
        "remote": (0.92, 0.96, 0.95, 0.82, 0.8, 0.95, 1.06, 1.12, 1.12, 1.1),
    }
    return np.interp(
        AGES, knots, tilt.get(kind, (1.0, 1.0, 1.0, 0.88, 0.92, 1.02, 1.02, 1.02, 1.03, 1))
    )


def mortality(year: int) -> np.ndarray:
    """Probability of dying within the year (sex, age): Gompertz, men above women, falling."""
    women = np.exp(-11.5 + 0.1045 * AGES)
    excess = np.interp(AGES, (0, 20, 60, 75, 90, 100), (1.2, 2.2, 1.95, 1.7, 1.3, 1.15))
    both = np.vstack([women * excess, women])
    both[:, 0] = (0.0036, 0.0029)
    trend = 0.992 ** (year - 2010) * MORTALITY_PEAK.get(year, 1.0)
    return np.minimum(both * trend, 0.55)


def fertility(year: int) -> np.ndarray:
    """Births per woman and year by age; their sum is the total fertility rate of the year."""
    mean = 29.4 + 0.11 * (year - 2010)
    curve = np.exp(-(((AGES - mean) / 5.4) ** 2) / 2) * ((AGES >= 15) & (AGES < 50))
    return curve / curve.sum() * float(np.interp(year, list(FERTILITY), list(FERTILITY.values())))


def _leaving(kind: str) -> np.ndarray:
    peak = {"city": 0.13, "centre": 0.15, "suburb": 0.16}.get(kind, 0.175)
    knots = (0, 5, 15, 18, 21, 25, 30, 38, 50, 65, 75, 85, 100)
    return np.interp(
        AGES,
        knots,
        (
            0.05,
            0.032,
            0.025,
            0.07,
            peak,
            peak * 0.92,
            0.085,
            0.045,
            0.024,
            0.016,
            0.018,
            0.03,
            0.03,
        ),
    )


def _coming(kind: str) -> np.ndarray:
    """Age distribution of people who move in."""
    knots = (0, 6, 15, 18, 22, 27, 33, 40, 50, 65, 80, 100)
    weight = {
        "city": (1.0, 0.7, 0.9, 4.6, 6.5, 4.2, 2.2, 1.2, 0.7, 0.4, 0.35, 0.1),
        "centre": (1.3, 0.9, 1.0, 2.6, 3.4, 3.2, 2.4, 1.4, 0.8, 0.6, 0.55, 0.2),
        "suburb": (2.4, 1.3, 0.8, 1.0, 1.6, 3.2, 3.6, 2.0, 0.9, 0.5, 0.35, 0.1),
    }.get(kind, (1.9, 1.1, 0.8, 1.3, 2.2, 3.2, 2.8, 1.6, 0.95, 0.6, 0.4, 0.1))
    curve = np.interp(AGES, knots, weight)
    return curve / curve.sum()


def _next_year(
    rng: np.random.Generator,
    land: Land,
    character: np.ndarray,
    people: People,
    year: int,
    now: np.ndarray,
) -> np.ndarray:
    """Stock at the end of ``year``; the year's flows are noted in ``people``."""
    kinds = [atom.kind for atom in land.atoms]
    dead = rng.binomial(now, mortality(year))
    gone = rng.binomial(now - dead, np.array([_leaving(k) for k in kinds])[:, None, :])
    size = now.sum(axis=(1, 2))
    net = np.array([NET_MOVES.get(k, 0.0) for k in kinds]) + 0.0035 * np.tanh(character)
    wave = WAVES.get(year, 0.0) * np.array([WAVE_SHARE.get(k, 0.0) for k in kinds])
    quiet = 0.94 if year == 2020 else 1.0
    coming = (
        np.maximum(gone.sum(axis=(1, 2)) * 0.55 + size * (0.45 * 0.05 + net), 0) * quiet
        + size * wave
    )
    profile = np.array([_coming(k) for k in kinds]) / 2
    come = rng.poisson(coming[:, None, None] * np.stack([profile * 1.03, profile * 0.97], axis=1))
    babies = _births(rng, kinds, now, year)
    aged = now - dead - gone + come
    moved_on = np.zeros_like(aged)
    moved_on[:, :, 1:] = aged[:, :, :-1]
    moved_on[:, :, 100] += aged[:, :, 100]
    moved_on[:, :, 0] = babies
    people.births[year], people.deaths[year] = babies, dead.sum(axis=2)
    people.arrivals[year], people.departures[year] = come.sum(axis=2), gone.sum(axis=2)
    people.arrival_ages[year], people.departure_ages[year] = come.sum(axis=1), gone.sum(axis=1)
    return moved_on


def _births(rng: np.random.Generator, kinds: list[str], now: np.ndarray, year: int) -> np.ndarray:
    factor = np.array([FERTILITY_BY_KIND.get(k, 1.0) for k in kinds])
    born = rng.poisson((now[:, 1, :] * fertility(year)).sum(axis=1) * factor)
    boys = rng.binomial(born, 0.513)
    return np.column_stack([boys, born - boys])
