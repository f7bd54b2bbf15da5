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
STORE = Path(__file__).with_suffix(".sql")


def main() -> int:
    """Print the table; 1 if carrying takes longer than its target."""
    connection = duckdb.connect()
    connection.execute(read_sql("macros"))
    given = {"first": FIRST, "last": LAST, "bases": BASES, "gemeinden": GEMEINDEN}
    for statement in STORE.read_text(encoding="utf-8").rstrip().rstrip(";").split(";"):
        used = {name: value for name, value in given.items() if f"${name}" in statement}
        connection.execute(statement, used)
    connection.register("frame", divisions())
    connection.execute("CREATE TABLE store.area_change AS FROM frame")
    (before,) = connection.execute("SELECT sum(value) FROM figure").fetchone() or (0,)
    figures = connection.execute("SELECT base_figure, key, period, value FROM figure").df()
    peer = peer_seconds(figures, *known_changes(connection))
    start = time.perf_counter()
    carry_figures(connection, house(), STAND, sys.stderr.write)
    seconds = time.perf_counter() - start
    (after,) = connection.execute("SELECT sum(value) FROM figure").fetchone() or (0,)
    sys.stdout.write(
        "| figures | carried s (asked) | pandas s | factor | lost |\n|---|---|---|---|---|\n"
        f"| {len(figures):,} | {seconds:.1f} ({TARGET_S:.0f}) | {peer:.1f} | {peer / seconds:.1f} "
        f"| {abs(after - before):.3f} of {before:,.0f} |\n"
    )
    return int(seconds > TARGET_S)


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


def peer_seconds(figures: pd.DataFrame, changes: pd.DataFrame, coverage: pd.DataFrame) -> float:
    """The same in pandas: merge with the Umsteigeschlüssel of each year, multiply, sum."""
    start = time.perf_counter()
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
    pd.concat(carried)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
