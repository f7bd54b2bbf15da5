"""A made-up population by sex and single year, and age tables of offices that show it in bands."""

import itertools
import random
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from tests.readers import excerpts, web_excerpts

Band = tuple[int, int | None]
People = dict[str, dict[str, list[int]]]
OLDEST = 100
SEXES = ("male", "female")
GEMEINDEN = ("98001001", "98001002", "98001003", "98002001", "98002002")
HALVES = {"98001001": (23, 80, 41), "98001002": (121, 400, 81), "98002001": (51, 80, 97)}
"""Young, middle, old: quotients that lie exactly between two tenths (28,75; 30,25; 63,75 …)."""


def population(seed: int = 3) -> People:
    """Persons by Gemeinde, sex and age from 0 to OLDEST."""
    numbers = random.Random(seed)
    people = {
        key: {sex: [numbers.randrange(90) for _ in range(OLDEST + 1)] for sex in SEXES}
        for key in GEMEINDEN
    }
    for key, (young, middle, old) in HALVES.items():
        for sex in SEXES:
            people[key][sex] = [0] * (OLDEST + 1)
        people[key]["male"][17], people[key]["female"][19] = young - young // 2, young // 2
        people[key]["female"][20], people[key]["male"][64] = middle - 1, 1
        people[key]["male"][65], people[key]["female"][99] = old - 1, 1
    return people


def bands(*starts: int) -> list[Band]:
    """Bands that begin at these ages; the last is open."""
    closed: list[Band] = [(start, after - 1) for start, after in itertools.pairwise(starts)]
    return [*closed, (starts[-1], None)]


FLAT_BANDS = bands(0, 3, 6, 10, 15, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 75)
FIVE_YEARS = bands(*range(0, 90, 5))
SINGLE_YEARS = bands(*range(86))
CENSUS = bands(0, 18, 30, 50, 65)


def persons(people: People, key: str, sexes: Sequence[str], band: Band) -> int:
    """Persons of an area (by the beginning of its key) and a band, counted one by one."""
    last = OLDEST if band[1] is None else band[1]
    return sum(
        sum(ages[sex][band[0] : last + 1])
        for gemeinde, ages in people.items()
        if gemeinde.startswith(key)
        for sex in sexes
    )


def quotient(people: People, key: str, band: Band) -> Decimal:
    """Persons of ``band`` per 100 from 20 to 64, to one decimal, halves up."""
    share = Fraction(100 * persons(people, key, SEXES, band), persons(people, key, SEXES, (20, 64)))
    tenths = (share * 10 + Fraction(1, 2)).__floor__()
    return (Decimal(tenths) / 10).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _code(band: Band | None) -> str:
    if band is None:
        return ""
    if band[1] is None:
        return f"ALT{band[0]:03}UM"
    if band[0] == band[1]:
        return f"ALT{band[0]:03}"
    return f"ALT{band[0]:03}B{band[1] + 1:02}"


def flat(
    path: Path,
    people: People,
    ages: Sequence[Band | None],
    *,
    sexes: Sequence[str] = ("total",),
    keys: Sequence[str] = GEMEINDEN,
) -> Path:
    """A flat CSV in the form of 12411-02-03-5; None among the ages is the total."""
    codes = {"total": "", "male": "GESM", "female": "GESW"}
    rows = [
        excerpts.flat_row(
            str(persons(people, key, SEXES if sex == "total" else (sex,), band or (0, None))),
            region=("GEMEIN" if len(key) == 8 else "KREISE", key),
            second=("GES", codes[sex]),
            third=("ALTX20", _code(band)),
            time="31.12.2020",
        )
        for key in keys
        for sex in sexes
        for band in ages
    ]
    return excerpts.flat(path, *rows)


def _words(band: Band) -> str:
    if band[1] is None:
        return f"{band[0]} Jahre und mehr"
    if band[0] == band[1]:
        return f"{band[0]} Jahre" if band[0] else "unter 1 Jahr"
    if not band[0]:
        return f"unter {band[1] + 1} Jahre"
    return f"{band[0]} bis unter {band[1] + 1} Jahre"


def web(path: Path, people: People, ages: Sequence[Band], keys: Sequence[str]) -> Path:
    """A web table by age and sex with columns for the total, men and women of each band."""
    heads = [f"{';'.join([_words(band)] * 3)}" for band in ages]
    sexes = ";".join(["Insgesamt;männlich;weiblich"] * len(ages))
    lines = [
        "Tabelle: 12411-02-03-4",
        "Bevölkerung nach Geschlecht und Altersgruppen - Stichtag 31.12.2020",
        f";;{';'.join(heads)}",
        f";;{sexes}",
        f";;{';'.join(['Anzahl'] * 3 * len(ages))}",
    ]
    for key in keys:
        cells = [
            str(persons(people, key, part, band))
            for band in ages
            for part in (SEXES, ("male",), ("female",))
        ]
        lines.append(f"{key};Ort {key};{';'.join(cells)}")
    return web_excerpts.table(path, *lines)


def own(path: Path, people: People, ages: Sequence[Band], sexes: Sequence[str]) -> Path:
    """A table of a department: Kreise and Gemeinden mixed."""
    german = {"total": "insgesamt", "male": "m", "female": "w"}
    lines = ["ags;zeitraum;geschlecht;alter_von;alter_bis;bevoelkerung"]
    for key in ("98", "98001", "98002", *GEMEINDEN):
        for sex in sexes:
            for band in ages:
                count = persons(people, key, SEXES if sex == "total" else (sex,), band)
                upper = "" if band[1] is None else band[1]
                lines.append(f"{key};31.12.2020;{german[sex]};{band[0]};{upper};{count}")
    return excerpts.own(path, *lines)
