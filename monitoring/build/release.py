"""Build a release: computed in memory, written to a draft folder, verified, moved into place."""

import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from monitoring.build.carry import carry_figures
from monitoring.build.definitions import load_definitions
from monitoring.build.layers import write_layers
from monitoring.build.raeume import with_planungsraeume
from monitoring.build.territory import (
    area_table,
    chosen_gebietsstand,
    load_boundaries,
    neighbour_table,
)
from monitoring.build.verify import content_hash, row_counts, verify
from monitoring.build.write import read_sql, write_tables
from monitoring.catalogue import Catalogue
from monitoring.errors import ReleaseError
from monitoring.periods import spoken_day
from monitoring.protection.primary import suppress_small_counts
from monitoring.release.location import new_draft, remove_old_releases, use_release
from monitoring.release.manifest import LayerEntry, Manifest, write_manifest
from monitoring.running import decide, portion, step
from monitoring.settings import releases_folder
from monitoring.store.connection import QUIET, attach_store, quoted, single, told_if_disk_fails

COUNTED = ("upper_area", "universe", "measured", "summed", "chosen")
SAMPLE_LAND = "99"
BOUNDARY_SOURCE = """
    SELECT arg_max(d.source, d.id) FROM store.delivery d
    JOIN store.boundary b ON b.delivery = d.id AND b.level = 'gemeinde'
    WHERE d.withdrawn_at IS NULL AND b.gebietsstand = ?::DATE"""
Report = Callable[[str], None]
TERRITORY, FIGURES, SUMS, RATES, MAPS, WRITING, CHECKING = 0.0, 0.1, 0.2, 0.4, 0.55, 0.65, 0.95
"""Shares of the whole that are done when a part begins, as measured with the sample data."""


def build_release(
    store: Path,
    catalogue: Catalogue,
    *,
    gebietsstand: str | None = None,
    land: str | None = None,
    title: str | None = None,
    report: Report = lambda _: None,
) -> Manifest:
    """Build a release from ``store``, verify it and put it in use.

    ``gebietsstand`` (ISO date) chooses the territory, default that of the newest boundaries; where
    none are of that date, earlier ones are merged. ``land`` (2 digits) limits the release to one
    Land. Raises ReleaseError; then nothing has changed.
    """
    if not store.exists():
        raise ReleaseError(
            "Der Datenspeicher ist leer.\n"
            "Abhilfe: zuerst Dateien einlesen: python -m monitoring import DATEI"
        )
    draft = new_draft()
    try:
        with told_if_disk_fails("Der Datenstand", ReleaseError):
            manifest = _written(draft, store, catalogue, (gebietsstand, land, title), report)
            decide()
            draft.rename(releases_folder() / manifest["id"])
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    use_release(manifest["id"])
    remove_old_releases()
    return manifest


def _written(
    draft: Path,
    store: Path,
    catalogue: Catalogue,
    choice: tuple[str | None, str | None, str | None],
    report: Report,
) -> Manifest:
    """The whole release in the folder ``draft``, verified; what DuckDB swaps out lies there too."""
    start = time.perf_counter()
    swapped = draft / "swap"
    with duckdb.connect(config={"temp_directory": str(swapped)}) as connection:
        connection.execute(QUIET)
        manifest = _compute(connection, store, catalogue, choice, draft, report)
    shutil.rmtree(swapped, ignore_errors=True)
    _begin("Datenstand prüfen", CHECKING, report)
    verify(draft / "release.duckdb", manifest["tables"], manifest["content_hash"])
    manifest["seconds"] = round(time.perf_counter() - start, 2)
    write_manifest(manifest, draft / "manifest.json")
    return manifest


