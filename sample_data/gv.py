"""Workbooks in the form of the Gemeindeverzeichnis (GV-ISys): "Auszug GV" of one reference day."""

import datetime as dt
from pathlib import Path

import numpy as np
import xlsxwriter
from pyproj import Transformer

from sample_data import names
from sample_data.gv_layouts import LAYOUTS, Layout
from sample_data.history import LAND, Gemeinde, History
from sample_data.territory import CITY_KREIS, Land

PUBLISHED = dt.datetime(2026, 3, 2)
SATZART_60 = {"city": "61", "centre": "63", "town": "63", "unincorporated": "66"}
DENSE, MEDIUM, SPARSE = (
    ("01", "dicht besiedelt"),
    ("02", "mittlere Besiedlungsdichte"),
    ("03", "gering besiedelt"),
)


SUBHEADS = {
    "C": "Land", "D": "RB", "E": "Kreis", "F": "VB", "G": "Gem", "J": "insgesamt", "K": "männlich",
    "L": "weiblich", "M": "je km2", "O": "Längengrad", "P": "Breitengrad",
}  # fmt: skip
FOOTER = (
    "",
    "Quelle: Gemeindeverzeichnis des Landes Mittelauen (Beispieldaten, frei erfunden)",
    "",
    "1) Summen der Flächen können durch Runden der Zahlen abweichen.",
    "2) Fortschreibung; frei erfundene Zahlen.",
    "3) Bei mehreren Postleitzahlen die des Verwaltungssitzes.",
    "",
    "Beispieldaten – frei erfunden.",
)


def write_gv(path: Path, year: int, land: Land, history: History, stock: np.ndarray) -> None:
    """Workbook of 31 December of a year; ``stock`` is (atom, sex, age)."""
    layout = LAYOUTS[max(first for first in LAYOUTS if first <= year)]
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": PUBLISHED, "author": "Beispieldaten – frei erfunden"})
    _cover(book.add_worksheet("Inhalt"), year)
    sheet = book.add_worksheet(
        layout.sheet.format(short=f"3112{year % 100:02d}", long=f"3112{year}")
    )
    _head(sheet, layout, year)
    formats = [
        book.add_format({"num_format": "##\\ ###\\ ##0.00"}),
        book.add_format({"num_format": "##\\ ###\\ ##0"}),
    ]
    row = 6
    for cells in _rows(year, land, history, stock):
        _write_row(sheet, row, cells, formats)
        row += 1
    for line in FOOTER:
        sheet.write_string(row, 0, line) if line else None
        row += 1
    book.close()


def _cover(sheet: xlsxwriter.worksheet.Worksheet, year: int) -> None:
    lines = {
        3: "Statistikstelle Mittelauen (erfunden)",
        8: "Gemeindeverzeichnis",
        9: f"Gebietsstand: 31.12.{year} (Jahr)",
        10: "Gemeinden des Landes Mittelauen nach Fläche, Bevölkerung und Postleitzahl",
        17: names.LAND_NAME,
        18: f"{LAND}  {names.LAND_NAME}",
        37: f"Erscheinungsmonat: September {year + 1}",
        48: "Beispieldaten – frei erfunden",
    }
    for row, text in lines.items():
        sheet.write_string(row, 0, text)


def _head(sheet: xlsxwriter.worksheet.Worksheet, layout: Layout, year: int) -> None:
    day = f"31.12.{year}"
    title = f"Gemeinden in Deutschland nach Fläche, Bevölkerung und Postleitzahl am {day} (Jahr)"
    sheet.merge_range("A1:T1", title)
    for area, text in (
        ("A3:A5", "Satz-art"),
        ("B3:B5", "Text-kenn-zeichen"),
        ("C3:G3", layout.key),
    ):
        sheet.merge_range(area, text)
    sheet.merge_range("H3:H4", "Gemeindename")
    sheet.write_string("I3", layout.area.format(day=day))
    sheet.merge_range("J3:M3", layout.people)
    sheet.merge_range("N3:N5", layout.post)
    sheet.merge_range("O3:P3", "Geografische Mittelpunktkoordinaten")
    sheet.merge_range("Q3:R3", "Reisegebiete")
    sheet.merge_range("S3:T3", layout.density)
    for column, text in SUBHEADS.items():
        sheet.write_string(f"{column}4", text)
    sheet.merge_range("C5:H5", layout.stand.format(day=day))
    if not layout.people_day:
        sheet.merge_range("I5:M5", layout.area_day.format(day=day))
    else:
        sheet.write_string("I5", layout.area_day.format(day=day))
        sheet.merge_range("J5:M5", layout.people_day.format(day=day))
    sheet.merge_range("O5:P5", layout.assigned.format(day=day))
    for column, text in zip("QRST", ("Schlüssel", "Bezeichnung") * 2, strict=True):
        sheet.write_string(f"{column}{layout.codes_row}", text)


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    cells: list[str | float | int | None],
    formats: list[object],
) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, column, cell)
        elif cell is not None:
            sheet.write_number(row, column, cell, formats[0 if isinstance(cell, float) else 1])


