"""Which period a row of a mapped table is of: from a column, from above the table, or given."""

from collections.abc import Iterable, Sequence

import pandas as pd

from monitoring.errors import InputError
from monitoring.profiles.model import PERIOD_FIXED, PERIOD_IN_COLUMN, PERIOD_IN_HEADING
from monitoring.readers.mapping_grid import Row
from monitoring.readers.mapping_heads import Column
from monitoring.readers.mapping_sheet import Sheet
from monitoring.readers.period_words import period_within, written_period

_FORMS = "2023, 31.12.2023, 2023/24, 1. Quartal 2023, 1. Halbjahr 2023 oder Juni 2023"


def periods_of_rows(rows: Sequence[Row], sheet: Sheet) -> "pd.Series[str]":
    """Periods by row number in the house's form; "" where each heading tells its own."""
    mapping = sheet.mapping
    index = [row.number for row in rows]
    if mapping.period_in == PERIOD_IN_HEADING:
        return pd.Series("", index=index, dtype=object)
    if mapping.period_in == PERIOD_IN_COLUMN:
        column = sheet.column(mapping.period, "den Zeitraum")
        return pd.Series(_from_column(rows, column, sheet), index=index, dtype=object)
    period = _fixed(sheet) if mapping.period_in == PERIOD_FIXED else _from_title(sheet)
    return pd.Series(period, index=index, dtype=object)


def title_period(texts: Iterable[str]) -> str | None:
    """The first period in lines above a table, the name of its sheet and of its file.

    A text that names two periods tells neither.
    """
    for text in texts:
        found = period_within(text.replace("_", " "))
        if found:
            other = period_within(found[1])
            return found[0] if other is None or other[0] == found[0] else None
    return None


def title_texts(rows: Sequence[Row], sheet: str | None, file: str) -> list[str]:
    """What may tell the period of a whole table, the likeliest first."""
    cells = [row.text(place) for row in rows for place in row.filled]
    return [*cells, *([sheet] if sheet else []), file.rpartition("/")[2].rpartition(".")[0]]


def _from_column(rows: Sequence[Row], column: Column, sheet: Sheet) -> list[str]:
    meanings: dict[str, str | None] = {}
    periods, before = [], ""
    for row in rows:
        text = row.text(column.position) or (before if sheet.mapping.fill_down else "")
        before = text
        if text not in meanings:
            meanings[text] = written_period(text)
        period = meanings[text]
        if period is None:
            raise InputError(
                "Der Zeitraum ist nicht verständlich." if text else "Der Zeitraum fehlt.",
                file=sheet.place.file,
                sheet=sheet.place.sheet,
                row=row.number,
                column=column.told,
                found=text,
                expected=_FORMS,
                remedy="Den Eintrag berichtigen oder eine andere Spalte als Zeitraum wählen.",
            )
        periods.append(period)
    return periods


def _fixed(sheet: Sheet) -> str:
    period = written_period(sheet.mapping.period)
    if period is None:
        raise InputError(
            "Es ist nicht angegeben, für welchen Zeitraum die Tabelle gilt.",
            file=sheet.place.file,
            sheet=sheet.place.sheet,
            found=sheet.mapping.period,
            expected=_FORMS,
            remedy="Auf der Seite Daten den Zeitraum angeben.",
        )
    return period


def _from_title(sheet: Sheet) -> str:
    texts = title_texts(sheet.titles, sheet.place.sheet, sheet.place.file)
    period = title_period(texts)
    if period is None:
        raise InputError(
            "Über der Tabelle und in den Namen von Blatt und Datei steht kein Zeitraum.",
            file=sheet.place.file,
            sheet=sheet.place.sheet,
            found="; ".join(texts[:4]),
            expected=_FORMS,
            remedy="Auf der Seite Daten den Zeitraum angeben.",
        )
    return period
