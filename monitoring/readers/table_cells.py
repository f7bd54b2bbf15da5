"""Cells of our own simple table, from CSV or Excel."""

import csv
import io
import re
from dataclasses import dataclass

import pandas as pd

from monitoring.csv_text import csv_rows
from monitoring.errors import InputError
from monitoring.readers import assembly
from monitoring.readers.contract import Finding
from monitoring.readers.inputs import Sample, decoded
from monitoring.readers.values import cell_texts
from monitoring.readers.workbook import Workbook, cell_text, refuse_merged

REQUIRED = ("ags", "zeitraum")
OPTIONAL = ("name", "gebietsstand", "geschlecht", "alter_von", "alter_bis")
_SEPARATORS = (";", ",", "\t")
_MAX_COLUMNS = 1000
_REMEDY = "Die Datei in Excel oder LibreOffice öffnen und als „CSV UTF-8“ speichern."
_WIDTH = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")


@dataclass(frozen=True)
class Grid:
    """Columns by plain heading, each named by its place from 0; blank rows are left out.

    Cells are indexed by row number.
    """

    file: str
    sheet: str | None
    heading_row: int
    cells: dict[str, pd.Series]
    findings: tuple[Finding, ...] = ()


def plain(heading: str) -> str:
    """A heading without capitals and outer blanks; inner blanks and hyphens as underscores."""
    return re.sub(r"[\s\-]+", "_", heading.strip().strip('"').strip()).casefold()


def is_heading(names: list[str]) -> bool:
    """True if one of the required columns is there."""
    return any(name in REQUIRED for name in names)


def split_heading(text: str) -> list[str]:
    """Plain headings of the first line, whichever separator it uses."""
    line = next(iter(text.splitlines()), "")
    return [plain(name) for name in line.split(_separator(line))]


def _separator(line: str) -> str:
    """The separator that shows the required columns; else the most frequent one."""
    fitting = [s for s in _SEPARATORS if is_heading([plain(name) for name in line.split(s)])]
    return max(fitting or _SEPARATORS, key=line.count)


def sheet_of(workbook: Workbook) -> str | None:
    """The first sheet whose first row has a required column."""
    for sheet in workbook.visible_first:
        rows = workbook.rows(sheet)
        if rows and is_heading([plain(cell_text(cell)) for cell in rows[0]]):
            return sheet
    return None


def read_grid(sample: Sample) -> Grid:
    """The table of a CSV or workbook; raises for missing or repeated headings and no rows."""
    if sample.kind == "text":
        rows, findings = _csv_rows(sample)
        sheet = None
    else:
        sheet = sheet_of(sample.workbook) or sample.workbook.sheet_names[0]
        rows = pd.DataFrame(sample.workbook.rows(sheet), dtype=object)
        _check_columns(rows.shape[1], sample.name, sheet)
        findings = ()
    names = [plain(cell_text(cell)) for cell in rows.iloc[0]] if len(rows) else []
    body = rows.iloc[1:]
    body.index = pd.RangeIndex(2, 2 + len(body))
    body = body[_filled(body)]
    if sheet is not None:
        refuse_merged(sample.workbook, sheet, body.index - 1, range(len(names)))
    _check_headings(names, sample.name, sheet, body)
    cells = {name: body.iloc[:, position] for position, name in enumerate(names) if name}
    if "name" in cells:
        assembly.refuse_mojibake(
            cell_texts(cells["name"]), file=sample.name, sheet=sheet, column="name"
        )
    return Grid(sample.name, sheet, 1, cells, findings)


def _filled(body: pd.DataFrame) -> "pd.Series[bool]":
    """Rows that hold anything; column by column, for a large table has millions of cells."""
    filled = pd.Series(data=False, index=body.index)
    for position in range(body.shape[1]):
        filled |= cell_texts(body.iloc[:, position]) != ""
    return filled


