"""Opening a release read-only, and asking it: a cursor per question."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

SQL = Path(__file__).with_name("sql")
Parameter = str | int | Sequence[str] | None


def open_release(database: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection without access to any other file.

    One thread: a page's questions read some thousand rows, and sharing them out takes longer
    than answering them.
    """
    return duckdb.connect(
        str(database),
        read_only=True,
        config={
            "enable_external_access": "false",
            "lock_configuration": "true",
            "threads": "1",
            "memory_limit": "512MB",
        },
    )


@cache
def sql_text(name: str) -> str:
    """The SQL of a question."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def ask(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Parameter) -> pd.DataFrame:
    """Answer of the question ``name``; every run has its own cursor, as threads share nothing."""
    with connection.cursor() as cursor:
        return cursor.execute(sql_text(name), parameters or None).df()
