"""Primary suppression by the minimum number of cases that the catalogue names."""

from pathlib import Path

import duckdb
import pandas as pd

from monitoring.catalogue import Catalogue

SQL = Path(__file__).with_suffix(".sql")


def suppress_small_counts(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> int:
    """Make rows of ``computed`` secret whose numerator is below the indicator's minimum.

    Gives the number of rows made secret. Zero stays: it is not a small count.
    """
    minimum = pd.DataFrame(
        [(i.id, i.minimum) for i in catalogue.indicators.values() if i.minimum is not None],
        columns=["indicator", "minimum"],
    )
    connection.register("minimum", minimum)
    (changed,) = connection.execute(SQL.read_text(encoding="utf-8")).fetchall()[0]
    connection.unregister("minimum")
    return int(changed)
