"""Shapes of any geodata file made fit for use: valid polygons in EPSG:25832 (workshop)."""

import geopandas as gpd
import numpy as np
import shapely
from pyproj.exceptions import ProjError

from geodata.boundary_files import Layer, Note
from monitoring.errors import InputError

METRIC_CRS = 25832
MOST_CROSSINGS = 100_000
GERMANY_UTM32 = (200_000.0, 5_150_000.0, 1_000_000.0, 6_200_000.0)


def repaired(table: gpd.GeoDataFrame, layer: Layer) -> tuple[gpd.GeoDataFrame, list[Note]]:
    """The table, which has a column key, with rings made valid and lines and points left out.

    Raises InputError for an area without a polygon.
    """
    shapes = shapely.force_2d(table.geometry.to_numpy())
    _refuse_empty(table, shapes, layer)
    notes = []
    invalid = ~shapely.is_valid(shapes)
    if invalid.any():
        _refuse_tangled(shapes[invalid], layer)
        shapes[invalid] = _valid(shapes[invalid])
        keys = table.loc[invalid, "key"].tolist()
        notes.append(
            Note(
                "repaired",
                f"Ungültige Grenzlinien wurden berichtigt: {listed(keys)}.",
                place=layer.name,
                count=len(keys),
            )
        )
    shapes = np.array([_polygons(shape) for shape in shapes], dtype=object)
    _refuse_empty(table, shapes, layer)
    return table.assign(geometry=shapes), notes


def _refuse_tangled(shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]", layer: Layer) -> None:
    """Making a line valid takes the longer the more often it crosses itself, up to for ever."""
    crossings = 0.0
    for shape in shapes:
        crossings += _crossings(shape)
        if crossings > MOST_CROSSINGS:
            raise InputError(
                "Die Grenzlinien kreuzen sich zu oft, um sie zu berichtigen.",
                file=layer.file,
                sheet=layer.name,
                found="mehr Kreuzungen",
                expected=f"höchstens {MOST_CROSSINGS} Kreuzungen",
                remedy="Die Grenzen neu exportieren; die Folge der Punkte ist zerstört.",
            )


def _crossings(shape: shapely.Geometry) -> float:
    """How often the lines cross, estimated from some of their pieces."""
    points, ring = shapely.get_coordinates(shapely.get_rings(shape), return_index=True)
    pieces = np.stack([points[:-1], points[1:]], axis=1)[ring[1:] == ring[:-1]]
    if not np.isfinite(pieces).all() or not len(pieces):
        return 0.0
    lines = shapely.linestrings(pieces)
    some = lines[:: max(1, len(lines) // max(1, min(200, 2_000_000 // len(lines))))]
    found = shapely.STRtree(lines).query(some, predicate="crosses").shape[1]
    return float(found * len(lines) / len(some) / 2)


def _valid(shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]") -> object:
    return shapely.make_valid(shapes, method="structure", keep_collapsed=False)


def _polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a geometry, points and lines left out."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [part for part in _parts(shape) if part.geom_type == "Polygon"]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def _parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Simple parts of nested collections."""
    if not hasattr(shape, "geoms"):
        return [shape]
    return [part for inner in shape.geoms for part in _parts(inner)]


def listed(keys: list[object], limit: int = 5) -> str:
    """The first keys as text, and how many more there are."""
    names = [str(key[1]) if isinstance(key, tuple) else str(key) for key in keys]
    more = f" und {len(names) - limit} weitere" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def _refuse_empty(
    table: gpd.GeoDataFrame, shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]", layer: Layer
) -> None:
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    if empty.any():
        raise InputError(
            "Ein Gebiet hat keine Fläche.",
            file=layer.file,
            sheet=layer.name,
            found=listed(table.loc[empty, "key"].tolist()),
            expected="zu jedem Schlüssel ein Polygon",
            remedy="Die Fläche ergänzen oder die Zeile entfernen; bei amtlichen Grenzen die"
            " Originaldatei des BKG verwenden.",
        )


def projected(table: gpd.GeoDataFrame, layer: Layer) -> gpd.GeoDataFrame:
    """The table in EPSG:25832; refused without a CRS or where that is evidently wrong."""
    if table.crs is None:
        raise InputError(
            "Das Koordinatenbezugssystem ist nicht angegeben.",
            file=layer.file,
            sheet=layer.name,
            found="keine Angabe (bei Shapefiles fehlt die Datei .prj oder ist unleserlich)",
            expected="etwa EPSG:25832, 31467 oder 4326",
            remedy="Die Datei .prj aus dem Zip des BKG danebenlegen oder das"
            " Koordinatenbezugssystem beim Export angeben.",
        )
    try:
        moved = table.to_crs(METRIC_CRS)
    except ProjError as error:
        raise _outside(layer, f"{table.crs.name}, nicht umzurechnen") from error
    west, south, east, north = moved.total_bounds
    inside = (
        west >= GERMANY_UTM32[0]
        and south >= GERMANY_UTM32[1]
        and east <= GERMANY_UTM32[2]
        and north <= GERMANY_UTM32[3]
    )
    if not inside:
        raise _outside(layer, f"{table.crs.name}, Ausdehnung {table.total_bounds.round(1)}")
    shapes = moved.geometry.to_numpy()
    invalid = ~shapely.is_valid(shapes)
    if invalid.any():
        shapes[invalid] = _valid(shapes[invalid])
    return moved.assign(geometry=shapes)


def _outside(layer: Layer, found: str) -> InputError:
    return InputError(
        "Die Koordinaten liegen nicht in Deutschland.",
        file=layer.file,
        sheet=layer.name,
        found=found,
        expected="Koordinaten, die zum angegebenen Bezugssystem passen",
        remedy="Das Koordinatenbezugssystem der Datei berichtigen; GeoJSON steht in Grad (WGS 84),"
        " sonst muss es ein Feld „crs“ haben.",
    )
