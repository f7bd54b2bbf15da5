"""Heading rows of a table: where they are, and what each column is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from monitoring.profiles.model import Layout
from monitoring.readers.mapping_grid import Row
from monitoring.readers.numbers import LONGEST, parse_cell
from monitoring.readers.period_words import period_within, written_period
from monitoring.readers.workbook import cell_name

SEARCHED = 60
MOST_HEADS = 4
NO_LABEL = "Wert"
_FOOTNOTE = re.compile(r"(?<=\D)\s*(?:\d{1,2}\)|\*+|[¹²³⁴⁵⁶⁷⁸⁹]+)$")
_KEY = re.compile(r"\d{5}|\d{7,8}|\d{11,12}")
_COUNTER = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class Column:
    """A column: its place from 0, its label without a period, and the period its heading tells."""

    position: int
    label: str
    period: str | None

    @property
    def letters(self) -> str:
        """The column as a spreadsheet names it."""
        return cell_name(0, self.position).rstrip("0123456789")

    @property
    def told(self) -> str:
        """The column as messages name it: ``C (Plätze)``."""
        return f"{self.letters} ({self.label})"


def proposed_heads(rows: Sequence[Row], layout: Layout) -> Layout:
    """The layout with the heading rows above the first row of data."""
    first = next((n for n, row in enumerate(rows[:SEARCHED]) if is_data(row)), None)
    if not first:
        return replace(layout, head_row=rows[0].number if rows else 1, head_rows=1)
    start = first - 1
    while start and first - start < MOST_HEADS and _continues(rows[start - 1], rows[start]):
        start -= 1
    span = rows[first - 1].number - rows[start].number + 1
    return replace(layout, head_row=rows[start].number, head_rows=span)


def is_data(row: Row) -> bool:
    """A row with a key, or with a number that is no year beside a text."""
    texts = [row.text(place) for place in row.filled]
    if len(texts) < 2 or is_counting(texts):
        return False
    if any(_KEY.fullmatch(text) for text in texts):
        return True
    return is_value(texts[-1]) or any(is_value(text) for text in texts[1:])


def is_value(text: str) -> bool:
    """A number that no year or other period is."""
    if written_period(text) or len(text) > LONGEST:
        return False
    return any((cell := parse_cell(text, sign)) and cell.value is not None for sign in ",.")


def is_counting(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 1 2 3 …"""
    if len(texts) < 3 or not all(_COUNTER.fullmatch(text) for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return all(after == before + 1 for before, after in pairwise(numbers))


def columns_of(rows: Sequence[Row], layout: Layout) -> list[Column]:
    """Columns that have a heading, in their order; a label that two share gets a number."""
    last = layout.head_row + layout.head_rows
    heads = [row for row in rows if layout.head_row <= row.number < last]
    width = max((len(row.cells) for row in heads), default=0)
    levels = [_spread(row, width, fill=row is not heads[-1]) for row in heads]
    columns: list[Column] = []
    for position in range(width):
        parts = [level[position] for level in levels]
        if any(row.text(position) for row in heads) or (parts and parts[0] and len(heads) > 1):
            label, period = _label(parts)
            columns.append(Column(position, label, period))
    return _distinct(columns)


def plain(label: str) -> str:
    """A label as headings are compared."""
    return " ".join(label.casefold().split())


def fingerprint(columns: Sequence[Column]) -> tuple[str, ...]:
    """Labels of all columns, each once: what next year's file has too."""
    return tuple(dict.fromkeys(plain(column.label) for column in columns))


def _continues(upper: Row, lower: Row) -> bool:
    """Whether a row belongs to the heading below it: it has several cells, and touches it."""
    filled = upper.filled
    is_title = len(filled) < 2 or upper.text(filled[0]).endswith(":")
    return not is_title and lower.number - upper.number == 1 and not is_data(upper)


def _spread(row: Row, width: int, *, fill: bool) -> list[str]:
    """Texts of a heading row; in an upper one a blank belongs to the cell on its left."""
    texts, before = [], ""
    for position in range(width):
        text = " ".join(row.text(position).split())
        before = text or before
        texts.append(before if fill else text)
    return texts


def _label(parts: Sequence[str]) -> tuple[str, str | None]:
    period: str | None = None
    words: list[str] = []
    for part in parts:
        if _COUNTER.fullmatch(part):
            continue
        text = part.replace("-\n", "")
        if found := period_within(text):
            period, text = found
        text = _FOOTNOTE.sub("", text).strip()
        if text and text not in words:
            words.append(text)
    return " – ".join(words)[:300] or NO_LABEL, period


def _distinct(columns: list[Column]) -> list[Column]:
    seen: dict[tuple[str, str | None], int] = {}
    named = []
    for column in columns:
        key = (plain(column.label), column.period)
        seen[key] = seen.get(key, 0) + 1
        label = f"{column.label} ({seen[key]})" if seen[key] > 1 else column.label
        named.append(replace(column, label=label))
    return named
