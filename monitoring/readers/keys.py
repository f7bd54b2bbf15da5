"""Checks of official keys in a delivery: form, level, and the lost leading zero."""

import re

import pandas as pd

from monitoring.areas import Level, level_of, shown_level
from monitoring.errors import InputError

_LENGTHS_WITHOUT_ZERO = {1: 2, 4: 5, 7: 8, 11: 12}
# No Land begins so, and the Saarland, which Schleswig-Holstein then seems to be, has other Kreise.
_CUT_VERBAND = re.compile(r"(?:[2-8]\d|9[0-7]|10(?!04[1-6]))\d{6}", re.ASCII)
LEVEL_NAMES = {2: "Land", 5: "Kreis", 8: "Gemeinde", 9: "Gemeindeverband", 12: "ARS einer Gemeinde"}


def check_keys(
    keys: pd.Series,
    *,
    file: str,
    column: str,
    lengths: tuple[int, ...],
    sheet: str | None = None,
    germany: bool = False,
    ortsteile: bool = False,
) -> None:
    """Refuse keys that are no official keys of one of the ``lengths``.

    ``keys`` are texts indexed by row number; ``germany`` allows ``DG`` as well, ``ortsteile`` keys
    of Ortsteile.
    """
    for key, row in _first_rows(keys).items():
        if len(key) in lengths and key.isascii() and key.isdigit() and not is_cut_verband(key):
            continue
        if (germany and key == "DG") or (ortsteile and level_of(key) == Level.ORTSTEIL):
            continue
        raise _fault(key, row, file=file, sheet=sheet, column=column, lengths=lengths)


def is_cut_verband(key: str) -> bool:
    """Whether eight digits are no Gemeinde's but the nine of a Verband without the zero before."""
    return _CUT_VERBAND.fullmatch(key) is not None


def whole_length(key: str) -> int | None:
    """How many digits a key has that has lost its leading zero; None for another."""
    if not (key.isascii() and key.isdigit()):
        return None
    return 9 if is_cut_verband(key) else _LENGTHS_WITHOUT_ZERO.get(len(key))


def levels_of(keys: pd.Series) -> pd.Series:
    """Level of each key as text; keys must have been checked."""
    codes, distinct = pd.factorize(keys)
    levels = [str(level_of(str(key)) or "") for key in distinct]
    return pd.Series(pd.array(levels, dtype=object).take(codes), index=keys.index)


def _first_rows(keys: pd.Series) -> dict[str, int]:
    first = keys.drop_duplicates()
    return {str(key): int(str(row)) for row, key in first.items()}


def _fault(
    key: str, row: int, *, file: str, sheet: str | None, column: str, lengths: tuple[int, ...]
) -> InputError:
    wanted = ", ".join(f"{length} Ziffern ({LEVEL_NAMES[length]})" for length in lengths)
    full = whole_length(key)
    if full == 9 or full in lengths:
        return InputError(
            "Dem Gebietsschlüssel fehlt die führende Null.",
            file=file,
            sheet=sheet,
            row=row,
            column=column,
            found=key,
            expected=f"{full} Ziffern, etwa „0{key}“",
            remedy="Die Spalte vor dem Einfügen als Text formatieren oder die Originaldatei"
            " verwenden; Excel entfernt führende Nullen aus Zahlen.",
        )
    if shown_level(key) == Level.PLANUNGSRAUM:
        return InputError(
            "Für Planungsräume werden keine Zahlen eingelesen.",
            file=file,
            sheet=sheet,
            row=row,
            column=column,
            found=key,
            expected=wanted,
            remedy="Die Zahlen je Gemeinde liefern, Kreisblick summiert sie; Räume unterhalb der"
            " Gemeinde mit ihren Grenzen als Ortsteile einlesen.",
        )
    return InputError(
        "Der Gebietsschlüssel hat keine bekannte Form." if key else "Der Gebietsschlüssel fehlt.",
        file=file,
        sheet=sheet,
        row=row,
        column=column,
        found=key,
        expected=wanted,
        remedy="Den amtlichen Gemeindeschlüssel (AGS) als Text eintragen.",
    )
