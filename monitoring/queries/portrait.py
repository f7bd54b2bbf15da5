"""One area: its key figures beside those of Kreis and Land, its people, its neighbours."""

import duckdb
import pandas as pd

from monitoring.queries.ask import ask


def profile(
    release: duckdb.DuckDBPyConnection, *, area: str, keys: list[str], years: int = 5
) -> pd.DataFrame:
    """Latest value of every indicator for ``area`` and, at the same period, for ``keys``.

    One row per indicator and area (indicator, ags, level, period, value, numerator,
    denominator, status, note), with the value at least ``years`` years earlier
    (earlier_period, earlier_value), both on the release's territory.
    """
    return ask(release, "profile", area=area, keys=keys, years=years)


def pyramid(release: duckdb.DuckDBPyConnection, *, keys: list[str], period: str) -> pd.DataFrame:
    """Population by sex and age band: ags, period, sex, age_from, age_to, value, status, note."""
    return ask(release, "pyramid", keys=keys, period=period)


def pyramid_periods(release: duckdb.DuckDBPyConnection, *, area: str) -> list[str]:
    """Periods for which the age structure of an area is known."""
    return ask(release, "pyramid_periods", area=area)["period"].tolist()


def related(release: duckdb.DuckDBPyConnection, *, area: str) -> pd.DataFrame:
    """What an area is made of or belongs to beside the official levels: relation (``gemeinden`` of
    a Planungsraum, ``raum`` and ``ortsteile`` of a Gemeinde, ``gemeinde`` of an Ortsteil), ags,
    label, population, and the Planungsraum's colour.
    """
    return ask(release, "related", area=area)


def neighbours(release: duckdb.DuckDBPyConnection, *, area: str) -> pd.DataFrame:
    """Areas of the same level that share a border: ags, label, parent, population, area_km2."""
    return ask(release, "neighbours", area=area)
