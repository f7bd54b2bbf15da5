"""Charts in documents as the pages draw them: fitted into the room a document has."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from xml.etree import ElementTree as ET

from monitoring.reports.fonts import printable
from monitoring.reports.style import FONT_STACK

PROGRAM = Path(__file__).with_name("vega_svg.py")
PATIENCE = 60.0
WIDEST = 2.0
SVG = "{http://www.w3.org/2000/svg}"
ROLES = ("aria-", "role", "class")
AT_ONCE = 2
NAMED = re.compile(r"(?<=url\(#)(?=[^)]*\)$)")

_turn = BoundedSemaphore(AT_ONCE)


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

    A chart that is too high for the room is drawn smaller and up to twice as wide.
    """
    wide = max(room_x * min(max(drawing.height / room_y, 1.0), WIDEST), drawing.width)
    root = ET.fromstring(_drawn(drawing.spec, round(wide)))  # noqa: S314 - our own program's answer
    size_x, size_y = float(root.attrib["width"]), float(root.attrib["height"])
    factor = min(room_x / size_x, room_y / size_y, 1.0)
    used_x, used_y = size_x * factor, size_y * factor
    _make_own(root, prefix)
    root.attrib |= {"width": f"{used_x:.1f}", "height": f"{used_y:.1f}"}
    return ET.tostring(root, encoding="unicode"), used_x, used_y


def _make_own(root: ET.Element, prefix: str) -> None:
    """Names of parts that no other chart of the document has; nothing that Vega tells screen
    readers in English; no namespaces, which the document declares.
    """
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        for name, value in list(element.attrib.items()):
            if name.startswith(ROLES):
                del element.attrib[name]
            elif name == "id":
                element.attrib[name] = prefix + value
            else:
                element.attrib[name] = NAMED.sub(prefix, value)


def _drawn(spec: str, wide: int) -> str:
    """The chart at a width, by the program's process.

    Raises RuntimeError with the program's last words, TimeoutExpired after a minute. A program
    takes 165 MB: at most two draw at once.
    """
    words = _printable(json.loads(spec))
    words |= {"width": wide, "config": {**words["config"], "font": FONT_STACK}}
    with _turn:
        answer = subprocess.run(
            [sys.executable, "-P", str(PROGRAM)],
            input=json.dumps(words).encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    if answer.returncode:
        raise RuntimeError(f"Vega drew no chart: {answer.stderr.decode(errors='replace')[-2000:]}")
    return answer.stdout.decode()


def _printable(part: Any) -> Any:
    """The same with texts that can be drawn: Vega's text measure gives up at control characters."""
    if isinstance(part, str):
        return "\n".join(map(printable, part.split("\n")))
    if isinstance(part, list):
        return [_printable(each) for each in part]
    if isinstance(part, dict):
        return {name: _printable(each) for name, each in part.items()}
    return part
