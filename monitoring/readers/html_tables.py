"""Tables of an HTML page as grids of text; nothing of the page is run, loaded or followed.

Offices save tables as HTML under the name of a spreadsheet, with tags left open. Reading takes
time in proportion to the size of the page, whatever it holds.
"""

import re
from dataclasses import dataclass, field

from monitoring.errors import InputError
from monitoring.readers.archives import MEBIBYTE
from monitoring.readers.html_tokens import tokens
from monitoring.readers.inputs import Sample, decoded

MAX_HTML = 64 * MEBIBYTE
MAX_PARTS = 2_000_000
MAX_COLUMNS = 2000
MAX_NESTED = 20
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_CELLS = ("td", "th")
_IN_TABLE = ("tr", "tbody", "thead", "tfoot", "caption", "colgroup", "col")
_BLOCKS = ("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "title", "head", "body")
_NOTE_MARK = re.compile(r"(?:\d{1,2}|[a-z]|\*+)\)?", re.IGNORECASE)
_POWER = re.compile(r"m$")
_STRUCK = ("del", "s", "strike")
_LINE = "\v"
_BETWEEN_NUMBERS = re.compile(rf"(?<=\d)\s*{_LINE}\s*(?=\d)")


@dataclass
class Table:
    """Rows of texts, filled up where a cell spans others; ``before`` counts texts above it.

    ``copies`` are the places (row, column) that a cell of another place fills.
    """

    before: int
    rows: list[list[str]] = field(default_factory=list)
    copies: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class Page:
    """The tables in the order of their beginnings, and the texts outside of tables."""

    tables: list[Table] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def read_page(sample: Sample) -> Page:
    """The page of a file; refuses what is beyond all measure for a table of an office."""
    size = sample.path.stat().st_size
    if size > MAX_HTML:
        raise _too_large(sample.name, f"{size // MEBIBYTE} MiB", f"{MAX_HTML // MEBIBYTE} MiB")
    text, _ = decoded(sample, ("utf-8", "cp1252"))
    reading = _Reading(sample.name)
    for tag, content in tokens(text):
        reading.take(tag, content)
    reading.finish()
    return reading.page


@dataclass
class _Open:
    """A table that is not closed yet, with the cells that reach down into further rows."""

    table: Table
    spans: tuple[int, int] = (1, 1)
    cell: list[str] | None = None
    down: dict[int, tuple[int, str]] = field(default_factory=dict)


class _Reading:
    """What has been read of a page so far; tags that are left open are closed by what follows."""

    def __init__(self, name: str) -> None:
        self.name, self.page = name, Page()
        self._open: list[_Open] = []
        self._loose: list[str] = []
        self._raised: list[str] | None = None
        self._struck = False
        self._count = 0

    def take(self, tag: str, content: str) -> None:
        """One tag with its attributes, or a text."""
        name = tag.removeprefix("/")
        if not tag:
            if not self._struck:
                (self._loose if self._raised is None else self._raised).append(content)
        elif name in _STRUCK:
            self._struck = tag == name
        elif name == "sup" or (name == "sub" and self._is_behind_digit()):
            self._close_raised()
            self._raised = [] if tag == name else None
        elif name == "table":
            self._begin_table() if tag == "table" else self._end_table()
        elif self._open and (name in _CELLS or name in _IN_TABLE):
            self._close_cell()
            self._in_table(tag, content)
        elif name in _BLOCKS:
            self._block()

    def _is_behind_digit(self) -> bool:
        """Whether a lower text would be glued to a number; in H₂O it is not."""
        return self._raised is not None or "".join(self._loose[-1:])[-1:].isdigit()

    def finish(self) -> None:
        """Close what the page left open."""
        while self._open:
            self._end_table()
        self._block()

    def _in_table(self, tag: str, content: str) -> None:
        top = self._open[-1]
        if tag == "tr":
            self._begin_row(top)
        elif tag in _CELLS:
            if not top.table.rows:
                self._begin_row(top)
            spans = {kind.lower(): max(1, int(size)) for kind, size in _SPAN.findall(content)}
            top.spans, top.cell = (spans.get("colspan", 1), spans.get("rowspan", 1)), []

    def _block(self) -> None:
        """The end of a line: in a cell a line of its own, outside of tables the end of a text."""
        self._close_raised()
        if self._open and self._open[-1].cell is not None:
            self._loose.append(_LINE)
            return
        text = " ".join("".join(self._loose).split())
        self._loose = []
        if text:
            self._counted()
            self.page.texts.append(text)

    def _close_raised(self) -> None:
        """A raised text is a mark of a footnote and left, except in m², km³."""
        raised, self._raised = "".join(self._raised or ()).strip(), None
        before = self._loose[-1].rstrip() if self._loose else ""
        if raised and (_POWER.search(before) or not _NOTE_MARK.fullmatch(raised)):
            self._loose.append(raised)

    def _begin_table(self) -> None:
        if len(self._open) >= MAX_NESTED:
            raise _too_large(self.name, "mehr Tabellen ineinander", f"{MAX_NESTED} ineinander")
        self._close_raised()
        if self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append("".join(self._loose))
            self._loose = []
        self._block()
        self._counted()
        table = Table(before=len(self.page.texts))
        self.page.tables.append(table)
        self._open.append(_Open(table))

    def _end_table(self) -> None:
        if self._open:
            self._close_cell()
            self._block()
            self._open.pop()

    def _begin_row(self, top: _Open) -> None:
        self._counted()
        top.table.rows.append([])
        top.down = {place: (left - 1, text) for place, (left, text) in top.down.items() if left > 1}
        self._fill(top)

    def _close_cell(self) -> None:
        top = self._open[-1]
        self._close_raised()
        self._struck = False
        if top.cell is None:
            self._block()
            return
        text = "".join([*top.cell, *self._loose])
        if _LINE in text:
            text = _BETWEEN_NUMBERS.sub(" / ", text)
        text = " ".join(text.split())
        self._loose, top.cell = [], None
        across, deep = top.spans
        for place in range(min(across, MAX_COLUMNS + 1)):
            if deep > 1:
                top.down[len(top.table.rows[-1])] = (deep, text)
            self._put(top, text, copied=place > 0)
        self._fill(top)

    def _fill(self, top: _Open) -> None:
        """Put the cells of earlier rows that reach down to this place."""
        row = top.table.rows[-1]
        while len(row) in top.down:
            self._put(top, top.down[len(row)][1], copied=True)

    def _put(self, top: _Open, text: str, *, copied: bool) -> None:
        row = top.table.rows[-1]
        self._counted()
        if copied:
            top.table.copies.add((len(top.table.rows) - 1, len(row)))
        row.append(text)
        if len(row) > MAX_COLUMNS:
            raise _too_large(self.name, "mehr Spalten", f"{MAX_COLUMNS} Spalten")

    def _counted(self) -> None:
        self._count += 1
        if self._count > MAX_PARTS:
            raise _too_large(self.name, "mehr Zellen", f"{MAX_PARTS} Zellen, Zeilen und Texte")


def _too_large(name: str, found: str, limit: str) -> InputError:
    return InputError(
        "Die HTML-Tabelle ist zu groß.",
        file=name,
        found=found,
        expected=f"höchstens {limit}",
        remedy="Die Tabelle beim Amt mit weniger Merkmalen oder Jahren laden.",
    )
