"""GeoJSON as it is found in the wild: arrays, nested collections, an old member crs (workshop)."""

import json
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import ProjError

from monitoring.errors import InputError

WGS84 = "EPSG:4326"
MAX_GEOJSON = 512 * 1024 * 1024
_MAX_DEPTH = 50
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # of a pair; alone it is no character


def damaged(name: str, found: str) -> InputError:
    """The error for a file that its format's reader cannot open."""
    return InputError(
        "Die Geodatei ist beschädigt oder unvollständig.",
        file=name,
        found=found,
        expected="ein vollständiges GeoPackage, Shapefile oder GeoJSON",
        remedy="Die Datei erneut herunterladen.",
    )


def _no_json(name: str, data: bytes, error: Exception) -> InputError:
    """The error for what is no JSON, with its line where that is known."""
    fault = damaged(name, "kein gültiges JSON")
    if isinstance(error, json.JSONDecodeError):
        fault.row, fault.found = error.lineno, f"kein gültiges JSON ab Stelle {error.colno}"
    elif isinstance(error, UnicodeDecodeError):
        fault.row = data.count(b"\n", 0, error.start) + 1
        fault.found = f"Byte {data[error.start]:#04x}, das kein Text ist"
    return fault


def read_geojson(path: Path, name: str) -> gpd.GeoDataFrame:
    """Properties and shapes of all features; WGS 84 unless the file names another CRS."""
    if path.stat().st_size > MAX_GEOJSON:
        raise InputError(
            "Die Geodatei ist zu groß.",
            file=name,
            found=f"{path.stat().st_size // 2**20} MiB",
            expected=f"als GeoJSON höchstens {MAX_GEOJSON // 2**20} MiB",
            remedy="Die Grenzen als GeoPackage übergeben.",
        )
    data = path.read_bytes()
    try:
        content = json.loads(data)
        if _HALF.search(data):
            json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise _no_json(name, data, error) from error
    features = _features(content, name)
    if not features:
        raise _no_features(name, content)
    table = pd.DataFrame([_properties(feature) for feature in features], dtype=object)
    geometry = [_shape(feature, number, name) for number, feature in enumerate(features, 1)]
    return gpd.GeoDataFrame(table, geometry=geometry, crs=_crs(content, name))


def _crs(content: Any, name: str) -> CRS:
    stated = _stated_crs(content) or WGS84
    try:
        return CRS.from_user_input(stated)
    except ProjError as error:
        raise InputError(
            "Das Koordinatensystem ist unbekannt.",
            file=name,
            found=stated,
            expected="eine Bezeichnung wie urn:ogc:def:crs:EPSG::25832",
            remedy="Die Grenzen in EPSG:25832 neu exportieren.",
        ) from error


def _features(content: Any, name: str, depth: int = 0) -> list[dict[str, Any]]:
    """All features of arrays and collections, however they are nested."""
    if depth > _MAX_DEPTH:
        raise damaged(name, f"mehr als {_MAX_DEPTH} Ebenen verschachtelt")
    if isinstance(content, list):
        inner = content
    elif isinstance(content, dict) and content.get("type") == "Feature":
        return [content]
    elif isinstance(content, dict) and content.get("type") == "FeatureCollection":
        inner = content.get("features", [])
    else:
        return []
    parts = inner if isinstance(inner, list) else []
    return [feature for part in parts for feature in _features(part, name, depth + 1)]


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    return (
        {str(k).upper(): v for k, v in properties.items()} if isinstance(properties, dict) else {}
    )


def _shape(feature: dict[str, Any], number: int, name: str) -> Any:
    geometry = feature.get("geometry")
    if geometry is None:
        return None
    try:
        return shapely.from_geojson(json.dumps(geometry))
    except (shapely.GEOSException, TypeError, ValueError) as error:
        raise InputError(
            "Die Geometrie eines Gebiets ist unlesbar.",
            file=name,
            found=f"Objekt {number}: {error}",
            expected="Polygon, MultiPolygon oder GeometryCollection",
            remedy="Die Datei neu exportieren.",
        ) from error


def _stated_crs(content: Any) -> str | None:
    """Name in the (old) member ``crs`` of the outermost object that has one."""
    if isinstance(content, list):
        return next((crs for part in content if (crs := _stated_crs(part))), None)
    crs = content.get("crs") if isinstance(content, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return (
        str(properties["name"]) if isinstance(properties, dict) and "name" in properties else None
    )


def _no_features(name: str, content: Any) -> InputError:
    words = list(content) if isinstance(content, dict) else []
    found = f"Angaben {', '.join(map(str, words[:4]))}" if words else "kein Objekt mit Angaben"
    return InputError(
        "Die Datei enthält keine Gebiete im Format GeoJSON.",
        file=name,
        found=found,
        expected="FeatureCollection, Feature oder eine Liste davon",
        remedy="Die Grenzen als GeoJSON exportieren; TopoJSON vorher umwandeln. Beschreibungen "
        "(Metadaten) einer Tabelle werden nicht gebraucht.",
    )
