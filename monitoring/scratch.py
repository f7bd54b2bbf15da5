"""Files and folders that are needed for a moment only, and what killed processes left of them.

Each carries the number of its process in its name, so that the next command can tell what
nobody works on any more.
"""

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from monitoring.errors import StoreError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
PREFIX = "kreisblick-"
SAME_BIRTH_S = 1.0
_NUMBER = re.compile(r"\d+")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder among the system's temporary files, gone afterwards.

    Raises StoreError where the disk is full.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
            yield Path(folder)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise StoreError(
            f"Der Ordner für Zwischendateien {tempfile.gettempdir()} ist voll.\n"
            "Abhilfe: dort freien Platz schaffen oder mit TMPDIR einen anderen Ordner nennen."
        ) from error


def remove_scratch_folders() -> None:
    """Remove the scratch folders of processes that ended before they could."""
    remove_abandoned(Path(tempfile.gettempdir()).glob(f"{PREFIX}[0-9]*-*"))


def remove_abandoned(paths: Iterator[Path]) -> None:
    """Remove those files and folders whose process (the first number in the name) is gone."""
    for path in list(paths):
        if not _abandoned(path):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _abandoned(path: Path) -> bool:
    """Numbers of processes are given again: one born after the file never made it."""
    found = _NUMBER.search(path.name)
    if found is None:
        return False
    try:
        process = psutil.Process(int(found[0]))
        if process.status() == psutil.STATUS_ZOMBIE:
            return True
        return process.create_time() > path.stat().st_mtime + SAME_BIRTH_S
    except psutil.NoSuchProcess:
        return True
    except (FileNotFoundError, psutil.AccessDenied):
        return False
