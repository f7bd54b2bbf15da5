"""Numbers on their way to the map: one per area, exact and short (front).

The browser's side is ``decodeSeries`` in ``static/kreisblick-map.js``.
"""

import base64
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.palettes import CIRCLE


@dataclass(frozen=True)
class Series:
    """One number per area in the layer's order (NaN: none), and how it is written.

    ``signed`` writes a plus sign, as changes need it.
    """

    values: NDArray[np.float64]
    decimals: int
    unit: str = ""
    signed: bool = False


@dataclass(frozen=True)
class Circles:
    """Proportional circles: a radius in pixels per area (NaN or 0: no circle; up to 63)."""

    radii: NDArray[np.float64]
    color: str = CIRCLE


def encoded(series: Series, used: NDArray[np.bool_]) -> dict[str, object]:
    """A series as whole numbers of as few bytes as its range needs, base64.

    ``value = (number + base) / 10^decimals``; areas without a value hold 0 and are never read.
    """
    known = used & np.isfinite(series.values)
    if (used & ~known).any():
        raise ValueError("every area with a class needs a value")
    whole = np.rint(np.where(known, series.values, 0) * 10**series.decimals).astype(np.int64)
    base = int(whole[known].min()) if known.any() else 0
    numbers = np.where(known, whole - base, 0)
    width = max(1, (int(numbers.max(initial=0)).bit_length() + 7) // 8)
    data = numbers.astype("<i8").view(np.uint8).reshape(-1, 8)[:, :width]
    return {
        "data": packed(data),
        "width": width,
        "base": base,
        "decimals": series.decimals,
        "unit": series.unit,
        "signed": series.signed,
    }


def encoded_circles(circles: Circles, used: NDArray[np.bool_]) -> dict[str, object]:
    """Radii in quarters of a pixel, one byte each."""
    radii = np.where(used & np.isfinite(circles.radii), circles.radii, 0)
    quarters = np.clip(np.rint(radii * 4), 0, 255).astype(np.uint8)
    return {"radii": packed(quarters), "color": circles.color}


def circle_radii(
    values: NDArray[np.float64], *, largest: float = 28.0, maximum: float | None = None
) -> NDArray[np.float64]:
    """Radii in pixels so that the circle's *area* is proportional to the value.

    ``maximum`` is the value that gets ``largest`` (default: the largest value); give the
    same for all periods so that circles can be compared.
    """
    known = np.where(np.isfinite(values) & (values > 0), values, 0.0)
    top = float(known.max(initial=0)) if maximum is None else maximum
    return known if top <= 0 else np.sqrt(known / top) * largest


def packed(data: NDArray[np.uint8]) -> str:
    """Bytes as base64 text."""
    return base64.b64encode(np.ascontiguousarray(data).tobytes()).decode()
