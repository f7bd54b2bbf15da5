"""The catalogue as tables for the computation, and why an indicator cannot be computed."""

from collections.abc import Collection, Iterator, Mapping

import duckdb
import pandas as pd

from monitoring.build.texts import age_text, parts_text
from monitoring.build.tiles import Band, tile_table
from monitoring.catalogue import Catalogue, Indicator, Part
from monitoring.store.connection import create_table, single

Measure = tuple[str, str, Band]


def load_definitions(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    bases: Collection[str],
    indicators: Collection[str],
) -> None:
    """Make the tables definition, indicator_level, part, measure, tile, base_title, work_base.

    Of the catalogue only ``indicators`` are taken, and the measures that they or ``bases`` need.
    """
    numbers = _measure_numbers(catalogue, bases, indicators)
    every = catalogue.indicators.values()
    tables = {
        "base_title": pd.DataFrame(
            [(base.id, base.title) for base in catalogue.base_figures.values()],
            columns=["id", "title"],
        ),
        "work_base": pd.DataFrame({"id": sorted(bases)}, dtype="str"),
        "part": _part_table(catalogue, numbers, indicators),
        "definition": pd.DataFrame(
            [(i.id, float(i.per), i.denominator is not None) for i in every],
            columns=["id", "per", "is_rate"],
        ),
        "indicator_level": pd.DataFrame(
            [(i.id, level) for i in every for level in _levels(i)], columns=["indicator", "level"]
        ),
        "tile": tile_table(connection, {number: each for each, number in numbers.items()}),
        "measure": _measure_table(catalogue, numbers),
    }
    for name, frame in tables.items():
        create_table(connection, name, frame)


def _part_table(
    catalogue: Catalogue, numbers: Mapping[Measure, int], indicators: Collection[str]
) -> pd.DataFrame:
    rows = [
        (indicator.id, side, numbers[_measure(part)], part.sign, indicator.at)
        for indicator, side, part in _parts(catalogue)
        if indicator.id in indicators
    ]
    kinds = {
        "indicator": "str",
        "side": "str",
        "measure": "int64",
        "sign": "int64",
        "moment": "str",
    }
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)


def _measure_table(catalogue: Catalogue, numbers: Mapping[Measure, int]) -> pd.DataFrame:
    rows = [(number, *_described(each, catalogue)) for each, number in numbers.items()]
    kinds = {
        "measure": "int64",
        "base": "str",
        "additive": "bool",
        "title": "str",
        "unit": "str",
        "minimum": "Int64",
    }
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)


def _levels(indicator: Indicator) -> tuple[str, ...]:
    """Verband and Planungsraum go where Gemeinde goes, their figures are its sums; and Ortsteile,
    whose sum it may be.
    """
    extra = ("ortsteil", "verband", "planungsraum") if "gemeinde" in indicator.levels else ()
    return tuple(dict.fromkeys((*indicator.levels, *extra)))


def _parts(catalogue: Catalogue) -> Iterator[tuple[Indicator, str, Part]]:
    for indicator in catalogue.indicators.values():
        for part in indicator.numerator:
            yield indicator, "numerator", part
        for part in indicator.denominator or ():
            yield indicator, "denominator", part


def _measure(part: Part) -> Measure:
    return part.base, part.sex, part.age


def measures_of(indicator: Indicator) -> list[Measure]:
    """Base figure, sex and age band of each part of an indicator."""
    return [_measure(part) for part in (*indicator.numerator, *(indicator.denominator or ()))]


def _described(measure: Measure, catalogue: Catalogue) -> tuple[str, bool, str, str, int | None]:
    base = catalogue.base_figures[measure[0]]
    title = parts_text((Part(*measure),), catalogue.base_figures)
    return base.id, base.additive, title, base.unit, base.minimum


def _measure_numbers(
    catalogue: Catalogue, bases: Collection[str], indicators: Collection[str]
) -> dict[Measure, int]:
    wanted = dict.fromkeys(
        measure
        for indicator in catalogue.indicators.values()
        for measure in measures_of(indicator)
        if indicator.id in indicators or measure[0] in bases
    )
    return {measure: number for number, measure in enumerate(wanted)}


def indicator_table(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, reasons: Mapping[str, str | None]
) -> pd.DataFrame:
    """Rows of the release's table indicator, in the order of the catalogue.

    ``reasons`` says of indicators that were not computed now why they cannot be computed.
    """
    computed = {
        row[0] for row in connection.execute("SELECT DISTINCT indicator FROM computed").fetchall()
    }
    rows = []
    for position, item in enumerate(catalogue.indicators.values()):
        known = item.id in computed or item.id in reasons
        reason = reasons.get(item.id) if known else _reason(connection, item, catalogue)
        bases = catalogue.base_figures
        rows.append(
            {
                "id": item.id,
                "title": item.title,
                "question": item.question,
                "definition": item.definition,
                "unit": item.unit,
                "decimals": item.decimals,
                "polarity": item.polarity,
                "kind": "rate" if item.denominator or item.published else "count",
                "per": float(item.per),
                "numerator_text": parts_text(item.numerator, bases),
                "denominator_text": parts_text(item.denominator, bases)
                if item.denominator
                else None,
                "source": item.source,
                "caution": item.caution,
                "reference": item.reference,
                "minimum": item.minimum,
                "computable": item.id in computed,
                "reason": reason,
                "position": position,
            }
        )
    return pd.DataFrame(rows).astype({"minimum": "Int64"})


def _reason(
    connection: duckdb.DuckDBPyConnection, indicator: Indicator, catalogue: Catalogue
) -> str:
    for part in (*indicator.numerator, *(indicator.denominator or ())):
        title = catalogue.base_figures[part.base].title
        (found,) = single(
            connection, "SELECT count(*) FROM figure WHERE base_figure = ?", [part.base]
        )
        if not found:
            return f"Zur Grundzahl „{title}“ wurde nichts geliefert."
        (tiled,) = single(
            connection,
            "SELECT count(*) FROM tile t JOIN part p ON p.measure = t.measure "
            "WHERE t.base_figure = ? AND p.indicator = ?",
            [part.base, indicator.id],
        )
        if not tiled:
            return (
                f"Die gelieferten Altersgruppen der Grundzahl „{title}“ ergeben "
                f"nicht die Gruppe {age_text(part.age)}."
            )
    return "Zähler und Nenner liegen für kein gemeinsames Gebiet vor."
