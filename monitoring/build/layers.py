"""The release's map layers, one per level, and their order in the release."""

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.layers import write_layer
from monitoring.areas import Level
from monitoring.build.territory import LEVELS
from monitoring.release.manifest import LayerEntry

UPPER = {
    Level.ORTSTEIL: Level.GEMEINDE,
    Level.GEMEINDE: Level.KREIS,
    Level.VERBAND: Level.KREIS,
    Level.PLANUNGSRAUM: Level.KREIS,
    Level.KREIS: Level.LAND,
}
WIDE_M = 500_000.0


def tolerance(areas: gpd.GeoDataFrame, level: Level) -> float:
    """Tolerance of simplification in metres: 250 for Germany, 100 for a Land, 10 for Ortsteile."""
    if level == Level.ORTSTEIL:
        return 10.0
    west, south, east, north = areas.total_bounds
    return 250.0 if max(east - west, north - south) > WIDE_M else 100.0


def write_layers(
    areas: gpd.GeoDataFrame, labels: pd.Series, folder: Path, report: Callable[[str], None]
) -> tuple[dict[str, LayerEntry], pd.DataFrame]:
    """Write every level's layer; gives manifest entries and layer_area (level, position, ags).

    ``labels`` maps a key to the text shown for it.
    """
    entries: dict[str, LayerEntry] = {}
    orders: list[pd.DataFrame] = []
    for level in LEVELS:
        part = areas.loc[areas["level"] == level, ["key", "geometry"]]
        if part.empty:
            continue
        report(f"Kartenebene {level}")
        upper = UPPER.get(level)
        borders = areas[areas["level"] == upper] if upper is not None else None
        layer = write_layer(
            part.assign(label=part["key"].map(labels)),
            folder,
            str(level),
            tolerance_m=tolerance(areas, level),
            borders=borders,
            whole=level == Level.PLANUNGSRAUM,
        )
        entries[str(level)] = LayerEntry(
            file=layer.file,
            areas=layer.areas,
            bounds=[list(corner) for corner in layer.bounds],
            bytes=layer.bytes,
        )
        orders.append(
            pd.DataFrame(
                {"level": str(level), "position": range(layer.areas), "ags": list(layer.order)}
            )
        )
    return entries, pd.concat(orders, ignore_index=True)
