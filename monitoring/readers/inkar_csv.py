"""INKAR as CSV (BBSR): the grid of the workbook's sheet Daten, its numbers written in German.

The text becomes the rows that the workbook would have given; what they mean is told by
:mod:`monitoring.readers.inkar`.
"""

import re

import pandas as pd

from monitoring.catalogue.model import Catalogue
from monitoring.csv_text import csv_rows
from monitoring.errors import InputError
from monitoring.figures import Quality
from monitoring.readers import decimals, inkar, numbers
from monitoring.readers.contract import Delivery
from monitoring.readers.inkar_grid import FIRST_DATA_ROW, FIXED, UNCHANGED, Grid, fixed_column
from monitoring.readers.inputs import Sample, decoded
from monitoring.readers.workbook import Cell, Row

ID = "inkar_csv"
TITLE = "INKAR-Tabelle des BBSR als CSV (Kennziffer;Raumeinheit;Aggregat;Indikator …)"
AGGREGATES = {
    "Gemeinden": ("gemeinde", "gemeinden"),
    "Kreise": (
        "kreis", "kreise", "landkreis", "landkreise", "stadtkreis", "stadtkreise",
        "kreisfreie stadt", "kreisfreie städte", "krsfr. stadt",
    ),
    "Länder": ("land", "länder", "bundesland", "bundesländer"),
    "Bund": ("bund",),
}  # fmt: skip
_PLURAL = {word: plural for plural, words in AGGREGATES.items() for word in words}
_SEPARATOR = re.compile(r"[;,\t]")
_POINT_OR_TWO_COMMAS = re.compile(r"\.|,.*,")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_SUFFIXES = {Quality.PROVISIONAL: "p", Quality.REVISED: "r", Quality.ESTIMATED: "s"}


