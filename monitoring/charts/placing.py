"""Where things stand in a drawing: the span of an axis, labels that keep apart."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

Span = list[float]


def value_span(values: Iterable[float] | pd.Series, include: float | None) -> Span:
    """Ends of a value axis with some air; from zero where zero is near anyway.

    ``include`` is a value that must be on the axis, such as the base of an index.
    """
    known = pd.Series(list(values), dtype=float).dropna()
    if include is not None:
        known = pd.concat([known, pd.Series([float(include)])])
    if known.empty:
        return [0.0, 1.0]
    low, high = float(known.min()), float(known.max())
    if low == high:
        air = abs(low) * 0.1 or 1.0
        return [low - air, high + air]
    air = 0.07 * (high - low)
    start = 0.0 if 0 <= low <= 0.35 * high else low - air
    return [start, high + air]


def separated(places: Sequence[float], gap: float, span: Span) -> list[float]:
    """Places moved as little as needed to be ``gap`` apart and within the span.

    Neighbours that would overlap form a block around their common mean; blocks that then
    touch are joined (pool adjacent violators, least squares).
    """
    order = np.argsort(places, kind="stable")
    blocks: list[list[float]] = []
    for rank, position in enumerate(order):
        blocks.append([places[int(position)] - rank * gap, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, size = blocks.pop()
            total = blocks[-1][1] + size
            blocks[-1] = [(blocks[-1][0] * blocks[-1][1] + mean * size) / total, total]
    shifted = [mean for mean, size in blocks for _ in range(int(size))]
    top = span[1] - (len(places) - 1) * gap
    result = [0.0] * len(places)
    for rank, position in enumerate(order):
        result[int(position)] = max(min(shifted[rank], top), span[0]) + rank * gap
    return result


def round_span(values: Iterable[float] | pd.Series) -> Span:
    """Ends of a value axis on round numbers, where only the two ends are written."""
    low, high = value_span(values, None)
    rough = (high - low) / 10
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * (1 - 1e-9))
    return [float(np.floor(low / step) * step), float(np.ceil(high / step) * step)]


def apart(
    places: Mapping[Hashable, tuple[float, float]], width: float, height: float, most: int
) -> list[Hashable]:
    """The first places whose boxes of this size do not overlap one chosen before."""
    chosen: list[Hashable] = []
    for name, (x, y) in places.items():
        if len(chosen) == most:
            break
        if all(abs(x - places[o][0]) >= width or abs(y - places[o][1]) >= height for o in chosen):
            chosen.append(name)
    return chosen
