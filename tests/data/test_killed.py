"""Killed at any moment, on a full disk, with failing renames: nothing is lost or partial.

`make bench` (section crashes) does the same with 300 imports and 100 builds.
"""

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import disks, killed, warm

SEED = 20261126
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[warm.Server]:
    with warm.warm(tmp_path_factory.mktemp("killed") / "scratch") as running:
        yield running


@pytest.fixture(scope="module")
def installed(server: warm.Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a release; not to be changed."""
    folder = tmp_path_factory.mktemp("installed") / "data"
    killed.installation(server, folder)
    return folder


@pytest.fixture
def data(installed: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    sys.stdout.write(f"seed {SEED}\n")  # shown where a test fails
    return Path(shutil.copytree(installed, tmp_path / "data"))


def test_thirty_killed_imports_lose_nothing_and_leave_nothing(server, data):
    seen = killed.killed_imports(server, data, 30, random.Random(SEED))
    assert seen["killed"] == 30, f"seed {SEED}: {seen}"


def test_ten_killed_builds_leave_a_whole_release_in_use(server, data):
    seen = killed.killed_builds(server, data, 10, random.Random(SEED))
    assert seen["killed"] == 10, f"seed {SEED}: {seen}"


def test_a_full_disk_is_told_and_changes_nothing(server, data, tmp_path):
    with disks.small_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("this user may not mount a small disk; the next test limits files instead")
        (tmp_path / "files").mkdir()
        seen = disks.on_a_full_disk(server, data, disk, tmp_path / "files", (0, 800))
    assert seen["imports refused"] >= 1
    assert seen["builds refused"] >= 1


def test_files_that_may_not_grow_are_told_and_change_nothing(server, data, tmp_path):
    (tmp_path / "files").mkdir()
    seen = disks.with_files_that_do_not_grow(server, data, tmp_path / "files", (0, 500_000))
    assert seen["imports refused"] >= 1
    assert seen["builds refused"] >= 1


def test_a_failing_rename_leaves_the_release_in_use(server, data):
    disks.with_failing_renames(server, data)
