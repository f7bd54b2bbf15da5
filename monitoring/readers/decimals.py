"""Which sign is the decimal sign? Told from the numbers themselves, or refused."""

import re
from collections.abc import Mapping

import pandas as pd

from monitoring.errors import InputError

_COMMA_IS_DECIMAL = re.compile(
    r"-?(?:\d*,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d*|\d{4,},\d+)"
)
_POINT_IS_DECIMAL = re.compile(
    r"-?(?:\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+\.\d*|\d{4,}\.\d+)"
)
_POINT_GROUPS = re.compile(r"-?\d{1,3}(?:\.\d{3}){2,}")
_COMMA_GROUPS = re.compile(r"-?\d{1,3}(?:,\d{3}){2,}")
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_NUMBER = re.compile(r"[\d.,-]+")


def decimal_sign(columns: Mapping[str, pd.Series], file: str, sheet: str | None = None) -> str:
    """The decimal sign of a table ("," or "."), from the evidence of all its numbers.

    "1,5" or "0,125" proves the comma, "1.5" the point, "1.234.567" that the point groups.
    A table whose only evidence is "1.234" could mean either and is refused, as is one that
    proves both. ``columns`` maps column names to texts indexed by row number.
    """
    proofs: dict[str, tuple[str, int, str]] = {}
    doubt: tuple[str, int, str] | None = None
    for name, texts in columns.items():
        for row, text in _punctuated(texts).items():
            place = (name, int(str(row)), text)
            if sign := _proved(text):
                proofs.setdefault(sign, place)
            elif _EITHER.fullmatch(text):
                doubt = doubt or place
    if len(proofs) == 2:
        raise _contradiction(proofs, file, sheet)
    if doubt and not proofs:
        raise _ambiguity(doubt, file, sheet)
    return next(iter(proofs), ",")


def _punctuated(texts: pd.Series) -> "pd.Series[str]":
    cleaned = texts.astype(str).str.strip().str.strip("()eprs ")
    distinct = cleaned.drop_duplicates()
    numeric = distinct[distinct.str.contains("[.,]", regex=True)]
    return numeric[numeric.str.fullmatch(_NUMBER.pattern)]


def _proved(text: str) -> str | None:
    if _COMMA_IS_DECIMAL.fullmatch(text) or _POINT_GROUPS.fullmatch(text):
        return ","
    if _POINT_IS_DECIMAL.fullmatch(text) or _COMMA_GROUPS.fullmatch(text):
        return "."
    return None


def _contradiction(
    proofs: dict[str, tuple[str, int, str]], file: str, sheet: str | None
) -> InputError:
    column, row, text = proofs["."]
    other_column, other_row, other = proofs[","]
    return InputError(
        "In der Tabelle kommen Dezimalkomma und Dezimalpunkt nebeneinander vor.",
        file=file,
        sheet=sheet,
        row=row,
        column=column,
        found=text,
        expected=f"dieselbe Schreibweise wie „{other}“ in Zeile {other_row}, Spalte {other_column}",
        remedy="Alle Zahlen einheitlich schreiben, am besten ohne Tausendertrennzeichen.",
    )


def _ambiguity(doubt: tuple[str, int, str], file: str, sheet: str | None) -> InputError:
    column, row, text = doubt
    whole = text.replace(".", "").replace(",", "")
    exact = text.replace(".", ",")
    return InputError(
        "Die Zahl ist mehrdeutig: Tausendertrennzeichen oder Dezimalzeichen?",
        file=file,
        sheet=sheet,
        row=row,
        column=column,
        found=text,
        expected=f"{whole} oder {exact}0",
        remedy=f"Ohne Tausendertrennzeichen schreiben ({whole}); ist eine Kommazahl gemeint,"
        f" eine weitere Stelle angeben ({exact}0).",
    )
