"""Periods as people write them: "1. Quartal 2023", "SJ 2023/24", "Stand: 31.12.2023"."""

import re

from monitoring.periods import MONTHS
from monitoring.readers.periods import parsed_period

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH_WORDS = {
    **{month[:3].casefold(): number for number, month in enumerate(MONTHS, start=1)},
    "mrz": 3,
    "mae": 3,
}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_MONTH = (
    r"(?P<word>jan(?:uar)?|feb(?:ruar)?|märz?|mrz|maerz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|"
    r"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)(?![a-zäöüß])\.?"
)
_FORMS = (
    ("date", re.compile(r"(?P<date>\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}|\d{4}-\d{2}-\d{2})")),
    ("date", re.compile(rf"(?P<day>\d{{1,2}})\.\s*{_MONTH}\s*{_YEAR}")),
    ("school", re.compile(rf"{_YEAR}\s?[/–-]\s?(?P<end>\d{{4}}|\d{{2}})(?![\d.-])")),
    ("part", re.compile(rf"(?P<number>[1-4])\.?\s*(?P<kind>quartal|halbjahr)\s*/?\s*{_YEAR}")),
    (
        "part",
        re.compile(rf"(?P<kind>q|quartal|h|hj|halbjahr)\s?(?P<number>[1-4])[\s/-]*{_YEAR}"),
    ),
    ("part", re.compile(rf"{_YEAR}\s*[/ -]?\s*(?P<kind>q|h)(?P<number>[1-4])")),
    ("part", re.compile(rf"(?P<roman>i{{1,3}}|iv)\s*[/.]\s*{_YEAR}")),
    ("part", re.compile(rf"(?P<roman>i{{1,3}}|iv)\.?\s*quartal\s*{_YEAR}")),
    ("month", re.compile(rf"{_MONTH}\s*{_YEAR}")),
    ("month", re.compile(rf"(?P<month>0?[1-9]|1[0-2])\s*[/.]\s*{_YEAR}")),
    ("month", re.compile(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])")),
    ("year", re.compile(_YEAR)),
)
_AROUND = re.compile(
    r"(?:stand|stichtag|jahr|berichtsjahr|schuljahr|kita-?jahr|sj|zeitraum|am|im|zum|vom|den|der|"
    r"[:;,()\[\]\s])*",
)
_NOT_INSIDE = r"(?<![\w.,])"
_NOT_BEFORE = r"(?![\w]|[.,]\d)"


def written_period(text: str) -> str | None:
    """The period a text is, in the house's form, or None if it says anything else too."""
    text = " ".join(text.split()).lower()
    if re.fullmatch(r"(?:19|20)\d{2}\.0", text):
        text = text[:4]
    found = _found(text)
    if found is None:
        return None
    period, start, end = found
    rest = text[:start], text[end:]
    return period if all(_AROUND.fullmatch(part) for part in rest) else None


def period_within(text: str) -> tuple[str, str] | None:
    """The first period within a text, and the text without it; None where there is none."""
    text = " ".join(text.split())
    lowered = text.lower()
    found = _found(lowered) if len(lowered) == len(text) else None
    if found is None:
        return None
    period, start, end = found
    before = re.sub(
        r"[\s,;:(–-]*\b(?:am|im|zum|vom|Stand|Stichtag|Jahr|Schuljahr|SJ)?[\s:(]*$",
        "",
        text[:start],
    )
    after = re.sub(r"^[\s)\].:;,–-]+", "", text[end:])
    return period, f"{before} {after}".strip()


def _found(text: str) -> tuple[str, int, int] | None:
    for kind, form in _FORMS:
        for match in re.finditer(f"{_NOT_INSIDE}(?:{form.pattern}){_NOT_BEFORE}", text):
            if period := _period(kind, match):
                return period, match.start(), match.end()
    return None


def _period(kind: str, match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    if kind == "date":
        day = parts.get("date")
        if day is None:
            day = f"{parts['day']}.{_MONTH_WORDS[parts['word'][:3]]}.{parts['year']}"
        return parsed_period(day.replace(" ", ""))
    if kind == "school":
        return parsed_period(f"{parts['year']}/{parts['end']}")
    if kind == "part":
        return _part(parts)
    if kind == "month":
        word = parts.get("word")
        month = _MONTH_WORDS[word[:3]] if word else int(parts["month"])
        return f"{parts['year']}-{month:02d}"
    return parsed_period(parts["year"])


def _part(parts: dict[str, str]) -> str | None:
    number = _ROMAN[parts["roman"]] if parts.get("roman") else parts["number"]
    letter = "H" if (parts.get("kind") or "q").startswith("h") else "Q"
    return parsed_period(f"{parts['year']}-{letter}{number}")
