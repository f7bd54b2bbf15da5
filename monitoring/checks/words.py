"""Words that several findings share."""

from collections.abc import Iterable, Sequence
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


def years_text(years: Sequence[int]) -> str:
    """Ascending years: ``2015``, ``2015 und 2017``, ``2013, 2015 bis 2017 und 2020``."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts: list[str] = []
    for run in runs:
        parts += [f"{run[0]} bis {run[-1]}"] if len(run) > 2 else map(str, run)
    if len(parts) > MOST_NAMED:
        return listed(parts, len(parts))
    return " und ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


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
