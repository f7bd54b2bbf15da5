"""Answers of Wegweiser Kommune (Bertelsmann Stiftung): indicators by region and year, in JSON.

``data.indicators[i].regionYearValues[region][year]`` holds the values, ``data.regions`` the
regions with their ARS (12 digits, filled up with zeros, or shorter), ``years`` the years;
``indicatorsAndTopics`` names the indicators, by ``id``, topics with theirs inside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from monitoring.areas import BUND_KEY, ags_from_ars
from monitoring.catalogue.model import BaseFigure, Catalogue, WegweiserName
from monitoring.errors import InputError, shortened
from monitoring.readers import assembly, json_answer, keys, values
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import Sample
from monitoring.readers.periods import parsed_period

ID = "wegweiser"
TITLE = "Wegweiser Kommune, Antwort der Schnittstelle oder Download (JSON)"
SOURCE = "wegweiser_kommune"
COMMUNAL_DATA = "COMMUNAL_DATA"
_MARKS = ('"regionYearValues"', '"indicatorsAndTopics"')
_KEY_LENGTHS = (2, 5, 8, 9, 12)
_ARS, _FILLED = 12, 8
_KREIS_TYPES = ("LANDKREIS", "KREISFREIE_STADT")
_REMEDY = (
    "Die Daten auf www.wegweiser-kommune.de als Tabelle zusammenstellen, als JSON herunterladen"
    " und unverändert verwenden."
)
Object = Mapping[str, Any]


@dataclass(frozen=True)
class _Indicator:
    """One list of ``data.indicators``; ``place`` is its path there."""

    place: str
    base: BaseFigure
    name: WegweiserName
    rows: Any


def recognise(sample: Sample) -> bool:
    """True for a JSON that has the names of a statistics answer."""
    return sample.kind == "json" and any(mark in sample.head_text for mark in _MARKS)


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All indicators the catalogue knows; see docs/dateiformate.md."""
    answer = json_answer.parsed(sample, _REMEDY)
    data = answer.get("data")
    if not isinstance(data, dict):
        raise json_answer.shape_fault(sample.name, "data", data, "ein Objekt", _REMEDY)
    _refuse_other_kinds(data, sample.name)
    region_keys = _keys(data, sample.name)
    years = _years(answer, sample.name)
    indicators, findings = _indicators(answer, data, catalogue, sample.name)
    parts = [
        part
        for indicator in indicators
        for part in _figures(indicator, region_keys, years, sample.name)
    ]
    figures, repeated = assembly.finished(
        pd.concat(parts, ignore_index=True).assign(gebietsstand=gebietsstand),
        catalogue.base_figures,
        sample.name,
    )
    findings += repeated
    if gebietsstand is None:
        findings.append(values.no_gebietsstand("Der Wegweiser nennt keinen Gebietsstand."))
    bases = [indicator.base for indicator in indicators]
    return Delivery(
        reader=ID,
        source=assembly.common_source((base.source["wegweiser"] for base in bases), SOURCE),
        title=f"Wegweiser Kommune: {', '.join(dict.fromkeys(base.title for base in bases))}",
        figures=figures,
        findings=tuple(findings),
    )


def _refuse_other_kinds(data: Object, file: str) -> None:
    """Forecasts are no figures of an office, and age structures have another shape."""
    kind = data.get("type", COMMUNAL_DATA)
    if kind != COMMUNAL_DATA:
        raise InputError(
            "Die Antwort enthält keine Ist-Daten der Kommunen.",
            file=file,
            column="data.type",
            found=json_answer.text_of(kind),
            expected=COMMUNAL_DATA,
            remedy="Prognosen und Altersstrukturen weglassen und nur Ist-Daten auswählen.",
        )


def _keys(data: Object, file: str) -> pd.Series:
    """The key of each region, by entry from 1."""
    regions = json_answer.items(data, "regions", file, "data.regions", _REMEDY)
    if not regions:
        raise json_answer.no_data(file, "data.regions", _REMEDY)
    entries = pd.RangeIndex(1, len(regions) + 1)
    ars = [json_answer.text_of(region.get("ars", region.get("ags"))) for region in regions]
    checked = pd.Series(ars, index=entries, dtype=object)
    column = "data.regions.ars"
    keys.check_keys(
        checked[checked.str.strip("0") != ""], file=file, column=column, lengths=_KEY_LENGTHS
    )
    names = [json_answer.text_of(region.get("title", region.get("name"))) for region in regions]
    assembly.refuse_mojibake(
        pd.Series(names, index=entries), file=file, column="data.regions.title"
    )
    found = [
        _key(text, json_answer.text_of(region.get("type")))
        for text, region in zip(ars, regions, strict=True)
    ]
    return pd.Series(found, index=entries, dtype=object)


