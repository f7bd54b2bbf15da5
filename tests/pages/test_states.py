"""Every page where something is wrong: no release, a lost one, a release without figures."""

import json
from pathlib import Path

import pytest

from monitoring.errors import ReleaseError
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


@pytest.mark.parametrize("name", PAGES)
def test_a_lost_release_is_an_error_with_a_remedy(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path))
    (tmp_path / "current.json").write_text(json.dumps({"release": "verloren"}), encoding="utf-8")
    caught: list[Exception] = []
    monkeypatch.setattr(
        "streamlit.runtime.scriptrunner.exec_code.handle_uncaught_app_exception", caught.append
    )
    opened(name)
    assert [type(error) for error in caught] == [ReleaseError]
    assert "verloren" in str(caught[0])
    assert "Abhilfe" in str(caught[0])


@pytest.mark.parametrize("name", PAGES)
def test_pages_share_their_choices(name: str, installation: Path):
    link = {} if name == "daten" else {"gebiet": "99005"}
    app = faultless(opened(name, **link))
    if name != "daten":
        assert app.selectbox(key="gebiet").value == "99005"
