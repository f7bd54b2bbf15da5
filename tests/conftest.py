"""What all tests share: the sample release, the real files, the settings of Hypothesis."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("kreisblick", deadline=None, print_blob=True)
settings.load_profile("kreisblick")


@pytest.fixture(scope="session")
def sample_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ``$KREISBLICK_DATA`` with the sample release, built once for all workers.

    Shared: read only. A test that changes something takes ``own_data_dir``.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, outcome = shared / "sample-data", shared / "sample-data.outcome"
    with FileLock(shared / "sample-data.lock"):
        if not outcome.exists():
            outcome.write_text(build_sample(folder), encoding="utf-8")
    failure = outcome.read_text(encoding="utf-8")
    if failure:
        pytest.fail(f"python -m monitoring sample failed:\n{failure}", pytrace=False)
    return folder


@pytest.fixture
def own_data_dir(sample_data_dir: Path, tmp_path: Path) -> Path:
    """A copy of the sample installation that the test may change."""
    return Path(shutil.copytree(sample_data_dir, tmp_path / "data"))


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Folder of the offices' real files; skips where it is not there."""
    named = os.environ.get("KREISBLICK_REALDATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "realdata"
    if not folder.is_dir():
        pytest.skip("the offices' real files are not here: set KREISBLICK_REALDATA")
    return folder


def build_sample(folder: Path) -> str:
    """Build the sample release in ``folder``; returns what went wrong, or nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "monitoring", "sample"],
        cwd=ROOT,
        env={**os.environ, "KREISBLICK_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        return done.stdout + done.stderr or f"exit code {done.returncode}"
    return "" if (folder / "current.json").exists() else "no current.json was written"
