"""German sentences over figures: titles, changes, counts."""

from collections.abc import Sequence
from math import isnan

from monitoring.analysis.index import Distance
from monitoring.analysis.territories import Territory, dative, genitive
from monitoring.areas import Level
from monitoring.figures import counted, number
from monitoring.periods import spoken, year_of

_AREAS_IN = {
    Level.GEMEINDE: "in den Gemeinden",
    Level.VERBAND: "in den Gemeindeverbänden",
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


def change_sentence(
    subject: str,
    earlier: tuple[str, float | None],
    now: tuple[str, float | None],
    decimals: int,
    unit: str = "",
) -> str:
    """``Der Altenquotient stieg von 30,1 (2019) auf 33,4 (2024): +3,3``.

    ``earlier`` and ``now`` are (period, value). The change is that of the exact values; it
    may differ from the printed ones by one in the last digit. Empty if a value is unknown.
    """
    (since, before), (until, after) = earlier, now
    if before is None or after is None or isnan(before) or isnan(after):
        return ""
    start, end = number(before, decimals), number(after, decimals)
    difference = number(after - before, decimals, signed=True)
    if start == end:
        return f"{subject} blieb von {spoken(since)} bis {spoken(until)} bei {end}{_after(unit)}"
    verb = "stieg" if after > before else "sank"
    return (
        f"{subject} {verb} von {start} ({spoken(since)}) auf {end}{_after(unit)} "
        f"({spoken(until)}): {difference}"
    )


def persons(count: float | None) -> str:
    """``1 Person``, ``38 Personen``, ``niemand``; empty where the number is not known."""
    if count is None or isnan(count):
        return ""
    whole = round(count)
    return counted(whole, "Person", "Personen") if whole else "niemand"


def basis(count: float | None) -> str:
    """What a rate is based on: ``bezogen auf 38 Personen``; nothing where there is nobody."""
    return f"bezogen auf {persons(count)}" if count is not None and count >= 0.5 else ""


def gap_sentence(
    distance: Distance | None, decimals: int, unit: str, reference: str = "Kreiswert"
) -> str:
    """How far an area is from a reference, in the unit and in persons.

    ``3,3 % über dem Kreiswert; mit 25 Personen weniger wäre er erreicht``.
    """
    if distance is None:
        return ""
    gap = number(abs(distance.difference), decimals)
    if gap == number(0, decimals):
        return f"gleich dem {reference}"
    where = "über" if distance.difference > 0 else "unter"
    points = unit.strip().startswith(("%", "Prozent"))
    text = f"{gap} {'Prozentpunkte' if points else 'Punkte'} {where} dem {reference}"
    people = round(abs(distance.persons))
    if not people:
        return f"{text}; das macht weniger als eine Person aus"
    more = "weniger" if distance.difference > 0 else "mehr"
    return f"{text}; mit {persons(people)} {more} wäre er erreicht"


def joined(names: Sequence[str]) -> str:
    """``A``, ``A und B``, ``A, B und C``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} und {names[-1]}"


def _after(unit: str) -> str:
    return f" {unit}" if unit else ""