def _csv_rows(sample: Sample) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    text, encoding = decoded(sample, ("utf-8", "cp1252"))
    findings: tuple[Finding, ...] = ()
    if encoding != "utf-8":
        findings = (Finding("encoding", "Die Datei ist in Windows-1252 statt UTF-8 gespeichert."),)
    line = next(iter(text.splitlines()), "")
    separator = _separator(line)
    _check_columns(line.count(separator) + 1, sample.name, None)
    _check_quotes(text, sample.name, separator)
    try:
        rows = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
            quoting=csv.QUOTE_MINIMAL,
        )
    except pd.errors.ParserError as error:
        raise _malformed(error, sample.name) from error
    short = rows.isna()
    if (short.any(axis=1) & ~short.iloc[:, 1:].all(axis=1)).any():
        row = int((short.any(axis=1) & ~short.iloc[:, 1:].all(axis=1)).to_numpy().argmax())
        raise _width(sample.name, row + 1, int((~short.iloc[row]).sum()), rows.shape[1])
    return rows.where(~short, "").astype("category"), findings


def _check_quotes(text: str, file: str, separator: str) -> None:
    """Refuse quotes that do not pair: pandas, which keeps large tables small, takes any."""
    if '"' in text:
        for _ in csv_rows(text, file, _REMEDY, separator):
            pass


def _malformed(error: pd.errors.ParserError, file: str) -> InputError:
    if match := _WIDTH.search(str(error)):
        return _width(file, int(match[2]), int(match[3]), int(match[1]))
    return InputError(
        "Die CSV-Datei ist nicht wohlgeformt.",
        file=file,
        found="Zeilen, die sich nicht in Spalten teilen lassen",
        expected="ein einheitliches Trennzeichen",
        remedy=_REMEDY,
    )


def _width(file: str, row: int, found: int, expected: int) -> InputError:
    return InputError(
        "Eine Zeile hat eine andere Zahl von Spalten als die Überschrift.",
        file=file,
        row=row,
        found=f"{found} Spalten",
        expected=f"{expected} Spalten",
        remedy="Enthält ein Wert das Trennzeichen, gehört er in Anführungszeichen.",
    )


def _check_columns(number: int, file: str, sheet: str | None) -> None:
    if number > _MAX_COLUMNS:
        raise InputError(
            "Die Tabelle hat zu viele Spalten.",
            file=file,
            sheet=sheet,
            row=1,
            found=f"{number} Spalten",
            expected=f"höchstens {_MAX_COLUMNS} Spalten, je Grundzahl eine",
            remedy="Zeiträume gehören untereinander, nicht nebeneinander; Vorlage"
            " kreisblick-tabelle verwenden.",
        )


def _check_headings(names: list[str], file: str, sheet: str | None, body: pd.DataFrame) -> None:
    for name in (*REQUIRED, *names):
        if name and names.count(name) != 1:
            raise InputError(
                f"Die Spalte „{name}“ " + ("kommt mehrfach vor." if name in names else "fehlt."),
                file=file,
                sheet=sheet,
                row=1,
                column=name,
                found=", ".join(name for name in names if name),
                expected=f"die Spalten {' und '.join(REQUIRED)}, dazu je Grundzahl eine Spalte",
                remedy="Die Vorlage kreisblick-tabelle verwenden.",
            )
    unnamed = [number for number, name in enumerate(names) if not name]
    if body.empty or (body.iloc[:, unnamed].map(cell_text) != "").to_numpy().any():
        raise InputError(
            "Die Tabelle enthält keine Datenzeilen."
            if body.empty
            else "Eine Spalte mit Werten hat keine Überschrift.",
            file=file,
            sheet=sheet,
            row=1,
            found=", ".join(name for name in names if name),
            expected="unter jeder Überschrift Werte, über jedem Wert eine Überschrift",
            remedy="Die Vorlage kreisblick-tabelle verwenden.",
        )
