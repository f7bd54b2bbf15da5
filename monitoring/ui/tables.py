"""The table twin: every drawing's figures as a table, in German numbers, sortable."""

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from monitoring.reports.view import Cell, Column, Table, cell_text, figure_cell, text_cell
from monitoring.ui.notes import note_text

WHOLE = 250
PAGE = 100
ROW_PX, HEAD_PX, MOST_PX = 35, 38, 460
WIDTHS = {"rank": 70, "index": 80, "reasons": 620, "label": 190, "ags": 110}


def show_table(table: Table, key: str, *, default: str | None = None) -> None:
    """Draw ``table``; up to 250 rows at once, beyond that in pages sorted over all rows.

    ``default`` is the id of the column that long tables are first sorted by.
    """
    frame = numeric_frame(table)
    rows = list(range(len(frame)))
    if len(frame) > WHOLE:
        rows = _page(frame, table, key, default)
    part = Table(table.columns, tuple(table.rows[row] for row in rows))
    shown = frame.iloc[rows].reset_index(drop=True)
    st.dataframe(
        styled(shown, part),
        hide_index=True,
        height=min(HEAD_PX + ROW_PX * max(len(rows), 1), MOST_PX),
        column_config={c.heading: st.column_config.Column(width=WIDTHS[c.id]) for c in table.columns if c.id in WIDTHS},
        key=f"t_{key}",
    )


def numeric_frame(table: Table) -> pd.DataFrame:
    """Headings as columns; numbers stay numbers, so that they sort as numbers."""
    data: dict[str, pd.Series] = {}
    for position, column in enumerate(table.columns):
        values = [row[position].value for row in table.rows]
        kind = "float64" if column.kind == "number" else "object"
        data[column.heading] = pd.Series(values, dtype=kind)
    return pd.DataFrame(data)


def styled(frame: pd.DataFrame, table: Table) -> Styler:
    """German numbers where there are values, the mark of the status where there are none."""
    style = frame.style
    for position, column in enumerate(table.columns):
        if column.kind != "number":
            continue
        texts: dict[str, list[int]] = {}
        for number, row in enumerate(table.rows):
            cell = row[position]
            if cell.value is None or cell.value != cell.value:
                texts.setdefault(cell_text(cell, column), []).append(number)
        style.format(_formatter(column), subset=[column.heading])
        for text, rows in texts.items():
            style.format(text, subset=pd.IndexSlice[rows, [column.heading]], na_rep=text)
    return style


def _formatter(column: Column):  # type: ignore[no-untyped-def]  # pandas names no public type for it
    def text(value: float) -> str:
        return cell_text(Cell(value), column)

    return text


def _page(frame: pd.DataFrame, table: Table, key: str, default: str | None) -> list[int]:
    titles = [column.heading for column in table.columns]
    first = next((c.heading for c in table.columns if c.id == default), titles[0])
    left, middle, right = st.columns([2, 2, 1], vertical_alignment="bottom")
    by = left.selectbox("Sortieren nach", titles, index=titles.index(first), key=f"s_{key}")
    order = middle.segmented_control(
        "Reihenfolge", ["absteigend", "aufsteigend"], default="absteigend", key=f"o_{key}"
    )
    pages = -(-len(frame) // PAGE)
    page = int(right.number_input(f"Seite (von {pages})", 1, pages, key=f"p_{key}"))
    ordered = frame[by].sort_values(ascending=order == "aufsteigend", na_position="last")
    return [int(row) for row in ordered.index[(page - 1) * PAGE : page * PAGE]]


def value_table(
    frame: pd.DataFrame, value: Column, *, parts: bool, ranks: "pd.Series[float]"
) -> Table:
    """Table twin of one indicator.

    ``frame`` has ags, label, value, status, note and, with ``parts``, numerator and
    denominator; ``ranks`` the rank by ags.
    """
    columns = [Column("label", "Gebiet"), Column("ags", "Schlüssel"), value]
    columns.append(Column("rank", "Rang", "number"))
    if parts:
        columns.append(Column("numerator", "Zähler", "number"))
        columns.append(Column("denominator", "Nenner", "number"))
    columns.append(Column("note", "Hinweis"))
    place = frame["ags"].map(ranks)
    cells = [
        [text_cell(text) for text in frame["label"]],
        [text_cell(text) for text in frame["ags"]],
        _figures(frame["value"], frame["status"]),
        _figures(place, frame["status"]),
    ]
    if parts:
        cells.append(_figures(frame["numerator"], frame["status"]))
        cells.append(_figures(frame["denominator"], frame["status"]))
    cells.append([text_cell(note_text(note)) for note in frame["note"]])
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def _figures(values: "pd.Series[float]", statuses: "pd.Series[str]") -> list[Cell]:
    return [
        figure_cell(None if value != value else float(value), status)
        for value, status in zip(values, statuses, strict=True)
    ]
