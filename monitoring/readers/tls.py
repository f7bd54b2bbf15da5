"""Tables of the Thüringer Landesamt für Statistik: HTML pages saved as ``.xls``."""

import re
from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from monitoring.catalogue.model import ALL_AGES, BaseFigure, Catalogue
from monitoring.errors import InputError
from monitoring.readers import (
    assembly,
    genesis_codes,
    numbers,
    scales,
    tls_sheet,
    tls_words,
    values,
)
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.dashes import without_gone_areas
from monitoring.readers.inputs import Sample
from monitoring.readers.keys import levels_of
from monitoring.readers.periods import iso_date
from monitoring.readers.tls_sheet import Record, Sheet
from monitoring.readers.tls_words import Meaning

ID = "tls"
TITLE = "Tabelle des Thüringer Landesamtes für Statistik (HTML, als .xls gespeichert)"
SOURCE = "tls_thueringen"
_NAMED = re.compile(r"th(?:ü|ue|&uuml;|&#252;|\ufffd)ringe", re.IGNORECASE)
_SPACED_MINUS = re.compile(r"^[-–−]\s+(?=\d)")


def recognise(sample: Sample) -> bool:
    """True for an HTML page that names Thüringen (the title or first row of these tables does)."""
    return sample.kind == "html" and _NAMED.search(sample.head_text) is not None


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All columns whose headings, with the title, say what is counted and when."""
    sheet = tls_sheet.read_sheet(sample)
    names = pd.Series({record.row: record.name for record in sheet.records}, dtype=object)
    assembly.refuse_mojibake(names, file=sheet.name, column="Name")
    stand = _gebietsstand(sheet, gebietsstand)
    table, left = _figures(sheet, catalogue)
    table = without_gone_areas(table.assign(gebietsstand=stand), catalogue.base_figures)
    figures, repeated = assembly.finished(table, catalogue.base_figures, sheet.name)
    findings = [*_left_areas(sheet), *left, *repeated]
    titles = (catalogue.base_figures[name].title for name in figures["base_figure"].unique())
    return Delivery(
        reader=ID,
        source=SOURCE,
        title=f"TLS: {', '.join(titles)}",
        figures=figures,
        findings=tuple(findings),
    )


def _gebietsstand(sheet: Sheet, given: str | None) -> str | None:
    lines = (*sheet.titles, *sheet.notes)
    found = {iso_date(genesis_codes.gebietsstand_in(line) or "") for line in lines} - {None}
    if len(found | {given} - {None}) > 1:
        raise InputError(
            "Der Gebietsstand ist nicht eindeutig.",
            file=sheet.name,
            found=", ".join(sorted(filter(None, found | {given}))),
            expected="einen Gebietsstand",
            remedy="Die Angabe --gebietsstand weglassen oder die Tabelle neu laden.",
        )
    return next(iter(found), given)


def _left_areas(sheet: Sheet) -> list[Finding]:
    if not sheet.left:
        return []
    return [
        Finding(
            "left_area",
            "Verwaltungsgemeinschaften, erfüllende Gemeinden und Zwischensummen haben keinen"
            " Gebietsschlüssel und wurden ausgelassen.",
            place=f"Zeile {sheet.left[0]}",
            count=len(sheet.left),
        )
    ]


def _figures(sheet: Sheet, catalogue: Catalogue) -> tuple[pd.DataFrame, list[Finding]]:
    measures = tls_words.measures_of(catalogue)
    titles = tls_words.of_titles(sheet, measures)
    records = _with_cities(sheet.records)
    parts, left = [], []
    for place in range(len(sheet.heads[0])):
        if not sheet.words(place) and not any(record.values[place] for record in sheet.records):
            continue
        meaning = _completed(tls_words.of_column(sheet, place, measures), titles)
        column = sheet.column(place)
        base = _base(meaning, sheet, column, measures, catalogue)
        wanted = genesis_codes.measure_of(base.unit, base.additive)
        if (meaning.unit.measure if meaning.unit else "count") != wanted:
            left.append(column)
            continue
        if meaning.unit is None and base.additive:
            _refuse_scaled(base, sheet, column)
        period = _period(meaning, base, sheet, column)
        parts.append(_part(meaning, base, period, records, place, sheet))
    if not parts:
        raise _nothing(sheet, left)
    return pd.concat(parts, ignore_index=True), _left_units(left)


def _refuse_scaled(base: BaseFigure, sheet: Sheet, column: str) -> None:
    """Refuse thousands and shares that a line beside the table tells, and no heading."""
    for line in (*sheet.titles, *sheet.notes):
        if scales.scale_of_title(line) or scales.is_share_title(line):
            raise InputError(
                f"Die Werte stehen in einer anderen Einheit als „{base.title}“.",
                file=sheet.name,
                column=column,
                found=line,
                expected=f"{base.unit}, oder die Einheit im Kopf der Spalte",
                remedy="Die Tabelle beim Landesamt mit absoluten Werten laden.",
            )


def _with_cities(records: Iterable[Record]) -> list[tuple[str, Record]]:
    """Keys and rows; among Gemeinden a kreisfreie Stadt is Gemeinde as well as Kreis."""
    records = list(records)
    gemeinden = any(len(record.key) == 8 for record in records)
    both = [(f"{r.key}000", r) for r in records if r.city and gemeinden]
    return [*((record.key, record) for record in records), *both]


def _completed(column: Meaning, titles: Meaning) -> Meaning:
    """The headings, and the title for what they leave open."""
    return Meaning(
        measure=column.measure or titles.measure,
        period=column.period or titles.period,
        sex=column.sex,
        age=column.age,
        unit=column.unit,
    )


def _base(
    meaning: Meaning, sheet: Sheet, column: str, measures: dict[str, str], catalogue: Catalogue
) -> BaseFigure:
    if meaning.measure:
        return catalogue.base_figures[meaning.measure]
    raise InputError(
        "Weder Titel noch Kopf der Tabelle nennen ein Merkmal des Katalogs.",
        file=sheet.name,
        row=sheet.head_row,
        column=column,
        found="; ".join(sheet.titles) or "kein Titel",
        expected=f"eines von: {', '.join(sorted(measures)[:12])}",
        remedy="Die Tabelle mit Titel unverändert laden oder die Zahlen in eine eigene Tabelle"
        " übernehmen.",
    )


def _period(meaning: Meaning, base: BaseFigure, sheet: Sheet, column: str) -> str:
    """The period in the base figure's form; a day is no year, and a year no day."""
    period = values.period_of(base, meaning.period) if meaning.period else ""
    if len(period) == {"year": 4, "reference_date": 10, "school_year": 7}[base.period]:
        return period
    raise InputError(
        "Für die Werte ist keine Zeit angegeben."
        if not period
        else f"Die Zeitangabe passt nicht zu „{base.title}“.",
        file=sheet.name,
        row=sheet.head_row,
        column=column,
        found=period or "weder Stichtag noch Jahr",
        expected="ein Jahr wie 2023"
        if base.period == "year"
        else "ein Stichtag wie 31.12.2023 im Titel oder über der Spalte",
        remedy="Die Tabelle mit Titel und Zeitangabe unverändert laden.",
    )


