"""Official keys of areas (AGS, ARS) and the levels they stand for.

Structure of the keys: Destatis, "Amtlicher Gemeindeschlüssel (AGS)" and
"Amtlicher Regionalschlüssel (ARS)"; AGS = ARS[0:5] + ARS[9:12].
"""

import unicodedata
from enum import StrEnum


class Level(StrEnum):
    """Levels of the administrative hierarchy that a figure may be given for."""

    GEMEINDE = "gemeinde"
    VERBAND = "verband"
    KREIS = "kreis"
    LAND = "land"
    BUND = "bund"


BUND_KEY = "DG"
KEY_LENGTH = {Level.LAND: 2, Level.KREIS: 5, Level.GEMEINDE: 8, Level.VERBAND: 9}
LEVEL_TITLES = {
    Level.GEMEINDE: "Gemeinden",
    Level.VERBAND: "Gemeindeverbände",
    Level.KREIS: "Kreise und kreisfreie Städte",
    Level.LAND: "Länder",
    Level.BUND: "Deutschland",
}
_LEVEL_BY_LENGTH = {length: level for level, length in KEY_LENGTH.items()}


def level_of(key: str) -> Level | None:
    """Level of an official key by its form, or None if it is not a key.

    ``DG`` is Germany; 2 digits a Land, 5 a Kreis, 8 a Gemeinde, 9 a Verband (ARS).
    """
    if key == BUND_KEY:
        return Level.BUND
    if not (key.isascii() and key.isdigit()):
        return None
    return _LEVEL_BY_LENGTH.get(len(key))


def name_key(name: str) -> str:
    """What German names are put in order by: Ä as A, Ö as O, Ü as U, ß as ss (DIN 5007-1)."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def ags_from_ars(ars: str) -> str:
    """AGS (8 digits) of a Gemeinde's ARS (12 digits)."""
    if len(ars) != 12 or not (ars.isascii() and ars.isdigit()):
        raise ValueError(f"not a 12-digit ARS: {ars!r}")
    return ars[:5] + ars[9:]


def kreis_of(key: str) -> str | None:
    """Key of the Kreis a Gemeinde, Verband or Kreis lies in; None above the Kreis."""
    return key[:5] if level_of(key) in (Level.GEMEINDE, Level.VERBAND, Level.KREIS) else None


def land_of(key: str) -> str | None:
    """Key of the Land an area lies in; None for Germany."""
    return key[:2] if level_of(key) not in (None, Level.BUND) else None
