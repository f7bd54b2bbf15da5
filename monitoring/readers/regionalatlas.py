"""Answers of the Regionalatlas Deutschland (ArcGIS REST, f=json): figures by area and year.

Each feature has attributes: ``ags``, ``jahr``, ``gen`` of an area and, joined to it, ``ags2``,
``jahr2``, ``gen2`` with the values (``ai0801``); fields ending in v are rates of change.
Signs stand as numbers above 2,000,000,000 (the codes of the atlas's own web page). Cities
that are no part of a Kreis or Land keep the shorter key at lower levels too.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from monitoring.areas import ags_from_ars
from monitoring.catalogue.model import BaseFigure, Catalogue, RegionalatlasName
from monitoring.errors import InputError, shortened
from monitoring.readers import assembly, json_answer, keys, values
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import Sample
from monitoring.readers.periods import parsed_period

ID = "regionalatlas"
TITLE = "Regionalatlas Deutschland, Antwort des Dienstes (JSON, f=json)"
SIGNS = {
    Decimal(2222222222): "-",
    Decimal(5555555555): ".",
    Decimal(6666666666): "x",
    Decimal(7777777777): "/",
    Decimal(8888888888): "...",
}
LEAST_SIGN = Decimal(2_000_000_000)
_KEYS, _YEARS, _NAMES = ("ags", "ags2", "schluessel"), ("jahr", "jahr2"), ("gen", "gen2")
_KEY_LENGTHS = (2, 5, 8, 9, 12)
_VALUE = re.compile(r"ai[a-z0-9_]*\d")
_ATTRIBUTES = re.compile(r'"attributes"\s*:\s*\{')
_VALUE_IN_HEAD = re.compile(r'"ai[a-z0-9_]*\dv?"\s*:', re.IGNORECASE)
_FIELD_IN_HEAD = re.compile(r'"name"\s*:\s*"ai[a-z0-9_]*\dv?"', re.IGNORECASE)
_ERROR_IN_HEAD = re.compile(r'\s*\{\s*"error"\s*:\s*\{\s*"(?:code|extendedCode|message)"')
_REMEDY = (
    "Die Anfrage mit f=json und returnGeometry=false wiederholen und die Antwort unverändert"
    " speichern."
)
Known = dict[str, tuple[BaseFigure, RegionalatlasName]]


def recognise(sample: Sample) -> bool:
    """True for attributes or fields named like the atlas's values; GeoJSON has properties."""
    if sample.kind != "json":
        return False
    head = sample.head_text
    if _ERROR_IN_HEAD.match(head):
        return True
    with_values = _ATTRIBUTES.search(head) and _VALUE_IN_HEAD.search(head)
    without_areas = '"geometryType"' in head and _FIELD_IN_HEAD.search(head)
    return bool(with_values or without_areas)


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All fields the catalogue knows; see docs/dateiformate.md."""
    answer = json_answer.parsed(sample, _REMEDY)
    _refuse_error(answer, sample.name)
    table, findings = _kept(_attributes(answer, sample.name), sample.name)
    known = {
        name.field: (b, name) for b in catalogue.base_figures.values() for name in b.regionalatlas
    }
    fields, left = _fields(table, known, sample.name)
    parts = [
        json_answer.figures(
            base,
            _signed(table[field], field, sample.name),
            keys=table["key"],
            periods=table["year"],
            factor=name.factor,
            file=sample.name,
            column=field,
        )
        for field, (base, name) in fields.items()
    ]
    figures, repeated = assembly.finished(
        pd.concat(parts, ignore_index=True).assign(gebietsstand=gebietsstand),
        catalogue.base_figures,
        sample.name,
    )
    findings += [*left, *repeated]
    if gebietsstand is None:
        findings.append(values.no_gebietsstand("Der Regionalatlas nennt keinen Gebietsstand."))
    bases = [base for base, _ in fields.values()]
    return Delivery(
        reader=ID,
        source=assembly.common_source((base.source["regionalatlas"] for base in bases), ID),
        title=f"Regionalatlas: {', '.join(dict.fromkeys(base.title for base in bases))}",
        figures=figures,
        findings=tuple(findings),
    )


def _refuse_error(answer: Mapping[str, Any], file: str) -> None:
    """The service tells its errors with HTTP 200, so that they end up in files; and it may cut."""
    if "error" in answer:
        error = answer["error"]
        told = error.get("message") if isinstance(error, dict) else error
        raise InputError(
            "Der Dienst hat statt Daten eine Fehlermeldung geschickt.",
            file=file,
            column="error",
            found=json_answer.text_of(told) or "ohne Wortlaut",
            expected="features mit attributes",
            remedy="Tabelle, Jahr und Ebene der Anfrage prüfen und sie wiederholen.",
        )
    if answer.get("exceededTransferLimit"):
        raise InputError(
            "Der Dienst hat die Antwort abgeschnitten.",
            file=file,
            column="exceededTransferLimit",
            found="nur ein Teil der Gebiete",
            expected="alle Gebiete in einer Antwort",
            remedy="Die Anfrage nach Jahren oder Ländern teilen.",
        )


def _attributes(answer: Mapping[str, Any], file: str) -> pd.DataFrame:
    """One row per feature from 1 on, columns in small letters; all have the fields of the first."""
    features = json_answer.items(answer, "features", file, "features", _REMEDY)
    if not features:
        raise json_answer.no_data(file, "features", _REMEDY)
    rows: list[dict[str, Any]] = []
    for number, feature in enumerate(features):
        row = feature.get("attributes")
        if not isinstance(row, dict) or row.keys() != (rows or [row])[0].keys():
            found = ", ".join(row) if isinstance(row, dict) else row
            place, wanted = (
                f"features[{number}].attributes",
                ", ".join(rows[0] if rows else ["ags"]),
            )
            raise json_answer.shape_fault(file, place, found, f"die Felder {wanted}", _REMEDY)
        rows.append(row)
    columns = {name.lower(): [row[name] for row in rows] for name in rows[0]}
    return pd.DataFrame(columns, index=pd.RangeIndex(1, len(rows) + 1), dtype=object)


def _kept(table: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows with ``key`` and ``year``; Regierungsbezirke are left and reported."""
    key = _first(table, _KEYS, file).map(json_answer.text_of)
    district = key.str.fullmatch(r"\d{3}")
    keys.check_keys(key[~district], file=file, column="ags", lengths=_KEY_LENGTHS, germany=True)
    if set(_NAMES) & set(table.columns):
        names = _first(table, _NAMES, file).map(json_answer.text_of)
        assembly.refuse_mojibake(names, file=file, column="gen")
    year = _first(table, _YEARS, file).map(json_answer.text_of)
    for row, text in year.drop_duplicates().items():
        if len(text) != 4 or parsed_period(text) is None:
            raise InputError(
                "Das Jahr fehlt oder ist keines.",
                file=file,
                row=int(str(row)),
                column="jahr",
                found=text,
                expected="eine Jahreszahl, etwa 2020",
                remedy=_REMEDY,
            )
    as_ags = key.map(lambda text: ags_from_ars(text) if len(text) == 12 else text)
    kept = table.assign(key=as_ags, year=year)[~district]
    if not district.any():
        return kept, []
    if kept.empty:
        raise _nothing(file, "nur Regierungsbezirke", "Länder, Kreise oder Gemeinden")
    finding = Finding(
        "left_district",
        "Regierungsbezirke werden nicht geführt; ihre Zeilen wurden ausgelassen.",
        place=f"Zeile {district.idxmax()}",
        count=int(district.sum()),
    )
    return kept, [finding]