def recognise(sample: Sample) -> bool:
    """True for a text whose first line names Kennziffer and Raumeinheit."""
    if sample.kind != "text":
        return False
    first = next(iter(sample.head_text.splitlines()), "")
    cells = {cell.strip().strip('"') for cell in _SEPARATOR.split(first)}
    return {"Kennziffer", "Raumeinheit"} <= cells


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All columns whose titles the catalogue knows; an unknown title is an error."""
    texts = _texts(sample)
    heading = Grid(sample.name, None, [[*texts[0]]])
    fixed = {title: fixed_column(heading, title) for title in FIXED}
    _check_shape(texts, fixed["Kennziffer"], sample.name)
    grid = Grid(sample.name, None, _rows(texts, fixed, sample.name))
    return inkar.delivery(ID, grid, catalogue, gebietsstand)


def _texts(sample: Sample) -> list[list[str]]:
    """The cells of all rows, without blank rows at the end; a quote left open is refused."""
    text, _ = decoded(sample, ("utf-8",))
    first = next(iter(text.splitlines()), "")
    if ";" not in first:
        raise InputError(
            "Die Spalten sind nicht durch Semikolon getrennt.",
            file=sample.name,
            row=1,
            column="Kennziffer",
            found=first,
            expected="Kennziffer;Raumeinheit;Aggregat;…",
            remedy=UNCHANGED,
        )
    found = csv_rows(text, sample.name, UNCHANGED)
    rows = [[cell.strip() for cell in cells] for _, cells in found]
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise _no_data(0, sample.name)
    return rows


def _no_data(count: int, file: str) -> InputError:
    return InputError(
        "Die Tabelle enthält keine Daten.",
        file=file,
        found=f"{count} Zeilen",
        expected="zwei Kopfzeilen und darunter mindestens ein Gebiet",
        remedy="In INKAR Indikator, Zeit und Gebiete wählen und neu exportieren.",
    )


def _check_shape(texts: list[list[str]], key: int, file: str) -> None:
    """Refuse a table without its row of years, without areas, or with ragged rows."""
    width = len(texts[0])
    second = texts[1] if len(texts) > 1 else []
    if len(second) > key and second[key]:
        raise InputError(
            "Die zweite Kopfzeile mit den Jahren fehlt.",
            file=file,
            row=2,
            column="Kennziffer",
            found=second[key],
            expected="eine leere Zelle und rechts davon je Spalte eine Jahreszahl",
            remedy=UNCHANGED,
        )
    for number, cells in enumerate(texts, start=1):
        if cells and len(cells) != width:
            raise InputError(
                "Die Zeile hat nicht so viele Zellen wie die Kopfzeile.",
                file=file,
                row=number,
                column=_edge(texts[0], len(cells)),
                found=f"{len(cells)} Zellen",
                expected=f"{width} Zellen",
                remedy=UNCHANGED,
            )
    if len(texts) <= FIRST_DATA_ROW:
        raise _no_data(len(texts), file)


def _edge(heading: list[str], count: int) -> str:
    """The column in which a ragged row stops, or what comes after the last one."""
    return heading[count] if count < len(heading) else f"nach „{heading[-1]}“"


def _rows(texts: list[list[str]], fixed: dict[str, int], file: str) -> list[Row]:
    """Rows as the workbook has them: numbers native, Aggregate in the plural, years as text."""
    width, aggregate = len(texts[0]), fixed["Aggregat"]
    padded = [cells or [""] * width for cells in texts]
    head, body = padded[:FIRST_DATA_ROW], padded[FIRST_DATA_ROW:]
    figures = [position for position in range(width) if position not in fixed.values()]
    _refuse_points(head, body, figures, file)
    known: dict[str, Cell] = {}
    rows: list[Row] = [[*cells] for cells in head]
    for cells in body:
        row: Row = [*cells]
        row[aggregate] = _PLURAL.get(" ".join(cells[aggregate].split()).casefold(), row[aggregate])
        for position in figures:
            text = cells[position]
            if text not in known:
                known[text] = _native(text)
            row[position] = known[text]
        rows.append(row)
    return rows


def _refuse_points(
    head: list[list[str]], body: list[list[str]], figures: list[int], file: str
) -> None:
    """Refuse points as decimal sign; "1.234" is no evidence, for INKAR groups with points."""
    columns = {
        f"{head[0][position]} {head[1][position]} (Spalte {position + 1})": _evidence(
            [cells[position] for cells in body]
        )
        for position in figures
    }
    if decimals.decimal_sign(columns, file) == ",":
        return
    name, row, text = next(
        (name, int(str(row)), text)
        for name, texts in columns.items()
        for row, text in texts[texts.str.contains(_POINT_OR_TWO_COMMAS.pattern)].items()
        if any(character.isdigit() for character in text)
        and decimals.decimal_sign({name: pd.Series([text], index=[row])}, file) == "."
    )
    raise InputError(
        "Die Zahlen stehen mit Dezimalpunkt in der Datei.",
        file=file,
        row=row,
        column=name,
        found=text,
        expected="Zahlen mit Dezimalkomma, etwa 1.234,56",
        remedy=f"{UNCHANGED} Nicht mit englischen Ländereinstellungen neu speichern.",
    )


def _evidence(texts: list[str]) -> "pd.Series[str]":
    column = pd.Series(texts, dtype=object).astype(str)
    column.index = pd.RangeIndex(FIRST_DATA_ROW + 1, len(texts) + FIRST_DATA_ROW + 1)
    bare = column.str.strip("()eprs ")
    return column.mask(bare.str.fullmatch(_THOUSANDS.pattern), "")


def _native(text: str) -> Cell:
    """A German number as the spreadsheet keeps it; signs and wrong text stay as they are.

    A number with a mark of its quality stays text, written so that it has one reading.
    """
    cell = numbers.parse_cell(text, ",")
    if cell is None or cell.value is None or text in numbers.SIGNS:
        return text
    number = cell.value
    if cell.quality is Quality.FINAL:
        return int(number) if number == number.to_integral_value() else float(number)
    plain = f"{number:f}".replace(".", ",")
    plain = f"{plain}0000" if "," in plain else plain
    return f"({plain})" if cell.quality is Quality.LIMITED else plain + _SUFFIXES[cell.quality]
