"""Cells of a mapped table's columns of values: units and own signs are taken off."""

import re
from collections.abc import Sequence

import pandas as pd

from monitoring.errors import InputError
from monitoring.figures import SECRET_MARK, STATUS_REASONS, Status
from monitoring.profiles.model import Mapping
from monitoring.readers.mapping_grid import Row
from monitoring.readers.mapping_heads import Column
from monitoring.readers.mapping_keys import Place
from monitoring.readers.numbers import Cells
from monitoring.readers.values import is_native
from monitoring.readers.workbook import cell_text

SIGN_OF = {
    Status.NIL: "-",
    Status.SUPPRESSED: SECRET_MARK,
    Status.UNRELIABLE: "/",
    Status.NOT_YET: "...",
    Status.UNKNOWN: "k. A.",
    Status.NOT_APPLICABLE: "x",
    Status.MISSING: "",
}
USUAL_SIGNS = {
    "*": Status.SUPPRESSED,
    "geheim": Status.SUPPRESSED,
    "< 3": Status.SUPPRESSED,
    "<3": Status.SUPPRESSED,
    "< 5": Status.SUPPRESSED,
    "<5": Status.SUPPRESSED,
    "k.A.": Status.UNKNOWN,
    "k. a.": Status.UNKNOWN,
    "k.a.": Status.UNKNOWN,
    "k. A": Status.UNKNOWN,
    "keine Angabe": Status.UNKNOWN,
    "n/a": Status.UNKNOWN,
    "n.a.": Status.UNKNOWN,
    "unbekannt": Status.UNKNOWN,
    "--": Status.NIL,
    "---": Status.NIL,
}
_UNIT = re.compile(r"(?<=[\d.,])\s*(?:%|€|EUR|Euro|v\.\s?H\.)$")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_FOOTNOTE = re.compile(r"(?<=\d)\s+\d{1,2}\)$|(?<=\d)\s*\*+$|(?<=\d)[¹²³⁴⁵⁶⁷⁸⁹]+$")


def cleaned(rows: Sequence[Row], column: Column, mapping: Mapping) -> "pd.Series[str]":
    """Texts by row number, numbers of a spreadsheet with the mapping's decimal sign."""
    signs = {text.casefold(): SIGN_OF[Status(status)] for text, status in mapping.signs}
    place = column.position
    texts = {}
    for row in rows:
        cell = row.cells[place] if place < len(row.cells) else ""
        text = cell_text(cell)
        if is_native(cell):
            texts[row.number] = text.replace(".", mapping.decimal)
        else:
            texts[row.number] = signs.get(text.casefold(), bare_number(text))
    return pd.Series(texts, dtype=object)


def doubtful(row: Row, column: Column, decimal: str) -> bool:
    """Whether a text like "1.234" may be a thousand or a decimal fraction."""
    grouping = "." if decimal == "," else ","
    place = column.position
    is_text = place < len(row.cells) and isinstance(row.cells[place], str)
    text = row.text(place)
    return is_text and grouping in text and _GROUPED.fullmatch(text) is not None


def bare_number(text: str) -> str:
    """A number without its unit and without the mark of a footnote behind it."""
    return _FOOTNOTE.sub("", _UNIT.sub("", text))


def refuse_text(cells: Cells, texts: "pd.Series[str]", column: Column, place: Place) -> None:
    """Refuse what is no number and no sign, with its cell."""
    if not cells.wrong.any():
        return
    position = int(cells.wrong.argmax())
    signs = ", ".join(f"„{text}“" for text in ("-", ".", "…", "/", "x", SECRET_MARK))
    raise InputError(
        "Hier steht Text, wo eine Zahl erwartet wird.",
        file=place.file,
        sheet=place.sheet,
        row=int(str(texts.index[position])),
        column=column.told,
        found=str(texts.iloc[position]),
        expected=f"eine Zahl oder eines der Zeichen {signs}",
        remedy="Den Eintrag berichtigen oder unter „Zeichen statt Zahlen“ festlegen, was er"
        f" heißt ({STATUS_REASONS[Status.SUPPRESSED]}, {STATUS_REASONS[Status.UNKNOWN]} …).",
    )
