"""Tables of the assistant: the file as it stands, and as it is understood."""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from monitoring.profiles.model import Layout
from monitoring.reports.view import Cell, Column, Table, text_cell

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FOR_NAMES = re.compile(r"[^\w äöüÄÖÜß().,-]+")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:[-_.]\d{1,2}){0,2}(?!\d)")


def raw_table(rows: Sequence[Sequence[str]], layout: Layout) -> Table:
    """The first rows with their numbers; heading rows are highlighted."""
    width = max((len(row) for row in rows), default=1)
    columns = [Column("row", "Zeile"), *(Column(f"c{n}", _LETTERS[n]) for n in range(width - 1))]
    last = layout.head_row + layout.head_rows
    heads = [n for n, row in enumerate(rows) if layout.head_row <= int(row[0]) < last]
    cells = tuple(tuple(text_cell(text) for text in row) for row in rows)
    return Table(tuple(columns), cells, highlighted=tuple(heads))


def preview_table(lines: Sequence[Sequence[Any]]) -> Table:
    """Figures as they would come in: the answer's ``preview``."""
    heads = ("Schlüssel", "Gebiet", "Ebene", "Zeitraum", "Grundzahl")
    texts = (Column(f"c{n}", head) for n, head in enumerate(heads))
    columns = (*texts, Column("value", "Wert", "number"), Column("unit", "Einheit"))
    return Table(columns, tuple(_figure(*line) for line in lines))


def _figure(*line: Any) -> tuple[Cell, ...]:
    *texts, value, unit, status, decimals = line
    figure = Cell(value, status, decimals=decimals)
    return (*(text_cell(text) for text in texts), figure, text_cell(unit))


def profile_name(file: str) -> str:
    """A name for the profile of a file: its own without the year."""
    stem = PurePath(file).stem.replace("_", " ")
    words = _FOR_NAMES.sub(" ", _YEARS.sub(" ", stem)).split()
    return " ".join(words)[:60].strip() or "Tabelle"
