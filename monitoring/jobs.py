"""Start a command in a process of its own; one at a time; progress and outcome in files.

A job is a folder in ``$KREISBLICK_DATA/jobs``: job.json (command, start), log.txt (one line a
step), outcome (its exit code). A web process reads these and never opens the store.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from monitoring.errors import StoreError
from monitoring.settings import ROOT, jobs_folder, made

OUTCOME = "outcome"
SAME_BIRTH_S = 1.0


@dataclass(frozen=True)
class Job:
    """A started command. ``code`` is None while it runs; ``lines`` is what it has said so far."""

    id: str
    title: str
    started: str
    code: int | None
    lines: tuple[str, ...]

    @property
    def running(self) -> bool:
        """Whether the command has not ended yet."""
        return self.code is None


def start_job(title: str, arguments: list[str]) -> Job:
    """Start ``python -m monitoring ARGUMENTS``. Raises StoreError while another job runs."""
    active = running_job()
    if active is not None:
        raise StoreError(
            f"Es läuft schon ein Auftrag: {active.title}.\nAbhilfe: sein Ende abwarten."
        )
    now = datetime.now(UTC)
    folder = made(jobs_folder() / now.strftime("%Y%m%dT%H%M%S%f"))
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "monitoring", "--outcome", str(folder / OUTCOME), *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    head = {
        "title": title,
        "started": now.isoformat(timespec="seconds"),
        "pid": process.pid,
        "born": psutil.Process(process.pid).create_time(),
    }
    (folder / "job.json").write_text(json.dumps(head), encoding="utf-8")
    return read_job(folder)


def running_job() -> Job | None:
    """The job that has not ended, if there is one."""
    return next((job for job in list_jobs(limit=5) if job.running), None)


def list_jobs(limit: int = 20) -> list[Job]:
    """The latest jobs, newest first."""
    folders = sorted(jobs_folder().glob("*/job.json"), reverse=True)[:limit]
    return [read_job(path.parent) for path in folders]


def read_job(folder: Path) -> Job:
    """A job as its folder tells; one whose process is gone without an outcome has failed."""
    head = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    log = folder / "log.txt"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    code = _code(folder, head["pid"], head["born"])
    return Job(folder.name, head["title"], head["started"], code, tuple(text.splitlines()))


def _code(folder: Path, pid: int, born: float) -> int | None:
    outcome = folder / OUTCOME
    if not outcome.exists() and _alive(pid, born):
        return None
    return int(outcome.read_text(encoding="utf-8")) if outcome.exists() else 1


def _alive(pid: int, born: float) -> bool:
    """Numbers of processes are given again, so that the time of birth must agree too."""
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - born) < SAME_BIRTH_S
        return bool(same and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
