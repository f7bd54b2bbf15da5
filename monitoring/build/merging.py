"""Boundaries of a date that none were delivered for: those of an earlier one, merged."""

from collections.abc import Callable
from datetime import date

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.territory import passages
from monitoring.areas import Level
from monitoring.build.carry import known_changes
from monitoring.build.write import read_sql
from monitoring.errors import ReleaseError
from monitoring.figures import number
from monitoring.periods import spoken

TOLERANCE = 0.02
NAMES_SHOWN = 8


def merged_gemeinden(
    connection: duckdb.DuckDBPyConnection,
    gemeinden: gpd.GeoDataFrame,
    source: str,
    stand: str,
    report: Callable[[str], None],
) -> gpd.GeoDataFrame:
    """Gemeinden of ``source`` (key, name, …, km2, geometry) as they were at the later ``stand``.

    A Gemeinde that was divided goes to the successor with most of its area; where a boundary made
    this way differs from the official area by more than 2 %, ``report`` says so. Raises
    ReleaseError where changes are missing, or where a Gemeinde would be left without a boundary.
    """
    way = passages(*known_changes(connection), [source], stand)[source]
    if way.missing:
        raise ReleaseError(
            f"Aus den Grenzen vom {spoken(source)} lassen sich die vom {spoken(stand)} nicht "
            "bilden: Es fehlen die Gebietsänderungen nach dem "
            f"{spoken(way.missing[0])} bis zum {spoken(way.missing[1])}.\n"
            "Abhilfe: die Gebietsänderungen (Destatis) oder Umsteigeschlüssel (BBSR) einlesen."
        )
    parts = way.table[way.table["from_key"].isin(gemeinden["key"])]
    parts = parts.assign(size=parts["area"].fillna(parts["population"]))
    largest = (
        parts.sort_values(["size", "to_key"], na_position="first")
        .groupby("from_key")["to_key"]
        .last()
    )
    target = gemeinden["key"].map(largest).fillna(gemeinden["key"])
    _refuse_without_boundary(parts, set(target), source)
    official = _official(connection, stand)
    shapes = gemeinden[["geometry"]].assign(key=target.to_numpy()).dissolve("key")
    made = _with_facts(gemeinden, shapes, official)
    touched = made["key"].isin(parts["to_key"]) | made["key"].isin(parts["from_key"])
    _report_differences(made[touched], report)
    return made


def _refuse_without_boundary(parts: pd.DataFrame, there: set[str], source: str) -> None:
    real = parts.loc[(parts["area"] != 0) | (parts["population"] != 0), "to_key"]
    lost = sorted(set(real) - there)
    if lost:
        raise ReleaseError(
            f"Aus den Grenzen vom {spoken(source)} entsteht keine Grenze für "
            f"{', '.join(lost[:NAMES_SHOWN])}: Das Gebiet ist ein Teil einer Gemeinde.\n"
            "Abhilfe: Grenzen eines späteren Gebietsstands einlesen (VG250 oder VG5000)."
        )


def _official(connection: duckdb.DuckDBPyConnection, stand: str) -> pd.DataFrame:
    """Name, kind, Verband and area of each Gemeinde in the directory nearest to the date."""
    frame = connection.execute(read_sql("nearest_area"), {"stand": date.fromisoformat(stand)}).df()
    return frame.set_index("key")


def _with_facts(
    before: gpd.GeoDataFrame, shapes: gpd.GeoDataFrame, official: pd.DataFrame
) -> gpd.GeoDataFrame:
    """The merged shapes with what the directory says, else what was known before."""
    known = before.set_index("key").drop(columns="geometry").reindex(shapes.index)
    facts = official.reindex(shapes.index)
    for column in ("name", "kind", "verband"):
        known[column] = facts[column].where(facts[column].notna(), known[column])
    known["km2"] = facts["km2"].where(facts["same_day"].eq(True), np.nan)
    known["name"] = known["name"].fillna(pd.Series(shapes.index, index=shapes.index))
    known["unincorporated"] = known["unincorporated"].eq(True)
    frame = known.assign(
        level=str(Level.GEMEINDE),
        parent=[key[:5] for key in shapes.index],
        geometry=shapes.geometry,
    )
    return gpd.GeoDataFrame(frame.rename_axis("key").reset_index(), crs=before.crs)


def _report_differences(made: gpd.GeoDataFrame, report: Callable[[str], None]) -> None:
    drawn = made.geometry.area / 1e6
    unchecked = made["km2"].isna()
    apart = made[~unchecked & ((drawn - made["km2"]).abs() > TOLERANCE * made["km2"])]
    for row in apart.itertuples():
        report(
            f"Grenze von {row.name} genähert: {number(drawn[row.Index], 1)} km² statt amtlich "
            f"{number(row.km2, 1)} km²."
        )
    if unchecked.any():
        names = ", ".join(made.loc[unchecked, "name"].head(NAMES_SHOWN))
        report(f"Ohne amtliche Fläche nicht geprüft: {names}.")
