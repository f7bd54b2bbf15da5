"""The catalogue as tables for the computation, and why an indicator cannot be computed."""

from collections.abc import Iterator

import duckdb
import pandas as pd

from monitoring.build.texts import age_text, parts_text
from monitoring.build.tiles import Band, tile_table
from monitoring.catalogue import Catalogue, Indicator, Part
from monitoring.store.connection import single

Measure = tuple[str, str, Band]


def load_definitions(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Make the tables definition, indicator_level, part, tile and base_title from the catalogue."""
    numbers = _measure_numbers(catalogue)
    part = pd.DataFrame(
        [
            (indicator.id, side, numbers[_measure(p)], p.sign, indicator.at)
            for indicator, side, p in _parts(catalogue)
        ],
        columns=["indicator", "side", "measure", "sign", "moment"],
    )
    definition = pd.DataFrame(
        [(i.id, float(i.per), i.denominator is not None) for i in catalogue.indicators.values()],
        columns=["id", "per", "is_rate"],
    )
    level = pd.DataFrame(
        [(i.id, level) for i in catalogue.indicators.values() for level in _levels(i)],
        columns=["indicator", "level"],
    )
    tile = tile_table(connection, {number: each for each, number in numbers.items()})
    measure = pd.DataFrame(
        [(number, *_described(each, catalogue)) for each, number in numbers.items()],
        columns=["measure", "additive", "title", "unit", "minimum"],
    ).astype({"minimum": "Int64"})
    base_title = pd.DataFrame(
        [(base.id, base.title) for base in catalogue.base_figures.values()],
        columns=["id", "title"],
    )
    tables = {
        "base_title": base_title,
        "part": part,
        "definition": definition,
        "indicator_level": level,
        "tile": tile,
        "measure": measure,
    }
    for name, frame in tables.items():
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {name} AS FROM frame")
        connection.unregister("frame")


def _levels(indicator: Indicator) -> tuple[str, ...]:
    """Verband and Planungsraum go where Gemeinde goes: their figures are its sums."""
    extra = ("verband", "planungsraum") if "gemeinde" in indicator.levels else ()
    return tuple(dict.fromkeys((*indicator.levels, *extra)))


def _parts(catalogue: Catalogue) -> Iterator[tuple[Indicator, str, Part]]:
    for indicator in catalogue.indicators.values():
        for part in indicator.numerator:
            yield indicator, "numerator", part
        for part in indicator.denominator or ():
            yield indicator, "denominator", part


def _measure(part: Part) -> Measure:
    return part.base, part.sex, part.age


def _described(measure: Measure, catalogue: Catalogue) -> tuple[bool, str, str, int | None]:
    base = catalogue.base_figures[measure[0]]
    title = parts_text((Part(*measure),), catalogue.base_figures)
    return base.additive, title, base.unit, base.minimum


def _measure_numbers(catalogue: Catalogue) -> dict[Measure, int]:
    wanted = dict.fromkeys(_measure(part) for _, _, part in _parts(catalogue))
    return {measure: number for number, measure in enumerate(wanted)}


def indicator_table(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> pd.DataFrame:
    """Rows of the release's table indicator, in the order of the catalogue."""
    computed = {
        row[0] for row in connection.execute("SELECT DISTINCT indicator FROM computed").fetchall()
    }
    rows = []
    for position, item in enumerate(catalogue.indicators.values()):
        reason = None if item.id in computed else _reason(connection, item, catalogue)
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
