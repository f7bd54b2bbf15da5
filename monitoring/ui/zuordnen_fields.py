"""Fields of a mapping on the page Daten: where the table lies, its areas, periods and signs."""

from collections.abc import Mapping as Fields
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.profiles import model
from monitoring.profiles.model import Layout, Mapping

PLACES = {
    model.PERIOD_IN_COLUMN: "in einer Spalte",
    model.PERIOD_IN_HEADING: "in den Überschriften",
    model.PERIOD_IN_TITLE: "über der Tabelle oder im Dateinamen",
    model.PERIOD_FIXED: "steht nicht in der Datei",
}
KEYED = {level.value: title for level, title in LEVEL_TITLES.items() if level != Level.PLANUNGSRAUM}
LEVELS = {"": "wie der Schlüssel lang ist", **KEYED}
STANDS = {
    model.STAND_UNKNOWN: "nicht bekannt",
    model.STAND_OF_PERIOD: "Ende des jeweiligen Zeitraums",
    "day": "ein fester Tag",
}
SIGNS = {
    "suppressed": "Heißt geheim",
    "unknown": "Heißt unbekannt",
    "nil": "Heißt genau null",
    "not_applicable": "Heißt Gebiet bestand nicht",
}
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
Columns = Sequence[Fields[str, Any]]


def layout_of(layout: Layout, sheets: Sequence[str], key: str) -> Layout:
    """Encoding and separator, or the sheet; and the heading rows."""
    first, second, third, fourth = st.columns(4)
    if sheets:
        place = list(sheets).index(layout.sheet) if layout.sheet in sheets else 0
        sheet = first.selectbox("Tabellenblatt", sheets, place, key=f"{key}_sheet")
        layout = replace(layout, sheet=sheet)
    else:
        layout = replace(
            layout,
            encoding=_one(first, "Zeichenkodierung", model.ENCODINGS, layout.encoding, key),
            separator=_one(second, "Trennzeichen", model.SEPARATORS, layout.separator, key),
        )
    head = third.number_input("Überschrift ab Zeile", 1, 10_000, layout.head_row, key=f"{key}_head")
    count = fourth.number_input(
        "Zeilen der Überschrift", 1, 6, layout.head_rows, key=f"{key}_heads"
    )
    return replace(layout, head_row=int(head), head_rows=int(count))


def area_and_period(mapping: Mapping, columns: Columns, key: str) -> Mapping:
    """Which column says the area, how, and where the period stands."""
    labels = [column["label"] for column in columns]
    first, second, third, fourth = st.columns(4)
    area = _label(first, "Gebiet steht in", labels, mapping.key, f"{key}_area")
    forms = {model.BY_KEY: "als Schlüssel", model.BY_NAME: "als Name"}
    by = _one(second, "und zwar", forms, mapping.by, key)
    level = _one(third, "Ebene", LEVELS, mapping.level, key)
    within = fourth.text_input(
        "Nur Gebiete in",
        mapping.within,
        key=f"{key}_within",
        placeholder="16068",
        max_chars=8,
        help="Anfang der Schlüssel, etwa eines Kreises, bei Ortsteilen der einer Gemeinde: ergänzt "
        "kurze Schlüssel und macht Namen eindeutig.",
    )
    within = "".join(char for char in within if char in "0123456789")
    mapping = replace(mapping, key=area, by=by, level=level, within=within)
    first, second, third, fourth = st.columns(4)
    place = _one(first, "Zeitraum steht", PLACES, mapping.period_in, key)
    period = mapping.period if place == mapping.period_in else ""
    if place == model.PERIOD_IN_COLUMN:
        period = _label(second, "Spalte des Zeitraums", labels, period, f"{key}_period")
    elif place == model.PERIOD_FIXED:
        period = second.text_input(
            "Zeitraum", period, key=f"{key}_fixed", placeholder="2024 oder 31.12.2024", max_chars=40
        ).strip()
    else:
        period = ""
    zero = third.checkbox(
        "Führende Nullen ergänzen", mapping.fill_zero, key=f"{key}_zero", disabled=by != "key"
    )
    down = fourth.checkbox("Leere Gebiete nach unten auffüllen", mapping.fill_down, key=f"{key}_dn")
    mapping = replace(mapping, period_in=place, period=period, fill_zero=zero, fill_down=down)
    return replace(mapping, gebietsstand=_stand(mapping.gebietsstand, key))


def more_of(mapping: Mapping, choices: Fields[str, Any], key: str) -> Mapping:
    """What is rarely changed: decimal sign, source, signs."""
    with st.expander("Dezimalzeichen, Quelle, Zeichen statt Zahlen"):
        first, second = st.columns(2)
        signs = {",": "Komma (1.234,5)", ".": "Punkt (1,234.5)"}
        decimal = _one(first, "Dezimalzeichen", signs, mapping.decimal, key)
        sources = dict(choices["sources"])
        source = _one(second, "Quelle", sources, mapping.source, key)
        mapping = replace(mapping, decimal=decimal, source=source)
        st.caption("Texte anstelle von Zahlen; mehrere durch Semikolon getrennt.")
        return replace(mapping, signs=_signs(mapping.signs, key))


def _stand(before: str, key: str) -> str:
    """Asked in plain sight: without it figures of areas that changed are not brought to today's."""
    first, second = st.columns([1, 3], vertical_alignment="bottom")
    kind = before if before in STANDS else "day"
    chosen = _one(first, "Gebietsstand der Zahlen", STANDS, kind, key)
    if chosen != "day":
        second.caption(
            "Auf welchen Gemeindegrenzen die Zahlen stehen. Ist er nicht bekannt, wird nach einer "
            "Gebietsreform nichts umgerechnet."
        )
        return chosen
    known = None if before in STANDS else before
    day = second.date_input(
        "Tag des Gebietsstands", known, FIRST_DAY, LAST_DAY, key=f"{key}_day", format="DD.MM.YYYY"
    )
    return day.isoformat() if day else before


def _signs(before: Sequence[tuple[str, str]], key: str) -> tuple[tuple[str, str], ...]:
    """Texts that stand for no number, by their status; several are separated by semicolons."""
    found: dict[str, str] = {}
    for column, (status, title) in zip(st.columns(len(SIGNS)), SIGNS.items(), strict=True):
        texts = "; ".join(text for text, meant in before if meant == status)
        written = column.text_input(title, texts, key=f"{key}_sign_{status}", max_chars=120)
        for text in written.split(";"):
            if text.strip():
                found.setdefault(text.strip()[:30], status)
    found.update({text: status for text, status in before if status not in SIGNS})
    return tuple(sorted(found.items()))


def _label(column: Any, title: str, labels: Sequence[str], chosen: str, key: str) -> str:
    options = list(labels)
    place = options.index(chosen) if chosen in options else None
    return str(column.selectbox(title, options, place, key=key, placeholder="Spalte wählen") or "")


def _one(column: Any, title: str, options: Fields[str, str], chosen: str, key: str) -> str:
    """One of the options, shown by their German words; the key is the title's."""
    names = list(options)
    place = names.index(chosen) if chosen in names else 0
    picked = column.selectbox(
        title, names, place, format_func=options.__getitem__, key=f"{key}_{title}"
    )
    return str(picked)
