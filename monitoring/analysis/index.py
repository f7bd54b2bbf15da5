"""Index of need: z-scores of several indicators, weighted and added.

z = (value − mean) ÷ standard deviation over the areas compared, with the population form of
the deviation (divisor n), as they are all areas there are and no sample: OECD/JRC,
"Handbook on Constructing Composite Indicators" (2008), chapter 5.2.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitoring.analysis.sentences import areas_of
from monitoring.areas import LEVEL_SINGULAR, LEVEL_TITLES, Level
from monitoring.figures import counted, number

MINIMUM_POPULATION = 300
STRONGEST = 2
NOTABLE = 0.5


@dataclass(frozen=True)
class NeedIndex:
    """Result of :func:`need_index`; a higher index means a greater burden.

    ``table`` (index ags): index, rank (1 = greatest burden; NA without rank), of (number
    ranked), state (``complete``, ``small``, ``incomplete``), small (whatever the state) and
    missing (ids of the indicators without a value). ``z`` is in the direction of the
    indicator itself, ``contributions`` in the direction of burden; they add up to the index.
    ``mean`` and ``deviation`` are in the unit of each indicator, ``notes`` are German sentences.
    """

    table: pd.DataFrame
    z: pd.DataFrame
    contributions: pd.DataFrame
    mean: pd.Series
    deviation: pd.Series
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Distance:
    """Distance to a reference value: in the indicator's unit and in persons (above: positive)."""

    difference: float
    persons: float


def direction_of(polarity: str) -> int:
    """Direction proposed for an indicator: −1 for a resource, else +1 (more is more need)."""
    return -1 if polarity == "resource" else 1


def need_index(
    values: pd.DataFrame,
    directions: Mapping[str, int],
    weights: Mapping[str, float],
    population: pd.Series,
    minimum_population: int = MINIMUM_POPULATION,
    titles: Mapping[str, str] | None = None,
    level: Level = Level.GEMEINDE,
) -> NeedIndex:
    """Weighted z-score index of the areas in ``values`` (ags × indicator; NaN = no value).

    contribution = direction · weight ÷ Σ weights · z, index = Σ contributions.

    - Mean and deviation of an indicator come from all areas of at least
      ``minimum_population`` inhabitants that have a value, whatever else they lack, so an
      indicator's z does not depend on which others were chosen.
    - An area that lacks an indicator gets no index: without it different things would be
      compared, filling it in would invent a value.
    - A small area gets z and index as measured by the others, but no rank: a single
      household may move it from first to last.
    - An indicator in which all areas are equal contributes 0 and is noted; one of weight 0
      is left out altogether. ``titles`` and ``level`` name indicators and areas in the notes.
    """
    _check(values, directions, weights)
    values = values[[name for name in values.columns if weights[name] > 0]]
    total = sum(weights[name] for name in values.columns)
    large = population.reindex(values.index).ge(minimum_population).fillna(False).astype(bool)
    moments = {str(name): _moments(values.loc[large, name]) for name in values.columns}
    scores = {name: _scored(values[name], *each) for name, each in moments.items()}
    z = pd.DataFrame(scores, index=values.index)
    factors = pd.Series({name: directions[name] * weights[name] / total for name in moments})
    contributions = z * factors
    return NeedIndex(
        table=_table(contributions, values, large),
        z=z,
        contributions=contributions,
        mean=pd.Series({name: mean for name, (mean, _) in moments.items()}),
        deviation=pd.Series({name: spread for name, (_, spread) in moments.items()}),
        notes=_notes(large, moments, (minimum_population, level), titles or {}),
    )


def distance(
    value: float | None,
    reference: float | None,
    numerator: float | None,
    denominator: float | None,
    per: float,
) -> Distance | None:
    """Distance of a rate to a reference rate; None where any part of it is unknown.

    persons = (value − reference) · denominator ÷ per: by so many persons the numerator would
    have to fall (positive) or rise (negative) for the area to have the reference value.
    The numerator must be known, or the persons would give a secret one away.
    """
    parts = (value, reference, numerator, denominator)
    if any(part is None or not np.isfinite(part) for part in parts):
        return None
    assert value is not None
    assert reference is not None
    assert denominator is not None
    difference = value - reference
    return Distance(difference, difference * denominator / per)


