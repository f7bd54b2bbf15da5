"""Small excerpts of the offices' layouts, written afresh: each function writes one file."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import shapely

from monitoring.catalogue.model import (
    BaseFigure,
    Catalogue,
    ElectionName,
    GenesisName,
    InkarName,
    RegionalatlasName,
    Source,
    WegweiserName,
)

MOJIBAKE = "SÃ¶mmerda"
GV_ROWS = [
    ["10", "", "16", "", "", "", "", "Thüringen"],
    ["40", "44", "16", "0", "68", "", "", "Sömmerda, Kreis"],
    ["50", "50", "16", "0", "68", "0051", "", "Sömmerda, Stadt"],
    ["60", "63", "16", "0", "68", "0051", "051", "Sömmerda, Stadt", 88.31, 19034, 9334, 9700, 216],
    ["50", "54", "16", "0", "68", "5001", "", "Kölleda"],
    ["60", "64", "16", "0", "68", "5001", "006", "Großneuhausen", 12.5, 700, 350, 350, 56],
    ["60", "66", "16", "0", "68", "9999", "999", "Finsterwald, gemfr. Geb.", 7.25, 0, 0, 0, 0],
]
FLAT_HEADER = (
    "statistics_code;statistics_label;time_code;time_label;time;"
    "1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;"
    "2_variable_code;2_variable_label;2_variable_attribute_code;2_variable_attribute_label;"
    "3_variable_code;3_variable_label;3_variable_attribute_code;3_variable_attribute_label;"
    "value;value_unit;value_variable_code;value_variable_label;value_q"
)
SQUARE = shapely.box(600_000, 5_650_000, 610_000, 5_660_000)


def catalogue(**changes: Any) -> Catalogue:
    """A catalogue of a few base figures that no later edition of the house's own changes."""
    population = InkarName("Erwerbsfähige Bevölkerung (15 bis unter 65 Jahre)", (15, 64))
    figures = [
        base("bevoelkerung", genesis=[GenesisName("BEVSTD", {})], inkar=[population],
             gv="population", period="reference_date", day="12-31", never_zero=True),
        base("flaeche", unit="km²", gv="area", period="reference_date", day="12-31"),
        base("auslaender", genesis=[GenesisName("BEVSTD", {"NAT": "NATA"})]),
        base("arbeitslose", genesis=[GenesisName("ERWP06", {})], inkar=[InkarName("Arbeitslose")]),
        base("steuern", unit="Euro", genesis=[GenesisName("STEU01", {})]),
        base("kita_plaetze", period="reference_date", day="03-01"),
        base("hilfen"),
        replace(base("quote", unit="Prozent"), additive=False,
                regionalatlas=(RegionalatlasName("ai0801"),),
                wegweiser=(WegweiserName("kinderarmut", "%"),)),
        replace(base("einkommen", unit="Euro"), wegweiser=(WegweiserName("geld", "Tsd.", 1000),),
                regionalatlas=(RegionalatlasName("ai1601", 1000),)),
        base("wahlberechtigte", election=ElectionName(("Wahlberechtigte (A)",))),
        base("waehlende", election=ElectionName(("Wählende (B)", "Wähler (B)"))),
        base("gueltig", election=ElectionName(("Gültige", "Gültig"), "zweit")),
        base("spd", election=ElectionName(("SPD",), "zweit")),
        base("erst_spd", election=ElectionName(("SPD",), "erst")),
    ]  # fmt: skip
    bases = {figure.id: figure for figure in figures} | changes
    sources = {
        name: Source(name, "Amt", name, "frei", "", "")
        for name in ("destatis_gv", "regionalstatistik", "bbsr_inkar", "eigene", "beispiel")
    }
    return Catalogue(bases, {}, sources, {}, "test")


def base(
    id: str,  # noqa: A002 - the catalogue's own word
    *,
    genesis: Sequence[GenesisName] = (),
    inkar: Sequence[InkarName] = (),
    gv: str | None = None,
    unit: str = "Personen",
    period: str = "year",
    day: str | None = None,
    never_zero: bool = False,
    election: ElectionName | None = None,
) -> BaseFigure:
    sources = {
        "genesis": "regionalstatistik",
        "inkar": "bbsr_inkar",
        "regionalatlas": "regionalatlas",
        "wegweiser": "wegweiser_kommune",
        "gv": "destatis_gv",
        "table": "eigene",
    }
    return BaseFigure(
        id, id.title(), unit, True, period, day, tuple(genesis), tuple(inkar), gv, id, sources,
        never_zero, None, "", election=election,
    )  # fmt: skip


