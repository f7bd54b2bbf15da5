"""A table under a mapping: its columns, the rows above its heading and those below."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from monitoring.errors import InputError
from monitoring.profiles.model import Mapping, Measure
from monitoring.readers.inputs import Sample
from monitoring.readers.mapping_grid import WORKBOOKS, Row, sheet_of
from monitoring.readers.mapping_heads import Column, columns_of, is_counting, plain
from monitoring.readers.mapping_keys import Place


@dataclass(frozen=True)
class Sheet:
    """``rows`` are all that hold something, footnotes too."""

    sample: Sample
    mapping: Mapping
    rows: Sequence[Row]

    @cached_property
    def columns(self) -> list[Column]:
        return columns_of(self.rows, self.mapping.layout)

    @cached_property
    def place(self) -> Place:
        workbook = self.sample.kind in WORKBOOKS
        sheet = sheet_of(self.sample, self.mapping.layout.sheet) if workbook else None
        return Place(self.sample.name, sheet)

    @cached_property
    def titles(self) -> list[Row]:
        """Rows above the heading."""
        return [row for row in self.rows if row.number < self.mapping.layout.head_row]

    @cached_property
    def taken(self) -> list[tuple[Column, Measure]]:
        """Columns of values with the measure each stands for."""
        wanted = {plain(each.label): each for each in self.mapping.measures if each.base}
        return [(c, wanted[plain(c.label)]) for c in self.columns if plain(c.label) in wanted]

    @cached_property
    def below(self) -> list[Row]:
        """Rows below the heading: data, sums, footnotes and headings that a page repeats."""
        end = self.mapping.layout.head_row + self.mapping.layout.head_rows
        return [row for row in self.rows if row.number >= end]

    @cached_property
    def body(self) -> list[Row]:
        """Rows with an entry in a column of values; others are footnotes and headings."""
        places = [column.position for column, _ in self.taken]
        return [
            row
            for row in self.below
            if any(row.text(place) for place in places)
            and not self.is_heading(row)
            and not is_counting([row.text(place) for place in row.filled])
        ]

    def is_heading(self, row: Row) -> bool:
        """Whether a row below the heading names the column of areas once more."""
        key = self.column(self.mapping.key, "Gebiet")
        return plain(row.text(key.position)) == plain(key.label)

    def column(self, label: str, what: str) -> Column:
        """The column of that label. Raises InputError where there is none."""
        for column in self.columns:
            if plain(column.label) == plain(label):
                return column
        raise InputError(
            f"Die Spalte „{label}“ fehlt." if label else f"Für {what} ist keine Spalte gewählt.",
            file=self.sample.name,
            row=self.mapping.layout.head_row,
            found=", ".join(column.label for column in self.columns),
            expected=label or f"eine Spalte für {what}",
            remedy="Auf der Seite Daten die Spalte auswählen.",
        )
