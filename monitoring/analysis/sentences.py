"""German titles of views, and lists of names."""

from collections.abc import Sequence

from monitoring.analysis.territories import Territory, dative, genitive
from monitoring.areas import Level
from monitoring.periods import spoken, year_of

_AREAS_IN = {
    Level.ORTSTEIL: "in den Ortsteilen",
    Level.GEMEINDE: "in den Gemeinden",
    Level.VERBAND: "in den Gemeindeverbänden",
    Level.PLANUNGSRAUM: "in den Planungsräumen",
    Level.KREIS: "in den Kreisen und kreisfreien Städten",
    Level.LAND: "in den Ländern",
}
_AREAS_OF = {
    Level.ORTSTEIL: "Ortsteile",
    Level.GEMEINDE: "Gemeinden",
    Level.VERBAND: "Gemeindeverbände",
    Level.PLANUNGSRAUM: "Planungsräume",
    Level.KREIS: "Kreise und kreisfreien Städte",
    Level.LAND: "Länder",
}


def areas_of(level: str) -> str:
    """The areas of a level behind ``der`` or ``alle``: ``Kreise und kreisfreien Städte``."""
    return _AREAS_OF[Level(level)]


def map_title(indicator: str, level: str, territory: Territory, period: str) -> str:
    """Title of a drawing of all areas of one level within a territory.

    ``Altenquotient in den Gemeinden des Landkreises Auental, 31.12.2024``; a kreisfreie
    Stadt is its own only Gemeinde, so it is named itself.
    """
    below = _AREAS_IN.get(Level(level))
    if below is None or Level(level) == territory.level or territory.is_city:
        return area_title(indicator, territory, period)
    return f"{indicator} {below} {place_of(territory)}, {spoken(period)}"


def place_of(territory: Territory) -> str:
    """Where areas lie, behind their name: ``des Landkreises Auental``, ``in Thüringen``."""
    wide = territory.level in (Level.LAND, Level.BUND)
    return dative(territory) if wide else genitive(territory)


def area_title(indicator: str, territory: Territory, period: str) -> str:
    """``Altenquotient im Landkreis Auental, 31.12.2024``."""
    return f"{indicator} {dative(territory)}, {spoken(period)}"


def series_title(indicator: str, names: Sequence[str], first: str, last: str) -> str:
    """``Altenquotient: Auental und Musterland, 2010 bis 2024``; more than four are counted."""
    who = joined(names) if len(names) <= 4 else f"{len(names)} Gebiete"
    years = str(year_of(first)), str(year_of(last))
    span = years[0] if first == last else f"{years[0]} bis {years[1]}"
    return f"{indicator}: {who}, {span}"


def joined(names: Sequence[str], word: str = "und") -> str:
    """``A``, ``A und B``, ``A, B und C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
