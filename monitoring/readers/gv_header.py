"""The head of a Gemeindeverzeichnis sheet: where its columns are, and which dates it states.

The layout changes nearly every year: dates move between rows, footnote marks come and go.
Columns are therefore found by their words, and dates by the merged cells they stand in.
Until about 1993 a Gemeinde has no Textkennzeichen, and its Verband is no part of its key.
"""

import re
from dataclasses import dataclass

from monitoring.errors import InputError
from monitoring.readers.periods import date_in
from monitoring.readers.workbook import Workbook, cell_text

RECORD_TYPES = ("10", "20", "30", "40", "50", "60")
_FOOTNOTE = re.compile(r"\d{1,2}\)")
_MAX_HEADER_ROW = 40
COLUMNS = {
    "record": "satzart",
    "kind": "textkennzeichen",
    "land": "land",
    "district": "rb",
    "kreis": "kreis",
    "verband": "vb",
    "gemeinde": "gem",
    "name": "gemeindename",
    "area": "fläche",
    "total": "insgesamt",
    "male": "männlich",
    "female": "weiblich",
}
SINCE_1994 = ("kind", "verband")
_TITLES = {
    "record": "Satzart",
    "kind": "Textkennzeichen",
    "land": "Land",
    "district": "RB",
    "kreis": "Kreis",
    "verband": "VB",
    "gemeinde": "Gem",
    "name": "Gemeindename",
    "area": "Fläche km2",
    "total": "Bevölkerung insgesamt",
    "male": "Bevölkerung männlich",
    "female": "Bevölkerung weiblich",
}


@dataclass(frozen=True)
class Header:
    """Positions (from 0) of the columns of COLUMNS, the first row of data, and the dates.

    The columns of SINCE_1994 are not there before; ``area_date`` is one where the heading of the
    area spans a second column, in which the rows may date it.
    """

    sheet: str
    columns: dict[str, int]
    first_row: int
    population_date: str | None
    area_date: str | None
    gebietsstand: str | None


def sheet_of(workbook: Workbook) -> str | None:
    """Name of the sheet with the Gemeinden, or None if this is no Gemeindeverzeichnis."""
    for sheet in workbook.visible_first:
        if _header_row(workbook, sheet) is not None:
            return sheet
    return None


def _header_row(workbook: Workbook, sheet: str) -> int | None:
    for number, row in enumerate(workbook.rows(sheet)[:_MAX_HEADER_ROW]):
        words = {_word(cell_text(cell)) for cell in row}
        if {"satzart", "gemeindename"} <= words:
            return number
    return None


def read_header(workbook: Workbook, sheet: str) -> Header:
    """The header of the sheet; raises where a column is missing or stands twice."""
    start = _header_row(workbook, sheet) or 0
    first_row = _first_data_row(workbook, sheet, start)
    block = _unmerged(workbook, sheet, start, first_row)
    columns = _columns(workbook, sheet, start, first_row)
    beside = columns["area"] + 1
    if any(_is_area(text) for row in block for text in row[beside : beside + 1]):
        columns["area_date"] = beside
    people = [columns["area"], columns["total"], columns["male"], columns["female"]]
    return Header(
        sheet,
        columns,
        first_row,
        population_date=_date(block, columns["total"]) or _only_date(block, people),
        area_date=_date(block, columns["area"]),
        gebietsstand=_date(block, columns["land"]) or _stated_in_contents(workbook),
    )


def _first_data_row(workbook: Workbook, sheet: str, start: int) -> int:
    rows = workbook.rows(sheet)
    position = next(
        (i for i, cell in enumerate(rows[start]) if _word(cell_text(cell)) == "satzart"), 0
    )
    for number in range(start + 1, len(rows)):
        if cell_text(rows[number][position]) in RECORD_TYPES:
            return number
    raise InputError(
        "Das Gemeindeverzeichnis enthält keine Datenzeilen.",
        file=workbook.name,
        sheet=sheet,
        row=start + 1,
        column="Satzart",
        found="nur Kopf- und Fußzeilen",
        expected=f"Zeilen mit Satzart {', '.join(RECORD_TYPES)}",
        remedy="Die Datei erneut beim Statistischen Bundesamt laden.",
    )


def _unmerged(workbook: Workbook, sheet: str, start: int, end: int) -> list[list[str]]:
    """Texts of the header rows, with the text of a merged range in each of its cells."""
    block = [[cell_text(cell) for cell in row] for row in workbook.rows(sheet)[start:end]]
    width = max(len(row) for row in block)
    block = [row + [""] * (width - len(row)) for row in block]
    for (top, left), (bottom, right) in workbook.merged(sheet):
        if not start <= top <= bottom < end:
            continue
        text = next(iter(block[top - start][left : left + 1]), "")
        for row in range(top, bottom + 1):
            for column in range(left, min(right + 1, width)):
                block[row - start][column] = text
    return block


def _columns(workbook: Workbook, sheet: str, start: int, end: int) -> dict[str, int]:
    """Where each heading begins; those of SINCE_1994 may be missing, but only together."""
    block = [[cell_text(cell) for cell in row] for row in workbook.rows(sheet)[start:end]]
    words = {_word(text) for row in block for text in row}
    old = not any(COLUMNS[name] in words for name in SINCE_1994)
    names = [name for name in COLUMNS if not (old and name in SINCE_1994)]
    return {name: _column(workbook, sheet, block, start, name) for name in names}


def _is_area(text: str) -> bool:
    return _word(text).startswith(COLUMNS["area"])


def _column(workbook: Workbook, sheet: str, block: list[list[str]], start: int, name: str) -> int:
    wanted = COLUMNS[name]
    found = sorted(
        {
            column
            for row in block
            for column, text in enumerate(row)
            if _word(text) == wanted or (name == "area" and _is_area(text))
        }
    )
    if len(found) == 1:
        return found[0]
    shown = [text for text in block[0] + block[min(1, len(block) - 1)] if text]
    raise InputError(
        f"Die Spalte „{_TITLES[name]}“ " + ("kommt mehrfach vor." if found else "fehlt."),
        file=workbook.name,
        sheet=sheet,
        row=start + 1,
        column=_TITLES[name],
        found=", ".join(dict.fromkeys(shown)),
        expected=f"genau eine Spalte mit der Überschrift „{_TITLES[name]}“",
        remedy="Den unveränderten „Auszug GV“ des Statistischen Bundesamtes verwenden.",
    )


def _word(text: str) -> str:
    """A heading without footnote marks, hyphens at line ends, spaces and capitals."""
    return re.sub(r"[\s\-\u00ad]", "", _FOOTNOTE.sub("", text)).casefold()


def _date(block: list[list[str]], column: int) -> str | None:
    return next((date for row in block if (date := date_in(row[column]))), None)


def _only_date(block: list[list[str]], columns: list[int]) -> str | None:
    """The date over these columns where they state a single one (merged cells lost)."""
    dates = {date for column in columns if (date := _date(block, column))}
    return dates.pop() if len(dates) == 1 else None


def _stated_in_contents(workbook: Workbook) -> str | None:
    """The date in a line "Gebietsstand: 31.12.2013 (Jahr)" of the contents sheet."""
    first = workbook.rows(workbook.sheet_names[0])
    for row in first[:60]:
        for cell in row:
            text = cell_text(cell)
            if text.startswith("Gebietsstand") and (date := date_in(text)):
                return date
    return None
