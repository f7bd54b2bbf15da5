"""Imports and builds on a disk that is full, refuses to grow a file, or fails to rename."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.killed import delivery, expect, served, stored
from benchmarks.warm import Ended, Server, command

DISK_MIB = 64
SPARE = (0, 8, 100, 400, 800, 1200, 1600, 2400)  # KiB left on the full disk
GROWTH = (0, 100_000, 500_000, 1_000_000, 4_000_000)  # bytes that a file may still grow
REMEDY = "freien Platz"
BIG = 60_000


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A real disk of DISK_MIB in memory, None where this user may mount none."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(folder)]
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", *options], capture_output=True, check=False
    )
    if not mounted or mounted.returncode != 0:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def on_a_full_disk(
    server: Server, start: Path, disk: Path, files: Path, spares: Sequence[int] = SPARE
) -> dict[str, int]:
    """Import and build with little and ever more space left; gives how often it was refused."""
    seen = {"imports refused": 0, "builds refused": 0, "went well": 0}
    for number, spare in enumerate(spares):
        data = disk / f"data{number}"
        shutil.copytree(start, data)
        path, before, filler = delivery(files, number, BIG), stored(data), disk / "filler"
        release = served(data)
        for what in (("import", str(path)), ("release", "build")):
            fill(filler, spare * 1024)
            ended = command(server, data, *what)
            filler.unlink()
            after, now = stored(data), served(data)
            if ended.code == 0:
                seen["went well"] += 1
                before, release = after, now
                continue
            refused(ended)
            assert after == before, "a refused import came in"
            assert now == release, "a refused release is in use"
            seen["imports refused" if what[0] == "import" else "builds refused"] += 1
            expect(command(server, data, *what))
            before, release = stored(data), served(data)
        hidden = [one.name for one in data.rglob(".*")]
        assert not hidden, hidden
        shutil.rmtree(data)
        path.unlink()
    return seen


def fill(filler: Path, spare: int) -> None:
    """Fill the disk but for some bytes."""
    free = shutil.disk_usage(filler.parent).free - spare
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free, 1))


def refused(ended: Ended) -> None:
    """The command failed with a reason and a remedy, not with a crash."""
    assert ended.code == 1, f"exit code {ended.code}: {ended.said}"
    assert REMEDY in ended.said, ended.said
    assert "Traceback" not in ended.said, ended.said


def with_files_that_do_not_grow(
    server: Server, data: Path, files: Path, growths: Sequence[int] = GROWTH
) -> dict[str, int]:
    """The same where the system limits the size of a file, as quotas and old disks do."""
    seen = {"imports refused": 0, "builds refused": 0, "went well": 0}
    before, release = stored(data), served(data)
    size = (data / "store.duckdb").stat().st_size
    for number, more in enumerate(growths, 1000):
        path = delivery(files, number, BIG)
        for what in (("import", str(path)), ("release", "build")):
            limit = size + more if what[0] == "import" else 20_000 + more
            ended = command(server, data, *what, largest=limit)
            if ended.code == 0:
                seen["went well"] += 1
                before, release = stored(data), served(data)
                continue
            refused(ended)
            assert (stored(data), served(data)) == (before, release), "refused and yet there"
            seen["imports refused" if what[0] == "import" else "builds refused"] += 1
        path.unlink()
    return seen


def with_failing_renames(server: Server, data: Path) -> str:
    """The release cannot be moved into place, or not put in use; gives the id that is left."""
    release, kept = served(data), len(list((data / "releases").iterdir()))
    moved = command(server, data, "release", "build", broken="rename")
    refused(moved)
    assert served(data) == release
    assert len(list((data / "releases").iterdir())) == kept, "something was left"
    put = command(server, data, "release", "build", broken="replace")
    refused(put)
    assert served(data) == release
    made = max(path.name for path in (data / "releases").iterdir())
    assert f"release use {made}" in put.said, put.said
    expect(command(server, data, "release", "use", made))
    assert served(data) == made
    return made
