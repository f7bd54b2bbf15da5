"""The parts of a table of the Thüringer Landesamt für Statistik: titles, headings, rows, notes.

Keys lack the Land (16) and mostly the Regierungsbezirk (0): 61001 or 061001 is the Gemeinde
16061001, 61, 061 or 61000 the Kreis 16061.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitoring.errors import InputError
from monitoring.readers.html_tables import Page, Table, read_page
from monitoring.readers.inputs import Sample

LAND = "16"
CITIES = ("51", "52", "53", "54", "55", "56")
_LAND_NAME = re.compile(r"(?:(?:Land|Freistaat) )?Thüringen(?: insgesamt)?", re.IGNORECASE)
_LEFT_NAME = re.compile(
    r"(?:VG|eG|Verwaltungsgemeinschaft|erfüllende Gemeinden?)\b.*"
    r"|(?:Kreisfreie Städte|Landkreise|Gemeinden|Verwaltungsgemeinschaften)"
    r"(?: (?:zusammen|insgesamt))?",
    re.IGNORECASE,
)
_KEY_HEAD = re.compile(r"schlüssel|kennziff|\bnr\b|nummer|\bags\b|schl\.", re.IGNORECASE)
_KREIS = r"(5[1-6]|6[1-9]|7[0-7])"
_FORMS = (
    (re.compile(rf"0?{_KREIS}(?:000)?|160{_KREIS}(?:000)?", re.ASCII), "kreis"),
    (re.compile(rf"(?:160|0)?{_KREIS}(\d{{3}})", re.ASCII), "gemeinde"),
)
_KEY = re.compile(r"\d{2,8}", re.ASCII)
_MARK = re.compile(r"(?: ?\d{1,2}\)| ?\*+\)?)+$")
_SECTION = re.compile(
    r"\b(?:männlich|weiblich|männer|frauen|insgesamt|zusammen|davon|darunter|deutsche?|ausländ\w*"
    r"|nichtdeutsche?|unter \d+|anzahl|personen|prozent|veränderung)\b|%|\b(?:19|20)\d{2}\b"
    r"|\b\d{1,3} (?:bis|[-–]|und)",
    re.IGNORECASE,
)
_LOAD_AGAIN = "Die Tabelle beim Landesamt erneut mit „XLS-Export“ laden und unverändert einlesen."
_FRONT = 4


@dataclass(frozen=True)
class Record:
    """One row: ``key`` is official; ``city`` is true for the key of a kreisfreie Stadt."""

    row: int
    key: str
    name: str
    city: bool
    values: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table taken apart; ``heads`` hold the cells above values, rows from ``first`` on."""

    name: str
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    head_row: int
    first: int
    records: tuple[Record, ...]
    left: tuple[int, ...]

    def words(self, place: int) -> tuple[str, ...]:
        """The different headings of a value column, from top to bottom."""
        return tuple(dict.fromkeys(head[place] for head in self.heads if head[place]))

    def column(self, place: int) -> str:
        """The headings of a value column as one text, for messages."""
        return f"{self.first + place + 1} ({', '.join(self.words(place))})"


def read_sheet(sample: Sample) -> Sheet:
    """Take the page apart; refuses several tables, and a table without keys."""
    page = read_page(sample)
    found = [(table, place) for table in page.tables if (place := key_place(table)) is not None]
    if len(found) != 1:
        raise _no_table(sample.name, len(found), page)
    table, place = found[0]
    return _taken_apart(sample.name, page, table, place)


def _no_table(name: str, count: int, page: Page) -> InputError:
    return InputError(
        "Die Seite enthält mehrere Tabellen mit Gebieten."
        if count
        else "Die Seite enthält keine Tabelle mit Gebietsschlüsseln und Datenzeilen.",
        file=name,
        found=f"{count or len(page.tables)} {'Tabelle' if len(page.tables) == 1 else 'Tabellen'}",
        expected="eine Tabelle, deren Kopf die Spalte der Schlüssel nennt („Schlüssel“, „Nr.“), mit"
        " Gemeinden oder Kreisen in den Zeilen",
        remedy=_LOAD_AGAIN,
    )


def key_place(table: Table) -> tuple[int, int] | None:
    """First data row and column of the keys, if the heading above says that they are keys."""
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row[:_FRONT]):
            above = [other[place] for other in table.rows[:number] if len(other) > place]
            if _KEY.fullmatch(cell) and any(_KEY_HEAD.search(text) for text in above):
                return _first_row(table, number, place), place
    return None


def _first_row(table: Table, number: int, key: int) -> int:
    """The row in which sums without a key begin above the first row with one."""
    while number > 1:
        row = table.rows[number - 1]
        is_sum = any(_LAND_NAME.fullmatch(c) or _LEFT_NAME.fullmatch(c) for c in row[:_FRONT])
        if not is_sum or len(row) <= key or _KEY_HEAD.search(row[key]) or len(set(row)) == 1:
            break
        number -= 1
    return number


