"""The same questions for values, answered otherwise: pandas on Parquet, an unsorted table."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.query_pages import View
from monitoring.queries.ask import open_release

COMPARED = ("map_values", "series", "series_within", "comparison_table", "profile")
UNSORT = """
    CREATE TABLE turned AS FROM {table} ORDER BY hash(indicator || ags || period);
    DROP TABLE {table};
    ALTER TABLE turned RENAME TO {table};
"""
Ask = Callable[[dict[str, object]], object]


def prepare(database: Path, folder: Path) -> tuple[Path, duckdb.DuckDBPyConnection]:
    """A Parquet file of all values, and a copy of the release whose values lie unsorted."""
    parquet, copy = folder / "values.parquet", folder / "unsorted.duckdb"
    shutil.copy(database, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(f"COPY value TO '{parquet}'")
        for table in ("value", "value_by_area"):
            connection.execute(UNSORT.format(table=table))
    return parquet, open_release(copy)


def comparable(
    views: list[View],
) -> dict[str, list[tuple[Callable[..., object], dict[str, object]]]]:
    """The recorded questions for values, by name."""
    found: dict[str, list[tuple[Callable[..., object], dict[str, object]]]] = {}
    for view in views:
        for question, words in view:
            if question.__name__ in COMPARED:
                found.setdefault(question.__name__, []).append((question, words))
    return found


def by_pandas(parquet: Path, name: str, words: dict[str, object]) -> pd.DataFrame:
    """The rows that answer a question, as an app without a database reads them each time."""
    frame = pd.read_parquet(parquet)
    if name in ("series", "profile"):
        rows = frame["ags"].isin(words["keys"])
        rows &= frame["indicator"] == words["indicator"] if name == "series" else True
        return frame[rows].sort_values(["ags", "indicator", "period"])
    rows = frame["level"] == words["level"]
    if name == "comparison_table":
        rows &= frame["indicator"].isin(words["indicators"])
    else:
        rows &= frame["indicator"] == words["indicator"]
    if name == "map_values":
        rows &= frame["period"] == words["period"]
    elif words["within"] is not None:
        rows &= frame["ags"].str.startswith(str(words["within"]))
    return frame[rows].sort_values(["indicator", "ags", "period"])
