"""A release that takes over from an earlier one is the release that is made from nothing."""

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from monitoring.build.release import build_release
from monitoring.planungsraeume import Planungsraum
from monitoring.release.location import database_path, release_folder, remove_broken_off
from monitoring.settings import builds_folder, store_path
from monitoring.store.connection import open_store
from monitoring.store.deliveries import withdraw
from monitoring.store.raeume import add_raeume
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    A,
    B,
    C,
    boundaries,
    catalogue,
    changes,
    directory,
    figures,
    indicator,
    store,
    together,
)

GONE, OLD, LATER = "98001009", "2019-12-31", "2022-12-31"
BASES = ("bevoelkerung", "plaetze", "kinder", "faelle")
HOUSE = catalogue(
    indicator("bevoelkerung", "bevoelkerung"),
    indicator("plaetze", "plaetze"),
    indicator("quote", "plaetze", "kinder"),
    indicator("hilfen", "faelle", "bevoelkerung", minimum=15),
)


def built(cat=HOUSE, **options):
    """The manifest, and what the build said."""
    said: list[str] = []
    return build_release(store_path(), cat, report=said.append, **options), said


def taken_over(said: list[str]) -> int:
    """How many indicators came from an earlier release."""
    found = [re.search(r"Unverändert .*: (\d+) von", line) for line in said]
    return next((int(match[1]) for match in found if match), 0)


def maps(identifier: str) -> dict[str, bytes]:
    folder = release_folder(identifier) / "maps"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def same_as_from_nothing(cat=HOUSE, **options) -> int:
    """Build both ways and compare; gives how many indicators were taken over."""
    reused, said = built(cat, **options)
    fresh, _ = built(cat, reuse=False, **options)
    assert reused["content_hash"] == fresh["content_hash"]
    assert reused["layers"] == fresh["layers"]
    assert reused["protection"] == fresh["protection"]
    assert maps(reused["id"]) == maps(fresh["id"])
    return taken_over(said)


def everything(shift: int = 0):
    """Figures of all base figures in one delivery each."""
    return [
        figures(base, {key: 10 * place + shift + 1 for place, key in enumerate(GEMEINDEN)})
        for base in BASES
    ]


@pytest.fixture
def known(data_dir: Path) -> None:
    store(store_path(), boundaries(), *everything())


def test_nothing_changed_takes_everything_over(known):
    built()
    manifest, said = built()
    assert taken_over(said) == len(HOUSE.indicators)
    assert same_as_from_nothing() == len(HOUSE.indicators)
    assert manifest["tables"]["value"] > 0


def test_a_changed_base_figure_computes_its_indicators_alone(known):
    built()
    store(store_path(), figures("kinder", dict.fromkeys(GEMEINDEN, 77)))
    assert same_as_from_nothing() == len(HOUSE.indicators) - 1


def test_a_lower_minimum_shows_what_was_secret(known):
    built()
    hilfen = replace(HOUSE.indicators["hilfen"], minimum=None)
    told = replace(HOUSE, indicators=HOUSE.indicators | {"hilfen": hilfen})
    assert same_as_from_nothing(told) == len(HOUSE.indicators) - 1


def test_a_secret_value_stays_secret_and_is_in_no_file_of_the_release(known):
    first, _ = built()
    second, said = built()
    assert taken_over(said)
    assert first["protection"] == second["protection"]
    assert second["protection"]["primary"] > 0
    with duckdb.connect(str(database_path(second["id"])), read_only=True) as connection:
        rows = connection.execute(
            "SELECT DISTINCT value, numerator FROM value WHERE status = 'suppressed'"
        )
        assert rows.fetchall() == [(None, None)]


def test_other_boundaries_take_over_nothing(known):
    built()
    store(store_path(), boundaries({key: f"Neu {key}" for key in GEMEINDEN}))
    assert same_as_from_nothing() == 0


def test_another_land_or_gebietsstand_takes_over_nothing(known):
    built()
    store(store_path(), changes({C: {B: 1.0}}, day="2022-07-01", span=("2020-12-31", LATER)))
    assert same_as_from_nothing(gebietsstand=LATER) == 0
    assert same_as_from_nothing(land="98") == 0


