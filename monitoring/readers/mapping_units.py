"""Units that headings, titles and cells of a mapped table tell: thousands and per cent."""

import re
from collections.abc import Mapping

from monitoring.catalogue.model import BaseFigure
from monitoring.errors import InputError
from monitoring.readers.mapping_heads import Column
from monitoring.readers.mapping_sheet import Sheet

_WORDS = r"1[. ]?000[. ]?000|1[. ]?000|tsd|tausend|t€|teur|mio|mill(?:ionen)?"
_IN = re.compile(rf"\bin (?P<scale>{_WORDS})(?![\w%])", re.IGNORECASE)
_ALONE = re.compile(
    r"(?P<scale>\b(?:tsd|mio|mill|t€|teur)\b)|(?:^|[(\[–,:])\s*(?P<number>1[. ]?000)"
    r"(?=\s*(?:$|[)\]–,]|eur|€|personen))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bprozent\b|\bv\. ?h\.", re.IGNORECASE)
_ALL_PERCENT = re.compile(r"\b(?:angaben|werte|zahlen) in (?:%|prozent|v\. ?h\.)", re.IGNORECASE)


def scale_of(text: str) -> str:
    """The scale that a heading tells its figures in: "Tsd.", "Mio." or ""."""
    words = " ".join(text.replace("_", " ").split())
    match = _IN.search(words) or _ALONE.search(words)
    return "" if match is None else _named(next(filter(None, match.groups())))


def scale_of_title(text: str) -> str:
    """The same of a line above the table, which may name a thousand of something else."""
    match = _IN.search(" ".join(text.split()))
    return _named(match["scale"]) if match else ""


def _named(scale: str) -> str:
    millions = scale.casefold().startswith("mi") or scale.count("000") > 1
    return "Mio." if millions else "Tsd."


def is_percent(text: str) -> bool:
    """Whether a heading says that its figures are per cent."""
    return _PERCENT.search(text) is not None


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
            if scale_of_title(title) or _ALL_PERCENT.search(title):
                raise _other_unit(sheet, column, base, head, title)
        for row in sheet.body:
            if row.text(column.position).endswith("%"):
                text = row.text(column.position)
                raise _other_unit(sheet, column, base, row.number, text)


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
