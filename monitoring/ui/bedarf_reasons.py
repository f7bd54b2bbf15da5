"""Why an area needs more than others: ranking with reasons, distances to the Kreis or Land."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from monitoring.analysis.index import distance, reasons
from monitoring.figures import Status
from monitoring.periods import spoken
from monitoring.reports.view import Cell, Column, Table, figure_cell, text_cell
from monitoring.ui.bedarf import SMALL, Analysis
from monitoring.ui.notes import note_text
from monitoring.ui.value_tables import computed


def ranking_table(analysis: Analysis) -> Table:
    """Ranked areas with index and reasons; small and incomplete ones follow below."""
    ranked = analysis.index.table.sort_values("rank", na_position="last")
    columns = (
        Column("rank", "Rang", "number"),
        Column("label", analysis.one),
        Column("index", "Index", "number", 2, signed=True),
        Column("reasons", "Gründe"),
        Column("state", "Hinweis"),
    )
    labels = analysis.labels.to_dict()
    parts = analysis.index.contributions.to_dict("index")
    z = analysis.index.z.to_dict("index")
    rows = tuple(
        (
            computed(row["rank"], otherwise=why_not(row)),
            text_cell(labels[key]),
            computed(row["index"], otherwise=why_not(row)),
            text_cell(reasons(parts[key], z[key], analysis.titles)),
            text_cell(state_of(analysis, row)),
        )
        for key, row in ranked.to_dict("index").items()
    )
    return Table(columns, rows)


def why_not(row: dict[Hashable, Any]) -> str:
    """Status of a rank or index that an area has not: too small, or figures are lacking."""
    return str(Status.UNRELIABLE if row["small"] else Status.UNKNOWN)


def state_of(analysis: Analysis, row: dict[Hashable, Any]) -> str:
    notes = []
    if row["small"]:
        notes.append(f"unter {SMALL} Einwohner: nicht in Mittelwert und Streuung")
    if row["state"] == "incomplete":
        names = ", ".join(analysis.titles.get(key, key) for key in row["missing"])
        notes.append(f"unvollständig: {names}")
    return "; ".join(notes)


def distance_table(analysis: Analysis, key: str) -> Table:
    """One area, a row for each indicator: its value and that of the Kreis or Land, the distance
    in the indicator's unit and in people or cases, the z-score, marks in words.
    """
    around = analysis.around_beside
    own = analysis.long[analysis.long["ags"] == key]
    columns = (
        Column("title", "Indikator"),
        Column("unit", "Einheit"),
        Column("value", "Wert", "number", 1),
        Column("around", analysis.upper, "number", 1),
        Column("gap", "Abstand", "number", 1, signed=True),
        Column("people", "Abstand in Personen oder Fällen", "number", 0, signed=True),
        Column("z", "z-Wert", "number", 2, signed=True),
        Column("note", "Hinweis"),
    )
    rows = tuple(_distance_row(analysis, row, around) for row in own.itertuples())
    return Table(columns, rows)


def _distance_row(analysis: Analysis, row: Any, around: pd.DataFrame) -> tuple[Cell, ...]:
    """``row`` is a row of comparison_table, which pandas gives no type."""
    same = row.indicator in around.index
    upper: Any = around.loc[row.indicator] if same else None
    reference = upper["value"] if same else None
    gap = distance(row.value, reference, row.numerator, row.denominator, row.per)
    return (
        text_cell(f"{row.title} ({spoken(row.period)})"),
        text_cell(row.unit),
        figure_cell(row.value, row.status, row.note, row.decimals),
        figure_cell(reference, upper["status"], upper["note"], row.decimals)
        if same
        else computed(None),
        computed(gap.difference if gap else None, row.decimals),
        computed(gap.persons if gap else None),
        computed(analysis.index.z.at[row.ags, row.indicator]),
        text_cell(_notes(row.note, upper["note"] if same else "", analysis.upper)),
    )


def _notes(own: str, around: str, upper: str) -> str:
    """The marks of both figures in words."""
    words = note_text(own), note_text(around)
    parts = zip(("", f"{upper}: "), words, strict=True)
    return "; ".join(f"{whose}{told}" for whose, told in parts if told)
