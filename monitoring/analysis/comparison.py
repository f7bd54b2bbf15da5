"""Comparison of areas with each other and of an area with its own past."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitoring.analysis.printed import printed_units
from monitoring.figures import Status, number

BAND_SHARES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}


@dataclass(frozen=True)
class Quartiles:
    """Quartiles of ``count`` values (linear interpolation: Hyndman and Fan 1996, type 7)."""

    low: float
    median: float
    high: float
    count: int


@dataclass(frozen=True)
class Change:
    """Change to an earlier period.

    ``absolute`` is in the unit of the indicator, ``relative`` in per cent (None for rates
    and where the earlier value is 0), ``text`` is both as they are printed.
    """

    absolute: float
    relative: float | None
    text: str


@dataclass(frozen=True)
class SeriesBreak:
    """A period from which figures no longer compare with the earlier ones, and why."""

    period: str
    text: str


def ranks(values: pd.Series, decimals: int) -> pd.DataFrame:
    """Rank of each area by its printed value: rank, of (areas with a value), tied (with it).

    1 is the highest value, whether that is good or bad; equal printed values share the
    better rank. Areas without a value have no rank.
    """
    there = values.notna().to_numpy()
    units = printed_units(values.to_numpy(dtype=np.float64)[there], decimals)
    steps, place, count = np.unique(-units, return_inverse=True, return_counts=True)
    better = np.concatenate([[0], np.cumsum(count)])[: len(steps)]
    ranked, shared = (np.full(len(values), np.nan) for _ in range(2))
    ranked[there], shared[there] = better[place] + 1, count[place] - 1
    columns = {"rank": ranked, "of": len(units), "tied": shared}
    return pd.DataFrame(columns, index=values.index).astype({"rank": "Int64", "tied": "Int64"})


def rank_text(rank: int | None, of: int, tied: int = 0) -> str:
    """``Platz 3 von 38, 1 = höchster Wert``; empty for an area without rank."""
    if rank is None or pd.isna(rank):
        return ""
    shared = f", gleichauf mit {tied} weiteren" if tied > 1 else ""
    shared = ", gleichauf mit einem weiteren" if tied == 1 else shared
    return f"Platz {rank} von {of}{shared}, 1 = höchster Wert"


def quartiles(values: pd.Series) -> Quartiles | None:
    """Quartiles of the values that exist; None where there is none."""
    known = values.dropna().to_numpy(dtype=float)
    if not known.size:
        return None
    low, median, high = np.quantile(known, [0.25, 0.5, 0.75])
    return Quartiles(float(low), float(median), float(high), int(known.size))


def carry(notes: pd.Series, *marks: str) -> pd.Series:
    """Whether the notes of figures (marks with commas between) hold one of ``marks``."""
    wanted = set(marks)
    return notes.isin([n for n in notes.dropna().unique() if wanted & set(n.split(","))])


def on_todays_territory(notes: pd.Series) -> pd.Series:
    """Whether figures with these notes lie on the release's territory: only such figures tell a
    development.
    """
    return ~carry(notes, "territory")


def territory_changes(series: pd.DataFrame) -> pd.DataFrame:
    """Where areas changed: ags, label, before, period.

    Of ``before`` and ``period``, the next with a figure, one is on today's territory and the
    other is not. ``series`` has ags, label, period, value and note. A period without value and
    mark tells nothing of the territory.
    """
    today = on_todays_territory(series["note"])
    told = series.assign(today=today).loc[~today | series["value"].notna()]
    told = told.sort_values(["ags", "period"], kind="stable")
    earlier = told.groupby("ags")[["today", "period"]].shift()
    changed = earlier["today"].notna() & (earlier["today"] != told["today"])
    found = told.assign(before=earlier["period"]).loc[changed].sort_index()
    return found.sort_values("period", kind="stable")[["ags", "label", "before", "period"]]


def change(
    now: float | None, earlier: float | None, *, kind: str, unit: str, decimals: int
) -> Change | None:
    """Change from ``earlier`` to ``now``, from the exact values; None if one is unknown.

    Rates change by their own unit, those in per cent by percentage points (never "per cent
    of per cent"); counts also in per cent of the earlier count, where that is positive.
    """
    if now is None or earlier is None or not np.isfinite([now, earlier]).all():
        return None
    absolute = now - earlier
    text = number(absolute, decimals, signed=True)
    if kind != "count":
        points = unit.strip().startswith(("%", "Prozent"))
        return Change(absolute, None, f"{text} Prozentpunkte" if points else text)
    if earlier <= 0:
        return Change(absolute, None, text)
    relative = 100 * absolute / earlier
    return Change(absolute, relative, f"{text} ({number(relative, 1, signed=True)} %)")


def per_inhabitant(values: pd.Series, population: pd.Series, per: float = 1000) -> pd.Series:
    """Values per ``per`` inhabitants, matched by index; no value where nobody lives."""
    inhabitants = population.reindex(values.index).astype(float)
    return values.astype(float) * per / inhabitants.where(inhabitants > 0)


def indexed(series: pd.DataFrame, base_period: str) -> pd.DataFrame:
    """Series with ``value`` as per cent of the area's own value in the base period.

    ``series`` has ags, period, value and status. An area whose base value is unknown, 0 or
    negative cannot be indexed: its values become unknown. Marks of other statuses stay.
    """
    base = series.loc[series["period"] == base_period].set_index("ags")["value"].astype(float)
    own = series["ags"].map(base.where(base > 0))
    value = 100 * series["value"].astype(float) / own
    lost = series["value"].notna() & value.isna()
    status = series["status"].mask(lost, str(Status.UNKNOWN))
    return series.assign(value=value, status=status)


def quantile_band(series: pd.DataFrame) -> pd.DataFrame:
    """Spread of all areas for each period: period, q05, q25, q50, q75, q95, count."""
    known = series.dropna(subset=["value"])
    grouped = known.groupby("period", sort=True)["value"]
    table = pd.DataFrame({name: grouped.quantile(share) for name, share in BAND_SHARES.items()})
    return table.assign(count=grouped.size()).reset_index()
