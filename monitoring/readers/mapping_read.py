"""A table read by its mapping: the same checks and the same delivery as any office's file."""

from collections.abc import Mapping as Fields
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from monitoring.catalogue.model import BaseFigure, Catalogue
from monitoring.errors import InputError
from monitoring.figures import Status
from monitoring.profiles.model import PERIOD_IN_HEADING, STAND_OF_PERIOD, Mapping, Measure
from monitoring.readers import assembly, keys, numbers, values
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import Sample
from monitoring.readers.known_areas import KnownAreas
from monitoring.readers.mapping_grid import rows_of
from monitoring.readers.mapping_heads import Column
from monitoring.readers.mapping_keys import areas_of_rows
from monitoring.readers.mapping_periods import periods_of_rows
from monitoring.readers.mapping_rows import refuse_what_moved
from monitoring.readers.mapping_sheet import Sheet
from monitoring.readers.mapping_units import refuse_other_units
from monitoring.readers.mapping_values import cleaned, doubtful, refuse_text

ID = "profil"


def read(
    sample: Sample,
    mapping: Mapping,
    catalogue: Catalogue,
    gebietsstand: str | None = None,
    known: KnownAreas | None = None,
) -> Delivery:
    """The checked delivery of a table.

    ``gebietsstand`` goes before the mapping's. Raises InputError with the cell for all that is
    not understood: nothing of the table is left out without a finding.
    """
    stand = gebietsstand or mapping.gebietsstand
    sheet = Sheet(sample, replace(mapping, gebietsstand=stand), rows_of(sample, mapping.layout))
    bases = _bases(sheet, catalogue)
    refuse_other_units(sheet, bases)
    heads, findings = _heads(sheet, known or KnownAreas())
    parts = [_figures(sheet, column, measure, bases, heads) for column, measure in sheet.taken]
    table = pd.concat(parts, ignore_index=True)
    if table.empty:
        raise _no_values(sheet)
    table["gebietsstand"] = (
        values.last_days(table["period"]) if stand == STAND_OF_PERIOD else stand or None
    )
    figures, more = assembly.finished(
        table, catalogue.base_figures, sheet.place.file, sheet.place.sheet
    )
    more += doubts(sheet)
    if not stand:
        more.append(values.no_gebietsstand("Die Zuordnung nennt keinen Gebietsstand."))
    titles = ", ".join(dict.fromkeys(base.title for base in bases.values()))
    return Delivery(
        reader=ID,
        source=mapping.source,
        title=f"Zugeordnete Tabelle: {titles}",
        figures=figures,
        findings=(*findings, *more),
    )


def _bases(sheet: Sheet, catalogue: Catalogue) -> dict[str, BaseFigure]:
    """Base figures by id; the mapping may ask for no others than the catalogue's."""
    _refuse_unknown_source(sheet, catalogue)
    if not sheet.taken:
        raise InputError(
            "Die Tabelle hat keine Spalte mit Werten.",
            file=sheet.sample.name,
            row=sheet.mapping.layout.head_row,
            found=", ".join(column.label for column in sheet.columns),
            expected="mindestens eine Spalte, der eine Grundzahl zugeordnet ist",
            remedy="Eine Spalte einer Grundzahl zuordnen.",
        )
    for column, measure in sheet.taken:
        if measure.base not in catalogue.base_figures:
            raise InputError(
                "Diese Grundzahl gibt es im Katalog nicht.",
                file=sheet.sample.name,
                column=column.told,
                found=measure.base,
                expected="eine Grundzahl des Katalogs",
                remedy="Die Spalte auf der Seite Daten neu zuordnen.",
            )
    wanted = dict.fromkeys(measure.base for _, measure in sheet.taken)
    return {base: catalogue.base_figures[base] for base in wanted}


def _refuse_unknown_source(sheet: Sheet, catalogue: Catalogue) -> None:
    if sheet.mapping.source not in catalogue.sources:
        raise InputError(
            "Diese Quelle gibt es im Katalog nicht.",
            file=sheet.sample.name,
            found=sheet.mapping.source,
            expected=", ".join(catalogue.sources),
            remedy="Auf der Seite Daten eine Quelle auswählen.",
        )


