"""Opening the store: one writer at a time, the schema always present."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from monitoring.errors import KreisblickError, StoreError, shortened
from monitoring.running import decide
from monitoring.settings import made

SCHEMA = Path(__file__).with_name("schema.sql")
QUIET = "SET enable_progress_bar = false"  # it would fill the log of a job
DISK_ERRORS = (
    OSError,
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
)
UNWRITTEN = "Could not write"  # so says a COMMIT that the disk refused
LOCKED = ("Could not set lock", "Conflicting lock", "being used by another process")


@contextmanager
def open_store(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store at ``path``, created where there is none; closed afterwards.

    Raises StoreError where another process holds it, the file is not a store, or the disk
    refuses what is written.
    """
    made(path.parent)
    try:
        connection = duckdb.connect(str(path))
    except duckdb.IOException as error:
        raise StoreError(_reason(path, error)) from error
    try:
        shutil.rmtree(f"{path}.tmp", ignore_errors=True)  # of a killed process; nobody else is here
        with told_if_disk_fails("Der Datenspeicher", StoreError):
            connection.execute(QUIET)
            if not _has_schema(connection):
                _make_schema(connection)
            yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is written within, or nothing. Raises CancelledError where the job was cancelled."""
    connection.execute("BEGIN")
    try:
        yield
        decide()
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a failed COMMIT has ended the transaction already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def told_if_disk_fails(what: str, family: type[KreisblickError]) -> Iterator[None]:
    """Raise ``family`` where DuckDB or the system cannot write ``what`` within."""
    try:
        yield
    except BrokenPipeError:
        raise  # nobody listens to the progress any more
    except DISK_ERRORS as error:
        if isinstance(error, duckdb.TransactionException) and UNWRITTEN not in str(error):
            raise
        reason = next(iter(str(error).splitlines()), "")
        raise family(
            f"{what} lässt sich nicht schreiben; es bleibt, was vorher da war.\n"
            f"Gefunden: {shortened(reason, 200)}\n"
            "Abhilfe: freien Platz und Schreibrechte im Datenordner prüfen, dann noch einmal."
        ) from error


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


def create_table(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """A table of the rows of ``frame``; ``name`` is a constant of the program."""
    connection.register("frame", frame)
    connection.execute(f"CREATE TABLE {name} AS FROM frame")
    connection.unregister("frame")


def _make_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """All tables or none: a kill in between must not leave some of them."""
    connection.execute("BEGIN")
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    connection.execute("COMMIT")


def _has_schema(connection: duckdb.DuckDBPyConnection) -> bool:
    columns = connection.execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall()
    newest = {("change_coverage", "exact"), ("finding", "proposal"), ("planungsraum_shape", "key")}
    return newest <= {*columns}


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