def gv(
    path: Path,
    rows: Iterable[Sequence[Any]] = GV_ROWS,
    *,
    layout: int = 2019,
    stand: str = "31.12.2019",
    people: str | None = None,
    merged: bool = True,
) -> Path:
    """A Gemeindeverzeichnis in the head of one of its years; ``people`` dates the population."""
    book = openpyxl.Workbook()
    contents = book.active
    assert contents is not None
    contents.title = "Inhalt"
    contents.append(["Gemeindeverzeichnis"])
    contents.append([f"Gebietsstand: {stand} (Jahr)"])
    sheet = book.create_sheet("Onlineprodukt_Gemeinden")
    people = people or stand
    for row in _gv_head(layout, stand, people):
        sheet.append(row)
    for row in rows:
        sheet.append(list(row))
    sheet.append([])
    sheet.append(["Quelle: Gemeindeverzeichnis"])
    sheet.append(["1) Abweichungen bei den Flächenangaben sind durch Runden möglich."])
    if merged:
        dated = {2013: "J5:M5", 2019: "I5:M5", 2021: "J5:M5", 2023: "I5:M5"}[layout]
        for area in ("A1:M1", "A3:A5", "C3:G3", "H3:H4", "J3:M3", "C5:H5", dated):
            sheet.merge_cells(area)
    book.save(path)
    return path


def _gv_head(layout: int, stand: str, people: str) -> list[list[str]]:
    key = "Regionalschlüssel (RS)" if layout == 2013 else "Amtlicher Regionalschlüssel (ARS)"
    area = f"Fläche km2\nam {stand} (Jahr)1)" if layout == 2013 else "Fläche km2 1)"
    dates = {
        2013: ["", f"am {people} (Jahr) \nauf Grundlage des Zensus 2011"],
        2019: [f"am {people} (Jahr) ", ""],
        2021: [f"{stand} (Jahr)", f"am {people} (Jahr)"],
        2023: [f"{people} (Jahr)", ""],
    }[layout]
    return [
        [f"Gemeinden in Deutschland nach Fläche, Bevölkerung und Postleitzahl am {stand} (Jahr)"],
        [],
        ["Satz-art", "Text-kenn-zeichen", key, "", "", "", "", "Gemeindename", area,
         "Bevölkerung2)", "", "", "", "Post-leit-zahl3)"],
        ["", "", "Land", "RB", "Kreis", "VB", "Gem", "", "", "insgesamt", "männlich", "weiblich",
         "je km2"],
        ["", "", f"Gebietsstand am {stand} (Jahr)", "", "", "", "", "", *dates],
        [],
    ]  # fmt: skip


def inkar(
    path: Path,
    rows: Iterable[Sequence[Any]] = (("16068051", "Sömmerda, Stadt", "Gemeinden", 500, 480),),
    *,
    titles: Sequence[str] = ("Arbeitslose", "Arbeitslose"),
    years: Sequence[Any] = ("2018", "2019"),
    fixed: Sequence[str] = ("Kennziffer", "Raumeinheit", "Aggregat"),
    sheet: str = "Daten",
) -> Path:
    book = openpyxl.Workbook()
    data = book.active
    assert data is not None
    data.title = sheet
    data.append([*fixed, *titles])
    data.append(["", "", "", *years])
    for row in rows:
        data.append(list(row))
    book.create_sheet("Metadaten").append(["Dokumentation der exportierten Indikatoren"])
    book.create_sheet("Quellangabe").append(["Quelle (Zitierhinweis): BBSR, INKAR, Ausgabe 2024"])
    book.save(path)
    return path


def flat_row(
    value: str = "123",
    *,
    region: tuple[str, str] = ("GEMEIN", "16068051"),
    second: tuple[str, str] = ("GES", ""),
    third: tuple[str, str] = ("ALTX20", ""),
    time: str = "2019-12-31",
    unit: str = "Anzahl",
    variable: str = "BEVSTD",
    mark: str = "",
    label: str = "Gemeinden",
) -> str:
    """A row of a flat CSV with FLAT_HEADER; variables as (code, attribute code)."""
    blocks = [
        f"{name};{label if number == 0 else name};{code};Name"
        for number, (name, code) in enumerate((region, second, third))
    ]
    start = f"12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;{time}"
    return ";".join([start, *blocks, value, unit, variable, "Bevölkerungsstand", mark])


def flat(path: Path, *rows: str, header: str = FLAT_HEADER, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
    return path


def own(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join([*lines, ""]).encode(encoding))
    return path


def own_workbook(path: Path, *rows: Sequence[Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def areas(**columns: Sequence[Any]) -> gpd.GeoDataFrame:
    """A boundary layer in VG250 form: two Gemeinden side by side unless columns say else."""
    east = shapely.transform(SQUARE, lambda xy: xy + np.array([10_000, 0]))
    table: dict[str, Sequence[Any]] = {
        "ADE": [6, 6],
        "GF": [4, 4],
        "ARS": ["160680051051", "160685001006"],
        "AGS": ["16068051", "16068006"],
        "GEN": ["Sömmerda", "Großneuhausen"],
        "BEZ": ["Stadt", "Gemeinde"],
        "geometry": [SQUARE, east],
    } | columns
    return gpd.GeoDataFrame(pd.DataFrame(table), geometry="geometry", crs=25832)
