"""The best cut of sorted values into neighbouring groups, exactly and fast.

A cost that satisfies the quadrangle inequality lets the best last cut only move right as
more values are covered, so each row of the dynamic programme is solved by halving:
Wang and Song, "Ckmeans.1d.dp", The R Journal 3/2 (2011); the halving after Song and Zhong,
Bioinformatics 36/20 (2020), O(k n log n) instead of O(k n²).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
Cost = Callable[[Indices, Indices], Floats]


def squared_deviation(values: Floats, weights: Floats) -> Cost:
    """Cost of the natural breaks of Jenks and Fisher: squared deviations from the group's mean.

    Fisher, "On Grouping for Maximum Homogeneity", JASA 53 (1958). Values are sorted and
    distinct, weights say how often each occurs; the cost covers positions start … end − 1.
    """
    centred = values - np.average(values, weights=weights)
    count, total, square = (
        _running(weights),
        _running(weights * centred),
        _running(weights * centred**2),
    )

    def cost(start: Indices, end: Indices) -> Floats:
        size = count[end] - count[start]
        gathered = total[end] - total[start]
        spread: Floats = square[end] - square[start] - gathered * gathered / size
        return spread

    return cost


def squared_size(weights: Floats) -> Cost:
    """Cost that is least when all groups hold equally many: quantiles that respect ties."""
    count = _running(weights)

    def cost(start: Indices, end: Indices) -> Floats:
        size: Floats = (count[end] - count[start]) ** 2
        return size

    return cost


def cuts(cost: Cost, length: int, groups: int) -> list[int]:
    """Start positions of groups 2 … ``groups`` with the least total cost (groups ≤ length)."""
    ends = np.arange(length + 1)
    best = np.full(length + 1, np.inf)
    best[1:] = cost(np.zeros(length, dtype=np.int64), ends[1:])
    choices = []
    for group in range(2, groups + 1):
        best, choice = _next_row(best, cost, length, group)
        choices.append(choice)
    found, end = [], length
    for choice in reversed(choices):
        end = int(choice[end])
        found.append(end)
    return found[::-1]


def _running(values: Floats) -> Floats:
    return np.concatenate(([0.0], np.cumsum(values)))


def _next_row(previous: Floats, cost: Cost, length: int, group: int) -> tuple[Floats, Indices]:
    best = np.full(length + 1, np.inf)
    choice = np.zeros(length + 1, dtype=np.int64)
    positions = length + 1 - group
    step = 1 << (positions.bit_length() - 1)
    while step:
        ends = np.arange(step - 1, positions, 2 * step) + group
        left = np.where(ends - step >= group, choice[np.maximum(ends - step, 0)], group - 1)
        beyond = ends + step
        right = np.where(beyond <= length, choice[np.minimum(beyond, length)], ends - 1)
        right = np.minimum(right, ends - 1)
        best[ends], choice[ends] = _least(previous, cost, ends, left, right)
        step //= 2
    return best, choice


def _least(
    previous: Floats, cost: Cost, ends: Indices, left: Indices, right: Indices
) -> tuple[Floats, Indices]:
    """For each end the cheapest start between its bounds; the first of equals."""
    lengths = right - left + 1
    first = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    starts = np.arange(lengths.sum()) - np.repeat(first - left, lengths)
    costs = previous[starts] + cost(starts, np.repeat(ends, lengths))
    least = np.minimum.reduceat(costs, first)
    hits = np.flatnonzero(costs == np.repeat(least, lengths))
    group_of_hit = np.searchsorted(first, hits, side="right") - 1
    _, first_hit = np.unique(group_of_hit, return_index=True)
    return least, starts[hits[first_hit]]
