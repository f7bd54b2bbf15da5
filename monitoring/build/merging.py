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
NONE_DIFFERS = pd.DataFrame({"ags": [], "drawn_km2": [], "official_km2": []}).astype({"ags": "str"})


def merged_gemeinden(
    connection: duckdb.DuckDBPyConnection,
    gemeinden: gpd.GeoDataFrame,
    source: str,
    stand: str,
    report: Callable[[str], None],
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Gemeinden of ``source`` (key, name, …, km2, geometry) as they were at the later ``stand``.

    A Gemeinde that was divided goes to the successor with most of its area, and stays where it is
    if nobody knows which that is. Also gives those whose boundary made this way differs from the
    official area by more than 2 %, or could not be checked: ags, drawn_km2, official_km2 (NaN where
    not known); ``report`` says so too. Raises ReleaseError where changes are missing, or where a
    Gemeinde would be left without a boundary.
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
    target = gemeinden["key"].map(_largest(parts)).fillna(gemeinden["key"])
    _refuse_without_boundary(parts, set(target), source)
    official = _official(connection, stand)
    shapes = gemeinden[["geometry"]].assign(key=target.to_numpy()).dissolve("key")
    made = _with_facts(gemeinden, shapes, official)
    touched = made["key"].isin(parts["to_key"]) | made["key"].isin(parts["from_key"])
    differing = _differing(made[touched])
    _report_differences(differing, made.set_index("key")["name"], report)
    return made, differing


def _largest(parts: pd.DataFrame) -> "pd.Series[str]":
    """Where most of each Gemeinde's area went, by its former key."""
    sized = parts.assign(
        size=parts["area"].fillna(parts["population"]), stays=parts["from_key"] == parts["to_key"]
    )
    order = sized.sort_values(["size", "stays", "to_key"], na_position="first")
    return order.groupby("from_key")["to_key"].last()


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


def _differing(made: gpd.GeoDataFrame) -> pd.DataFrame:
    drawn, official = made.geometry.area / 1e6, made["km2"]
    frame = pd.DataFrame({"ags": made["key"], "drawn_km2": drawn, "official_km2": official})
    apart: pd.Series[bool] = official.isna() | ((drawn - official).abs() > TOLERANCE * official)
    return frame[apart]


def _report_differences(
    differing: pd.DataFrame, names: pd.Series, report: Callable[[str], None]
) -> None:
    unchecked = differing["official_km2"].isna()
    for ags, drawn, official in differing[~unchecked].to_numpy():
        report(
            f"Grenze von {names[ags]} genähert: {number(drawn, 1)} km² statt amtlich "
            f"{number(official, 1)} km²."
        )
    if unchecked.any():
        shown = ", ".join(names[differing.loc[unchecked, "ags"].head(NAMES_SHOWN)])
        report(f"Ohne amtliche Fläche nicht geprüft: {shown}.")