def _key(ars: str, kind: str) -> str:
    """The key without the zeros it was filled up with; of a Stadtstaat, that of its Kreis."""
    if not ars.strip("0"):
        return BUND_KEY
    if kind in _KREIS_TYPES:
        return ars.ljust(5, "0")[:5]
    for length in (2, 5, 9):
        if len(ars) >= _FILLED and not ars[length:].strip("0"):
            return ars[:length]
    return ags_from_ars(ars) if len(ars) == _ARS else ars


def _years(answer: Object, file: str) -> list[str]:
    found = answer.get("years")
    if not isinstance(found, list):
        raise json_answer.shape_fault(file, "years", found, "eine Liste", _REMEDY)
    if not found:
        raise json_answer.no_data(file, "years", _REMEDY)
    years = [json_answer.text_of(year) for year in found]
    for number, year in enumerate(years):
        if len(year) != 4 or parsed_period(year) is None:
            place = f"years[{number}]"
            raise json_answer.shape_fault(file, place, found[number], "eine Jahreszahl", _REMEDY)
    return years


def _indicators(
    answer: Object, data: Object, catalogue: Catalogue, file: str
) -> tuple[list[_Indicator], list[Finding]]:
    """The indicators to take; others are reported, and an error if there are no others."""
    listed = json_answer.items(data, "indicators", file, "data.indicators", _REMEDY)
    named = json_answer.items(answer, "indicatorsAndTopics", file, "indicatorsAndTopics", _REMEDY)
    about = {json_answer.text_of(found.get("id")): found for found in _nested(named)}
    only = named[0] if len(listed) == len(named) == 1 else {}
    known = {
        name.indicator: (base, name)
        for base in catalogue.base_figures.values()
        for name in base.wegweiser
    }
    taken, others = [], []
    for number, item in enumerate(listed):
        place = f"data.indicators[{number}]"
        told = {**about.get(json_answer.text_of(item.get("id")), only), **item}
        friendly = json_answer.text_of(told.get("friendlyUrl"))
        if not friendly:
            found = "ein Indikator ohne Namen"
            raise json_answer.shape_fault(file, place, found, "id oder friendlyUrl", _REMEDY)
        if friendly not in known:
            others.append(friendly)
            continue
        base, name = known[friendly]
        _check_unit(told, name, place, file)
        taken.append(_Indicator(place, base, name, item.get("regionYearValues")))
    return taken, _left(others, bool(taken), file)


def _nested(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Indicators, also those within topics and topics of topics."""
    waiting = list(found)
    while waiting:
        item = waiting.pop()
        inner = [item.get("indicators"), item.get("topics")]
        waiting += [
            part
            for parts in inner
            if isinstance(parts, list)
            for part in parts
            if isinstance(part, dict)
        ]
        if "friendlyUrl" in item:
            yield item


def _check_unit(meta: Object, name: WegweiserName, place: str, file: str) -> None:
    unit = json_answer.text_of(meta.get("unit"))
    if unit != name.unit:
        raise InputError(
            f"Der Indikator „{name.indicator}“ kommt in einer anderen Einheit als im Katalog.",
            file=file,
            column=f"{place}.unit",
            found=unit,
            expected=name.unit,
            remedy="Die Einheit bei der Grundzahl im Katalog unter „wegweiser“ prüfen.",
        )


def _left(others: list[str], some_taken: bool, file: str) -> list[Finding]:
    if not some_taken:
        raise InputError(
            "Die Antwort enthält keine Indikatoren, die der Katalog führt.",
            file=file,
            column="indicatorsAndTopics",
            found=", ".join(others) or "keine Indikatoren",
            expected="ein Indikator, der bei einer Grundzahl unter „wegweiser“ steht",
            remedy="Den Indikator bei einer Grundzahl im Katalog unter „wegweiser“ ergänzen.",
        )
    if not others:
        return []
    told = shortened(", ".join(others))
    text = f"Indikatoren, die nicht im Katalog stehen, wurden ausgelassen: {told}."
    return [Finding("unknown_variable", text, place=others[0], count=len(others))]


def _figures(
    indicator: _Indicator, region_keys: pd.Series, years: list[str], file: str
) -> Iterator[pd.DataFrame]:
    """One table per year; every region must have a value or null for every year."""
    place, rows = f"{indicator.place}.regionYearValues", indicator.rows
    _check_length(rows, len(region_keys), place, "Regionen", file)
    for number, row in enumerate(rows):
        _check_length(row, len(years), f"{place}[{number}]", "Jahre", file)
    for number, year in enumerate(years):
        cells = [row[number] for row in rows]
        yield json_answer.figures(
            indicator.base,
            pd.Series(cells, index=region_keys.index, dtype=object),
            keys=region_keys,
            periods=pd.Series(year, index=region_keys.index),
            factor=indicator.name.factor,
            file=file,
            column=f"{indicator.name.indicator} {year}",
        )


def _check_length(found: object, count: int, place: str, what: str, file: str) -> None:
    if not isinstance(found, list) or len(found) != count:
        told = f"{len(found)} Werte" if isinstance(found, list) else found
        raise json_answer.shape_fault(file, place, told, f"{count} {what}", _REMEDY)
