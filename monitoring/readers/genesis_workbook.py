"""Excel workbook of a GENESIS database, as Bayern's LfStat offers it: a web table in cells.

The cells become the lines that the CSV would have given; what they mean is told by
:mod:`monitoring.readers.genesis_web`. Suffixes of names (St, M, (Lkr), (Krfr.St)) carry no
figure and stay where they are.
"""

import dataclasses
import re
from collections.abc import Callable

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError, in_file
from monitoring.readers import genesis_web, numbers, values
from monitoring.readers.contract import Delivery
from monitoring.readers.genesis_web_sheet import FOOTER, Line, is_data, is_dated, sheet_of
from monitoring.readers.genesis_web_words import TABLE
from monitoring.readers.inputs import Sample
from monitoring.readers.values import is_native
from monitoring.readers.workbook import (
    LAST_COLUMN,
    Cell,
    Workbook,
    cell_text,
    refuse_merged,
    spread,
)

ID = "genesis_workbook"
TITLE = "GENESIS-Tabelle als Excel (LfStat Bayern, Regionaldatenbank)"
SOURCE = "lfstat_bayern"
_OFFICE = re.compile(r"Bayerische[sn] Landesamte?s? für Statistik")
_NUMBER = re.compile(r"\d{5}-[\w-]+")
_AGES = re.compile(r"\b(?:Alter|Altersgruppen?|Altersjahren?)\b")
_CLASS = re.compile(r"(?:\d{1,3} bis )?unter \d{1,3}")
_OPEN = re.compile(r"(\d{1,3}) (?:und|oder) (?:mehr|älter)")
_HEAD_LINES = 12


def recognise(sample: Sample) -> bool:
    """True for a workbook with a sheet that begins or ends as a web table does."""
    return sample.kind in ("xlsx", "xls") and bool(_tables(sample.workbook))


def _tables(book: Workbook) -> list[str]:
    return [name for name in book.sheet_names if _is_table(book, name)]


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All values whose headings the catalogue knows; see docs/dateiformate.md."""
    name = _only_table(sample)
    with in_file(sample.name, name):
        lines = _numbered(_lines(sample.workbook, name), name)
        sheet = sheet_of(lines, sample.name, letters=True)
        delivery = genesis_web.delivery(ID, sheet, catalogue, gebietsstand)
    hidden = [values.hidden_sheet(n) for n in _tables(sample.workbook) if n != name]
    delivery = dataclasses.replace(delivery, findings=(*delivery.findings, *hidden))
    bavarian = any(_OFFICE.search(cell) for line in lines for cell in line.cells)
    if bavarian and SOURCE in catalogue.sources:
        return dataclasses.replace(delivery, source=SOURCE)
    return delivery


def _is_table(book: Workbook, name: str) -> bool:
    """True where number and areas, or areas and the line at the end, stand as in a web table."""
    first = [cell_text(row[0]) if row else "" for row in book.rows(name)]
    if any(TABLE.match(text) for text in first[:_HEAD_LINES]):
        return True
    ended = any(FOOTER.fullmatch(text) for text in first)
    return ended and any(is_data(Line(0, _texts(row))) for row in book.rows(name))


def _only_table(sample: Sample) -> str:
    hidden = sample.workbook.hidden
    names = [name for name in _tables(sample.workbook) if name not in hidden]
    if len(names) == 1:
        return names[0]
    raise InputError(
        "Die Mappe enthält mehrere Tabellen."
        if names
        else "Die Mappe enthält keine Tabelle einer GENESIS-Datenbank.",
        file=sample.name,
        found=", ".join(names or sample.workbook.sheet_names),
        expected="ein sichtbares Blatt, das mit „Tabelle: …“ beginnt und mit „__________“ endet",
        remedy="Jede Tabelle einzeln als Excel-Datei herunterladen und unverändert einlesen.",
    )


def _texts(row: list[Cell]) -> tuple[str, ...]:
    texts = (cell_text(c).replace(".", ",") if is_native(c) else cell_text(c) for c in row)
    return tuple(" ".join(text.split()) for text in texts)


def _lines(book: Workbook, name: str) -> list[Line]:
    """Rows as lines: merged headings repeated, areas that stand once told again below."""
    # A title that runs over the whole table says nothing of its columns.
    ranges = [area for area in book.merged(name) if area[0][1] > 0 or area[1][1] < 2]
    rows = spread(book.rows(name), ranges)
    lines = [Line(number, _texts(row)) for number, row in enumerate(rows, start=1)]
    start = next((place for place, line in enumerate(lines) if is_data(line)), len(lines))
    body = _continued(lines[start:])
    first, last = _labels(body)
    data = (line.row - 1 for line in body if is_data(line))
    refuse_merged(book, name, data, range(last, LAST_COLUMN))
    heads = [_changed(line, first, last, _nothing) for line in lines[:start]]
    if any(_AGES.search(cell) for line in lines[:start] for cell in line.cells):
        body = [_changed(line, first, last, _in_years) for line in body]
    return [
        *(new if any(old.cells[last:]) else old for old, new in zip(lines, heads, strict=False)),
        *body,
    ]


def _continued(lines: list[Line]) -> list[Line]:
    """Rows of a further age or sex begin blank: they belong to the area above."""
    front = 3 if lines and is_dated(lines[0]) else 2
    told: list[Line] = []
    for line in lines:
        blank = not any(line.cells[front - 2 : front])
        if told and blank and is_data(told[-1]) and _is_label(line.cell(front)):
            area = (
                own or above for own, above in zip(line.cells, told[-1].cells[:front], strict=False)
            )
            told.append(Line(line.row, (*area, *line.cells[front:])))
        else:
            told.append(line)
    return told


def _is_label(text: str) -> bool:
    return bool(text) and numbers.parse_cell(text, None) is None


def _labels(body: list[Line]) -> tuple[int, int]:
    """Places from the first column after the name to the first that holds values."""
    data = [line for line in body if is_data(line)]
    front = 3 if data and is_dated(data[0]) else 2
    last = front
    while data and all(_is_label(line.cell(last)) for line in data):
        last += 1
    return front, last


def _changed(line: Line, first: int, last: int, change: Callable[[str], str]) -> Line:
    labels = (change(cell) for cell in line.cells[first:last])
    return Line(line.row, (*line.cells[:first], *labels, *line.cells[last:]))


def _nothing(_: str) -> str:
    """The name of a column that holds ages or sexes is no heading of values."""
    return ""


def _in_years(label: str) -> str:
    """The age of a label such as "20 bis unter 25" in a table that says it is by age."""
    if _CLASS.fullmatch(label):
        return f"{label} Jahre"
    match = _OPEN.fullmatch(label)
    return f"{match[1]} Jahre und mehr" if match else label


def _numbered(lines: list[Line], sheet: str) -> list[Line]:
    """Lines of which one says "Tabelle: 12411-003r", even if only the number or sheet does."""
    alone = [
        Line(line.row, (f"Tabelle: {line.cells[0]}",))
        if line.width == 1 and _NUMBER.fullmatch(line.cell(0))
        else line
        for line in lines
    ]
    if _NUMBER.fullmatch(sheet) and not any(TABLE.match(line.cell(0)) for line in alone):
        return [Line(1, (f"Tabelle: {sheet}",)), *alone]
    return alone
