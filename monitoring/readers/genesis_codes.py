"""Codes of GENESIS: regions, sex, age classes, months, and units.

Age classes: ALT000B03 is "unter 3 Jahre" (B = bis unter), ALT075UM "75 Jahre und mehr",
ALT018 the single age 18 (codes of the variables ALT… of Regionalstatistik and Destatis).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

TOTAL = ("", "INSGESAMT", "GESAMT", "TOTAL")
SEX_CODES = {"GESM": "male", "GESW": "female"} | dict.fromkeys(TOTAL, "total")
_REGION_NAME = re.compile(r"DG|DINSG|DLAND|REGBEZ|KREISE?|GEMEIN\w*|VERBAND\w*|GEO[A-Z]{2}\d*")
_REGION_KEY = re.compile(r"DG|\d{2}|\d{3}|\d{5}|\d{8}|\d{9}|\d{12}")
_CLASS = re.compile(r"ALT(\d{3})B(\d{2,3})")
_OPEN = re.compile(r"ALT(\d{3})UM")
_SINGLE = re.compile(r"ALT(\d{3})")
_MONTH = re.compile(r"MONAT(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"QUART?([1-4])")
_GEBIETSSTAND = re.compile(r"Gebietsstand:?\s*(?:am\s*)?(\d{2}\.\d{2}\.\d{4})")
_UNIT = re.compile(
    r"(?P<scale>1\s?000\s?000|1\.000\.000|1\s?000|1\.000|Tsd\.?|Tausend|Mill\.?|Mio\.?|Millionen"
    r"|Mrd\.?|Milliarden)?\s*(?P<of>.*)",
    re.IGNORECASE,
)
_SCALES = {
    "1000000": 10**6,
    "mill": 10**6,
    "mio": 10**6,
    "millionen": 10**6,
    "1000": 10**3,
    "tsd": 10**3,
    "tausend": 10**3,
    "mrd": 10**9,
    "milliarden": 10**9,
    "": 1,
}
_MEASURES = {
    "eur": ("Euro", Decimal(1)),
    "euro": ("Euro", Decimal(1)),
    "€": ("Euro", Decimal(1)),
    "qm": ("m²", Decimal(1)),
    "m2": ("m²", Decimal(1)),
    "m²": ("m²", Decimal(1)),
    "qkm": ("km²", Decimal(1)),
    "km2": ("km²", Decimal(1)),
    "km²": ("km²", Decimal(1)),
    "ha": ("km²", Decimal("0.01")),
}
_COUNTS = ("", "anzahl", "personen", "wohnungen", "fälle", "einwohner", "stück", "plätze", "kinder")
_RATES = re.compile(
    r"%|prozent|promille|‰|ew/qkm|je .*|.*/.*|.*=\s*100|durchschnitt.*|jahre", re.IGNORECASE
)


@dataclass(frozen=True)
class Unit:
    """``measure`` is count, Euro, m², km² or rate; a delivered number times ``factor`` is in it."""

    measure: str
    factor: Decimal


def is_region_name(variable: str) -> bool:
    """True for the variables that name areas in the databases we know."""
    return _REGION_NAME.fullmatch(variable) is not None


def looks_like_keys(codes: tuple[str, ...]) -> bool:
    """True if all codes have the form of area keys."""
    filled = [code for code in codes if code]
    return bool(filled) and all(_REGION_KEY.fullmatch(code) for code in filled)


def is_sex(variable: str, codes: tuple[str, ...]) -> bool:
    """True for the variable GES and its kin."""
    return variable.startswith("GES") and all(code in SEX_CODES for code in codes)


def is_age(variable: str) -> bool:
    """True for the variables ALT…"""
    return variable.startswith("ALT")


def is_part_of_year(variable: str) -> bool:
    """True for months and quarters that stand as a variable beside a year."""
    return variable in ("MONAT", "QUARTG", "QUARTE", "QUART")


def age_band(code: str) -> tuple[int, int | None] | None:
    """Ages (from, to) of an age class; (0, None) for all ages; None if the code is unknown."""
    if code in TOTAL:
        return 0, None
    if match := _OPEN.fullmatch(code):
        return int(match[1]), None
    if match := _CLASS.fullmatch(code):
        lower, upper = int(match[1]), int(match[2])
        return (lower, upper - 1) if lower < upper else None
    if match := _SINGLE.fullmatch(code):
        return int(match[1]), int(match[1])
    return None


def part_of_year(code: str) -> str | None:
    """Ending of a period ("-06", "-Q2") for a month or quarter; "" for none; None if unknown."""
    if code in TOTAL:
        return ""
    if match := _MONTH.fullmatch(code):
        return f"-{match[1]}"
    if match := _QUARTER.fullmatch(code):
        return f"-Q{match[1]}"
    return None


def gebietsstand_in(label: str) -> str | None:
    """German date of "Gemeinden (Gebietsstand 15.05.2022)"."""
    match = _GEBIETSSTAND.search(label)
    return match[1] if match else None


def parsed_unit(text: str) -> Unit | None:
    """The unit of a value, e.g. "Anzahl", "1000", "Tsd. EUR", "qkm", "%"; None if unknown."""
    if _RATES.fullmatch(text.strip()):
        return Unit("rate", Decimal(1))
    match = _UNIT.fullmatch(text.strip())
    scale = re.sub(r"[\s.]", "", (match and match["scale"]) or "").casefold()
    of = ((match and match["of"]) or "").strip().casefold()
    factor = Decimal(_SCALES[scale])
    if of in _COUNTS:
        return Unit("count", factor)
    if of in _MEASURES:
        measure, size = _MEASURES[of]
        return Unit(measure, factor * size)
    return None


def measure_of(unit: str, additive: bool) -> str:
    """The measure a base figure must be delivered in, from its unit in the catalogue."""
    if not additive:
        return "rate"
    return unit if unit in ("Euro", "m²", "km²") else "count"
