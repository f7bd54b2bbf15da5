"""Territorial changes of a release's areas, and where the chain of changes has a gap."""

import duckdb
import pandas as pd

from monitoring.queries.ask import ask


def area_changes(release: duckdb.DuckDBPyConnection, *, within: str | None = None) -> pd.DataFrame:
    """What each Gemeinde handed to which, newest first: from_key, from_name, to_key, to_name,
    kind, after, until (ISO dates; a day apart where the day is known), share_population,
    share_area (of the Gemeinde handed over), population (people handed over). The same of Kreise
    where no changes of Gemeinden tell of it.
    """
    return ask(release, "area_changes", within=within)


def changed_areas(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Areas of every level and the last day by which their territory had changed: ags, until."""
    return ask(release, "changed_areas")


def missing_steps(release: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Gebietsstände whose figures could not be carried: gebietsstand, and the first span (after,
    until) that nobody delivered the changes of.
    """
    return ask(release, "missing_steps")
