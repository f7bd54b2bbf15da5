"""What killed processes left is removed, what others work on is not."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from monitoring import scratch
from monitoring.commands import main
from monitoring.errors import StoreError
from monitoring.scratch import remove_abandoned, remove_scratch_folders, scratch_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def gone() -> int:
    """Number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_a_folder_is_empty_at_first_and_gone_afterwards(temporary: Path):
    with scratch_folder() as folder:
        assert folder.parent == temporary
        (folder / "x").write_text("x")
        remove_scratch_folders()
        assert (folder / "x").exists()
    assert list(temporary.iterdir()) == []


def test_folders_of_processes_that_are_gone_are_removed_by_the_next_command(temporary, gone):
    left = temporary / f"kreisblick-{gone}-abc"
    (left / "tief").mkdir(parents=True)
    others = temporary / "kreisblick-abc"
    others.mkdir()
    assert main(["status"]) == 0
    assert not left.exists()
    assert others.exists()


def test_drafts_and_half_removed_releases_are_removed_by_the_next_command(temporary, gone):
    releases = temporary / "data" / "releases"
    names = [f".draft-{gone}", f".removed-{gone}-2026-01-01T000000000"]
    for name in names:
        (releases / name / "maps").mkdir(parents=True)
    mine = releases / f".draft-{os.getpid()}"
    mine.mkdir()
    pointer = temporary / "data" / f".current.json.{gone}"
    pointer.write_text("{")
    assert main(["status"]) == 0
    assert sorted(releases.iterdir()) == [mine]
    assert not pointer.exists()


def test_a_number_that_was_given_again_protects_nothing_older(temporary: Path):
    left = temporary / f"kreisblick-{os.getpid()}-abc"
    left.mkdir()
    os.utime(left, (1, 1))
    remove_abandoned(iter([left]))
    assert not left.exists()


def test_a_link_is_removed_and_not_what_it_leads_to(temporary, gone):
    target = temporary / "wichtig"
    target.mkdir()
    (target / "x").write_text("x")
    link = temporary / f"kreisblick-{gone}-abc"
    link.symlink_to(target)
    remove_scratch_folders()
    assert not link.exists()
    assert (target / "x").exists()


@pytest.mark.parametrize("number", scratch.FULL)
def test_a_full_disk_is_told_with_the_remedy(temporary: Path, number: int):
    with pytest.raises(StoreError, match="freien Platz"), scratch_folder():
        raise OSError(number, os.strerror(number))
    assert list(temporary.iterdir()) == []


def test_other_errors_of_the_system_stay_what_they_are():
    with pytest.raises(PermissionError), scratch_folder():
        raise PermissionError(errno.EACCES, "nein")
