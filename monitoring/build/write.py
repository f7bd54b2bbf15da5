"""Write what was computed into the release's tables."""

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
FILLED = (
    "release_tables", "population", "unmatched", "reforms", "delivered_periods", "sum_difference",
)  # fmt: skip
RELEASE_SCHEMA = Path(__file__).parent.parent / "release" / "schema.sql"


def read_sql(name: str) -> str:
    """Text of one step's SQL."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    neighbours: pd.DataFrame,
    layer_areas: pd.DataFrame,
) -> None:
    """Fill the attached database ``release`` from the computed tables and the catalogue."""
    connection.execute("USE release")
    connection.execute(RELEASE_SCHEMA.read_text(encoding="utf-8"))
    connection.execute("USE memory")
    frames = {
        **_catalogue_tables(catalogue),
        "indicator": indicator_table(connection, catalogue),
        "neighbour": neighbours,
        "layer_area": layer_areas,
    }
    for name, frame in frames.items():
        if frame.empty:
            continue
        connection.register("frame", frame)
        connection.execute(f"INSERT INTO release.{name} BY NAME FROM frame")
        connection.unregister("frame")
    for place, name in enumerate(FILLED, start=1):
        connection.execute(read_sql(name))
        step(place / len(FILLED), "Datenstand schreiben")


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
