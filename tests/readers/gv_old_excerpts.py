"""A Gemeindeverzeichnis before 1994, and one whose area is dated row by row, written afresh.

Order of columns as public scripts read them; headings in the words of the later editions.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.readers import excerpts

OLD_ROWS: Sequence[Sequence[Any]] = (
    ("10", "01", "", "", "", "Schleswig-Holstein"),
    ("40", "01", "0", "51", "", "Dithmarschen"),
    ("60", "01", "0", "51", "011", "Brunsbüttel", "Stadt", "", "",
     65.2, 13000, 6400, 6600, 199),
    ("60", "01", "0", "51", "001", "Albersdorf", "", "0000", "KLG Albersdorf",
     17.06, 3600, 1700, 1900, 211),
)  # fmt: skip


def old(
    path: Path,
    rows: Iterable[Sequence[Any]] = OLD_ROWS,
    *,
    stand: str = "31.12.1983",
    people: str = "31.12.1983",
) -> Path:
    """Key of eight digits in four columns, the Verband beside the name, no Textkennzeichen."""
    book = openpyxl.Workbook()
    contents = book.active
    assert contents is not None
    contents.title = "Inhalt"
    contents.append([f"Gebietsstand: {stand} (Jahr)"])
    sheet = book.create_sheet("Gemeindedaten")
    sheet.append([f"Gemeinden in Deutschland nach Fläche und Bevölkerung am {stand} (Jahr)"])
    sheet.append([])
    sheet.append(["Satz-art", "Amtlicher Gemeindeschlüssel (AGS)", "", "", "", "Gemeindename", "",
                  "Gemeindeverband", "", "Fläche km2 1)", "Bevölkerung"])  # fmt: skip
    sheet.append(["", "Land", "RB", "Kreis", "Gem", "", "", "Schlüssel", "Bezeichnung", "",
                  "insgesamt", "männlich", "weiblich", "je km2"])  # fmt: skip
    sheet.append(["", f"Gebietsstand am {stand}", *[""] * 8, f"am {people} (Jahr)"])
    sheet.append([])
    for row in rows:
        sheet.append(list(row))
    sheet.append([])
    sheet.append(["1) Abweichungen bei den Flächenangaben sind durch Runden möglich."])
    for area in ("B3:E3", "F3:G5", "H3:I3", "K3:N3", "B5:E5", "K5:N5"):
        sheet.merge_cells(area)
    book.save(path)
    return path


def area_dated(path: Path, *days: str) -> Path:
    """A quarterly extract whose heading of the area spans a second column with its days."""
    book = openpyxl.load_workbook(
        excerpts.gv(path, layout=2013, stand="31.03.2017", people="31.12.2015", merged=False)
    )
    sheet = book["Onlineprodukt_Gemeinden"]
    sheet.insert_cols(10)
    sheet["I5"] = ""
    sheet["I3"] = "Fläche km2 1)"
    sheet.merge_cells("I3:J4")
    rows = (row for row in sheet.iter_rows(min_row=7) if row[0].value == "60")
    for row, day in zip(rows, days, strict=True):
        row[9].value = day
    book.save(path)
    return path
