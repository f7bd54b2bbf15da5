"""What the folder of a job tells."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from monitoring.errors import CANCELLED
from monitoring.running import FINAL, FINDINGS, OUTCOME, PROGRESS, REVOKED
from monitoring.settings import jobs_folder

HEAD = "job.json"
REPORT = "bericht.json"
KEPT = 20
SAME_BIRTH_S = 1.0


@dataclass(frozen=True)
class Job:
    """A started command.

    ``code`` is None while it runs; ``lines`` is what it has said so far; ``done`` (0 to 1) and
    ``step`` tell what it works on; once it is ``final`` nobody can cancel it any more.
    """

    id: str
    title: str
    started: str
    code: int | None
    lines: tuple[str, ...]
    done: float = 0.0
    step: str = ""
    final: bool = False
    revoked: bool = False

    @property
    def running(self) -> bool:
        """Whether the command has not ended yet."""
        return self.code is None


def running_job() -> Job | None:
    """The job that has not ended, if there is one."""
    return next((job for job in list_jobs(limit=5) if job.running), None)


def list_jobs(limit: int = KEPT) -> list[Job]:
    """The latest jobs, newest first."""
    folders = sorted(jobs_folder().glob(f"*/{HEAD}"), reverse=True)[:limit]
    return [read_job(path.parent) for path in folders]


def read_job(folder: Path) -> Job:
    """A job as its folder tells; one whose process is gone without an outcome has failed."""
    head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
    log = folder / "log.txt"
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    code = _code(folder, *process_of(folder))
    return Job(
        folder.name,
        head["title"],
        head["started"],
        code,
        tuple(text.splitlines()),
        *_progress(folder),
        final=(folder / FINAL).exists(),
        revoked=(folder / REVOKED).exists(),
    )


def process_of(folder: Path) -> tuple[int, float]:
    """Number and time of birth of a job's process."""
    head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
    return int(head["pid"]), float(head["born"])


def alive(pid: int, born: float) -> bool:
    """Numbers of processes are given again, so that the time of birth must agree too.

    A killed one whose other threads are still ending holds its files, the store among them.
    """
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - born) < SAME_BIRTH_S
        dead = process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1
        return same and not dead
    except psutil.NoSuchProcess:
        return False


def findings_folder(job: Job) -> Path:
    """Where a job keeps its report on files and the workbooks that belong to it."""
    return jobs_folder() / job.id / FINDINGS


def findings_of(job: Job) -> list[dict[str, Any]]:
    """The report of a job that has checked files, else nothing.

    For each file: ``file``, ``format``, ``brings`` (base figure, level, periods, areas, rows),
    ``findings`` (kind, place, count, message, proposal), ``workbook`` (a name, or None).
    """
    path = findings_folder(job) / REPORT
    if not path.exists():
        return []
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _progress(folder: Path) -> tuple[float, str]:
    with suppress(FileNotFoundError):
        share, _, text = (folder / PROGRESS).read_text(encoding="utf-8").partition(" ")
        return float(share), text
    return 0.0, ""


def _code(folder: Path, pid: int, born: float) -> int | None:
    outcome = folder / OUTCOME
    if not outcome.exists() and alive(pid, born):
        return None
    if outcome.exists():
        return int(outcome.read_text(encoding="utf-8"))
    return CANCELLED if (folder / REVOKED).exists() else 1
