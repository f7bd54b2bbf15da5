"""INKAR workbook (BBSR): sheets Daten, Metadaten, Quellangabe; two header rows.

INKAR recalculates whole series to one Gebietsstand per edition but does not state it in the
file, so a delivery carries none unless it is given.
"""

import difflib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from monitoring.catalogue.model import BaseFigure, Catalogue, InkarName
from monitoring.errors import InputError
from monitoring.readers import assembly, values
from monitoring.readers.contract import Delivery
from monitoring.readers.inkar_grid import (
    FIRST_DATA_ROW,
    FIXED,
    UNCHANGED,
    Grid,
    areas_of,
    fixed_column,
)
from monitoring.readers.inputs import Sample
from monitoring.readers.numbers import Cells
from monitoring.readers.periods import parsed_period
from monitoring.readers.workbook import Row, cell_name, cell_text

ID = "inkar"
TITLE = "INKAR-Arbeitsmappe des BBSR (Excel mit den Blättern Daten, Metadaten, Quellangabe)"
SHEET = "Daten"


@dataclass(frozen=True)
class _Column:
    position: int
    title: str
    base: BaseFigure
    name: InkarName
    period: str


def recognise(sample: Sample) -> bool:
    """True for a workbook whose sheet Daten begins with Kennziffer."""
    if sample.kind not in ("xlsx", "xls") or SHEET not in sample.workbook.sheet_names:
        return False
    rows = sample.workbook.rows(SHEET)
    heading = [cell_text(cell) for cell in rows[0]] if rows else []
    sheets = sample.workbook.sheet_names
    return "Kennziffer" in heading or ("Metadaten" in sheets and "Quellangabe" in sheets)


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All column groups whose titles the catalogue knows; an unknown title is an error."""
    return delivery(ID, Grid(sample.name, SHEET, _rows(sample)), catalogue, gebietsstand)


def delivery(reader: str, grid: Grid, catalogue: Catalogue, gebietsstand: str | None) -> Delivery:
    """The delivery of a grid: two heading rows, then one row per area."""
    fixed = {name: fixed_column(grid, name) for name in FIXED}
    columns = _columns(grid, set(fixed.values()), catalogue)
    frame, findings = areas_of(grid, fixed)
    figures, repeated = assembly.finished(
        _figures(columns, grid, frame).assign(gebietsstand=gebietsstand),
        catalogue.base_figures,
        grid.file,
        grid.sheet,
    )
    if gebietsstand is None:
        findings.append(values.no_gebietsstand("INKAR nennt je Ausgabe keinen Gebietsstand."))
    titles = list(dict.fromkeys(column.title for column in columns))
    return Delivery(
        reader=reader,
        source=assembly.common_source(
            (column.base.source["inkar"] for column in columns), "bbsr_inkar"
        ),
        title=f"INKAR: {', '.join(titles)}",
        figures=figures,
        findings=(*findings, *repeated),
    )


def _rows(sample: Sample) -> list[Row]:
    if SHEET not in sample.workbook.sheet_names:
        raise InputError(
            f"Das Tabellenblatt „{SHEET}“ fehlt.",
            file=sample.name,
            found=", ".join(sample.workbook.sheet_names),
            expected=f"ein Tabellenblatt „{SHEET}“",
            remedy=UNCHANGED,
        )
    rows = sample.workbook.rows(SHEET)
    if len(rows) <= FIRST_DATA_ROW:
        raise InputError(
            "Das Tabellenblatt enthält keine Daten.",
            file=sample.name,
            sheet=SHEET,
            found=f"{len(rows)} Zeilen",
            expected="zwei Kopfzeilen und darunter mindestens ein Gebiet",
            remedy="In INKAR Indikator, Zeit und Gebiete wählen und neu exportieren.",
        )
    return rows


def _columns(grid: Grid, fixed: set[int], catalogue: Catalogue) -> list[_Column]:
    known = {
        _plain(name.title): (base, name)
        for base in catalogue.base_figures.values()
        for name in base.inkar
    }
    rows, columns, title = grid.rows, [], ""
    for position in range(len(rows[0])):
        title = cell_text(rows[0][position]) or title
        if position in fixed:
            title = ""
            continue
        if _plain(title) not in known:
            raise _unknown_title(title, position, list(known), grid)
        base, name = known[_plain(title)]
        year = cell_text(rows[1][position])
        columns.append(_Column(position, title, base, name, _period(base, year, position, grid)))
    if not columns:
        raise _unknown_title("", len(fixed), list(known), grid)
    return columns


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def _unknown_title(title: str, position: int, known: list[str], grid: Grid) -> InputError:
    near = difflib.get_close_matches(_plain(title), known, n=3)
    return InputError(
        "Der Katalog kennt diesen INKAR-Indikator nicht.",
        file=grid.file,
        sheet=grid.sheet,
        row=1,
        column=cell_name(0, position),
        found=title,
        expected=f"einen Titel wie {', '.join(near)}" if near else "einen Titel aus dem Katalog",
        remedy="Den Titel bei einer Grundzahl im Katalog unter „inkar“ ergänzen.",
    )


def _period(base: BaseFigure, year: str, position: int, grid: Grid) -> str:
    period = parsed_period(year)
    if period is None:
        raise InputError(
            "Das Jahr der Spalte fehlt oder ist keines.",
            file=grid.file,
            sheet=grid.sheet,
            row=2,
            column=cell_name(1, position),
            found=year,
            expected="eine Jahreszahl, etwa 2019",
            remedy=UNCHANGED,
        )
    return values.period_of(base, period)


def _figures(columns: list[_Column], grid: Grid, areas: pd.DataFrame) -> pd.DataFrame:
    """All column groups below each other, one row per area and column."""
    cells = [_cells(column, grid, areas) for column in columns]
    ages = [column.name.age for column in columns]
    each, every = len(areas), len(columns)
    of_column = np.repeat(np.arange(every), each)
    of_area = np.tile(np.arange(each), every)
    return pd.DataFrame(
        {
            "base_figure": _spread([column.base.id for column in columns], of_column),
            "key": _spread(areas["Kennziffer"].tolist(), of_area),
            "level": _spread(areas["level"].tolist(), of_area),
            "period": _spread([column.period for column in columns], of_column),
            "sex": _spread(["total"], np.zeros_like(of_column)),
            "age_from": np.array([lower for lower, _ in ages])[of_column],
            "age_to": pd.array([upper for _, upper in ages], dtype="Int64").take(of_column),
            "value": np.concatenate([part.value for part in cells]),
            "status": pd.concat([part.status for part in cells], ignore_index=True),
            "quality": pd.concat([part.quality for part in cells], ignore_index=True),
            "row": areas.index.to_numpy()[of_area],
            "column": np.array([column.position for column in columns])[of_column],
        }
    )


def _spread(texts: list[str], positions: NDArray[np.int64]) -> "pd.Categorical[str]":
    return pd.Categorical(texts).take(positions)


def _cells(column: _Column, grid: Grid, areas: pd.DataFrame) -> Cells:
    found = [grid.rows[number - 1][column.position] for number in areas.index]
    return values.native_cells(
        pd.Series(found, index=areas.index, dtype=object),
        factor=column.name.factor,
        file=grid.file,
        sheet=grid.sheet,
        column=f"{column.title} {column.period}",
    )
