"""Small workbooks in the forms of the Bundesagentur für Arbeit, written afresh."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from monitoring.catalogue import load_catalogue
from monitoring.readers import Delivery, arbeitsagentur
from monitoring.readers.inputs import inspected

Rows = Sequence[Sequence[Any]]
OFFICE = "© Statistik der Bundesagentur für Arbeit"
COVER: Rows = (
    ("Tabellen",),
    ("Sozialversicherungspflichtig Beschäftigte nach Wohn- und Arbeitsort",),
    ("Impressum",),
    ("Herausgeberin:", "Bundesagentur für Arbeit"),
)
EMPLOYED_TOP: Rows = (
    ("Gemeindedaten der sozialversicherungspflichtig Beschäftigten nach Wohn- und Arbeitsort",),
    ("Stichtag: 30.06.2023, Gebietsstand Juni 2023",),
    (),
)
EMPLOYED_HEADS: Rows = (
    ("Gemeinde", "", "Wohnort", "", "", "", "", "", "Arbeitsort", "Wohnort\ngleich\nArbeitsort",
     "Ein-\npendler", "Aus-\npendler", "Zahl\nder\nBetriebe1)"),
    ("", "", "Insgesamt", "davon", "", "", "", "darunter"),
    ("", "", "", "Männer", "Frauen", "Deutsche", "Ausländer2)", "55 Jahre\nund älter"),
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
)  # fmt: skip
EMPLOYED_MERGED = (
    "A1:M1", "A4:B6", "C4:H4", "I4:I6", "J4:J6", "K4:K6", "L4:L6", "M4:M6", "C5:C6", "D5:G5",
)  # fmt: skip
EMPLOYED_ROWS: Rows = (
    ("16", "Thüringen", 1000, 520, 480, 900, 100, 250, 980, 400, 580, 600, 70),
    ("16051", "Erfurt, Stadt", 90, 46, 44, 80, 10, 20, 110, 60, 50, 30, 9),
    ("16068", "Sömmerda", 28, 15, 13, 26, "*", 8, 22, 9, 13, 19, 5),
    ("16068051", "Sömmerda, Stadt", 8, 4, 4, 8, "-", 2, 9, 4, 5, 4, 3),
    ("16068006", "Großneuhausen", 3, "*", "*", 3, "x", "*", 0, "-", "-", 3, "*"),
)
FOOT: Rows = (
    (),
    ("1) Betriebe mit mindestens einem sozialversicherungspflichtig Beschäftigten.",),
    ("*) Werte kleiner als 3 und Daten, aus denen sie sich errechnen ließen, sind anonymisiert.",),
    ("Erstellungsdatum: 12.01.2024", "", "", "", "", "", "", "", "", "", "", "", OFFICE),
)
MONTHS = (datetime.datetime(2023, 11, 1), datetime.datetime(2023, 12, 1))
JOBLESS_TOP: Rows = (("Arbeitslose",), ("Kreise und Gemeinden",), ("Gebietsstand: 31.12.2023",), ())
JOBLESS_HEADS: Rows = (("Region", *MONTHS),)
JOBLESS_ROWS: Rows = (
    ("Deutschland", 2_600_000, 2_637_000),
    ("Westdeutschland", 1_900_000, 1_930_000),
    ("16068 Sömmerda", 1850, 1901),
    ("16068051 Sömmerda, Stadt", 512, "*"),
)
BENEFIT_TOP: Rows = (
    ("Grundsicherung für Arbeitsuchende (SGB II)",),
    ("Berichtsmonat: Dezember 2023",),
)
BENEFIT_HEADS: Rows = (
    ("Schlüssel", "Name", "Leistungsberechtigte (LB)", "", "", "Bedarfsgemeinschaften"),
    ("", "", "Insgesamt", "dar.: Frauen", "unter 25 Jahre", ""),
)


def workbook(
    path: Path,
    *rows: Sequence[Any],
    top: Rows = EMPLOYED_TOP,
    heads: Rows = EMPLOYED_HEADS,
    foot: Rows = FOOT,
    merged: Sequence[str] = EMPLOYED_MERGED,
    sheet: str = "Gemeindedaten",
    cover: Rows = COVER,
) -> Path:
    """A workbook with a cover and one sheet of areas."""
    book = openpyxl.Workbook()
    front = book.active
    assert front is not None
    front.title = "Impressum"
    for row in cover:
        front.append(list(row))
    book.save(path)
    return with_sheet(path, *top, *heads, *rows, *foot, sheet=sheet, merged=merged)


def with_sheet(path: Path, *rows: Sequence[Any], sheet: str, merged: Sequence[str] = ()) -> Path:
    """The workbook with one more sheet."""
    book = openpyxl.load_workbook(path)
    data = book.create_sheet(sheet)
    for row in rows:
        data.append(list(row))
    for area in merged:
        data.merge_cells(area)
    book.save(path)
    return path


def hide(path: Path, sheet: str) -> Path:
    """The workbook with a sheet that is not shown."""
    book = openpyxl.load_workbook(path)
    book[sheet].sheet_state = "hidden"
    book.save(path)
    return path


def jobless(path: Path, *rows: Sequence[Any], top: Rows = JOBLESS_TOP, **other: Any) -> Path:
    """Unemployed by month: keys and names in one cell, months as dates of the spreadsheet."""
    options: dict[str, Any] = {"heads": JOBLESS_HEADS, "merged": (), "sheet": "Übersicht_Gemeinden"}
    return workbook(path, *rows, top=top, **(options | other))


def read_book(path: Path, gebietsstand: str | None = None) -> Delivery:
    sample = inspected(path)
    assert arbeitsagentur.recognise(sample)
    return arbeitsagentur.read(sample, load_catalogue(), gebietsstand)
