"""Territorial changes: how the areas of one Gebietsstand become those of a later one.

A figure of a Gemeinde that is divided goes to its successors by their shares of people, area or
employment (Umsteigeschlüssel, after BBSR); what goes as a whole stays exact.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

WEIGHTS = ("population", "area", "employment")
PASSAGE_COLUMNS = ["from_key", "to_key", *WEIGHTS]
WEIGHT_OF_SHARE = {f"share_{weight}": weight for weight in WEIGHTS}
Span = tuple[str, str]


@dataclass(frozen=True)
class Passage:
    """PASSAGE_COLUMNS for every area that changed; a key that is not among them stays.

    Weights of a ``from_key`` add up to 1, or are NaN where an office gives no shares.
    ``missing`` is the first span (after, until) whose changes nobody has delivered.
    """

    table: pd.DataFrame
    missing: Span | None


def passages(
    changes: pd.DataFrame, coverage: pd.DataFrame, starts: Collection[str], end: str
) -> dict[str, Passage]:
    """The way from each Gebietsstand of ``starts`` to ``end`` (ISO dates), over all steps needed.

    ``changes``: delivery, from_key, to_key, after, until, share_population, share_area,
    share_employment. ``coverage``: delivery, after, until, exact. Both of one level, dates as ISO
    texts. Where spans overlap, the one that knows the days goes first.
    """
    found = {end: Passage(_unchanged(changes["from_key"][:0]), None)}
    stops = sorted({*starts, end}, reverse=True)

    def way(start: str) -> Passage:
        if start not in found:
            found[start] = _onward(changes, coverage, start, stops, way)
        return found[start]

    # From the newest backwards, each way is one leg and a way that is known already.
    return {start: way(start) for start in stops if start in starts}


def _onward(
    changes: pd.DataFrame,
    coverage: pd.DataFrame,
    start: str,
    stops: list[str],
    way: Callable[[str], Passage],
) -> Passage:
    """The next leg of the way from ``start``, and the way from there."""
    end = stops[0]
    span = _next_span(coverage, start, end)
    if span is None:
        later = coverage.loc[(coverage["after"] > start) & (coverage["after"] < end), "after"]
        return Passage(_unchanged(changes["from_key"][:0]), (start, min([*later, end])))
    steps = changes[changes["delivery"] == span["delivery"]]
    if span["exact"]:
        until = min(str(span["until"]), *(stop for stop in stops if stop > start))
        steps = steps[(steps["until"] > start) & (steps["until"] <= until)]
    else:
        until = str(span["until"])
        steps = steps[(steps["after"] == span["after"]) & (steps["until"] == span["until"])]
        steps = _undecided(steps, begun=str(span["after"]) < start)
    table = _unchanged(steps["from_key"])
    for _, step in steps.groupby("until", sort=True):
        table = _followed(table, _as_passage(step))
    rest = way(until)
    stays = rest.table[~rest.table["from_key"].isin(table["from_key"])]
    joined = pd.concat([_followed(table, rest.table), stays], ignore_index=True)
    return Passage(_changed(joined), rest.missing)


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


def _as_passage(step: pd.DataFrame) -> pd.DataFrame:
    return step[["from_key", "to_key", *WEIGHT_OF_SHARE]].rename(columns=WEIGHT_OF_SHARE)


def _followed(table: pd.DataFrame, step: pd.DataFrame) -> pd.DataFrame:
    """The table one step (PASSAGE_COLUMNS) further: each target goes to its successors, if any."""
    successors = step.rename(columns={"from_key": "at", "to_key": "next"})
    joined = table.merge(
        successors,
        how="left",
        left_on="to_key",
        right_on="at",
        suffixes=("", "_share"),
        validate="many_to_many",
    )
    moves = joined["at"].notna()
    joined["to_key"] = joined["next"].where(moves, joined["to_key"])
    for weight in WEIGHTS:
        share = joined[f"{weight}_share"].where(moves, 1.0)
        # Nothing of an unknown part is nothing; only a real part of it is unknown.
        joined[weight] = np.where(joined[weight] == 0, 0.0, joined[weight] * share)
    return _added(joined[PASSAGE_COLUMNS])


def _added(table: pd.DataFrame) -> pd.DataFrame:
    """One row a pair; a sum with an unknown part is unknown."""
    pairs = table.groupby(["from_key", "to_key"], as_index=False, sort=True)
    sums = pairs[list(WEIGHTS)].sum(skipna=False)
    # Parts that came together again are whole again, whatever the last digit says.
    whole = {weight: sums[weight].mask((sums[weight] - 1).abs() < 1e-9, 1.0) for weight in WEIGHTS}
    return sums.assign(**whole)


def _changed(table: pd.DataFrame) -> pd.DataFrame:
    """Without keys that nothing happened to."""
    same = (table["from_key"] == table["to_key"]) & (table[list(WEIGHTS)] == 1).all(axis=1)
    return table[~same].reset_index(drop=True)


def reversed_way(table: pd.DataFrame, amounts: pd.DataFrame) -> pd.DataFrame:
    """A way (PASSAGE_COLUMNS) the other way round: what each later area holds of the earlier ones.

    ``amounts``: key, population, area, employment of all earlier areas of some Länder; of theirs,
    what is not among them came and went on the way. What came from one area alone needs no amount;
    else an unknown one makes the shares of its target unknown.
    """
    own = table["from_key"].str[:2].isin(amounts["key"].str[:2])
    table = table[table["from_key"].isin(amounts["key"]) | ~own]
    targets = table["to_key"].drop_duplicates()
    stay = targets[targets.isin(amounts["key"]) & ~targets.isin(table["from_key"])]
    same = pd.DataFrame({"from_key": stay, "to_key": stay}).assign(**dict.fromkeys(WEIGHTS, 1.0))
    every = pd.concat([table, same], ignore_index=True)
    held = every[["from_key"]].merge(
        amounts, how="left", left_on="from_key", right_on="key", validate="many_to_one"
    )
    back = every.rename(columns={"from_key": "to_key", "to_key": "from_key"})
    for weight in WEIGHTS:
        part = np.where(every[weight] == 0, 0.0, held[weight] * every[weight])
        comes = pd.Series(every[weight] != 0).groupby(every["to_key"]).transform("sum")
        total = (
            pd.Series(part)
            .groupby(every["to_key"])
            .transform(lambda parts: parts.sum(skipna=False))
        )
        alone = np.where(every[weight] != 0, 1.0, 0.0)
        back[weight] = np.where(comes == 1, alone, part / total.where(total > 0))
    return _changed(back[PASSAGE_COLUMNS])
