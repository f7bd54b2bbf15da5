"""Opening the store: one writer at a time, the schema always present."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from monitoring.errors import StoreError
from monitoring.settings import made

SCHEMA = Path(__file__).with_name("schema.sql")
LOCKED = ("Could not set lock", "Conflicting lock", "being used by another process")


@contextmanager
def open_store(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store at ``path``, created where there is none; closed afterwards.

    Raises StoreError where another process holds it or the file is not a store.
    """
    made(path.parent)
    try:
        connection = duckdb.connect(str(path))
    except duckdb.IOException as error:
        raise StoreError(_reason(path, error)) from error
    try:
        if not _has_schema(connection):
            connection.execute(SCHEMA.read_text(encoding="utf-8"))
        yield connection
    finally:
        connection.close()


def attach_store(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Attach the store at ``path`` read-only as ``store``, with tables that came later added.

    Raises StoreError as :func:`open_store`.
    """
    with open_store(path):
        pass
    try:
        connection.execute(f"ATTACH '{quoted(path)}' AS store (READ_ONLY)")
    except duckdb.IOException as error:
        raise StoreError(_reason(path, error)) from error


def quoted(path: Path) -> str:
    """A path as it stands within the quotes of an SQL text."""
    return str(path).replace("'", "''")


def single(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[object] | None = None
) -> tuple[Any, ...]:
    """The only row of an answer; it is read to its end, as DuckDB asks before other work."""
    (row,) = connection.execute(sql, parameters).fetchall()
    return tuple(row)


def _has_schema(connection: duckdb.DuckDBPyConnection) -> bool:
    tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return ("planungsraum_member",) in tables


def _reason(path: Path, error: duckdb.IOException) -> str:
    if any(words in str(error) for words in LOCKED):
        return (
            "Der Datenspeicher wird gerade von einem anderen Auftrag benutzt.\n"
            "Abhilfe: warten, bis der laufende Import oder die Erstellung beendet ist."
        )
    return (
        f"Der Datenspeicher {path.name} lässt sich nicht öffnen; er ist beschädigt "
        "oder keine DuckDB-Datei.\nAbhilfe: die Sicherung zurückspielen."
    )
