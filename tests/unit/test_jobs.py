"""Jobs: one at a time, in a process of their own, with progress and outcome in files."""

import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import duckdb
import psutil
import pytest

from monitoring.errors import StoreError
from monitoring.jobs import Job, list_jobs, read_job, remove_left_over, running_job, start_job
from monitoring.jobs.start import LOCK
from monitoring.running import UPLOADS
from monitoring.settings import jobs_folder

PATIENCE_S = 90
TABLE = ("kita.csv", b"ags;zeitraum;kita_plaetze\n99001001;2024-03-01;12\n")
WRONG = ("falsch.csv", b"ags;zeitraum;kita_plaetze\n99001001;2024-03-01;viele\n")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    return tmp_path


def ended(job: Job) -> Job:
    """The job after its end."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        now = read_job(jobs_folder() / job.id)
        if not now.running:
            return now
        time.sleep(0.1)
    raise AssertionError(f"still running after {PATIENCE_S} s: {now.lines}")


def pid_of(job: Job) -> int:
    text = (jobs_folder() / job.id / "job.json").read_text(encoding="utf-8")
    return int(json.loads(text)["pid"])


def sleeping_job(data_dir: Path, monkeypatch: pytest.MonkeyPatch, files=()) -> Job:
    """A job whose process waits for its end."""
    put_to_sleep(data_dir, monkeypatch)
    return start_job("Import", ["status"], files)


def put_to_sleep(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every job started from here on wait for its end."""
    idle = data_dir / "idle.py"
    idle.write_text("print('ein Schritt', flush=True)\nimport time\ntime.sleep(600)\n")
    monkeypatch.setattr(sys, "executable", str(executable(data_dir, idle)))


def executable(folder: Path, script: Path) -> Path:
    """A program that runs ``script`` whatever it is told."""
    program = folder / "idle"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}"\n')
    program.chmod(0o755)
    return program


@pytest.fixture
def waiting(data_dir: Path, monkeypatch: pytest.MonkeyPatch):
    job = sleeping_job(data_dir, monkeypatch)
    yield job
    if psutil.pid_exists(pid_of(job)):
        os.kill(pid_of(job), signal.SIGKILL)


class TestOutcome:
    def test_a_command_that_succeeds_ends_with_zero_and_its_words(self):
        job = ended(start_job("Stand", ["status"]))
        assert (job.title, job.code) == ("Stand", 0)
        assert job.lines == ("Eingestellter Datenstand: noch keiner",)

    def test_an_error_that_was_explained_ends_with_one_and_the_explanation(self):
        job = ended(start_job("Datenstand", ["release", "build"]))
        assert job.code == 1
        assert "Der Datenspeicher ist leer." in job.lines

    def test_wrong_words_end_as_failed(self):
        assert ended(start_job("Unsinn", ["unsinn"])).code == 1

    def test_a_killed_process_has_failed(self, waiting: Job):
        assert read_job(jobs_folder() / waiting.id).running
        os.kill(pid_of(waiting), signal.SIGKILL)
        job = ended(waiting)
        assert job.code == 1
        assert running_job() is None

    @pytest.mark.usefixtures("waiting")
    def test_progress_can_be_read_while_it_runs(self):
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and not running_job().lines:
            time.sleep(0.1)
        assert running_job().lines == ("ein Schritt",)


class TestOneAtATime:
    def test_a_second_job_is_refused_while_the_first_runs(self, waiting: Job):
        with pytest.raises(StoreError) as caught:
            start_job("Datenstand", ["release", "build"])
        assert (
            str(caught.value) == "Es läuft schon ein Auftrag: Import.\nAbhilfe: sein Ende abwarten."
        )
        assert [job.id for job in list_jobs()] == [waiting.id]

    def test_after_its_end_the_next_one_may_start(self):
        ended(start_job("eins", ["status"]))
        ended(start_job("zwei", ["status"]))
        assert [job.title for job in list_jobs()] == ["zwei", "eins"]

    def test_a_process_of_another_program_with_the_same_number_is_not_the_job(self, data_dir: Path):
        """Numbers are given again, after a restart of the machine for certain."""
        folder = data_dir / "jobs" / "20200101T000000000000"
        folder.mkdir(parents=True)
        born = psutil.Process().create_time() - 3600
        head = {"title": "alt", "started": "2020-01-01T00:00:00+00:00"}
        head |= {"pid": os.getpid(), "born": born}
        (folder / "job.json").write_text(json.dumps(head), encoding="utf-8")
        assert read_job(folder).code == 1
        assert running_job() is None

    def test_of_sessions_that_start_at_once_one_does(self, data_dir: Path, monkeypatch):
        put_to_sleep(data_dir, monkeypatch)
        with ThreadPoolExecutor(8) as sessions:
            asked = [sessions.submit(start_job, f"{n}", ["status"]) for n in range(8)]
        refused = [future.exception() for future in asked]
        (job,) = list_jobs()
        os.kill(pid_of(job), signal.SIGKILL)
        assert len([error for error in refused if isinstance(error, StoreError)]) == 7

    def test_a_session_that_is_gone_frees_its_lock(self, data_dir: Path):
        context = multiprocessing.get_context("spawn")
        ready = context.Event()
        holder = context.Process(target=hold, args=(data_dir / "jobs" / LOCK, ready))
        holder.start()
        assert ready.wait(PATIENCE_S)
        remove_left_over()
        holder.kill()
        holder.join()
        assert ended(start_job("Stand", ["status"])).code == 0

    def test_a_job_is_never_seen_half_written(self, monkeypatch):
        whole = Path.write_text

        def slowly(path: Path, text: str, **how: str) -> int:
            whole(path, text[:5], **how)
            assert list_jobs() == []
            return whole(path, text, **how)

        monkeypatch.setattr(Path, "write_text", slowly)
        assert ended(start_job("Stand", ["status"])).code == 0


