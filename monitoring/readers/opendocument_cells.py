"""Cells of an OpenDocument spreadsheet that it shows otherwise than they are parsed.

The parser gives 0.123 for 12,3 %, nothing or a zero for a formula that failed or was never
calculated, nothing for a text without a type, and glues lines and raised digits together.
"""

import re
from pathlib import Path

from monitoring.readers.archives import opened
from monitoring.readers.shown import ERROR_TEXT, PERCENT, Range, Rich, Shown, parse

_CONTENT = "content.xml"
_WORTH = re.compile(
    rb"[\"'](?:percentage|error)[\"']|:formula\s*=|text-position|:line-break|"
    rb"spanned=[\"'](?!1[\"'])|"
    rb"<table:table-cell(?![^>]*value-type)[^>]*[^/]>\s*<text:p"
)
_ERROR = re.compile(r"#[A-ZÄÖÜ/0?!]+|Err:\d{3}")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_LISTED = ("value", "date-value", "time-value", "boolean-value", "string-value")
_CELLS = ("table-cell", "covered-table-cell")


def read_cells(path: Path) -> tuple[dict[str, list[Shown]], dict[str, list[Range]]]:
    """Cells that are shown otherwise, and merged ones, by the name of their sheet."""
    cells = _Cells()
    with opened(path) as archive:
        if _WORTH.search(archive.read(_CONTENT)):
            with archive.open(_CONTENT) as stream:
                parse(stream, cells, path.name)
    return cells.found, cells.merged


class _Cells:
    """What is open while the content is read; texts of notes and pictures are no cell's."""

    def __init__(self) -> None:
        self.found: dict[str, list[Shown]] = {}
        self.merged: dict[str, list[Range]] = {}
        self._raised: set[str] = set()
        self._style = self._sheet = ""
        self._row, self._deep, self._column, self._wide = -1, 1, 0, 0
        self._cell: dict[str, str] | None = None
        self._rich, self._lines, self._beside = Rich(), 0, 0
        self._spans: list[bool] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        given = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        if tag == "style":
            self._style = given.get("name", "")
        elif tag == "text-properties":
            if _is_raised(given.get("text-position", "")):
                self._raised.add(self._style)
        elif tag in ("annotation", "frame", "shapes"):
            self._beside += 1
        elif self._cell is None:
            self._in_table(tag, given, attributes)
        elif not self._beside:
            self._in_cell(tag, given)

    def _in_table(self, tag: str, given: dict[str, str], attributes: dict[str, str]) -> None:
        if tag == "table":
            self._sheet, self._row, self._deep = given.get("name", ""), -1, 1
        elif tag == "table-row":
            self._row, self._column, self._wide = self._row + self._deep, 0, 0
            self._deep = int(given.get("number-rows-repeated", 1))
        elif tag in _CELLS:
            self._column += self._wide
            self._wide = int(given.get("number-columns-repeated", 1))
            kind = attributes.get(f"{_OFFICE} value-type", "")
            kinds = {value for name, value in attributes.items() if name.endswith(" value-type")}
            self._cell = {**given, "value-type": "error" if "error" in kinds else kind}
            self._rich, self._lines, self._spans = Rich(), 0, []
            across = int(given.get("number-columns-spanned", 1))
            down = int(given.get("number-rows-spanned", 1))
            if across > 1 or down > 1:
                last = (self._row + down - 1, self._column + across - 1)
                self.merged.setdefault(self._sheet, []).append(((self._row, self._column), last))

    def _in_cell(self, tag: str, given: dict[str, str]) -> None:
        if tag == "p":
            self._rich.add("\n" if self._rich.parts else "", raised=False)
        elif tag == "span":
            self._spans.append(given.get("style-name", "") in self._raised)
        elif tag == "line-break":
            self._lines += 1
            self._rich.add("\n", raised=False)
        elif tag in ("s", "tab"):
            self._rich.add(" ", raised=False)

    def end(self, tag: str) -> None:
        if tag in ("annotation", "frame", "shapes"):
            self._beside -= 1
        elif tag == "span" and self._spans and not self._beside:
            self._spans.pop()
        elif tag in _CELLS and self._cell is not None:
            if (shown := self._shown(self._cell)) is not None:
                last = (self._row + self._deep - 1, self._column + self._wide - 1)
                found = self.found.setdefault(self._sheet, [])
                found.append(((self._row, self._column), last, shown))
            self._cell = None

    def text(self, text: str) -> None:
        if self._cell is not None and not self._beside:
            self._rich.add(text, raised=any(self._spans))

    def _shown(self, cell: dict[str, str]) -> str | None:
        """What the cell shows, None where the parser finds just that."""
        kind, text = cell["value-type"], self._rich.text.strip()
        formula, empty = "formula" in cell, not any(cell.get(name) for name in _LISTED)
        failed = formula and (_ERROR.fullmatch(text) or (kind != "string" and empty))
        if kind == "error" or failed:
            return ERROR_TEXT
        if kind == "percentage":
            return PERCENT
        if not kind and text:
            return text
        return text if kind == "string" and (self._rich.raised or self._lines) else None


def _is_raised(position: str) -> bool:
    """Whether a text stands higher: "super 58%", "33% 58%"."""
    return position.startswith("super") or bool(re.match(r"[1-9]\d*%", position))
