"""Words of a table of the TLS: what titles and headings say of measure, time, sex, age and unit."""

import dataclasses
import difflib
import re
from dataclasses import dataclass
from decimal import Decimal

from monitoring.catalogue.model import ALL_AGES, Age, Catalogue
from monitoring.errors import InputError
from monitoring.readers import genesis_codes
from monitoring.readers.genesis_codes import Unit
from monitoring.readers.genesis_web_words import age_of, folded
from monitoring.readers.periods import iso_date, parsed_period
from monitoring.readers.tls_sheet import Sheet

# What the office calls a base figure besides its title in the catalogue.
_MEASURES = {
    "bevölkerung": "bevoelkerung",
    "bevölkerung insgesamt": "bevoelkerung",
    "bevölkerungsstand": "bevoelkerung",
    "einwohner": "bevoelkerung",
    "fläche": "flaeche",
    "gebietsfläche": "flaeche",
    "lebendgeborene": "geburten",
    "gestorbene": "sterbefaelle",
}
_SEX = {"männlich": "male", "männer": "male", "weiblich": "female", "frauen": "female"}
_AXES = ("insgesamt", "davon", "und zwar", "geschlecht", "jahr", "stichtag", "merkmal", "alter")
_FRAME = re.compile(r"(?:davon )?im alter von (?:\.{2,3}|…) bis unter (?:\.{2,3}|…) jahren?")
_BAND = re.compile(r"(\d{1,3}) ?[-–] ?(\d{1,3})")
_UNDER = re.compile(r"unter (\d{1,3})")
_OPEN = re.compile(r"(\d{1,3}) und (?:mehr|älter)")
_HUNDRED = re.compile(r"100 (m²|m2|qm)")
_STAND = re.compile(
    r"\b\w*stand:?\s*(?:am\s*)?[\d.]+|\b(?:erstellt|abruf\w*|datum)\b.*", re.IGNORECASE
)
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_BY = r"(?:geschlecht|alter|altersgruppen|gemeinden|kreisen|jahren)"
_TITLE = re.compile(
    rf"(?P<measure>.+?)(?: (?:der|in den) (?:gemeinden|kreise|kreisen))?(?: nach {_BY}"
    rf"(?:(?:,| und) {_BY})*)?(?: (?:am |ab )?(?:[\d.]{{4,10}}))?(?: in thüringen)?"
)
_DIVIDING = re.compile(
    r"\b(?:männlich\w*|weiblich\w*|frauen|männer|deutsche\w*|ausländ\w*|nichtdeutsche\w*|darunter)\b"
    r"|\b\d+ (?:bis|jahre|und mehr)\b|\bunter \d+\b"
)
_KIND_TITLES = {"measure": "Merkmal", "period": "Zeit", "sex": "Geschlecht", "age": "Alter",
                "unit": "Einheit"}  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """What is said of the values of a column; None for what is not said."""

    measure: str | None = None
    period: str | None = None
    sex: str | None = None
    age: Age | None = None
    unit: Unit | None = None


def measures_of(catalogue: Catalogue) -> dict[str, str]:
    """Base figures by the words that may name them."""
    titles = {folded(base.title): base.id for base in catalogue.base_figures.values()}
    words = {word: base for word, base in _MEASURES.items() if base in catalogue.base_figures}
    return titles | words


def of_titles(sheet: Sheet, measures: dict[str, str]) -> Meaning:
    """What the lines above the table say for all columns; what divides must be understood."""
    meaning, dates, years = Meaning(), set(), set()
    for title in sheet.titles:
        text = folded(_STAND.sub("", title))
        match = _TITLE.fullmatch(text)
        measure = measures.get(match["measure"]) if match else None
        if measure is None and _DIVIDING.search(text):
            raise unknown(sheet, title, "1", measures, row=1)
        if measure:
            meaning = joined(meaning, Meaning(measure=measure), sheet, "Titel")
        dates |= {date for found in _DATE.findall(text) if (date := iso_date(found))}
        years |= set(_YEAR.findall(_DATE.sub("", text)))
    times = dates or years
    return dataclasses.replace(meaning, period=times.pop() if len(times) == 1 else None)


