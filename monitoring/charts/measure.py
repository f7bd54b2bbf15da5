"""What a chart measures, and the text columns that its tooltips and labels show."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitoring.analysis.comparison import carry
from monitoring.charts.placing import Span
from monitoring.figures import (
    OPEN_MARK_NOTE,
    STATUS_REASONS,
    Quality,
    Status,
    number,
    remark,
    shown,
)
from monitoring.periods import kind_of, spoken, year_of

WITH_VALUE = (Status.REPORTED, Status.NIL)
SECRET_NOTE = "• geheim zu halten"
GAP_NOTE = "Lücke: kein Wert"
NO_VALUE_NOTE = "andere Zeichen: kein Wert"


@dataclass(frozen=True)
class Measure:
    """An indicator as a chart names it: title, unit and number of decimals."""

    title: str
    unit: str
    decimals: int = 1

    def number(self, value: float) -> str:
        """The value alone: ``1.234,5``."""
        return number(value, self.decimals)

    def mark(self, value: float | None, status: str) -> str:
        """The value alone, or the mark of why there is none: ``k. A.``."""
        return shown(value, status, self.decimals)

    def text(self, value: float | None, status: str = Status.REPORTED) -> str:
        """The value with its unit, or the mark and the reason why there is none."""
        mark = self.mark(value, status)
        if Status(status) in WITH_VALUE and not pd.isna(value):
            return f"{mark} {self.unit}".rstrip()
        reason = STATUS_REASONS[Status(status)] if status not in WITH_VALUE else "ohne Angabe"
        return f"{mark} ({reason})"


def with_text(figures: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Figures whose ``value`` exists only where the status allows it, with two texts of it.

    ``shown`` has the unit or the reason, ``mark`` is the number or the mark alone. A value beside
    a status without value would be a secret one: it is refused.
    """
    allowed = figures["status"].isin(WITH_VALUE)
    leaked = figures["value"].notna() & ~allowed
    if leaked.any():
        raise ValueError(f"{int(leaked.sum())} values whose status allows none")
    pairs = list(zip(figures["value"], figures["status"], strict=True))
    texts = pd.Series([measure.text(value, status) for value, status in pairs], dtype="str")
    if "note" in figures:
        texts = _remarked(texts, figures)
    marks = pd.Series([measure.mark(value, status) for value, status in pairs], dtype="str")
    return figures.reset_index(drop=True).assign(shown=texts, mark=marks)


def _remarked(texts: "pd.Series[str]", figures: pd.DataFrame) -> "pd.Series[str]":
    """Behind each value the mark of the office and how far it is estimated."""
    said = {note: remark(note) for note in figures["note"].dropna().unique()}
    words = figures["note"].map(said).fillna("").where(figures["value"].notna(), "")
    both = zip(texts, words, strict=True)
    return pd.Series([f"{text}, {word}" if word else text for text, word in both], dtype="str")


def with_time(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures with ``x`` (place of the period on the axis, in years) and ``when`` (in words).

    Years and Stichtage stand at their year, half-years, quarters and months within it.
    """
    places = {period: place_of(period) for period in figures["period"].unique()}
    words = {period: spoken(period) for period in figures["period"].unique()}
    return figures.assign(
        x=figures["period"].map(places).astype(float), when=figures["period"].map(words)
    )


def place_of(period: str) -> float:
    """Place of a period on a time axis in years."""
    kind = kind_of(period)
    if kind == "half_year":
        return year_of(period) + (int(period[-1]) - 1) / 2
    if kind == "quarter":
        return year_of(period) + (int(period[-1]) - 1) / 4
    if kind == "month":
        return round(year_of(period) + (int(period[5:7]) - 1) / 12, 4)
    return float(year_of(period))


def is_open(figures: pd.DataFrame) -> pd.Series:
    """Whether a value is marked open: provisional or estimated.

    Told by a mark in ``note`` or by a positive ``estimated_share``, whichever of these columns
    there are.
    """
    marked = pd.Series(False, index=figures.index)
    if "note" in figures:
        marked |= carry(figures["note"], Quality.PROVISIONAL, Quality.ESTIMATED)
    if "estimated_share" in figures:
        marked |= figures["estimated_share"].astype(float).gt(0)
    return marked.astype(bool)


def hollow_places(figures: pd.DataFrame) -> frozenset[int]:
    """Places of the rows whose value is marked open."""
    marked = is_open(figures) & figures["value"].notna()
    return frozenset(place for place, hollow in enumerate(marked) if hollow)


def short_number(value: float) -> str:
    """A round number without decimals that say nothing."""
    decimals = next(d for d in range(7) if d == 6 or abs(value - round(value, d)) < 1e-9)
    return number(value, decimals)


def axis_note(span: Span) -> list[str]:
    """That a value axis does not begin at zero, where it begins above; to a 20th of its length."""
    low, high = span
    if low <= 0:
        return []
    digits = -int(np.floor(np.log10((high - low) / 20)))
    return [f"Achse beginnt bei {short_number(round(low, digits))}"]


def open_notes(*drawn: pd.DataFrame, note: str = OPEN_MARK_NOTE) -> list[str]:
    """What an open mark means, where one of those ``drawn`` is ``open``."""
    return [note] if any(marks["open"].any() for marks in drawn) else []


def mark_notes(figures: pd.DataFrame, gap: str = GAP_NOTE) -> list[str]:
    """Explanations of the marks that occur (column ``open`` must exist)."""
    without = ~figures["status"].isin(WITH_VALUE)
    secret = figures["status"].eq(Status.SUPPRESSED)
    told = [
        (OPEN_MARK_NOTE, bool((figures["open"] & ~without).any())),
        (SECRET_NOTE, bool(secret.any())),
        (gap, bool((without & ~secret).any())),
    ]
    parts = [note for note, occurs in told if occurs]
    return [", ".join(parts)] if parts else []
