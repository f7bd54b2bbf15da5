"""Territorial changes: how the areas of one Gebietsstand become those of a later one.

A figure of a Gemeinde that is divided goes to its successors by their shares of people, area or
employment (Umsteigeschlüssel, after BBSR); what goes as a whole stays exact.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

WEIGHTS = ("population", "area", "employment")
PASSAGE_COLUMNS = ["from_key", "to_key", *WEIGHTS]
Span = tuple[str, str]


@dataclass(frozen=True)
class Passage:
    """PASSAGE_COLUMNS for every area that changed; a key that is not among them stays.

    Weights of a ``from_key`` add up to 1, or are NaN where an office gives no shares.
    ``missing`` is the first span (after, until) whose changes nobody has delivered.
    """

    table: pd.DataFrame
    missing: Span | None


def passage(changes: pd.DataFrame, coverage: pd.DataFrame, start: str, end: str) -> Passage:
    """The way from the Gebietsstand ``start`` to ``end`` (ISO dates), over as many steps as needed.

    ``changes``: delivery, from_key, to_key, after, until, share_population, share_area,
    share_employment. ``coverage``: delivery, after, until, exact. Both of one level, dates as ISO
    texts. Where spans overlap, the one that knows the days goes first.
    """
    table, reached = _unchanged(changes["from_key"]), start
    while reached < end:
        span = _next_span(coverage, reached, end)
        if span is None:
            later = coverage.loc[(coverage["after"] > reached) & (coverage["after"] < end), "after"]
            return Passage(_changed(table), (reached, later.min() if len(later) else end))
        until = min(str(span["until"]), end)
        steps = changes[changes["delivery"] == span["delivery"]]
        if not span["exact"]:
            steps = steps[(steps["after"] == span["after"]) & (steps["until"] == span["until"])]
            steps = _undecided(steps, begun=str(span["after"]) < reached)
        else:
            steps = steps[(steps["until"] > reached) & (steps["until"] <= until)]
        for _, step in steps.groupby("until", sort=True):
            table = _followed(table, step)
        reached = until
    return Passage(_changed(table), None)


def _next_span(coverage: pd.DataFrame, reached: str, end: str) -> pd.Series | None:
    """The span that leads on from ``reached``; one without days must end within the way."""
    here = (coverage["after"] <= reached) & (coverage["until"] > reached)
    usable = coverage[here & (coverage["exact"].astype(bool) | (coverage["until"] <= end))]
    if usable.empty:
        return None
    return usable.sort_values(["exact", "after", "until", "delivery"]).iloc[-1]


def _undecided(steps: pd.DataFrame, *, begun: bool) -> pd.DataFrame:
    """Without its day, nobody knows whether a part was handed over before the way began."""
    if not begun:
        return steps
    lives_on = steps["from_key"].isin(steps.loc[steps["from_key"] == steps["to_key"], "from_key"])
    divided = lives_on & (steps["share_area"] < 1)
    shares = [f"share_{weight}" for weight in WEIGHTS]
    return steps.assign(**{name: steps[name].mask(divided) for name in shares})


def _unchanged(keys: pd.Series) -> pd.DataFrame:
    distinct = keys.drop_duplicates().reset_index(drop=True)
    return pd.DataFrame({"from_key": distinct, "to_key": distinct}).assign(
        **dict.fromkeys(WEIGHTS, 1.0)
    )


def _followed(table: pd.DataFrame, step: pd.DataFrame) -> pd.DataFrame:
    """The table one step further: each target goes to its successors, if it has any."""
    shares = step[["from_key", "to_key", *(f"share_{weight}" for weight in WEIGHTS)]].rename(
        columns={"from_key": "at", "to_key": "next"}
    )
    joined = table.merge(
        shares, how="left", left_on="to_key", right_on="at", validate="many_to_many"
    )
    moves = joined["at"].notna()
    joined["to_key"] = joined["next"].where(moves, joined["to_key"])
    for weight in WEIGHTS:
        share = joined[f"share_{weight}"].where(moves, 1.0)
        # Nothing of an unknown part is nothing; only a real part of it is unknown.
        joined[weight] = np.where(joined[weight] == 0, 0.0, joined[weight] * share)
    return _added(joined[PASSAGE_COLUMNS])


def _added(table: pd.DataFrame) -> pd.DataFrame:
    """One row a pair; a sum with an unknown part is unknown."""
    keys = ["from_key", "to_key"]
    sums = table.groupby(keys, as_index=False, sort=True)[list(WEIGHTS)].sum(min_count=1)
    for weight in WEIGHTS:
        unknown = table.loc[table[weight].isna(), keys].drop_duplicates()
        marked = sums[keys].merge(unknown, how="left", indicator=True, validate="one_to_one")
        sums.loc[(marked["_merge"] == "both").to_numpy(), weight] = np.nan
    # Parts that came together again are whole again, whatever the last digit says.
    whole = {weight: sums[weight].mask((sums[weight] - 1).abs() < 1e-9, 1.0) for weight in WEIGHTS}
    return sums.assign(**whole)


def _changed(table: pd.DataFrame) -> pd.DataFrame:
    """Without keys that nothing happened to."""
    same = (table["from_key"] == table["to_key"]) & (table[list(WEIGHTS)] == 1).all(axis=1)
    return table[~same].reset_index(drop=True)