def _part(
    meaning: Meaning,
    base: BaseFigure,
    period: str,
    records: list[tuple[str, Record]],
    place: int,
    sheet: Sheet,
) -> pd.DataFrame:
    rows = [record.row for _, record in records]
    texts = pd.Series(
        [_SPACED_MINUS.sub("-", record.values[place]) for _, record in records],
        index=rows,
        dtype=object,
    )
    factor = meaning.unit.factor if meaning.unit else Decimal(1)
    cells = numbers.parse_cells(texts, ",", factor)
    assembly.refuse_text(cells, texts, file=sheet.name, column=sheet.column(place))
    keys = pd.Series([key for key, _ in records], dtype=object)
    lower, upper = meaning.age or ALL_AGES
    return pd.DataFrame(
        {
            "base_figure": base.id,
            "key": keys,
            "level": levels_of(keys),
            "period": period,
            "sex": meaning.sex or "total",
            "age_from": lower,
            "age_to": pd.array([upper] * len(keys), dtype="Int64"),
            "value": cells.value,
            "status": cells.status,
            "quality": cells.quality,
            "row": rows,
            "column": sheet.first + place,
        }
    )


def _left_units(left: list[str]) -> list[Finding]:
    if not left:
        return []
    return [
        Finding(
            "left_unit",
            "Werte in einer anderen Einheit als der des Katalogs wurden nicht übernommen.",
            place=f"Spalte {left[0]}",
            count=len(left),
        )
    ]


def _nothing(sheet: Sheet, left: list[str]) -> InputError:
    return InputError(
        "Die Tabelle enthält keine Werte, die der Katalog führt.",
        file=sheet.name,
        row=sheet.head_row,
        found="; ".join(left) or "keine Spalte mit Werten",
        expected="absolute Werte einer Grundzahl für Gemeinden oder Kreise",
        remedy="Beim Landesamt absolute Werte statt Anteilen auswählen.",
    )
