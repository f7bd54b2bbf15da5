"""The delivered file as rows of cells: what a workbook of findings copies."""

import csv
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from monitoring.readers.dispatch import table_in
from monitoring.readers.formats import WORKBOOKS
from monitoring.readers.html_tables import read_page
from monitoring.readers.inputs import Sample, inspected
from monitoring.readers.tls_sheet import key_place
from monitoring.readers.workbook import Cell, cell_name, column_name

TEXT = "Datei"
LARGEST_BOOK = 20 * 2**20
LARGEST_WHOLE = 4 * 2**20
HEAD_ROWS = 20
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
Rows = dict[int, list[Cell]]
Place = tuple[str, int, int | None]
"""Sheet, row from 1, and column from 0 or None for the whole row."""


@dataclass(frozen=True)
class Sheets:
    """Rows of a file by sheet and row number from 1; ``text`` for a CSV or page: it has one."""

    rows: dict[str, Rows]
    text: bool

    def spoken(self, places: Sequence[Place]) -> str:
        """The cells of one row as a reader finds them.

        ``Tabelle1!B17``, else ``Zeile 17, Spalte B``; of several ``Zeile 17, Spalte B oder C``.
        """
        sheet, row, _ = places[0]
        columns = [column for _, _, column in places if column is not None]
        if not self.text and columns:
            cells = (cell_name(row - 1, column) for column in columns)
            return f"{sheet}!{' oder '.join(cells)}"
        start = f"Zeile {row}" if self.text else f"{sheet}, Zeile {row}"
        letters = " oder ".join(column_name(column) for column in columns)
        return f"{start}, Spalte {letters}" if letters else start


def read_sheets(path: Path, wanted: Collection[int] = ()) -> Sheets:
    """The cells of a workbook, CSV or HTML table, or of the one in a zip.

    Of a large CSV its head and the ``wanted`` rows. Other kinds of files, and workbooks over
    20 MiB, have no sheets here.
    """
    with table_in(inspected(path)) as sample:
        size = sample.path.stat().st_size
        if sample.kind in (*WORKBOOKS, "ods") and size <= LARGEST_BOOK:
            book = sample.workbook
            names = [name for name in book.sheet_names if name not in book.hidden]
            rows = {name: dict(enumerate(book.rows(name), start=1)) for name in names}
            return Sheets(rows, text=False)
        if sample.kind == "html" and size <= LARGEST_BOOK:
            return Sheets({TEXT: _page(sample)}, text=True)
        if sample.kind != "text":
            return Sheets({}, text=False)
        keep = None if size <= LARGEST_WHOLE else {*wanted, *range(1, HEAD_ROWS + 1)}
        return Sheets({TEXT: _csv(sample.path, keep)}, text=True)


def _page(sample: Sample) -> Rows:
    """The table of a page that has keys of areas: readers take no page with several."""
    tables = [table for table in read_page(sample).tables if key_place(table)]
    return {row: [*cells] for table in tables for row, cells in enumerate(table.rows, start=1)}


def _csv(path: Path, keep: Collection[int] | None) -> Rows:
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError), path.open(encoding=encoding, newline="") as stream:
            return _rows(stream, keep)
    raise AssertionError("every byte is a character of Latin-1")


def _rows(stream: TextIO, keep: Collection[int] | None) -> Rows:
    """All rows of a CSV, or those to ``keep``; nothing below the last of them is read."""
    head = stream.read(20_000)
    stream.seek(0)
    lines = csv.reader(stream, delimiter=max(";\t,", key=head.count))
    last = None if keep is None else max(keep)
    found: Rows = {}
    row = 1
    for cells in lines:
        if keep is None or row in keep:
            found[row] = list(cells)
        row = lines.line_num + 1
        if last is not None and row > last:
            break
    return found
