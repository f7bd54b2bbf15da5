"""Our own simple table (CSV or Excel): one row per area and period, one column per base figure.

Described for users in docs/dateiformate.md, with a template in docs/vorlagen.
"""

import difflib
from decimal import Decimal

import numpy as np
import pandas as pd

from monitoring.areas import ags_from_ars
from monitoring.catalogue.model import BaseFigure, Catalogue
from monitoring.errors import InputError
from monitoring.figures import Status
from monitoring.readers import assembly, decimals, keys, numbers, table_cells, table_heads, values
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import Sample
from monitoring.readers.shown import Percentage
from monitoring.readers.table_cells import OPTIONAL, REQUIRED, Grid
from monitoring.readers.workbook import cell_text

ID = "table"
TITLE = "Eigene Tabelle (CSV oder Excel: ags, zeitraum, je Grundzahl eine Spalte)"
_KEY_LENGTHS = (2, 5, 8, 9, 12)


def recognise(sample: Sample) -> bool:
    """True for a text or workbook with a column ags or zeitraum."""
    if sample.kind == "text":
        return table_cells.is_heading(table_cells.split_heading(sample.head_text))
    return (
        sample.kind in ("xlsx", "xls", "ods") and table_cells.sheet_of(sample.workbook) is not None
    )


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """Every column whose heading is the table name of a base figure in the catalogue."""
    grid = table_cells.read_grid(sample)
    bases = _bases(grid, catalogue)
    heads = _heads(grid, gebietsstand)
    sign = decimals.decimal_sign(
        {column: values.written_texts(grid.cells[column]) for column in bases},
        grid.file,
        grid.sheet,
    )
    parts = [_figures(grid, column, base, heads, sign) for column, base in bases.items()]
    table = assembly.stacked(parts)
    if table.empty:
        raise _no_values(grid)
    figures, findings = assembly.finished(table, catalogue.base_figures, grid.file, grid.sheet)
    findings = [*grid.findings, *_dated(heads, bases, table), *findings]
    if figures["gebietsstand"].isna().any():
        findings.append(values.no_gebietsstand("Die Tabelle nennt keinen Gebietsstand."))
    return Delivery(
        reader=ID,
        source=assembly.common_source((base.source["table"] for base in bases.values()), "eigene"),
        title=f"Eigene Tabelle: {', '.join(base.title for base in bases.values())}",
        figures=figures,
        findings=tuple(findings),
    )


def _bases(grid: Grid, catalogue: Catalogue) -> dict[str, BaseFigure]:
    """Base figures by column of the grid; an unknown heading is an error."""
    known = {table_cells.plain(base.table): base for base in catalogue.base_figures.values()}
    columns = [name for name in grid.cells if name not in (*REQUIRED, *OPTIONAL)]
    for name in columns:
        if name not in known:
            raise _unknown_column(grid, name, list(known))
    if not columns:
        raise _unknown_column(grid, "", list(known))
    return {name: known[name] for name in columns}


def _unknown_column(grid: Grid, name: str, known: list[str]) -> InputError:
    near = difflib.get_close_matches(name, [*known, *OPTIONAL], n=3)
    return InputError(
        "Die Überschrift ist keine Grundzahl des Katalogs."
        if name
        else "Die Tabelle hat keine Spalte mit Werten.",
        file=grid.file,
        sheet=grid.sheet,
        row=grid.heading_row,
        column=name or None,
        found=name or ", ".join(grid.cells),
        expected=", ".join(near or sorted(known)[:12]),
        remedy="Die Überschrift berichtigen oder die Grundzahl im Katalog ergänzen.",
    )


def _heads(grid: Grid, gebietsstand: str | None) -> pd.DataFrame:
    """Key, level, period, Gebietsstand, sex and age of each row, indexed by row number."""
    key = values.cell_texts(grid.cells["ags"])
    keys.check_keys(
        key,
        file=grid.file,
        sheet=grid.sheet,
        column="ags",
        lengths=_KEY_LENGTHS,
        germany=True,
        ortsteile=True,
    )
    key = key.astype("category").map(lambda text: ags_from_ars(text) if len(text) == 12 else text)
    lower, upper = table_heads.age_bands(grid)
    period = table_heads.periods(grid)
    return pd.DataFrame(
        {
            "key": key.astype("category"),
            "level": keys.levels_of(key).astype("category"),
            "period": period.astype("category"),
            "gebietsstand": table_heads.stands(grid, period, gebietsstand),
            "sex": table_heads.sexes(grid).astype("category"),
            "age_from": lower,
            "age_to": upper,
        }
    )


def _figures(
    grid: Grid, column: str, base: BaseFigure, heads: pd.DataFrame, sign: str
) -> pd.DataFrame:
    """Figures of one column. Blank cells count as missing where the column has other values
    for the same sex and age, and are nothing where it has none.
    """
    _refuse_percentages(grid, column, base)
    texts = values.native_texts(grid.cells[column], sign)
    cells = numbers.parse_cells(texts, sign, Decimal(1))
    assembly.refuse_text(cells, texts, file=grid.file, sheet=grid.sheet, column=column)
    figures = heads.assign(
        base_figure=pd.Series(base.id, index=heads.index, dtype="category"),
        period=heads["period"].map(lambda period: values.period_of(base, period)),
        value=cells.value,
        status=pd.Categorical(cells.status),
        quality=pd.Categorical(cells.quality),
        row=heads.index,
        column=np.int16(str(grid.cells[column].name)),
    )
    filled = figures["status"] != Status.MISSING.value
    group = [figures["sex"], figures["age_from"], figures["age_to"].fillna(-1)]
    return figures[filled.groupby(group).transform("any")]


def _refuse_percentages(grid: Grid, column: str, base: BaseFigure) -> None:
    """Refuse cells that show a percentage where something is counted."""
    if grid.sheet is None or not base.additive:
        return
    shown = grid.cells[column].map(lambda cell: isinstance(cell, Percentage))
    if not shown.any():
        return
    row = shown.index[int(shown.to_numpy().argmax())]
    raise InputError(
        f"Die Werte stehen in einer anderen Einheit als „{base.title}“.",
        file=grid.file,
        sheet=grid.sheet,
        row=int(row),
        column=column,
        found=f"{cell_text(grid.cells[column][row]).replace('.', ',')} %",
        expected=base.unit,
        remedy="Die Zahl statt des Anteils eintragen oder die Zelle als Zahl formatieren.",
    )


def _dated(heads: pd.DataFrame, bases: dict[str, BaseFigure], table: pd.DataFrame) -> list[Finding]:
    """A finding for each column whose years were read as its Stichtag."""
    years = heads["period"].str.len() == 4
    if not years.any():
        return []
    dated = years & heads.index.isin(table["row"].unique())
    return [
        Finding(
            "year_as_reference_date",
            f"„{base.title}“: Jahreszahlen gelten als Stichtag"
            f" {values.period_of(base, 'JJJJ')} (Festlegung im Katalog).",
            place=column,
            count=int(dated.sum()),
        )
        for column, base in bases.items()
        if values.period_of(base, "JJJJ") != "JJJJ"
    ]


def _no_values(grid: Grid) -> InputError:
    return InputError(
        "Die Tabelle enthält keine Werte.",
        file=grid.file,
        sheet=grid.sheet,
        found=f"{len(grid.cells['ags'])} Zeilen ohne Angabe",
        expected="mindestens einen Wert",
        remedy="Die Werte in die Spalten der Grundzahlen eintragen.",
    )
