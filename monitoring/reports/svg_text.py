"""Small pieces of SVG that charts share: texts, lines, round axis steps."""

from html import escape
from math import ceil, floor, log10

from monitoring.reports.fonts import printable
from monitoring.reports.style import INK, PAPER

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def text(
    x: float,
    y: float,
    words: str,
    size: float = 11,
    *,
    anchor: str = "start",
    colour: str = INK,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """A line of text, escaped; ``y`` is its baseline, ``halo`` keeps it legible on lines."""
    weight = ' font-weight="bold"' if bold else ""
    edge = f' stroke="{PAPER}" stroke-width="3" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" '
        f'fill="{colour}"{weight}{edge}>{escape(printable(words))}</text>'
    )


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, thickness: float = 1, dash: str = ""
) -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{x1:.1f},{y1:.1f}L{x2:.1f},{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{thickness:g}" fill="none"{dashes}/>'
    )


def ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round steps that enclose low and high; both ends are ticks."""
    if high <= low:
        low, high = low - (abs(low) or 1) * 0.1, high + (abs(high) or 1) * 0.1
    rough = (high - low) / max(about - 1, 1)
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in STEPS if size * power >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def tick_decimals(marks: list[float]) -> int:
    """Decimals needed to write the ticks apart."""
    step = marks[1] - marks[0]
    return next((d for d in range(6) if abs(round(step, d) - step) < step * 1e-6), 6)


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Positions moved apart to at least ``gap``, in the order given by ``wanted``."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = dict.fromkeys(order, 0.0)
    floor_at = low
    for i in order:
        places[i] = max(wanted[i], floor_at)
        floor_at = places[i] + gap
    roof = high
    for i in reversed(order):
        places[i] = min(places[i], roof)
        roof = places[i] - gap
    return [places[i] for i in range(len(wanted))]
