"""Cells of an Excel workbook (xlsx) that a spreadsheet shows otherwise than they are parsed.

The parser gives 0.123 for 12,3 %, nothing for a formula that failed or was never calculated, and
glues the raised digit of a footnote to the number before it. A sheet is read a second time only
where its text shows that there may be such cells.
"""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from monitoring.readers.archives import opened
from monitoring.readers.shown import ERROR_TEXT, PERCENT, Rich, Shown, parse

_BUILT_IN_PERCENT = {"9", "10"}
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,9})")
_CHUNK, _OVERLAP = 1 << 20, 20
_WORTH = (b'"e"', b"'e'", b"<f", b":f", b"superscript")
_SHEET = re.compile(
    r"xl/(?:worksheets/)?(?!styles|sharedStrings|workbook)[^/]+\.xml", re.IGNORECASE
)
_STALE = re.compile(rb"\bfullCalcOnLoad\s*=\s*[\"'](?:1|true)[\"']")


def shown_cells(path: Path) -> dict[str, list[Shown]]:
    """Cells that are shown otherwise, by the sheet's file."""
    found = {}
    with opened(path) as archive:
        styles, strings = _Styles(), _Strings()
        _read(archive, "xl/styles.xml", styles, path)
        if _holds(archive, "xl/sharedStrings.xml", (b"superscript",)):
            _read(archive, "xl/sharedStrings.xml", strings, path)
        stale = _STALE.search(archive.read("xl/workbook.xml")) is not None
        for name in filter(_SHEET.fullmatch, archive.namelist()):
            if styles.percent or strings.raised or _holds(archive, name, _WORTH):
                cells = _Cells(styles.percent, strings.raised, stale=stale)
                _read(archive, name, cells, path)
                found[name] = cells.found
    return found


def _read(
    archive: zipfile.ZipFile, name: str, into: "_Styles | _Strings | _Cells", path: Path
) -> None:
    if name in archive.namelist():
        with archive.open(name) as stream:
            parse(stream, into, path.name)


def _holds(archive: zipfile.ZipFile, name: str, wanted: Iterable[bytes]) -> bool:
    """Whether a part has one of the words."""
    if name not in archive.namelist():
        return False
    tail = b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            if any(word in tail + chunk for word in wanted):
                return True
            tail = chunk[-_OVERLAP:]
    return False


class _Styles:
    """Numbers of the formats of cells that show a percentage."""

    def __init__(self) -> None:
        self.percent: set[str] = set()
        self._ids = set(_BUILT_IN_PERCENT)
        self._count = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in _NO_SIGN.sub("", attributes.get("formatCode", "")):
            self._ids.add(attributes.get("numFmtId", ""))
        elif tag == "cellXfs":
            self._count = 0
        elif tag == "xf" and self._count >= 0:
            if attributes.get("numFmtId") in self._ids:
                self.percent.add(str(self._count))
            self._count += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._count = -1

    def text(self, text: str) -> None:
        """Formats are told by attributes alone."""


class _Runs:
    """Text in runs, as in a shared string or within a cell."""

    def __init__(self) -> None:
        self.rich = Rich()
        self._run: list[str] | None = None
        self._raised = self._spoken = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("si", "is"):
            self.rich = Rich()
        elif tag == "r":
            self._raised = False
        elif tag == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif tag == "rPh":
            self._spoken = True
        elif tag == "t" and not self._spoken:
            self._run = []

    def end(self, tag: str) -> None:
        if tag == "t" and self._run is not None:
            self.rich.add("".join(self._run), raised=self._raised)
            self._run = None
        elif tag == "rPh":
            self._spoken = False

    def text(self, text: str) -> None:
        if self._run is not None:
            self._run.append(text)


class _Strings(_Runs):
    """Shared strings with a raised mark behind a number, by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.raised: dict[str, str] = {}
        self._count = 0

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "si":
            if self.rich.raised:
                self.raised[str(self._count)] = self.rich.text
            self._count += 1


class _Cells(_Runs):
    """Cells of a sheet; ``stale`` where the workbook asks to be calculated when it is opened."""

    def __init__(self, percent: set[str], strings: dict[str, str], *, stale: bool) -> None:
        super().__init__()
        self.found: list[Shown] = []
        self._percent, self._strings, self._stale = percent, strings, stale
        self._place = (-1, -1)
        self._cell: dict[str, str] = {}
        self._formula = self._within = False
        self._value: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        row, column = self._place
        if tag == "row":
            self._place = (int(attributes.get("r", row + 2)) - 1, -1)
        elif tag == "c":
            match = _REFERENCE.fullmatch(attributes.get("r", "").upper())
            self._place = _numbers(match) if match else (row, column + 1)
            self._cell, self._value, self._formula, self.rich = attributes, [], False, Rich()
        elif tag == "f":
            self._formula = True
        elif tag == "v":
            self._within = True
        else:
            super().start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "v":
            self._within = False
        elif tag == "c":
            shown = self._shown("".join(self._value).strip())
            if shown is not None:
                self.found.append((self._place, self._place, shown))
        else:
            super().end(tag)

    def text(self, text: str) -> None:
        if self._within:
            self._value.append(text)
        else:
            super().text(text)

    def _shown(self, value: str) -> str | None:
        """What the cell shows, None where the parser finds just that."""
        kind = self._cell.get("t", "n")
        failed = self._formula and kind != "str" and (not value or (self._stale and value == "0"))
        if kind == "e" or failed:
            return ERROR_TEXT
        if kind == "n" and value and self._cell.get("s") in self._percent:
            return PERCENT
        if kind == "s":
            return self._strings.get(value)
        return self.rich.text if self.rich.raised else None


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
