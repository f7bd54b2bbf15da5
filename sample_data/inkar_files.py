"""INKAR workbooks: sheets Daten (two header rows), Metadaten, Quellangabe."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import numpy as np
import xlsxwriter

from sample_data import catalogue
from sample_data.collected import Collected
from sample_data.history import LAST_STAND
from sample_data.units import Units, chosen

YEARS = tuple(range(2010, 2025))
LEVELS = {8: "Gemeinden", 5: "Kreise", 2: "Länder"}
Value = Callable[[Collected, Units, int], np.ndarray]


def write_all(folder: Path, data: Collected) -> list[Path]:
    """Counts for Gemeinden, and rates for all levels, on the latest Gebietsstand."""
    units = data.units_on(LAST_STAND)
    paths = [
        folder / name
        for name in ("INKAR_Arbeitsmarkt.xlsx", "INKAR_Erwerbsfaehige.xlsx", "INKAR_Quoten.xlsx")
    ]
    counts = {
        name: _count(name)
        for name in ("arbeitslose", "sv_beschaeftigte_wohnort", "sv_beschaeftigte_arbeitsort")
    }
    _write(paths[0], data, chosen(units, (8,)), counts)
    _write(paths[1], data, chosen(units, (8,)), {"bevoelkerung": _count("erwerbsfaehige")})
    _write(
        paths[2],
        data,
        chosen(units, (2, 5, 8)),
        {"arbeitslosenquote": _rate, "langzeitarbeitslose_anteil": _long_term},
    )
    return paths


def _count(figure: str) -> Value:
    def value(data: Collected, units: Units, year: int) -> np.ndarray:
        sums = units.sums(data.counts[figure][year]).astype(float)
        if figure == "sv_beschaeftigte_arbeitsort" and year < 2013:
            sums[(sums > 0) & (sums < 25)] = np.nan
        return sums

    return value


def _rate(data: Collected, units: Units, year: int) -> np.ndarray:
    out = units.sums(data.counts["arbeitslose"][year])
    working = units.sums(data.counts["sv_beschaeftigte_wohnort"][year]) * 1.13 + out
    return _percent(out, working)


def _long_term(data: Collected, units: Units, year: int) -> np.ndarray:
    return _percent(
        units.sums(data.counts["arbeitslose_langzeit"][year]),
        units.sums(data.counts["arbeitslose"][year]),
    )


def _percent(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.where(whole > 0, np.round(100 * part / np.maximum(whole, 1), 2), np.nan)


def _write(path: Path, data: Collected, units: Units, figures: dict[str, Value]) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties(
        {"created": dt.datetime(2026, 3, 2), "author": "Beispieldaten – frei erfunden"}
    )
    sheet = book.add_worksheet("Daten")
    for column, name in enumerate(("Kennziffer", "Raumeinheit", "Aggregat")):
        sheet.write_string(0, column, name)
    for row, (key, label) in enumerate(zip(units.keys, units.labels, strict=True), start=2):
        for column, text in enumerate((key, label, LEVELS[len(key)])):
            sheet.write_string(row, column, text)
    column = 3
    for figure, value in figures.items():
        for year in YEARS:
            sheet.write_string(0, column, catalogue.inkar_title(figure))
            sheet.write_string(1, column, str(year))
            for row, number in enumerate(value(data, units, year), start=2):
                if not np.isnan(number):
                    sheet.write_number(row, column, number)
            column += 1
    _about(book, list(figures))
    book.close()


def _about(book: xlsxwriter.Workbook, figures: list[str]) -> None:
    sheet = book.add_worksheet("Metadaten")
    sheet.write_string(0, 0, "Dokumentation der exportierten Indikatoren")
    for column, name in enumerate(
        ("Indikator", "Langname", "Quelle", "Berechnungsgrundlage", "Anmerkungen")
    ):
        sheet.write_string(1, column, name)
    for row, figure in enumerate(figures, start=2):
        sheet.write_string(row, 0, catalogue.inkar_title(figure))
        sheet.write_string(row, 1, catalogue.title(figure))
        sheet.write_string(row, 2, "Beispieldaten – frei erfunden")
        sheet.write_string(
            row, 4, f"Gebietsstand {LAST_STAND[8:]}.{LAST_STAND[5:7]}.{LAST_STAND[:4]}"
        )
    source = book.add_worksheet("Quellangabe")
    source.write_string(
        0, 0, "Beispieldaten in der Form von INKAR. Alle Zahlen und Gebiete sind frei erfunden."
    )
