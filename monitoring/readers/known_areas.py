"""Areas the installation knows, for keys that are told by their length or place, and for names."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from monitoring.areas import LEVEL_TITLES, Level, gemeinde_of, level_of, ortsteil_key
from monitoring.release.location import current_release, database_path

_WORDS = re.compile(
    r"\b(?:kreisfreie|stadt|landkreis|lkr|kreis|gemeinde|markt|hansestadt|hanse- und "
    r"universitätsstadt|universitätsstadt|landeshauptstadt|kurort|flecken|bergstadt|verwaltungs"
    r"gemeinschaft|vg|samtgemeinde|verbandsgemeinde)\b\.?",
)


NAMED = "SELECT ags, name, since, coalesce(until, '') FROM area_name"
Form = Callable[[str], str]


@dataclass(frozen=True)
class Named:
    """An area's name from one Gebietsstand to another (ISO dates; until "" for those of today)."""

    key: str
    name: str
    since: str
    until: str


@dataclass(frozen=True)
class KnownAreas:
    """Names of areas by key: AGS of Gemeinden, Kreise and Länder, ARS of Verbände, Ortsteile; and
    how Gemeinden, Verbände and Kreise were called at other times.
    """

    names: dict[str, str] = field(default_factory=dict)
    named: tuple[Named, ...] = ()

    def keys_named(self, name: str, level: str, within: str, stand: str = "") -> list[str]:
        """Keys of the areas with that name.

        First those of a Gebietsstand, where one is given, then those of today, then former ones;
        among these those written so before those that are but for words like „Stadt“.
        """
        forms = ((_written(name), _written), (bare(name), bare))
        once = [
            [one for one in self._once[of].get(form, ()) if _fits(one.key, level, within)]
            for form, of in forms
        ]
        then = [
            {one.key for one in found if one.since <= stand <= (one.until or stand)}
            for found in once
        ]
        today = [
            {key for key in self._today[of].get(form, ()) if _fits(key, level, within)}
            for form, of in forms
        ]
        former = [{one.key for one in found} for found in once]
        return sorted(next(filter(None, (*then, *today, *former)), set()))

    def is_former(self, key: str) -> bool:
        """Whether the area exists no more."""
        return key not in self.names and any(one.key == key for one in self.named)

    def names_of(self, level: str, within: str) -> list[str]:
        """Names of all areas of a level (of any but Ortsteile with ``""``) whose keys begin so."""
        return [name for key, name in self.names.items() if _fits(key, level, within)]

    def ortsteil(self, text: str, gemeinde: str) -> str:
        """Key of an Ortsteil by its number in the Gemeinde, which may lack zeros at its front."""
        if level_of(text) == Level.ORTSTEIL:
            return text
        key = ortsteil_key(gemeinde, text)
        same = self._by_number.get((gemeinde, text.lstrip("0")), [])
        return same[0] if len(same) == 1 else key

    @cached_property
    def _by_number(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for key in self.names:
            if gemeinde := gemeinde_of(key):
                own = key.removeprefix(ortsteil_key(gemeinde, ""))
                found.setdefault((gemeinde, own.lstrip("0")), []).append(key)
        return found

    @cached_property
    def _today(self) -> dict[Form, dict[str, list[str]]]:
        return {of: _indexed((of(name), key) for key, name in self.names.items()) for of in FORMS}

    @cached_property
    def _once(self) -> dict[Form, dict[str, list[Named]]]:
        return {of: _indexed((of(one.name), one) for one in self.named) for of in FORMS}


def known_areas() -> KnownAreas:
    """Areas of the release in use; none where there is no release yet."""
    release = current_release()
    if release is None:
        return KnownAreas()
    with duckdb.connect(str(database_path(release)), read_only=True) as connection:
        rows = connection.execute("SELECT ags, name FROM area ORDER BY ags").fetchall()
        tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        once = connection.execute(NAMED).fetchall() if ("area_name",) in tables else []
    return KnownAreas(dict(rows), tuple(Named(*row) for row in once))


def bare(name: str) -> str:
    """A name without capitals, what follows a comma or stands in brackets, and words of rank."""
    first = re.sub(r"\(.*?\)", " ", name.casefold()).split(",")[0]
    return " ".join(_WORDS.sub(" ", first).split()) or _written(name)


def level_title(level: str) -> str:
    """The level as a person reads it."""
    return LEVEL_TITLES[Level(level)] if level else "alle Ebenen"


def _written(name: str) -> str:
    return " ".join(name.casefold().split())


def _fits(key: str, level: str, within: str) -> bool:
    """``""`` is any level but Ortsteile, many of which share their names."""
    own = level_of(key)
    return key.startswith(within) and (own == level if level else own != Level.ORTSTEIL)


def _indexed(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for form, one in pairs:
        found.setdefault(form, []).append(one)
    return found


FORMS = (_written, bare)
