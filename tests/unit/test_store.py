"""The store: a delivery comes whole or not at all, is known again, can be taken back."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import shapely

from monitoring.errors import StoreError
from monitoring.readers import Delivery, Finding, canonical_hash
from monitoring.store.connection import attach_store, open_store, transaction
from monitoring.store.deliveries import Stored, add_delivery, list_deliveries, row_count, withdraw
from tests.tiny_store import A, B, C, areas, boundaries, figures, store

TABLES = ("delivery", "finding", "area", "boundary", "figure")
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.duckdb"


@pytest.fixture
def connection(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_store(path) as opened:
        yield opened


def add(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> Stored:
    with transaction(connection):
        return add_delivery(
            connection, delivery, file="a.csv", sha256=canonical_hash(delivery), imported_by="Test"
        )


def content(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Every table as a hash of its rows."""
    rows = [connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES]
    return [
        (table, hashlib.sha256(repr(found).encode()).hexdigest())
        for table, found in zip(TABLES, rows, strict=True)
    ]


def bad_figure(**columns: object) -> Delivery:
    """Two good rows and one that the store forbids."""
    given = figures("faelle", {A: 1, B: 2, C: 3})
    frame = given.figures.copy()
    for name, value in columns.items():
        frame[name] = frame[name].astype(object)
        frame.at[2, name] = value
    return replace(given, figures=frame)


class TestWholeOrNotAtAll:
    @pytest.mark.parametrize(
        "columns",
        [
            {"value": float("nan")},
            {"status": "suppressed"},
            {"status": "nil"},
            {"status": "geheim"},
            {"key": "9800100"},
            {"key": "98001"},
            {"level": "verband"},
            {"sex": "x"},
            {"age_from": -1},
            {"age_from": 20, "age_to": 10},
            {"quality": "gut"},
            {"period": None},
        ],
        ids=str,
    )
    def test_a_row_that_contradicts_itself_brings_nothing_in(self, connection, columns):
        add(connection, boundaries())
        before = content(connection)
        with pytest.raises(duckdb.ConstraintException):
            add(connection, bad_figure(**columns))
        assert content(connection) == before

    def test_a_fault_in_the_areas_takes_the_figures_back_too(self, connection):
        before = content(connection)
        with pytest.raises(duckdb.ConstraintException):
            add(connection, replace(figures("faelle", {A: 1}), areas=areas({A: "A"}, km2={A: -1})))
        assert content(connection) == before

    def test_a_fault_at_the_very_end_takes_everything_back(self, connection):
        before = content(connection)
        unnamed = Finding("repaired", None)  # type: ignore[arg-type]  # what the test is about
        with pytest.raises(duckdb.ConstraintException):
            add(connection, replace(boundaries(), findings=(unnamed,)))
        assert content(connection) == before

    def test_boundaries_of_two_gebietsstaende_are_refused(self, connection):
        before = content(connection)
        given = boundaries([A, B])
        mixed = given.areas.assign(gebietsstand=["2021-01-01", "2016-01-01"])
        with pytest.raises(AssertionError, match="one Gebietsstand"):
            add(connection, replace(given, areas=mixed))
        assert content(connection) == before

    def test_after_a_refused_delivery_the_next_one_comes_in(self, connection):
        with pytest.raises(duckdb.ConstraintException):
            add(connection, bad_figure(status="nil"))
        assert not add(connection, figures("faelle", {A: 1})).known
        assert connection.execute("SELECT count(*) FROM figure").fetchall() == [(1,)]


class TestWhatIsKept:
    def test_all_parts_of_a_delivery(self, connection):
        given = replace(
            boundaries([A, B]),
            figures=figures("faelle", {A: 1, B: "suppressed"}).figures,
            findings=(Finding("repaired", "Ein Ring wurde berichtigt.", A, 2),),
        )
        stored = add(connection, given)
        assert stored == Stored(1, known=False, rows=6)
        assert row_count(given) == 6
        rows = connection.execute("SELECT key, value, status FROM figure ORDER BY key").fetchall()
        assert rows == [(A, 1.0, "reported"), (B, None, "suppressed")]
        assert connection.execute("FROM finding").fetchall() == [
            (1, "repaired", "Ein Ring wurde berichtigt.", A, 2, "")
        ]
        ((shape,),) = connection.execute(
            "SELECT geometry FROM boundary WHERE key = ?", [A]
        ).fetchall()
        assert given.boundaries is not None
        assert shapely.from_wkb(bytes(shape)).equals(given.boundaries.geometry.iloc[0])

    def test_an_unknown_area_is_null_and_not_nan(self, connection):
        add(connection, boundaries([A]))
        assert connection.execute("SELECT km2 FROM area").fetchall() == [(None,)]

    def test_leading_zeros_stay(self, connection):
        add(connection, figures("faelle", {"01001000": 1}))
        assert connection.execute("SELECT key FROM figure").fetchall() == [("01001000",)]


