"""The sheet of Destatis' territorial changes: which one it is, its columns, days and faults."""

import datetime
import re
from dataclasses import dataclass

from monitoring.errors import InputError
from monitoring.readers.inputs import Sample
from monitoring.readers.periods import iso_date
from monitoring.readers.workbook import Row, Workbook, cell_name, cell_text

_HEADER_ROWS = 15
_HEADS = ("Regionaleinheit", "Abgebende", "Aufnehmende", "Wirksamkeit")
_SPAN = re.compile(
    r"vom\s*(\d{1,2}\.\d{1,2}\.)\s*(\d{4})?\s*(?:bis|-|–)\s*(\d{1,2}\.\d{1,2}\.)\s*(\d{4})"
)
_WANTED = {
    "unit": (0, "Regionaleinheit"),
    "from_ars": (1, "Regionalschlüssel"),
    "from_ags": (1, "Gemeindeschlüssel"),
    "from_name": (1, "Name"),
    "kind": (1, "Änderungsart"),
    "area": (1, "Fläche"),
    "people": (1, "Einwohner"),
    "to_ars": (2, "Regionalschlüssel"),
    "to_ags": (2, "Gemeindeschlüssel"),
    "to_name": (2, "Name"),
    "legal": (3, "juristisch"),
    "statistical": (3, "statistisch"),
}
IDENTITY = re.compile(r"\d{2}/\d{4}/\d{4}")
REMEDY = "Die unveränderte Arbeitsmappe des Statistischen Bundesamtes verwenden."


@dataclass(frozen=True)
class Sheet:
    """Where things stand; ``columns`` are positions from 0, ``first_row`` of the data from 0."""

    file: str
    name: str
    rows: list[Row]
    columns: dict[str, int]
    first_row: int

    def place(self, row: int, column: str) -> str:
        """Name of a cell as the spreadsheet shows it."""
        return cell_name(row - 1, self.columns[column])

    def fault(self, what: str, row: int, column: str, found: object, expected: str) -> InputError:
        """The error of one cell; ``row`` counts from 1."""
        return InputError(
            what,
            file=self.file,
            sheet=self.name,
            row=row,
            column=self.place(row, column),
            found=found,
            expected=expected,
            remedy=REMEDY,
        )


def iso_day_after(day: str, days: int = 1) -> str:
    """ISO date so many days later."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def has_changes(workbook: Workbook) -> bool:
    """Whether a sheet lists giving and receiving areas."""
    return _sheet_name(workbook) is not None


def _sheet_name(workbook: Workbook) -> str | None:
    for name in workbook.visible_first:
        head = " ".join(
            cell_text(cell) for row in workbook.rows(name)[:_HEADER_ROWS] for cell in row
        )
        if all(word in head for word in _HEADS):
            return name
    return None


def opened_sheet(sample: Sample) -> Sheet:
    name = _sheet_name(sample.workbook)
    if name is None:
        raise InputError(
            "Das Tabellenblatt mit den Gebietsänderungen fehlt.",
            file=sample.name,
            found=", ".join(sample.workbook.sheet_names),
            expected="ein Blatt mit „Regionaleinheit“ und abgebenden und aufnehmenden Gemeinden",
            remedy=REMEDY,
        )
    rows = sample.workbook.rows(name)
    head = next(
        number
        for number, row in enumerate(rows)
        if any(cell_text(cell).startswith(_HEADS[1]) for cell in row)
    )
    unit = next(n for n, cell in enumerate(rows[head]) if cell_text(cell) == _HEADS[0])
    first = next((n for n in range(head + 1, len(rows)) if _begins(rows[n], unit)), len(rows))
    heads = [_joined(rows[head:first], column) for column in range(len(rows[head]))]
    columns = _columns(sample.name, name, heads, head)
    return Sheet(sample.name, name, rows, columns, first)


def _columns(file: str, name: str, heads: list[str], head: int) -> dict[str, int]:
    """Place of each wanted column by its group and word."""
    starts = [next(i for i, text in enumerate(heads) if word in text) for word in _HEADS]
    columns = {"unit": next(i for i, text in enumerate(heads) if "Regionaleinheit" in text)}
    for key, (group, word) in _WANTED.items():
        end = (*starts, len(heads))[group + 1]
        found = [i for i in range(starts[group], end) if word in heads[i]]
        if len(found) != 1:
            raise InputError(
                f"Die Spalte „{word}“ " + ("steht zweimal da." if found else "fehlt."),
                file=file,
                sheet=name,
                row=head + 1,
                column=word,
                found=", ".join(filter(None, heads)),
                expected=f"unter „{_HEADS[group]}…“ genau eine Spalte „{word}“",
                remedy=REMEDY,
            )
        columns[key] = found[0]
    return columns


def _begins(row: Row, unit: int) -> bool:
    """True for a row of data, also for one that has lost all but its number."""
    return bool(cell_text(row[unit]) or IDENTITY.match(cell_text(row[0])))


def _joined(rows: list[Row], column: int) -> str:
    """A heading of several rows in one, without hyphenation."""
    words = " ".join(cell_text(row[column]) for row in rows if column < len(row))
    return re.sub(r"[-\u00ad]\s*(?=[a-zäöü])|(?<=\w)-(?=[a-zäöü])", "", words)


def covered_span(sheet: Sheet) -> tuple[str, str]:
    """(after, until) of the days the workbook covers, from its own title."""
    texts = [cell_text(cell) for row in sheet.rows[: sheet.first_row] for cell in row]
    match = next((found for text in texts if (found := _SPAN.search(text))), None)
    first = match and iso_date(match[1] + (match[2] or match[4]))
    last = match and iso_date(match[3] + match[4])
    if not first or not last or first > last:
        raise InputError(
            "Der Zeitraum der Gebietsänderungen steht nicht über der Tabelle.",
            file=sheet.file,
            sheet=sheet.name,
            row=1,
            found=next(filter(None, texts), ""),
            expected="eine Überschrift wie „Gebietsänderungen vom 01.01. bis 31.12.2023“",
            remedy=REMEDY,
        )
    return iso_day_after(first, -1), last
