"""Colours of map classes and the hatches of areas without a value.

No red–green, no party colours, no traffic lights; every sequential palette rises steadily
in darkness, so that it survives a grey print. YlGnBu, PuOr and BrBG after ColorBrewer
(Cynthia Brewer, Apache 2.0), cividis after Nuñez, Anderton, Renslow (2018).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

PaletteKind = Literal["sequential", "diverging"]


@dataclass(frozen=True)
class Palette:
    """A family of colour lists; ``colours(k)`` gives them from low to high."""

    id: str
    title: str
    kind: PaletteKind
    stops: tuple[str, ...]

    def colours(self, classes: int) -> list[str]:
        """Hex colours, evenly spaced along the palette, for 3 to 7 classes."""
        if not MIN_CLASSES <= classes <= MAX_CLASSES:
            raise ValueError(f"3 to 7 classes, not {classes}")
        return [self.at(i / (classes - 1)) for i in range(classes)]

    def at(self, share: float) -> str:
        """The colour at a place between 0 (low) and 1 (high)."""
        place = share * (len(self.stops) - 1)
        low = min(int(place), len(self.stops) - 2)
        pairs = zip(rgb(self.stops[low]), rgb(self.stops[low + 1]), strict=True)
        return "#" + "".join(f"{round(a + (b - a) * (place - low)):02x}" for a, b in pairs)


@dataclass(frozen=True)
class Hatch:
    """A repeating tile for areas without a value; ``path`` is SVG path data within it."""

    paper: str
    ink: str
    path: str
    width: float
    size: int = 8


MIN_CLASSES, MAX_CLASSES = 3, 7
MISSING, SUPPRESSED, UNRELIABLE, NOT_APPLICABLE, NOT_COMPARABLE = 250, 251, 252, 253, 254
OUTSIDE = 255
FIRST_REASON = MISSING
ACCENT = "#0b6472"
CIRCLE = "#0b6472"
CIRCLE_OPACITY = 0.75
GROUND = "#ecefee"

PALETTES = {
    palette.id: palette
    for palette in (
        Palette(
            "petrol",
            "Petrol",
            "sequential",
            ("#e3f1f0", "#b5dad9", "#7fbec1", "#469da5", "#1b7a86", "#0b5763", "#063640"),
        ),
        Palette(
            "ylgnbu",
            "Gelb–Grün–Blau",
            "sequential",
            ("#ffffd9", "#d6efb3", "#9fd9b8", "#52bcc2", "#259ac1", "#2162aa", "#172978"),
        ),
        Palette(
            "cividis",
            "Cividis",
            "sequential",
            ("#fee838", "#d1ba5c", "#a69d75", "#7c7b78", "#575d6d", "#2e4370", "#00224e"),
        ),
        Palette(
            "puor",
            "Orange–Violett",
            "diverging",
            ("#b35806", "#e88d23", "#fdc57f", "#f5f2ec", "#c3c0de", "#8f81b7", "#542788"),
        ),
        Palette(
            "brbg",
            "Braun–Blaugrün",
            "diverging",
            ("#8c510a", "#c69243", "#ebd5a0", "#f2f4f2", "#a8dbd3", "#47a096", "#01665e"),
        ),
    )
}

RISING = "M-2 10L10 -2M-2 2L2 -2M6 10L10 6"
FALLING = "M-2 -2L10 10M-2 6L2 10M6 -2L10 2"
HATCHES = {
    MISSING: Hatch("#ffffff", "#8a9294", RISING, 0.9),
    SUPPRESSED: Hatch("#d3d6d6", "#4c5557", RISING + FALLING, 1),
    UNRELIABLE: Hatch("#ffffff", "#5c6567", "M0 2H8M0 6H8", 1.1),
    NOT_APPLICABLE: Hatch("#b9bfbf", "#f4f5f5", "M2 2h.1M6 6h.1", 2),
    NOT_COMPARABLE: Hatch("#f6f1e7", "#5c6567", "M2 0V8M6 0V8", 1.1),
}


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0 to 255) of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def swatch(code: int, palette: Sequence[str], *, width: int = 28, height: int = 16) -> str:
    """A legend's field as SVG text: the class's colour, or the hatch of a reason (250–254)."""
    box = f'width="{width}" height="{height}" stroke="#40484a" stroke-width="1"'
    hatch = f"<defs>{pattern(code)}</defs>" if code in HATCHES else ""
    return f'{_frame(width, height)}{hatch}<rect {box} fill="{paint(code, palette)}"/></svg>'


def circle_swatch(radius: float) -> str:
    """A legend's circle as SVG text, two pixels wider than the circle."""
    side = 2 * radius + 2
    return f"{_frame(side, side)}{circle(side / 2, side / 2, radius)}</svg>"


def circle(x: float, y: float, radius: float) -> str:
    """SVG of a proportional circle; around a very small one the white edge is thinner."""
    edge = min(1, radius / 3)
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{CIRCLE}" '
        f'fill-opacity="{CIRCLE_OPACITY}" stroke="#ffffff" stroke-width="{edge:.2g}"/>'
    )


def paint(code: int, palette: Sequence[str], prefix: str = "") -> str:
    """SVG fill of a class or of a reason, whose :func:`pattern` has the same ``prefix``."""
    return f"url(#{prefix}h{code})" if code in HATCHES else palette[code]


def pattern(code: int, prefix: str = "", scale: float = 1) -> str:
    """SVG ``<pattern id="<prefix>h<code>">`` of a reason, for legends and maps in documents."""
    size = HATCHES[code].size
    enlarged = "" if scale == 1 else f' patternTransform="scale({scale})"'
    return (
        f'<pattern id="{prefix}h{code}" patternUnits="userSpaceOnUse" '
        f'width="{size}" height="{size}"{enlarged}>{_tile(code)}</pattern>'
    )


def tile(code: int) -> str:
    """One tile of a reason's hatch as SVG text, for programs that repeat pictures."""
    size = HATCHES[code].size
    return f"{_frame(size, size)}{_tile(code)}</svg>"


def _tile(code: int) -> str:
    hatch = HATCHES[code]
    return (
        f'<rect width="{hatch.size}" height="{hatch.size}" fill="{hatch.paper}"/>'
        f'<path d="{hatch.path}" fill="none" stroke="{hatch.ink}" '
        f'stroke-width="{hatch.width}" stroke-linecap="square"/>'
    )


def _frame(width: float, height: float) -> str:
    size = f'width="{width:g}" height="{height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
