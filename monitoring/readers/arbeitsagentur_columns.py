"""Which columns of the Bundesagentur's tables are which base figure, for which day."""

import re
from dataclasses import dataclass

from monitoring.catalogue.model import ALL_AGES, Age, BaseFigure, Catalogue
from monitoring.errors import InputError
from monitoring.periods import spoken
from monitoring.readers import arbeitsagentur_words as words
from monitoring.readers import values
from monitoring.readers.arbeitsagentur_sheet import Column, Place, Table, lines_of
from monitoring.readers.arbeitsagentur_words import Meaning
from monitoring.readers.contract import Finding
from monitoring.readers.workbook import Workbook

_OTHER_REGION = re.compile(r"jobcenter|träger|agentur|geschäftsstelle", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """What title lines say; ``partial`` is the line that limits a table, or None."""

    meaning: Meaning
    period: str | None = None
    stand: str | None = None
    only_month: bool = False
    partial: Place | None = None


@dataclass(frozen=True)
class Measure:
    """A column whose values are one base figure; ``stated`` is the time as the file has it."""

    column: Column
    base: BaseFigure
    stated: str
    period: str
    sex: str
    age: Age


def of_cover(book: Workbook, sheets: list[str], file: str) -> Told:
    """Period and Gebietsstand that sheets without areas state by name."""
    named = []
    for sheet in sheets:
        for line in lines_of(book.rows(sheet)):
            found = [piece for piece in words.pieces(line.text) if _is_named(piece)]
            named += [(Place(piece, line.row, line.column), sheet) for piece in found]
    told = Told({})
    for place, sheet in named:
        told = _with_statement(told, place, file, sheet)
    return told


def _is_named(piece: str) -> bool:
    return words.gebietsstand_in(piece) is not None or (
        words.has_label(piece) and words.stated_period(piece) is not None
    )


def of_notes(table: Table) -> Told:
    """What the lines above the headings say of the whole table."""
    pieces = [
        Place(piece, note.row, note.column)
        for note in table.notes
        for piece in words.pieces(note.text)
    ]
    named = any(words.has_label(piece.text) for piece in pieces if _is_named(piece.text))
    told = Told({}, partial=next(iter(_other_regions(table)), None))
    for piece in pieces:
        bare = not _is_named(piece.text) and words.stated_period(piece.text) is not None
        if bare and named:
            continue
        if bare or _is_named(piece.text):
            told = _with_statement(told, piece, table.file, table.sheet)
            continue
        meaning = words.of_title(piece.text)
        partial = told.partial or (piece if meaning is None else None)
        told = Told(
            told.meaning | (meaning or {}), told.period, told.stand, told.only_month, partial
        )
    return told


def _other_regions(table: Table) -> list[Place]:
    return [place for place in table.region if _OTHER_REGION.search(place.text)]


def _with_statement(told: Told, place: Place, file: str, sheet: str) -> Told:
    """A period or Gebietsstand added; a second one that differs is refused."""
    stand = words.gebietsstand_in(place.text)
    if stand is not None:
        _refuse_second(told.stand, stand[0], "Gebietsstände", place, (file, sheet))
        return Told(told.meaning, told.period, *stand, told.partial)
    period = words.stated_period(place.text)
    _refuse_second(told.period, period, "Berichtszeiten", place, (file, sheet))
    return Told(told.meaning, period, told.stand, told.only_month, told.partial)


def _refuse_second(
    old: str | None, new: str | None, what: str, place: Place, at: tuple[str, str]
) -> None:
    if old not in (None, new):
        raise InputError(
            f"Über der Tabelle stehen zwei verschiedene {what}.",
            file=at[0],
            sheet=at[1],
            row=place.row + 1,
            found=f"{old} und {new}",
            expected="eine Angabe",
            remedy="Die Originaldatei der Bundesagentur unverändert verwenden.",
        )


def measures(
    table: Table, told: Told, cover: Told, catalogue: Catalogue
) -> tuple[list[Measure], list[Column]]:
    """Columns that are base figures, and those whose headings say something else."""
    found, left = [], []
    for column in table.columns:
        meaning = None if column.loose else _meaning(column, told.meaning)
        name = words.base_of(meaning) if meaning else None
        base = catalogue.base_figures.get(name or "")
        if meaning is None or base is None or _is_average(base, table, column):
            left.append(column)
            continue
        period = str(meaning.get("period") or told.period or cover.period or "")
        if not period:
            raise _undated(table, column)
        age = meaning.get("age", ALL_AGES)
        assert isinstance(age, tuple)
        sex = str(meaning.get("sex", "total"))
        found.append(Measure(column, base, period, dated(base, period), sex, age))
    return found, left


def _is_average(base: BaseFigure, table: Table, column: Column) -> bool:
    """True for an average of months where the catalogue keeps the figure of a day."""
    said = (place.text.casefold() for place in (*table.notes, *column.words))
    return base.period == "reference_date" and any("durchschnitt" in text for text in said)


def _meaning(column: Column, title: Meaning) -> Meaning | None:
    """Title and headings together; a subject in the headings goes before the title's."""
    own = words.of_heading(place.text for place in column.words)
    if own is None:
        return None
    shared = {kind: value for kind, value in title.items() if kind not in ("subject", "place")}
    if "subject" not in own or own["subject"] == title.get("subject"):
        shared = title
    if any(own.get(kind, value) != value for kind, value in shared.items()):
        return None
    return shared | own


def dated(base: BaseFigure, period: str) -> str:
    """The Stichtag of the catalogue for a year, or for the month it lies in."""
    day = base.reference_day
    if len(period) == 7 and base.period == "reference_date" and day and period[5:] == day[:2]:
        return f"{period[:4]}-{day}"
    return values.period_of(base, period)


def left_finding(table: Table, column: Column) -> Finding:
    """What is said of a column that was not taken over."""
    title = " – ".join(place.text for place in column.words)
    why = (
        "steht nicht erkennbar unter einer Gruppe (Überschrift nicht verbunden)"
        if column.loose
        else "ist keine Grundzahl des Katalogs"
    )
    last = column.words[-1]
    return Finding(
        "left_column",
        f"Die Spalte „{title}“ {why} und wurde nicht übernommen.",
        place=table.place(last.row, last.column),
    )


def dated_findings(table: Table, found: list[Measure]) -> list[Finding]:
    """A finding for each base figure whose time was read as a Stichtag, or is no whole year."""
    days = {m.base.title: (m.stated, m.period) for m in found if m.stated != m.period}
    months = dict.fromkeys(m.base.title for m in found if _is_month_of_a_year(m))
    as_day = [
        Finding(
            "time_as_reference_date",
            f"„{title}“: {spoken(stated)} gilt als Stichtag {spoken(day)} (Festlegung im Katalog).",
            place=table.sheet,
        )
        for title, (stated, day) in days.items()
    ]
    beside = [
        Finding(
            "month_beside_year",
            f"„{title}“ führt der Katalog als Jahreswert; die Werte eines Monats stehen daneben.",
            place=table.sheet,
        )
        for title in months
    ]
    return as_day + beside


def _is_month_of_a_year(measure: Measure) -> bool:
    return measure.base.period == "year" and len(measure.period) == 7


def _undated(table: Table, column: Column) -> InputError:
    place = column.words[0]
    return InputError(
        "Für die Werte ist keine Zeit angegeben.",
        file=table.file,
        sheet=table.sheet,
        row=place.row + 1,
        found="; ".join(note.text for note in table.notes) or "keine Titelzeile",
        expected="„Berichtsmonat: Dezember 2023“, „Stichtag: 30.06.2023“ oder „Berichtsjahr: 2023“",
        remedy="Die Originaldatei mit Titelzeilen und Deckblatt verwenden.",
    )
