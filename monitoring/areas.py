"""Official keys of areas (AGS, ARS) and the levels they stand for.

Structure of the keys: Destatis, "Amtlicher Gemeindeschlüssel (AGS)" and
"Amtlicher Regionalschlüssel (ARS)"; AGS = ARS[0:5] + ARS[9:12].
"""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum


class Level(StrEnum):
    """Levels of the administrative hierarchy that a figure may be given for."""

    ORTSTEIL = "ortsteil"
    GEMEINDE = "gemeinde"
    VERBAND = "verband"
    PLANUNGSRAUM = "planungsraum"
    KREIS = "kreis"
    LAND = "land"
    BUND = "bund"


BUND_KEY = "DG"
KEY_LENGTH = {Level.LAND: 2, Level.KREIS: 5, Level.GEMEINDE: 8, Level.VERBAND: 9}
LEVEL_TITLES = {
    Level.ORTSTEIL: "Ortsteile",
    Level.GEMEINDE: "Gemeinden",
    Level.VERBAND: "Gemeindeverbände",
    Level.PLANUNGSRAUM: "Planungsräume",
    Level.KREIS: "Kreise und kreisfreie Städte",
    Level.LAND: "Länder",
    Level.BUND: "Deutschland",
}
LEVEL_SINGULAR = {
    Level.ORTSTEIL: "Ortsteil",
    Level.GEMEINDE: "Gemeinde",
    Level.VERBAND: "Gemeindeverband",
    Level.PLANUNGSRAUM: "Planungsraum",
    Level.KREIS: "Kreis",
    Level.LAND: "Land",
    Level.BUND: "Deutschland",
}
_PLANUNGSRAUM = re.compile(r"(DG|\d{2}|\d{5})P[A-Za-z0-9-]+")
_ORTSTEIL = re.compile(r"\d{8}T[A-Za-z0-9._-]{1,20}")
_LEVEL_BY_LENGTH = {length: level for level, length in KEY_LENGTH.items()}


def level_of(key: str) -> Level | None:
    """Level of a key by its form, or None if it is not a key.

    ``DG`` is Germany; 2 digits a Land, 5 a Kreis, 8 a Gemeinde, 9 a Verband (ARS); an Ortsteil's
    is that of its Gemeinde, ``T`` and its own (see :func:`ortsteil_key`).
    """
    if key == BUND_KEY:
        return Level.BUND
    if _ORTSTEIL.fullmatch(key):
        return Level.ORTSTEIL
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


def shown_level(key: str) -> Level | None:
    """Level of a key, also of a Planungsraum's (see :func:`planungsraum_key`)."""
    return Level.PLANUNGSRAUM if _PLANUNGSRAUM.fullmatch(key) else level_of(key)


def planungsraum_key(name: str, gemeinden: Collection[str]) -> str:
    """Key of a Planungsraum in a release: that of the smallest area its Gemeinden all lie in (a
    Kreis, a Land, else Germany), ``P`` and its own. So it begins as the keys around it do.
    """
    for digits in (5, 2):
        around = {key[:digits] for key in gemeinden}
        if len(around) == 1:
            return f"{around.pop()}P{name}"
    return f"{BUND_KEY}P{name}"


def ortsteil_key(gemeinde: str, own: str) -> str:
    """Key of an Ortsteil: the AGS of its Gemeinde, ``T`` and the number the Gemeinde gave it."""
    return f"{gemeinde}T{own}"


def gemeinde_of(key: str) -> str | None:
    """AGS of the Gemeinde an Ortsteil lies in; None for everything else."""
    return key[:8] if level_of(key) == Level.ORTSTEIL else None


def kreis_of(key: str) -> str | None:
    """Key of the Kreis an area lies in, or a Kreis's own; None above the Kreis."""
    level = shown_level(key)
    if level == Level.PLANUNGSRAUM:
        return key[:5] if key[:5].isdigit() else None
    inside = (Level.ORTSTEIL, Level.GEMEINDE, Level.VERBAND, Level.KREIS)
    return key[:5] if level in inside else None


def land_of(key: str) -> str | None:
    """Key of the Land an area lies in; None for Germany, and what lies in several Länder."""
    return key[:2] if shown_level(key) is not None and key[:2].isdigit() else None
