"""One view, described without Streamlit: what a page shows and what a document carries away."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from geodata.outlines import Outlines
from monitoring.figures import Quality, Status, number, quality_of, shown
from monitoring.reports.vega import VegaDrawing

SAMPLE_TEXT = "Beispieldaten – frei erfunden"
ChartKind = Literal["line", "dot", "pyramid"]
WITH_VALUE = (Status.REPORTED, Status.NIL)

QUALITY_SIGNS = {
    Quality.PROVISIONAL: "{} p",
    Quality.REVISED: "{} r",
    Quality.ESTIMATED: "{} s",
    Quality.LIMITED: "({})",
}


@dataclass(frozen=True)
class Cell:
    """A table cell; a figure without a value must say why, one with a hidden value is refused.

    ``note`` is the release's: ``provisional``, ``estimated,share_12``. ``decimals`` differ from
    the column's where a column holds figures of several indicators.
    """

    value: float | str | None
    status: str = Status.REPORTED
    note: str = ""
    decimals: int | None = None

    def __post_init__(self) -> None:
        has_value = self.value is not None and self.value == self.value
        if has_value != (Status(self.status) in WITH_VALUE):
            raise ValueError(f"value {self.value!r} does not go with status {self.status!r}")


@dataclass(frozen=True)
class Column:
    """A table column; ``unit`` stands in every header, ``signed`` prints changes with a plus."""

    id: str
    title: str
    kind: Literal["text", "number"] = "text"
    decimals: int = 0
    unit: str = ""
    signed: bool = False

    @property
    def heading(self) -> str:
        """Title with unit, as one line."""
        return f"{self.title} [{self.unit}]" if self.unit else self.title


@dataclass(frozen=True)
class Table:
    """The table twin; ``highlighted`` are row numbers set off as the selected areas."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    highlighted: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one cell per column")


class LegendItem(NamedTuple):
    """One line of a map legend: class index or reason code, text, number of areas."""

    code: int
    label: str
    areas: int


class CircleItem(NamedTuple):
    """One circle of a map legend: radius as in ``MapDrawing.radii``, and its number as text."""

    radius: float
    label: str


@dataclass(frozen=True)
class MapDrawing:
    """Areas of a TopoJSON layer, coloured by class or under proportional circles.

    ``classes`` holds one code per area in the layer's canonical order (bytes will do):
    0…k-1 is a class of ``palette`` (hex colours), 250 to 254 are reasons and 255 is not drawn
    (see :mod:`geodata.palettes`). The map zooms to what is drawn. ``selected`` areas get a
    strong outline, ``named`` ones their name. ``radii`` has one number per area where values are
    circles: pixels on a map 560 pixels high (0: none); ``circles`` explain them, largest first.
    """

    layer_path: Path
    classes: Sequence[int]
    palette: tuple[str, ...]
    legend: tuple[LegendItem, ...]
    legend_title: str = ""
    title: str = ""
    selected: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    borders: bool = True
    radii: Sequence[float] = ()
    circles: tuple[CircleItem, ...] = ()
    outlines: Outlines | None = None

    def __post_init__(self) -> None:
        if len(self.radii) not in (0, len(self.classes)):
            raise ValueError(f"{len(self.radii)} radii for {len(self.classes)} areas")


@dataclass(frozen=True)
class Series:
    """Values of one line, row of dots or side; as in a cell, a value beside a status that
    hides it is refused, and so is NaN. ``hollow`` are places of provisional or estimated values.
    """

    name: str
    values: tuple[float | None, ...]
    statuses: tuple[str, ...] = ()
    highlighted: bool = False
    hollow: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.statuses and len(self.statuses) != len(self.values):
            raise ValueError(f"series {self.name!r} needs one status per value")
        for i, value in enumerate(self.values):
            Cell(value, self.status(i))

    def status(self, position: int) -> str:
        """Status at a position: as given, else reported or missing."""
        if self.statuses:
            return self.statuses[position]
        return Status.REPORTED if self.values[position] is not None else Status.MISSING


class Reference(NamedTuple):
    """A comparison value drawn as a line across, e.g. the value of the Land."""

    label: str
    value: float


@dataclass(frozen=True)
class ChartDrawing:
    """A chart that is drawn as a native one on slides; all others are :class:`VegaDrawing`.

    line: periods × series. dot: one row per area, values to the right, references are values
    on that axis. pyramid: age bands (youngest first) of two series (left, right), both
    positive. ``highlighted`` labels are set off.
    ``places`` are those of a line's labels on the axis, in years; without them they stand
    evenly apart.
    """

    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    x_title: str = ""
    y_title: str = ""
    decimals: int = 0
    references: tuple[Reference, ...] = ()
    highlighted: tuple[str, ...] = ()
    title: str = ""
    places: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for series in self.series:
            lengths = {len(series.values), len(self.places or self.labels)}
            if lengths != {len(self.labels)}:
                raise ValueError(f"series {series.name!r} does not fit the labels")


Drawing = MapDrawing | ChartDrawing | VegaDrawing


class KeyFigure(NamedTuple):
    """A number that is read first: what, its text with unit, and what to compare it with."""

    label: str
    value: str
    context: str = ""


@dataclass(frozen=True)
class View:
    """Everything a document says about one view.

    ``title`` is a sentence; ``subtitle`` is unit · period · level; ``source`` includes the
    licence; ``boundaries_note`` is the map's credit ("© GeoBasis-DE / BKG 2021 (Daten
    verändert)") or empty; ``link`` is the permalink.
    """

    title: str
    subtitle: str
    source: str
    datenstand: str
    table: Table
    drawing: Drawing | tuple[Drawing, ...] | None = None
    key_figures: tuple[KeyFigure, ...] = ()
    notes: tuple[str, ...] = ()
    boundaries_note: str = ""
    link: str = ""
    sample: bool = False
    unit: str = ""
    definition: str = ""

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """The drawings as a tuple, however many there are."""
        if self.drawing is None:
            return ()
        return self.drawing if isinstance(self.drawing, tuple) else (self.drawing,)


def decimals_of(cell: Cell, column: Column) -> int:
    """Decimals a cell is printed with."""
    return column.decimals if cell.decimals is None else cell.decimals


def text_cell(text: str | None) -> Cell:
    """A cell of words; None is a missing one."""
    return Cell(text) if text is not None else Cell(None, Status.MISSING)


def figure_cell(
    value: float | None, status: str, note: str | None = "", decimals: int | None = None
) -> Cell:
    """A cell of a figure as a release holds it (NaN or None beside a status without value).

    A value beside a status that forbids one is dropped; a reported one without value raises.
    """
    known = value if Status(status) in WITH_VALUE else None
    return Cell(known, status, note if isinstance(note, str) else "", decimals)


def cell_text(cell: Cell, column: Column) -> str:
    """What is printed: the German number with its quality sign, the words, or the mark."""
    if isinstance(cell.value, str):
        return cell.value
    text = shown(cell.value, cell.status, decimals_of(cell, column))
    if column.signed and cell.value is not None:
        text = number(cell.value, decimals_of(cell, column), signed=True)
    sign = QUALITY_SIGNS.get(quality_of(cell.note))
    return sign.format(text) if sign and cell.value is not None else text
