"""Classes of a map: breaks, labels and colours that agree with the printed figures.

All work is done on values rounded as :func:`monitoring.figures.number` prints them, counted
in whole units of the last decimal. A figure printed as 7,5 therefore always lies in the
class whose label includes 7,5, whatever stands behind the printed digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitoring.analysis import partition
from monitoring.analysis.printed import printed_units
from monitoring.figures import Status, number

Method = Literal["quantile", "jenks", "equal", "manual", "reference"]
Values = Sequence[float] | npt.NDArray[np.float64] | pd.Series

CODE_MISSING, CODE_SUPPRESSED, CODE_UNRELIABLE = 250, 251, 252
CODE_NOT_APPLICABLE, CODE_NOT_COMPARABLE = 253, 254
CODE_OF_STATUS = {
    Status.SUPPRESSED: CODE_SUPPRESSED,
    Status.UNRELIABLE: CODE_UNRELIABLE,
    Status.NOT_APPLICABLE: CODE_NOT_APPLICABLE,
    Status.NOT_COMPARABLE: CODE_NOT_COMPARABLE,
}
WITH_VALUE = (Status.REPORTED, Status.NIL)
MOST_CLASSES = 9


@dataclass(frozen=True)
class Classes:
    """Classes in ascending order; the class i holds breaks[i] ≤ value < breaks[i + 1].

    ``breaks`` is (lowest, inner breaks …, highest), the last class includes the highest.
    ``note`` tells in German why there are fewer classes than asked for.
    """

    method: Method
    breaks: tuple[float, ...]
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    decimals: int
    reference: float | None = None
    note: str = ""


def classify(
    values: Values,
    *,
    method: Method = "quantile",
    k: int = 5,
    decimals: int = 1,
    manual: Sequence[float] | None = None,
    reference: float | None = None,
) -> Classes:
    """Classes of ``values`` (not-a-number is left out), at most ``k``.

    For the same breaks in every year give the values of all years and narrow the counts with
    :func:`recount`. ``quantile``: sizes as equal as ties allow; ``jenks``: least squared
    deviation within classes (Fisher 1958), exact; ``equal``: equal widths; ``manual``: the
    inner breaks are given; ``reference``: breaks symmetric around a reference value at
    quantiles of the distance to it, an odd ``k`` has a class around the reference.
    """
    if method not in get_args(Method):
        raise ValueError(f"unknown method of classification: {method!r}")
    if not 2 <= k <= MOST_CLASSES:
        raise ValueError(f"between 2 and {MOST_CLASSES} classes, not {k}")
    given = np.asarray(values, dtype=np.float64)
    units = printed_units(given[np.isfinite(given)], decimals)
    if not units.size:
        return Classes(method, (), (), (), decimals, reference, "Keine Werte vorhanden")
    inner = _inner_breaks(units, method, k, decimals, manual, reference)
    open_ends = method in ("manual", "reference")
    return _described(units, inner, method, k, decimals, reference, open_ends)


def assign(
    values: Values, statuses: Sequence[str] | pd.Series, classes: Classes
) -> npt.NDArray[np.uint8]:
    """Class of each value, or the code of the reason why it has none (250 to 254)."""
    given = np.asarray(values, dtype=np.float64)
    kinds, names = pd.factorize(pd.Series(statuses))
    code_of_kind = [CODE_OF_STATUS.get(name, CODE_MISSING) for name in names]
    codes = np.array([*code_of_kind, CODE_MISSING], dtype=np.uint8)[kinds]
    has_value = np.array([*[name in WITH_VALUE for name in names], False])[kinds]
    usable = has_value & np.isfinite(given)
    if not classes.labels:
        return codes
    inner = np.rint(np.asarray(classes.breaks[1:-1]) * 10**classes.decimals)
    units = printed_units(given[usable], classes.decimals)
    codes[usable] = np.searchsorted(inner, units, side="right")
    return codes


def recount(classes: Classes, codes: npt.NDArray[np.uint8]) -> Classes:
    """The same classes with the number of areas that ``codes`` puts into each."""
    sizes = np.bincount(codes, minlength=256)
    return replace(classes, counts=tuple(sizes[: len(classes.labels)].tolist()))


def _inner_breaks(
    units: npt.NDArray[np.int64],
    method: Method,
    k: int,
    decimals: int,
    manual: Sequence[float] | None,
    reference: float | None,
) -> list[int]:
    if method == "manual":
        if not manual:
            raise ValueError("manual classes need their inner breaks")
        return sorted(set(printed_units(np.asarray(manual, dtype=np.float64), decimals).tolist()))
    if method == "reference":
        if reference is None or not np.isfinite(reference):
            raise ValueError("classes around a reference need the reference value")
        return _around(units, int(printed_units(np.array([reference]), decimals)[0]), k)
    if method == "equal":
        ends = np.linspace(units.min(), units.max(), k + 1)
        return [int(b) for b in np.unique(np.rint(ends[1:-1])) if units.min() < b <= units.max()]
    distinct, weights = np.unique(units, return_counts=True)
    size = weights.astype(np.float64)
    cost = (
        partition.squared_deviation(distinct.astype(np.float64), size)
        if method == "jenks"
        else partition.squared_size(size)
    )
    starts = partition.cuts(cost, len(distinct), min(k, len(distinct)))
    return [int(distinct[start]) for start in starts]


def _around(units: npt.NDArray[np.int64], centre: int, k: int) -> list[int]:
    """Breaks at equal distances on both sides of the centre, in units of the last decimal.

    With an even ``k`` the centre is a break (it belongs to the class above); with an odd one
    the middle class reaches equally far to both sides, both ends included.
    """
    distance = np.abs(units - centre)
    odd = k % 2
    half = k // 2
    shares = (np.arange(half) + 1) / (half + 1) if odd else np.arange(1, half) / half
    steps = {int(np.rint(step)) for step in np.quantile(distance, shares)} - {0}
    farthest = int(distance.max())
    steps = {step for step in steps if step < farthest}
    below = {centre - step for step in steps}
    above = {centre + step + odd for step in steps}
    return sorted(below | above | ({centre} if not odd and farthest else set()))


def _described(
    units: npt.NDArray[np.int64],
    inner: list[int],
    method: Method,
    k: int,
    decimals: int,
    reference: float | None,
    open_ends: bool,
) -> Classes:
    lowest, highest = int(units.min()), int(units.max())
    if open_ends and inner:
        lowest, highest = min(lowest, inner[0]), max(highest, inner[-1])
    edges = [lowest, *inner, highest]
    counts = np.bincount(np.searchsorted(inner, units, side="right"), minlength=len(inner) + 1)
    labels = _labels(edges, decimals, open_ends=open_ends)
    wanted = k if method != "manual" else len(labels)
    note = "" if len(labels) >= wanted else _shortage(len(labels), len(np.unique(units)))
    breaks = tuple(edge / 10**decimals for edge in edges)
    return Classes(method, breaks, labels, tuple(counts.tolist()), decimals, reference, note)


def _labels(edges: list[int], decimals: int, *, open_ends: bool) -> tuple[str, ...]:
    words = [number(edge / 10**decimals, decimals) for edge in edges]
    last = len(edges) - 2
    if open_ends and last:
        middle = [_between(edges[i], edges[i + 1], words[i : i + 2]) for i in range(1, last)]
        return (f"unter {words[1]}", *middle, f"{words[last]} und mehr")
    closed = words[last] if edges[-1] == edges[-2] else f"{words[last]} bis {words[last + 1]}"
    return (*[_between(edges[i], edges[i + 1], words[i : i + 2]) for i in range(last)], closed)


def _between(low: int, high: int, words: list[str]) -> str:
    return words[0] if high - low == 1 else f"{words[0]} bis unter {words[1]}"


def _shortage(classes: int, distinct: int) -> str:
    there = "Nur 1 Klasse" if classes == 1 else f"Nur {classes} Klassen"
    values = "alle Werte gleich" if distinct == 1 else f"nur {distinct} verschiedene Werte"
    return f"{there}: {values}" if distinct <= MOST_CLASSES else f"{there}: Werte liegen eng"
