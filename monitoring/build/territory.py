"""The release's areas: boundaries of one Gebietsstand, missing upper levels made by merging."""

from collections.abc import Callable
from datetime import date

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from monitoring.areas import Level
from monitoring.build.merging import NONE_DIFFERS, merged_gemeinden
from monitoring.build.write import read_sql
from monitoring.errors import ReleaseError
from monitoring.periods import spoken

LEVELS = (
    Level.ORTSTEIL,
    Level.GEMEINDE,
    Level.VERBAND,
    Level.PLANUNGSRAUM,
    Level.KREIS,
    Level.LAND,
)
SHORTEST_BORDER_M = 50.0


def chosen_gebietsstand(
    connection: duckdb.DuckDBPyConnection, wanted: str | None
) -> tuple[str, str]:
    """The wanted Gebietsstand, else the newest with boundaries of Gemeinden; and that of the
    boundaries it is made of: its own, else the newest earlier ones.
    """
    stands = [
        row[0].isoformat()
        for row in connection.execute(
            "SELECT DISTINCT b.gebietsstand FROM store.boundary b JOIN store.delivery d "
            "ON d.id = b.delivery AND d.withdrawn_at IS NULL WHERE b.level = 'gemeinde' ORDER BY 1"
        ).fetchall()
    ]
    if not stands:
        raise ReleaseError(
            "Es sind noch keine Gemeindegrenzen eingelesen.\n"
            "Abhilfe: zuerst VG250 oder VG5000 importieren: python -m monitoring import DATEI"
        )
    stand = wanted or stands[-1]
    usable = [other for other in stands if other <= stand]
    if not usable:
        known = ", ".join(spoken(other) for other in stands)
        raise ReleaseError(
            f"Für den Gebietsstand {spoken(stand)} sind keine Gemeindegrenzen eingelesen, "
            "auch keine früheren.\n"
            f"Vorhanden: {known}."
        )
    return stand, usable[-1]


