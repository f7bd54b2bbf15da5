"""The table twin: every drawing's figures as a table, in German numbers, sortable.

Plain HTML: it prints, screen readers can read it, a thousand cells take a few milliseconds,
and the mark of a secret figure stands where the number would. ``static/kreisblick-table.js``
sorts it by a click or by keyboard.
"""

import html

import streamlit as st

from monitoring.reports.view import Cell, Column, Table, cell_text
from monitoring.ui.look import look


def show_table(table: Table, title: str, *, height: int = 460) -> None:
    """Draw ``table`` in a frame of at most ``height`` pixels; ``title`` names it for readers."""
    if not table.rows:
        st.info("Keine Zeilen.")
        return
    frame = f'style="max-height:{height}px;--kb-paper:{look().paper}" tabindex="0" role="region"'
    name = html.escape(title)
    st.html(f'<div class="kb-scroll" {frame} aria-label="{name}">{table_html(table)}</div>')


def table_html(table: Table) -> str:
    """The table as HTML; every text is escaped, as names come from files."""
    numbers = [number for number, column in enumerate(table.columns, 1) if column.kind == "number"]
    names = " ".join(f"kb-n{number}" for number in numbers)
    heads = "".join(_head(column) for column in table.columns)
    rows = "".join(
        _row(row, table.columns, number in table.highlighted)
        for number, row in enumerate(table.rows)
    )
    head = f"<thead><tr>{heads}</tr></thead>"
    return f'<table class="kb-table {names}">{head}<tbody>{rows}</tbody></table>'


def _head(column: Column) -> str:
    unit = f"<small>{html.escape(column.unit)}</small>" if column.unit else ""
    return (
        f'<th scope="col"><button type="button" class="kb-sort">{html.escape(column.title)}'
        f"</button>{unit}</th>"
    )


def _row(cells: tuple[Cell, ...], columns: tuple[Column, ...], highlighted: bool) -> str:
    mark = ' class="kb-own"' if highlighted else ""
    return f"<tr{mark}>{''.join(map(_cell, cells, columns))}"


def _cell(cell: Cell, column: Column) -> str:
    text = html.escape(cell_text(cell, column))
    if column.kind == "text":
        return f"<td>{text}"
    if cell.value is None:
        return f'<td class="kb-none">{text}'
    return f'<td data-v="{cell.value:.10g}">{text}'
