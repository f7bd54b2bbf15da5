"""How old figures are, and when new ones are to be expected."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from monitoring.periods import last_day

STEPS = {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}


@dataclass(frozen=True)
class Freshness:
    """``age`` in whole months from the end of the newest period; ``expected`` is the day by
    which the next one is usually out, None where figures come irregularly.
    """

    period: str
    age: int
    expected: date | None
    overdue: bool


def freshness(
    periods: list[str], rhythm: str | None, months: int | None, today: date
) -> Freshness | None:
    """Freshness of a source by its periods; None where there are none."""
    known = [(day, period) for period in periods if (day := last_day(period)) is not None]
    if not known:
        return None
    day, period = max(known)
    expected = None
    if rhythm in STEPS and months is not None:
        expected = months_later(day, STEPS[rhythm] + months)
    overdue = expected is not None and today > expected
    return Freshness(period, months_between(day, today), expected, overdue)


def months_later(day: date, months: int) -> date:
    """So many months later; the last day of a month leads to the last day of a month."""
    years, month = divmod(day.month - 1 + months, 12)
    length = monthrange(day.year + years, month + 1)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(day.year + years, month + 1, length if was_last else min(day.day, length))


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another; 0 if ``end`` comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months if months_later(start, months) <= end else months - 1)
