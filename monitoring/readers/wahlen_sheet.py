"""The table of an election file: title, heading row, rows, and what each column counts.

Headings as the Bundeswahlleiterin writes them: "SPD - Zweitstimmen" (2025), "Z_SPD" (2021, without
a title), "SPD" in a file for one vote (2017). AGS = Land, Regierungsbezirk, Kreis, Gemeinde.
"""

import re
from dataclasses import dataclass

import pandas as pd

from monitoring.csv_text import csv_rows
from monitoring.errors import InputError
from monitoring.readers.inputs import Sample, decoded

KEY = "Statistische Kennziffer"
PARTS = {"Land": 2, "Regierungsbezirk": 1, "Kreis": 2, "Gemeinde": 3}
JOINT_LETTERS, JOINT_URN = (
    "Kennziffer Briefwahlzugehörigkeit",
    "Kennziffer Urnenwahlbezirke nach § 68 BWO",
)
_BY_WAHLKREIS = ({"Gebietsart", "Gebietsnummer", "Stimme"}, {"Nr", "Gebiet", "gehört zu"})
ELIGIBLE, VOTERS = ("Wahlberechtigte",), ("Wählende", "Wähler")
HEAD_LINES = 12
UNCHANGED = "Die Datei unverändert von der Seite der Bundeswahlleiterin laden."
# Days of the Bundestagswahlen, as announced in the Bundesgesetzblatt.
_DAYS = (
    "1990-12-02", "1994-10-16", "1998-09-27", "2002-09-22", "2005-09-18", "2009-09-27",
    "2013-09-22", "2017-09-24", "2021-09-26", "2025-02-23",
)  # fmt: skip
_TITLE = re.compile(r"Bundestagswahl\b.{0,40}?\b(\d{4})\b")
_NAMED = re.compile(r"btw(?:20)?(\d{2})(?!\d)", re.IGNORECASE)
_OTHER = re.compile(r"wahl\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(.+?)\s+-\s+(Erst|Zweit)stimmen")
_PREFIX = re.compile(r"([EZ])_(.+)")
_VOTES = {"Erst": "erst", "Zweit": "zweit", "E": "erst", "Z": "zweit"}
_NAMES = re.compile(
    r"Wahlkreis|Land|Regierungsbezirk|Kreis|Verbandsgemeinde|Gemeinde ?(?:[Nn]ame)?|Gemeindename"
    r"|Wahlbezirk|Bezirksart|Kennziffer .*|Statistische Kennziffer|Kreisfreie Stadt .*"
    r"|Ungekürzte .*|Bezeichnung .*|(?:Wahlberechtigte|Wählende|Wähler)\b.*"
)


@dataclass(frozen=True)
class Column:
    """A heading: ``title`` without the words for the vote; ``vote`` erst, zweit or None."""

    place: int
    heading: str
    title: str
    vote: str | None


@dataclass(frozen=True)
class Results:
    """An election file: ``table`` holds texts by heading, indexed by row number.

    ``from_name`` is true where the election or the vote is told by the file's name alone.
    """

    name: str
    year: str
    day: str
    head_row: int
    table: pd.DataFrame
    columns: tuple[Column, ...]
    from_name: bool

    @property
    def by_district(self) -> bool:
        """True where rows are Wahlbezirke, false where they are Kreise."""
        return KEY not in self.table


def is_heading(cells: list[str]) -> bool:
    """True for the heading row of results by Kreis or by Wahlbezirk."""
    found = {cell.strip().strip('"') for cell in cells}
    eligible = any(cell.startswith(ELIGIBLE) for cell in found)
    return eligible and (KEY in found or {"Land", "Kreis", "Gemeinde"} <= found)


def is_by_wahlkreis(cells: list[str]) -> bool:
    """True for the heading of kerg.csv and kerg2.csv: Wahlkreise, which are no areas of ours."""
    found = {cell.strip().strip('"') for cell in cells}
    return any(names <= found for names in _BY_WAHLKREIS)


def counts(heading: str, words: tuple[str, ...]) -> bool:
    """True for the column of all Wahlberechtigte (A) or Wählende (B), false for a part of them."""
    return re.sub(r" \([AB]\)$", "", heading) in words


def read_results(sample: Sample) -> Results:
    """Take the file apart; refuses another election, unknown headings and ragged rows."""
    text, _ = decoded(sample, ("utf-8", "cp1252"))
    rows = [
        (number, [" ".join(cell.split()) for cell in cells])
        for number, cells in csv_rows(text, sample.name, UNCHANGED)
    ]
    start = next((n for n, (_, cells) in enumerate(rows[:HEAD_LINES]) if is_heading(cells)), None)
    if start is None:
        by_wahlkreis = any(is_by_wahlkreis(cells) for _, cells in rows[:HEAD_LINES])
        raise _wahlkreise(sample.name) if by_wahlkreis else _no_heading(sample.name)
    notes = " ".join(cell for _, cells in rows[:start] for cell in cells if cell)
    head_row, heads = rows[start]
    while heads and not heads[-1]:
        heads.pop()
    day = _election(notes, sample.name)
    vote = _only_vote(notes) or _only_vote(sample.name)
    columns = _columns(heads, vote, head_row, sample.name)
    table = _table(heads, rows[start + 1 :], sample.name)
    marked = all(c.heading != c.title for c in columns if c.vote)
    from_name = not _TITLE.search(notes) or not (marked or _only_vote(notes))
    return Results(sample.name, day[:4], day, head_row, table, columns, from_name)


