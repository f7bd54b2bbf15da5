"""The benchmark of crashes says so and fails where a part of it could not be tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks import crashes


@contextmanager
def nothing(_: Path) -> Iterator[None]:
    yield None


@contextmanager
def a_disk(folder: Path) -> Iterator[Path]:
    yield folder


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch):
    """Every part goes well at once."""
    monkeypatch.setattr(crashes, "warm", nothing)
    monkeypatch.setattr(crashes, "installation", lambda *_: None)
    for part in ("killed_imports", "killed_builds", "on_a_full_disk"):
        monkeypatch.setattr(crashes, part, lambda *_: {"went well": 1})
    monkeypatch.setattr(crashes, "with_files_that_do_not_grow", lambda *_: {"went well": 1})
    monkeypatch.setattr(crashes, "with_failing_renames", lambda *_: "release")


def test_it_fails_and_says_so_where_no_disk_can_be_mounted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(crashes, "small_disk", nothing)
    assert crashes.main() == 1
    told = capsys.readouterr().out
    assert told.endswith(f"\n\n{crashes.NO_DISK}\n")
    assert "| full disk" not in told
    assert "| failing renames | refused 2, release 1 |" in told


def test_it_reaches_its_target_where_the_disk_was_full(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(crashes, "small_disk", a_disk)
    assert crashes.main() == 0
    assert "| full disk | went well 1 |" in capsys.readouterr().out
