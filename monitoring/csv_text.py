"""Text of a CSV file as rows of cells."""

import csv
import io
import re
from collections.abc import Iterator

from monitoring.errors import InputError

_LONGEST = 60
_TWO_NUMBERS = re.compile(r"-?[\d.,]*\d\s*[\r\n]\s*\d[\d.,]*")


def csv_rows(
    text: str,
    name: str,
    remedy: str,
    separator: str = ";",
    *,
    what: str = "Die Anführungszeichen der CSV-Datei gehen nicht auf.",
) -> Iterator[tuple[int, list[str]]]:
    """Cells between separators with the row each begins in, one row after the other.

    A quote that is open, or that closes only in a later row and so swallows cells, is refused with
    ``what``. Raises InputError.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    swallowed = re.compile(r",(?=\S)" if separator == "," else re.escape(separator))
    row = 1
    try:
        for cells in reader:
            if reader.line_num > row:
                _refuse_swallowed(cells, swallowed, name, row, remedy, what)
            yield row, cells
            row = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            what,
            file=name,
            row=row,
            found="eine Zelle ohne schließendes Anführungszeichen",
            expected="geschlossene Anführungszeichen, Zellen durch ein Zeichen getrennt",
            remedy=remedy,
        ) from error


def _refuse_swallowed(
    cells: list[str], separators: re.Pattern[str], name: str, row: int, remedy: str, what: str
) -> None:
    """Refuse a cell of several lines with cells or two numbers in it; headings have words."""
    for place, cell in enumerate(cells):
        lines = re.search(r"[\r\n]", cell)
        if lines and (separators.search(cell) or _TWO_NUMBERS.fullmatch(cell.strip())):
            shown = " ⏎ ".join(cell.split("\n"))
            raise InputError(
                what,
                file=name,
                row=row,
                column=str(place + 1),
                found=f"eine Zelle, die mehrere Zeilen enthält: {shown[:_LONGEST]}",
                expected="ein schließendes Anführungszeichen vor dem nächsten Trennzeichen",
                remedy=remedy,
            )
