"""Daten, "Von einem Amt holen": the page starts the command that fetches, and asks nobody."""

import socket

import pytest

from tests.pages.conftest import OpenPage, faultless

Started = list[tuple[str, list[str]]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    jobs: Started = []
    monkeypatch.delenv("KREISBLICK_SERVICES", raising=False)
    monkeypatch.setattr(
        "monitoring.ui.daten_auftraege.start_job", lambda *job: jobs.append(job[:2])
    )
    return jobs


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the page asks a host")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


@pytest.mark.usefixtures("offline")
def test_a_table_is_asked_for_with_its_years(open_page: OpenPage, started: Started):
    app = open_page("daten")
    app.selectbox(key="dienst").set_value("regionalstatistik").run()
    app.text_input(key="dienst_name_regionalstatistik").set_value("12411-01-01-4").run()
    app.number_input(key="dienst--from").set_value(2015).run()
    faultless(press(app, "Holen und prüfen"))
    words = ["daten", "holen", "--dry-run", "--from", "2015", "regionalstatistik", "12411-01-01-4"]
    assert started == [("Abruf", words)]


@pytest.mark.usefixtures("offline")
def test_boundaries_are_asked_for_by_name_and_year(open_page: OpenPage, started: Started):
    app = open_page("daten")
    app.selectbox(key="dienst").set_value("bkg").run()
    faultless(press(app, "Holen und einlesen"))
    assert started == [("Abruf", ["daten", "holen", "--year", "2024", "bkg", "vg250"])]


def test_what_could_be_a_switch_never_reaches_the_command(open_page: OpenPage, started: Started):
    app = open_page("daten")
    app.selectbox(key="dienst").set_value("genesis").run()
    app.text_input(key="dienst_name_genesis").set_value("--job=/tmp/x").run()
    faultless(press(app, "Holen und einlesen"))
    assert started == []
    assert "kann es dort nicht geben" in app.error[0].value


def test_without_a_name_nothing_can_be_started(open_page: OpenPage):
    app = faultless(open_page("daten"))
    buttons = {button.label: button for button in app.button}
    assert buttons["Holen und einlesen"].disabled
    assert buttons["Holen und prüfen"].disabled


def test_a_wrong_file_of_addresses_is_told_and_the_page_lives(
    open_page: OpenPage, tmp_path, monkeypatch
):
    wrong = tmp_path / "dienste.yml"
    wrong.write_text("limits: {poll_s: 0}", encoding="utf-8")
    monkeypatch.setenv("KREISBLICK_SERVICES", str(wrong))
    app = faultless(open_page("daten"))
    assert "größer als null" in app.error[0].value
    assert "Dateien einlesen" in [heading.value for heading in app.subheader]
