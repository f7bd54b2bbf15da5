"""Ortsteile of the release: with their own boundaries, in the Gemeinden that still exist."""

from collections.abc import Callable
from datetime import date

import duckdb
import geopandas as gpd
import pandas as pd
import shapely

from geodata.ortsteile_place import filled_gemeinden
from monitoring.areas import Level
from monitoring.build.write import read_sql
from monitoring.figures import counted

M2_PER_KM2 = 1_000_000


def with_ortsteile(
    connection: duckdb.DuckDBPyConnection,
    areas: gpd.GeoDataFrame,
    stand: str,
    report: Callable[[str], None],
) -> gpd.GeoDataFrame:
    """``areas`` with the Ortsteile in force at ``stand``, also added to the table planungsraum.

    There ``whole`` says whether the Gemeinde is made up of its Ortsteile, so that their sum is its
    figure. Their area is that of their boundaries: no office has another. Ortsteile of a Gemeinde
    that no longer exists under its key stay out; ``report`` says so.
    """
    stored = connection.execute(read_sql("ortsteile"), {"stand": date.fromisoformat(stand)}).df()
    gemeinden = areas[areas["level"] == Level.GEMEINDE]
    there = stored["ags"].isin(gemeinden["key"])
    for (name, ags), part in stored[~there].groupby(["set_name", "ags"]):
        ortsteile = counted(len(part), "Ortsteil fehlt", "Ortsteile fehlen")
        report(
            f"Einteilung „{name}“: {ortsteile} in diesem Datenstand, denn die Gemeinde {ags} gibt "
            "es am Gebietsstand nicht, oder sie liegt außerhalb."
        )
    kept = stored[there].reset_index(drop=True)
    if kept.empty:
        return areas
    shapes = shapely.from_wkb([bytes(value) for value in kept.pop("geometry")])
    parts = gpd.GeoDataFrame(kept, geometry=shapes, crs=areas.crs)
    _add(connection, parts.assign(whole=parts["ags"].isin(filled_gemeinden(parts, gemeinden))))
    made = _areas(parts)
    return gpd.GeoDataFrame(pd.concat([areas, made], ignore_index=True), crs=areas.crs)


def _areas(parts: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "level": str(Level.ORTSTEIL),
            "key": parts["key"],
            "name": parts["name"],
            "kind": "Ortsteil",
            "parent": parts["ags"],
            "verband": None,
            "km2": parts.geometry.area / M2_PER_KM2,
            "unincorporated": False,
        },
        geometry=parts.geometry,
        crs=parts.crs,
    )


def _add(connection: duckdb.DuckDBPyConnection, parts: gpd.GeoDataFrame) -> None:
    connection.register("frame", pd.DataFrame(parts.drop(columns="geometry")))
    connection.execute(
        "INSERT INTO planungsraum SELECT key, colour, set_name, version, valid_from::DATE, whole "
        "FROM frame"
    )
    connection.unregister("frame")
