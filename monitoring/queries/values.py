"""Values of one indicator: on the map, over time, between areas."""

import duckdb
import pandas as pd

from monitoring.queries.ask import ask


def layer_areas(release: duckdb.DuckDBPyConnection, *, level: str) -> pd.DataFrame:
    """Every area of the level's map layer, in the layer's order: ags, label, parent, population,
    unincorporated.
    """
    return ask(release, "layer_areas", level=level)


def outlines(release: duckdb.DuckDBPyConnection, *, level: str) -> pd.DataFrame:
    """The Planungsraum of the same areas in the same order, if any: ags, raum, label, colour."""
    return ask(release, "outlines", level=level)


def map_values(
    release: duckdb.DuckDBPyConnection, *, indicator: str, level: str, period: str
) -> pd.DataFrame:
    """Values of the same areas in the same order: value, numerator, denominator, status,
    estimated_share, note.
    """
    return ask(release, "map_values", indicator=indicator, level=level, period=period)


def present_values(
    release: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    level: str,
    period: str,
    within: str | None = None,
) -> pd.DataFrame:
    """The numbers of a period alone, in no order: value."""
    return ask(
        release, "present_values", indicator=indicator, level=level, period=period, within=within
    )


def series(release: duckdb.DuckDBPyConnection, *, indicator: str, keys: list[str]) -> pd.DataFrame:
    """Values over time of named areas: ags, label, level, period, value, numerator,
    denominator, status, note.
    """
    return ask(release, "series", indicator=indicator, keys=keys)


def series_within(
    release: duckdb.DuckDBPyConnection, *, indicator: str, level: str, within: str | None
) -> pd.DataFrame:
    """Values over time of all inhabited areas of a level within a territory."""
    return ask(release, "series_within", indicator=indicator, level=level, within=within)


def comparison(
    release: duckdb.DuckDBPyConnection,
    *,
    indicator: str,
    level: str,
    period: str,
    within: str | None = None,
) -> pd.DataFrame:
    """One indicator between areas, with size and density as context."""
    return ask(
        release, "comparison", indicator=indicator, level=level, period=period, within=within
    )


def comparison_table(
    release: duckdb.DuckDBPyConnection,
    *,
    indicators: list[str],
    level: str,
    within: str | None = None,
) -> pd.DataFrame:
    """Several indicators between areas, each at its latest period with any value; long form."""
    return ask(release, "comparison_table", indicators=indicators, level=level, within=within)


def spread(
    release: duckdb.DuckDBPyConnection, *, indicator: str, period: str, within: str | None = None
) -> pd.DataFrame:
    """Values of the inhabited Gemeinden by Kreis: upper, upper_label, ags, label, value, status,
    note.
    """
    return ask(release, "spread", indicator=indicator, period=period, within=within)


def spread_of_planungsraeume(
    release: duckdb.DuckDBPyConnection, *, indicator: str, period: str, within: str
) -> pd.DataFrame:
    """The same by Planungsraum: a Gemeinde in none of them is left out."""
    return ask(
        release, "spread_of_planungsraeume", indicator=indicator, period=period, within=within
    )


def breaks(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Years from which figures are counted otherwise, e.g. a new Zensus: indicator, year, text."""
    return ask(release, "breaks")
