"""Open official boundary files: GeoPackage, Shapefile and GeoJSON, layer by layer (workshop)."""

import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geodata.boundary_geojson import damaged, read_geojson
from monitoring.errors import InputError

UNREADABLE = "Inhalt, der sich nicht als Geodatei lesen lässt"
SUFFIXES = (".gpkg", ".shp", ".geojson", ".json")
_QUERIES = """
SELECT name FROM sqlite_master
WHERE type = 'view' AND lower(name) IN (SELECT lower(table_name) FROM gpkg_geometry_columns)
"""
_UTF8_NAMES = ("utf8", "utf-8", "65001", "unicode")
_POLYGONS = ("Polygon", "MultiPolygon", "Unknown", "GeometryCollection", "3D", "CurvePolygon")


@dataclass(frozen=True)
class Note:
    """Something found in a file that did not stop the reading."""

    kind: str
    message: str
    place: str = ""
    count: int = 1


@dataclass(frozen=True)
class Layer:
    """One layer as it is in the file; column names in capitals, values untouched."""

    name: str
    file: str
    table: gpd.GeoDataFrame
    notes: tuple[Note, ...] = ()


def layers_of(path: Path, name: str) -> list[Layer]:
    """All layers with polygons of one file; ``name`` is what messages call the file."""
    suffix = path.suffix.lower()
    if suffix == ".gpkg":
        return _geopackage(path, name)
    if suffix in (".geojson", ".json"):
        return [Layer(path.stem, name, _capitals(read_geojson(path, name)))]
    return [_shapefile(path.with_suffix(_own_case(path)), name)]


def _own_case(path: Path) -> str:
    """The suffix .shp, or .SHP where the other parts are in capitals too."""
    return ".SHP" if path.suffix.isupper() else ".shp"


def _geopackage(path: Path, name: str) -> list[Layer]:
    _refuse_queries(path, name)
    try:
        listed = pyogrio.list_layers(path)
    except DataSourceError as error:
        raise damaged(name, UNREADABLE) from error
    found = [
        str(layer) for layer, kind in listed if kind and any(word in kind for word in _POLYGONS)
    ]
    if not found:
        raise InputError(
            "Das GeoPackage enthält keine Flächen.",
            file=name,
            found=", ".join(f"{layer} ({kind})" for layer, kind in listed) or "keine Ebene",
            expected="mindestens eine Ebene mit Polygonen",
            remedy="Die Verwaltungsgebiete beim BKG als GeoPackage laden.",
        )
    return [Layer(layer, name, _read(path, name, layer=layer)) for layer in found]


def _refuse_queries(path: Path, name: str) -> None:
    """A view is a query that runs when it is looked at, and may run for ever."""
    try:
        address = f"{path.resolve().as_uri()}?immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            found = database.execute(_QUERIES).fetchone()
    except sqlite3.Error as error:
        raise damaged(name, UNREADABLE) from error
    if found is not None:
        raise InputError(
            "Eine Ebene des GeoPackage ist eine Abfrage (View) und wird nicht ausgeführt.",
            file=name,
            sheet=str(found[0]),
            expected="Flächen in einer Tabelle",
            remedy="Die Ebene, etwa in QGIS, als eigenes GeoPackage speichern.",
        )


def _read(path: Path, name: str, **options: Any) -> gpd.GeoDataFrame:
    try:
        table = pyogrio.read_dataframe(path, fid_as_index=False, **options)
    except (DataSourceError, DataLayerError, UnicodeDecodeError, shapely.GEOSException) as error:
        raise damaged(name, UNREADABLE) from error
    if not isinstance(table, gpd.GeoDataFrame):
        raise damaged(name, "keine Geometrie")
    return _capitals(table)


def _capitals(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    shape = table.geometry.name
    return table.rename(columns={column: column.upper() for column in table if column != shape})


def _shapefile(path: Path, name: str) -> Layer:
    _check_parts(path, name)
    encoding, notes = _encoding(path, name)
    return Layer(path.stem, name, _read(path, name, encoding=encoding), notes)


def _part(path: Path, suffix: str) -> Path | None:
    candidates = (path.with_suffix(suffix), path.with_suffix(suffix.upper()))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _check_parts(path: Path, name: str) -> None:
    for suffix in (".shp", ".dbf", ".shx"):
        if _part(path, suffix) is None:
            raise InputError(
                f"Zum Shapefile fehlt die Datei „{path.stem}{suffix}“.",
                file=name,
                found=", ".join(sorted(p.name for p in path.parent.glob(f"{path.stem}.*"))),
                expected=f"{path.stem}.shp, {path.stem}.dbf, {path.stem}.shx und {path.stem}.prj"
                " im selben Ordner oder Zip",
                remedy="Alle Teile des Shapefiles zusammen übergeben, am besten das Zip des BKG.",
            )
    shape = _part(path, ".shp")
    assert shape is not None
    with shape.open("rb") as stream:
        head = stream.read(100)
    stated = struct.unpack(">i", head[24:28])[0] * 2 if len(head) == 100 else -1
    if stated != shape.stat().st_size:
        raise damaged(name, f"{shape.stat().st_size} statt {stated} Bytes")


def _encoding(path: Path, name: str) -> tuple[str, tuple[Note, ...]]:
    """Encoding of the dBASE part: as stated in .cpg if that can be, else told from the bytes."""
    cpg = _part(path, ".cpg")
    stated = cpg.read_text(encoding="ascii", errors="replace").strip() if cpg else ""
    dbf = _part(path, ".dbf")
    assert dbf is not None
    data = dbf.read_bytes()
    start = struct.unpack("<H", data[8:10])[0] if len(data) > 32 else 0
    content = data[start:]
    if content.isascii():
        return "UTF-8", ()
    is_utf8 = _is_utf8(content)
    if stated.casefold() in _UTF8_NAMES:
        if not is_utf8:
            raise _wrong_encoding(name, stated, content)
        return "UTF-8", ()
    if is_utf8:
        return "UTF-8", (_encoding_note(name, stated, "UTF-8"),)
    if stated:
        return stated, ()
    return "CP1252", (_encoding_note(name, stated, "Windows-1252 (Latin-1)"),)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding_note(name: str, stated: str, found: str) -> Note:
    why = f"Die Datei .cpg nennt „{stated}“" if stated else "Die Datei .cpg fehlt"
    return Note(
        "encoding", f"{why}; die Zeichenkodierung {found} wurde am Inhalt erkannt.", place=name
    )


def _wrong_encoding(name: str, stated: str, content: bytes) -> InputError:
    byte = next(byte for byte in content if byte > 127)
    return InputError(
        "Die Zeichenkodierung stimmt nicht; Umlaute wären verfälscht.",
        file=name,
        found=f".cpg nennt {stated}, der Inhalt hat aber Byte {byte:#04x}",
        expected="Namen in der Kodierung, die die Datei .cpg nennt",
        remedy="Die Originaldateien des BKG verwenden oder die Datei .cpg berichtigen.",
    )