def load_boundaries(
    connection: duckdb.DuckDBPyConnection,
    stands: tuple[str, str],
    land: str | None,
    report: Callable[[str], None],
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Areas of all levels with key, level, name, kind, parent, verband, km2, geometry; and where
    boundaries were made for another date, those that differ (see merged_gemeinden).

    ``stands``: the Gebietsstand, and that of the boundaries (see chosen_gebietsstand).
    """
    stand, source = stands
    frame = connection.execute(
        read_sql("boundaries"), {"stand": date.fromisoformat(source), "land": land}
    ).df()
    if not (frame["level"] == Level.GEMEINDE).any():
        raise ReleaseError(f"Im Land {land} liegen keine eingelesenen Gemeindegrenzen.")
    geometry = shapely.from_wkb([bytes(value) for value in frame.pop("geometry")])
    areas = gpd.GeoDataFrame(frame, geometry=geometry, crs=25832)
    differing = NONE_DIFFERS
    if source != stand:
        gemeinden = areas[areas["level"] == Level.GEMEINDE].reset_index(drop=True)
        areas, differing = merged_gemeinden(connection, gemeinden, source, stand, report)
    return _with_upper_levels(connection, areas), differing


def _with_upper_levels(
    connection: duckdb.DuckDBPyConnection, areas: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Add Verband, Kreis and Land where only Gemeinden were delivered."""
    gemeinden = areas[areas["level"] == Level.GEMEINDE]
    made = [areas]
    uppers = {
        Level.VERBAND: gemeinden["verband"],
        Level.KREIS: gemeinden["key"].str[:5],
        Level.LAND: gemeinden["key"].str[:2],
    }
    for level, keys in uppers.items():
        there = set(areas.loc[areas["level"] == level, "key"])
        missing = gemeinden[keys.notna() & ~keys.isin(there)]
        if not missing.empty:
            made.append(_merged(connection, level, missing, keys[missing.index]))
    every = pd.concat(made, ignore_index=True)
    members = set(uppers[Level.VERBAND].dropna())
    lone = (every["level"] == Level.VERBAND) & ~every["key"].isin(members)
    return gpd.GeoDataFrame(every[~lone].reset_index(drop=True), crs=25832)


def _merged(
    connection: duckdb.DuckDBPyConnection,
    level: Level,
    gemeinden: gpd.GeoDataFrame,
    keys: pd.Series,
) -> gpd.GeoDataFrame:
    names = dict(
        connection.execute(
            "SELECT key, max_by(name, (gebietsstand, delivery)) FROM store.area "
            "WHERE level = ? GROUP BY key",
            [level],
        ).fetchall()
    )
    kinds = dict(
        connection.execute(
            "SELECT key, max_by(kind, (gebietsstand, delivery)) FROM store.area "
            "WHERE level = ? GROUP BY key",
            [level],
        ).fetchall()
    )
    shapes = gemeinden.geometry.groupby(keys).apply(lambda group: shapely.union_all(group.array))
    only_name = gemeinden.groupby(keys)["name"].agg(lambda group: group.iloc[0])
    return gpd.GeoDataFrame(
        {
            "level": str(level),
            "key": shapes.index,
            "name": [names.get(key) or _fallback(level, key, only_name) for key in shapes.index],
            "kind": [kinds.get(key) for key in shapes.index],
            "parent": [_parent(level, key) for key in shapes.index],
            "verband": None,
            "km2": np.nan,
            "unincorporated": False,
        },
        geometry=shapes.array,
        crs=25832,
    )


def _parent(level: Level, key: str) -> str | None:
    return {Level.VERBAND: key[:5], Level.KREIS: key[:2]}.get(level)


def _fallback(level: Level, key: str, first_name: pd.Series) -> str:
    if level == Level.VERBAND and key[5:] == "0000":
        return str(first_name[key])
    return f"{level.title()} {key}"


def area_table(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Areas without geometry, with a unique label, a point inside and a box around (degrees)."""
    points = areas.geometry.representative_point().to_crs(4326)
    boxes = areas.geometry.to_crs(4326).bounds
    table = pd.DataFrame(areas.drop(columns="geometry")).assign(
        lon=points.x,
        lat=points.y,
        west=boxes["minx"],
        south=boxes["miny"],
        east=boxes["maxx"],
        north=boxes["maxy"],
    )
    doubled = table.duplicated(["level", "name"], keep=False)
    kreise = table[table["level"] == Level.KREIS].set_index("key")["name"]
    context = table["key"].str[:5].map(kreise).fillna(table["key"])
    gemeinden = table[table["level"] == Level.GEMEINDE].set_index("key")["name"]
    inside = table["level"] == Level.ORTSTEIL
    context = context.where(~inside, table["parent"].map(gemeinden))
    context = context.where(table["level"] != Level.KREIS, table["kind"].fillna(table["key"]))
    label = table["name"].where(~doubled, table["name"] + " (" + context + ")")
    again = pd.DataFrame({"level": table["level"], "label": label}).duplicated(keep=False)
    table["label"] = label.where(~again, table["name"] + " (" + table["key"] + ")")
    return table


def neighbour_table(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs (ags, neighbour) of the same level that share at least 50 m of border."""
    pairs = []
    for level in LEVELS:
        part = areas[areas["level"] == level]
        shapes, keys = part.geometry.to_numpy(), part["key"].to_numpy()
        left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        ahead = left < right
        left, right = left[ahead], right[ahead]
        shared = shapely.length(
            shapely.intersection(shapely.boundary(shapes[left]), shapely.boundary(shapes[right]))
        )
        near = shared >= SHORTEST_BORDER_M
        pairs.append(pd.DataFrame({"ags": keys[left[near]], "neighbour": keys[right[near]]}))
    one_way = pd.concat(pairs, ignore_index=True)
    back = one_way.rename(columns={"ags": "neighbour", "neighbour": "ags"})
    return pd.concat([one_way, back], ignore_index=True).sort_values(["ags", "neighbour"])
