"""Periods as text: a year, a Stichtag, a school year, a half-year or a month; and moments."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime

MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
).split()

_FORMS = {
    "year": re.compile(r"(?a)(?P<year>\d{4})"),
    "reference_date": re.compile(r"(?a)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
    "school_year": re.compile(r"(?a)(?P<year>\d{4})/(?P<end>\d{2})"),
    "half_year": re.compile(r"(?a)(?P<year>\d{4})-H(?P<half>[12])"),
    "quarter": re.compile(r"(?a)(?P<year>\d{4})-Q(?P<quarter>[1-4])"),
    "month": re.compile(r"(?a)(?P<year>\d{4})-(?P<month>\d{2})"),
}

_MONTHS_OF = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}


def kind_of(period: str) -> str | None:
    """Kind of a period (``year``, ``reference_date``, ``school_year``, ``half_year``, …).

    None where the text is not a period, or names a day or month that does not exist.
    """
    for kind, form in _FORMS.items():
        match = form.fullmatch(period)
        if match and _exists(kind, match):
            return kind
    return None


def _exists(kind: str, match: re.Match[str]) -> bool:
    parts = match.groupdict()
    if kind == "school_year":
        return int(parts["end"]) == (int(parts["year"]) + 1) % 100
    if kind == "month":
        return 1 <= int(parts["month"]) <= 12
    if kind == "reference_date":
        try:
            date.fromisoformat(match.group())
        except ValueError:
            return False
    return True


def year_of(period: str) -> int:
    """Calendar year a period belongs to (a school year: the year it begins)."""
    return int(period[:4])


def last_day(period: str) -> date | None:
    """The day a period ends with (a school year: 31 July); None where the text is none."""
    kind = kind_of(period)
    if kind is None:
        return None
    if kind == "reference_date":
        return date.fromisoformat(period)
    if kind == "school_year":
        return date(year_of(period) + 1, 7, 31)
    part = {"year": "1", "month": period[5:]}.get(kind, period[-1])
    month = int(part) * _MONTHS_OF[kind]
    return date(year_of(period), month, monthrange(year_of(period), month)[1])


def spoken(period: str) -> str:
    """A period as it stands in a German title: ``31.12.2024``, ``2019``, ``Schuljahr 2019/20``."""
    kind = kind_of(period)
    if kind == "reference_date":
        return f"{period[8:]}.{period[5:7]}.{period[:4]}"
    if kind == "school_year":
        return f"Schuljahr {period}"
    if kind == "half_year":
        return f"{period[-1]}. Halbjahr {period[:4]}"
    if kind == "quarter":
        return f"{period[-1]}. Quartal {period[:4]}"
    if kind == "month":
        return f"{MONTHS[int(period[5:7]) - 1]} {period[:4]}"
    return period


def today() -> date:
    """The day on the clock of this machine."""
    return local(datetime.now(UTC)).date()


def local(moment: datetime) -> datetime:
    """The moment on the clock of this machine; one without a time zone is UTC, as stored."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.fromtimestamp(aware.timestamp(), UTC).astimezone()


def spoken_day(moment: datetime) -> str:
    """The day of a stored moment as people here know it: ``21.11.2026``."""
    return f"{local(moment):%d.%m.%Y}"


def spoken_moment(moment: datetime) -> str:
    """A stored moment as people here know it: ``21.11.2026, 18:22 Uhr``."""
    return f"{local(moment):%d.%m.%Y, %H:%M} Uhr"
