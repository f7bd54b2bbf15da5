"""Territorial changes of the sample Land, 2010–2024, and the Gebietsstände delivered."""

from dataclasses import dataclass

STANDS = ("2012-12-31", "2018-12-31", "2024-12-31")


@dataclass(frozen=True)
class Merger:
    """Gemeinden that became one: ``result`` is new, or one of them that took in the others."""

    day: str
    kreis: str
    members: tuple[str, ...]
    result: str
    stays_in_verband: bool = False


MERGERS = (
    Merger("2011-12-01", "99002", ("Angerfurt", "Arnauen", "Auerfelde"), "Auerland"),
    Merger("2013-07-01", "99002", ("Silberfurt", "Fischerau"), "Silberfurt"),
    Merger("2014-01-01", "99005", ("Kaltenlauten", "Tiefenlauten", "Wildenlauten"), "Lautental"),
    Merger(
        "2014-01-01",
        "99006",
        ("Großmarleben", "Kleinmarleben"),
        "Marlebener Land",
        stays_in_verband=True,
    ),
    Merger("2016-01-01", "99006", ("Weidenbrunn", "Grimleben", "Harnleben"), "Weidenbrunn"),
    Merger(
        "2018-07-01",
        "99005",
        ("Bergklingen", "Brunnklingen", "Eisenklingen", "Haselklingen"),
        "Obere Klingen",
    ),
    Merger("2019-01-01", "99002", ("Markauen", "Niederauen", "Oberauen"), "Markauen"),
    Merger(
        "2019-01-01", "99003", ("Oberholder", "Unterholder"), "Holdertal", stays_in_verband=True
    ),
    Merger(
        "2021-01-01", "99005", ("Sonnenklause", "Traubenthal"), "Sonnecktal", stays_in_verband=True
    ),
    Merger("2023-01-01", "99006", ("Oberleiten", "Unterleiten", "Waldleiten"), "Leitenhöhe"),
    Merger("2024-01-01", "99002", ("Lauterwiesen", "Rohrwiesen"), "Wiesengrund-Auen"),
)


@dataclass(frozen=True)
class Split:
    """A Gemeinde dissolved between a neighbour in its own Kreis and one in another Kreis."""

    day: str
    name: str
    kreis: str
    other_kreis: str


SPLIT = Split("2018-01-01", "Grenzlauten", "99005", "99003")


@dataclass(frozen=True)
class Renaming:
    """A Gemeinde that got another name and kept its key."""

    day: str
    kreis: str
    before: str
    after: str


RENAMING = Renaming("2020-07-01", "99005", "Sulzgrund", "Bad Sulzgrund")