def test_people_weigh_what_is_carried_back(known):
    store(store_path(), changes({C: {B: 1.0}}, day="2022-07-01", span=("2020-12-31", LATER)))
    store(store_path(), figures("plaetze", {A: 5, B: 9}, "2022", gebietsstand=LATER))
    built()
    store(store_path(), figures("bevoelkerung", {A: 5, B: 30, C: 10}, gebietsstand="2021-01-01"))
    assert same_as_from_nothing() == 0


def test_a_damaged_record_or_a_removed_release_is_not_taken_from(known):
    first, _ = built()
    (builds_folder() / first["id"] / "hidden.parquet").write_bytes(b"PAR1")
    second, said = built()
    assert taken_over(said) == 0
    (builds_folder() / second["id"] / "inputs.json").write_text("{", encoding="utf-8")
    _, said = built()
    assert taken_over(said) == 0


def test_records_go_with_their_releases(known):
    made = [built()[0]["id"] for _ in range(8)]
    assert sorted(path.name for path in builds_folder().iterdir()) == made[-5:]


def test_the_record_that_a_killed_build_left_is_nobodys(known):
    first, _ = built()
    shutil.copytree(builds_folder() / first["id"], builds_folder() / ".draft-4194304")
    second, _ = built()
    remove_broken_off()
    assert {path.name for path in builds_folder().iterdir()} == {first["id"], second["id"]}


def _withdraw(r: random.Random) -> None:
    with open_store(store_path()) as connection:
        rows = connection.execute(
            "SELECT id FROM delivery WHERE withdrawn_at IS NULL AND id > 5 ORDER BY id"
        ).fetchall()
        if rows:
            withdraw(connection, r.choice(rows)[0])


def _draw(r: random.Random) -> None:
    made = [Planungsraum("N", "Nord", "#1f6f78", tuple(sorted(r.sample(GEMEINDEN, 2))))]
    with open_store(store_path()) as connection:
        add_raeume(
            connection, made, file="r.csv", set_name="Räume", valid_from=None, created_by="Test"
        )


STEPS = {
    "figures": lambda r: store(
        store_path(),
        figures(r.choice(BASES), {key: r.randint(0, 40) for key in r.sample(GEMEINDEN, 4)}),
    ),
    "old": lambda r: store(
        store_path(),
        figures(
            r.choice(BASES),
            {key: r.randint(0, 40) for key in (*GEMEINDEN, GONE)},
            "2019",
            gebietsstand=OLD,
        ),
    ),
    "later": lambda r: store(
        store_path(),
        figures(
            r.choice(BASES), {A: r.randint(1, 9), B: r.randint(1, 9)}, "2022", gebietsstand=LATER
        ),
    ),
    "kreis": lambda r: store(store_path(), figures(r.choice(BASES), {KREIS: r.randint(1, 200)})),
    "two": lambda r: store(
        store_path(),
        together(
            figures("plaetze", {A: r.randint(0, 9), "98009009": 3}),
            figures("kinder", {key: r.randint(1, 99) for key in GEMEINDEN}, "2021"),
        ),
    ),
    "changes": lambda r: store(
        store_path(),
        changes({GONE: {A: 0.3, B: 0.7}} if r.random() < 0.5 else {GONE: {A: 1.0}}),
    ),
    "later_changes": lambda _: store(
        store_path(), changes({C: {B: 1.0}}, day="2022-07-01", span=("2021-12-31", LATER))
    ),
    "directory": lambda r: store(
        store_path(), directory({key: r.randint(90, 110) for key in GEMEINDEN})
    ),
    "withdraw": _withdraw,
    "raeume": _draw,
}


@pytest.mark.parametrize("seed", range(6))
def test_any_course_of_changes_gives_the_release_made_from_nothing(known, seed):
    r = random.Random(seed)
    kept = 0
    for _ in range(10):
        STEPS[r.choice(list(STEPS))](r)
        kept += same_as_from_nothing()
    assert kept > 0
