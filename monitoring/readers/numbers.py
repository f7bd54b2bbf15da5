"""Cells of official tables: numbers, and the signs that stand for none.

Signs after DIN 55301 as the German offices use them. Where a sign has two readings, the
careful one is taken: "." is "unbekannt oder geheim zu halten" and becomes suppressed.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from monitoring.figures import SECRET_MARK, Quality, Status

SIGNS = {
    "": Status.MISSING,
    "-": Status.NIL,
    "–": Status.NIL,
    "—": Status.NIL,
    "−": Status.NIL,
    ".": Status.SUPPRESSED,
    "·": Status.SUPPRESSED,
    SECRET_MARK: Status.SUPPRESSED,
    "...": Status.NOT_YET,
    "…": Status.NOT_YET,
    "/": Status.UNRELIABLE,
    "x": Status.NOT_APPLICABLE,
    "X": Status.NOT_APPLICABLE,
    "×": Status.NOT_APPLICABLE,
    "k. A.": Status.UNKNOWN,
}
QUALITY_SIGNS = {
    "": Quality.FINAL,
    "e": Quality.FINAL,
    "p": Quality.PROVISIONAL,
    "r": Quality.REVISED,
    "s": Quality.ESTIMATED,
    "()": Quality.LIMITED,
    "( )": Quality.LIMITED,
}
_BRACKETS = re.compile(r"\((.*)\)")
_SUFFIX = re.compile(r"(.*\d)\s*([eprs])")
LONGEST = 60
BEYOND = Decimal(10) ** 15
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u2007", " "))
_GROUPED_BY_SPACE = re.compile(r"-?\d{1,3}( \d{3})+(?:[.,]\d+)?")
_PLAIN = {
    ",": re.compile(r"-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?", re.ASCII),
    ".": re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII),
}
_STRICT = re.compile(r"-?\d+(?:,\d+)?", re.ASCII)


@dataclass(frozen=True)
class Cells:
    """A column of parsed cells; ``wrong`` marks text where a number belongs."""

    value: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    status: pd.Series
    quality: pd.Series
    wrong: "np.ndarray[tuple[int], np.dtype[np.bool_]]"


@dataclass(frozen=True)
class Cell:
    """One parsed cell; ``value`` is None where there is no number."""

    value: Decimal | None
    status: Status
    quality: Quality = Quality.FINAL


def parse_cell(text: str, decimal: str | None) -> Cell | None:
    """The figure in a cell, or None if it is neither a number nor a known sign.

    ``decimal`` is the decimal sign ("," or "."); with it the other sign groups thousands.
    None is GENESIS' own form: a decimal comma and no grouping at all.
    """
    text = text.translate(_SPACES).strip()
    if text in SIGNS:
        status = SIGNS[text]
        return Cell(Decimal(0) if status is Status.NIL else None, status)
    quality = Quality.FINAL
    if bracketed := _BRACKETS.fullmatch(text):
        text, quality = bracketed[1].strip(), Quality.LIMITED
        if text in SIGNS:
            return Cell(None, Status.UNRELIABLE, quality)
    elif marked := _SUFFIX.fullmatch(text):
        text, quality = marked[1], QUALITY_SIGNS[marked[2]]
    number = _number(text, decimal)
    return None if number is None else Cell(number, Status.REPORTED, quality)


def _number(text: str, decimal: str | None) -> Decimal | None:
    """None also for a number that no statistic can have and no computer keeps exactly."""
    number = _parsed(text, decimal) if len(text) <= LONGEST else None
    return number if number is not None and abs(number) < BEYOND else None


def _parsed(text: str, decimal: str | None) -> Decimal | None:
    if decimal is None:
        return Decimal(text.replace(",", ".")) if _STRICT.fullmatch(text) else None
    if _GROUPED_BY_SPACE.fullmatch(text):
        text = text.replace(" ", "")
    if not _PLAIN[decimal].fullmatch(text):
        return None
    grouping = "." if decimal == "," else ","
    return Decimal(text.replace(grouping, "").replace(decimal, "."))


def parse_cells(texts: pd.Series, decimal: str | None, factor: Decimal = Decimal(1)) -> Cells:
    """Parse a column of text; each distinct text is looked at once. Values times ``factor``."""
    codes, distinct = pd.factorize(texts, use_na_sentinel=False)
    parsed = [parse_cell(str(text), decimal) for text in distinct]
    values = np.array([_scaled(cell, factor) for cell in parsed], dtype=np.float64)
    status = np.array([cell.status.value if cell else "" for cell in parsed], dtype=object)
    quality = np.array([cell.quality.value if cell else "" for cell in parsed], dtype=object)
    wrong = np.array([cell is None for cell in parsed], dtype=np.bool_)
    return Cells(values[codes], pd.Series(status[codes]), pd.Series(quality[codes]), wrong[codes])


def _scaled(cell: Cell | None, factor: Decimal) -> float:
    return float("nan") if cell is None or cell.value is None else float(cell.value * factor)
