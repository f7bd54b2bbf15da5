"""Areas, neighbours and map layers of a release: made from the store, or taken over."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from monitoring.build.layers import write_layers
from monitoring.build.ortsteile import with_ortsteile
from monitoring.build.raeume import with_planungsraeume
from monitoring.build.reuse import Earlier
from monitoring.build.territory import area_table, load_boundaries, neighbour_table
from monitoring.build.write import read_sql
from monitoring.release.location import release_folder
from monitoring.release.manifest import LayerEntry
from monitoring.store.connection import create_table

MAPS = "maps"
Report = Callable[[str], None]


def make_ground(
    connection: duckdb.DuckDBPyConnection,
    stands: tuple[str, str],
    land: str | None,
    draft: Path,
    report: Report,
) -> tuple[dict[str, LayerEntry], list[str]]:
    """Make the tables area, planungsraum, planungsraum_member, neighbour, layer_area and
    boundary_difference, and write the maps into the folder ``draft``.

    Gives the layers, and what was reported of the areas.
    """
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        report(line)

    areas, differing = load_boundaries(connection, stands, land, tell)
    areas = with_planungsraeume(connection, areas, stands[0], tell)
    areas = with_ortsteile(connection, areas, stands[0], tell)
    table = area_table(areas)
    labels = table.set_index("key")["label"]
    layers, order = write_layers(areas, labels, draft / MAPS, report)
    frames = {
        "area": table,
        "neighbour": neighbour_table(areas),
        "layer_area": order,
        "boundary_difference": differing,
    }
    for name, frame in frames.items():
        create_table(connection, name, frame)
    return layers, told


def take_ground(
    connection: duckdb.DuckDBPyConnection, earlier: Earlier, draft: Path, report: Report
) -> tuple[dict[str, LayerEntry], list[str]]:
    """The same as in the earlier release, which is attached."""
    connection.execute(read_sql("kept_areas"))
    shutil.copytree(release_folder(earlier.release) / MAPS, draft / MAPS)
    for line in earlier.told:
        report(line)
    return earlier.layers, earlier.told
