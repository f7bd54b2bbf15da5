"""Words of the Bundesagentur's tables: what headings and title lines say of the values.

Only words listed here have a meaning. A heading with any other word is left with a finding,
so that "darunter Auszubildende" is never taken for all employed.
"""

import calendar
import re
from collections.abc import Iterable

from monitoring.periods import MONTHS
from monitoring.readers.genesis_web_words import SEX, age_of, folded
from monitoring.readers.periods import iso_date, parsed_period

Meaning = dict[str, object]
_EMPLOYED = r"(?:sozialversicherungspflichtig beschäftigten?|sv-beschäftigten?)(?: \(svb\))?"
_HOME, _WORK = r"(?:am|nach(?: dem)?) wohnort", r"(?:am|nach(?: dem)?) arbeitsort"
_SUBJECTS: tuple[tuple[str, Meaning], ...] = (
    (rf"{_EMPLOYED} {_HOME}", {"subject": "employed", "place": "home"}),
    (rf"{_EMPLOYED} {_WORK}", {"subject": "employed", "place": "work"}),
    (rf"(?:{_EMPLOYED}|svb)", {"subject": "employed"}),
    (r"beschäftigten?", {"people": "employed"}),
    (rf"svb {_HOME}", {"subject": "employed", "place": "home"}),
    (rf"svb {_WORK}", {"subject": "employed", "place": "work"}),
    (rf"beschäftigte {_HOME}", {"people": "employed", "place": "home"}),
    (rf"beschäftigte {_WORK}", {"people": "employed", "place": "work"}),
    (rf"(?:{_HOME}|wohnort)", {"place": "home"}),
    (rf"(?:{_WORK}|arbeitsort)", {"place": "work"}),
    (r"(?:bestand an )?arbeitslosen?", {"subject": "arbeitslose"}),
    (r"(?:bestand an )?langzeitarbeitslosen?", {"subject": "arbeitslose_langzeit"}),
    (r"leistungsberechtigte(?: \(lb\)| nach dem sgb ii)?", {"subject": "sgb2_personen"}),
    (r"kinder unter 15 jahren in bedarfsgemeinschaften", {"subject": "sgb2_kinder"}),
    (
        r"kinder(?: und jugendliche)? unter 18 jahren in bedarfsgemeinschaften",
        {"subject": "sgb2_kinder_unter_18"},
    ),
)
_EMPLOYED_BASES = {"home": "sv_beschaeftigte_wohnort", "work": "sv_beschaeftigte_arbeitsort"}
_PARTS = ("davon", "darunter", "dar.", "davon nach geschlecht", "darunter nach alter")
_NEUTRAL = (
    *_PARTS, "insgesamt", "anzahl", "absolut", "bestand", "personen", "geschlecht", "alter",
    "altersgruppen",
)  # fmt: skip
_START = re.compile(r"(?:(?:tabelle|tab\.)? ?[\d.]+:? )?(?:gemeindedaten der )?")
_BREAKDOWN = re.compile(r" (?:nach|am|in) ")
_PART = re.compile(
    r"\b(?:männer|frauen|deutsche|ausländer\w*|jugendliche|rechtskreis|langzeit\w*|\w*quoten?"
    r"|zug[aä]nge?|abg[aä]nge?|geringfügig\w*|minijob\w*|teilzeit\w*|auszubildende\w*)\b"
    r"|\bunter \d+|\d+ (?:bis|jahre)|\bsgb (?=ii\b|iii\b)"
)
_LABELS = r"(?:berichtsmonat|berichtsjahr|berichtszeitraum|stichtag|jahresdurchschnitt|jahr|monat)"
_PERIOD = re.compile(rf"(?P<label>{_LABELS})?:? ?(?P<when>.+)")
_STAND = re.compile(r"gebietsstand:? (?:am )?(?P<when>.+)")
_DAY = re.compile(r"([0-9]{1,2})\. ?(\w+) ([0-9]{4})")
_MONTH = re.compile(r"(\w{3,9})\.? ([0-9]{4})")
_IGNORED = re.compile(r"(?:datenstand|stand|erstellungsdatum|erstellt|quelle|©|zurück)\b.*")


