"""Text of a CSV file as rows of cells."""

import csv
import io

from monitoring.errors import InputError


def csv_rows(
    text: str,
    name: str,
    remedy: str,
    separator: str = ";",
    *,
    what: str = "Die Anführungszeichen der CSV-Datei gehen nicht auf.",
) -> list[tuple[int, list[str]]]:
    """Cells between separators with the row each begins in.

    An open quote is refused with ``what``. Raises InputError.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, row = [], 1
    try:
        for cells in reader:
            rows.append((row, cells))
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
    return rows
