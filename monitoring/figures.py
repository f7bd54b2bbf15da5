"""A figure is a value and a status: missing, secret and zero are three different things.

Signs follow DIN 55301 as used in official statistics; each source profile maps its own.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import isnan


class Status(StrEnum):
    """Why there is a value, or why there is none."""

    REPORTED = "reported"
    NIL = "nil"
    SUPPRESSED = "suppressed"
    UNRELIABLE = "unreliable"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    NOT_COMPARABLE = "not_comparable"
    MISSING = "missing"


class Quality(StrEnum):
    """Marks of a reported value."""

    FINAL = ""
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    LIMITED = "limited"


SECRET_MARK = "•"

STATUS_MARKS = {
    Status.SUPPRESSED: SECRET_MARK,
    Status.UNRELIABLE: "/",
    Status.NOT_YET: "…",
    Status.UNKNOWN: "k. A.",
    Status.NOT_APPLICABLE: "×",
    Status.NOT_COMPARABLE: "≠",
    Status.MISSING: "–",
}

AVAILABLE_MARK = "✓"
ESTIMATED_MARK = "s"
OPEN_MARK_NOTE = "○ vorläufig oder geschätzt"
OPEN_BAR_NOTE = "□ vorläufig oder geschätzt"

STATUS_REASONS = {
    Status.REPORTED: "Wert liegt vor",
    Status.NIL: "genau null",
    Status.SUPPRESSED: "geheim zu halten",
    Status.UNRELIABLE: "Zahlenwert nicht sicher genug",
    Status.NOT_YET: "Angabe fällt später an",
    Status.UNKNOWN: "Zahlenwert unbekannt",
    Status.NOT_APPLICABLE: "Gebiet bestand nicht",
    Status.NOT_COMPARABLE: "nicht vergleichbar",
    Status.MISSING: "keine Angabe geliefert",
}

QUALITY_NOTES = {
    Quality.PROVISIONAL: "vorläufig",
    Quality.REVISED: "berichtigt",
    Quality.ESTIMATED: "geschätzt",
    Quality.LIMITED: "Aussagewert eingeschränkt",
}

SHARE = "share_"
MINUS = "\u2212"
_GERMAN = str.maketrans(",.", ".,")
_STEPS = [Decimal(1).scaleb(-decimals) for decimals in range(16)]


def half_up(value: float, decimals: int) -> Decimal:
    """A value with so many decimals, halves rounded away from zero (DIN 1333)."""
    return Decimal(repr(float(value))).quantize(_STEPS[decimals], ROUND_HALF_UP)


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """A number as German readers write it: 1.234,5; with ``signed`` +3,0 and −3,0.

    Halves are rounded up, as the statistical offices do (DIN 1333).
    """
    text = f"{half_up(abs(value), decimals):,f}".translate(_GERMAN)
    is_zero = not any(digit in "123456789" for digit in text)
    if value < 0 and not is_zero:
        return MINUS + text
    return "+" + text if signed and not is_zero else text


def counted(count: int, singular: str, plural: str, none: str = "keine") -> str:
    """``1 Gemeinde``, ``38 Gemeinden``, ``keine Gemeinden`` (``none`` inflected by the caller)."""
    if count == 0:
        return f"{none} {plural}"
    return f"{number(count)} {singular if count == 1 else plural}"


def estimated_share(note: str) -> str:
    """How much of a value is an estimate, told by its marks: ``12 %``, or nothing."""
    share = next((m.removeprefix(SHARE) for m in note.split(",") if m.startswith(SHARE)), "")
    return f"{'weniger als 1' if share == '0' else share}\u00a0%" if share else ""


def estimate_text(note: str) -> str:
    """The same as words: ``zu 12 % geschätzt``, or nothing."""
    share = estimated_share(note)
    return f"zu {share} geschätzt" if share else ""


def quality_of(note: str | None) -> Quality:
    """The office's mark of a value among the marks of its note: the first, as a release puts it
    before that of an estimate.
    """
    marks = note.split(",") if isinstance(note, str) else []
    return next((Quality(mark) for mark in marks if mark in QUALITY_NOTES), Quality.FINAL)


def remark(note: str | None) -> str:
    """What stands behind a value: ``vorläufig, zu 12 % geschätzt``, or nothing."""
    quality, share = quality_of(note), estimate_text(note or "")
    words = [] if share and quality == Quality.ESTIMATED else [QUALITY_NOTES.get(quality, "")]
    return ", ".join(part for part in (*words, share) if part)


def shown(value: float | None, status: str, decimals: int = 0) -> str:
    """What stands on screen for a figure: its number, or the mark of its status."""
    if status in (Status.REPORTED, Status.NIL) and value is not None and not isnan(value):
        return number(value, decimals)
    return STATUS_MARKS.get(Status(status), STATUS_MARKS[Status.UNKNOWN])
