"""Units that headings, titles and cells of a mapped table tell: thousands and per cent."""

from collections.abc import Mapping

from monitoring.catalogue.model import BaseFigure
from monitoring.errors import InputError
from monitoring.readers.mapping_heads import Column
from monitoring.readers.mapping_sheet import Sheet
from monitoring.readers.scales import is_percent, is_percent_title, scale_of, scale_of_title
from monitoring.readers.shown import Percentage


def refuse_other_units(sheet: Sheet, bases: Mapping[str, BaseFigure]) -> None:
    """Refuse thousands and per cent where the base figure is a plain count."""
    titles = [row.text(place) for row in sheet.titles for place in row.filled]
    head = sheet.mapping.layout.head_row
    for column, measure in sheet.taken:
        base = bases[measure.base]
        if not base.additive or scale_of(base.unit):
            continue
        if scale_of(column.label) or is_percent(column.label):
            raise _other_unit(sheet, column, base, head, column.label)
        for title in titles:
            if scale_of_title(title) or is_percent_title(title):
                raise _other_unit(sheet, column, base, head, title)
        for row in sheet.body:
            text, cell = row.text(column.position), row.cells[column.position :][:1]
            if text.endswith("%") or isinstance(next(iter(cell), None), Percentage):
                raise _other_unit(sheet, column, base, row.number, f"{text.rstrip(' %')} %")


def _other_unit(sheet: Sheet, column: Column, base: BaseFigure, row: int, found: str) -> InputError:
    return InputError(
        f"Die Werte stehen in einer anderen Einheit als „{base.title}“.",
        file=sheet.place.file,
        sheet=sheet.place.sheet,
        row=row,
        column=column.told,
        found=found,
        expected=base.unit,
        remedy="Der Spalte eine Grundzahl mit dieser Einheit zuordnen oder in der Datei die Zahlen"
        " ganz ausschreiben und die Überschrift ändern.",
    )
