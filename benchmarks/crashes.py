"""Kill 300 imports and 100 builds, fill the disk, let renames fail: nothing may be lost.

The moments are spread over the whole time of a command and, half of them, over its last part:
the commit of the store, the move of the release into place. A seed repeats a run.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.disks import (
    on_a_full_disk,
    small_disk,
    with_failing_renames,
    with_files_that_do_not_grow,
)
from benchmarks.killed import installation, killed_builds, killed_imports
from benchmarks.warm import warm

IMPORTS, BUILDS = 300, 100
SEED = "KREISBLICK_BENCH_SEED"
NO_DISK = "The full disk was NOT tried: this user may not mount a small one. Run it as root."


def main() -> int:
    """Print the table; raises where something was lost, partial, or not served.

    1 if the full disk could not be tried.
    """
    seed = int(os.environ.get(SEED) or time.time())
    sys.stdout.write(f"seed {seed} ({SEED} repeats it)\n\n| what | outcomes | s |\n|---|---|--:|\n")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name, warm(Path(name) / "scratch") as server:
        data, files = Path(name) / "data", Path(name) / "more"
        installation(server, data)
        files.mkdir()
        row("imports killed", lambda: killed_imports(server, data, IMPORTS, chance))
        row("builds killed", lambda: killed_builds(server, data, BUILDS, chance))
        with small_disk(Path(name) / "disk") as disk:
            if disk is not None:
                fresh = Path(name) / "fresh"
                installation(server, fresh)
                row("full disk", lambda: on_a_full_disk(server, fresh, disk, files))
        row("files of limited size", lambda: with_files_that_do_not_grow(server, data, files))
        row("failing renames", lambda: {"refused": 2, with_failing_renames(server, data): 1})
    if disk is None:
        sys.stdout.write(f"\n{NO_DISK}\n")
    return int(disk is None)


def row(title: str, measure: Callable[[], dict[str, int]]) -> None:
    """Run a part and print how often which outcome was seen."""
    start = time.perf_counter()
    seen = ", ".join(f"{name} {count}" for name, count in measure().items())
    sys.stdout.write(f"| {title} | {seen} | {time.perf_counter() - start:.0f} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