def reasons(
    contributions: Mapping[Hashable, float], z: Mapping[Hashable, float], titles: Mapping[str, str]
) -> str:
    """The strongest contributions of one area in words, in the direction of its index.

    ``SGB-II-Quote hoch (+1,2), Kita-Plätze niedrig (+0,6)``; the numbers are the
    contributions, which add up to the index. Half a standard deviation from the mean is called
    neither high nor low. Nothing for an area without an index.
    """
    if any(math.isnan(each) for each in contributions.values()):
        return ""
    sign = 1 if sum(contributions.values()) >= 0 else -1
    pushing = sorted(contributions, key=lambda name: -sign * contributions[name])[:STRONGEST]
    shown = {name: number(contributions[name], 1, signed=True) for name in pushing}
    strongest = [
        name for name in pushing if sign * contributions[name] > 0 and abs(z[name]) >= NOTABLE
    ]
    if not strongest:
        return "nahe am Durchschnitt"
    return ", ".join(
        f"{titles[str(name)]} {'hoch' if z[name] > 0 else 'niedrig'} ({shown[name]})"
        for name in strongest
    )


def _check(
    values: pd.DataFrame, directions: Mapping[str, int], weights: Mapping[str, float]
) -> None:
    if values.index.has_duplicates or values.columns.has_duplicates:
        raise ValueError("an area or an indicator occurs twice")
    for name in values.columns:
        if directions[name] not in (1, -1):
            raise ValueError(f"direction of {name} must be +1 or −1, not {directions[name]}")
        if not weights[name] >= 0:
            raise ValueError(f"weight of {name} must not be negative: {weights[name]}")
    if not sum(weights[name] for name in values.columns) > 0:
        raise ValueError("the weights add up to nothing")


def _moments(column: pd.Series) -> tuple[float, float]:
    """Mean and population deviation; sorted first, so that the order of rows changes no bit."""
    known = np.sort(column.astype(float).dropna().to_numpy(dtype=float))
    if not known.size:
        return float("nan"), 0.0
    if known[-1] - known[0] <= 1e-12 * max(abs(known[0]), abs(known[-1])):
        return float(known[0]), 0.0
    return float(known.mean()), float(known.std(ddof=0))


def _scored(column: pd.Series, mean: float, deviation: float) -> pd.Series:
    known = column.astype(float)
    return (known - mean) / deviation if deviation > 0 else known * 0.0


def _table(contributions: pd.DataFrame, values: pd.DataFrame, large: pd.Series) -> pd.DataFrame:
    index = contributions.sum(axis="columns", skipna=False)
    lacking = values.isna()
    sized = np.where(large, "complete", "small")
    state = np.where(lacking.any(axis="columns"), "incomplete", sized)
    ranked = index.where(state == "complete").round(9)
    rank = ranked.rank(method="min", ascending=False).astype("Int64")
    missing = [tuple(values.columns[row]) for row in lacking.to_numpy()]
    return pd.DataFrame(
        {"index": index, "rank": rank, "of": int(rank.notna().sum()), "state": state,
         "small": ~large, "missing": pd.Series(missing, index=values.index, dtype=object)},
        index=values.index,
    )  # fmt: skip


def _notes(
    large: pd.Series,
    moments: Mapping[str, tuple[float, float]],
    compared: tuple[int, Level],
    titles: Mapping[str, str],
) -> tuple[str, ...]:
    least, level = compared
    notes = [
        f"{titles.get(name, name)}: alle {areas_of(level)} gleich, trägt nichts zum Index bei"
        for name, (mean, deviation) in moments.items()
        if deviation == 0 and np.isfinite(mean)
    ]
    notes += [
        f"{titles.get(name, name)}: kein Wert für {LEVEL_TITLES[level]} ab {least} Einwohnern"
        for name, (mean, _) in moments.items()
        if not np.isfinite(mean)
    ]
    few = int((~large).sum())
    if few:
        who = counted(few, LEVEL_SINGULAR[level], LEVEL_TITLES[level])
        notes.append(
            f"{who} {'hat' if few == 1 else 'haben'} weniger als {least} Einwohner: "
            "ohne Rang und nicht in Mittelwert und Streuung"
        )
    return tuple(notes)
