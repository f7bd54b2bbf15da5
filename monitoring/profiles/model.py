"""What a person and the assistant agreed on about a table, as plain data.

Columns are named by their label: the heading rows joined, without the period in them, so that
next year's file has the same labels.
"""

from collections.abc import Mapping as Fields
from dataclasses import asdict, dataclass
from typing import Any

UTF_8, WINDOWS, DOS = "utf-8", "cp1252", "cp850"
ENCODINGS = {UTF_8: "UTF-8", WINDOWS: "Windows-1252 (ISO 8859-1)", DOS: "MS-DOS (Codepage 850)"}
SEPARATORS = {";": "Semikolon", ",": "Komma", "\t": "Tabulator", "|": "senkrechter Strich"}
PERIOD_IN_COLUMN, PERIOD_IN_HEADING = "column", "heading"
PERIOD_IN_TITLE, PERIOD_FIXED = "title", "fixed"
BY_KEY, BY_NAME = "key", "name"
STAND_UNKNOWN, STAND_OF_PERIOD = "", "period"


@dataclass(frozen=True)
class Layout:
    """Where the table lies in its file.

    ``encoding`` and ``separator`` are those of a text, ``sheet`` that of a workbook, else "".
    ``head_row`` is the first heading row, counted from 1; ``head_rows`` how many there are.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    head_row: int = 1
    head_rows: int = 1


@dataclass(frozen=True)
class Measure:
    """The meaning of a column of values; ``base`` is "" where it is not taken.

    A column whose label several periods share is one measure.
    """

    label: str
    base: str
    sex: str = "total"
    age_from: int = 0
    age_to: int | None = None


@dataclass(frozen=True)
class OwnFigure:
    """A base figure the catalogue does not know yet, and enough to chart it.

    ``period`` and ``reference_day`` as in the catalogue; ``topic`` is one of its topics.
    """

    id: str
    title: str
    unit: str
    additive: bool = True
    period: str = "year"
    reference_day: str = ""
    topic: str = "demografie"


@dataclass(frozen=True)
class Mapping:
    """How a table is read.

    ``key``: label of the column that says which area, ``by`` "key" or "name"; ``level`` the
    level of its areas, "" where the length of each key tells; ``within``: first digits that
    short keys lack and that named areas have. ``fill_zero``: keys have lost their leading
    zero; ``fill_down``: a blank area is that of the row above. ``period_in``: column (its label
    in ``period``), heading, title (above the table) or fixed (``period``). ``signs``: texts in
    columns of values and the status they stand for. ``gebietsstand``: "", "period" (the last day
    of each period) or an ISO date. ``source``: an id of the catalogue.
    """

    layout: Layout
    key: str
    by: str = BY_KEY
    level: str = ""
    within: str = ""
    fill_zero: bool = False
    fill_down: bool = False
    period_in: str = PERIOD_FIXED
    period: str = ""
    decimal: str = ","
    signs: tuple[tuple[str, str], ...] = ()
    gebietsstand: str = STAND_UNKNOWN
    source: str = "eigene"
    measures: tuple[Measure, ...] = ()
    own: tuple[OwnFigure, ...] = ()


@dataclass(frozen=True)
class Profile:
    """A mapping under a name; ``heading`` are the labels a file must have to be read by it."""

    name: str
    heading: tuple[str, ...]
    mapping: Mapping


def as_fields(item: Mapping | Profile) -> dict[str, Any]:
    """The item as JSON keeps it."""
    return asdict(item)


def mapping_of(fields: Fields[str, Any]) -> Mapping:
    """A mapping from fields that were checked (:mod:`monitoring.profiles.files`)."""
    rest = {name: fields[name] for name in fields if name not in _NESTED}
    return Mapping(
        layout=Layout(**fields["layout"]),
        signs=tuple((text, status) for text, status in fields["signs"]),
        measures=tuple(Measure(**measure) for measure in fields["measures"]),
        own=tuple(OwnFigure(**figure) for figure in fields["own"]),
        **rest,
    )


def profile_of(fields: Fields[str, Any]) -> Profile:
    """A profile from fields that were checked."""
    return Profile(fields["name"], tuple(fields["heading"]), mapping_of(fields["mapping"]))


_NESTED = ("layout", "signs", "measures", "own")
