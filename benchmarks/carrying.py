"""Carrying: 30 years × 100 base figures × 849 Gemeinden to another Gebietsstand.

Each year twelve Gemeinden are divided between two others. The peer is the same done with pandas,
year by year, without statuses, estimated shares or incomplete chains.
"""

import dataclasses
import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from geodata.territory import passages
from monitoring.build.carry import carry_figures, known_changes
from monitoring.build.write import read_sql
from monitoring.catalogue import Catalogue, load_catalogue

TARGET_S = 5.0
GEMEINDEN, BASES, FIRST, LAST, DIVIDED = 849, 100, 1990, 2020, 12
STAND = f"{LAST}-12-31"
ROUNDED = 1e-4  # the build rounds each part to six decimals
STORE = Path(__file__).with_suffix(".sql")
LEFT = """
    SELECT count(*) FROM figure f SEMI JOIN store.area_change c ON f.key = c.from_key
        AND make_date(f.period::INTEGER, 12, 31) < c.until"""


def main() -> int:
    """Print the table; 1 if carrying takes longer than its target or makes other figures."""
    connection = store()
    (before,) = connection.execute("SELECT sum(value) FROM figure").fetchone() or (0,)
    figures = connection.execute("SELECT base_figure, key, period, value FROM figure").df()
    start = time.perf_counter()
    expected = carried_by_pandas(figures, *known_changes(connection))
    peer = time.perf_counter() - start
    start = time.perf_counter()
    carry_figures(connection, house(), STAND, sys.stderr.write)
    seconds = time.perf_counter() - start
    (after,) = connection.execute("SELECT sum(value) FROM figure").fetchone() or (0,)
    sys.stdout.write(
        "| figures | carried s (asked) | pandas s | factor | lost |\n|---|---|---|---|---|\n"
        f"| {len(figures):,} | {seconds:.1f} ({TARGET_S:.0f}) | {peer:.1f} | {peer / seconds:.1f} "
        f"| {abs(after - before):.3f} of {before:,.0f} |\n"
    )
    wrong = faults(connection, expected)
    sys.stdout.writelines(f"\n{line}\n" for line in wrong)
    return int(seconds > TARGET_S or bool(wrong))


def store() -> duckdb.DuckDBPyConnection:
    """A store with the figures and the divisions of the Gemeinden that they are of."""
    connection = duckdb.connect()
    connection.execute(read_sql("macros"))
    given = {"first": FIRST, "last": LAST, "bases": BASES, "gemeinden": GEMEINDEN}
    for statement in STORE.read_text(encoding="utf-8").rstrip().rstrip(";").split(";"):
        used = {name: value for name, value in given.items() if f"${name}" in statement}
        connection.execute(statement, used)
    connection.register("frame", divisions())
    connection.execute("CREATE TABLE store.area_change AS FROM frame")
    return connection


def faults(connection: duckdb.DuckDBPyConnection, expected: pd.Series) -> list[str]:
    """Figures still on a Gemeinde divided after their year, and those that pandas has otherwise."""
    (left,) = connection.execute(LEFT).fetchone() or (0,)
    found = connection.execute("SELECT base_figure, key, period, value FROM figure").df()
    carried, peer = found.set_index(list(expected.index.names))["value"].align(expected)
    other = int((~np.isclose(carried, peer, rtol=0, atol=ROUNDED)).sum())
    told = {
        f"{left:,} figures are left on Gemeinden that were divided later": left,
        f"{other:,} figures are not those that pandas makes": other,
    }
    return [line for line, count in told.items() if count]


def divisions() -> pd.DataFrame:
    """Rows of store.area_change: each year some Gemeinden go to two others and are dissolved."""
    random = np.random.default_rng(1)
    alive, rows = list(range(GEMEINDEN)), []
    for year in range(FIRST + 1, LAST + 1):
        divided = random.choice(alive, DIVIDED, replace=False)
        alive = [number for number in alive if number not in divided]
        for number in divided:
            share = float(random.random())
            targets = random.choice(alive, 2, replace=False)
            for target, part in zip(targets, (share, 1 - share), strict=True):
                rows.append(
                    {
                        "delivery": 1,
                        "level": "gemeinde",
                        "from_key": key_of(number),
                        "to_key": key_of(target),
                        "after": pd.Timestamp(f"{year - 1}-12-31"),
                        "until": pd.Timestamp(f"{year}-01-01"),
                        "share_population": part,
                        "share_area": part,
                        "share_employment": part,
                    }
                )
    return pd.DataFrame(rows).astype({"after": "datetime64[s]", "until": "datetime64[s]"})


def key_of(number: int) -> str:
    """AGS of a made-up Gemeinde."""
    return f"16{number:06d}"


def house() -> Catalogue:
    """A catalogue with the base figures of the benchmark."""
    catalogue = load_catalogue()
    model = next(iter(catalogue.base_figures.values()))
    bases = {f"b{n}": dataclasses.replace(model, id=f"b{n}") for n in range(BASES)}
    return dataclasses.replace(catalogue, base_figures=bases)


def carried_by_pandas(
    figures: pd.DataFrame, changes: pd.DataFrame, coverage: pd.DataFrame
) -> pd.Series:
    """The same in pandas: merge with the Umsteigeschlüssel of each year, multiply, sum."""
    stands = {period: f"{period}-12-31" for period in figures["period"].unique()}
    ways = passages(changes, coverage, list(stands.values()), STAND)
    carried = []
    for period, part in figures.groupby("period"):
        joined = part.merge(
            ways[stands[period]].table, how="left", left_on="key", right_on="from_key",
            validate="many_to_many",
        )  # fmt: skip
        joined["key"] = joined["to_key"].fillna(joined["key"])
        joined["value"] *= joined["population"].fillna(1.0)
        carried.append(joined.groupby(["base_figure", "key", "period"])["value"].sum())
    return pd.concat(carried)


if __name__ == "__main__":
    sys.exit(main())
