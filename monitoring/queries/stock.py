"""What a release is made of: sources, unmatched keys, availability."""

import duckdb
import pandas as pd

from monitoring.queries.ask import ask


def sources(release: duckdb.DuckDBPyConnection, *, boundaries: str) -> pd.DataFrame:
    """What the release comes of: publisher, title, purpose (in words), licence, attribution, url.

    ``boundaries`` is the source of its boundaries.
    """
    return ask(release, "sources", boundaries=boundaries)


def unmatched(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Delivered figures whose key does not exist at the release's Gebietsstand: key, name,
    base_figure (its title), period_from, period_to, rows, file.
    """
    return ask(release, "unmatched")


def availability(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Per indicator and level: first and last period, and how many cells hold a value."""
    return ask(release, "availability")
