"""Scales that words tell of figures: thousands, millions, per cent."""

import re

_WORDS = r"1[. ]?000[. ]?000|1[. ]?000|tsd|tausend|t€|teur|mio|mill(?:ionen)?"
_IN = re.compile(rf"\bin (?P<scale>{_WORDS})(?![\w%])", re.IGNORECASE)
_ALONE = re.compile(
    r"(?P<scale>\b(?:tsd|mio|mill|t€|teur)\b)|(?:^|[(\[–,:])\s*(?P<number>1[. ]?000)"
    r"(?=\s*(?:$|[)\]–,]|eur|€|personen))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bprozent\b|\bv\. ?h\.", re.IGNORECASE)
_ALL_PERCENT = re.compile(r"\b(?:angaben|werte|zahlen) in (?:%|prozent|v\. ?h\.)", re.IGNORECASE)
_SHARE = re.compile(
    r"\bin (?:%|prozent\b|v\. ?h\.)|\bje (?:1[ .]?000|100|10[ .]?000|einwohner|km)", re.IGNORECASE
)


def scale_of(text: str) -> str:
    """The scale that a heading tells its figures in: "Tsd.", "Mio." or ""."""
    words = " ".join(text.replace("_", " ").split())
    match = _IN.search(words) or _ALONE.search(words)
    return "" if match is None else _named(next(filter(None, match.groups())))


def scale_of_title(text: str) -> str:
    """The same of a line above the table, which may name a thousand of something else."""
    match = _IN.search(" ".join(text.split()))
    return _named(match["scale"]) if match else ""


def _named(scale: str) -> str:
    millions = scale.casefold().startswith("mi") or scale.count("000") > 1
    return "Mio." if millions else "Tsd."


def is_percent(text: str) -> bool:
    """Whether a heading says that its figures are per cent."""
    return _PERCENT.search(text) is not None


def is_percent_title(text: str) -> bool:
    """Whether a line above the table says that of all of them."""
    return _ALL_PERCENT.search(text) is not None


def is_share_title(text: str) -> bool:
    """Whether a line speaks of shares or rates of something."""
    return _SHARE.search(" ".join(text.split())) is not None