def of_heading(words: Iterable[str]) -> Meaning | None:
    """What the headings of a column say together; None for a word or a pair that is unknown.

    "davon" and "darunter" announce a part: without a known one below them nothing is known.
    """
    told: Meaning = {}
    announced = False
    for text in words:
        meaning = of_word(text)
        if meaning is None or not _agree(told, meaning):
            return None
        told |= meaning
        announced = folded(text).rstrip(":") in _PARTS or (announced and not meaning)
    return None if announced else told


def _agree(told: Meaning, meaning: Meaning) -> bool:
    """False for two statements of a kind, unless the lower heading names a part of the upper."""
    pair = (told.get("subject"), meaning.get("subject"))
    refined = pair == ("arbeitslose", "arbeitslose_langzeit")
    return all(
        told.get(kind, value) == value or (kind == "subject" and refined)
        for kind, value in meaning.items()
    )


def of_word(text: str) -> Meaning | None:
    """What one heading says, {} if nothing that matters; None if it is unknown."""
    word = folded(text).rstrip(":")
    part, _, rest = word.partition(": ")
    if part in _PARTS and rest:
        return of_word(rest)
    if word in _NEUTRAL:
        return {}
    if word in SEX:
        return {"sex": SEX[word]}
    if age := age_of(word.replace(" - unter ", " bis unter ")):
        return {"age": age}
    if period := stated_period(word):
        return {"period": period}
    word = word.removesuffix(" insgesamt")
    return next((dict(told) for form, told in _SUBJECTS if re.fullmatch(form, word)), None)


def base_of(meaning: Meaning) -> str | None:
    """Id of the base figure that subject and place make, or None if one is lacking.

    "Beschäftigte" alone may be any kind: they are employed subject to social insurance only
    where a title or an upper heading says so.
    """
    if meaning.get("people", meaning.get("subject")) != meaning.get("subject"):
        return None
    if meaning.get("subject") == "employed":
        return _EMPLOYED_BASES.get(str(meaning.get("place")))
    return str(meaning["subject"]) if "subject" in meaning else None


def of_title(text: str) -> Meaning | None:
    """What a title line says of its table; None for a line that limits it to a part of people."""
    line = folded(text)
    what = line[match.end() :] if (match := _START.match(line)) else line
    ends = [len(what), *(found.start() for found in reversed([*_BREAKDOWN.finditer(what)]))]
    for end in ends:
        told = of_word(what[:end].removesuffix(" insgesamt"))
        if told is not None and not _PART.search(what[end:]):
            return told
    about_benefits = "grundsicherung" in line or "(sgb ii)" in line
    return {} if _IGNORED.fullmatch(line) or about_benefits or not _PART.search(line) else None


def pieces(text: str) -> list[str]:
    """Statements of a title line: "Stichtag 30.06.2023, Gebietsstand Juni 2023" are two."""
    return [part.strip() for part in re.split(r"[;,|]", folded(text)) if part.strip()]


def stated_period(piece: str) -> str | None:
    """Period of "Berichtsmonat: Dezember 2023", "Dez 2023", "2023-12" or "30. Juni 2023"."""
    match = _PERIOD.fullmatch(piece)
    return _when(match["when"]) if match else None


def has_label(piece: str) -> bool:
    """True where the piece names its period as such ("Berichtsmonat: …")."""
    match = _PERIOD.fullmatch(piece)
    return bool(match and match["label"])


def gebietsstand_in(piece: str) -> tuple[str, bool] | None:
    """ISO date of "Gebietsstand: …" and whether only its month is stated."""
    match = _STAND.fullmatch(piece)
    when = _when(match["when"]) if match else None
    if when is None or len(when) not in (7, 10):
        return None
    if len(when) == 10:
        return when, False
    year, month = int(when[:4]), int(when[5:])
    return f"{when}-{calendar.monthrange(year, month)[1]:02}", True


def _when(text: str) -> str | None:
    if match := _DAY.fullmatch(text):
        month = _month(match[2])
        return iso_date(f"{match[1]}.{month}.{match[3]}") if month else None
    if match := _MONTH.fullmatch(text):
        month = _month(match[1])
        return parsed_period(f"{match[2]}-{month:02}") if month else None
    return parsed_period(text)


def _month(word: str) -> int | None:
    """Number of a month by its name or the first three letters of it."""
    names = [name.casefold() for name in MONTHS]
    word = "mär" if word == "mrz" else word
    return next((n for n, name in enumerate(names, 1) if word in (name, name[:3])), None)
