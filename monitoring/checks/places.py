"""Where in the delivered file a figure stands, told by its row and what stands in that row."""

import csv
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from monitoring.areas import ags_from_ars
from monitoring.readers.contract import Delivery, Mark
from monitoring.readers.dispatch import table_in
from monitoring.readers.formats import WORKBOOKS
from monitoring.readers.html_tables import read_page
from monitoring.readers.inputs import Sample, inspected
from monitoring.readers.tls_sheet import key_place
from monitoring.readers.workbook import Cell, cell_name, cell_text, column_name

TEXT = "Datei"
LARGEST_BOOK = 20 * 2**20
LARGEST_WHOLE = 4 * 2**20
HEAD_ROWS = 20
SIGNS = frozenset((".", "-", "–", "x", "X", "/", "•", "…", "...", "*"))
NOTHING = ("-", "–")
EQUAL = 1e-6
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


def cells_of(sheets: Sheets, delivery: Delivery, mark: Mark) -> list[Place]:
    """Where a marked figure stands, as far as that is certain.

    The reader told the row, the sheet is the one that has the key there. The column is the
    reader's, else the one with that key or number; of several the one headed by the figure's
    year, and all of them where that leaves it open.
    """
    if "row" not in delivery.figures:
        return []
    figure = delivery.figures.iloc[mark.position]
    row, key = int(figure["row"]), str(figure["key"])
    holding = [name for name, rows in sheets.rows.items() if row in rows]
    fitting = [n for n in holding if any(_is_key(c, key) for c in sheets.rows[n][row])] or holding
    if len(fitting) != 1:
        return []
    columns = _columns(sheets.rows[fitting[0]], row, figure, mark.part)
    return [(fitting[0], row, column) for column in columns] or [(fitting[0], row, None)]


def _columns(rows: Rows, row: int, figure: "pd.Series[Any]", part: str) -> list[int]:
    cells = list(enumerate(rows[row]))
    if part == "key":
        key = str(figure["key"])
        return [at for at, cell in cells if _is_key(cell, key)][:1]
    if "column" in figure:
        return [int(figure["column"])]
    found = [at for at, cell in cells if _is_figure(cell, figure)]
    year = str(figure["period"])[:4]
    headed = [at for at in found if any(year in text for text in _above(rows, row, at))]
    return headed if len(headed) == 1 else found


def _above(rows: Rows, row: int, column: int) -> Iterator[str]:
    for number in range(1, min(row, HEAD_ROWS)):
        cells = rows.get(number, [])
        if column < len(cells):
            yield cell_text(cells[column])


def _is_key(cell: Cell, key: str) -> bool:
    text = cell_text(cell)
    if len(text) == 12 and text.isascii() and text.isdigit():
        return ags_from_ars(text) == key
    return text == key or (text != "" and text == key.lstrip("0"))


def _is_figure(cell: Cell, figure: "pd.Series[Any]") -> bool:
    value, text = figure["value"], cell_text(cell)
    if pd.isna(value):
        return text == "" if figure["status"] == "missing" else text in SIGNS
    wanted = float(value)
    if isinstance(cell, (int, float)):
        return not isinstance(cell, bool) and abs(cell - wanted) < EQUAL
    return (wanted == 0 and text in NOTHING) or any(
        abs(number - wanted) < EQUAL for number in _numbers(text)
    )


def _numbers(text: str) -> Iterator[float]:
    """What a text can mean as a number, with a decimal comma and with a decimal point."""
    bare = "".join(text.split())
    for form in (bare.replace(".", "").replace(",", "."), bare.replace(",", "")):
        try:
            yield float(form)
        except ValueError:
            continue
