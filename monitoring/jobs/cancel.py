"""Cancel a job: its process is ended, and nothing of it stays."""

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from monitoring.jobs.folder import Job, alive, process_of, read_job
from monitoring.release.location import remove_broken_off
from monitoring.running import REVOCABLE, REVOKED, UPLOADS
from monitoring.scratch import remove_scratch_folders
from monitoring.settings import jobs_folder

GRACE_S = 5.0
TICK_S = 0.02
Signal = Callable[[psutil.Process], None]


def cancel_job(job: Job) -> Job:
    """The job as it is afterwards: with the code CANCELLED, or as it went its way.

    One that is ``final`` or has ended is left alone. The command is asked to end, and killed
    where it does not; either way it can no longer change the store or the release in use.
    """
    folder = jobs_folder() / job.id
    if not read_job(folder).running or not _revoked(folder):
        return read_job(folder)
    process = process_of(folder)
    if _ended(process, psutil.Process.terminate) or _ended(process, psutil.Process.kill):
        shutil.rmtree(folder / UPLOADS, ignore_errors=True)
        remove_scratch_folders()
        remove_broken_off()
    return read_job(folder)


def _revoked(folder: Path) -> bool:
    """Whether it was cancelled, now or by another session, before it was final."""
    with suppress(FileNotFoundError):
        (folder / REVOCABLE).rename(folder / REVOKED)
    return (folder / REVOKED).exists()


def _ended(process: tuple[int, float], send: Signal) -> bool:
    """Send it to the process and those it has started, and wait for its end."""
    with suppress(psutil.NoSuchProcess):
        leader = psutil.Process(process[0])
        for each in (*leader.children(recursive=True), leader) if alive(*process) else ():
            with suppress(psutil.NoSuchProcess):
                send(each)
    until = time.monotonic() + GRACE_S
    while alive(*process) and time.monotonic() < until:
        time.sleep(TICK_S)
    return not alive(*process)
