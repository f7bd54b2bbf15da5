"""What the columns of an unknown table hold: keys, names, periods or numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.areas import Level, level_of
from monitoring.profiles.model import Layout, Mapping
from monitoring.readers.known_areas import KnownAreas
from monitoring.readers.mapping_grid import Row
from monitoring.readers.mapping_heads import Column, is_data, plain
from monitoring.readers.mapping_keys import completed, is_total, is_whole, key_text
from monitoring.readers.mapping_values import USUAL_SIGNS, bare_number
from monitoring.readers.numbers import LONGEST, SIGNS, parse_cell
from monitoring.readers.period_words import written_period

LOOKED_AT = 2000
MOST = 0.8
_KEY_WORDS = re.compile(
    r"\b(?:ags|ars|rs|gkz|schlüssel\w*|\w*schlüssel|\w*schl\.?|kennziffer|kennzahl|schl\.?-?nr\.?|"
    r"gemeinde-?nr\.?|gemeindenummer|regionalcode|gebietscode|kreis-?nr\.?|nuts)\b"
)
_NAME_WORDS = re.compile(
    r"\b(?:gemeinde\w*|name|ort|orte|stadt|kommune\w*|kreis\w*|landkreis\w*|gebiet\w*|"
    r"raumeinheit|region|verwaltungs\w+|verbandsgemeinde|samtgemeinde)\b"
)
_PERIOD_WORDS = re.compile(
    r"\b(?:jahr|jahre|berichtsjahr|schuljahr|kitajahr|kindergartenjahr|zeitraum|zeit|datum|"
    r"stichtag|stand|monat|quartal|halbjahr|periode|erhebungsjahr|wahltag)\b"
)


@dataclass(frozen=True)
class Content:
    """Texts of a column in the rows of data, as far as they were looked at; blanks left out."""

    column: Column
    texts: tuple[str, ...]
    blanks: int

    def share(self, fits: Sequence[bool]) -> float:
        """Which part of the texts fits."""
        return sum(fits) / len(self.texts) if self.texts else 0.0


def contents_of(rows: Sequence[Row], columns: Sequence[Column], layout: Layout) -> list[Content]:
    """Contents of the columns below the heading; footnotes and sums are not looked at."""
    first = layout.head_row + layout.head_rows
    body = [row for row in rows if row.number >= first and len(row.filled) > 1]
    body = [row for row in body if is_data(row) and not is_total("", row)][:LOOKED_AT]
    found = []
    for column in columns:
        texts = [row.text(column.position) for row in body]
        filled = tuple(text for text in texts if text)
        found.append(Content(column, filled, len(texts) - len(filled)))
    return found


def key_score(content: Content, known: KnownAreas) -> float:
    """How likely the column holds official keys, 0 to 3.

    Small numbers are keys of Länder, and numbers of five digits those of Kreise, only where more
    than their form says so.
    """
    texts = [key_text(text) for text in content.texts]
    if content.share([level_of(text) == Level.ORTSTEIL for text in texts]) >= MOST:
        return 3.0
    digits = content.share([text.isascii() and text.isdigit() for text in texts])
    named = _KEY_WORDS.search(plain(content.column.label)) is not None
    if digits < MOST or content.share([len(text) <= 12 for text in texts]) < MOST:
        return 0.5 if named and content.texts and digits > 0.3 else 0.0
    if period_share(content) >= MOST and not named:
        return 0.0
    there = content.share([is_known(text, known) and (named or len(text) > 3) for text in texts])
    return named + there + _form_score(content, texts, known)


def _form_score(content: Content, texts: Sequence[str], known: KnownAreas) -> float:
    """What the digits alone say for keys, 0 to 0.6."""
    lengths = {len(text) for text in texts}
    whole = content.share([is_whole(text) or is_whole(f"0{text}") for text in texts])
    if whole >= MOST and len(lengths) <= 2 and min(lengths) >= 4:
        return 0.6 if min(lengths) >= 7 else 0.3
    even = len(lengths) == 1 and min(lengths) >= 3 and len(set(texts)) == len(texts)
    return 0.6 if even and within_of(content, known) else 0.0


def name_score(content: Content, known: KnownAreas) -> float:
    """How likely the column holds names of areas, 0 to 2."""
    words = content.share([any(char.isalpha() for char in text) for text in content.texts])
    if words < MOST:
        return 0.0
    there = content.share([_is_name(text, known) for text in content.texts])
    named = _NAME_WORDS.search(plain(content.column.label)) is not None
    return there + 0.5 * named


def _is_name(text: str, known: KnownAreas) -> bool:
    return any(known.keys_named(text, level, "") for level in ("", Level.ORTSTEIL))


def period_share(content: Content) -> float:
    """Which part of the column says a period and nothing else."""
    return content.share([written_period(text) is not None for text in content.texts])


def period_score(content: Content) -> float:
    """How likely the column tells the period of each row, 0 to 2."""
    share = period_share(content)
    named = _PERIOD_WORDS.search(plain(content.column.label)) is not None
    return share + named if share >= MOST else 0.0


def number_share(content: Content) -> float:
    """Which part of the column is a number or a sign for none; 0 where no number is there."""
    texts = [bare_number(text) for text in content.texts]
    numeric = [is_number(text) for text in texts]
    if not any(numeric):
        return 0.0
    signs = [text in SIGNS or text in USUAL_SIGNS for text in texts]
    return content.share([n or s for n, s in zip(numeric, signs, strict=True)])


def is_number(text: str) -> bool:
    """A number with either decimal sign."""
    if len(text) > LONGEST:
        return False
    return any((cell := parse_cell(text, sign)) and cell.value is not None for sign in ",.")


def within_of(content: Content, known: KnownAreas) -> str:
    """The digits that short keys lack, where the known areas tell them; else ``""``."""
    texts = [key_text(text) for text in content.texts]
    if not known.names or not texts or content.share([is_known(t, known) for t in texts]) >= 0.5:
        return ""
    lengths = (2, 3, 5)
    starts = sorted({key[:length] for key in known.names if len(key) == 8 for length in lengths})
    shares = {start: content.share([_there(t, start, known) for t in texts]) for start in starts}
    best = max(shares, key=lambda start: (shares[start], len(start)), default="")
    return best if best and shares[best] >= MOST else ""


def is_known(text: str, known: KnownAreas) -> bool:
    """Whether the key is one of the known areas', its leading zero lost or not."""
    return text in known.names or f"0{text}" in known.names


def _there(text: str, within: str, known: KnownAreas) -> bool:
    mapping = Mapping(Layout(), "", within=within, level="gemeinde", fill_zero=True)
    return completed(text, mapping) in known.names
