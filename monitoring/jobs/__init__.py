"""Start a command in a process of its own; one at a time; progress and outcome in files.

A job is a folder in ``$KREISBLICK_DATA/jobs``: job.json (command, start), log.txt (one line a
step), progress (how far it is), outcome (its exit code), uploads (the files it reads, gone when
it has ended), findings (what it found in them), and one file that tells whether it can still be
cancelled (see :mod:`monitoring.running`). A web process reads these and never opens the store.
"""

from monitoring.jobs.cancel import cancel_job
from monitoring.jobs.folder import (
    Job,
    findings_folder,
    findings_of,
    list_jobs,
    read_job,
    running_job,
)
from monitoring.jobs.start import ask, remove_left_over, start_job

__all__ = [
    "Job", "ask", "cancel_job", "findings_folder", "findings_of", "list_jobs", "read_job",
    "remove_left_over", "running_job", "start_job",
]  # fmt: skip
