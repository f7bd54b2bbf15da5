"""The benchmark of carrying runs on what the build makes today; small: no time is judged."""

import re

import pytest

from benchmarks import carrying


def test_it_carries_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name, number in {"GEMEINDEN": 60, "BASES": 2, "FIRST": 2017, "DIVIDED": 3}.items():
        monkeypatch.setattr(carrying, name, number)
    assert carrying.main() == 0
    figures, *_, lost = capsys.readouterr().out.splitlines()[-1].strip("| ").split(" | ")
    assert figures == "360"
    assert re.match(r"0\.000 of [1-9]", lost)
