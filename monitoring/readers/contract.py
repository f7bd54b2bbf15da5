"""What every reader returns: a delivery, checked and not yet stored."""

from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

FIGURE_COLUMNS = [
    "base_figure",
    "key",
    "level",
    "gebietsstand",
    "period",
    "sex",
    "age_from",
    "age_to",
    "value",
    "status",
    "quality",
]
FIGURE_KEY = FIGURE_COLUMNS[:8]
PLACE_COLUMNS = ("row", "column")
AREA_COLUMNS = [
    "key",
    "level",
    "name",
    "kind",
    "ars",
    "parent",
    "verband",
    "km2",
    "unincorporated",
    "gebietsstand",
]

CHANGE_COLUMNS = [
    "level",
    "from_key",
    "from_name",
    "to_key",
    "to_name",
    "kind",
    "after",
    "until",
    "legal_date",
    "population",
    "km2",
    "share_population",
    "share_area",
    "share_employment",
]


@dataclass(frozen=True)
class Coverage:
    """A span (after, until] for which a delivery tells every change of a level, as ISO dates.

    ``exact`` is true where each change has its day.
    """

    level: str
    after: str
    until: str
    exact: bool


@dataclass(frozen=True)
class Mark:
    """A figure that a finding is about: its position in ``figures`` and what to say of it.

    ``part`` is the cell that is meant: ``value`` or ``key``.
    """

    position: int
    note: str
    part: str = "value"


@dataclass(frozen=True)
class Finding:
    """Something a person should know about a delivery that does not stop it.

    ``place`` is a cell reference ("Tabelle1!B17") or a key; ``count`` how often it occurs;
    ``proposal`` what to do; ``marks`` the first of the figures it is about.
    """

    kind: str
    message: str
    place: str = ""
    count: int = 1
    proposal: str = ""
    marks: tuple[Mark, ...] = ()


def no_areas() -> pd.DataFrame:
    """An empty table of areas with the contract's columns."""
    return pd.DataFrame({name: pd.Series(dtype=object) for name in AREA_COLUMNS})


def no_figures() -> pd.DataFrame:
    """An empty table of figures with the contract's columns."""
    return pd.DataFrame({name: pd.Series(dtype=object) for name in FIGURE_COLUMNS})


def no_changes() -> pd.DataFrame:
    """An empty table of territorial changes with the contract's columns."""
    return pd.DataFrame({name: pd.Series(dtype=object) for name in CHANGE_COLUMNS})


@dataclass(frozen=True)
class Delivery:
    """One file, read and checked.

    ``figures`` has FIGURE_COLUMNS: keys as text, ``gebietsstand`` as ISO date text or None,
    ``age_to`` NA for an open end, ``value`` NaN unless the status is reported or nil, where the
    reader knows them ``row``, the row of the file from 1, and ``column``, from 0; texts may be
    categorical, so that ten million rows hold each of them once.
    ``areas`` has AREA_COLUMNS. ``boundaries`` (EPSG:25832) has key, level and geometry.
    ``changes`` has CHANGE_COLUMNS: what an area (``from_key``) hands to another (``to_key``)
    between two Gebietsstände, of which the later one is ``until`` and the earlier is at or after
    ``after`` (the day before, where the day is known); shares are parts of the old area and add
    up to 1 for each ``from_key``, NaN where the office gives none; ``kind`` is dissolved, partial,
    rekeyed or renamed. ``coverage`` tells for which spans nothing is left out.
    """

    reader: str
    source: str
    title: str
    figures: pd.DataFrame = field(default_factory=no_figures)
    areas: pd.DataFrame = field(default_factory=no_areas)
    boundaries: gpd.GeoDataFrame | None = None
    changes: pd.DataFrame = field(default_factory=no_changes)
    coverage: tuple[Coverage, ...] = ()
    findings: tuple[Finding, ...] = ()
