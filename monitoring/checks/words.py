"""Words that several findings share."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.figures import shown
from monitoring.periods import spoken
from monitoring.readers.contract import Mark

Row = dict[str, Any]
MOST_NAMED = 5


def measure(row: Row) -> str:
    """Base figure and level: ``Bevölkerung (Gemeinden)``."""
    return f"{row['title']} ({LEVEL_TITLES[Level(row['level'])]})"


def span(row: Row) -> str:
    """Periods from first to last."""
    first, last = spoken(row["first"]), spoken(row["last"])
    return first if first == last else f"{first} bis {last}"


def listed(names: Iterable[str], count: int) -> str:
    """The first few names, and that there are more of ``count``."""
    shown_names = list(names)[:MOST_NAMED]
    return ", ".join(shown_names) + (" …" if count > len(shown_names) else "")


def exact(value: float | None, status: str = "reported") -> str:
    """A value with the decimals it has, at most three; else the mark of its status."""
    decimals = 0
    while value is not None and decimals < 3 and round(value, decimals) != round(value, 6):
        decimals += 1
    return shown(value, status, decimals)


def where(row: Row) -> str:
    """Area and period of a figure: ``16068051, 2019``."""
    return f"{row['key']}, {spoken(row['period'])}"


def groups(rows: list[Row], *names: str) -> list[list[Row]]:
    """Rows that follow one another and agree in ``names``."""
    return [list(group) for _, group in groupby(rows, lambda row: [row[name] for name in names])]


def marks(rows: Iterable[Row], notes: Iterable[str], part: str = "value") -> tuple[Mark, ...]:
    """A mark for each row that has a figure in the file."""
    pairs = zip(rows, notes, strict=True)
    return tuple(
        Mark(row["position"], note, part) for row, note in pairs if row["position"] is not None
    )
