"""Our own simple table: ags, zeitraum, one column per base figure; CSV and XLSX."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xlsxwriter

from sample_data import catalogue
from sample_data.collected import Collected
from sample_data.demography import YEARS
from sample_data.history import LAST_STAND
from sample_data.units import Units, chosen, protected

GEMEINDEN, KREISE, ALL = (8,), (5,), (2, 5, 8)


@dataclass(frozen=True)
class OwnTable:
    """A file, its base figures, the key lengths of its rows, and the years it covers."""

    file: str
    figures: tuple[str, ...]
    lengths: tuple[int, ...] = GEMEINDEN
    years: tuple[int, ...] = YEARS
    separator: str = ";"
    provisional: int | None = None


TABLES = (
    OwnTable(
        "sozialleistungen.csv",
        ("sgb2_personen", "sgb2_kinder", "sgb2_kinder_unter_18", "grundsicherung_alter"),
        ALL,
        provisional=2025,
    ),
    OwnTable("langzeitarbeitslose.csv", ("arbeitslose_langzeit",), ALL),
    OwnTable(
        "kindertagesbetreuung.xlsx", ("kita_plaetze", "kita_kinder_u3", "kita_kinder_3_6"), ALL
    ),
    OwnTable("jugendhilfe.xlsx", ("hilfen_zur_erziehung",), ALL, YEARS[:-1]),
    OwnTable(
        "schulabgaenge.csv", ("schulabgaenge", "schulabgaenge_ohne_abschluss"), KREISE, YEARS[:-1]
    ),
    OwnTable("wohnflaeche.csv", ("wohnflaeche",), GEMEINDEN, YEARS[:-1]),
    OwnTable(
        "bautaetigkeit.csv", ("wohnungen_fertiggestellt",), GEMEINDEN, YEARS[:-1], separator=","
    ),
    OwnTable("steuern.csv", ("steuereinnahmekraft",), GEMEINDEN, YEARS[:-1]),
    OwnTable("hausaerzte.csv", ("aerzte_hausaerztlich",), GEMEINDEN, YEARS, separator=","),
)
NOT_REPORTED = {
    "kita_plaetze": {2012: 3},
    "hilfen_zur_erziehung": {2010: 5, 2011: 2},
}  # so many blank cells
NOWHERE = {"langzeitarbeitslose.csv": ("99099999", 2015, "4")}  # people of no known Gemeinde


def write_all(folder: Path, data: Collected) -> list[Path]:
    """All tables on the latest Gebietsstand."""
    paths = []
    for table in TABLES:
        rows = _rows(table, data, chosen(data.units_on(LAST_STAND), table.lengths))
        paths.append(
            _write(
                folder / table.file,
                [catalogue.column(f) for f in table.figures],
                rows,
                table.separator,
            )
        )
    figures = ("wahlberechtigte", "waehlende")
    rows = _election_rows(data, figures)
    columns = ["gebietsstand", *(catalogue.column(figure) for figure in figures)]
    paths.append(_write(folder / "bundestagswahlen.csv", columns, rows, ";"))
    return paths


def _rows(table: OwnTable, data: Collected, units: Units) -> list[list[str]]:
    rows = []
    for year in table.years:
        cells = np.column_stack([_cells(figure, year, data, units) for figure in table.figures])
        for key, texts in zip(units.keys, cells, strict=True):
            mark = " p" if table.provisional == year else ""
            rows.append(
                [key, catalogue.period(table.figures[0], year), *(_marked(t, mark) for t in texts)]
            )
    if table.file in NOWHERE:
        key, year, count = NOWHERE[table.file]
        rows.append([key, catalogue.period(table.figures[0], year), count])
    return rows


def _marked(text: str, mark: str) -> str:
    return f"{text}{mark}" if text.isdigit() else text


def _cells(figure: str, year: int, data: Collected, units: Units) -> np.ndarray:
    counts = protected(units, units.sums(data.counts[figure][year]), catalogue.minimum(figure))
    texts = np.where(counts < 0, "•", counts.astype(str)).astype(object)
    unpopulated = units.sums(data.people.stock[2010].sum(axis=(1, 2))) == 0
    texts[unpopulated] = "x"
    missing = NOT_REPORTED.get(figure, {}).get(year, 0)
    gemeinden = [i for i, key in enumerate(units.keys) if len(key) == 8]
    texts[gemeinden[20 : 20 + 9 * missing : 9]] = ""
    return texts


def _election_rows(data: Collected, figures: tuple[str, ...]) -> list[list[str]]:
    """Each election on the Gebietsstand of its day."""
    rows = []
    for day in data.elections[figures[0]]:
        units = chosen(data.units_on(day), GEMEINDEN)
        counts = [units.sums(data.elections[figure][day]) for figure in figures]
        rows += [
            [key, day, "zeitraum", str(a), str(b)]
            for key, a, b in zip(units.keys, *counts, strict=True)
            if a
        ]
    return rows


def _write(path: Path, columns: list[str], rows: list[list[str]], separator: str) -> Path:
    head = ["ags", "zeitraum", *columns]
    if path.suffix == ".csv":
        lines = [separator.join(line) for line in [head, *rows]]
        path.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
        return path
    book = xlsxwriter.Workbook(str(path))
    book.set_properties(
        {"created": dt.datetime(2026, 3, 2), "author": "Beispieldaten – frei erfunden"}
    )
    sheet = book.add_worksheet("Daten")
    for number, row in enumerate([head, *rows]):
        for column, text in enumerate(row):
            if column > 1 and text.isdigit():
                sheet.write_number(number, column, int(text))
            elif text:
                sheet.write_string(number, column, text)
    book.close()
    return path
