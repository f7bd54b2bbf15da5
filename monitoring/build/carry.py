"""Carry figures of other Gebietsstände to the release's, along the delivered changes."""

from collections.abc import Callable, Collection, Iterator, Mapping

import duckdb
import pandas as pd

from geodata.territory import Passage, Span, passages, reversed_way
from monitoring.areas import Level
from monitoring.build.write import read_sql
from monitoring.catalogue import Catalogue
from monitoring.periods import spoken
from monitoring.store.connection import create_table

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
BACKDATED = "SELECT delivery, gebietsstand::VARCHAR, later::VARCHAR FROM backdated ORDER BY ALL"
MADE = ("backdated", "handed", "needed", "way", "carried", "passage", "carried_stand")
Connection = duckdb.DuckDBPyConnection
Report = Callable[[str], None]


def carry_figures(connection: Connection, catalogue: Catalogue, stand: str, report: Report) -> None:
    """Replace figures of Gemeinden and Kreise of other Gebietsstände by those on the release's
    territory.

    Only where the chain of changes is complete; the missing step of each other Gebietsstand is
    told and kept in the table missing_step. What a later Gebietsstand holds of the release's
    areas is weighed by their own people and area, carried figures among them. Where the chain of
    Gemeinden has a gap, their sums are carried as those of Kreise if that chain has none.
    """
    weights = [(base.id, base.additive, base.weight) for base in catalogue.base_figures.values()]
    columns = ["base_figure", "additive", "weight"]
    create_table(connection, "base_weight", pd.DataFrame(weights, columns=columns))
    connection.execute("CREATE TABLE missing_step (gebietsstand DATE, after DATE, until DATE)")
    ways = _ways(connection, Level.GEMEINDE, stand, _stands(connection, Level.GEMEINDE, stand))
    gaps = [start for start, way in ways.items() if way.missing and start < stand]
    delivered = _stands(connection, Level.KREIS, stand)
    of_kreise = _ways(connection, Level.KREIS, stand, {*delivered, *gaps})
    summed = [start for start in gaps if of_kreise[start].missing is None]
    if summed:
        connection.execute(read_sql("kreis_sums"), {"stands": summed})
    of_kreise = {each: of_kreise[each] for each in sorted({*delivered, *summed})}
    for level, found in ((Level.KREIS, of_kreise), (Level.GEMEINDE, ways)):
        _carry_level(connection, {"stand": stand, "level": str(level)}, found, report)
    connection.execute("DROP TABLE base_weight")


def _stands(connection: Connection, level: Level, stand: str) -> list[str]:
    """Gebietsstände other than ``stand`` that figures of the level have."""
    where = {"stand": stand, "level": str(level)}
    return [row[0] for row in connection.execute(OTHERS, where).fetchall()]


def _ways(
    connection: Connection, level: Level, stand: str, others: Collection[str]
) -> dict[str, Passage]:
    """The way from each earlier one of ``others`` to ``stand``, and from it to each later one."""
    if not others:
        return {}
    known = known_changes(connection, level)
    earlier = passages(*known, [start for start in others if start < stand], stand)
    later = {end: passages(*known, [stand], end)[stand] for end in others if end > stand}
    return {**earlier, **later}


def _carry_level(
    connection: Connection,
    where: dict[str, str],
    ways: Mapping[str, Passage],
    report: Report,
) -> None:
    """Carry along the ways without a gap."""
    gaps = {other: one.missing for other, one in ways.items() if one.missing}
    for other, missing in gaps.items():
        connection.execute("INSERT INTO missing_step VALUES (?, ?, ?)", [other, *missing])
    for line in _told(gaps, Level(where["level"])):
        report(line)
    whole = {other: one.table for other, one in ways.items() if one.missing is None}
    earlier = {s: table for s, table in whole.items() if s < where["stand"]}
    for line in _carry(connection, where, earlier):
        report(line)
    later = {s: table for s, table in whole.items() if s > where["stand"]}
    if later:
        amounts = connection.execute(read_sql("amounts"), where).df()
        back = {other: reversed_way(table, amounts) for other, table in later.items()}
        _carry(connection, where, back)


def _carry(
    connection: Connection, where: dict[str, str], ways: Mapping[str, pd.DataFrame]
) -> list[str]:
    """Carry along ``ways``; returns what was found of tables that were calculated back."""
    if not ways:
        return []
    tables = [table.assign(gebietsstand=other) for other, table in ways.items()]
    create_table(connection, "passage", pd.concat(tables, ignore_index=True))
    stands = pd.DataFrame({"gebietsstand": list(ways)}, dtype="str")
    create_table(connection, "carried_stand", stands)
    for name, value in where.items():
        connection.execute(f"SET VARIABLE {name} = '{value}'")
    connection.execute(read_sql("backdated"))
    found = connection.execute(BACKDATED).fetchall()
    connection.execute(read_sql("carried"))
    for name in MADE:
        connection.execute(f"DROP TABLE {name}")
    return [
        f"Lieferung {number}: Die Zahlen vom {spoken(day)} nennen Gebiete, die es erst später gab; "
        f"sie gelten für die Gebiete vom {spoken(later)}."
        for number, day, later in found
    ]


def _told(gaps: Mapping[str, Span], level: Level) -> Iterator[str]:
    """One sentence for each day up to which changes are missing."""
    of = "Zahlen von Kreisen" if level == Level.KREIS else "Zahlen"
    for until in sorted({missing[1] for missing in gaps.values()}):
        stands = sorted(other for other, missing in gaps.items() if missing[1] == until)
        after = min(gaps[other][0] for other in stands)
        which = (
            f"der {len(stands)} Gebietsstände vom {spoken(stands[0])} bis {spoken(stands[-1])}"
            if len(stands) > 1
            else f"vom Gebietsstand {spoken(stands[0])}"
        )
        yield (
            f"{of} {which} stehen auf ihrem eigenen Gebiet: Es fehlen die "
            f"Gebietsänderungen nach dem {spoken(after)} bis zum {spoken(until)}."
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
