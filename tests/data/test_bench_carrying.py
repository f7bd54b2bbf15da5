"""The benchmark of carrying runs on what the build makes today; small: no time is judged."""

import re

import pytest

from benchmarks import carrying
from monitoring.build.carry import carry_figures


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch):
    for name, number in {"GEMEINDEN": 60, "BASES": 2, "FIRST": 2017, "DIVIDED": 3}.items():
        monkeypatch.setattr(carrying, name, number)


def test_it_carries_and_loses_nothing(capsys: pytest.CaptureFixture[str]):
    assert carrying.main() == 0
    figures, *_, lost = capsys.readouterr().out.splitlines()[-1].strip("| ").split(" | ")
    assert figures == "360"
    assert re.match(r"0\.000 of [1-9]", lost)


def test_it_fails_where_nothing_is_carried(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(carrying, "carry_figures", lambda *_: None)
    assert carrying.main() == 1
    told = capsys.readouterr().out
    assert re.search(r"^36 figures are left on Gemeinden", told, re.MULTILINE)
    assert re.search(r"^\d+ figures are not those that pandas makes", told, re.MULTILINE)


def test_it_fails_where_the_right_gemeinden_get_wrong_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def carried_wrongly(connection, *given):
        carry_figures(connection, *given)
        connection.execute("UPDATE figure SET value = value + 1 WHERE period = '2017'")

    monkeypatch.setattr(carrying, "carry_figures", carried_wrongly)
    assert carrying.main() == 1
    assert capsys.readouterr().out.endswith("\n102 figures are not those that pandas makes\n")
