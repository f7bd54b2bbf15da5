"""Carry figures of earlier Gebietsstände to the release's, along the delivered changes."""

from collections.abc import Callable

import duckdb
import pandas as pd

from geodata.territory import Span, passage
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
    WHERE c.level = 'gemeinde'"""
EARLIER = """
    SELECT DISTINCT gebietsstand::VARCHAR FROM figure
    WHERE level = 'gemeinde' AND gebietsstand < ?::DATE ORDER BY 1"""


def carry_figures(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    stand: str,
    report: Callable[[str], None],
) -> None:
    """Replace figures of Gemeinden of earlier Gebietsstände by those on the release's territory.

    Only where the chain of changes is complete; of each Gebietsstand where it is not
    the missing step is told. Areas are weighted by area, everything else by people.
    """
    earlier = [row[0] for row in connection.execute(EARLIER, [stand]).fetchall()]
    connection.execute(read_sql("known_area"))
    known = _known_changes(connection)
    found = {start: passage(*known, start, stand) for start in earlier}
    whole = {start: one.table for start, one in found.items() if one.missing is None}
    tables = [table.assign(gebietsstand=start) for start, table in whole.items()]
    nothing = passage(*known, stand, stand).table.assign(gebietsstand="")
    weights = [
        (base.id, base.additive, "area" if base.unit == "km²" else "population")
        for base in catalogue.base_figures.values()
    ]
    frames = {
        "passage": pd.concat([nothing, *tables], ignore_index=True),
        "carried_stand": pd.DataFrame({"gebietsstand": list(whole)}, dtype="str"),
        "base_weight": pd.DataFrame(weights, columns=["base_figure", "additive", "weight"]),
    }
    for name, frame in frames.items():
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {name} AS FROM frame")
        connection.unregister("frame")
    connection.execute(read_sql("carried"), {"stand": stand})
    for start, one in found.items():
        if one.missing:
            report(_told(start, one.missing))


def _told(start: str, missing: Span) -> str:
    return (
        f"Zahlen vom Gebietsstand {spoken(start)} stehen auf ihrem eigenen Gebiet: Es fehlen die "
        f"Gebietsänderungen nach dem {spoken(missing[0])} bis zum {spoken(missing[1])}."
    )


def _known_changes(connection: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, pd.DataFrame]:
    return connection.execute(CHANGES).df(), connection.execute(COVERAGE).df()
