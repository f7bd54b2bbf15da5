"""Areas the installation knows, for keys that are told by their length or place, and for names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import duckdb

from monitoring.areas import LEVEL_TITLES, Level, gemeinde_of, level_of, ortsteil_key
from monitoring.release.location import current_release, database_path

_WORDS = re.compile(
    r"\b(?:kreisfreie|stadt|landkreis|lkr|kreis|gemeinde|markt|hansestadt|hanse- und "
    r"universitätsstadt|universitätsstadt|landeshauptstadt|kurort|flecken|bergstadt|verwaltungs"
    r"gemeinschaft|vg|samtgemeinde|verbandsgemeinde)\b\.?",
)


@dataclass(frozen=True)
class KnownAreas:
    """Names of areas by key: AGS of Gemeinden, Kreise and Länder, ARS of Verbände, Ortsteile."""

    names: dict[str, str] = field(default_factory=dict)

    def keys_named(self, name: str, level: str, within: str) -> list[str]:
        """Keys of the areas with that name: written so, else but for words like „Stadt“."""
        for form, found in ((_written(name), self._by_written), (bare(name), self._by_bare)):
            keys = [key for key in found.get(form, ()) if _fits(key, level, within)]
            if keys:
                return keys
        return []

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
    def _by_written(self) -> dict[str, list[str]]:
        return _indexed((_written(name), key) for key, name in self.names.items())

    @cached_property
    def _by_bare(self) -> dict[str, list[str]]:
        return _indexed((bare(name), key) for key, name in self.names.items())


def known_areas() -> KnownAreas:
    """Areas of the release in use; none where there is no release yet."""
    release = current_release()
    if release is None:
        return KnownAreas()
    with duckdb.connect(str(database_path(release)), read_only=True) as connection:
        rows = connection.execute("SELECT ags, name FROM area ORDER BY ags").fetchall()
    return KnownAreas({str(key): str(name) for key, name in rows})


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


def _indexed(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form, key in pairs:
        found.setdefault(form, []).append(key)
    return found
