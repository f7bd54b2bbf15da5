"""Every page's queries, uncached, on the sample release and on that of Thüringen.

The questions are recorded from the pages themselves, opened for several indicators and Kreise, and
asked again one by one without the app's cache; what a page asks in all is told beside. Questions
for values are also put to two peers in the same run: a Parquet file that pandas reads and filters,
and a copy of the release whose rows lie unsorted. To be reached on every page: 95 of 100 questions
within 15 ms.

Releases are built for the run; KREISBLICK_BENCH_RELEASES may name data folders instead
(``Beispiel=/srv/sample;Thüringen=/srv/th``).
"""

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from benchmarks.query_pages import PAGES, Question, View, record
from benchmarks.query_peers import by_pandas, comparable, prepare
from benchmarks.releases import database_of, named_or_built
from monitoring.queries.ask import open_release

DRAWS, PASSES, PEER_ROUNDS, WARM_UP, GOAL_MS = 8, 6, 16, 4, 15.0


def main() -> int:
    """Measure every page on every release; 1 if one of them is slower than the goal."""
    logging.disable(logging.WARNING)
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for name, data in named_or_built(Path(folder)).items():
            missed += measure(name, data, Path(folder))
    say(f"- to be reached: 95 of 100 questions of every page within {GOAL_MS:.0f} ms")
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
    """One row per page; gives those whose questions are slower than the goal."""
    missed = []
    say("| page | questions | median ms | p95 ms | slowest question | whole page, median ms |")
    say("|---|---|---|---|---|---|")
    for page in PAGES:
        by_question, sums = asked_again(release, views[page])
        times = [ms for found in by_question.values() for ms in found]
        middle, high = statistics.median(times), percentile(times, 95)
        slowest = max(by_question, key=lambda one: statistics.median(by_question[one]))
        word = f"{slowest} {statistics.median(by_question[slowest]):.1f}"
        count, whole = max(len(view) for view in views[page]), statistics.median(sums)
        say(f"| {page} | {count} | {middle:.1f} | {high:.1f} | {word} | {whole:.1f} |")
        if high > GOAL_MS:
            missed.append(f"{name}, {page}: p95 {high:.1f} ms")
    return missed


def asked_again(
    release: duckdb.DuckDBPyConnection, views: list[View]
) -> tuple[dict[str, list[float]], list[float]]:
    """Milliseconds of every question by name, and of every whole view."""
    by_question: dict[str, list[float]] = {}
    sums = []
    for number in range(PASSES + 1):
        for view in views:
            times = [(one[0].__name__, timed_once(release, one)) for one in view]
            if number:  # the first pass warms up
                sums.append(sum(ms for _, ms in times))
                for name, ms in times:
                    by_question.setdefault(name, []).append(ms)
    return by_question, sums


def timed_once(release: duckdb.DuckDBPyConnection, question: Question) -> float:
    start = time.perf_counter()
    question[0](release, **question[1])
    return (time.perf_counter() - start) * 1000


def show_peers(
    release: duckdb.DuckDBPyConnection, database: Path, folder: Path, views: list[View]
) -> None:
    """One row per question for values: ours and the peers' medians, in the same run."""
    parquet, unsorted = prepare(database, folder)
    say("\n| question | sorted ms | pandas on Parquet ms | ratio | unsorted ms | ratio |")
    say("|---|---|---|---|---|---|")
    for name, questions in comparable(views).items():
        ways: list[Callable[[Question], object]] = [
            lambda one: one[0](release, **one[1]),
            lambda one, name=name: by_pandas(parquet, name, one[1]),
            lambda one: one[0](unsorted, **one[1]),
        ]
        ours, *others = medians(ways, questions)
        cells = " | ".join(f"{other:.2f} | {other / ours:.1f}" for other in others)
        say(f"| {name} | {ours:.2f} | {cells} |")
    unsorted.close()
    say("")


def medians(ways: list[Callable[[Question], object]], questions: list[Question]) -> list[float]:
    """Median milliseconds of each way to answer, put one after the other in every round."""
    times: list[list[float]] = [[] for _ in ways]
    for number in range(-WARM_UP, PEER_ROUNDS):
        question = questions[number % len(questions)]
        for way, found in zip(ways, times, strict=True):
            start = time.perf_counter()
            way(question)
            if number >= 0:
                found.append((time.perf_counter() - start) * 1000)
    return [statistics.median(found) for found in times]


def percentile(values: list[float], share: int) -> float:
    """The smallest value that ``share`` per cent do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * share // 100) - 1]


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
