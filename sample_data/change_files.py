"""A workbook in the form of Destatis' territorial changes: every change of the sample Land."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import xlsxwriter

from sample_data.collected import Collected
from sample_data.gv import PUBLISHED, area_km2
from sample_data.history import LAND, Gemeinde
from sample_data.units import gemeinde_label

FIRST_YEAR, LAST_YEAR = 2011, 2025
NAME = f"Gebietsaenderungen_{FIRST_YEAR}-{LAST_YEAR}.xlsx"
DISSOLVED, RENAMED = 1, 4
GROUPS = {
    "C2:H2": "Abgebende / Aufgelöste Gemeinde",
    "I2:K2": "Aufnehmende / Neugebildete Gemeinde",
    "L2:M2": "Wirksamkeitsdatum",
}
HEADS = (
    "Amtlicher Regionalschlüssel (ARS)", "Amtlicher Gemeinde-schlüssel (AGS)", "Name",
    "Änderungs-art 1)", "Fläche qm", "Einwohner", "Amtlicher Regionalschlüssel (ARS)",
    "Amtlicher Gemeinde-schlüssel (AGS)", "Name", "juristisch", "statistisch",
)  # fmt: skip
FOOTER = (
    "",
    "1) 1 = Auflösung, 2 = Teilausgliederung, 3 = Schlüsseländerung, 4 = Namensänderung",
    "",
    "© Statistikstelle Mittelauen (Beispieldaten, frei erfunden)",
)


def write_changes(path: Path, data: Collected) -> None:
    """Cover, four heading rows, a row for each pair of a giving and a receiving Gemeinde."""
    span = f"01.01.{FIRST_YEAR} - 31.12.{LAST_YEAR}"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": PUBLISHED, "author": "Beispieldaten – frei erfunden"})
    cover = book.add_worksheet("Deckblatt")
    cover.write_string("A9", "Daten aus dem Gemeindeverzeichnis")
    cover.write_string("A10", f"Gebietsänderungen vom {span}")
    sheet = book.add_worksheet("Gebietsaenderungen")
    for area in ("A1:H1", "I1:M1"):
        sheet.merge_range(area, f"Gebietsänderungen vom {span}")
    for area, text in {"A2:A3": "Kennziffer", "B2:B3": "Regionaleinheit", **GROUPS}.items():
        sheet.merge_range(area, text)
    sheet.write_row("C3", HEADS)
    row = 4
    for row, cells in enumerate(_rows(data), start=4):
        sheet.write_row(row, 0, cells)
    for number, text in enumerate(FOOTER, start=row + 1):
        sheet.write_string(number, 0, text)
    book.close()


def _rows(data: Collected) -> Iterator[list[str | int]]:
    numbers: dict[str, int] = {}
    for (_, before), (day, after) in pairwise(data.history.states):
        year = day[:4]
        for old in sorted(before, key=lambda g: g.ags):
            takers = [new for new in after if set(new.atoms) & set(old.atoms)]
            stays = [new.ags for new in takers] == [old.ags]
            if stays and takers[0].name == old.name:
                continue
            for new in takers:
                numbers[year] = numbers.get(year, 0) + 1
                name = f"{LAND}/{year}/{numbers[year]:04d}-R"
                yield [name, "Gemeinde", *_passage(data, old, new, day)]


def _passage(data: Collected, old: Gemeinde, new: Gemeinde, day: str) -> list[str | int]:
    atoms = tuple(sorted(set(old.atoms) & set(new.atoms)))
    part = Gemeinde(old.ags, old.name, old.kind, old.verband, atoms, old.since)
    people = int(data.people.stock[int(day[:4]) - 1][list(atoms)].sum())
    square_metres = round(area_km2(part, data.land) * 1e6)
    kind = RENAMED if old.ags == new.ags else DISSOLVED
    spoken = f"{day[8:]}.{day[5:7]}.{day[:4]}"
    return [
        old.ars, old.ags, gemeinde_label(old), kind, square_metres, people,
        new.ars, new.ags, gemeinde_label(new), spoken, spoken,
    ]  # fmt: skip
