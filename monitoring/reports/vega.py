"""Charts in documents as the pages draw them: fitted into the room a document has."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from monitoring.reports.fonts import printable
from monitoring.reports.style import FONT_STACK
from monitoring.settings import ROOT

WIDEST = 2.0
ROLES = re.compile(r' (?:aria-\w+|role|class)="[^"]*"')
NAMES = re.compile(r'(\bid="|url\(#|href="#)')
SIZE = re.compile(r'\b(width|height)="([\d.]+)"')


@dataclass(frozen=True)
class VegaDrawing:
    """A chart of a page: ``spec`` is Vega-Lite as JSON, ``width`` the least in pixels at which
    it can be read, ``height`` its own at any width; ``description`` says what it shows.
    """

    spec: str
    width: float
    height: float
    description: str
    title: str = ""


def vega_svg(
    drawing: VegaDrawing, room_x: float, room_y: float, *, prefix: str
) -> tuple[str, float, float]:
    """A fragment of SVG and the width and height it takes.

    A chart that is too high for the room is drawn wider and smaller, so that it fills it.
    """
    wide = max(room_x * min(max(drawing.height / room_y, 1.0), WIDEST), drawing.width)
    drawn = NAMES.sub(rf"\g<1>{prefix}", _drawn(drawing.spec, round(wide)))
    end = drawn.index(">")
    size = {name: float(value) for name, value in SIZE.findall(drawn[:end])}
    factor = min(room_x / size["width"], room_y / size["height"], 1.0)
    used_x, used_y = size["width"] * factor, size["height"] * factor
    head = f'<svg width="{used_x:.1f}" height="{used_y:.1f}" '
    head += f'viewBox="0 0 {size["width"]:g} {size["height"]:g}"'
    return head + drawn[end:], used_x, used_y


def _drawn(spec: str, wide: int) -> str:
    """The chart at a width, without what Vega tells screen readers in English."""
    words = _printable(json.loads(spec))
    words |= {"width": wide, "config": {**words["config"], "font": FONT_STACK}}
    answer = subprocess.run(
        [sys.executable, "-m", "monitoring.reports.vega_svg"],
        cwd=ROOT,
        input=json.dumps(words).encode(),
        capture_output=True,
        check=True,
    )
    return ROLES.sub("", answer.stdout.decode())


def _printable(part: Any) -> Any:
    """The same with texts that can be drawn: Vega's text measure gives up at control characters."""
    if isinstance(part, str):
        return "\n".join(map(printable, part.split("\n")))
    if isinstance(part, list):
        return [_printable(each) for each in part]
    if isinstance(part, dict):
        return {name: _printable(each) for name, each in part.items()}
    return part
