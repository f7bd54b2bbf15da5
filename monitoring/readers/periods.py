"""Periods as they are written in deliveries, in the one form the house uses.

"2019" year · "2019-12-31" Stichtag · "2019/20" school year · "2019-H1" half-year ·
"2019-Q1" quarter · "2019-06" month.
"""

import datetime
import re

FORMS = "2019, 31.12.2019, 2019-12-31, 2019/20, 2019-H1, 2019-Q1 oder 2019-06"
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00)?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_PART = re.compile(r"(\d{4})-(H[12]|Q[1-4])", re.ASCII)
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2}|\d{4})", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def iso_date(text: str) -> str | None:
    """ISO text of "31.12.2019" or "2019-12-31", or None if it is no real date."""
    if match := _GERMAN_DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return date.isoformat() if _plausible(year) else None


def date_in(text: str) -> str | None:
    """ISO text of the first German date within a text, e.g. "am 31.12.2019 (Jahr)"."""
    found = (iso_date(match.group()) for match in _GERMAN_DATE.finditer(text))
    return next((date for date in found if date), None)


def parsed_period(text: str) -> str | None:
    """The period in the house's form, or None if the text is none."""
    text = text.strip()
    if _YEAR.fullmatch(text):
        return text if _plausible(int(text)) else None
    if match := _SCHOOL_YEAR.fullmatch(text):
        start, end = int(match[1]), int(match[2])
        follows = end in (start + 1, (start + 1) % 100) and _plausible(start)
        return f"{start}/{(start + 1) % 100:02d}" if follows else None
    if match := _MONTH.fullmatch(text) or _PART.fullmatch(text):
        return text if _plausible(int(match[1])) else None
    return iso_date(text)


def _plausible(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR
