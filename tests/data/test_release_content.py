"""What a release holds: the same for the same content, and no secret, wherever one looks."""

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from monitoring.build.release import build_release
from monitoring.queries.ask import open_release
from monitoring.readers import Delivery
from monitoring.release.location import database_path, list_releases
from monitoring.settings import store_path
from tests.tiny_store import (
    A,
    B,
    C,
    D,
    E,
    boundaries,
    catalogue,
    directory,
    figures,
    indicator,
    store,
)

RULED = catalogue(indicator("anzahl", "faelle"), indicator("quote", "faelle", "personen"))
FALLS = figures("faelle", {A: 1, B: 2, C: 3, D: 0, E: "suppressed"})
PEOPLE = figures("personen", {A: 10, B: 20, C: 30, D: 40, E: 50})


def turn(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows from the last to the first."""
    return frame.sort_values("key", ascending=False, ignore_index=True)


def sample_database(sample_data_dir: Path) -> Path:
    pointer = json.loads((sample_data_dir / "current.json").read_text(encoding="utf-8"))
    return sample_data_dir / "releases" / pointer["release"] / "release.duckdb"


class TestContentHash:
    decimals = figures("faelle", {A: 0.1, B: 0.2, C: 0.3, D: 0.7, E: 1.1})
    sizes = directory({A: 0.1, B: 0.2, C: 0.3, D: 0.7, E: 1.1})

    def built(self, folder: Path, monkeypatch: pytest.MonkeyPatch, *deliveries: Delivery) -> str:
        monkeypatch.setenv("KREISBLICK_DATA", str(folder))
        store(store_path(), boundaries(), *deliveries)
        return build_release(store_path(), RULED)["content_hash"]

    def test_rows_in_another_order_give_the_same(self, tmp_path: Path, monkeypatch):
        first = self.built(tmp_path / "a", monkeypatch, self.decimals, PEOPLE, self.sizes)
        turned = [
            replace(given, figures=turn(given.figures), areas=turn(given.areas))
            for given in (self.decimals, PEOPLE, self.sizes)
        ]
        assert self.built(tmp_path / "b", monkeypatch, *turned) == first

    def test_another_value_gives_another(self, tmp_path: Path, monkeypatch):
        first = self.built(tmp_path / "a", monkeypatch, FALLS, PEOPLE)
        changed = figures("faelle", {A: 1, B: 2, C: 3, D: 1, E: "suppressed"})
        assert self.built(tmp_path / "b", monkeypatch, changed, PEOPLE) != first


class TestSecrets:
    canary = 123_456_789

    def test_a_number_made_secret_is_nowhere_in_the_release(self, build):
        """As numerator and as denominator, in any table, layer or the manifest."""
        minimum = 1_000_000_000
        rules = catalogue(
            indicator("anzahl", "faelle", minimum=minimum),
            indicator("quote", "faelle", "personen", minimum=minimum),
        )
        values = {A: self.canary, B: 3_141_592_653, C: 0, D: minimum, E: minimum}
        build(rules, boundaries(), figures("faelle", values), PEOPLE)
        identifier = list_releases()[0]["id"]
        database = database_path(identifier)
        assert self.found(database) == []
        with duckdb.connect(str(database), read_only=True) as connection:
            rows = connection.execute("SELECT status FROM value WHERE ags = ?", [A]).fetchall()
        assert rows == [("suppressed",), ("suppressed",)]
        files = [path for path in database.parent.rglob("*") if path.is_file()]
        assert len(files) > 4
        assert not any(str(self.canary).encode() in path.read_bytes() for path in files)

    def test_the_search_finds_a_number_that_is_there(self, build):
        rules = catalogue(indicator("anzahl", "faelle"))
        build(rules, boundaries(), figures("faelle", {A: self.canary, B: 1, C: 1, D: 1, E: 1}))
        assert self.found(database_path(list_releases()[0]["id"]))

    def found(self, database: Path) -> list[str]:
        """Columns that hold the canary, in whatever form."""
        with duckdb.connect(str(database), read_only=True) as connection:
            columns = connection.execute(
                "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
            ).fetchall()
            return [
                f"{table}.{column}"
                for table, column in columns
                if connection.execute(
                    f'SELECT count(*) FROM "{table}" WHERE '
                    f"replace(\"{column}\"::VARCHAR, '.', '') LIKE '%{self.canary}%'"
                ).fetchall() != [(0,)]
            ]  # fmt: skip

    def test_no_secret_cell_of_the_sample_has_a_number(self, sample_data_dir: Path):
        sql = (
            "SELECT count(*), count(value), count(numerator), count(denominator), "
            "count(estimated_share) FROM value WHERE status = 'suppressed'"
        )
        with open_release(sample_database(sample_data_dir)) as connection:
            ((rows, *numbers),) = connection.execute(sql).fetchall()
        assert rows > 100
        assert numbers == [0, 0, 0, 0]
