"""German titles of views, and lists of names."""

from collections.abc import Sequence

from monitoring.analysis.territories import Territory, dative, genitive
from monitoring.areas import Level
from monitoring.periods import spoken, year_of

_AREAS_IN = {
    Level.GEMEINDE: "in den Gemeinden",
    Level.VERBAND: "in den Gemeindeverbänden",
    Level.PLANUNGSRAUM: "in den Planungsräumen",
    Level.KREIS: "in den Kreisen und kreisfreien Städten",
    Level.LAND: "in den Ländern",
}


def map_title(indicator: str, level: str, territory: Territory, period: str) -> str:
    """Title of a drawing of all areas of one level within a territory.

    ``Altenquotient in den Gemeinden des Landkreises Auental, 31.12.2024``; a kreisfreie
    Stadt is its own only Gemeinde, so it is named itself.
    """
    below = _AREAS_IN.get(Level(level))
    if below is None or Level(level) == territory.level or territory.is_city:
        return area_title(indicator, territory, period)
    of = dative(territory) if territory.level in (Level.LAND, Level.BUND) else genitive(territory)
    return f"{indicator} {below} {of}, {spoken(period)}"


def area_title(indicator: str, territory: Territory, period: str) -> str:
    """``Altenquotient im Landkreis Auental, 31.12.2024``."""
    return f"{indicator} {dative(territory)}, {spoken(period)}"


def series_title(indicator: str, names: Sequence[str], first: str, last: str) -> str:
    """``Altenquotient: Auental und Musterland, 2010 bis 2024``; more than four are counted."""
    who = joined(names) if len(names) <= 4 else f"{len(names)} Gebiete"
    years = str(year_of(first)), str(year_of(last))
    span = years[0] if first == last else f"{years[0]} bis {years[1]}"
    return f"{indicator}: {who}, {span}"


def joined(names: Sequence[str]) -> str:
    """``A``, ``A und B``, ``A, B und C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} und {names[-1]}"
