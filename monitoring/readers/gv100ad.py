"""Gemeindeverzeichnis GV100AD (Destatis): records of fixed width, 220 characters each.

Positions after the description of the data set that Destatis packs beside it. The file states
its Gebietsstand in every record, but not the Stichtag of its population, which is older in the
editions between two years: it is taken from the name of the file, or no figure is taken.
"""

import re
from decimal import Decimal

import pandas as pd

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.readers import assembly, gv100ad_lines, gv_checks, gv_tables, numbers
from monitoring.readers.contract import Delivery, Finding, no_figures
from monitoring.readers.gv100ad_lines import UNCHANGED
from monitoring.readers.inputs import Sample

ID = "gv100ad"
TITLE = "Gemeindeverzeichnis GV100AD (Zeilen fester Breite, .txt oder .asc)"
_FIRST = re.compile(r"(?:10|20|30|40|50|60)(?:19|20)\d{6}\d[\d ]{11}[^\d\s;,|][^;|\t]+")
_NUMBERS = {
    "area": ("Fläche in ha (Stellen 129–139)", Decimal("0.01")),
    "total": ("Bevölkerung insgesamt (Stellen 140–150)", Decimal(1)),
    "male": ("Bevölkerung männlich (Stellen 151–161)", Decimal(1)),
}


def recognise(sample: Sample) -> bool:
    """True for a text whose first line is a record: Satzart, date, key and name, unseparated."""
    if sample.kind != "text":
        return False
    first = next(iter(sample.head_text.lstrip().splitlines()), "")
    return _FIRST.fullmatch(first.rstrip()) is not None and len(first) <= gv100ad_lines.WIDTH


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """The areas of all levels; population by sex and area where the Stichtag is known."""
    records = gv100ad_lines.records(sample)
    stated = gv100ad_lines.gebietsstand(records, sample.name)
    stand = gv_checks.gebietsstand_of(stated, gebietsstand, sample.name)
    records = gv_tables.with_keys(_with_numbers(records, sample.name), None, sample.name)
    areas = gv_tables.areas_of(records, stand)
    figures, sources, findings = no_figures(), list[str](), [_no_stichtag()]
    if people := gv100ad_lines.stichtag(sample.name):
        _check_order(people, stand, sample.name)
        figures, sources = gv_tables.figures_of(
            records, catalogue, stand=stand, people=people, area=people
        )
        figures, findings = assembly.finished(figures, catalogue.base_figures, sample.name)
    findings += gv_checks.substance(records)
    return Delivery(
        reader=ID,
        source=assembly.common_source(sources, "destatis_gv"),
        title=f"Gemeindeverzeichnis, Gebietsstand {stand}",
        figures=figures,
        areas=areas,
        findings=tuple(findings),
    )


def _with_numbers(records: pd.DataFrame, file: str) -> pd.DataFrame:
    """Values, statuses and qualities: km² and persons; women are all persons without the men."""
    for name, (column, factor) in _NUMBERS.items():
        cells = numbers.parse_cells(records[name], None, factor)
        assembly.refuse_text(cells, records[name], file=file, column=column)
        records[f"{name}_value"] = cells.value
        records[f"{name}_status"] = cells.status.to_numpy()
        records[f"{name}_quality"] = cells.quality.to_numpy()
    records["female_value"] = records["total_value"] - records["male_value"]
    only_total = records["total_value"].notna() & records["male_value"].isna()
    records["female_status"] = records["total_status"].mask(only_total, records["male_status"])
    records["female_quality"] = records["total_quality"]
    _refuse_more_men(records, file)
    return records


def _refuse_more_men(records: pd.DataFrame, file: str) -> None:
    wrong = records[records["female_value"] < 0]
    if wrong.empty:
        return
    total, male = wrong["total_value"].iloc[0], wrong["male_value"].iloc[0]
    raise InputError(
        "Die männliche Bevölkerung ist größer als die Bevölkerung insgesamt.",
        file=file,
        row=int(wrong.index[0]),
        column=_NUMBERS["male"][0],
        found=f"{male:.0f} männlich, {total:.0f} insgesamt",
        expected="höchstens so viele männlich wie insgesamt",
        remedy=UNCHANGED,
    )


def _check_order(people: str, stand: str, file: str) -> None:
    if people > stand:
        raise InputError(
            "Der Stichtag der Bevölkerung liegt nach dem Gebietsstand.",
            file=file,
            found=f"Bevölkerung {people}, Gebietsstand {stand}",
            expected="ein Stichtag bis zum Gebietsstand",
            remedy="Den Stichtag im Dateinamen berichtigen.",
        )


def _no_stichtag() -> Finding:
    return Finding(
        "no_stichtag",
        "Die Datei nennt den Stichtag ihrer Bevölkerung nicht; übernommen wurden nur die Gebiete"
        " mit ihrer Fläche. Sollen Bevölkerung und Fläche als Zahlen herein, gehört der Stichtag"
        " in den Dateinamen, etwa „GV100AD_30062024_Bevoelkerung_31122022.txt“.",
    )
