"""Official boundaries (VG250, VG250-EW, VG5000): keys, levels, one valid area per key (workshop).

Attributes: BKG, documentation of VG250. ADE is the administrative level (2 Land, 4 Kreis,
5 Verband, 6 Gemeinde). GF is the Geofaktor: 4 land and 2 water of areas with lower levels, 3 land
and 1 water without; water is the sea and the Bodensee, which no official area counts. VG5000
has only 9. KFL is the official area in km² (VG250-EW).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj.exceptions import CRSError

from geodata.boundary_files import Layer, Note, layers_of
from geodata.boundary_keys import with_keys
from monitoring.errors import InputError

METRIC_CRS = 25832
GERMANY_UTM32 = (200_000.0, 5_150_000.0, 1_000_000.0, 6_200_000.0)
_WATER = ("1", "2")
_COLUMNS = ["key", "level", "name", "kind", "ars", "km2", "unincorporated", "geometry"]


@dataclass(frozen=True)
class Boundaries:
    """``areas`` has one row per level and key: key, level, name, kind, ars, km2 (official, NaN
    if not stated), unincorporated and geometry (valid, EPSG:25832).
    """

    areas: gpd.GeoDataFrame
    product: str
    notes: tuple[Note, ...]


def read_boundaries(files: Sequence[tuple[Path, str]]) -> Boundaries:
    """Read all layers of the files; each file comes with the name messages call it by."""
    layers = [layer for path, name in files for layer in layers_of(path, name)]
    notes = [note for layer in layers for note in layer.notes]
    tables = []
    for layer in layers:
        keyed, more = with_keys(layer)
        notes += more
        if len(keyed):
            table, more = _repaired(keyed, layer)
            tables.append(_projected(table, layer))
            notes += more
    if not tables:
        raise _no_areas(layers)
    areas = pd.concat(tables, ignore_index=True)
    _refuse_repeated(areas)
    return Boundaries(
        gpd.GeoDataFrame(areas, geometry="geometry", crs=METRIC_CRS).sort_values(
            ["level", "key"], ignore_index=True
        ),
        _product(layers),
        tuple(notes),
    )


def _repaired(table: gpd.GeoDataFrame, layer: Layer) -> tuple[gpd.GeoDataFrame, list[Note]]:
    """One valid (multi)polygon per key: water left out, rings repaired, parts dissolved."""
    table, notes = _without_water(table, layer)
    shapes = shapely.force_2d(table.geometry.to_numpy())
    _refuse_empty(table, shapes, layer)
    invalid = ~shapely.is_valid(shapes)
    if invalid.any():
        shapes[invalid] = shapely.make_valid(
            shapes[invalid], method="structure", keep_collapsed=False
        )
        keys = table.loc[invalid, "key"].tolist()
        notes.append(
            Note(
                "repaired",
                f"Ungültige Grenzlinien wurden berichtigt: {_listed(keys)}.",
                place=layer.name,
                count=len(keys),
            )
        )
    shapes = np.array([_polygons(shape) for shape in shapes], dtype=object)
    _refuse_empty(table, shapes, layer)
    return _dissolved(table.assign(geometry=shapes), layer, notes), notes


def _without_water(table: gpd.GeoDataFrame, layer: Layer) -> tuple[gpd.GeoDataFrame, list[Note]]:
    water = table["gf"].isin(_WATER)
    if not water.any():
        return table, []
    return table[~water], [
        Note(
            "water",
            "Teilflächen auf Nord- und Ostsee und Bodensee (GF 1 und 2) wurden weggelassen.",
            place=layer.name,
            count=int(water.sum()),
        )
    ]


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


def _dissolved(table: gpd.GeoDataFrame, layer: Layer, notes: list[Note]) -> gpd.GeoDataFrame:
    several = table.duplicated(["level", "key"], keep=False)
    if not several.any():
        return table
    groups = table[several].groupby(["level", "key"], sort=False)
    joined = groups[_COLUMNS[2:-1]].first()
    joined["geometry"] = groups["geometry"].agg(lambda parts: shapely.union_all(parts.to_numpy()))
    notes.append(
        Note(
            "dissolved",
            f"Mehrere Teilflächen eines Gebiets wurden vereinigt: {_listed(list(joined.index))}.",
            place=layer.name,
            count=len(joined),
        )
    )
    rest = pd.DataFrame(table[~several])
    both = pd.concat([rest, joined.reset_index()], ignore_index=True)
    return gpd.GeoDataFrame(both, geometry="geometry", crs=table.crs)


def _listed(keys: list[object], limit: int = 5) -> str:
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
            found=_listed(table.loc[empty, "key"].tolist()),
            expected="zu jedem Schlüssel ein Polygon",
            remedy="Die Originaldatei des BKG verwenden.",
        )


def _projected(table: gpd.GeoDataFrame, layer: Layer) -> gpd.GeoDataFrame:
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
        projected = table.to_crs(METRIC_CRS)
    except CRSError as error:
        raise _outside(layer, f"{table.crs.name}, nicht umzurechnen") from error
    west, south, east, north = projected.total_bounds
    inside = (
        west >= GERMANY_UTM32[0]
        and south >= GERMANY_UTM32[1]
        and east <= GERMANY_UTM32[2]
        and north <= GERMANY_UTM32[3]
    )
    if not inside:
        raise _outside(layer, f"{table.crs.name}, Ausdehnung {table.total_bounds.round(1)}")
    shapes = projected.geometry.to_numpy()
    invalid = ~shapely.is_valid(shapes)
    if invalid.any():
        shapes[invalid] = shapely.make_valid(
            shapes[invalid], method="structure", keep_collapsed=False
        )
    return projected.assign(geometry=shapes)[_COLUMNS]


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


def _refuse_repeated(areas: pd.DataFrame) -> None:
    repeated = areas[areas.duplicated(["level", "key"])]
    if len(repeated):
        raise InputError(
            "Zwei Ebenen enthalten dieselben Gebiete.",
            found=_listed(repeated["key"].tolist()),
            expected="jede Verwaltungsebene nur einmal",
            remedy="Nur eine Ausgabe der Verwaltungsgebiete übergeben.",
        )


def _no_areas(layers: list[Layer]) -> InputError:
    columns = {column for layer in layers for column in layer.table.columns}
    return InputError(
        "Die Geodatei enthält keine Gemeinden, Gemeindeverbände, Kreise oder Länder.",
        file=layers[0].file if layers else None,
        found=f"Spalten {', '.join(sorted(columns)[:12])}",
        expected="Flächen mit AGS, ARS oder RS",
        remedy="Die Verwaltungsgebiete VG250 oder VG5000 des BKG verwenden.",
    )


def _product(layers: list[Layer]) -> str:
    """``vg5000`` or ``vg250``, from the names of layers and files or BKG's object ids."""
    names = " ".join(f"{layer.name} {layer.file}" for layer in layers).casefold()
    ids = [str(layer.table["OBJID"].iloc[0]) for layer in layers if "OBJID" in layer.table]
    if "vg5000" in names or any(name.startswith("DEBKGVG5") for name in ids):
        return "vg5000"
    return "vg250"
