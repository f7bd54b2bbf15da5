"""The parts of a web-table CSV of GENESIS: notes at the top, heading rows, data rows, footer."""

import re
from dataclasses import dataclass

from monitoring.csv_text import csv_rows
from monitoring.errors import InputError
from monitoring.readers.inputs import Sample, decoded
from monitoring.readers.periods import iso_date
from monitoring.readers.workbook import column_name

FOOTER = re.compile(r"_{5,}")
_KEY = re.compile(r"DG|\d{1,12}", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_LOAD_AGAIN = "Die Tabelle erneut herunterladen und unverändert einlesen."


@dataclass(frozen=True)
class Line:
    """One row of the file; ``row`` counts from 1."""

    row: int
    cells: tuple[str, ...]

    @property
    def width(self) -> int:
        """Number of cells up to the last that is filled."""
        return max((place + 1 for place, cell in enumerate(self.cells) if cell), default=0)

    def cell(self, place: int) -> str:
        """The cell, "" beyond the end of the row."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True)
class Record:
    """One data row; ``period`` as written in the row or in a heading line above, or ""."""

    row: int
    period: str
    key: str
    name: str
    labels: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A web table taken apart; ``heads`` hold only the cells above values, from ``first`` on.

    ``letters``: columns are named as a spreadsheet does.
    """

    name: str
    notes: tuple[Line, ...]
    heads: tuple[Line, ...]
    first: int
    records: tuple[Record, ...]
    letters: bool = False

    def column(self, place: int) -> str:
        """The headings of a value column as one text, for messages."""
        words = dict.fromkeys(head.cells[place] for head in self.heads)
        number = self.first + place
        name = column_name(number) if self.letters else str(number + 1)
        return f"{name} ({', '.join(words)})"


def read_sheet(sample: Sample) -> Sheet:
    """Take a text apart; refuses what is cut off or does not have the form."""
    return sheet_of(_lines(sample), sample.name)


def sheet_of(lines: list[Line], name: str, *, letters: bool = False) -> Sheet:
    """Take the lines of a web table apart; ``name`` is what messages call the file."""
    body = _body(lines, name)
    start = next((place for place, line in enumerate(body) if is_data(line)), None)
    if start is None:
        raise _no_rows(name)
    top, rows = body[:start], body[start:]
    heads = tuple(line for line in top if any(line.cells[2:]))
    notes = tuple(line for line in top if line.width and line not in heads)
    front = 3 if is_dated(rows[0]) else 2
    if not heads:
        raise InputError(
            "Über den Werten fehlt die Kopfzeile.",
            file=name,
            row=rows[0].row,
            found=";".join(rows[0].cells),
            expected="mindestens eine Kopfzeile mit Merkmal, Geschlecht, Alter oder Zeit",
            remedy=_LOAD_AGAIN,
        )
    width = max(line.width for line in heads)
    while front < width and not any(line.cell(front) for line in heads):
        front += 1
    _check_heads(heads, front, width, name, letters=letters)
    above = tuple(Line(line.row, line.cells[front:width]) for line in heads)
    records = _records(rows, notes, front, width, name)
    return Sheet(name, notes, above, front, records, letters)


def _no_rows(name: str) -> InputError:
    return InputError(
        "Die Tabelle enthält keine Datenzeilen.",
        file=name,
        found="keine Zeile, die mit einem Gebietsschlüssel oder Datum beginnt",
        expected="Zeilen der Form Schlüssel;Name;Werte oder Datum;Schlüssel;Name;Werte",
        remedy="In der Datenbank Kreise oder Gemeinden in die Zeilen legen und mit Schlüssel"
        " (Code) herunterladen.",
    )


def _lines(sample: Sample) -> list[Line]:
    text, _ = decoded(sample, ("utf-8", "cp1252"))
    return [
        Line(row, tuple(" ".join(cell.split()) for cell in cells))
        for row, cells in csv_rows(text, sample.name, _LOAD_AGAIN)
    ]


def _body(lines: list[Line], name: str) -> list[Line]:
    """The lines above the footer; without a footer the file is cut off."""
    ends = [place for place, line in enumerate(lines) if FOOTER.fullmatch(line.cell(0))]
    if not ends:
        raise InputError(
            "Die Datei ist unvollständig; ihr Ende fehlt.",
            file=name,
            row=lines[-1].row,
            found=";".join(lines[-1].cells),
            expected="eine Zeile „__________“ nach den Daten",
            remedy=_LOAD_AGAIN,
        )
    extra = next((line for line in lines[ends[0] + 1 :] if is_data(line)), None)
    if extra:
        raise InputError(
            "Nach dem Ende der Tabelle folgen weitere Daten.",
            file=name,
            row=extra.row,
            found=";".join(extra.cells),
            expected="eine Tabelle je Datei, nach „__________“ nur Anmerkungen",
            remedy="Jede Tabelle in eine eigene Datei speichern.",
        )
    return lines[: ends[0]]


def _is_time(text: str) -> bool:
    return bool(iso_date(text) or _YEAR.fullmatch(text))


def is_dated(line: Line) -> bool:
    """True for a row of a date and the key of an area."""
    return _is_time(line.cell(0)) and bool(_KEY.fullmatch(line.cell(1)))


def is_data(line: Line) -> bool:
    """True for a row that begins with the key of an area, or a date and a key."""
    return line.width > 2 and (is_dated(line) or bool(_KEY.fullmatch(line.cell(0))))


def _check_heads(
    heads: tuple[Line, ...], front: int, width: int, name: str, *, letters: bool
) -> None:
    for line in heads:
        for place in range(front, width):
            if not line.cell(place):
                raise InputError(
                    "In der Kopfzeile fehlt eine Überschrift.",
                    file=name,
                    row=line.row,
                    column=column_name(place) if letters else str(place + 1),
                    found="eine leere Zelle",
                    expected="über jedem Wert in jeder Kopfzeile eine Überschrift",
                    remedy="Die Tabelle unverändert und ohne Qualitätskennzeichen herunterladen.",
                )


def _records(
    rows: list[Line], notes: tuple[Line, ...], front: int, width: int, name: str
) -> tuple[Record, ...]:
    dated = is_dated(rows[0])
    alone = [line.cell(0) for line in notes if line.width == 1 and _is_time(line.cell(0))]
    heading = alone[-1] if alone else ""
    records = []
    for line in rows:
        if line.width == 0:
            continue
        if line.width == 1 and _is_time(line.cell(0)):
            heading = line.cell(0)
            continue
        _check_row(line, dated, width, name)
        period = line.cells[0] if dated else heading
        key, title = line.cells[dated : dated + 2]
        labels = line.cells[dated + 2 : front]
        records.append(Record(line.row, period, key, title, labels, line.cells[front:width]))
    return tuple(records)


def _check_row(line: Line, dated: bool, width: int, name: str) -> None:
    if len(line.cells) < width or line.width > width:
        raise InputError(
            "Die Zeile hat nicht so viele Zellen wie die Kopfzeile.",
            file=name,
            row=line.row,
            found=f"{len(line.cells) if len(line.cells) < width else line.width} Zellen",
            expected=f"{width} Zellen",
            remedy=_LOAD_AGAIN,
        )
    if dated and not _is_time(line.cells[0]):
        raise InputError(
            "Am Anfang der Zeile fehlt die Zeitangabe.",
            file=name,
            row=line.row,
            column="1",
            found=line.cells[0],
            expected="ein Stichtag wie 31.12.2019 oder ein Jahr",
            remedy=_LOAD_AGAIN,
        )
