"""What a chart measures, and the text columns that its tooltips and labels show."""

from dataclasses import dataclass

import pandas as pd

from monitoring.figures import QUALITY_NOTES, STATUS_REASONS, Quality, Status, number, shown
from monitoring.periods import kind_of, spoken, year_of

WITH_VALUE = (Status.REPORTED, Status.NIL)
OPEN_MARK_NOTE = "○ vorläufig oder geschätzt"
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

    def text(self, value: float | None, status: str = Status.REPORTED) -> str:
        """The value with its unit, or the mark and the reason why there is none."""
        mark = shown(value, status, self.decimals)
        if Status(status) in WITH_VALUE and not pd.isna(value):
            return f"{mark} {self.unit}".rstrip()
        reason = STATUS_REASONS[Status(status)] if status not in WITH_VALUE else "ohne Angabe"
        return f"{mark} ({reason})"


def with_text(figures: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Figures whose ``value`` exists only where the status allows it, with its text ``shown``.

    A value beside a status without value would be a secret one: it is refused.
    """
    allowed = figures["status"].isin(WITH_VALUE)
    leaked = figures["value"].notna() & ~allowed
    if leaked.any():
        raise ValueError(f"{int(leaked.sum())} values whose status allows none")
    pairs = zip(figures["value"], figures["status"], strict=True)
    texts = pd.Series([measure.text(value, status) for value, status in pairs], dtype="str")
    return figures.reset_index(drop=True).assign(shown=texts)


def with_time(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures with ``x`` (place of the period on the axis, in years) and ``when`` (in words).

    Years and Stichtage stand at their year, half-years and months within it.
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
    if kind == "month":
        return round(year_of(period) + (int(period[5:7]) - 1) / 12, 4)
    return float(year_of(period))


def is_open(figures: pd.DataFrame) -> pd.Series:
    """Whether a value is marked open: provisional or estimated.

    Told by ``quality``, by a word in ``note`` or by a positive ``estimated_share``, whichever
    of these columns there are.
    """
    marked = pd.Series(False, index=figures.index)
    soft = (Quality.PROVISIONAL, Quality.ESTIMATED)
    if "quality" in figures:
        marked |= figures["quality"].isin(soft)
    if "note" in figures:
        words = "|".join(QUALITY_NOTES[quality] for quality in soft)
        marked |= figures["note"].astype("string").str.contains(words, case=False).fillna(False)
    if "estimated_share" in figures:
        marked |= figures["estimated_share"].astype(float).gt(0)
    return marked.astype(bool)


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
