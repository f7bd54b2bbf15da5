"""What the catalogue says, as plain data: base figures, indicators, sources, topics."""

from collections.abc import Mapping
from dataclasses import dataclass

Age = tuple[int, int | None]
ALL_AGES: Age = (0, None)


@dataclass(frozen=True)
class GenesisName:
    """Where a base figure stands in a flat CSV of GENESIS.

    ``variable`` is the value_variable_code; ``where`` holds attribute codes that other
    variables of the row must have (``{"NAT": "NATA"}``). ``table`` limits it to one table
    (``14111-01-04-4``) or one statistic (``14111``, the statistics_code of the rows).
    A delivered number times ``factor`` gives the unit of the base figure (1000 where the
    table counts in thousands).
    """

    variable: str
    where: Mapping[str, str]
    table: str | None = None
    factor: float = 1.0


@dataclass(frozen=True)
class InkarName:
    """Title of a column group in INKAR's sheet ``Daten``, and the age band it stands for."""

    title: str
    age: Age = ALL_AGES
    factor: float = 1.0


@dataclass(frozen=True)
class RegionalatlasName:
    """Field of an answer of the Regionalatlas, in small letters (``ai0801``)."""

    field: str
    factor: float = 1.0


@dataclass(frozen=True)
class WegweiserName:
    """``friendlyUrl`` of an indicator of Wegweiser Kommune, and the unit it must come in."""

    indicator: str
    unit: str
    factor: float = 1.0


@dataclass(frozen=True)
class ElectionName:
    """Headings of a column in results of Bundestagswahlen, without the words that name the vote.

    ``vote`` is erst or zweit, None for what counts for both (Wahlberechtigte, Wählende).
    """

    titles: tuple[str, ...]
    vote: str | None = None


@dataclass(frozen=True)
class Break:
    """The first year that is counted otherwise, and why."""

    year: int
    text: str


@dataclass(frozen=True)
class BaseFigure:
    """A count as delivered, and its name in every delivery format.

    ``additive`` is false for a published rate, which must never be summed.
    ``period`` is reference_date, year or school_year; ``reference_day`` the usual Stichtag
    (``MM-DD``). ``source`` maps a format (genesis, inkar, regionalatlas, wegweiser, gv, election,
    table) to a source id.
    ``never_zero``: the sign "-" means that the area did not exist, not nil.
    ``minimum``: smallest number of cases that may be shown. ``weight`` (population, area or
    employment) divides the figure where its Gemeinde is divided.
    """

    id: str
    title: str
    unit: str
    additive: bool
    period: str
    reference_day: str | None
    genesis: tuple[GenesisName, ...]
    inkar: tuple[InkarName, ...]
    gv: str | None
    table: str
    source: Mapping[str, str]
    never_zero: bool
    minimum: int | None
    note: str
    breaks: tuple[Break, ...] = ()
    regionalatlas: tuple[RegionalatlasName, ...] = ()
    wegweiser: tuple[WegweiserName, ...] = ()
    weight: str = "population"
    election: ElectionName | None = None


@dataclass(frozen=True)
class Part:
    """One summand of a numerator or denominator; ``sign`` is +1 or -1."""

    base: str
    sex: str = "total"
    age: Age = ALL_AGES
    sign: int = 1


@dataclass(frozen=True)
class Indicator:
    """A published measure: numerator, or numerator / denominator * per.

    ``at`` says which stock a flow is divided by: that of the same year ("same"), of its
    beginning ("start", the Stichtag a year before) or the mean of both ("mean").
    ``published`` marks a rate taken over as the office published it: it has no denominator,
    is never summed, and may colour areas although its kind is count.
    """

    id: str
    title: str
    question: str
    definition: str
    numerator: tuple[Part, ...]
    denominator: tuple[Part, ...] | None
    at: str
    per: float
    unit: str
    decimals: int
    polarity: str
    topics: tuple[str, ...]
    life_phases: tuple[str, ...]
    fields_of_action: tuple[str, ...]
    levels: tuple[str, ...]
    reference: str
    source: str
    caution: str
    minimum: int | None
    published: bool

    @property
    def kind(self) -> str:
        """``rate`` is computed from two sides, ``count`` is the numerator alone."""
        return "count" if self.denominator is None else "rate"


@dataclass(frozen=True)
class Source:
    """Who publishes, under which licence, how to name them, and when to expect something new.

    ``rhythm`` is yearly, half_yearly, quarterly or monthly, None where figures come irregularly;
    ``published_after_months`` is how many months after a period its figures are usually out.
    """

    id: str
    publisher: str
    title: str
    licence: str
    url: str
    attribution: str
    rhythm: str | None = None
    published_after_months: int | None = None


@dataclass(frozen=True)
class Topic:
    """A Lebenslage; ``position`` orders topics on screen."""

    id: str
    title: str
    position: int
    description: str


@dataclass(frozen=True)
class Catalogue:
    """Everything the house knows about its measures; ``version`` is a hash of the content."""

    base_figures: dict[str, BaseFigure]
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    topics: dict[str, Topic]
    version: str
