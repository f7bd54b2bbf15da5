"""Fifty users on one process of the app, with the sample release.

Every user opens the app over its websocket and, after five seconds of thought on average, changes
an indicator, a Kreis or the page. Measured is the time from the message until the script has
finished. Each page was opened once before, as on a server that has been up for a while. To be
reached: 95 of 100 steps within 500 ms, no error. Only 127.0.0.1 is asked.
KREISBLICK_BENCH_USERS and KREISBLICK_BENCH_SECONDS change the numbers.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from websockets.asyncio.client import connect

from benchmarks.load_user import Screen, Step, live, rerun, step
from benchmarks.map_pages import Served, serve
from benchmarks.queries import percentile
from benchmarks.releases import SAMPLE, named_or_built

USERS = int(os.environ.get("KREISBLICK_BENCH_USERS", "50"))
SECONDS = float(os.environ.get("KREISBLICK_BENCH_SECONDS", "60"))
THINK_S, GOAL_MS = 5.0, 500.0


def main() -> int:
    """Let the users work for a minute; 1 if they waited too long or met an error."""
    with tempfile.TemporaryDirectory() as folder:
        data = named_or_built(Path(folder), (SAMPLE,))[SAMPLE]
        environment = {
            "KREISBLICK_DATA": str(data),
            "KREISBLICK_WORKSPACE_URL": f"sqlite:///{Path(folder) / 'workspace.sqlite'}",
        }
        with serve("app.py", environment) as served:
            asyncio.run(open_every_page(port_of(served)))
            before = served.cpu()
            steps = asyncio.run(work(port_of(served)))
            used, memory = served.cpu() - before, served.megabytes()
    show(steps)
    faults = [one for one in steps if one.fault]
    high = percentile([one.ms for one in steps], 95)
    say(
        f"\n- {USERS} users, {len(steps)} steps in {SECONDS:.0f} s; p95 {high:.0f} ms "
        f"(to be reached: {GOAL_MS:.0f}); {len(faults)} errors (to be reached: 0)"
    )
    say(f"- the process: {used / SECONDS:.0%} of a core, {memory:.0f} MB at the end")
    for one in faults[:5]:
        say(f"- {one.what}: {one.fault}")
    return 1 if faults or high > GOAL_MS else 0


def port_of(served: Served) -> int:
    return int(served.url.rpartition(":")[2])


async def open_every_page(port: int) -> None:
    """One user looks at every page before the others come."""
    screen = Screen()
    address, origin = f"ws://127.0.0.1:{port}/_stcore/stream", f"http://127.0.0.1:{port}"
    async with connect(address, subprotocols=["streamlit"], origin=origin, max_size=None) as socket:
        await step(socket, screen, "open start", rerun(screen))
        for name in list(screen.pages):
            await step(socket, screen, f"open {name}", rerun(screen, screen.pages[name]))


async def work(port: int) -> list[Step]:
    """All users at once; gives all that they did."""
    until = time.monotonic() + SECONDS
    lives = [live(port, random.Random(number), until, THINK_S) for number in range(USERS)]
    return [one for steps in await asyncio.gather(*lives) for one in steps]


def show(steps: list[Step]) -> None:
    """One row per kind of step."""
    say("| step | number | median ms | p95 ms | slowest ms | kB |\n|---|---|---|---|---|---|")
    for what in sorted({one.what for one in steps}):
        part = [one for one in steps if one.what == what]
        times = [one.ms for one in part]
        middle, high = statistics.median(times), percentile(times, 95)
        size = statistics.median(one.kilobytes for one in part)
        say(f"| {what} | {len(part)} | {middle:.0f} | {high:.0f} | {max(times):.0f} | {size:.0f} |")


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
