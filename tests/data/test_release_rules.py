"""A release is whole, follows its data rules, and is verified before it is used."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from monitoring.build import verify as verification
from monitoring.build.release import build_release
from monitoring.build.verify import (
    RULE_TITLES,
    RULES,
    TABLES,
    content_hash,
    offenders,
    row_counts,
    verify,
)
from monitoring.errors import ReleaseError
from monitoring.queries.ask import open_release
from monitoring.release.location import current_release, database_path
from monitoring.release.manifest import Manifest
from monitoring.settings import store_path
from tests.tiny_store import (
    A,
    B,
    C,
    D,
    E,
    boundaries,
    catalogue,
    figures,
    indicator,
    store,
)

RULED = catalogue(indicator("anzahl", "faelle"), indicator("quote", "faelle", "personen"))
FALLS = figures("faelle", {A: 1, B: 2, C: 3, D: 0, E: "suppressed"})
PEOPLE = figures("personen", {A: 10, B: 20, C: 30, D: 40, E: 50})
BOTH = "; ".join("{0} " + table + " {1}" for table in ("value", "value_by_area"))

# Each data rule, and what breaks it in a release that follows all of them.
BREAKS = {
    "both_copies_agree": "DELETE FROM value_by_area WHERE ags = '98001001'",
    "label_is_unique": "UPDATE area SET label = 'Neustadt' WHERE level = 'gemeinde'",
    "layer_covers_every_area": "DELETE FROM layer_area WHERE ags = '98001001'",
    "parent_exists": "UPDATE area SET parent = '98009' WHERE ags = '98001001'",
    "rate_follows_from_its_parts": BOTH.format(
        "UPDATE", "SET value = value * 1.001 WHERE indicator = 'quote' AND ags = '98001001'"
    ),
    "value_has_an_area": BOTH.format(
        "UPDATE", "SET ags = '98001777' WHERE indicator = 'quote' AND ags = '98001001'"
    ),
    "value_is_finite": BOTH.format("UPDATE", "SET value = 'inf' WHERE status = 'reported'"),
    "value_is_unique": BOTH.format("INSERT INTO", "SELECT * FROM value LIMIT 1"),
    "value_matches_status": BOTH.format(
        "UPDATE", "SET value = NULL, status = 'suppressed' WHERE ags = '98001001'"
    ),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Manifest]]:
    """Database and manifest of a tiny release."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KREISBLICK_DATA", str(tmp_path_factory.mktemp("release")))
        store(store_path(), boundaries(), FALLS, PEOPLE)
        manifest = build_release(store_path(), RULED)
        yield database_path(manifest["id"]), manifest


@pytest.fixture
def copy(original: tuple[Path, Manifest], tmp_path: Path) -> Path:
    """A copy of the release that the test may break."""
    return Path(shutil.copy(original[0], tmp_path / "release.duckdb"))


def sample_database(sample_data_dir: Path) -> Path:
    pointer = json.loads((sample_data_dir / "current.json").read_text(encoding="utf-8"))
    return sample_data_dir / "releases" / pointer["release"] / "release.duckdb"


class TestRules:
    @pytest.mark.parametrize("rule", BREAKS)
    def test_a_rule_catches_its_offender(self, copy: Path, rule: str):
        with duckdb.connect(str(copy)) as connection:
            assert offenders(connection) == {}
            connection.execute(BREAKS[rule])
            assert rule in offenders(connection)

    def test_every_rule_has_an_offender_and_a_title(self):
        rules = {path.stem for path in RULES.glob("*.sql")}
        assert rules == set(BREAKS) == set(RULE_TITLES)

    def test_the_sample_release_follows_every_rule(self, sample_data_dir: Path):
        with open_release(sample_database(sample_data_dir)) as connection:
            assert offenders(connection) == {}

    def test_the_schema_refuses_a_value_that_the_status_forbids(self, copy: Path):
        with duckdb.connect(str(copy)) as connection, pytest.raises(duckdb.ConstraintException):
            connection.execute("UPDATE value SET value = 1 WHERE status = 'suppressed'")


class TestVerification:
    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE value SET value = 3, numerator = 3 WHERE indicator = 'anzahl' AND value = 1",
            "DELETE FROM neighbour WHERE ags = '98001001'",
            "UPDATE indicator SET title = 'Anders' WHERE id = 'quote'",
            "INSERT INTO unmatched VALUES ('f', '98001777', NULL, '2020', '2020', 1, 2, 'f')",
        ],
    )
    def test_a_changed_release_is_refused(self, original, copy: Path, change: str):
        manifest = original[1]
        verify(copy, manifest["tables"], manifest["content_hash"])
        with duckdb.connect(str(copy)) as connection:
            connection.execute(change)
        with pytest.raises(ReleaseError, match="enthält nicht, was berechnet wurde"):
            verify(copy, manifest["tables"], manifest["content_hash"])

    def test_a_release_that_breaks_a_rule_is_refused_by_name_and_count(self, copy: Path):
        with duckdb.connect(str(copy)) as connection:
            connection.execute(BREAKS["parent_exists"])
            counts, digest = row_counts(connection), content_hash(connection)
        with pytest.raises(ReleaseError, match="Das übergeordnete Gebiet gibt es: 1 Verstoß"):
            verify(copy, counts, digest)

    def test_a_release_that_is_refused_leaves_no_trace_and_the_old_one_in_use(
        self, build, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        build(RULED, boundaries(), FALLS, PEOPLE)
        before, pointer = current_release(), (data_dir / "current.json").read_bytes()
        (tmp_path / "parent_exists.sql").write_text("SELECT 1", encoding="utf-8")
        monkeypatch.setattr(verification, "RULES", tmp_path)
        with pytest.raises(ReleaseError, match="1 Verstoß"):
            build_release(store_path(), RULED)
        assert [path.name for path in (data_dir / "releases").iterdir()] == [before]
        assert (data_dir / "current.json").read_bytes() == pointer


class TestManifest:
    def test_it_says_what_the_release_is(self, original):
        database, manifest = original
        assert manifest["gebietsstand"] == "2021-01-01"
        assert manifest["boundary_year"] == 2021
        assert manifest["boundary_source"] == "bkg_vg250"
        assert manifest["catalogue_version"] == "test"
        assert manifest["audience"] == "intern"
        assert not manifest["sample"]
        assert manifest["periods"] == {"min": "2020", "max": "2020"}
        assert [entry["file"] for entry in manifest["deliveries"]] == [
            "Grenzen.csv", "faelle.csv", "personen.csv",
        ]  # fmt: skip
        assert all(len(entry["sha256"]) == 64 for entry in manifest["deliveries"])
        written = json.loads((database.parent / "manifest.json").read_text(encoding="utf-8"))
        assert written == manifest

    def test_it_counts_the_rows_of_every_table(self, original):
        database, manifest = original
        with duckdb.connect(str(database), read_only=True) as connection:
            tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
            assert {name for (name,) in tables} == set(TABLES) == set(manifest["tables"])
            assert row_counts(connection) == manifest["tables"]
        assert manifest["tables"]["area"] == 8
        assert manifest["tables"]["value"] == manifest["tables"]["value_by_area"] > 0

    def test_values_lie_sorted_for_both_ways_of_asking(self, original):
        order = {
            "value": "indicator, level, period, ags",
            "value_by_area": "ags, indicator, period",
        }
        with duckdb.connect(str(original[0]), read_only=True) as connection:
            for table, columns in order.items():
                rows = connection.execute(
                    f"SELECT {columns} FROM {table} ORDER BY rowid"
                ).fetchall()
                assert rows == sorted(rows)