def _taken_apart(name: str, page: Page, table: Table, place: tuple[int, int]) -> Sheet:
    start, key = place
    top = [(n, row) for n, row in enumerate(table.rows[:start]) if any(row)]
    heads = [(n, row) for n, row in top if len(set(row)) > 1 and not _is_numbered(row)]
    titles = [row[0] for _, row in top if len(set(row)) == 1]
    width = max(len(row) for _, row in heads)
    name_place = _name_place(table, start, key)
    first = max(key, name_place) + 1
    cells = tuple(
        tuple(_MARK.sub("", cell) for cell in (row + [""] * width)[first:width]) for _, row in heads
    )
    known = {tuple(row) for _, row in heads}
    body = [(n, r) for n, r in enumerate(table.rows) if n >= start and tuple(r) not in known]
    rows = [(n, r) for n, r in body if len(set(filter(None, r))) > 1]
    notes = [r[0] for _, r in body if len(set(filter(None, r))) == 1]
    records, left = _records(rows, key, name_place, width, name)
    _refuse_spanned(table, records, first, name)
    _refuse_sections(body, records, name)
    return Sheet(
        name,
        (*page.texts[: table.before], *titles),
        (*notes, *page.texts[table.before :]),
        cells,
        heads[-1][0] + 1,
        first,
        records,
        left,
    )


def _is_numbered(row: list[str]) -> bool:
    """True for a row that numbers the columns."""
    return all(cell.isdigit() for cell in row if cell)


def _name_place(table: Table, start: int, key: int) -> int:
    """The column of names: the first beside the keys that holds letters."""
    row = table.rows[start]
    places = [n for n, cell in enumerate(row[:_FRONT]) if n != key and re.search(r"[^\W\d_]", cell)]
    return places[0] if places else key


def _records(
    rows: list[tuple[int, list[str]]], key: int, name_place: int, width: int, file: str
) -> tuple[tuple[Record, ...], tuple[int, ...]]:
    records, left = [], []
    first = max(key, name_place) + 1
    for number, row in rows:
        if len(row) != width:
            raise InputError(
                "Die Zeile hat nicht so viele Zellen wie der Kopf der Tabelle.",
                file=file,
                row=number + 1,
                found=f"{len(row)} Zellen",
                expected=f"{width} Zellen",
                remedy=_LOAD_AGAIN,
            )
        title = _MARK.sub("", row[name_place])
        if _LEFT_NAME.fullmatch(title):
            left.append(number + 1)
            continue
        area = official_key(row[key], title)
        if area is None:
            raise _unknown_key(file, number + 1, row[key], key)
        city = area[3:] in CITIES and row[key].endswith("000")
        records.append(Record(number + 1, area, title, city, tuple(row[first:width])))
    return tuple(records), tuple(left)


def _refuse_spanned(table: Table, records: Iterable[Record], first: int, file: str) -> None:
    """Refuse a value that spans rows or columns: whose it is, is lost."""
    for record in records:
        for place, value in enumerate(record.values, start=first):
            if value and (record.row - 1, place) in table.copies:
                raise InputError(
                    "In einer Zeile mit Werten sind Zellen verbunden.",
                    file=file,
                    row=record.row,
                    column=str(place + 1),
                    found=f"{value} (reicht aus einer anderen Zelle herüber)",
                    expected="je Gebiet und Spalte eine eigene Zelle",
                    remedy=_LOAD_AGAIN,
                )


def _refuse_sections(
    body: Iterable[tuple[int, list[str]]], records: Sequence[Record], file: str
) -> None:
    """Refuse a line between the areas that divides them by sex, age or time."""
    last = records[-1].row if records else 0
    for number, row in body:
        told = " ".join(set(filter(None, row)))
        alone = len(set(filter(None, row))) == 1 and not _LEFT_NAME.fullmatch(told)
        if number + 1 < last and alone and _SECTION.search(told):
            raise InputError(
                "Die Tabelle ist durch Zwischenzeilen geteilt.",
                file=file,
                row=number + 1,
                found=told,
                expected="je Gebiet eine Zeile; Geschlecht, Alter und Zeit im Kopf der Tabelle",
                remedy=_LOAD_AGAIN,
            )


def official_key(text: str, name: str) -> str | None:
    """The official key of an area of Thüringen; None for what is none."""
    if _LAND_NAME.fullmatch(name) and (text in ("", LAND, "TH") or not text.strip("0")):
        return LAND
    for form, level in _FORMS:
        if match := form.fullmatch(text):
            kreis, *rest = (group for group in match.groups() if group)
            return f"160{kreis}{rest[0] if level == 'gemeinde' else ''}"
    return None


def _unknown_key(file: str, row: int, found: str, key: int) -> InputError:
    zero = len(found) == 4 and found.isdigit()
    return InputError(
        "Dem Gebietsschlüssel fehlt die führende Null."
        if zero
        else "Der Gebietsschlüssel hat keine bekannte Form."
        if found
        else "Der Gebietsschlüssel fehlt.",
        file=file,
        row=row,
        column=str(key + 1),
        found=found,
        expected="ein Gebiet in Thüringen: Gemeinde 5 Ziffern (61001), Kreis 2 Ziffern (61), oder"
        " der amtliche Schlüssel (16061001, 16061)",
        remedy=_LOAD_AGAIN,
    )
