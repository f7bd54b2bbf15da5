"""Take over from an earlier release what would come out the same.

For each release that was built here a small record lies beside the store: the hashes of its
inputs, and the values that protection made secret in it as they were before. No page opens it.
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass

import duckdb
import pandas as pd

from monitoring.build.definitions import measures_of
from monitoring.build.inputs import PEOPLE, Inputs
from monitoring.catalogue import Catalogue
from monitoring.figures import number
from monitoring.release.location import DRAFT, database_path, is_release, release_folder
from monitoring.release.manifest import LayerEntry, read_manifest
from monitoring.settings import builds_folder, made
from monitoring.store.connection import create_table, quoted

RECORD, HIDDEN = "inputs.json", "hidden.parquet"


@dataclass(frozen=True)
class Earlier:
    """A release of the same territory; ``told`` is what was reported of its areas."""

    release: str
    bases: dict[str, str]
    indicators: dict[str, str]
    told: list[str]

    @property
    def layers(self) -> dict[str, LayerEntry]:
        """Its map layers."""
        return read_manifest(release_folder(self.release) / "manifest.json")["layers"]


@dataclass(frozen=True)
class Work:
    """What has to be computed, what can be kept, and the deliveries whose figures it takes."""

    bases: frozenset[str]
    indicators: frozenset[str]
    kept_bases: frozenset[str]
    kept_indicators: frozenset[str]
    deliveries: list[int]


def earlier_release(inputs: Inputs) -> Earlier | None:
    """The newest release of the same territory whose record is whole."""
    for path in sorted(builds_folder().glob(f"[!.]*/{RECORD}"), reverse=True):
        release = path.parent.name
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            secret = (path.parent / HIDDEN).read_bytes()
        except (OSError, ValueError):
            continue
        whole = record["hidden"] == hashlib.sha256(secret).hexdigest() and is_release(release)
        if whole and record["territory"] == inputs.territory:
            return Earlier(release, record["bases"], record["indicators"], record["told"])
    return None


def work_for(inputs: Inputs, catalogue: Catalogue, earlier: Earlier | None) -> Work:
    """Everything whose inputs are not those of ``earlier``.

    A base figure is computed with all figures of its deliveries: which Gemeinden a delivery must
    hold is told by all of them.
    """
    bases = _changed(inputs.bases, earlier.bases if earlier else {})
    indicators = _changed(inputs.indicators, earlier.indicators if earlier else {})
    parts = {measure[0] for one in indicators for measure in measures_of(catalogue.indicators[one])}
    needed = {*bases, *parts}
    if needed and inputs.weighs_people:
        needed.add(PEOPLE)
    numbers = {number for base in needed for number in inputs.deliveries.get(base, ())}
    return Work(
        bases,
        indicators,
        frozenset(inputs.bases.keys() - bases),
        frozenset(inputs.indicators.keys() - indicators),
        sorted(numbers),
    )


def _changed(now: dict[str, str], before: dict[str, str]) -> frozenset[str]:
    return frozenset(name for name, key in now.items() if before.get(name) != key)


def attach_earlier(connection: duckdb.DuckDBPyConnection, earlier: Earlier, work: Work) -> None:
    """Attach the release as ``earlier``; makes kept_base (id), kept_indicator (id) and
    earlier_hidden (columns of ``computed``).
    """
    path = database_path(earlier.release)
    connection.execute(f"ATTACH '{quoted(path)}' AS earlier (READ_ONLY)")
    kept = {
        "kept_base": work.kept_bases,
        "kept_indicator": work.kept_indicators,
    }
    for name, ids in kept.items():
        create_table(connection, name, pd.DataFrame({"id": sorted(ids)}, dtype="str"))
    hidden = builds_folder() / earlier.release / HIDDEN
    connection.execute(f"CREATE TABLE earlier_hidden AS FROM read_parquet('{quoted(hidden)}')")


def told_of(work: Work, earlier: Earlier) -> str:
    """How much is taken over, in words."""
    every = len(work.kept_indicators) + len(work.indicators)
    return (
        f"Unverändert aus dem Datenstand {earlier.release}: "
        f"{number(len(work.kept_indicators))} von {number(every)} Indikatoren"
    )


def kept_reasons(
    connection: duckdb.DuckDBPyConnection, earlier: Earlier | None
) -> dict[str, str | None]:
    """Why kept indicators cannot be computed, None for those that can."""
    if earlier is None:
        return {}
    rows = connection.execute(
        "SELECT id, reason FROM earlier.indicator SEMI JOIN kept_indicator USING (id)"
    ).fetchall()
    return dict(rows)


def keep_record(
    connection: duckdb.DuckDBPyConnection, release: str, inputs: Inputs, told: list[str]
) -> None:
    """Write the record of a release that is being built, whole or not at all."""
    draft = builds_folder() / f"{DRAFT}{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    made(draft)
    connection.execute(f"COPY hidden TO '{quoted(draft / HIDDEN)}' (FORMAT parquet)")
    record = {
        "territory": inputs.territory,
        "bases": inputs.bases,
        "indicators": inputs.indicators,
        "told": told,
        "hidden": hashlib.sha256((draft / HIDDEN).read_bytes()).hexdigest(),
    }
    (draft / RECORD).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    draft.rename(builds_folder() / release)


def remove_records() -> None:
    """Remove records of releases that are gone."""
    for folder in builds_folder().glob("[!.]*"):
        if not is_release(folder.name):
            shutil.rmtree(folder)
