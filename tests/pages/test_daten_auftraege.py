"""Daten: a job's outcome stands where it was started, earlier ones are folded away."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from monitoring.jobs import Job
from monitoring.periods import spoken_moment
from monitoring.ui import daten_auftraege
from tests.pages.conftest import OpenPage, faultless

STARTED = "2026-01-01T10:00:00+00:00"
WHEN = spoken_moment(datetime.fromisoformat(STARTED))
JOBS = [
    Job("3", "Datenstand erstellen", STARTED, 0, ("Erstellt.",)),
    Job("2", "Import", STARTED, 1, ("Zeile 3: nicht lesbar.",)),
    Job("1", "Probelauf", STARTED, 0, ("Probelauf: es wurde nichts übernommen.",)),
]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    jobs = list(JOBS)
    monkeypatch.setattr("monitoring.ui.daten_auftraege.list_jobs", lambda limit: jobs[:limit])
    return jobs


def folded(app: AppTest) -> list[str]:
    """What the folded earlier jobs say, by their headings."""
    (part,) = [each for each in app.expander if "Auftr" in each.label]
    return [each.value for each in part.markdown]


@pytest.mark.usefixtures("known")
def test_only_the_latest_is_open_and_the_others_are_folded(open_page: OpenPage):
    app = faultless(open_page("daten"))
    assert [each.label for each in app.status] == ["Datenstand erstellen: fertig"]
    assert [each.label for each in app.expander if "Auftr" in each.label] == ["2 frühere Aufträge"]
    assert folded(app) == [
        f"**Import: nicht gelungen** · {WHEN}",
        f"**Probelauf: fertig** · {WHEN}",
    ]


@pytest.mark.usefixtures("known")
def test_the_latest_can_be_put_away(open_page: OpenPage):
    app = open_page("daten")
    app.button(key="einlesen_ausblenden").click().run()
    assert not faultless(app).status
    assert folded(app)[0].startswith("**Datenstand erstellen: fertig**")


def test_a_release_is_offered_after_storing_alone(open_page: OpenPage, known: list[Job]):
    for job, offered in (
        (Job("9", "Import", STARTED, 0, ("Lieferung 7",)), True),
        (Job("9", "Abruf", STARTED, 0, ("Probelauf: es wurde nichts übernommen.",)), False),
        (Job("9", "Probelauf", STARTED, 0, ("gut",)), False),
        (Job("9", "Import", STARTED, 1, ("schlecht",)), False),
    ):
        known[:] = [job]
        labels = [button.label for button in faultless(open_page("daten")).button]
        assert ("Jetzt Datenstand erstellen" in labels) == offered, job


@pytest.mark.parametrize(
    ("title", "session", "place"),
    [
        ("Import", {}, "einlesen"),
        ("Abruf", {}, "dienste"),
        ("Lieferung zurückziehen", {}, "lieferungen"),
        ("Import", {daten_auftraege.PLACE: "zuordnen"}, "zuordnen"),
        ("Datenstand erstellen", {daten_auftraege.PLACE: "raeume"}, "raeume"),
    ],
)
def test_the_outcome_stands_where_it_was_started(
    monkeypatch: pytest.MonkeyPatch, title: str, session: dict, place: str
):
    monkeypatch.setattr(daten_auftraege.st, "session_state", session)
    assert daten_auftraege._place_of(Job("1", title, STARTED, 0, ())) == place