def _wahlkreise(name: str) -> InputError:
    return InputError(
        "Die Datei enthält Ergebnisse für Wahlkreise; Wahlkreise werden nicht geführt.",
        file=name,
        found="eine Zeile je Wahlkreis (kerg oder kerg2)",
        expected="eine Zeile je Kreis oder je Wahlbezirk",
        remedy="Die Ergebnisse nach kreisfreien Städten und Landkreisen (btw2025kreis.csv) oder"
        " nach Wahlbezirken laden.",
    )


def _no_heading(name: str) -> InputError:
    return InputError(
        "Die Kopfzeile der Wahlergebnisse fehlt.",
        file=name,
        found=f"keine Kopfzeile in den ersten {HEAD_LINES} Zeilen",
        expected=f"eine Zeile mit „{KEY}“ oder Land, Kreis, Gemeinde und mit Wahlberechtigten",
        remedy=UNCHANGED,
    )


def _election(notes: str, name: str) -> str:
    """The day of the Bundestagswahl of the title, or of the file's name where there is no title."""
    match = _TITLE.search(notes)
    year = match[1] if match else ""
    if not year and not _OTHER.search(notes) and (named := _NAMED.search(name)):
        year = f"{'19' if named[1] >= '90' else '20'}{named[1]}"
    if day := next((day for day in _DAYS if year and day.startswith(year)), None):
        return day
    raise InputError(
        "Die Datei nennt keine Bundestagswahl, deren Wahltag bekannt ist.",
        file=name,
        row=1,
        found=notes or "kein Titel",
        expected=f"über der Kopfzeile „Bundestagswahl“ mit Jahr ({_DAYS[0][:4]} bis"
        f" {_DAYS[-1][:4]}), sonst ein Dateiname wie btw21_wbz_ergebnisse.csv",
        remedy=f"{UNCHANGED} Andere Wahlen führt der Katalog nicht.",
    )


def _only_vote(text: str) -> str | None:
    """The vote that a title or name speaks of, None if it speaks of none or both."""
    named = {word for word in ("erst", "zweit") if f"{word}stimme" in text.casefold()}
    return named.pop() if len(named) == 1 else None


def _columns(heads: list[str], only: str | None, row: int, name: str) -> tuple[Column, ...]:
    columns = []
    for place, heading in enumerate(heads):
        title, vote = heading, None
        if match := _SUFFIX.fullmatch(heading):
            title, vote = match[1], _VOTES[match[2]]
        elif match := _PREFIX.fullmatch(heading):
            title, vote = match[2], _VOTES[match[1]]
        elif not _NAMES.fullmatch(heading):
            vote = only
            if not heading or only is None:
                raise _unknown(heading, place, row, name)
        columns.append(Column(place, heading, title, vote))
    _check_once(heads, row, name)
    for wanted in (ELIGIBLE, VOTERS):
        if not any(counts(heading, wanted) for heading in heads):
            raise InputError(
                f"Die Spalte „{wanted[0]}“ fehlt.",
                file=name,
                row=row,
                found=", ".join(heads[:12]),
                expected="Wahlberechtigte (A) und Wählende (B)",
                remedy=UNCHANGED,
            )
    return tuple(columns)


def _unknown(heading: str, place: int, row: int, name: str) -> InputError:
    return InputError(
        "Die Überschrift sagt nicht, was gezählt wird.",
        file=name,
        row=row,
        column=str(place + 1),
        found=heading or "eine leere Zelle",
        expected="eine Partei mit Erststimmen oder Zweitstimmen, etwa „SPD - Zweitstimmen“ oder"
        " „Z_SPD“, oder ein Titel oder Dateiname, der eine der Stimmen nennt",
        remedy=UNCHANGED,
    )


def _check_once(heads: list[str], row: int, name: str) -> None:
    for place, heading in enumerate(heads):
        if heading in heads[:place]:
            raise InputError(
                "Die Spalte steht doppelt in der Kopfzeile.",
                file=name,
                row=row,
                column=str(place + 1),
                found=heading,
                expected="jede Überschrift einmal",
                remedy=UNCHANGED,
            )


def _table(heads: list[str], rows: list[tuple[int, list[str]]], name: str) -> pd.DataFrame:
    width = len(heads)
    kept = [(number, cells) for number, cells in rows if any(cells)]
    for number, cells in kept:
        if len(cells) < width or any(cells[width:]):
            raise InputError(
                "Die Zeile hat nicht so viele Zellen wie die Kopfzeile.",
                file=name,
                row=number,
                found=f"{len(cells)} Zellen",
                expected=f"{width} Zellen",
                remedy=UNCHANGED,
            )
    if not kept:
        raise InputError(
            "Die Datei enthält keine Datenzeilen.",
            file=name,
            found="nur die Kopfzeile",
            expected="mindestens ein Kreis oder Wahlbezirk",
            remedy=UNCHANGED,
        )
    index = [number for number, _ in kept]
    return pd.DataFrame([cells[:width] for _, cells in kept], columns=heads, index=index).astype(
        object
    )
