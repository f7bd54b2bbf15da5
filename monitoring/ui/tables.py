"""The table twin: every drawing's figures as a table, in German numbers, sortable.

The rows travel as data in an attribute, and ``static/kreisblick-table.js`` makes cells of them
when the browser is idle: a map is repainted 40 ms sooner than with a table of HTML beside it,
and the reader's sort order stays when the figures change.
"""

import html
import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from monitoring.reports.view import Cell, Column, Table, cell_text

ROW_HEIGHT = 31


def show_table(
    table: Table,
    title: str,
    *,
    height: int = 460,
    sorts: bool = True,
    tints: Sequence[Sequence[str]] = (),
) -> None:
    """Draw ``table`` in a frame of at most ``height`` pixels; ``title`` names it for readers.

    A page of a longer table must not ``sort``: its order holds over all pages. ``tints`` name a
    colour for each cell (``kb-is-…`` in style.css, empty for none); the first column then stays
    in place.
    """
    if not table.rows:
        st.info("Keine Zeilen.")
        return
    room = min(height, ROW_HEIGHT * (len(table.rows) + 1))
    style = f"max-height:{height}px;min-height:{room}px"
    data = html.escape(table_data(table, sorts=sorts, tints=tints), quote=False).replace(
        "'", "&#39;"
    )
    st.html(
        f'<div class="kb-scroll" style="{style}" tabindex="0" role="region" '
        f"aria-label=\"{html.escape(title)}\" data-table='{data}'></div>"
    )


def table_data(table: Table, *, sorts: bool = True, tints: Sequence[Sequence[str]] = ()) -> str:
    """The table as JSON.

    ``heads``: title and unit of each column; ``numbers``: places of the columns of figures;
    ``own``: places of the highlighted rows; ``rows``: a text for each cell, in columns of
    figures the text and the number to sort by, or the text alone where there is no value;
    ``tints``: a colour for each cell, if there are any.
    """
    text = json.dumps(
        {
            "heads": [[column.title, column.unit] for column in table.columns],
            "numbers": [n for n, column in enumerate(table.columns) if column.kind == "number"],
            "own": list(table.highlighted),
            "sorts": sorts,
            **({"tints": tints} if tints else {}),
            "rows": [[*map(_cell, row, table.columns)] for row in table.rows],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    # the browser's cleaner drops an attribute in which it sees the end of a comment or of a style
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def _cell(cell: Cell, column: Column) -> Any:
    text = cell_text(cell, column)
    if column.kind == "text":
        return text
    return [text] if cell.value is None else [text, cell.value]
