"""What the map answers, and the address under which the browser asks for its values.

The page and the address go through the same functions: the values that a map shows are those
of its legend, panel and table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast, get_args
from urllib.parse import urlencode

from geodata.assets import LAYER_ROUTE, from_component
from geodata.palettes import PALETTES
from monitoring.analysis import sentences
from monitoring.analysis.classes import Method
from monitoring.analysis.territories import Territory as Place
from monitoring.areas import LEVEL_TITLES, Level
from monitoring.periods import spoken
from monitoring.ui.cached import recent, release_id
from monitoring.ui.levels import levels_of
from monitoring.ui.map_style import BEYOND, BREAKS, COUNTS, MOST_BREAKS
from monitoring.ui.map_time import earlier_periods
from monitoring.ui.outlines import outlines_of
from monitoring.ui.picture import Picture, Style, change_picture, change_unit, current_picture
from monitoring.ui.selection import (
    Indicator,
    opening_period,
    periods_of,
    usable_indicators,
)
from monitoring.ui.territories import Territory, territories, territory_of

CHOICES = (
    "thema", "indikator", "gebiet", "ebene", "zeitraum", "vergleich", "methode", "klassen",
    "palette", "grenzen", "eigene", "raeume", "flaeche", "zweite", "zeitraum_zweite",
)  # fmt: skip
VALUES, TITLES = "werte", "indikatoren"


@dataclass(frozen=True)
class Question:
    """What the map answers; ``earlier`` is the period compared with, if any; ``outlined``: with
    the outlines of Planungsräume.
    """

    indicator: Indicator
    territory: Territory
    level: str
    period: str
    earlier: str | None
    style: Style
    outlined: bool = False

    @property
    def title(self) -> str:
        """The title sentence."""
        place = Place(self.territory.name, self.territory.kind, Level(self.territory.level))
        name = self.indicator.title
        if self.earlier is not None:
            name = f"Veränderung seit {spoken(self.earlier)}: {name}"
        return sentences.map_title(name, self.level, place, self.period)

    @property
    def map_title(self) -> str:
        """What tells one map from another beside it."""
        return f"{self.indicator.title}, {spoken(self.period)}"

    @property
    def unit(self) -> str:
        """Unit of what is drawn."""
        return self.indicator.unit if self.earlier is None else change_unit(self.indicator)

    @property
    def subtitle(self) -> str:
        """Unit, period and level."""
        return f"{self.unit} · {spoken(self.period)} · {LEVEL_TITLES[Level(self.level)]}"

    @property
    def words(self) -> dict[str, str]:
        """The question as the words of an address; :func:`question_of` reads them."""
        style = self.style
        return {
            "indikator": self.indicator.id,
            "gebiet": self.territory.key,
            "ebene": self.level,
            "zeitraum": self.period,
            "vergleich": self.earlier or "",
            "methode": style.method,
            "klassen": str(style.classes),
            "palette": style.palette,
            "grenzen": "fest" if style.steady else "je",
            "eigene": ";".join(map(repr, style.manual)),
            "raeume": "an" if self.outlined else "aus",
        }


def picture_of(question: Question) -> Picture:
    """The map's picture: values of one period or the change since an earlier one. It is shared
    by the page and by the address: never change it.
    """
    return recent(f"picture|{urlencode(question.words)}", lambda: _picture_of(question))


def _picture_of(q: Question) -> Picture:
    if q.earlier is None:
        picture = current_picture(q.indicator, q.territory, q.level, q.period, q.style)
    else:
        times = q.earlier, q.period
        picture = change_picture(q.indicator, q.territory, q.level, times, q.style)
    return replace(picture, outlines=outlines_of(q.territory, q.level)) if q.outlined else picture


def address(question: Question) -> str:
    """Where the values are, seen from the map's frame."""
    return from_component(f"{LAYER_ROUTE}/{release_id()}/{VALUES}?{urlencode(question.words)}")


def titles_address() -> str:
    """Where the ids of the indicators are, by title, seen from the map's frame."""
    return from_component(f"{LAYER_ROUTE}/{release_id()}/{TITLES}")


def question_of(words: Mapping[str, str]) -> Question | None:
    """The question that the words of an address mean; None where they mean none.

    A period that the indicator lacks is replaced as on the page.
    """
    indicator = usable_indicators().get(words.get("indikator", ""))
    places, style = territories(), _style_of(words)
    if indicator is None or style is None or words.get("gebiet") not in places.index:
        return None
    territory = territory_of(places, words["gebiet"])
    level = words.get("ebene", "")
    if level not in levels_of(indicator, territory):
        return None
    period = words.get("zeitraum", "")
    if period not in periods_of(indicator.id, level):
        period = opening_period(indicator.id, level, territory.within)
    wanted = words.get("vergleich", "")
    earlier = wanted if wanted in earlier_periods(indicator.id, level, period) else None
    outlined = words.get("raeume") == "an"
    return Question(indicator, territory, level, period, earlier, style, outlined)


def _style_of(words: Mapping[str, str]) -> Style | None:
    known = {
        "methode": get_args(Method),
        "klassen": COUNTS,
        "palette": PALETTES,
        "grenzen": BREAKS,
    }
    if any(words.get(name) not in options for name, options in known.items()):
        return None
    style = Style(
        cast(Method, words["methode"]),
        int(words["klassen"]),
        words["palette"],
        words["grenzen"] == "fest",
    )
    breaks = _breaks_of(words.get("eigene", ""))
    if breaks is None or (style.method == "manual" and not breaks):
        return None
    return replace(style, manual=breaks)


def _breaks_of(text: str) -> tuple[float, ...] | None:
    try:
        breaks = tuple(float(word) for word in text.split(";") if word)
    except ValueError:
        return None
    if len(breaks) > MOST_BREAKS or not all(-BEYOND < each < BEYOND for each in breaks):
        return None
    return breaks if list(breaks) == sorted(set(breaks)) else None
