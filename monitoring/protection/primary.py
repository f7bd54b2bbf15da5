"""Primary suppression by the minimum number of cases that the catalogue names."""

from pathlib import Path

import duckdb
import pandas as pd

from monitoring.catalogue import Catalogue, Indicator

FOLDER = Path(__file__).parent


def suppress_small_counts(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> int:
    """Make rows of ``computed`` secret whose numerator or denominator is below its minimum, and
    Planungsräume around them.

    The numerator's minimum is the indicator's, the denominator's that of its base figures. Zero
    stays: it is not a small count. What was made secret stands as it was in the table hidden.
    Gives the number of rows below a minimum.
    """
    minimum = pd.DataFrame(
        [(i.id, i.minimum, _below(i, catalogue)) for i in catalogue.indicators.values()],
        columns=["indicator", "numerator", "denominator"],
    ).astype({"numerator": "Int64", "denominator": "Int64"})
    connection.register("minimum", minimum)
    _run(connection, "primary")
    connection.unregister("minimum")
    (small,) = connection.execute("SELECT count(*) FROM hidden").fetchall()[0]
    for step in ("hide", "raeume", "hide"):
        _run(connection, step)
    return int(small)


def _run(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    connection.execute((FOLDER / f"{step}.sql").read_text(encoding="utf-8"))


def _below(indicator: Indicator, catalogue: Catalogue) -> int | None:
    bases = [catalogue.base_figures[part.base] for part in indicator.denominator or ()]
    return max((base.minimum for base in bases if base.minimum is not None), default=None)
