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
import pandas as pd
import shapely

from geodata.boundary_files import Layer, Note, layers_of
from geodata.boundary_keys import with_keys
from geodata.shapes import METRIC_CRS, listed, projected, repaired
from monitoring.errors import InputError

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
            tables.append(projected(table, layer)[_COLUMNS])
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
    whole, repairs = repaired(table, layer)
    notes += repairs
    return _dissolved(whole, layer, notes), notes


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
            f"Mehrere Teilflächen eines Gebiets wurden vereinigt: {listed(list(joined.index))}.",
            place=layer.name,
            count=len(joined),
        )
    )
    rest = pd.DataFrame(table[~several])
    both = pd.concat([rest, joined.reset_index()], ignore_index=True)
    return gpd.GeoDataFrame(both, geometry="geometry", crs=table.crs)


def _refuse_repeated(areas: pd.DataFrame) -> None:
    repeated = areas[areas.duplicated(["level", "key"])]
    if len(repeated):
        raise InputError(
            "Zwei Ebenen enthalten dieselben Gebiete.",
            found=listed(repeated["key"].tolist()),
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
