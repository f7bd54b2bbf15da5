"""Ortsteile in the store: sets of Planungsräume below the Gemeinde, by their own boundaries."""

from datetime import date
from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd
import shapely

from monitoring.errors import InputError
from monitoring.store.connection import transaction
from monitoring.store.raeume import (
    IN_FORCE,
    Version,
    insert_version,
    newest_stand,
    version_of,
)

CRS = 25832
GEMEINDEN = Path(__file__).with_name("drawn_gemeinden.sql")
TAKEN = f"""
    SELECT DISTINCT s.ags, v.set_name FROM planungsraum_version v
    JOIN planungsraum_shape s ON s.version = v.id
    WHERE v.set_name <> ? AND {IN_FORCE}"""  # noqa: S608 - constant text
SHAPES = """
    SELECT s.key AS schluessel, p.name, p.colour AS farbe, s.ags, s.geometry
    FROM planungsraum_shape s
    JOIN planungsraum p ON p.version = s.version AND p.key = s.ags || 'T' || s.key
    WHERE s.version = ? ORDER BY s.ags, s.key"""


def drawn_gemeinden(
    connection: duckdb.DuckDBPyConnection, valid_from: str | None
) -> gpd.GeoDataFrame:
    """Key, name and geometry of the Gemeinden at the Gebietsstand nearest before the day, else the
    first one. Raises InputError where no boundaries were delivered.
    """
    start = date.fromisoformat(valid_from or newest_stand(connection))
    frame = connection.execute(GEMEINDEN.read_text(encoding="utf-8"), {"start": start}).df()
    if frame.empty:
        raise InputError(
            "Es sind noch keine Gemeindegrenzen eingelesen.",
            remedy="Zuerst VG250 oder VG5000 importieren: python -m monitoring import DATEI",
        )
    return _drawn(frame)


def _drawn(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    geometry = shapely.from_wkb([bytes(value) for value in frame.pop("geometry")])
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=CRS)


def add_ortsteile(
    connection: duckdb.DuckDBPyConnection,
    parts: gpd.GeoDataFrame,
    *,
    file: str,
    set_name: str,
    valid_from: str | None,
    created_by: str,
) -> Version:
    """Store a set in one transaction; what was valid from the same day is replaced, not removed.

    ``parts`` has ags, key, name, colour and geometry (EPSG:25832). Raises InputError for a Gemeinde
    whose Ortsteile another set holds; then nothing has changed.
    """
    owners = dict(connection.execute(TAKEN, [set_name]).fetchall())
    for ags in sorted(set(parts["ags"]) & owners.keys()):
        raise InputError(
            f"Die Gemeinde {ags} ist schon in der Einteilung „{owners[ags]}“ gegliedert.",
            file=file,
            found=ags,
            expected="Gemeinden, die keine andere Einteilung gliedert",
            remedy=f"Unter dem Namen „{owners[ags]}“ einlesen, dann wird sie ersetzt, oder sie "
            "vorher zurückziehen.",
        )
    start = valid_from or newest_stand(connection)
    rows = pd.DataFrame(parts.drop(columns="geometry")).assign(wkb=parts.geometry.to_wkb())
    with transaction(connection):
        number = insert_version(connection, set_name, start, created_by)
        connection.register("incoming", rows)
        connection.execute(
            "INSERT INTO planungsraum SELECT ?, ags || 'T' || key, name, colour FROM incoming",
            [number],
        )
        connection.execute(
            "INSERT INTO planungsraum_shape SELECT ?, key, ags, wkb FROM incoming", [number]
        )
        connection.unregister("incoming")
    return version_of(connection, number)


def ortsteile_of(connection: duckdb.DuckDBPyConnection, version: int) -> gpd.GeoDataFrame:
    """The Ortsteile of a version: schluessel, name, farbe, ags, geometry (EPSG:25832)."""
    return _drawn(connection.execute(SHAPES, [version]).df())
