"""How far the figures of a release can be trusted: availability, age, findings, sums."""

import duckdb
import pandas as pd

from monitoring.queries.ask import ask


def availability_matrix(release: duckdb.DuckDBPyConnection, *, level: str) -> pd.DataFrame:
    """Numbers of areas of a level per indicator and period: available, estimated, suppressed,
    not_comparable, missing. Areas that did not exist are in none of them.
    """
    return ask(release, "availability_matrix", level=level)


def source_periods(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Sources of the deliveries with each period that they gave something of: id, publisher,
    title, rhythm, months (from the end of a period to its publication), period.
    """
    return ask(release, "source_periods")


def findings(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """What was found in the deliveries, newest delivery first: delivery, file, message, place
    (cell or key, may be empty), count, proposal (may be empty).
    """
    return ask(release, "findings")


def sum_differences(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Delivered Verbände, Kreise and Länder that differ from the complete sum of their parts,
    largest first: measure, unit, level, ags, label, period, delivered, summed, difference
    (delivered less summed), file, sum_file.
    """
    return ask(release, "sum_differences")


def boundary_differences(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Gemeinden whose boundary was made of earlier ones and differs from the official area by more
    than 2 %, most first, then those without one: ags, label, drawn_km2, official_km2 (or NaN).
    """
    return ask(release, "boundary_differences")