class TestKnownAgain:
    given = figures("faelle", {A: 1, B: "suppressed", C: 0})

    def turned(self) -> Delivery:
        frame = self.given.figures.sort_values("key", ascending=False, ignore_index=True)
        return replace(self.given, figures=frame, title="Anderer Titel")

    def test_rows_in_another_order_are_the_same_content(self, connection):
        assert add(connection, self.given) == Stored(1, known=False, rows=3)
        before = content(connection)
        assert add(connection, self.turned()) == Stored(1, known=True, rows=3)
        assert content(connection) == before

    @pytest.mark.parametrize(
        "other",
        [
            figures("faelle", {A: 1, B: "suppressed", C: 1}),
            figures("faelle", {A: 1, B: "unknown", C: 0}),
            figures("faelle", {A: 1, B: "suppressed", C: 0}, "2021"),
            figures("faelle", {A: 1, B: "suppressed"}),
            figures("faelle", {A: 1, B: "suppressed", C: 0}, gebietsstand="2021-01-01"),
        ],
    )
    def test_other_content_is_not(self, connection, other: Delivery):
        add(connection, self.given)
        assert add(connection, other) == Stored(2, known=False, rows=len(other.figures))

    def test_once_withdrawn_it_may_come_again(self, connection):
        add(connection, self.given)
        withdraw(connection, 1)
        assert add(connection, self.turned()) == Stored(2, known=False, rows=3)


class TestWithdrawing:
    def test_it_stays_in_the_history(self, connection):
        add(connection, figures("faelle", {A: 1}))
        add(connection, figures("faelle", {A: 2}))
        withdraw(connection, 1)
        listed = list_deliveries(connection).set_index("id")
        assert listed.index.tolist() == [2, 1]
        assert pd.notna(listed.at[1, "withdrawn_at"])
        assert pd.isna(listed.at[2, "withdrawn_at"])
        assert connection.execute("SELECT count(*) FROM figure").fetchall() == [(2,)]

    @pytest.mark.parametrize("number", [1, 99])
    def test_what_is_not_there_or_gone_already_is_refused(self, connection, number: int):
        add(connection, figures("faelle", {A: 1}))
        withdraw(connection, 1)
        with pytest.raises(StoreError, match=f"keine gültige Lieferung mit der Nummer {number}"):
            withdraw(connection, number)

    def test_the_list_counts_findings(self, connection):
        notes = (Finding("encoding", "Latin-1"), Finding("repeated", "doppelt", count=3))
        add(connection, replace(figures("faelle", {A: 1}), findings=notes))
        assert list_deliveries(connection)["findings"].tolist() == [2]


class TestOpening:
    def test_a_store_is_made_where_there_is_none_and_found_again(self, tmp_path: Path):
        path = tmp_path / "neu" / "store.duckdb"
        store(path, figures("faelle", {A: 1}))
        with open_store(path) as connection:
            assert len(list_deliveries(connection)) == 1

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path: Path):
        (tmp_path / "belegt").write_text("")
        with pytest.raises(StoreError, match="KREISBLICK_DATA"):
            open_store(tmp_path / "belegt" / "store.duckdb").__enter__()

    @pytest.mark.parametrize("wrong", [b"", b"Das ist keine Datenbank. " * 1000])
    def test_another_file_is_refused_in_german_and_left_alone(self, path: Path, wrong: bytes):
        path.write_bytes(wrong)
        with pytest.raises(StoreError) as caught, open_store(path):
            pass
        assert "beschädigt oder keine DuckDB-Datei" in str(caught.value)
        assert "Abhilfe:" in str(caught.value)
        assert path.read_bytes() == wrong

    def test_a_damaged_file_in_a_folder_named_lock_is_not_taken_for_a_locked_one(self, tmp_path):
        path = tmp_path / "lock" / "store.duckdb"
        path.parent.mkdir()
        path.write_bytes(b"x" * 50_000)
        with pytest.raises(StoreError, match="beschädigt"), open_store(path):
            pass

    @pytest.mark.parametrize("for_reading", [False, True])
    def test_a_store_in_use_by_another_process_is_refused(self, path: Path, for_reading: bool):
        store(path, figures("faelle", {A: 1}))
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"1\n"
            with pytest.raises(StoreError, match="von einem anderen Auftrag benutzt"):
                open_for(path, for_reading=for_reading)
        finally:
            holder.communicate()
        open_for(path, for_reading=for_reading)


def open_for(path: Path, *, for_reading: bool) -> None:
    with duckdb.connect() if for_reading else open_store(path) as connection:
        if for_reading:
            attach_store(connection, path)
