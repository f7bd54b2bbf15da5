"""Cancelling a job: nothing of it stays, or it is too late and that is said."""

import shutil
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from monitoring.commands import main
from monitoring.errors import CANCELLED, CancelledError
from monitoring.jobs import Job, cancel, cancel_job, read_job, running_job, start_job
from monitoring.jobs.folder import process_of
from monitoring.release.location import current_release, list_releases
from monitoring.running import FINAL, REVOCABLE, REVOKED, UPLOADS, as_job, decide, portion, step
from monitoring.settings import jobs_folder, releases_folder, store_path
from tests.readers import excerpts
from tests.tiny_store import boundaries, figures, store

PATIENCE_S = 90
AT_WORK = """
import os, signal, subprocess, sys, tempfile, time
folder = sys.argv[sys.argv.index("--job") + 1]
{deaf}
made = tempfile.mkdtemp(prefix=f"kreisblick-{{os.getpid()}}-")
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
{decided}
print(made, flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def at_work(tmp_path: Path, monkeypatch, *, deaf: str = "", decided: str = "") -> Job:
    """A job with an upload, a scratch folder and a child, whose process waits for its end."""
    script, program = tmp_path / "work.py", tmp_path / "work"
    script.write_text(AT_WORK.format(deaf=deaf, decided=decided))
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    job = start_job("Import", ["import"], [("a.csv", b"1")])
    monkeypatch.undo()
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    until = time.monotonic() + PATIENCE_S
    while not job.lines and time.monotonic() < until:
        time.sleep(0.05)
        job = read_job(jobs_folder() / job.id)
    return job


def family(job: Job) -> list[psutil.Process]:
    leader = psutil.Process(process_of(jobs_folder() / job.id)[0])
    return [leader, *leader.children(recursive=True)]


def ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
FINALLY = 'os.rename(f"{folder}/revocable", f"{folder}/final")'


class TestCancelling:
    @pytest.mark.skipif(sys.platform == "win32", reason="starts a shell script")
    @pytest.mark.parametrize("deaf", ["", DEAF], ids=["asked", "killed"])
    def test_all_of_it_is_gone(self, tmp_path: Path, monkeypatch, deaf: str):
        job = at_work(tmp_path, monkeypatch, deaf=deaf)
        monkeypatch.setattr(cancel, "GRACE_S", 0.5 if deaf else PATIENCE_S)
        processes, made = family(job), Path(job.lines[0])
        assert len(processes) == 2
        assert made.is_dir()
        assert (jobs_folder() / job.id / UPLOADS / "0" / "a.csv").exists()
        assert cancel_job(job).code == CANCELLED
        assert running_job() is None
        assert all(ended(process) for process in processes)
        assert not made.exists()
        assert not (jobs_folder() / job.id / UPLOADS).exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="starts a shell script")
    def test_after_the_last_moment_it_goes_on(self, tmp_path: Path, monkeypatch):
        job = at_work(tmp_path, monkeypatch, decided=FINALLY)
        now = cancel_job(job)
        assert (now.running, now.final, now.revoked) == (True, True, False)
        for process in family(job):
            process.kill()

    @pytest.mark.skipif(sys.platform == "win32", reason="starts a shell script")
    def test_of_several_sessions_all_see_it_cancelled(self, tmp_path: Path, monkeypatch):
        job = at_work(tmp_path, monkeypatch)
        with ThreadPoolExecutor(4) as sessions:
            seen = list(sessions.map(cancel_job, [job] * 4))
        assert [one.code for one in seen] == [CANCELLED] * 4

    def test_one_that_has_ended_stays_what_it_was(self):
        job = start_job("Stand", ["status"])
        until = time.monotonic() + PATIENCE_S
        while running_job() is not None and time.monotonic() < until:
            time.sleep(0.05)
        assert cancel_job(job).code == 0
        assert not (jobs_folder() / job.id / REVOKED).exists()


class TestTheLastMoment:
    def test_either_the_command_or_the_session_has_it(self, tmp_path: Path):
        won = set()
        for turn in range(200):
            folder = tmp_path / str(turn)
            folder.mkdir()
            (folder / REVOCABLE).touch()
            start, seen = threading.Barrier(2), []

            def command(start=start, seen=seen, folder=folder) -> None:
                start.wait()
                try:
                    with as_job(folder):
                        decide()
                except CancelledError:
                    seen.append("revoked")
                else:
                    seen.append("final")

            thread = threading.Thread(target=command)
            thread.start()
            start.wait()
            revoked = cancel._revoked(folder)
            thread.join()
            assert seen == ["revoked" if revoked else "final"]
            assert [path.name for path in folder.iterdir()] == [REVOKED if revoked else FINAL]
            won.add(revoked)
            shutil.rmtree(folder)
        assert won == {True, False}

    def test_a_revoked_import_stores_nothing(self, tmp_path: Path, capsys):
        store(store_path(), figures("faelle", {"98001001": 1}))
        before = store_path().read_bytes()
        (tmp_path / REVOKED).touch()
        table = excerpts.own(tmp_path / "a.csv", "ags;zeitraum;kita_plaetze", "98001001;2024;1")
        assert main(["--job", str(tmp_path), "import", str(table)]) == CANCELLED
        assert (tmp_path / "outcome").read_text() == str(CANCELLED)
        assert "Abgebrochen; es bleibt, was vorher da war." in capsys.readouterr().err
        assert len(store_path().read_bytes()) == len(before)

    def test_a_revoked_build_leaves_no_release(self, tmp_path: Path):
        store(store_path(), boundaries())
        (tmp_path / REVOKED).touch()
        assert main(["--job", str(tmp_path), "release", "build"]) == CANCELLED
        assert current_release() is None
        assert list_releases() == []
        assert list(releases_folder().iterdir()) == []


class TestProgress:
    def test_parts_of_parts_add_up_and_never_fall(self, tmp_path: Path):
        told = []
        with as_job(tmp_path):
            for done, start, end in ((0.5, 0.0, 0.4), (0.1, 0.0, 0.4), (1.0, 0.4, 0.8), (9, 0, 1)):
                with portion(0.5, 1.0), portion(start, end):
                    step(done, "liest")
                told.append((tmp_path / "progress").read_text())
        assert told == ["0.6000 liest", "0.6000 liest", "0.9000 liest", "1.0000 liest"]

    def test_a_command_that_is_no_job_leaves_nothing(self, tmp_path: Path):
        step(0.5, "liest")
        decide()
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("words", [["import"], ["release", "build"]])
    def test_import_and_build_tell_how_far_they_are(self, tmp_path: Path, monkeypatch, words):
        store(store_path(), boundaries())
        table = excerpts.own(tmp_path / "a.csv", "ags;zeitraum;kita_plaetze", "98001001;2024;1")
        seen, whole = [], Path.replace

        def watched(path: Path, target: Path) -> Path:
            if path.name == ".progress":
                seen.append(path.read_text())
            return whole(path, target)

        monkeypatch.setattr(Path, "replace", watched)
        files = [str(table)] if words == ["import"] else []
        assert main(["--job", str(tmp_path), *words, *files]) == 0
        shares = [float(line.split(" ")[0]) for line in seen]
        assert shares == sorted(shares)
        assert shares[0] == 0.0
        assert shares[-1] > 0.9
        assert len(set(shares)) > 8
