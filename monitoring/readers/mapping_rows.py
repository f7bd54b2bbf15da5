"""Rows of a mapped table whose cells do not stand below the heading that is meant: refused."""

from collections.abc import Sequence

import pandas as pd

from monitoring.errors import InputError
from monitoring.readers import assembly
from monitoring.readers.mapping_grid import Row
from monitoring.readers.mapping_heads import is_data, plain
from monitoring.readers.mapping_keys import is_total
from monitoring.readers.mapping_sheet import Sheet
from monitoring.readers.period_words import period_within
from monitoring.readers.workbook import column_name, refuse_merged


def refuse_what_moved(rows: Sequence[Row], sheet: Sheet) -> None:
    """Refuse ruined words, too long and too short rows, merged values, and a second table below.

    ``rows`` are those of areas.
    """
    _refuse_mojibake(rows, sheet)
    _refuse_second_table(sheet)
    if sheet.place.sheet is not None:
        taken = [column.position for column, _ in sheet.taken]
        numbers = [row.number - 1 for row in sheet.below if is_data(row)]
        refuse_merged(sheet.sample.workbook, sheet.place.sheet, numbers, taken)
    else:
        _refuse_overhang(rows, sheet)
        _refuse_short(rows, sheet)


def _refuse_mojibake(rows: Sequence[Row], sheet: Sheet) -> None:
    """Refuse ruined umlauts wherever the table has words, also where nothing is taken."""
    taken = {column.position for column, _ in sheet.taken}
    for column in sheet.columns:
        if column.position not in taken:
            texts = pd.Series({row.number: row.text(column.position) for row in rows})
            place = sheet.place
            assembly.refuse_mojibake(texts, file=place.file, sheet=place.sheet, column=column.told)


def _refuse_overhang(rows: Sequence[Row], sheet: Sheet) -> None:
    """Refuse a line of text with more cells than headings: its figures have moved along."""
    last = max(column.position for column in sheet.columns)
    for row in rows:
        if row.filled[-1] > last:
            raise InputError(
                "Die Zeile hat mehr Zellen als die Überschrift.",
                file=sheet.place.file,
                row=row.number,
                column=column_name(row.filled[-1]),
                found=row.text(row.filled[-1]),
                expected=f"höchstens {last + 1} Zellen",
                remedy="Das überzählige Trennzeichen entfernen oder die Spalte überschreiben.",
            )


def _refuse_short(rows: Sequence[Row], sheet: Sheet) -> None:
    """Refuse a line of text that ends before a column in which most have a figure.

    Blanks at the end may be left out, but so may a cell in the middle be: then figures have moved.
    """
    usual = [
        column.position
        for column, _ in sheet.taken
        if sum(bool(row.text(column.position)) for row in rows) * 2 >= len(rows)
    ]
    last = max(usual, default=-1)
    key = sheet.column(sheet.mapping.key, "Gebiet").position
    for row in sheet.below:
        if len(row.cells) <= last and is_data(row) and not is_total(row.text(key), row):
            raise InputError(
                "Die Zeile hat weniger Zellen als die Überschrift.",
                file=sheet.place.file,
                row=row.number,
                found=f"{len(row.cells)} Zellen",
                expected=f"mindestens {last + 1} Zellen",
                remedy="Prüfen, ob in der Zeile ein Trennzeichen fehlt; leere Zellen am Ende"
                " ebenfalls mit Trennzeichen schreiben.",
            )


def _refuse_second_table(sheet: Sheet) -> None:
    """Refuse a heading among the rows that is not the first once more, or below another period."""
    end = sheet.mapping.layout.head_row + sheet.mapping.layout.head_rows
    start = sheet.mapping.layout.head_row
    heads = {_heads_of(row, sheet) for row in sheet.rows if start <= row.number < end}
    titles = {words: period for row in sheet.titles for period, words in _dated(row)}
    data = {row.number for row in sheet.body}
    between: list[Row] = []
    for row in sheet.below:
        if sheet.is_heading(row):
            dated = [pair for above in between for pair in _dated(above)]
            other = any(titles.get(words, period) != period for period, words in dated)
            if other or _heads_of(row, sheet) not in heads:
                raise _second_table(row, sheet)
        between = [] if row.number in data else [*between, row]


def _dated(row: Row) -> list[tuple[str, str]]:
    """Periods that the cells tell, each with the words around it."""
    return [found for place in row.filled if (found := period_within(row.text(place)))]


def _heads_of(row: Row, sheet: Sheet) -> tuple[str, ...]:
    return tuple(plain(row.text(column.position)) for column, _ in sheet.taken)


def _second_table(row: Row, sheet: Sheet) -> InputError:
    return InputError(
        "Unter der Tabelle beginnt eine zweite.",
        file=sheet.place.file,
        sheet=sheet.place.sheet,
        row=row.number,
        found=", ".join(row.text(place) for place in row.filled),
        expected="eine Überschrift; weitere nur, wenn sie samt Zeitraum dieselbe ist",
        remedy="Die zweite Tabelle in eine eigene Datei oder ein eigenes Blatt kopieren.",
    )
