"""The tables that the checks ask: a delivery beside the store, which is attached read-only."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from monitoring.catalogue import Catalogue
from monitoring.readers.contract import AREA_COLUMNS, CHANGE_COLUMNS, FIGURE_COLUMNS, Delivery
from monitoring.scratch import scratch_folder
from monitoring.store.connection import SCHEMA, attach_store

SQL = Path(__file__).with_name("sql")
MOST = 500
"""How many figures of a finding are marked; its count tells all."""


@contextmanager
def opened(store: Path, catalogue: Catalogue) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory with the store attached as ``store``; empty where there is none.

    Raises StoreError where another process holds the store.
    """
    with (
        scratch_folder() as spilled,
        duckdb.connect(config={"temp_directory": str(spilled)}) as connection,
    ):
        if store.exists():
            attach_store(connection, store)
        else:
            connection.execute("ATTACH ':memory:' AS store; USE store")
            connection.execute(SCHEMA.read_text(encoding="utf-8"))
            connection.execute("USE memory")
        connection.execute(_sql("prepare"))
        bases = catalogue.base_figures.values()
        frame = pd.DataFrame(
            [(base.id, base.title, base.additive) for base in bases],
            columns=["id", "title", "additive"],
        )
        _insert(connection, "base", frame, "*")
        yield connection


def bring(connection: duckdb.DuckDBPyConnection, delivery: Delivery, number: int) -> None:
    """Add the areas and territorial changes of a delivery to what is known.

    ``number`` counts the deliveries of this import, which come after all in the store.
    """
    areas, changes = delivery.areas[AREA_COLUMNS], delivery.changes[CHANGE_COLUMNS]
    for table, frame in (("brought_area", areas), ("brought_change", changes)):
        if not frame.empty:
            _insert(connection, table, frame.assign(delivery=_place(number)), "*", by_name=True)


def arrive(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> None:
    """Make ``delivery`` the one that is checked; positions are those of its figures."""
    figures = delivery.figures[FIGURE_COLUMNS].reset_index(drop=True)
    connection.register("arriving", figures.assign(position=range(len(figures))))
    connection.execute(_sql("incoming"))
    connection.unregister("arriving")


def leave(connection: duckdb.DuckDBPyConnection, number: int, file: str) -> None:
    """Let the figures of the delivery that was checked count as delivered before the next."""
    connection.execute(
        "INSERT INTO brought_figure BY NAME SELECT * EXCLUDE (position, age_end, year), "
        "nullif(age_end, -1) AS age_to, '' AS quality, ? AS delivery, ? AS file FROM incoming",
        [_place(number), f"{file} (dieser Import)"],
    )


def asked(
    connection: duckdb.DuckDBPyConnection, name: str, **parameters: float | str
) -> list[dict[str, Any]]:
    """Rows of one question, with the title of their base figure as ``title``."""
    answer = connection.execute(_sql(name), parameters or None)
    columns = [column[0] for column in answer.description or ()]
    rows = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
    titles = dict(connection.execute("SELECT id, title FROM base").fetchall())
    for row in rows:
        row["title"] = titles.get(row.get("base_figure"), "")
    return rows


def _place(number: int) -> int:
    return 1_000_000_000 + number


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    frame: pd.DataFrame,
    columns: str,
    *,
    by_name: bool = False,
) -> None:
    connection.register("frame", frame)
    how = "BY NAME " if by_name else ""
    connection.execute(f"INSERT INTO {table} {how}SELECT {columns} FROM frame")  # noqa: S608 - names are constants of this module
    connection.unregister("frame")


def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
