"""What a release comes of, as hashes: where they are equal, so are the results."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import duckdb

from monitoring.build.definitions import measures_of
from monitoring.build.write import read_sql
from monitoring.catalogue import Catalogue
from monitoring.settings import ROOT
from monitoring.store.connection import single

PEOPLE = "bevoelkerung"
PROGRAM = ("monitoring", "geodata")
Given = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Inputs:
    """Hashes of what areas and maps, each base figure and each indicator come of.

    ``deliveries`` holds the valid deliveries of each base figure; ``weighs_people``: figures of a
    later Gebietsstand are carried back, which takes the release's population.
    """

    territory: str
    bases: dict[str, str]
    indicators: dict[str, str]
    deliveries: dict[str, tuple[int, ...]]
    weighs_people: bool


def inputs_of(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    stands: tuple[str, str],
    land: str | None,
) -> Inputs:
    """The inputs of a release at a Gebietsstand, its boundaries' Gebietsstand and Land.

    Makes the table stand_key (level, gebietsstand, key): every Gemeinde and Kreis that a figure is
    delivered for.
    """
    connection.execute(read_sql("stand_key"), {"land": land})
    areas = connection.execute(read_sql("territory_inputs")).fetchall()
    territory = _hashed(_program(), stands, land, areas)
    given: Given = defaultdict(list)
    for base, *delivery in connection.execute(read_sql("base_deliveries")).fetchall():
        given[base].append(tuple(delivery))
    later, keys = single(
        connection,
        "SELECT coalesce(bool_or(gebietsstand > ?::DATE), FALSE), sum(hash(s)) FROM stand_key s",
        [stands[0]],
    )
    common = _hashed(territory, keys, given[PEOPLE] if later else None)
    bases = _bases(catalogue, given, common)
    indicators = {
        one.id: _hashed(one, [bases[measure[0]] for measure in measures_of(one)])
        for one in catalogue.indicators.values()
    }
    numbers = {
        base: tuple(int(str(row[0])) for row in deliveries) for base, deliveries in given.items()
    }
    return Inputs(territory, bases, indicators, numbers, bool(later))


def _bases(catalogue: Catalogue, given: Given, common: str) -> dict[str, str]:
    needed: dict[str, set[str]] = defaultdict(set)
    for indicator in catalogue.indicators.values():
        for measure in measures_of(indicator):
            needed[measure[0]].add(repr(measure))
    every = sorted({*given, *catalogue.base_figures})
    known = catalogue.base_figures
    return {
        base: _hashed(common, known.get(base), given.get(base), sorted(needed[base]))
        for base in every
    }


def _hashed(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def _program() -> str:
    """Of the code and of the pinned packages: another version may compute otherwise."""
    digest = hashlib.sha256()
    for name in _files():
        digest.update(name.encode())
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _files() -> Iterable[str]:
    code = [
        str(path.relative_to(ROOT))
        for folder in PROGRAM
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".sql"}
    ]
    return sorted([*code, "requirements.txt"])
