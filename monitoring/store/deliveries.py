"""Deliveries come in whole or not at all, are recognised again, and can be withdrawn whole."""

from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import geopandas as gpd
import pandas as pd
import pyarrow as pa

from monitoring.errors import StoreError
from monitoring.figures import number as figure
from monitoring.readers.contract import AREA_COLUMNS, CHANGE_COLUMNS, FIGURE_COLUMNS, Delivery
from monitoring.running import step
from monitoring.store.connection import single

BATCH = 245_760  # rows of two row groups of DuckDB


@dataclass(frozen=True)
class Stored:
    """Outcome of an import: the delivery's number, and whether it was there before."""

    id: int
    known: bool
    rows: int


def add_delivery(
    connection: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    *,
    file: str,
    sha256: str,
    imported_by: str,
) -> Stored:
    """Store ``delivery``, within a :func:`transaction`; the same content again changes nothing."""
    known = _known(connection, sha256)
    rows = row_count(delivery)
    if known is not None:
        return Stored(known, known=True, rows=rows)
    number = _insert_head(connection, delivery, file, sha256, imported_by)
    _insert_frame(connection, "figure", number, delivery.figures[FIGURE_COLUMNS])
    _insert_frame(connection, "area", number, delivery.areas[AREA_COLUMNS])
    _insert_boundaries(connection, number, delivery)
    _insert_frame(connection, "area_change", number, delivery.changes[CHANGE_COLUMNS])
    _insert_frame(connection, "change_coverage", number, pd.DataFrame(delivery.coverage))
    _insert_findings(connection, number, delivery)
    return Stored(number, known=False, rows=rows)


def row_count(delivery: Delivery) -> int:
    """Rows a delivery brings: figures, areas, boundaries and territorial changes."""
    shapes = 0 if delivery.boundaries is None else len(delivery.boundaries)
    return len(delivery.figures) + len(delivery.areas) + len(delivery.changes) + shapes


def withdraw(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Take a delivery back; it stays in the history. Raises StoreError where there is none."""
    found = connection.execute(
        "UPDATE delivery SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL RETURNING id",
        [_now(), number],
    ).fetchall()
    if not found:
        raise StoreError(
            f"Es gibt keine gültige Lieferung mit der Nummer {number}.\n"
            "Abhilfe: `python -m monitoring status` zeigt alle Lieferungen."
        )


def restore(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Let a delivery count again that was withdrawn. Raises StoreError where there is none, and
    where the same content has come in again since.
    """
    row = connection.execute(
        "SELECT sha256 FROM delivery WHERE id = ? AND withdrawn_at IS NOT NULL", [number]
    ).fetchone()
    if row is None:
        raise StoreError(
            f"Es gibt keine zurückgezogene Lieferung mit der Nummer {number}.\n"
            "Abhilfe: `python -m monitoring status` zeigt alle Lieferungen."
        )
    again = _known(connection, row[0])
    if again is not None:
        raise StoreError(
            f"Derselbe Inhalt gilt schon als Lieferung {again}.\n"
            f"Abhilfe: Nichts zu tun, oder zuerst Lieferung {again} zurückziehen."
        )
    connection.execute("UPDATE delivery SET withdrawn_at = NULL WHERE id = ?", [number])


def list_deliveries(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All deliveries, newest first, with the number of their findings."""
    return connection.execute(
        "SELECT d.*, (SELECT count(*) FROM finding f WHERE f.delivery = d.id) AS findings "
        "FROM delivery d ORDER BY d.id DESC"
    ).df()


def _known(connection: duckdb.DuckDBPyConnection, sha256: str) -> int | None:
    (number,) = single(
        connection,
        "SELECT max(id) FROM delivery WHERE sha256 = ? AND withdrawn_at IS NULL",
        [sha256],
    )
    return None if number is None else int(number)


def _insert_head(
    connection: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    file: str,
    sha256: str,
    imported_by: str,
) -> int:
    (number,) = single(
        connection,
        "INSERT INTO delivery (file, sha256, reader, source, title, rows, imported_at, "
        "imported_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [
            file,
            sha256,
            delivery.reader,
            delivery.source,
            delivery.title,
            row_count(delivery),
            _now(),
            imported_by,
        ],
    )
    return int(number)


def _insert_frame(
    connection: duckdb.DuckDBPyConnection, table: str, number: int, frame: pd.DataFrame
) -> None:
    columns = ", ".join(frame.columns)
    for start in range(0, len(frame), BATCH):
        batch = pa.Table.from_pandas(frame.iloc[start : start + BATCH], preserve_index=False)
        connection.register("incoming", batch)
        connection.execute(
            f"INSERT INTO {table} (delivery, {columns}) SELECT ?, {columns} FROM incoming",  # noqa: S608 - names are constants of this package
            [number],
        )
        connection.unregister("incoming")
        if len(frame) > BATCH:
            done = min(start + BATCH, len(frame))
            step(done / len(frame), f"{figure(done)} von {figure(len(frame))} Zeilen gespeichert")


def _insert_boundaries(
    connection: duckdb.DuckDBPyConnection, number: int, delivery: Delivery
) -> None:
    shapes = delivery.boundaries
    if shapes is None:
        return
    dates = _gebietsstand_of(delivery.areas)
    frame = _as_wkb(shapes).assign(gebietsstand=dates)
    _insert_frame(connection, "boundary", number, frame)


def _as_wkb(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {"level": shapes["level"], "key": shapes["key"], "geometry": shapes.geometry.to_wkb()}
    )


def _gebietsstand_of(areas: pd.DataFrame) -> str:
    dates = areas["gebietsstand"].unique()
    if len(dates) != 1:
        raise AssertionError(f"a boundary delivery has one Gebietsstand, not {list(dates)}")
    return str(dates[0])


def _insert_findings(
    connection: duckdb.DuckDBPyConnection, number: int, delivery: Delivery
) -> None:
    for item in delivery.findings:
        connection.execute(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
            [number, item.kind, item.message, item.place, item.count, item.proposal],
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
