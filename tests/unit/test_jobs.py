"""Jobs: one at a time, in a process of their own, with progress and outcome in files."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import duckdb
import psutil
import pytest

from monitoring import jobs
from monitoring.errors import StoreError
from monitoring.jobs import Job, list_jobs, read_job, running_job, start_job

PATIENCE_S = 90


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    return tmp_path


def ended(job: Job) -> Job:
    """The job after its end."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        now = read_job(jobs.jobs_folder() / job.id)
        if not now.running:
            return now
        time.sleep(0.1)
    raise AssertionError(f"still running after {PATIENCE_S} s: {now.lines}")


def pid_of(job: Job) -> int:
    text = (jobs.jobs_folder() / job.id / "job.json").read_text(encoding="utf-8")
    return int(json.loads(text)["pid"])


def sleeping_job(data_dir: Path, monkeypatch: pytest.MonkeyPatch, title: str = "Import") -> Job:
    """A job whose process waits for its end."""
    idle = data_dir / "idle.py"
    idle.write_text("print('ein Schritt', flush=True)\nimport time\ntime.sleep(600)\n")
    monkeypatch.setattr(sys, "executable", str(executable(data_dir, idle)))
    return start_job(title, ["status"])


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
        assert read_job(jobs.jobs_folder() / waiting.id).running
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
        while read_job(jobs.jobs_folder() / job.id).running:
            opened |= {file.path for file in psutil.Process().open_files()}
            time.sleep(0.02)
        assert ended(job).code == 0, ended(job).lines
        assert not [path for path in opened if path.endswith("store.duckdb")]
        with duckdb.connect(str(data_dir / "store.duckdb"), read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM figure").fetchall() == [(1,)]