def _heads(sheet: Sheet, known: KnownAreas) -> tuple[pd.DataFrame, list[Finding]]:
    """Key, level and period (None where headings tell it) of each row, by row number."""
    column = sheet.column(sheet.mapping.key, "das Gebiet")
    if not sheet.body:
        raise _no_values(sheet)
    found, findings = areas_of_rows(sheet.body, column, sheet.mapping, known, sheet.place)
    rows = [row for row in sheet.body if row.number in found]
    if not rows:
        raise _no_values(sheet)
    refuse_what_moved(rows, sheet)
    key = pd.Series(found, dtype=object)
    periods = periods_of_rows(rows, sheet)
    heads = pd.DataFrame({"key": key, "level": keys.levels_of(key), "period": periods})
    return heads, findings


def doubts(sheet: Sheet) -> list[Finding]:
    """A finding where numbers leave open whether their sign groups thousands."""
    open_cells = [
        f"{column.letters}{row.number}"
        for column, _ in sheet.taken
        for row in sheet.body
        if doubtful(row, column, sheet.mapping.decimal)
    ]
    proved = any(
        sheet.mapping.decimal in row.text(column.position)
        for column, _ in sheet.taken
        for row in sheet.body
    )
    if not open_cells or proved:
        return []
    words = "Tausenderpunkt" if sheet.mapping.decimal == "," else "Tausenderkomma"
    return [
        Finding(
            "grouped",
            f"Zahlen wie „1.234“ wurden mit {words} gelesen; keine Zahl beweist es.",
            place=open_cells[0],
            count=len(open_cells),
        )
    ]


def _figures(
    sheet: Sheet,
    column: Column,
    measure: Measure,
    bases: Fields[str, BaseFigure],
    heads: pd.DataFrame,
) -> pd.DataFrame:
    """Figures of one column; one that is blank throughout was not delivered."""
    texts = cleaned([row for row in sheet.body if row.number in heads.index], column, sheet.mapping)
    cells = numbers.parse_cells(texts, sheet.mapping.decimal, Decimal(1))
    refuse_text(cells, texts, column, sheet.place)
    period = heads["period"]
    if sheet.mapping.period_in == PERIOD_IN_HEADING:
        period = pd.Series(_period_of_heading(column, sheet), index=heads.index)
    figures = heads.assign(
        base_figure=measure.base,
        period=[_meant(each, bases[measure.base], sheet.mapping) for each in period],
        sex=measure.sex,
        age_from=measure.age_from,
        age_to=measure.age_to,
        value=cells.value,
        status=cells.status.to_numpy(),
        quality=cells.quality.to_numpy(),
        row=heads.index,
        column=column.position,
    )
    blank = (figures["status"] == Status.MISSING.value).all()
    return figures.iloc[0:0] if blank else figures


def _meant(period: str, base: BaseFigure, mapping: Mapping) -> str:
    """Events of a year, as a base figure named with the table calls them, have no Stichtag."""
    is_own = any(figure.id == base.id for figure in mapping.own)
    if is_own and base.period == "year" and period.endswith("-12-31"):
        return period[:4]
    return values.period_of(base, period)


def _period_of_heading(column: Column, sheet: Sheet) -> str:
    if column.period is None:
        raise InputError(
            "Die Überschrift nennt keinen Zeitraum.",
            file=sheet.place.file,
            sheet=sheet.place.sheet,
            row=sheet.mapping.layout.head_row,
            column=column.told,
            found=column.label,
            expected="Jahr, Stichtag, Schuljahr, Quartal oder Monat in der Überschrift",
            remedy="Die Spalte nicht übernehmen oder den Zeitraum anders angeben.",
        )
    return column.period


def _no_values(sheet: Sheet) -> InputError:
    return InputError(
        "Unter der Überschrift stehen keine Datenzeilen.",
        file=sheet.place.file,
        sheet=sheet.place.sheet,
        row=sheet.mapping.layout.head_row + sheet.mapping.layout.head_rows,
        found="keine Zeile mit Gebiet und Wert",
        expected="mindestens eine Zeile mit Gebiet und Wert",
        remedy="Die Zeilen der Überschrift prüfen.",
    )
