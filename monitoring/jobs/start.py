"""Start jobs, one at a time, and remove what they have left over."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil

from monitoring.errors import InputError, StoreError
from monitoring.jobs.folder import HEAD, KEPT, Job, read_job, running_job
from monitoring.running import REVOCABLE, UPLOADS
from monitoring.scratch import scratch_folder
from monitoring.settings import ROOT, jobs_folder, made

LOCK = "lock"
PATIENCE_S = 10.0
LONGEST_ANSWER_S = 120
Upload = tuple[str, bytes | memoryview]


def start_job(title: str, arguments: list[str], files: Sequence[Upload] = ()) -> Job:
    """Start ``python -m monitoring ARGUMENTS FILES``; ``files`` are names with their content.

    Raises StoreError while another job runs; then nothing of ``files`` is kept.
    """
    with _alone(PATIENCE_S):
        active = running_job()
        if active is not None:
            raise StoreError(
                f"Es läuft schon ein Auftrag: {active.title}.\nAbhilfe: sein Ende abwarten."
            )
        now = datetime.now(UTC)
        folder = made(jobs_folder() / now.strftime("%Y%m%dT%H%M%S%f"))
        try:
            process = _started(folder, [*arguments, *_kept(files, folder / UPLOADS)])
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        head = {
            "title": title,
            "started": now.isoformat(timespec="seconds"),
            "pid": process.pid,
            "born": psutil.Process(process.pid).create_time(),
        }
        draft = folder / f".{HEAD}"
        draft.write_text(json.dumps(head), encoding="utf-8")
        draft.replace(folder / HEAD)
        _remove_left_over()
        return read_job(folder)


def ask(arguments: list[str], files: Sequence[Upload]) -> str:
    """What ``python -m monitoring ARGUMENTS FILES`` says, for questions of a few seconds.

    Unlike a job it touches no store, may run beside one and leaves nothing behind. Raises
    InputError with what the command complained of.
    """
    with scratch_folder() as folder:
        words = [*arguments, *_kept(files, folder)]
        try:
            told = subprocess.run(
                [sys.executable, "-m", "monitoring", *words],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LONGEST_ANSWER_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise InputError(
                "Die Datei ist zu groß, um sie hier anzusehen.",
                remedy="Die Tabelle teilen, etwa nach Jahren.",
            ) from error
    if told.returncode != 0:
        lines = told.stderr.decode("utf-8", errors="replace").strip().splitlines()
        known = bool(lines) and "Traceback" not in lines[0]
        raise InputError("\n".join(lines) if known else "Die Datei lässt sich nicht ansehen.")
    return told.stdout.decode("utf-8", errors="replace")


@contextmanager
def _alone(patience: float) -> Iterator[None]:
    """One session at a time; the system frees the lock of a process that is gone."""
    path = made(jobs_folder()) / LOCK
    try:
        with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
    except sqlite3.OperationalError as error:
        raise StoreError(
            "Der Ordner der Aufträge ist gerade gesperrt.\nAbhilfe: gleich noch einmal versuchen."
        ) from error


def _kept(files: Sequence[Upload], uploads: Path) -> list[str]:
    """Paths of the files, each in a folder of its own, under its plain name."""
    paths = []
    for position, (name, content) in enumerate(files):
        path = made(uploads / str(position)) / Path(name.replace("\\", "/")).name
        try:
            path.write_bytes(content)
        except OSError as error:
            raise StoreError(
                f"Die Datei {path.name} lässt sich nicht ablegen.\n"
                "Abhilfe: freien Platz prüfen; der Name darf höchstens 255 Zeichen haben."
            ) from error
        paths.append(str(path))
    return paths


def _started(folder: Path, words: list[str]) -> "subprocess.Popen[bytes]":
    (folder / REVOCABLE).touch()
    with (folder / "log.txt").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "monitoring", "--job", str(folder), *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def remove_left_over() -> None:
    """Remove uploads of jobs that were killed before they could, and jobs of long ago."""
    if not jobs_folder().exists():
        return
    try:
        with _alone(0):
            _remove_left_over()
    except StoreError:
        return  # another session starts a job and does the same


def _remove_left_over() -> None:
    """Folders without a head are of a start that was broken off: here nobody else starts."""
    folders = sorted((path for path in jobs_folder().iterdir() if path.is_dir()), reverse=True)
    whole = [folder for folder in folders if (folder / HEAD).exists()]
    ended = [folder for folder in whole if not read_job(folder).running]
    broken_off = {*folders} - {*whole}
    old = {*whole[KEPT:]} & {*ended}
    for folder in (*broken_off, *old, *(folder / UPLOADS for folder in ended)):
        shutil.rmtree(folder, ignore_errors=True)