def _compute(
    connection: duckdb.DuckDBPyConnection,
    store: Path,
    catalogue: Catalogue,
    choice: tuple[str | None, str | None, str | None],
    draft: Path,
    report: Report,
) -> Manifest:
    wanted, land, title = choice
    attach_store(connection, store)
    stand, drawn = chosen_gebietsstand(connection, wanted)
    _begin("Gebiete zusammenstellen", TERRITORY, report)
    areas = load_boundaries(connection, (stand, drawn), land, report)
    areas = with_planungsraeume(connection, areas, stand, report)
    table = area_table(areas)
    connection.register("frame", table)
    connection.execute("CREATE TABLE area AS FROM frame")
    _begin("Zahlen zusammenführen", FIGURES, report)
    _load_figures(connection, stand, land)
    carry_figures(connection, catalogue, stand, report)
    load_definitions(connection, catalogue)
    _take(connection, COUNTED, "Zahlen zusammenführen", SUMS, RATES)
    _begin("Indikatoren berechnen", RATES, report)
    _take(connection, ("sides", "values"), "Indikatoren berechnen", RATES, MAPS)
    secret = suppress_small_counts(connection, catalogue)
    connection.execute(read_sql("secret_raeume"))
    connection.execute(read_sql("people"), {"stand": stand})
    step(MAPS, "Karten zeichnen")
    layers, order = write_layers(areas, table.set_index("key")["label"], draft / "maps", report)
    _begin("Datenstand schreiben", WRITING, report)
    connection.execute(f"ATTACH '{quoted(draft / 'release.duckdb')}' AS release")
    with portion(WRITING, CHECKING):
        write_tables(connection, catalogue, neighbour_table(areas), order)
    head = _head(connection, (stand, drawn), title, secret)
    connection.execute("USE release")
    manifest = _manifest(connection, head, catalogue, layers)
    connection.execute("USE memory")
    connection.execute("DETACH release")
    return manifest


def _begin(text: str, done: float, report: Report) -> None:
    report(text)
    step(done, text)


def _take(
    connection: duckdb.DuckDBPyConnection,
    names: tuple[str, ...],
    text: str,
    start: float,
    end: float,
) -> None:
    for place, name in enumerate(names, start=1):
        connection.execute(read_sql(name))
        step(start + (end - start) * place / len(names), text)


def _load_figures(connection: duckdb.DuckDBPyConnection, stand: str, land: str | None) -> None:
    for name in ("macros", "known_area"):
        connection.execute(read_sql(name))
    connection.execute(read_sql("figures"), {"land": land})
    connection.execute(read_sql("territory"))
    connection.execute(read_sql("official_area"), {"stand": stand})


def _head(
    connection: duckdb.DuckDBPyConnection, stands: tuple[str, str], title: str | None, secret: int
) -> Manifest:
    now = datetime.now(UTC)
    (boundary_source,) = single(connection, BOUNDARY_SOURCE, [stands[1]])
    sample, first, last = single(
        connection,
        "SELECT bool_and(key LIKE ? || '%'), (SELECT min(period) FROM computed), "
        "(SELECT max(period) FROM computed) FROM area",
        [SAMPLE_LAND],
    )
    return Manifest(
        id=now.strftime("%Y-%m-%dT%H%M%S") + f"{now.microsecond // 1000:03d}",
        title=title or f"Datenstand vom {spoken_day(now)}",
        created=now.isoformat(timespec="seconds"),
        sample=bool(sample),
        audience="intern",
        gebietsstand=stands[0],
        boundary_year=int(stands[1][:4]),
        boundary_source=boundary_source,
        catalogue_version="",
        deliveries=[],
        tables={},
        content_hash="",
        layers={},
        periods={"min": first or "", "max": last or ""},
        protection={"primary": secret},
    )


def _manifest(
    connection: duckdb.DuckDBPyConnection,
    head: Manifest,
    catalogue: Catalogue,
    layers: dict[str, LayerEntry],
) -> Manifest:
    rows = connection.execute(
        "SELECT id, file, sha256, reader, source FROM delivery ORDER BY id"
    ).fetchall()
    names = ("id", "file", "sha256", "reader", "source")
    head["deliveries"] = [dict(zip(names, row, strict=True)) for row in rows]  # type: ignore[misc]  # keys are those of DeliveryEntry
    head["catalogue_version"] = catalogue.version
    head["tables"] = row_counts(connection)
    head["content_hash"] = content_hash(connection)
    head["layers"] = layers
    return head
