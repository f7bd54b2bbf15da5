"""Primary suppression by the minimum number of cases that the catalogue names."""

from pathlib import Path

import duckdb
import pandas as pd

from monitoring.catalogue import Catalogue, Indicator

SQL = Path(__file__).with_suffix(".sql")


def suppress_small_counts(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> int:
    """Make rows of ``computed`` secret whose numerator or denominator is below its minimum.

    The numerator's minimum is the indicator's, the denominator's that of its base figures.
    Gives the number of rows made secret. Zero stays: it is not a small count.
    """
    minimum = pd.DataFrame(
        [(i.id, i.minimum, _below(i, catalogue)) for i in catalogue.indicators.values()],
        columns=["indicator", "numerator", "denominator"],
    ).astype({"numerator": "Int64", "denominator": "Int64"})
    connection.register("minimum", minimum)
    (changed,) = connection.execute(SQL.read_text(encoding="utf-8")).fetchall()[0]
    connection.unregister("minimum")
    return int(changed)


def _below(indicator: Indicator, catalogue: Catalogue) -> int | None:
    bases = [catalogue.base_figures[part.base] for part in indicator.denominator or ()]
    return max((base.minimum for base in bases if base.minimum is not None), default=None)
