"""Write what was computed into the release's tables."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from monitoring.build.definitions import indicator_table
from monitoring.catalogue import Catalogue
from monitoring.running import step

SQL = Path(__file__).with_name("sql")
SOURCE_COLUMNS = [
    "id", "publisher", "title", "licence", "url", "attribution", "rhythm", "published_after_months",
]  # fmt: skip
FILLED = ("release_tables", "unmatched", "reforms", "findings", "sum_difference")
RELEASE_SCHEMA = Path(__file__).parent.parent / "release" / "schema.sql"


def read_sql(name: str) -> str:
    """Text of one step's SQL."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    reasons: Mapping[str, str | None],
    land: str | None,
    steps: Sequence[str],
) -> None:
    """Fill the attached database ``release`` from the computed tables and the catalogue.

    ``reasons``: see indicator_table; ``steps`` names more SQL that fills it.
    """
    connection.execute("USE release")
    connection.execute(RELEASE_SCHEMA.read_text(encoding="utf-8"))
    connection.execute("USE memory")
    frames = {
        **_catalogue_tables(catalogue),
        "indicator": indicator_table(connection, catalogue, reasons),
    }
    for name, frame in frames.items():
        if frame.empty:
            continue
        connection.register("frame", frame)
        connection.execute(f"INSERT INTO release.{name} BY NAME FROM frame")
        connection.unregister("frame")
    every = (*FILLED, *steps)
    for place, name in enumerate(every, start=1):
        connection.execute(read_sql(name))
        step(place / len(every), "Datenstand schreiben")
    connection.execute(read_sql("delivered_periods"), {"land": land})


def _catalogue_tables(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    indicators = catalogue.indicators.values()
    return {
        "topic": pd.DataFrame(
            [(t.id, t.title, t.position) for t in catalogue.topics.values()],
            columns=["id", "title", "position"],
        ),
        "indicator_topic": pd.DataFrame(
            [(i.id, topic) for i in indicators for topic in i.topics],
            columns=["indicator", "topic"],
        ),
        "indicator_break": pd.DataFrame(_breaks(catalogue), columns=["indicator", "year", "text"]),
        "source": pd.DataFrame(
            [
                tuple(getattr(s, name) for name in SOURCE_COLUMNS)
                for s in catalogue.sources.values()
            ],
            columns=SOURCE_COLUMNS,
        ).astype({"published_after_months": "Int64"}),
    }


def _breaks(catalogue: Catalogue) -> list[tuple[str, int, str]]:
    found = {
        (indicator.id, mark.year, mark.text)
        for indicator in catalogue.indicators.values()
        for part in (*indicator.numerator, *(indicator.denominator or ()))
        for mark in catalogue.base_figures[part.base].breaks
    }
    return sorted(found)
