"""Columns of values and the base figures they are: the catalogue's, or new ones named here."""

import re
from collections.abc import Mapping as Fields
from dataclasses import replace
from typing import Any

import streamlit as st

from monitoring.periods import spoken
from monitoring.profiles.model import Mapping, Measure, OwnFigure
from monitoring.ui.notes import escape_markdown
from monitoring.ui.zuordnen_fields import Columns

NOT_TAKEN, NEW = "", "*"
KINDS = {True: "Anzahl (lässt sich addieren)", False: "Quote oder Mittelwert"}
SEXES = {"total": "insgesamt", "male": "männlich", "female": "weiblich"}
AGES = re.compile(r"(?P<lower>\d{1,3})\s*(?:[-–]\s*(?P<upper>\d{1,3})|(?P<open>\+))?")
HIGHEST = 110
PERIODS = {
    "reference_date": "Bestand an einem Stichtag",
    "year": "Ereignisse eines Jahres",
    "school_year": "Schuljahr",
}


def measures_of(mapping: Mapping, columns: Columns, choices: Fields[str, Any], key: str) -> Mapping:
    """The mapping with the base figure chosen for each column that may hold values."""
    used = {mapping.key, mapping.period}
    measures, own = [], []
    st.markdown("Spalten mit Zahlen")
    for number, column in enumerate(columns):
        before = next((m for m in mapping.measures if m.label == column["label"]), None)
        if column["label"] in used or not (before or column["counts"]):
            continue
        figure = next((f for f in mapping.own if before and f.id == before.base), None)
        measure, figure = _measure(column, before, figure, choices, f"{key}_m{number}")
        measures.append(measure)
        own += [figure] if figure else []
    return replace(mapping, measures=tuple(measures), own=tuple(own))


def _measure(
    column: Fields[str, Any],
    before: Measure | None,
    figure: OwnFigure | None,
    choices: Fields[str, Any],
    key: str,
) -> tuple[Measure, OwnFigure | None]:
    label = column["label"]
    left, middle, right, last = st.columns([3, 4, 2, 2])
    _show_column(left, column)
    titles = {NOT_TAKEN: "nicht übernehmen", NEW: "neue Grundzahl …", **dict(choices["bases"])}
    if figure:
        titles.pop(figure.id, None)
    now = NEW if figure else before.base if before else NOT_TAKEN
    names = list(titles)
    chosen = middle.selectbox(
        f"Grundzahl für {escape_markdown(label)}",
        names,
        names.index(now) if now in names else 0,
        format_func=titles.__getitem__,
        key=f"{key}_base",
        label_visibility="collapsed",
    )
    measure = before or Measure(label, NOT_TAKEN)
    if chosen == NEW:
        named = _own(label, figure or _blank(label, choices), choices, key)
        return Measure(label, named.id), named
    if chosen == NOT_TAKEN:
        return measure if measure.base == NOT_TAKEN else Measure(label, NOT_TAKEN), None
    if chosen != measure.base:
        group = (column["sex"], column["age_from"], column["age_to"])
        measure = Measure(label, str(chosen), *group)
    return _group(measure, right, last, f"{key}_{chosen}"), None


def _group(measure: Measure, left: Any, right: Any, key: str) -> Measure:
    """Sex and ages that the column counts, as far as its base figure is delivered by them."""
    sex = left.selectbox(
        f"Geschlecht in {escape_markdown(measure.label)}",
        list(SEXES),
        list(SEXES).index(measure.sex),
        format_func=SEXES.__getitem__,
        key=f"{key}_sex",
        label_visibility="collapsed",
    )
    text = right.text_input(
        f"Alter in {escape_markdown(measure.label)}",
        age_text(measure.age_from, measure.age_to),
        key=f"{key}_age",
        label_visibility="collapsed",
        placeholder="Alter, etwa 3–5",
        max_chars=12,
    )
    lower, upper = ages(text) or (measure.age_from, measure.age_to)
    return replace(measure, sex=sex, age_from=lower, age_to=upper)


def age_text(lower: int, upper: int | None) -> str:
    """An age band as it is typed: 3–5, 65+, or nothing for all ages."""
    return f"{lower}–{upper}" if upper is not None else f"{lower}+" if lower else ""


def ages(text: str) -> tuple[int, int | None] | None:
    """The band a text means, both ends included; None where it means none."""
    if not text.strip():
        return 0, None
    band = AGES.fullmatch(text.strip())
    if band is None:
        return None
    lower, upper = int(band["lower"]), int(band["upper"]) if band["upper"] else None
    if not band["open"] and upper is None:
        upper = lower
    return (lower, upper) if lower <= (upper if upper is not None else HIGHEST) <= HIGHEST else None


def _show_column(place: Any, column: Fields[str, Any]) -> None:
    examples = " · ".join(column["examples"][:3])
    periods = [spoken(period) for period in column["periods"]]
    span = f" ({periods[0]} bis {periods[-1]})" if len(periods) > 1 else ""
    name = f"{escape_markdown(column['label'])}{span}"
    place.markdown(f"{name}  \n:small[{escape_markdown(examples)}]")


def _own(label: str, figure: OwnFigure, choices: Fields[str, Any], key: str) -> OwnFigure:
    """Title, unit and kind of a base figure that the catalogue does not have."""
    first, second, third, fourth, fifth = st.columns([3, 2, 2, 2, 2])
    named = f" ({label[:30]})"
    title = first.text_input(
        f"Name der Grundzahl{named}", figure.title, key=f"{key}_title", max_chars=70
    )
    unit = second.text_input(f"Einheit{named}", figure.unit, key=f"{key}_unit", max_chars=80)
    additive = third.selectbox(
        f"Art{named}", list(KINDS), int(not figure.additive), format_func=KINDS.__getitem__,
        key=f"{key}_kind",
    )  # fmt: skip
    period = fourth.selectbox(
        f"Zeitbezug{named}", list(PERIODS), list(PERIODS).index(figure.period),
        format_func=PERIODS.__getitem__, key=f"{key}_time",
    )  # fmt: skip
    topics = dict(choices["topics"])
    topic = fifth.selectbox(
        f"Thema{named}", list(topics), list(topics).index(figure.topic),
        format_func=topics.__getitem__, key=f"{key}_topic",
    )  # fmt: skip
    return replace(
        figure,
        title=title.strip() if len(title.strip()) >= 3 else figure.title,
        unit=unit.strip() or figure.unit,
        additive=bool(additive),
        period=period,
        reference_day=figure.reference_day if period == "reference_date" else "",
        topic=topic,
    )


def _blank(label: str, choices: Fields[str, Any]) -> OwnFigure:
    """A new base figure for a column that had one of the catalogue or none."""
    letters = label.lower()
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        letters = letters.replace(umlaut, pair)
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in letters)
    name = "_".join(["eigene", *words.split()])[:45].rstrip("_")
    given = {base for base, _ in choices["bases"]}
    free, number = name, 1
    while free in given:
        number += 1
        free = f"{name}_{number}"
    return OwnFigure(free, label[:70] if len(label) >= 3 else f"Wert {label}", "Anzahl")
