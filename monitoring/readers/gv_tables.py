"""What every form of the Gemeindeverzeichnis becomes: areas of all levels, figures of Gemeinden.

Meaning of Satzart and Textkennzeichen: Destatis, "Gemeindeverzeichnis-Informationssystem
GV-ISys", description of the data set GV100AD.
"""

from collections.abc import Mapping

import pandas as pd

from monitoring.areas import KEY_LENGTH, Level
from monitoring.catalogue.model import BaseFigure, Catalogue
from monitoring.errors import InputError
from monitoring.readers import assembly, gv_checks, keys
from monitoring.readers.contract import AREA_COLUMNS

LEVELS = {"10": Level.LAND, "40": Level.KREIS, "50": Level.VERBAND, "60": Level.GEMEINDE}
KINDS = {
    "41": "Kreisfreie Stadt",
    "42": "Stadtkreis",
    "43": "Kreis",
    "44": "Landkreis",
    "45": "Regionalverband",
    "50": "Verbandsfreie Gemeinde",
    "51": "Amt",
    "52": "Samtgemeinde",
    "53": "Verbandsgemeinde",
    "54": "Verwaltungsgemeinschaft",
    "55": "Kirchspielslandgemeinde",
    "56": "Verwaltungsverband",
    "57": "Verwaltungsgemeinschaft (Trägermodell)",
    "58": "Erfüllende Gemeinde",
    "60": "Markt",
    "61": "Kreisfreie Stadt",
    "62": "Stadtkreis",
    "63": "Stadt",
    "64": "Gemeinde",
    "65": "Gemeindefreies Gebiet, bewohnt",
    "66": "Gemeindefreies Gebiet, unbewohnt",
    "67": "Große Kreisstadt",
    "68": "Amtsangehörige Gemeinde",
    "69": "Amtsfreie Gemeinde",
}
_SEXES = ("total", "male", "female")


def with_keys(records: pd.DataFrame, sheet: str | None, file: str) -> pd.DataFrame:
    """Records with ``ars`` as far as filled, ``key`` and ``level``; Regionen are left out.

    Where the Verband has no column, ``ars`` is the key alone.
    """
    with_verband = "verband" in records
    levels = {record: level for record, level in LEVELS.items() if with_verband or record != "50"}
    records = records[records["record"].isin(levels)].copy()
    parts = ["land", "district", "kreis", *(["verband"] if with_verband else []), "gemeinde"]
    records["ars"] = records[parts].sum(axis=1)
    gemeinde = (records["record"] == "60") & with_verband
    records["key"] = records["ars"].where(
        ~gemeinde, records["ars"].str[:5] + records["ars"].str[9:]
    )
    for record, level in levels.items():
        of_level = records["record"] == record
        keys.check_keys(
            records.loc[of_level, "ars"],
            file=file,
            sheet=sheet,
            column="Regionalschlüssel",
            lengths=(12 if record == "60" and with_verband else KEY_LENGTH[level],),
        )
    records["level"] = records["record"].map({key: str(value) for key, value in LEVELS.items()})
    assembly.refuse_mojibake(records["name"], file=file, sheet=sheet, column="Gemeindename")
    gv_checks.refuse_repeated(records, sheet, file)
    return records


def areas_of(records: pd.DataFrame, stand: str) -> pd.DataFrame:
    """The areas of a Gebietsstand in the contract's form; only Gemeinden have their km2."""
    gemeinde = records["record"] == "60"
    below_kreis = records["record"].isin(["50", "60"])
    parent = records["key"].str[:5].where(below_kreis, records["key"].str[:2])
    columns = {
        "key": records["key"],
        "level": records["level"],
        "name": records["name"],
        "kind": records["kind"].map(KINDS).where(records["record"] != "10", "Land"),
        "ars": records["ars"].where(gemeinde & ("verband" in records)),
        "parent": parent.where(records["record"] != "10"),
        "verband": records["ars"].str[:9].where(gemeinde & ("verband" in records)),
        "km2": records["area_value"].where(gemeinde),
        "unincorporated": records["kind"].isin(gv_checks.UNINCORPORATED) & gemeinde,
        "gebietsstand": stand,
    }
    areas = pd.DataFrame({name: columns[name] for name in AREA_COLUMNS}).reset_index(drop=True)
    for name in ("kind", "ars", "parent", "verband"):
        areas[name] = assembly.text_or_none(areas[name])
    return areas


def figures_of(
    records: pd.DataFrame,
    catalogue: Catalogue,
    *,
    stand: str,
    people: str,
    area: str | pd.Series,
    places: Mapping[str, int] | None = None,
) -> tuple[pd.DataFrame, list[str]]:
    """One row per Gemeinde, sex and base figure that the catalogue names ``gv``, and its sources.

    ``people`` and ``area`` are the dates of the population and of the area (or of each), ``stand``
    the Gebietsstand. ``records`` has value, status and quality of total, male, female and area,
    whose columns ``places`` tells where there are such.
    """
    gemeinden = records[records["record"] == "60"]
    population, surface = _base(catalogue, "population"), _base(catalogue, "area")
    frames = [_frame(gemeinden, sex, population.id, sex, people, stand) for sex in _SEXES]
    days = area if isinstance(area, str) else area[gemeinden.index]
    frames.append(_frame(gemeinden, "area", surface.id, "total", days, stand))
    if places:
        named = zip((*_SEXES, "area"), frames, strict=True)
        frames = [frame.assign(column=places[name]) for name, frame in named]
    return pd.concat(frames, ignore_index=True), [
        base.source["gv"] for base in (population, surface)
    ]


def _frame(
    gemeinden: pd.DataFrame, column: str, base: str, sex: str, period: str | pd.Series, stand: str
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "base_figure": base,
            "key": gemeinden["key"],
            "level": str(Level.GEMEINDE),
            "gebietsstand": stand,
            "period": period,
            "sex": sex,
            "age_from": 0,
            "age_to": pd.NA,
            "value": gemeinden[f"{column}_value"],
            "status": gemeinden[f"{column}_status"],
            "quality": gemeinden[f"{column}_quality"],
            "row": gemeinden.index,
        }
    )


def _base(catalogue: Catalogue, name: str) -> BaseFigure:
    for base in catalogue.base_figures.values():
        if base.gv == name:
            return base
    raise InputError(
        f"Der Katalog nennt keine Grundzahl für „{name}“ des Gemeindeverzeichnisses.",
        expected=f"eine Grundzahl mit „gv: {name}“ in base_figures.yml",
        remedy="Den Eintrag im Katalog ergänzen.",
    )
