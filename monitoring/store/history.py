"""What the history of deliveries tells, and changes of the store that it tells of."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import duckdb

from monitoring.catalogue.model import Source
from monitoring.history import KnownDelivery, drafted
from monitoring.settings import history_path
from monitoring.store.connection import transaction

HISTORY = Path(__file__).with_name("history.sql")


@contextmanager
def recorded(
    connection: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]
) -> Iterator[None]:
    """A :func:`transaction` that the history tells of: it is written before and shown after, so
    that a full disk refuses both. What is stored is stored: if only the showing fails, the next
    command shows it.
    """
    with transaction(connection):
        yield
        draft = drafted(history(connection, sources))
    with suppress(OSError):
        draft.replace(history_path())


def keep_history(connection: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]) -> None:
    """Write the history as the store tells it, whatever was there."""
    drafted(history(connection, sources)).replace(history_path())


def history(
    connection: duckdb.DuckDBPyConnection, sources: Mapping[str, Source]
) -> list[KnownDelivery]:
    """All deliveries, newest first; ``sources`` of the catalogue name their publishers."""
    answer = connection.execute(HISTORY.read_text(encoding="utf-8"))
    columns = [column[0] for column in answer.description or ()]
    rows = [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
    return [
        KnownDelivery(
            **{
                **row,
                "source": _title(sources.get(row["source"]), row["source"]),
                "imported_at": _iso(row["imported_at"]),
                "withdrawn_at": _iso(row["withdrawn_at"]),
                "holders": tuple((by, count) for by, count in row["holders"]),
            }
        )
        for row in rows
    ]


def _title(source: Source | None, name: str) -> str:
    return f"{source.publisher}, {source.title}" if source else name


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