def _rows(
    year: int, land: Land, history: History, stock: np.ndarray
) -> list[list[str | float | int | None]]:
    """Hierarchy rows (10, 40, 50) and one row 60 per Gemeinde, in the order of the ARS."""
    rows: list[list[str | float | int | None]] = [
        _upper("10", "", [LAND, "", "", "", ""], names.LAND_NAME)
    ]
    kreis = verband = ""
    for gemeinde in history.on(f"{year}-12-31"):
        key = [LAND, gemeinde.kreis[2], gemeinde.kreis[3:], gemeinde.verband, gemeinde.ags[5:]]
        if gemeinde.kreis != kreis:
            kreis = gemeinde.kreis
            sort = "41" if kreis == CITY_KREIS else "44"
            name = (
                names.official_name(names.CITY, "town")
                if kreis == CITY_KREIS
                else names.KREIS_NAMES[kreis]
            )
            rows.append(_upper("40", sort, [*key[:3], "", ""], name))
        if gemeinde.ars[:9] != verband and gemeinde.kind != "unincorporated":
            verband = gemeinde.ars[:9]
            joined = (
                history.verband_names.get(verband) if gemeinde.verband.startswith("5") else None
            )
            name = joined or names.official_name(gemeinde.name, _name_kind(gemeinde))
            rows.append(_upper("50", "54" if joined else "50", [*key[:4], ""], name))
        rows.append(_gemeinde(key, gemeinde, land, stock))
    return rows


def _upper(record: str, sort: str, key: list[str], name: str) -> list[str | float | int | None]:
    return [record, sort, *key, name, *[None] * 12]


def _name_kind(gemeinde: Gemeinde) -> str:
    return "town" if gemeinde.kind in ("city", "centre") else gemeinde.kind


def _gemeinde(
    key: list[str], gemeinde: Gemeinde, land: Land, stock: np.ndarray
) -> list[str | float | int | None]:
    atoms = list(gemeinde.atoms)
    men, women = (int(n) for n in stock[atoms].sum(axis=(0, 2)))
    km2 = area_km2(gemeinde, land)
    middle = np.average(
        [[land.atoms[n].east, land.atoms[n].north] for n in atoms],
        axis=0,
        weights=[land.atoms[n].km2 for n in atoms],
    )
    east, north = TO_WGS84.transform(*middle)
    density = round((men + women) / km2)
    degree = DENSE if gemeinde.kind == "city" else MEDIUM if men + women > 10_000 else SPARSE
    empty = gemeinde.kind == "unincorporated"
    return [
        "60", SATZART_60.get(gemeinde.kind, "64"), *key,
        names.official_name(gemeinde.name, _name_kind(gemeinde)), km2,
        men + women, men, women, density,
        "" if empty else f"00{gemeinde.ags[4:5]}{gemeinde.ags[6:8]}",
        f"{east:.6f}".replace(".", ","), f"{north:.6f}".replace(".", ","),
        "X01", names.LAND_NAME, *degree,
    ]  # fmt: skip


def area_km2(gemeinde: Gemeinde, land: Land) -> float:
    """Official area to the hectare: without a share in the lake at the edge of the Land."""
    cells = np.concatenate([land.atoms[number].cells for number in gemeinde.atoms])
    return float(round(land.cells.areas[cells[land.cells.lake[cells] == 0]].sum(), 2))


TO_WGS84 = Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)
