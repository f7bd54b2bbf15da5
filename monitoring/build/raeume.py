"""Planungsräume of the release: merged from Gemeinden, carried along the changes or named."""

from collections.abc import Callable
from datetime import date

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.territory import Passage, passages
from monitoring.areas import Level, kreis_of, land_of, planungsraum_key
from monitoring.build.carry import known_changes
from monitoring.build.write import read_sql
from monitoring.periods import spoken

Report = Callable[[str], None]
KNOWN_AT = """
    SELECT a.key FROM store.area a
    JOIN store.delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL
    WHERE a.level = 'gemeinde' AND a.gebietsstand <= ?::DATE
    QUALIFY rank() OVER (ORDER BY a.gebietsstand DESC) = 1"""


def with_planungsraeume(
    connection: duckdb.DuckDBPyConnection, areas: gpd.GeoDataFrame, stand: str, report: Report
) -> gpd.GeoDataFrame:
    """``areas`` with the Planungsräume in force at ``stand``; makes the tables planungsraum
    (ags, colour, set_name, version, valid_from, whole) and planungsraum_member (raum, ags).

    A Planungsraum of which a Gemeinde cannot be told at ``stand`` stays out; ``report`` says so.
    """
    stored = connection.execute(
        read_sql("planungsraeume"), {"stand": date.fromisoformat(stand)}
    ).df()
    _report_later(connection, stand, report)
    gemeinden = areas[areas["level"] == Level.GEMEINDE].set_index("key")
    parts = [
        _at_release(connection, part, str(start), stand, set(gemeinden.index), report)
        for start, part in stored.groupby("valid_from")
    ]
    members = pd.concat([stored[:0], *parts], ignore_index=True)
    keys = {
        raum: planungsraum_key(str(raum), part.tolist())
        for raum, part in members.groupby("raum")["ags"]
    }
    members = members.assign(key=members["raum"].map(keys))
    _make_tables(connection, members)
    if members.empty:
        return areas
    made = _merged(members, gemeinden, set(areas["key"]))
    return gpd.GeoDataFrame(pd.concat([areas, made], ignore_index=True), crs=areas.crs)


def _report_later(connection: duckdb.DuckDBPyConnection, stand: str, report: Report) -> None:
    rows = connection.execute(
        "SELECT set_name, min(valid_from)::VARCHAR FROM store.planungsraum_version "
        "WHERE replaced_by IS NULL AND withdrawn_at IS NULL GROUP BY set_name "
        "HAVING min(valid_from) > ?::DATE ORDER BY 1",
        [stand],
    ).fetchall()
    for name, start in rows:
        report(f"Die Einteilung „{name}“ gilt erst ab {spoken(start)} und fehlt hier.")


def _at_release(
    connection: duckdb.DuckDBPyConnection,
    stored: pd.DataFrame,
    start: str,
    stand: str,
    there: set[str],
    report: Report,
) -> pd.DataFrame:
    """The members of sets of one day at the release's Gebietsstand."""
    way = passages(*known_changes(connection), [start], stand)[start]
    raum_of = dict(zip(stored["ags"], stored["raum"], strict=True))
    before = {row[0] for row in connection.execute(KNOWN_AT, [start]).fetchall()}
    moved, faults = _carried(raum_of, way, before, there)
    told = dict(zip(stored["raum"], stored["name"], strict=True))
    for raum, reason in faults.items():
        report(f"Planungsraum „{told[raum]}“ fehlt in diesem Datenstand: {reason}")
    about = stored.drop(columns="ags").drop_duplicates("raum")
    kept = {ags: raum for ags, raum in moved.items() if raum not in faults}
    frame = pd.DataFrame({"ags": list(kept), "raum": list(kept.values())}, dtype="str")
    return frame.merge(about, on="raum", validate="many_to_one")


def _carried(
    raum_of: dict[str, str], way: Passage, before: set[str], there: set[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Planungsraum by Gemeinde of today, and why a Planungsraum cannot be made whole.

    A Gemeinde that is a member itself stays where it is, whatever parts it was given; one that
    came of members alone goes with them.
    """
    moved = {ags: raum for ags, raum in raum_of.items() if ags in there}
    faults: dict[str, str] = {}
    for ags in sorted(set(raum_of) - there):
        raum = raum_of[ags]
        successors = _linked(way, "from_key", ags)
        if not successors & there:
            faults.setdefault(raum, _gone(ags, way))
        for successor in sorted(successors & there):
            home = moved.get(successor)
            origins = _linked(way, "to_key", successor)
            if before:  # what is not among them came and went on the way
                origins = origins & (before | set(raum_of)) | ({successor} & before)
            if home is None and {raum_of.get(one) for one in origins} == {raum}:
                moved[successor] = raum
            elif home != raum:
                for one in {raum, home or raum}:
                    faults.setdefault(one, _mixed(ags, successor))
    return moved, faults


def _linked(way: Passage, side: str, ags: str) -> set[str]:
    """What became of a Gemeinde (``from_key``), or what it came of (``to_key``)."""
    rows = way.table[way.table[side] == ags]
    real = rows[(rows["population"] != 0) | (rows["area"] != 0)]
    return set(real["to_key" if side == "from_key" else "from_key"])


def _gone(ags: str, way: Passage) -> str:
    if way.missing is None:
        return f"Die Gemeinde {ags} gibt es am Gebietsstand nicht, oder sie liegt außerhalb."
    return (
        f"Die Gemeinde {ags} gibt es am Gebietsstand nicht mehr, und es fehlen die "
        f"Gebietsänderungen nach dem {spoken(way.missing[0])} bis zum {spoken(way.missing[1])}."
    )


def _mixed(ags: str, successor: str) -> str:
    return (
        f"Die Gemeinde {ags} ist in {successor} aufgegangen, das nicht ganz aus diesem "
        "Planungsraum stammt. Die Einteilung auf der Seite Daten erneuern."
    )


def _make_tables(connection: duckdb.DuckDBPyConnection, members: pd.DataFrame) -> None:
    connection.register("frame", members)
    connection.execute(
        "CREATE TABLE planungsraum AS SELECT DISTINCT key::VARCHAR AS ags, "
        "colour::VARCHAR AS colour, set_name::VARCHAR AS set_name, version::INTEGER AS version, "
        "valid_from::VARCHAR::DATE AS valid_from, NULL::BOOLEAN AS whole FROM frame"
    )
    connection.execute(
        "CREATE TABLE planungsraum_member AS SELECT key::VARCHAR AS raum, ags::VARCHAR AS ags "
        "FROM frame"
    )
    connection.unregister("frame")


def _merged(
    members: pd.DataFrame, gemeinden: gpd.GeoDataFrame, every: set[str]
) -> gpd.GeoDataFrame:
    shapes = gemeinden.geometry[members["ags"]].groupby(members["key"].to_numpy())
    made = shapes.apply(lambda group: shapely.union_all(group.array))
    names = members.drop_duplicates("key").set_index("key")["name"]
    parents = [kreis_of(str(key)) or land_of(str(key)) for key in made.index]
    return gpd.GeoDataFrame(
        {
            "level": str(Level.PLANUNGSRAUM),
            "key": made.index,
            "name": names[made.index].to_numpy(),
            "kind": "Planungsraum",
            "parent": [parent if parent in every else None for parent in parents],
            "verband": None,
            "km2": np.nan,
            "unincorporated": False,
        },
        geometry=made.array,
        crs=gemeinden.crs,
    )
