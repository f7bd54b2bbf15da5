"""Ortsteile between files and the store: read, placed in their Gemeinden, given out again."""

import os
from collections.abc import Callable

import duckdb

from geodata.ortsteile import Columns, read_ortsteile
from geodata.ortsteile_place import placed
from monitoring.figures import counted
from monitoring.planungsraeume import COLOURS, LONGEST_NAME, ortsteile_path
from monitoring.readers import boundaries
from monitoring.readers.inputs import Sample
from monitoring.scratch import scratch_folder
from monitoring.settings import made, ortsteile_folder
from monitoring.store.ortsteile import add_ortsteile, drawn_gemeinden, ortsteile_of
from monitoring.store.raeume import Version

DEGREES = 4326


def is_geodata(sample: Sample) -> bool:
    """Whether the file holds boundaries rather than a table."""
    return boundaries.recognise(sample)


def store_ortsteile(
    connection: duckdb.DuckDBPyConnection,
    *,
    sample: Sample,
    columns: Columns,
    set_name: str | None,
    valid_from: str | None,
    created_by: str,
    say: Callable[[str], None],
) -> Version:
    """Read, check and store the Ortsteile of a file; without ``set_name`` they are called after
    their Gemeinde. Raises InputError; then nothing has changed.
    """
    with scratch_folder() as folder:
        found = read_ortsteile(boundaries.files_of(sample, folder), columns)
    gemeinden = drawn_gemeinden(connection, valid_from)
    parts = placed(found, gemeinden)
    for note in found.notes:
        say(f"Hinweis: {note.message}")
    if len(parts) < len(found.parts):
        say("Hinweis: Mehrere Teilflächen eines Ortsteils wurden vereinigt.")
    chosen = [COLOURS[place % len(COLOURS)] for place in range(len(parts))]
    colours = parts["colour"].str.lower().where(parts["colour"] != "", chosen)
    names = gemeinden.loc[gemeinden["key"].isin(parts["ags"]), "name"].tolist()
    return add_ortsteile(
        connection,
        parts.assign(colour=colours)[["ags", "key", "name", "colour", "geometry"]],
        file=sample.name,
        set_name=set_name or _called_after(names),
        valid_from=valid_from,
        created_by=created_by,
    )


def _called_after(names: list[str]) -> str:
    if len(names) == 1:
        return f"Ortsteile von {names[0]}"[:LONGEST_NAME]
    return f"Ortsteile von {counted(len(names), 'Gemeinde', 'Gemeinden')}"


def geojson_of(connection: duckdb.DuckDBPyConnection, version: int) -> str:
    """The Ortsteile of a version as GeoJSON in WGS 84; :func:`store_ortsteile` takes it."""
    table = ortsteile_of(connection, version).to_crs(DEGREES)
    return str(table.to_json(drop_id=True, ensure_ascii=False))


def keep_ortsteile(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Leave the boundaries where the page Daten finds them."""
    path = ortsteile_path(version)
    draft = made(ortsteile_folder()) / f".{path.name}.{os.getpid()}"
    draft.write_text(geojson_of(connection, version), encoding="utf-8")
    draft.replace(path)
