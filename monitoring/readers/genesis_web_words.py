"""Words of a web table of GENESIS: what a heading says of measure, period, sex, age and unit."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.readers import genesis_codes
from monitoring.readers.genesis_codes import Unit
from monitoring.readers.genesis_web_sheet import Line, Sheet
from monitoring.readers.periods import iso_date, parsed_period

Meaning = dict[str, object]
TABLE = re.compile(r'"?(?:GENESIS-)?Tabelle:\s*(\d{5})[\w-]*')
# A base figure named here is taken from these statistics only, whatever its title.
_MEASURES = {
    ("12411", "bevölkerungsstand"): "bevoelkerung",
    ("12411", "bevölkerung"): "bevoelkerung",
    ("12612", "lebendgeborene"): "geburten",
    ("12613", "gestorbene"): "sterbefaelle",
    ("13211", "arbeitslose"): "arbeitslose",
}
_AXES = (
    "insgesamt", "zusammen", "stichtag", "jahr", "jahre", "zeit", "geschlecht", "nationalität",
    "alter", "altersgruppen", "altersjahre",
)  # fmt: skip
SEX = {"männlich": "male", "männer": "male", "weiblich": "female", "frauen": "female"}
_NATION = {
    "deutsche": "german",
    "ausländer": "foreign",
    "ausländer/-innen": "foreign",
    "ausländerinnen und ausländer": "foreign",
}
_UNDER = re.compile(r"unter (\d{1,3}) jahre?n?")
_CLASS = re.compile(r"(\d{1,3}) bis unter (\d{1,3}) jahren?")
_OPEN = re.compile(r"(\d{1,3}) jahre und (?:mehr|älter)")
_SINGLE = re.compile(r"(\d{1,3}) jahre?")
_BY = r"(?:geschlecht|alter|altersgruppen|altersjahren|nationalität|kreisen?|gemeinden|stichtag)"
_TITLE = re.compile(
    rf"(?P<measure>.+?)(?: nach {_BY}(?:(?:,| und) {_BY})*)?(?: \((?P<unit>[^()]*)\))?"
    r"(?:\s*- (?:stichtag|jahressumme|jahresdurchschnitt|regionale tiefe)\b.*)?"
)
_STICHTAG = re.compile(r"stichtag:? (?:am )?(\d{1,2}\.\d{1,2}\.\d{4})")
_DIVIDING = re.compile(r"\b(?:männlich|weiblich|deutsche|ausländer)\b|\b\d+ (?:bis|jahre)\b")
_NO_UNIT = re.compile(r".*/|durchschnitt|jahre")
_KIND_TITLES = {
    "measure": "Merkmal",
    "period": "Zeit",
    "sex": "Geschlecht",
    "age": "Alter",
    "nation": "Nationalität",
    "unit": "Einheit",
}


def folded(text: str) -> str:
    """The text without differences of case and white space."""
    return " ".join(text.split()).casefold()


def age_of(word: str) -> tuple[int, int | None] | None:
    """Ages (from, to) of "3 bis unter 6 Jahre"; None for what is no age."""
    word = folded(word)
    if match := _UNDER.fullmatch(word):
        return (0, int(match[1]) - 1) if int(match[1]) else None
    if match := _CLASS.fullmatch(word):
        lower, upper = int(match[1]), int(match[2])
        return (lower, upper - 1) if lower < upper else None
    if match := _OPEN.fullmatch(word):
        return int(match[1]), None
    match = _SINGLE.fullmatch(word)
    return (int(match[1]), int(match[1])) if match else None


def _unit(word: str) -> Unit | None:
    """The unit; words that are only taken for one by a slash or ending are none."""
    return None if _NO_UNIT.match(word) else genesis_codes.parsed_unit(word)


@dataclass(frozen=True)
class Reading:
    """How words are read in one table: its statistic, and the titles it may use."""

    statistic: str
    titles: dict[str, str]

    def word(self, text: str) -> Meaning | None:
        """What a heading says, {} if nothing that matters; None if it is unknown."""
        word = folded(text)
        if not word or word in _AXES:
            return {}
        for kind, table in (("sex", SEX), ("nation", _NATION), ("measure", self.titles)):
            if word in table:
                return {kind: table[word]}
        if age := age_of(word):
            return {"age": age}
        if period := parsed_period(word):
            return {"period": period}
        return self._with_unit(word)

    def _with_unit(self, word: str) -> Meaning | None:
        if unit := _unit(word):
            return {"unit": unit}
        match = re.fullmatch(r"(.+?) \(([^()]*)\)", word)
        unit = _unit(match[2]) if match else None
        if match and unit and match[1] in self.titles:
            return {"measure": self.titles[match[1]], "unit": unit}
        return None

    def title(self, text: str) -> Meaning:
        """What a title line says of measure and unit."""
        match = _TITLE.fullmatch(folded(text))
        if not match or match["measure"] not in self.titles:
            return {}
        meaning: Meaning = {"measure": self.titles[match["measure"]]}
        unit = _unit(match["unit"]) if match["unit"] else None
        return meaning | ({"unit": unit} if unit else {})


def reading(sheet: Sheet, catalogue: Catalogue) -> Reading:
    """The words this table may use; base figures tied to a statistic only in theirs."""
    found = (TABLE.match(note.cells[0]) for note in sheet.notes)
    statistic = next((match[1] for match in found if match), "")
    tied = set(_MEASURES.values())
    titles = {
        folded(base.title): base.id
        for base in catalogue.base_figures.values()
        if base.id not in tied
    }
    mine = {
        words: base
        for (number, words), base in _MEASURES.items()
        if number == statistic and base in catalogue.base_figures
    }
    return Reading(statistic, titles | mine)


def of_notes(sheet: Sheet, words: Reading) -> Meaning:
    """What the lines at the top say for the whole table."""
    told: Meaning = {}
    for note in sheet.notes:
        text = note.cells[0]
        # A date alone in its line belongs to the rows below it, which hold it already.
        if TABLE.match(text) or parsed_period(text):
            continue
        meaning = _of_note(text, words)
        if not meaning and _DIVIDING.search(folded(text)):
            raise unknown(sheet, note, "1", [text], words)
        told = joined([told, meaning], sheet, note.row, "1")
    return told


def _of_note(text: str, words: Reading) -> Meaning:
    axis, colon, value = text.partition(":")
    if colon and folded(axis) in _AXES and (meaning := words.word(value)):
        return meaning
    meaning = words.word(text) or words.title(text)
    stichtag = _STICHTAG.search(folded(text))
    date = iso_date(stichtag[1]) if stichtag else None
    return meaning | ({"period": date} if date else {})


def of_words(
    cells: Iterable[tuple[int, str]], sheet: Sheet, column: str, words: Reading
) -> Meaning:
    """What several headings (row, text) say together."""
    told: Meaning = {}
    for row, text in cells:
        meaning = words.word(text)
        if meaning is None:
            raise unknown(sheet, Line(row, (text,)), column, _all_unknown(sheet, words), words)
        told = joined([told, meaning], sheet, row, column)
    return told


def joined(meanings: list[Meaning], sheet: Sheet, row: int, column: str) -> Meaning:
    """All that is said of one value; two different statements of a kind are refused."""
    told: Meaning = {}
    for meaning in meanings:
        for kind, value in meaning.items():
            if told.setdefault(kind, value) != value:
                raise InputError(
                    f"Zwei Angaben zu einem Wert widersprechen sich: {_KIND_TITLES[kind]}.",
                    file=sheet.name,
                    row=row,
                    column=column,
                    found=f"{told[kind]} und {value}",
                    expected=f"je Wert eine Angabe für {_KIND_TITLES[kind]}",
                    remedy="Die Tabelle unverändert herunterladen.",
                )
    return told


def period_in(meaning: Meaning, sheet: Sheet, row: int, column: str) -> str:
    """The period of a value; a value without one is refused."""
    if period := meaning.get("period"):
        return str(period)
    raise InputError(
        "Für die Werte ist keine Zeit angegeben.",
        file=sheet.name,
        row=row,
        column=column,
        found="weder Stichtag noch Jahr",
        expected="ein Stichtag oder Jahr in Kopf, Zeile oder Titel",
        remedy="Die Tabelle mit der Zeitangabe herunterladen.",
    )


def _all_unknown(sheet: Sheet, words: Reading) -> list[str]:
    cells = [cell for head in sheet.heads for cell in head.cells]
    cells += [label for record in sheet.records for label in record.labels]
    return [cell for cell in dict.fromkeys(cells) if words.word(cell) is None]


def unknown(sheet: Sheet, line: Line, column: str, found: list[str], words: Reading) -> InputError:
    """The error for headings nobody knows, with the titles that come near."""
    near = [
        title
        for text in found
        for title in difflib.get_close_matches(folded(text), words.titles, n=3, cutoff=0.5)
    ]
    hint = f"; ähnlich: {', '.join(dict.fromkeys(near))}" if near else ""
    return InputError(
        "Die Überschrift ist weder ein Merkmal des Katalogs noch Zeit, Geschlecht, Alter oder"
        " Einheit.",
        file=sheet.name,
        row=line.row,
        column=column,
        found=", ".join(found),
        expected=f"ein Titel einer Grundzahl, Geschlecht, Alter oder Zeit{hint}",
        remedy="Die Tabelle ohne diese Gliederung herunterladen oder das Merkmal als Flatfile-CSV"
        f" (genesis_flat) laden. Statistik der Tabelle: {words.statistic or 'nicht genannt'}.",
    )
