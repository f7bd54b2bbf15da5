"""What can be selected: indicators, areas, periods."""

import duckdb
import pandas as pd

from monitoring.queries.ask import ask


def indicators(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """One row per indicator and topic, in the order of the catalogue.

    Columns: id, title, question, definition, unit, decimals, polarity, kind, per,
    numerator_text, denominator_text, source, caution, reference, computable, reason, topic,
    topic_title.
    """
    return ask(release, "indicators")


def areas(
    release: duckdb.DuckDBPyConnection, *, level: str, within: str | None = None
) -> pd.DataFrame:
    """Areas of a level by label: ags, name, label, level, kind, parent, verband, area_km2,
    population (persons, at the Stichtag nearest to the Gebietsstand), density (per km²),
    unincorporated, and west, south, east, north in degrees.
    """
    return ask(release, "areas", level=level, within=within)


def periods(release: duckdb.DuckDBPyConnection, *, within: str | None = None) -> pd.DataFrame:
    """Periods of every indicator and level, oldest first: indicator, level, period, areas
    (number of areas with a value, in the whole release or ``within`` a territory), negative
    (how many of the values are).
    """
    return ask(release, "periods", within=within)


def used_sources(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Sources whose deliveries made each indicator: indicator, publisher, title, licence,
    attribution, url.
    """
    return ask(release, "used_sources")
