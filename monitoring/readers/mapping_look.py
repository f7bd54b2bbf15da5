"""What the assistant sees in a table, as plain data for the page that asks."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.catalogue import Catalogue, load_catalogue, own
from monitoring.errors import InputError, in_file
from monitoring.figures import counted, number
from monitoring.periods import spoken
from monitoring.profiles.files import list_profiles
from monitoring.profiles.model import Mapping, as_fields
from monitoring.readers import mapping_read
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import Sample, inspected
from monitoring.readers.known_areas import KnownAreas, known_areas
from monitoring.readers.mapping import KINDS, fitting, no_table_at_all
from monitoring.readers.mapping_columns import Content, contents_of, number_share
from monitoring.readers.mapping_grid import WORKBOOKS, rows_of
from monitoring.readers.mapping_heads import columns_of, plain
from monitoring.readers.mapping_measures import age_of, sex_of
from monitoring.readers.mapping_propose import propose
from monitoring.readers.values import NO_GEBIETSSTAND

RAW_ROWS, RAW_COLUMNS, PREVIEW_ROWS, EXAMPLES = 12, 12, 8, 3
LONGEST_CELL = 60
SEXES = {"total": "", "male": "männlich", "female": "weiblich"}


def looked_at(path: Path, mapping: Mapping | None, *, layout_only: bool = False) -> dict[str, Any]:
    """A table under a mapping: that of a profile that fits, else a proposal, unless one is given.

    With ``layout_only`` the rest is proposed anew. Raises InputError for what is no table.
    """
    with in_file(path.name):
        sample = inspected(path)
        if sample.kind not in KINDS:
            raise no_table_at_all(sample)
        known, house = known_areas(), load_catalogue()
        profile = None
        if mapping is None and (found := fitting(sample, list_profiles()[0])):
            profile, mapping = found[0].name, found[1]
        elif mapping is None or layout_only:
            mapping = propose(sample, house, known, mapping.layout if mapping else None)
        named = tuple(figure for figure in mapping.own if figure.id not in house.base_figures)
        mapping = replace(mapping, own=named)
        return {
            "profile": profile,
            "mapping": as_fields(mapping),
            "sheets": list(sample.workbook.sheet_names) if sample.kind in WORKBOOKS else [],
            "choices": _choices(house),
            **_table(sample, mapping),
            **_understood(sample, mapping, known),
        }


def _table(sample: Sample, mapping: Mapping) -> dict[str, Any]:
    """The first rows as they stand in the file, and the columns below the heading."""
    rows = rows_of(sample, mapping.layout)
    width = min(max((len(row.cells) for row in rows), default=0), RAW_COLUMNS)
    raw = [
        [str(row.number), *(row.text(place)[:LONGEST_CELL] for place in range(width))]
        for row in rows[:RAW_ROWS]
    ]
    columns = columns_of(rows, mapping.layout)
    merged: dict[str, dict[str, Any]] = {}
    for content in contents_of(rows, columns, mapping.layout):
        entry = merged.setdefault(
            plain(content.column.label),
            _described(content),
        )
        entry["examples"] += [text[:LONGEST_CELL] for text in content.texts[:EXAMPLES]]
        entry["periods"] += [content.column.period] if content.column.period else []
        entry["counts"] = entry["counts"] or number_share(content) > 0.5
    return {"raw": raw, "columns": list(merged.values())}


def _described(content: Content) -> dict[str, Any]:
    """A column that nothing is known of yet but its heading: sex and ages that it tells."""
    lower, upper = age_of(content.column.label)
    return {
        "label": content.column.label,
        "examples": [],
        "periods": [],
        "counts": False,
        "sex": sex_of(content.column.label),
        "age_from": lower,
        "age_to": upper,
    }


def _choices(catalogue: Catalogue) -> dict[str, Any]:
    """What the catalogue offers for base figures, topics and sources: ids and titles."""
    return {
        "bases": [[base.id, base.title] for base in catalogue.base_figures.values()],
        "topics": [[topic.id, topic.title] for topic in catalogue.topics.values()],
        "sources": [
            [source.id, f"{source.publisher}: {source.title}"]
            for source in catalogue.sources.values()
        ],
    }


def _told(finding: Finding) -> str:
    count = f"({finding.place or 'Anzahl'}: {number(finding.count)})" if finding.count > 1 else ""
    return " ".join(filter(None, (finding.message, count, finding.proposal)))


def _understood(sample: Sample, mapping: Mapping, known: KnownAreas) -> dict[str, Any]:
    """The first rows as they would come in, what comes in all, findings; or why not."""
    try:
        added = own.unknown(own.entries_of(mapping.own, mapping.source))
        catalogue = load_catalogue(added=added)
        delivery = mapping_read.read(sample, mapping, catalogue, None, known)
    except InputError as error:
        return {"error": str(error), "preview": [], "summary": [], "findings": []}
    findings = [_told(one) for one in delivery.findings if one.kind != NO_GEBIETSSTAND]
    return {
        "error": None,
        "preview": _preview(delivery, catalogue, known),
        "summary": _summary(delivery, known),
        "findings": findings,
    }


def _preview(delivery: Delivery, catalogue: Catalogue, known: KnownAreas) -> list[list[Any]]:
    """The first figures of each base figure and period in turn.

    Key, name, level, period, title, value (None for none), unit, status, decimals.
    """
    figures = delivery.figures.groupby(["base_figure", "period"], sort=False, observed=True)
    turn = figures.cumcount()
    first = delivery.figures.assign(turn=turn).sort_values("turn", kind="stable")
    lines = []
    for row in first.head(PREVIEW_ROWS).to_dict(orient="records"):
        base = catalogue.base_figures[str(row["base_figure"])]
        value = float(row["value"])
        decimals = 0 if value.is_integer() else 1
        lines.append(
            [
                str(row["key"]),
                known.names.get(str(row["key"]), "nicht in diesem Datenstand"),
                LEVEL_TITLES[Level(str(row["level"]))],
                spoken(str(row["period"])),
                base.title + _group(row),
                None if math.isnan(value) else value,
                base.unit,
                str(row["status"]),
                decimals,
            ]
        )
    return lines


def _group(row: dict[Any, Any]) -> str:
    """Sex and ages of a figure in words, nothing where it is of all."""
    words = [word for word in (SEXES[str(row["sex"])],) if word]
    lower, upper = int(row["age_from"]), row["age_to"]
    if not pd.isna(upper):
        words.append(f"{lower} bis {int(upper)} Jahre")
    elif lower:
        words.append(f"ab {lower} Jahren")
    return "".join(f", {word}" for word in words)


def _summary(delivery: Delivery, known: KnownAreas) -> list[str]:
    figures = delivery.figures
    periods = sorted(str(period) for period in figures["period"].unique())
    first, last = periods[0], periods[-1]
    span = spoken(first) if first == last else f"{spoken(first)} bis {spoken(last)}"
    areas = figures["key"].nunique()
    strange = sum(key not in known.names for key in figures["key"].unique())
    values = counted(len(figures), "Wert", "Werte")
    lines = [f"{values} für {counted(areas, 'Gebiet', 'Gebiete')}, {span}"]
    if strange:
        words = counted(strange, "Schlüssel", "Schlüssel")
        lines.append(f"{words} im eingestellten Datenstand unbekannt")
    return lines