def _first(table: pd.DataFrame, names: tuple[str, ...], file: str) -> pd.Series:
    """The first of several columns that is filled, for each row."""
    present = [name for name in names if name in table.columns]
    if not present:
        raise InputError(
            f"Das Feld „{names[0]}“ fehlt.",
            file=file,
            row=1,
            column=names[0],
            found=", ".join(map(str, table.columns)),
            expected=f"eines der Felder {', '.join(names)}",
            remedy="Die Anfrage mit outFields=* wiederholen.",
        )
    column = table[present[0]]
    for name in present[1:]:
        column = column.where(column.notna(), table[name])
    return column


def _fields(table: pd.DataFrame, known: Known, file: str) -> tuple[Known, list[Finding]]:
    """The fields to take; other values are reported, and an error if there are no others."""
    found = [str(name) for name in table.columns]
    taken = {name: known[name] for name in found if name in known}
    others = [name for name in found if _VALUE.fullmatch(name) and name not in known]
    changes = [name for name in found if _VALUE.fullmatch(name.removesuffix("v"))]
    changes = [name for name in changes if name.endswith("v")]
    if not taken:
        told = ", ".join([*others, *changes]) or "keine Werte"
        raise _nothing(file, told, "ein Feld, das bei einer Grundzahl unter „regionalatlas“ steht")
    left = (
        ("unknown_variable", others, "Felder, die nicht im Katalog stehen, wurden ausgelassen"),
        ("left_change", changes, "Veränderungsraten wurden ausgelassen"),
    )
    findings = [
        Finding(kind, f"{text}: {shortened(', '.join(names))}.", place=names[0], count=len(names))
        for kind, names, text in left
        if names
    ]
    return taken, findings


def _nothing(file: str, found: str, expected: str) -> InputError:
    return InputError(
        "Die Antwort enthält keine Werte, die der Katalog führt.",
        file=file,
        column="features",
        found=found,
        expected=expected,
        remedy="Das Feld bei einer Grundzahl im Katalog unter „regionalatlas“ ergänzen.",
    )


def _signed(column: pd.Series, field: str, file: str) -> pd.Series:
    """The values with signs in place of the numbers that stand for them."""
    for row, value in column.items():
        if isinstance(value, Decimal) and value > LEAST_SIGN and value not in SIGNS:
            raise InputError(
                "Diese Zahl steht für ein Zeichen, das nicht bekannt ist.",
                file=file,
                row=int(str(row)),
                column=field,
                found=json_answer.text_of(value),
                expected=", ".join(f"{code} ({sign})" for code, sign in SIGNS.items()),
                remedy="Bitte melden, damit das Zeichen ergänzt wird; nichts wurde übernommen.",
            )
    return column.map(
        lambda value: SIGNS.get(value, value) if isinstance(value, Decimal) else value
    )
