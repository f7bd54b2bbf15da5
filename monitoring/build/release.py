"""Build a release: computed in memory, written to a draft folder, verified, moved into place."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from monitoring.build.carry import carry_figures
from monitoring.build.definitions import load_definitions
from monitoring.build.ground import make_ground, take_ground
from monitoring.build.inputs import PEOPLE, inputs_of
from monitoring.build.reuse import (
    Work,
    attach_earlier,
    earlier_release,
    keep_record,
    kept_reasons,
    remove_records,
    told_of,
    work_for,
)
from monitoring.build.territory import chosen_gebietsstand
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
TERRITORY, FIGURES, SUMS, RATES, WRITING, CHECKING = 0.0, 0.2, 0.3, 0.5, 0.65, 0.95
"""Shares of the whole that are done when a part begins, as measured with the sample data."""


@dataclass(frozen=True)
class Choice:
    """What build_release was asked for."""

    gebietsstand: str | None
    land: str | None
    title: str | None
    reuse: bool


def build_release(
    store: Path,
    catalogue: Catalogue,
    *,
    gebietsstand: str | None = None,
    land: str | None = None,
    title: str | None = None,
    reuse: bool = True,
    report: Report = lambda _: None,
) -> Manifest:
    """Build a release from ``store``, verify it and put it in use.

    ``gebietsstand`` (ISO date) chooses the territory, default that of the newest boundaries; where
    none are of that date, earlier ones are merged. ``land`` (2 digits) limits the release to one
    Land. With ``reuse`` what would come out as in an earlier release of the same territory is taken
    from it. Raises ReleaseError; then nothing has changed.
    """
    if not store.exists():
        raise ReleaseError(
            "Der Datenspeicher ist leer.\n"
            "Abhilfe: zuerst Dateien einlesen: python -m monitoring import DATEI"
        )
    draft = new_draft()
    try:
        with told_if_disk_fails("Der Datenstand", ReleaseError):
            manifest = _written(
                draft, store, catalogue, Choice(gebietsstand, land, title, reuse), report
            )
            decide()
            draft.rename(releases_folder() / manifest["id"])
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    use_release(manifest["id"])
    remove_old_releases()
    remove_records()
    return manifest


def _written(
    draft: Path,
    store: Path,
    catalogue: Catalogue,
    choice: Choice,
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
    choice: Choice,
    draft: Path,
    report: Report,
) -> Manifest:
    attach_store(connection, store)
    stands = chosen_gebietsstand(connection, choice.gebietsstand)
    inputs = inputs_of(connection, catalogue, stands, choice.land)
    earlier = earlier_release(inputs) if choice.reuse else None
    work = work_for(inputs, catalogue, earlier)
    _begin("Gebiete zusammenstellen", TERRITORY, report)
    if earlier is None:
        layers, told = make_ground(connection, stands, choice.land, draft, report)
    else:
        attach_earlier(connection, earlier, work)
        layers, told = take_ground(connection, earlier, draft, report)
    _compute_values(connection, catalogue, work, stands[0], choice.land, report)
    if earlier is not None:
        report(told_of(work, earlier))
        connection.execute(read_sql("kept_values"))
    secret = suppress_small_counts(connection, catalogue)
    connection.execute(read_sql("people"), {"stand": stands[0]})
    _begin("Datenstand schreiben", WRITING, report)
    connection.execute(f"ATTACH '{quoted(draft / 'release.duckdb')}' AS release")
    steps = ["population"] if PEOPLE in work.bases else []
    steps += ["kept_tables"] if earlier else []
    with portion(WRITING, CHECKING):
        write_tables(connection, catalogue, kept_reasons(connection, earlier), choice.land, steps)
    connection.execute(read_sql("credits"), {"boundaries": stands[1]})
    head = _head(connection, stands, choice.title, secret)
    connection.execute("USE release")
    manifest = _manifest(connection, head, catalogue, layers)
    connection.execute("USE memory")
    connection.execute("DETACH release")
    keep_record(connection, manifest["id"], inputs, told)
    return manifest


def _compute_values(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    work: Work,
    stand: str,
    land: str | None,
    report: Report,
) -> None:
    """Make the table computed, of the indicators that are to be computed, and what it comes of."""
    _begin("Zahlen zusammenführen", FIGURES, report)
    connection.execute(f"SET VARIABLE stand = '{stand}'")
    for name in ("macros", "known_area"):
        connection.execute(read_sql(name))
    connection.execute(read_sql("figures"), {"land": land, "deliveries": work.deliveries})
    for name in ("territory", "official_area"):
        connection.execute(read_sql(name))
    carry_figures(connection, catalogue, stand, report)
    load_definitions(connection, catalogue, work.bases, work.indicators)
    _take(connection, COUNTED, "Zahlen zusammenführen", SUMS, RATES)
    _begin("Indikatoren berechnen", RATES, report)
    _take(connection, ("sides", "values"), "Indikatoren berechnen", RATES, WRITING)


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
        boundary_gebietsstand=stands[1],
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
