"""Sheets of BBSR's Umsteigeschlüssel: headings, keys, names and numbers, and their faults."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitoring.errors import InputError
from monitoring.readers import assembly
from monitoring.readers.periods import iso_date
from monitoring.readers.values import native_cells
from monitoring.readers.workbook import Row, cell_text

TOLERANCE = 0.001
PEOPLE_TOLERANCE = 1e-6
LEVELS = {"gemeinden": "gemeinde", "kreise": "kreis"}
HEADINGS = {
    "km2": r"flächeam[\d.]+inkm²",
    "population": r"bevölkerungam\d{1,2}\.\d{1,2}\.\d{4}(?:in1\.?0+)?",
    "share_area": r"flächenproportionalerumsteigeschlüssel",
    "share_population": r"bevölkerungsproportionalerumsteigeschlüssel",
    "share_employment": r"beschäftigtenproportionalerumsteigeschlüssel",
    "employees": r"sozialvers.*beschäftigteamarbeitsort.*",
}
OPTIONAL = ("share_employment", "employees")
_HEAD_ROWS = 10
_FILLING = re.compile(r"[\s\-‐‑–\u00ad]+")
_KEY_HEADING = re.compile(r"(gemeinden|kreise)(\d.*)?")
_UNIT = re.compile(r"in(1\.?0+)$")
ORIGINAL = "Die Arbeitsmappe unverändert vom BBSR verwenden."


@dataclass(frozen=True)
class Sheet:
    """A sheet with its heading row ``head``, counted from 0."""

    file: str
    name: str
    rows: list[Row]
    head: int

    @property
    def titles(self) -> list[str]:
        return [" ".join(cell_text(cell).split()) for cell in self.rows[self.head]]

    @property
    def plain(self) -> list[str]:
        """Headings without white space and hyphens, which change from sheet to sheet."""
        return [_FILLING.sub("", title).lower() for title in self.titles]

    def fault(self, what: str, row: int, column: str, found: object, expected: str) -> InputError:
        return InputError(
            what,
            file=self.file,
            sheet=self.name,
            row=row,
            column=column,
            found=found,
            expected=expected,
            remedy=ORIGINAL,
        )


@dataclass(frozen=True)
class Span:
    """What a sheet leads from and to (ISO dates), and the positions of its columns."""

    level: str
    after: str
    until: str
    columns: dict[str, int]


def head_of(rows: list[Row]) -> int | None:
    """Row of the headings, None where no Umsteigeschlüssel stands among the first rows."""
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        if any(
            "umsteigeschlüssel" in _FILLING.sub("", cell_text(cell)).lower() for cell in row[1:]
        ):
            return number
    return None


def span_of(sheet: Sheet) -> Span:
    """Level, both Stände and the columns, all told from the headings."""
    dated, words = _key_columns(sheet)
    if len(dated) != 2 or len(words) != 1:
        raise _missing(sheet, "Gemeinden (oder Kreise) mit zwei verschiedenen Daten")
    level = LEVELS[words.pop()]
    after, until = sorted(dated)
    columns = {"from_key": dated[after], "to_key": dated[until]}
    for side, day in (("from", after), ("to", until)):
        columns[f"{side}_name"] = _required(sheet, f"{level}name{day[:4]}")
    for name, pattern in HEADINGS.items():
        if name not in OPTIONAL:
            columns[name] = _required(sheet, pattern, name)
        elif (at := place_of(sheet, pattern)) is not None:
            columns[name] = at
    return Span(level, after, until, columns)


def _key_columns(sheet: Sheet) -> tuple[dict[str, int], set[str]]:
    """Columns of keys by the day in their heading, and what the headings call the areas."""
    dated: dict[str, int] = {}
    words = set()
    for place, plain in enumerate(sheet.plain):
        if match := _KEY_HEADING.fullmatch(plain):
            day = iso_date(match[2] or "")
            if day is None:
                raise sheet.fault(
                    "In der Überschrift fehlt das Datum des Gebietsstands.",
                    sheet.head + 1,
                    sheet.titles[place],
                    sheet.titles[place],
                    "eine Überschrift wie „Gemeinden 31.12.2020“",
                )
            if day in dated:
                raise _twice(sheet, place)
            dated[day] = place
            words.add(match[1])
    return dated, words


def place_of(sheet: Sheet, pattern: str) -> int | None:
    """Position of the column whose plain heading is the pattern."""
    places = [at for at, text in enumerate(sheet.plain) if re.fullmatch(pattern, text)]
    if len(places) > 1:
        raise _twice(sheet, places[1])
    return places[0] if places else None


def _twice(sheet: Sheet, place: int) -> InputError:
    title = sheet.titles[place]
    what, expected = "Eine Spalte steht zweimal da.", "jede Spalte einmal"
    return sheet.fault(what, sheet.head + 1, title, title, expected)


def _required(sheet: Sheet, pattern: str, name: str = "") -> int:
    titles = {
        "km2": "Fläche am … in km²",
        "population": "Bevölkerung am … (auch in 100 oder in 1000)",
        "share_area": "flächenproportionaler Umsteigeschlüssel",
        "share_population": "bevölkerungsproportionaler Umsteigeschlüssel",
    }
    place = place_of(sheet, pattern)
    if place is None:
        raise _missing(sheet, titles.get(name, f"{pattern[:-4].capitalize()} {pattern[-4:]}"))
    return place


def _missing(sheet: Sheet, title: str) -> InputError:
    found = ", ".join(sheet.titles)
    return sheet.fault("Eine Spalte fehlt.", sheet.head + 1, title, found, f"die Spalte „{title}“")


def records(sheet: Sheet, span: Span) -> pd.DataFrame:
    """The filled rows with checked keys, names and numbers, by row number."""
    body = sheet.rows[sheet.head + 1 :]
    index = pd.RangeIndex(sheet.head + 2, len(sheet.rows) + 1)
    cells = pd.DataFrame(
        {name: pd.Series([row[at] for row in body], index=index, dtype=object)
         for name, at in span.columns.items()}
    )  # fmt: skip
    cells = cells[(cells != "").any(axis=1)]
    table = pd.DataFrame(index=cells.index)
    for name, at in span.columns.items():
        title = sheet.titles[at]
        if name.endswith("_key"):
            table[name] = _keys(cells[name], sheet, title, span.level)
        elif name.endswith("_name"):
            table[name] = _names(cells[name], sheet, title)
        else:
            table[name] = _numbers(cells[name], sheet, title)
    unit = _UNIT.search(sheet.plain[span.columns["population"]])
    table["population"] *= int(unit[1].replace(".", "")) if unit else 1
    _refuse_parts_of_people(table["population"], sheet, sheet.titles[span.columns["population"]])
    for name in OPTIONAL:
        table[name] = table.get(name, np.nan)
    repeated = table.duplicated(["from_key", "to_key"])
    if repeated.any():
        row, title = first_wrong(repeated), sheet.titles[span.columns["from_key"]]
        pair = " nach ".join(table.loc[[row], ["from_key", "to_key"]].to_numpy()[0])
        raise sheet.fault("Ein Übergang steht zweimal da.", row, title, pair, "eine Zeile je Paar")
    return table


def _refuse_parts_of_people(people: pd.Series, sheet: Sheet, title: str) -> None:
    wrong = (people - people.round()).abs() > PEOPLE_TOLERANCE
    if wrong.any():
        row = first_wrong(wrong)
        found = sheet.rows[row - 1][sheet.titles.index(title)]
        expected = "eine Zahl von Personen ohne die Ziffer einer Fußnote"
        raise sheet.fault("Das sind keine ganzen Personen.", row, title, found, expected)


def first_wrong(wrong: pd.Series) -> int:
    """Row number of the first mark."""
    return int(str(wrong.index[int(wrong.to_numpy().argmax())]))


def _keys(cells: pd.Series, sheet: Sheet, title: str, level: str) -> pd.Series:
    """Keys with their leading zero; a Kreis is written with three more zeros."""
    texts: pd.Series = cells.map(cell_text)
    keys = texts.str.zfill(8)
    tail = "000" if level == "kreis" else r"\d{3}"
    fits = texts.str.len().isin([7, 8]) & keys.str.fullmatch(
        rf"(?:0[1-9]|1[0-6])[0-9]{{3}}{tail}", flags=re.ASCII
    )
    if not fits.all():
        row = first_wrong(~fits)
        example = "1001000 für 01001" if level == "kreis" else "1001000 für 01001000"
        raise sheet.fault(
            "Der Gebietsschlüssel hat keine bekannte Form.",
            row,
            title,
            texts.loc[row],
            f"7 oder 8 Ziffern, etwa {example}",
        )
    return keys.str[:5] if level == "kreis" else keys


def _names(cells: pd.Series, sheet: Sheet, title: str) -> pd.Series:
    names: pd.Series = cells.map(lambda cell: " ".join(cell_text(cell).split()))
    assembly.refuse_mojibake(names, file=sheet.file, sheet=sheet.name, column=title)
    return names


def _numbers(cells: pd.Series, sheet: Sheet, title: str) -> pd.Series:
    """Numbers, NaN for an empty cell; nothing in these tables is below 0, no share above 1."""
    parsed = native_cells(cells, factor=1, file=sheet.file, sheet=sheet.name, column=title)
    numbers = pd.Series(parsed.value, index=cells.index, dtype=float)
    top = 1 + TOLERANCE if "schlüssel" in title.lower() else np.inf
    wrong = (numbers < 0) | (numbers > top)
    if wrong.any():
        row = first_wrong(wrong)
        expected = "eine Zahl von 0 bis 1" if top < np.inf else "eine Zahl ab 0"
        raise sheet.fault("Die Zahl ist nicht möglich.", row, title, numbers.loc[row], expected)
    return numbers
