"""Carry figures of other Gebietsstände to the release's, along the delivered changes."""

from collections.abc import Callable, Mapping

import duckdb
import pandas as pd

from geodata.territory import Passage, Span, passages, reversed_way
from monitoring.areas import Level
from monitoring.build.write import read_sql
from monitoring.catalogue import Catalogue
from monitoring.periods import spoken

CHANGES = """
    SELECT c.delivery, c.from_key, c.to_key, c.after::VARCHAR AS after, c.until::VARCHAR AS until,
        c.share_population, c.share_area, c.share_employment
    FROM store.area_change c
    JOIN store.delivery d ON d.id = c.delivery AND d.withdrawn_at IS NULL
    WHERE c.level = 'gemeinde'"""
COVERAGE = """
    SELECT c.delivery, c.after::VARCHAR AS after, c.until::VARCHAR AS until, c.exact
    FROM store.change_coverage c
    JOIN store.delivery d ON d.id = c.delivery AND d.withdrawn_at IS NULL
    WHERE c.level = $level OR c.level = 'gemeinde' AND c.delivery NOT IN (
        SELECT delivery FROM store.change_coverage WHERE level = $level)"""
OTHERS = """
    SELECT DISTINCT gebietsstand::VARCHAR FROM stand_key
    WHERE gebietsstand <> $stand::DATE AND level = $level ORDER BY 1"""
MADE = ("handed", "needed", "way", "moved", "carried", "passage", "carried_stand", "base_weight")


def carry_figures(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    stand: str,
    report: Callable[[str], None],
) -> None:
    """Replace figures of Gemeinden and Kreise of other Gebietsstände by those on the release's
    territory.

    Only where the chain of changes is complete; the missing step of each other Gebietsstand is
    told and kept in the table missing_step. What a later Gebietsstand holds of the release's
    areas is weighed by their own people and area, carried figures among them.
    """
    connection.execute("CREATE TABLE missing_step (gebietsstand DATE, after DATE, until DATE)")
    for level in (Level.KREIS, Level.GEMEINDE):
        where = {"stand": stand, "level": str(level)}
        others = [row[0] for row in connection.execute(OTHERS, where).fetchall()]
        if others:
            _carry_level(connection, catalogue, where, others, report)


def _carry_level(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    where: dict[str, str],
    others: list[str],
    report: Callable[[str], None],
) -> None:
    stand, level = where["stand"], Level(where["level"])
    known = known_changes(connection, level)
    ways = passages(*known, [start for start in others if start < stand], stand)
    _carry(connection, catalogue, where, _complete(connection, ways, level, report))
    later = {end: passages(*known, [stand], end)[stand] for end in others if end > stand}
    whole = _complete(connection, later, level, report)
    if whole:
        amounts = connection.execute(read_sql("amounts"), where).df()
        back = {end: reversed_way(table, amounts) for end, table in whole.items()}
        _carry(connection, catalogue, where, back)


def _complete(
    connection: duckdb.DuckDBPyConnection,
    ways: Mapping[str, Passage],
    level: Level,
    report: Callable[[str], None],
) -> dict[str, pd.DataFrame]:
    """Tables of the ways without a gap, by the Gebietsstand of the figures."""
    for stand, one in ways.items():
        if one.missing:
            report(_told(stand, one.missing, level))
            connection.execute("INSERT INTO missing_step VALUES (?, ?, ?)", [stand, *one.missing])
    return {stand: one.table for stand, one in ways.items() if one.missing is None}


def _carry(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    where: dict[str, str],
    ways: Mapping[str, pd.DataFrame],
) -> None:
    if not ways:
        return
    tables = [table.assign(gebietsstand=other) for other, table in ways.items()]
    weights = [(base.id, base.additive, base.weight) for base in catalogue.base_figures.values()]
    frames = {
        "passage": pd.concat(tables, ignore_index=True),
        "carried_stand": pd.DataFrame({"gebietsstand": list(ways)}, dtype="str"),
        "base_weight": pd.DataFrame(weights, columns=["base_figure", "additive", "weight"]),
    }
    for name, frame in frames.items():
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {name} AS FROM frame")
        connection.unregister("frame")
    connection.execute(f"SET VARIABLE level = '{where['level']}'")
    connection.execute(read_sql("carried"), {"stand": where["stand"]})
    for name in MADE:
        connection.execute(f"DROP TABLE {name}")


def _told(start: str, missing: Span, level: Level) -> str:
    of = "Zahlen von Kreisen" if level == Level.KREIS else "Zahlen"
    return (
        f"{of} vom Gebietsstand {spoken(start)} stehen auf ihrem eigenen Gebiet: Es fehlen die "
        f"Gebietsänderungen nach dem {spoken(missing[0])} bis zum {spoken(missing[1])}."
    )


def known_changes(
    connection: duckdb.DuckDBPyConnection, level: Level = Level.GEMEINDE
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Changes of Gemeinden or of Kreise and the spans they are complete for, as geodata.territory
    takes them. Those of Kreise are delivered, or follow from those of Gemeinden.
    """
    changes = read_sql("kreis_changes") if level == Level.KREIS else CHANGES
    coverage = connection.execute(COVERAGE, {"level": str(level)}).df()
    return connection.execute(changes).df(), coverage
