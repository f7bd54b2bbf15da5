"""Imports and builds that are cancelled at any moment: nothing has changed, or it was too late."""

import hashlib
import random
import sys
import tempfile
import time
from pathlib import Path

import pytest

from benchmarks import killed
from benchmarks.killed import FIGURES, delivery, served, stored
from benchmarks.warm import warm
from monitoring.errors import CANCELLED
from monitoring.jobs import Job, cancel_job, read_job, remove_left_over, start_job
from monitoring.running import UPLOADS
from monitoring.settings import jobs_folder

SEED = 20261126
PATIENCE_S = 120
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the installation needs fork")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a release, and a folder of its own for what is needed for a moment."""
    folder = tmp_path / "data"
    with warm(tmp_path / "warm") as server:
        killed.installation(server, folder)
    (tmp_path / "scratch").mkdir()
    (tmp_path / "files").mkdir()
    monkeypatch.setenv("KREISBLICK_DATA", str(folder))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    sys.stdout.write(f"seed {SEED}\n")  # shown where a test fails
    return folder


def ended(job: Job) -> Job:
    until = time.monotonic() + PATIENCE_S
    while job.running and time.monotonic() < until:
        time.sleep(0.01)
        job = read_job(jobs_folder() / job.id)
    return job


def started(data: Path, words: list[str], numbers: tuple[int, ...] = ()) -> Job:
    paths = [delivery(data.parent / "files", number, 4 * FIGURES) for number in numbers]
    return start_job("Auftrag", words, [(path.name, path.read_bytes()) for path in paths])


def cancelled_after(job: Job, seconds: float) -> Job:
    time.sleep(seconds)
    return ended(cancel_job(job))


def nothing_left(data: Path, job: Job) -> None:
    remove_left_over()
    assert list((data.parent / "scratch").iterdir()) == []
    assert not (jobs_folder() / job.id / UPLOADS).exists()
    assert not [path for path in (data / "releases").iterdir() if path.name.startswith(".")]


def test_twenty_cancelled_imports_change_nothing_or_were_too_late(data: Path):
    chance, begin = random.Random(SEED), time.monotonic()
    assert ended(started(data, ["import"], (0, 1))).code == 0
    whole, before = time.monotonic() - begin, stored(data)
    seen = {0: 0, CANCELLED: 0}
    for turn in range(20):
        pair = (2 * turn + 2, 2 * turn + 3)
        job = cancelled_after(started(data, ["import"], pair), chance.random() * whole)
        after = stored(data)
        came = {name for name, _ in after - before}
        assert job.code in seen, (SEED, turn, job.lines)
        assert came == ({f"nummer_{n}.zip" for n in pair} if job.code == 0 else set()), (SEED, turn)
        assert before <= after
        nothing_left(data, job)
        before = after
        seen[job.code] += 1
    assert seen[CANCELLED] >= 10, f"seed {SEED}: {seen}"


def test_eight_cancelled_builds_leave_the_release_in_use(data: Path):
    chance, begin = random.Random(SEED), time.monotonic()
    assert ended(started(data, ["release", "build"])).code == 0
    whole, before = time.monotonic() - begin, served(data)
    store = hashlib.sha256((data / "store.duckdb").read_bytes()).hexdigest()
    seen = {0: 0, CANCELLED: 0}
    for turn in range(8):
        job = cancelled_after(started(data, ["release", "build"]), chance.random() * whole)
        assert job.code in seen, (SEED, turn, job.lines)
        now = served(data)
        assert (now != before) == (job.code == 0), (SEED, turn)
        nothing_left(data, job)
        before = now
        seen[job.code] += 1
    assert seen[CANCELLED] >= 4, f"seed {SEED}: {seen}"
    assert hashlib.sha256((data / "store.duckdb").read_bytes()).hexdigest() == store
