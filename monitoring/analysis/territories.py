"""Names of territories in German sentences: which word precedes them, and its case."""

import re
from dataclasses import dataclass

from monitoring.areas import Level

_CITY = re.compile(r"\b(kreisfreie Stadt|Stadtkreis)\b", re.IGNORECASE)
_KIND_SUFFIX = re.compile(r",\s.*$")
_FREE_STATE = re.compile(r"^(Freistaat|Land)\s+")
_KREIS_FIRST = re.compile(r"^(?P<kreis>\S*(?:K|k)reis)\s+(?P<name>.+)$")
_ADJECTIVE_KREIS = re.compile(r"^(?P<stem>.+e)r Kreis$")
_OWN_KREIS = re.compile(r"(kreis|-Kreis)$")
_FEMININE = re.compile(
    r"^(Städteregion|Region|Verwaltungsgemeinschaft|Samtgemeinde|Verbandsgemeinde|Stadt)\b"
)
_MASCULINE = re.compile(r"^(Regionalverband|Verwaltungsverband|Gemeindeverwaltungsverband)\b")
_KINDS_OF_VERBAND = ("Verwaltungsgemeinschaft", "Samtgemeinde", "Verbandsgemeinde")


@dataclass(frozen=True)
class Territory:
    """An area as it is named in a sentence: official name, Bezeichnung and level."""

    name: str
    kind: str
    level: Level

    @property
    def is_city(self) -> bool:
        """Whether this is a Kreis that consists of one city."""
        return self.level == Level.KREIS and bool(_CITY.search(self.kind))


def nominative(territory: Territory) -> str:
    """``Landkreis Auental``, ``Ilm-Kreis``, ``Stadt Erfurt``, ``Thüringen``."""
    words = dative(territory)
    for article in ("in der ", "im ", "in "):
        if words.startswith(article):
            name = words.removeprefix(article)
            return _strong(name) if article == "im " else name
    return words


def _strong(name: str) -> str:
    """``Rheinisch-Bergischen Kreis`` as a name of its own ends in ``-er Kreis``."""
    return f"{name.removesuffix('n Kreis')}r Kreis" if name.endswith("en Kreis") else name


def genitive(territory: Territory) -> str:
    """``des Landkreises Auental``, ``des Ilm-Kreises``, ``der Stadt Erfurt``, ``des Saarlands``.

    Names without article take ``von`` (``von Sömmerda``, ``von Thüringen``), as a genitive
    of a name in s, x or z cannot be heard.
    """
    name = _bare(territory)
    if territory.level == Level.KREIS:
        return _kreis(territory, name)[1]
    if territory.level == Level.VERBAND:
        return _verband(territory, name)[1]
    return f"des {name}s" if _takes_article(territory, name) else f"von {name}"


def dative(territory: Territory) -> str:
    """``im Landkreis Auental``, ``in Thüringen``, ``im Saarland``, ``in der Stadt Erfurt``."""
    name = _bare(territory)
    if territory.level == Level.KREIS:
        return _kreis(territory, name)[0]
    if territory.level == Level.VERBAND:
        return _verband(territory, name)[0]
    return f"im {name}" if _takes_article(territory, name) else f"in {name}"


def _bare(territory: Territory) -> str:
    name = _KIND_SUFFIX.sub("", territory.name.strip())
    return _FREE_STATE.sub("", name) if territory.level == Level.LAND else name


def _takes_article(territory: Territory, name: str) -> bool:
    return territory.level == Level.LAND and name.endswith("land")


def _kreis(territory: Territory, name: str) -> tuple[str, str]:
    """Dative and genitive of a Kreis."""
    if territory.is_city:
        city = name.removeprefix("Stadt ")
        return f"in der Stadt {city}", f"der Stadt {city}"
    if _FEMININE.search(name):
        return f"in der {name}", f"der {name}"
    if found := _MASCULINE.match(name):
        return f"im {name}", f"des {found[0]}s{name[found.end() :]}"
    if found := _KREIS_FIRST.match(name):
        return f"im {name}", f"des {found['kreis']}es {found['name']}"
    if found := _ADJECTIVE_KREIS.match(name):
        return f"im {found['stem']}n Kreis", f"des {found['stem']}n Kreises"
    if _OWN_KREIS.search(name):
        return f"im {name}", f"des {name}es"
    kind = "Kreis" if territory.kind.strip() == "Kreis" else "Landkreis"
    return f"im {kind} {name}", f"des {kind}es {name}"


def _verband(territory: Territory, name: str) -> tuple[str, str]:
    """Dative and genitive of a Gemeindeverband."""
    kind = territory.kind.strip()
    if kind in _KINDS_OF_VERBAND and not name.startswith(kind):
        return f"in der {kind} {name}", f"der {kind} {name}"
    if _FEMININE.search(name):
        return f"in der {name}", f"der {name}"
    if found := _MASCULINE.match(name):
        return f"im {name}", f"des {found[0]}es{name[found.end() :]}"
    return f"in {name}", f"von {name}"