def of_column(sheet: Sheet, place: int, measures: dict[str, str]) -> Meaning:
    """What the headings of a value column say together; an unknown heading is refused."""
    words = sheet.words(place)
    if not words:
        raise unknown(sheet, "keine Überschrift", sheet.column(place), measures, row=sheet.head_row)
    framed = any(_FRAME.fullmatch(folded(word)) for word in words)
    meaning = Meaning()
    for word in words:
        said = _said(folded(word), measures, framed=framed)
        if said is None:
            raise unknown(sheet, word, sheet.column(place), measures, row=sheet.head_row)
        meaning = joined(meaning, said, sheet, sheet.column(place))
    return meaning


def _said(word: str, measures: dict[str, str], *, framed: bool) -> Meaning | None:
    if word in _AXES or _FRAME.fullmatch(word):
        return Meaning(age=ALL_AGES) if word == "insgesamt" and framed else Meaning()
    if word in measures:
        return Meaning(measure=measures[word])
    if word in _SEX:
        return Meaning(sex=_SEX[word])
    if age := age_of(word) or (_framed_age(word) if framed else None):
        return Meaning(age=age)
    if period := parsed_period(word.removeprefix("am ").removeprefix("stichtag ")):
        return Meaning(period=period)
    return _with_unit(word, measures)


def _framed_age(word: str) -> Age | None:
    """Ages of "6 - 15", which under "von ... bis unter ..." ends with 14."""
    if match := _UNDER.fullmatch(word):
        return (0, int(match[1]) - 1) if int(match[1]) else None
    if match := _OPEN.fullmatch(word):
        return int(match[1]), None
    match = _BAND.fullmatch(word)
    lower, upper = (int(match[1]), int(match[2])) if match else (0, 0)
    return (lower, upper - 1) if lower < upper else None


def _with_unit(word: str, measures: dict[str, str]) -> Meaning | None:
    if unit := _unit(word):
        return Meaning(unit=unit)
    match = re.fullmatch(r"(.+?),? (?:\(([^()]*)\)|in (.+))", word)
    unit = _unit(match[2] or match[3]) if match else None
    if match and unit and match[1] in measures:
        return Meaning(measure=measures[match[1]], unit=unit)
    return None


def _unit(word: str) -> Unit | None:
    if match := _HUNDRED.fullmatch(word):
        return Unit(
            "m²",
            Decimal(100) * (genesis_codes.parsed_unit(match[1]) or Unit("", Decimal(1))).factor,
        )
    return genesis_codes.parsed_unit(word) if word else None


def joined(one: Meaning, other: Meaning, sheet: Sheet, column: str) -> Meaning:
    """Both together; two different statements of a kind are refused."""
    told = {}
    for kind, title in _KIND_TITLES.items():
        first, second = getattr(one, kind), getattr(other, kind)
        if first is not None and second is not None and first != second:
            raise InputError(
                f"Zwei Angaben zu einer Spalte widersprechen sich: {title}.",
                file=sheet.name,
                row=sheet.head_row,
                column=column,
                found=f"{first} und {second}",
                expected=f"je Spalte eine Angabe für {title}",
                remedy="Die Tabelle beim Landesamt erneut laden.",
            )
        told[kind] = first if first is not None else second
    return Meaning(**told)


def unknown(
    sheet: Sheet, word: str, column: str, measures: dict[str, str], *, row: int
) -> InputError:
    """The error for a heading nobody knows, with the titles that come near."""
    near = difflib.get_close_matches(folded(word), measures, n=3, cutoff=0.5)
    hint = f"; ähnlich: {', '.join(near)}" if near else ""
    return InputError(
        "Die Überschrift ist weder ein Merkmal des Katalogs noch Zeit, Geschlecht, Alter oder"
        " Einheit.",
        file=sheet.name,
        row=row,
        column=column,
        found=word,
        expected=f"ein Titel einer Grundzahl, Geschlecht, Alter oder Zeit{hint}",
        remedy="Die Tabelle beim Landesamt ohne diese Merkmale laden oder die Zahlen in eine eigene"
        " Tabelle übernehmen.",
    )
