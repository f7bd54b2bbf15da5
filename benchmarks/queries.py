"""Every page's queries, uncached, on the sample release and on that of Thüringen.

A round asks all that a page asks when it is opened for an indicator and a Kreis, none of it from
the app's cache; the questions are recorded from the pages themselves. Those for values are also
put to two peers in the same run: a Parquet file that pandas reads and filters, and a copy of the
release whose rows lie unsorted. To be reached: 95 of 100 rounds of every page within 15 ms.

Releases are built for the run; KREISBLICK_BENCH_RELEASES may name data folders instead
(``Beispiel=/srv/sample;Thüringen=/srv/th``).
"""

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import duckdb

from benchmarks.query_pages import PAGES, View, ask, record
from benchmarks.query_peers import by_pandas, comparable, prepare
from benchmarks.releases import database_of, named_or_built
from monitoring.queries.ask import open_release

DRAWS, ROUNDS, PEER_ROUNDS, WARM_UP, GOAL_MS = 12, 120, 24, 12, 15.0
Item = TypeVar("Item")


def main() -> int:
    """Measure every page on every release; 1 if one of them is slower than the goal."""
    logging.disable(logging.WARNING)
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in named_or_built(Path(folder)).items():
            missed += measure(name, data, Path(folder))
    say(f"- to be reached: 95 of 100 rounds of every page within {GOAL_MS:.0f} ms")
    for line in missed:
        say(f"- missed: {line}")
    return 1 if missed else 0


def measure(name: str, data: Path, folder: Path) -> list[str]:
    """A table of the pages and one of the peers; gives the pages that missed the goal."""
    database = database_of(data)
    release = open_release(database)
    ((rows,),) = release.execute("SELECT count(*) FROM value").fetchall()
    say(f"### {name}: {rows:,} values\n")
    views = record(data, release, DRAWS)
    missed = show_pages(name, release, views)
    show_peers(release, database, folder, [view for page in PAGES for view in views[page]])
    release.close()
    return missed


def show_pages(
    name: str, release: duckdb.DuckDBPyConnection, views: dict[str, list[View]]
) -> list[str]:
    """One row per page; gives those that are slower than the goal."""
    missed = []
    say("| page | questions | median ms | p95 ms | slowest ms |\n|---|---|---|---|---|")
    for page in PAGES:
        times = timed(lambda view: ask(release, view), views[page], ROUNDS)
        asked = max(len(view) for view in views[page])
        high = percentile(times, 95)
        say(f"| {page} | {asked} | {statistics.median(times):.1f} | {high:.1f} | {max(times):.1f} |")
        if high > GOAL_MS:
            missed.append(f"{name}, {page}: {high:.1f} ms")
    return missed


def show_peers(
    release: duckdb.DuckDBPyConnection, database: Path, folder: Path, views: list[View]
) -> None:
    """One row per question for values: ours and the peers' medians, in the same run."""
    parquet, unsorted = prepare(database, folder)
    say("\n| question | sorted ms | pandas on Parquet ms | ratio | unsorted ms | ratio |")
    say("|---|---|---|---|---|---|")
    for name, questions in comparable(views).items():
        ours = median(lambda one: one[0](release, **one[1]), questions)
        pandas = median(lambda one, name=name: by_pandas(parquet, name, one[1]), questions)
        turned = median(lambda one: one[0](unsorted, **one[1]), questions)
        cells = " | ".join(f"{other:.2f} | {other / ours:.1f}" for other in (pandas, turned))
        say(f"| {name} | {ours:.2f} | {cells} |")
    unsorted.close()
    say("")


def median(ask_one: Callable[[Item], object], items: Sequence[Item]) -> float:
    return statistics.median(timed(ask_one, items, PEER_ROUNDS))


def timed(ask_one: Callable[[Item], object], items: Sequence[Item], rounds: int) -> list[float]:
    """Milliseconds of each round, taking the items in turn, after some rounds to warm up."""
    times = []
    for number in range(-WARM_UP, rounds):
        item = items[number % len(items)]
        start = time.perf_counter()
        ask_one(item)
        if number >= 0:
            times.append((time.perf_counter() - start) * 1000)
    return times


def percentile(values: list[float], share: int) -> float:
    """The smallest value that ``share`` per cent do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * share // 100) - 1]


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
