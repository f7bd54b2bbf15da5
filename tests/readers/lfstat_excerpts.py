"""Small excerpts of Excel tables as GENESIS-Online Bayern gives them, written afresh."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from monitoring.catalogue import load_catalogue
from monitoring.readers import Delivery, genesis_workbook
from monitoring.readers.inputs import inspected

TOP = (
    ("Tabelle: 12411-003r",),
    ("Fortschreibung des Bevölkerungsstandes",),
    ("Bevölkerung: Gemeinden, Geschlecht, Stichtag",),
    ("Stichtag: 31.12.2022",),
)
HEADS = (("", "", "Bevölkerung", "", ""), ("", "", "Insgesamt", "männlich", "weiblich"))
ROWS = (
    ("09", "Bayern", 1000, 490, 510),
    ("091", "  Oberbayern", 600, 290, 310),
    ("09161", "    Ingolstadt (Krfr.St)", 140, 70, 70),
    ("09178", "    Freising (Lkr)", 90, 45, 45),
    ("09178113", "      Allershausen", 5, 2, 3),
    ("09178124", "      Freising, GKSt", 49, 24, 25),
    ("09178137", "      Moosburg a.d.Isar, St", 19, "-", "."),
    ("09178140", "      Nandlstadt, M", 5, "x", "..."),
)
FOOT = (
    ("______________",),
    ("Ab 2022: Ergebnisse auf Grundlage des Zensus 2022.",),
    ("© Bayerisches Landesamt für Statistik, 2024 | Stand: 02.02.2024 / 10:20:30",),
)
KREIS = ("09178", "Freising (Lkr)", 90, 45, 45)


def workbook(
    path: Path,
    *rows: Sequence[Any],
    top: Sequence[Sequence[Any]] = TOP,
    heads: Sequence[Sequence[Any]] = HEADS,
    foot: Sequence[Sequence[Any]] = FOOT,
    merged: Sequence[str] = ("A1:E1", "A5:B6", "C5:E5"),
    sheet: str = "12411-003r",
) -> Path:
    """A table with its headings merged; ``rows`` stand below ``top`` and ``heads``."""
    book = openpyxl.Workbook()
    data = book.active
    assert data is not None
    data.title = sheet
    for row in (*top, *heads, *rows, *foot):
        data.append(list(row))
    for area in merged:
        data.merge_cells(area)
    book.save(path)
    return path


def read_table(path: Path, gebietsstand: str | None = None) -> Delivery:
    sample = inspected(path)
    assert genesis_workbook.recognise(sample)
    return genesis_workbook.read(sample, load_catalogue(), gebietsstand)
