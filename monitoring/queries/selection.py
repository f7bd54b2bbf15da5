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
    population (persons, latest), density (per km²), unincorporated.
    """
    return ask(release, "areas", level=level, within=within)


def periods(release: duckdb.DuckDBPyConnection, *, indicator: str, level: str) -> list[str]:
    """Periods an indicator has at a level, oldest first, those without any value included."""
    return ask(release, "periods", indicator=indicator, level=level)["period"].tolist()


def latest_period(release: duckdb.DuckDBPyConnection, *, indicator: str, level: str) -> str | None:
    """The last period in which any area of the level has a value."""
    frame = ask(release, "periods", indicator=indicator, level=level)
    known = frame.loc[frame["known"], "period"].tolist()
    return known[-1] if known else None


def used_sources(release: duckdb.DuckDBPyConnection, *, indicators: list[str]) -> pd.DataFrame:
    """Sources whose deliveries made the indicators: publisher, title, licence, attribution, url."""
    return ask(release, "used_sources", indicators=indicators)
