"""Boundaries below the Gemeinde (Ortsteile, Stadtbezirke) that a house brings itself (workshop)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.boundary_files import Layer, Note, layers_of
from geodata.shapes import projected, repaired
from monitoring.errors import InputError

KEY_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")
_AGS = re.compile(r"\d{8}")
_ROLES = {
    "key": (
        "schluessel",
        ("SCHLUESSEL", "SCHLÜSSEL", "NUMMER", "NR", "KENNUNG", "KENNZIFFER", "ID"),
    ),
    "name": (
        "bezeichnung",
        ("NAME", "BEZEICHNUNG", "ORTSTEIL", "STADTTEIL", "STADTBEZIRK", "GEN"),
    ),
    "ags": ("gemeinde", ("AGS", "GEMEINDESCHLUESSEL")),
    "colour": ("farbe", ("FARBE",)),
}
_NEEDED = ("key", "name")


@dataclass(frozen=True)
class Columns:
    """Which columns somebody named; what is None is found by its usual names. ``gemeinde`` is the
    AGS that all parts lie in, or a column that holds it.
    """

    key: str | None = None
    name: str | None = None
    gemeinde: str | None = None


@dataclass(frozen=True)
class Ortsteile:
    """``parts`` has one row per shape: key (its own, without the AGS), name, ags and colour
    ("" where the file does not tell), row, geometry (valid, EPSG:25832).
    """

    parts: gpd.GeoDataFrame
    file: str
    notes: tuple[Note, ...]


def read_ortsteile(files: Sequence[tuple[Path, str]], columns: Columns) -> Ortsteile:
    """The one layer with polygons of the files, each given with the name messages call it by.

    Raises InputError with row and column for whatever is not as it should be.
    """
    layers = [layer for path, name in files for layer in layers_of(path, name)]
    if len(layers) != 1:
        raise InputError(
            "Die Ortsteile müssen in einer einzigen Ebene stehen.",
            file=layers[0].file if layers else None,
            found=", ".join(layer.name for layer in layers) or "keine Ebene mit Flächen",
            expected="eine Ebene mit einer Fläche je Ortsteil",
            remedy="Die Ebene mit den Ortsteilen allein exportieren, etwa aus QGIS.",
        )
    layer = layers[0]
    table = _named(layer, columns)
    whole, repairs = repaired(table, layer)
    return Ortsteile(projected(whole, layer), layer.file, (*layer.notes, *repairs))


def _named(layer: Layer, columns: Columns) -> gpd.GeoDataFrame:
    table = layer.table
    constant = columns.gemeinde if columns.gemeinde and _AGS.fullmatch(columns.gemeinde) else None
    asked = {
        "key": columns.key,
        "name": columns.name,
        "ags": None if constant else columns.gemeinde,
        "colour": None,
    }
    found = {role: _column(layer, role, wanted) for role, wanted in asked.items()}
    texts = {role: _texts(table, column) for role, column in found.items()}
    if constant:
        texts["ags"] = pd.Series(constant, index=table.index, dtype="str")
    parts = gpd.GeoDataFrame(
        {**texts, "row": range(1, len(table) + 1)}, geometry=table.geometry.array, crs=table.crs
    )
    _check(parts, found, layer)
    return parts


def _column(layer: Layer, role: str, wanted: str | None) -> str | None:
    option, usual = _ROLES[role]
    there = [str(name) for name in layer.table if name != layer.table.geometry.name]
    if wanted is None:
        found = next((name for name in usual if name in there), None)
        if found is not None or role not in _NEEDED:
            return found
    elif wanted.upper() in there:
        return wanted.upper()
    what = "den Schlüsseln" if role == "key" else "den Namen" if role == "name" else "der Gemeinde"
    raise InputError(
        f"Die Spalte mit {what} ist nicht zu erkennen."
        if wanted is None
        else f"Die Spalte mit {what} gibt es nicht.",
        file=layer.file,
        sheet=layer.name,
        found=f"Spalten {', '.join(there[:20])}",
        expected=wanted or f"eine davon: {', '.join(usual)}",
        remedy=f"Die Spalte nennen: --{option} SPALTE",
    )


def _texts(table: gpd.GeoDataFrame, column: str | None) -> "pd.Series[str]":
    if column is None:
        return pd.Series("", index=table.index, dtype="str")
    values = table[column].astype(object)
    texts: pd.Series[str] = values.where(values.notna(), "").astype(str).str.strip()
    return texts.str.replace(r"^(\d+)\.0$", r"\1", regex=True)


def _check(parts: pd.DataFrame, found: dict[str, str | None], layer: Layer) -> None:
    checks = (
        ("key", parts["key"].str.fullmatch(KEY_FORM.pattern), "Der Schlüssel ist keiner.",
         "1 bis 20 Buchstaben ohne Umlaute, Ziffern, Punkte oder Striche",
         "Den Schlüssel ändern oder eine andere Spalte als Schlüssel nennen."),
        ("name", parts["name"].map(_is_name), "So kann ein Ortsteil nicht heißen.",
         "1 bis 60 druckbare Zeichen, zu Beginn ein Buchstabe oder eine Ziffer",
         "Den Namen ändern oder eine andere Spalte als Namen nennen."),
        ("ags", parts["ags"].str.fullmatch(r"\d{8}|"), "Das ist kein Schlüssel einer Gemeinde.",
         "8 Ziffern mit führender Null",
         "Die Spalte als Text speichern oder mit --gemeinde die Gemeinde nennen."),
        ("colour", parts["colour"].str.fullmatch(r"#[0-9A-Fa-f]{6}|"), "Das ist keine Farbe.",
         "# und sechs Ziffern von 0 bis f, etwa „#1f6f78“", "Die Farbe so eintragen."),
    )  # fmt: skip
    for role, good, what, expected, remedy in checks:
        if good.all():
            continue
        wrong = parts[~good.astype(bool)].iloc[0]
        raise InputError(
            what,
            file=layer.file,
            sheet=layer.name,
            row=int(wrong["row"]),
            column=found[role],
            found=wrong[role],
            expected=expected,
            remedy=remedy,
        )


def _is_name(name: str) -> bool:
    return name.isprintable() and len(name) <= 60 and name[:1].isalnum()