class TestUploads:
    @pytest.mark.parametrize(
        ("words", "file", "code"),
        [(["import"], TABLE, 0), (["import", "--dry-run"], TABLE, 0), (["import"], WRONG, 1)],
    )
    def test_they_are_read_and_gone_when_the_job_has_ended(self, words, file, code):
        job = ended(start_job("Import", words, [file]))
        assert (job.code, file[0] in job.lines[0]) == (code, True)
        assert uploads() == []

    def test_two_of_one_name_are_two(self):
        job = ended(start_job("Import", ["import"], [TABLE, ("C:\\x\\kita.csv", TABLE[1])]))
        assert [line for line in job.lines if "Lieferung 1, war schon vorhanden" in line]

    def test_of_a_job_that_is_refused_nothing_is_kept(self, waiting: Job):
        with pytest.raises(StoreError):
            start_job("Import", ["import"], [TABLE])
        assert uploads() == []
        assert [job.id for job in list_jobs()] == [waiting.id]

    def test_a_file_that_cannot_be_kept_is_told_and_leaves_nothing(self):
        with pytest.raises(StoreError, match="lässt sich nicht ablegen"):
            start_job("Import", ["import"], [TABLE, ("x" * 300 + ".csv", b"1")])
        assert uploads() == []
        assert list_jobs() == []

    def test_those_of_a_job_that_was_killed_go_too(self, data_dir: Path, monkeypatch):
        job = sleeping_job(data_dir, monkeypatch, files=[TABLE])
        remove_left_over()
        assert [path.name for path in uploads()] == ["kita.csv"]
        os.kill(pid_of(job), signal.SIGKILL)
        ended(job)
        remove_left_over()
        assert uploads() == []
        assert [known.id for known in list_jobs()] == [job.id]

    def test_a_start_that_was_broken_off_leaves_nothing(self, data_dir: Path):
        left = data_dir / "jobs" / "20200101T000000000000" / UPLOADS / "0" / "kita.csv"
        left.parent.mkdir(parents=True)
        left.write_bytes(TABLE[1])
        remove_left_over()
        assert uploads() == []

    def test_the_last_twenty_jobs_are_kept(self, data_dir: Path):
        model = ended(start_job("alt", ["status"]))
        for number in range(25):
            shutil.copytree(data_dir / "jobs" / model.id, data_dir / "jobs" / f"2020{number:02d}")
        newest = ended(start_job("neu", ["status"]))
        kept = [job.id for job in list_jobs(limit=100)]
        assert kept == [newest.id, model.id, *(f"2020{n:02d}" for n in range(24, 6, -1))]


def uploads() -> list[Path]:
    """Every file of an upload that is still there."""
    return [path for path in jobs_folder().rglob("*.csv") if path.is_file()]


def hold(lock: Path, ready) -> None:
    """Hold the lock until the end of this process."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(lock, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        ready.set()
        time.sleep(600)


class TestProcess:
    def test_it_is_another_one_in_a_session_of_its_own(self, waiting: Job):
        assert pid_of(waiting) != os.getpid()
        assert os.getsid(pid_of(waiting)) != os.getsid(os.getpid())

    def test_the_store_is_never_opened_by_the_one_that_started_the_job(self, data_dir: Path):
        """The web process holds no file of the store while a job writes it, nor afterwards."""
        table = data_dir / "eigene.csv"
        table.write_text("ags;zeitraum;kita_plaetze\n99001001;2024-03-01;12\n", encoding="utf-8")
        job = start_job("Import", ["import", str(table)])
        opened = set()
        while read_job(jobs_folder() / job.id).running:
            opened |= {file.path for file in psutil.Process().open_files()}
            time.sleep(0.02)
        assert ended(job).code == 0, ended(job).lines
        assert not [path for path in opened if path.endswith("store.duckdb")]
        with duckdb.connect(str(data_dir / "store.duckdb"), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM figure").fetchall() == [(1,)]
