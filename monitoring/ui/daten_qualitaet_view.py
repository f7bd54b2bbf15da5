"""Tables and documents of the part Verfügbarkeit und Qualität of the page Daten."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from monitoring.analysis.freshness import freshness
from monitoring.areas import LEVEL_TITLES, Level
from monitoring.figures import AVAILABLE_MARK, ESTIMATED_MARK, STATUS_MARKS, Status, number
from monitoring.periods import spoken, today, year_of
from monitoring.queries import quality as asked
from monitoring.queries import selection as asked_selection
from monitoring.reports.view import Cell, Column, Table, figure_cell, text_cell
from monitoring.ui.cached import kept, table
from monitoring.ui.daten_view import view_maker
from monitoring.ui.takeaway import Maker
from monitoring.workspace.answers import QUESTIONS, Answers

STATES = {
    "available": (AVAILABLE_MARK, "verfügbar"),
    "estimated": (ESTIMATED_MARK, "geschätzt"),
    "suppressed": (STATUS_MARKS[Status.SUPPRESSED], "geheim"),
    "not_comparable": (STATUS_MARKS[Status.NOT_COMPARABLE], "nicht vergleichbar"),
    "missing": (STATUS_MARKS[Status.MISSING], "ohne Angabe"),
}
RHYTHMS = {
    "yearly": "jährlich",
    "half_yearly": "halbjährlich",
    "quarterly": "vierteljährlich",
    "monthly": "monatlich",
}
QUESTION_WORDS = {
    "collected": "Erhoben",
    "evaluated": "Ausgewertet",
    "decided": "Für Entscheidungen",
}
ANSWER_WORDS = {True: "ja", False: "nein", None: "offen"}
NO_BREAK = "\u00a0"
Matrix = tuple[Table, list[list[str]]]


def matrix(level: str) -> Matrix:
    """:func:`_matrix`, made once for a release."""
    return kept(f"quality_matrix|{level}", lambda: _matrix(level))


def _matrix(level: str) -> Matrix:
    """Indicators of a level by topic, a column for each year, newest first, and the colours.

    A cell tells the number of areas for each state, one a line; where an indicator has
    several periods in a year, of all of them. It is empty where nothing was delivered.
    """
    frame = table(asked.availability_matrix, level=level)
    years = sorted({year_of(period) for period in frame["period"]}, reverse=True)
    counts = frame.assign(year=frame["period"].map(year_of))
    cells = {
        key: line.tolist()
        for key, line in counts.groupby(["indicator", "year"])[list(STATES)].sum().iterrows()
    }
    columns = (Column("title", "Indikator"), *(Column(str(year), str(year)) for year in years))
    rows: list[tuple[Cell, ...]] = []
    tints: list[list[str]] = []
    heads: list[int] = []
    for topic, indicators in _by_topic(set(frame["indicator"])).items():
        heads.append(len(rows))
        rows.append((text_cell(topic), *[text_cell("")] * len(years)))
        tints.append([""] * len(columns))
        for key, title in indicators:
            found = [cells.get((key, year), [0] * len(STATES)) for year in years]
            rows.append((text_cell(title), *(text_cell(_counted(each)) for each in found)))
            tints.append(["", *(_prevailing(each) for each in found)])
    return Table(columns, tuple(rows), tuple(heads)), tints


def _by_topic(known: set[str]) -> dict[str, list[tuple[str, str]]]:
    frame = table(asked_selection.indicators).drop_duplicates("id")
    topics: dict[str, list[tuple[str, str]]] = {}
    rows: Iterable[Any] = frame[frame["id"].isin(known)].itertuples()
    for row in rows:
        topics.setdefault(row.topic_title, []).append((row.id, row.title))
    return topics


def _counted(counts: Sequence[int]) -> str:
    parts = zip(STATES.values(), counts, strict=True)
    return "\n".join(f"{sign}{NO_BREAK}{number(n)}" for (sign, _), n in parts if n)


def _prevailing(counts: Sequence[int]) -> str:
    """State of most areas; among equal numbers the graver one."""
    if not any(counts):
        return ""
    return max(zip(counts, range(len(counts)), STATES, strict=True))[2]


def availability_table(level: str) -> Table:
    """The matrix as a list: one row for each indicator and period."""
    frame = table(asked.availability_matrix, level=level)
    about = table(asked_selection.indicators).drop_duplicates("id")
    rows = frame.merge(about, left_on="indicator", right_on="id", validate="many_to_one")
    columns = (
        Column("topic", "Thema"),
        Column("title", "Indikator"),
        Column("period", "Zeitraum"),
        *(Column(state, words.capitalize(), "number") for state, (_, words) in STATES.items()),
    )
    cells = (
        [text_cell(text) for text in rows["topic_title"]],
        [text_cell(text) for text in rows["title"]],
        [text_cell(spoken(period)) for period in rows["period"]],
        *([figure_cell(float(n), "reported") for n in rows[state]] for state in STATES),
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def freshness_table(day: date, answers: Answers) -> Table:
    """Sources with their newest period, its age, the next expected day, and the answers;
    overdue ones are highlighted.
    """
    frame = table(asked.source_periods)
    columns = (
        Column("title", "Quelle"),
        Column("publisher", "Herausgeber"),
        Column("newest", "Neuester Zeitraum"),
        Column("age", "Alter", "number", unit="Monate"),
        Column("rhythm", "Rhythmus"),
        Column("expected", "Nächste Zahlen spätestens"),
        Column("state", "Stand"),
        *(Column(question, QUESTION_WORDS[question]) for question in QUESTIONS),
    )
    rows: list[tuple[Cell, ...]] = []
    overdue: list[int] = []
    for key, part in frame.groupby("id", sort=False):
        cells, late = _source_cells(part, day)
        if late:
            overdue.append(len(rows))
        given = [answers.get((str(key), question)) for question in QUESTIONS]
        rows.append((*cells, *(text_cell(ANSWER_WORDS[answer]) for answer in given)))
    return Table(columns, tuple(rows), tuple(overdue))


def _source_cells(part: pd.DataFrame, day: date) -> tuple[list[Cell], bool]:
    about = part.iloc[0]
    rhythm = about["rhythm"] if isinstance(about["rhythm"], str) else None
    months = None if pd.isna(about["months"]) else int(about["months"])
    found = freshness(part["period"].dropna().tolist(), rhythm, months, day)
    names = [text_cell(about["title"]), text_cell(about["publisher"])]
    words = text_cell(RHYTHMS[rhythm] if rhythm else "unregelmäßig")
    if found is None:
        none = [text_cell(None), figure_cell(None, "missing")]
        return [*names, *none, words, text_cell(None), text_cell("keine Zahlen")], False
    expected = f"{found.expected:%d.%m.%Y}" if found.expected else "nicht vorhersehbar"
    state = f"⚠{NO_BREAK}überfällig" if found.overdue else "aktuell" if found.expected else "–"
    newest = [text_cell(spoken(found.period)), figure_cell(float(found.age), "reported")]
    return [*names, *newest, words, text_cell(expected), text_cell(state)], found.overdue


def findings_table(frame: pd.DataFrame) -> Table:
    """Findings, in rows of ``findings``."""
    columns = (
        Column("delivery", "Lieferung"),
        Column("file", "Datei"),
        Column("message", "Hinweis"),
        Column("place", "Stelle"),
        Column("count", "Anzahl", "number"),
        Column("proposal", "Vorschlag"),
    )
    cells = (
        [text_cell(str(each)) for each in frame["delivery"]],
        [text_cell(text) for text in frame["file"]],
        [text_cell(text) for text in frame["message"]],
        [text_cell(text or "ganze Datei") for text in frame["place"]],
        [figure_cell(float(each), "reported") for each in frame["count"]],
        [text_cell(text) for text in frame["proposal"]],
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def availability_view_maker(level: str) -> Maker:
    """The whole list of a level, to take along."""
    words = f"{LEVEL_TITLES[Level(level)]}: Zahl der Gebiete je Indikator und Zeitraum"
    return view_maker("Verfügbarkeit der Indikatoren", words, availability_table(level))


def freshness_view_maker(answers: Answers) -> Maker:
    """Age of all sources, to take along."""
    day = today()
    words = f"Am {day:%d.%m.%Y}, nach Rhythmus und üblicher Frist der Quelle"
    return view_maker("Aktualität der Quellen", words, freshness_table(day, answers))


def findings_view_maker() -> Maker:
    """All findings, to take along."""
    words = "Was beim Einlesen auffiel, je Lieferung"
    return view_maker("Hinweise zu den Lieferungen", words, findings_table(table(asked.findings)))
