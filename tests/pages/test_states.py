"""Every page where something is wrong: no release, a lost one, a release without figures."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import faultless, opened

PAGES = (
    "start",
    "karte",
    "zeitreihen",
    "kreisvergleich",
    "gebietsprofil",
    "bedarfsanalyse",
    "daten",
)


@pytest.mark.parametrize("name", PAGES)
def test_without_a_release_a_page_tells_the_next_step(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    app = faultless(opened(name))
    if name == "daten":
        assert any(button.label == "Datenstand erstellen" for button in app.button)
        return
    assert "noch keinen Datenstand" in app.info[0].value
    assert "Daten" in app.info[0].value
    assert [link.proto.label for link in app.get("page_link")] == ["Zur Seite Daten"]


@pytest.mark.parametrize("name", PAGES)
def test_a_lost_release_is_an_error_with_a_remedy(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    (tmp_path / "current.json").write_text(json.dumps({"release": "verloren"}), encoding="utf-8")
    errors = opened(name).exception
    assert len(errors) == 1
    assert "verloren" in errors[0].message
    assert "Abhilfe" in errors[0].message


FAULTS = """
from monitoring.errors import ReleaseError
from monitoring.ui.server import show_fault

show_fault(ReleaseError("Der Datenstand fehlt. Abhilfe: neu bauen."))
show_fault(KeyError("geheimes_innenleben"))
"""


def test_a_fault_of_an_installation_is_told_in_german_and_a_bug_without_its_inside():
    told = AppTest.from_string(FAULTS).run().error
    assert told[0].value == "Der Datenstand fehlt. Abhilfe: neu bauen."
    assert "Fehler im Programm" in told[1].value
    assert "geheimes_innenleben" not in told[1].value


@pytest.mark.parametrize("name", PAGES)
def test_pages_share_their_choices(name: str, installation: Path):
    link = {} if name == "daten" else {"gebiet": "99005"}
    app = faultless(opened(name, **link))
    if name != "daten":
        assert app.selectbox(key="gebiet").value == "99005"
