"""Ortsteile of the made-up Land of tests/tiny_store.py: strips of a Gemeinde's square."""

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import shapely

from tests.tiny_store import SIDE_M

WEST, SOUTH = 600_000, 5_650_000  # of the Gemeinde A


def strips(
    count: int,
    *,
    column: int = 0,
    share: float = 1.0,
    crs: int = 25832,
    **columns: Sequence[object],
) -> gpd.GeoDataFrame:
    """So many strips from west to east, over ``share`` of the square of one of the Gemeinden A to C
    (``column`` 0 to 2); named Teil 1 and so on, numbered 01 and so on.
    """
    width = SIDE_M * share / count
    west = WEST + column * SIDE_M
    shapes = [
        shapely.box(west + place * width, SOUTH, west + (place + 1) * width, SOUTH + SIDE_M)
        for place in range(count)
    ]
    fields = {
        "nummer": [f"{place + 1:02d}" for place in range(count)],
        "name": [f"Teil {place + 1}" for place in range(count)],
    }
    return gpd.GeoDataFrame(fields | columns, geometry=shapes, crs=25832).to_crs(crs)


def written(table: gpd.GeoDataFrame, path: Path) -> Path:
    """The table as a GeoPackage or GeoJSON, by the suffix."""
    table.to_file(path)
    return path
