"""Where Ortsteile lie: in which Gemeinde, beside one another, all over it or not (workshop)."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.ortsteile import Ortsteile
from monitoring.errors import InputError

INSIDE = 0.8
"""Least share of an Ortsteil's area within its Gemeinde: official boundaries are generalised,
VG5000 by some hundred metres, and small parts at the edge lose much by that."""
SHARED = 0.02
"""Largest share of the smaller of two Ortsteile that may lie in both: noise of digitising."""
FILLED = 0.97
"""Least share of a Gemeinde's area that Ortsteile make up which are the whole of it."""
Row = dict[str, Any]


def placed(found: Ortsteile, gemeinden: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row per Ortsteil with ags filled in; shapes of a Gemeinde with the same key and name are
    joined. ``gemeinden`` has key, name and geometry (EPSG:25832).

    Raises InputError for a part outside its Gemeinde, a key that two have, and two that overlap.
    """
    shapes = found.parts.reset_index(drop=True)
    for part in _rows(shapes):
        if part["ags"] not in {"", *gemeinden["key"]}:
            raise _no_gemeinde(part, found.file)
    met = _met(shapes, gemeinden)
    mostly = met.drop_duplicates("part").set_index("part")["ags"]
    told = shapes["ags"].where(shapes["ags"] != "", shapes.index.map(mostly)).fillna("")
    parts = _joined(shapes.assign(ags=told.astype("str")))
    _check_inside(parts, _met(parts, gemeinden), found.file)
    for part in _rows(parts[parts.duplicated(["ags", "key"])]):
        raise _two_of_a_key(part, found.file)
    _check_overlaps(parts, found.file)
    return parts


def _rows(parts: gpd.GeoDataFrame) -> list[Row]:
    table = pd.DataFrame(parts.drop(columns="geometry"))
    return [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False)]


def _met(parts: gpd.GeoDataFrame, gemeinden: gpd.GeoDataFrame) -> pd.DataFrame:
    """Which share of each part lies in which Gemeinde: part, ags, name, share; most first."""
    shapes, around = parts.geometry.to_numpy(), gemeinden.geometry.to_numpy()
    ours, theirs = shapely.STRtree(around).query(shapes, predicate="intersects")
    shared = shapely.area(shapely.intersection(shapes[ours], around[theirs]))
    met = {
        "part": ours,
        "ags": gemeinden["key"].to_numpy()[theirs],
        "name": gemeinden["name"].to_numpy()[theirs],
        "share": shared / shapely.area(shapes[ours]),
    }
    return pd.DataFrame(met).sort_values(["share", "ags"], ascending=[False, True])


def _joined(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    same = ["ags", "key", "name"]
    if not shapes.duplicated(same).any():
        return shapes
    parts = shapes.groupby(same, sort=False).agg(
        colour=("colour", "first"),
        row=("row", "first"),
        geometry=("geometry", lambda part: shapely.union_all(part.array)),
    )
    return gpd.GeoDataFrame(parts.reset_index(), geometry="geometry", crs=shapes.crs)


def _check_inside(parts: gpd.GeoDataFrame, met: pd.DataFrame, file: str) -> None:
    own = met.merge(
        pd.DataFrame({"part": parts.index, "ags": parts["ags"]}),
        on=["part", "ags"],
        validate="one_to_one",
    )
    inside = parts.index.isin(own.loc[own["share"] >= INSIDE, "part"])
    for place, part in zip(parts.index[~inside], _rows(parts[~inside]), strict=True):
        raise _outside(part, met[met["part"] == place], file)


def _no_gemeinde(part: Row, file: str) -> InputError:
    return InputError(
        f"Die Gemeinde des Ortsteils „{part['name']}“ gibt es nicht.",
        file=file,
        row=part["row"],
        found=part["ags"],
        expected="Schlüssel einer Gemeinde, deren Grenzen eingelesen sind",
        remedy="Den Schlüssel berichtigen oder zuerst die Grenzen der Gemeinden einlesen.",
    )


def _outside(part: Row, there: pd.DataFrame, file: str) -> InputError:
    shares = zip(there["share"][:3], there["name"][:3], there["ags"][:3], strict=True)
    told = [f"{100 * share:.0f} % in {name} ({ags})" for share, name, ags in shares]
    return InputError(
        f"Der Ortsteil „{part['name']}“ liegt nicht in der Gemeinde {part['ags']}."
        if part["ags"]
        else f"Der Ortsteil „{part['name']}“ liegt in keiner Gemeinde.",
        file=file,
        row=part["row"],
        found=", ".join(told) or "eine Fläche außerhalb aller eingelesenen Gemeinden",
        expected=f"mindestens {100 * INSIDE:.0f} % seiner Fläche in einer Gemeinde",
        remedy="Die Fläche oder den Schlüssel der Gemeinde berichtigen.",
    )


def _two_of_a_key(part: Row, file: str) -> InputError:
    return InputError(
        "Diesen Schlüssel hat schon ein anderer Ortsteil der Gemeinde.",
        file=file,
        row=part["row"],
        found=f"{part['key']} ({part['name']})",
        expected=f"jeder Schlüssel in der Gemeinde {part['ags']} nur einmal",
        remedy="Einen der Schlüssel ändern; Teilflächen desselben Ortsteils brauchen denselben "
        "Namen.",
    )


def _check_overlaps(parts: gpd.GeoDataFrame, file: str) -> None:
    shapes = parts.geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    ahead = left < right
    left, right = left[ahead], right[ahead]
    shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    smaller = np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    wrong = np.flatnonzero(shared > SHARED * smaller)
    if len(wrong):
        first, second = parts.iloc[left[wrong[0]]], parts.iloc[right[wrong[0]]]
        share = 100 * shared[wrong[0]] / smaller[wrong[0]]
        raise InputError(
            f"Die Ortsteile „{first['name']}“ und „{second['name']}“ überlappen sich.",
            file=file,
            row=int(second["row"]),
            found=f"{share:.0f} % der kleineren Fläche",
            expected="Flächen, die sich höchstens berühren",
            remedy="Die Grenzen berichtigen und nur eine Gliederung der Gemeinde einlesen, etwa "
            "Ortsteile oder Stadtbezirke.",
        )


def filled_gemeinden(parts: gpd.GeoDataFrame, gemeinden: gpd.GeoDataFrame) -> set[str]:
    """AGS of the Gemeinden that are made up of their Ortsteile; parts have ags and geometry."""
    whole = gemeinden.set_index("key").geometry
    filled = set()
    for ags, group in parts.groupby("ags"):
        inside = shapely.intersection(shapely.union_all(group.geometry.array), whole[ags])
        if inside.area >= FILLED * whole[ags].area:
            filled.add(str(ags))
    return filled
