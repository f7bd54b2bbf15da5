"""The history of deliveries on the page Daten: what counts, what replaced what, taking back."""

from datetime import datetime
from pathlib import Path

import pytest

from monitoring.history import KnownDelivery, drafted, known_deliveries
from monitoring.periods import spoken_moment
from monitoring.release.location import current_release, list_releases
from tests.pages.conftest import OpenPage, faultless, said, tables

Jobs = list[tuple[str, list[str]]]
IMPORTED = datetime(2026, 1, 2, 3, 4, 5)
WITHDRAWN = datetime(2026, 2, 3, 4, 5, 6)


def delivery(number: int, **fields: object) -> KnownDelivery:
    usual = {
        "id": number, "file": f"datei{number}.csv", "source": "Amt, Tabelle", "rows": 12,
        "figures": 10, "first": "2020", "last": "2023-12-31", "findings": 0,
        "imported_at": IMPORTED.isoformat(), "imported_by": "planung", "withdrawn_at": None,
        "holders": (),
    }  # fmt: skip
    return KnownDelivery(**{**usual, **fields})


@pytest.fixture
def tell(installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Let the page find these deliveries in the history."""
    path = tmp_path / "deliveries.json"
    monkeypatch.setattr("monitoring.history.history_path", lambda: path)

    def write(*known: KnownDelivery) -> None:
        drafted(known).replace(path)

    return write


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Jobs:
    jobs: Jobs = []
    monkeypatch.setattr(
        "monitoring.ui.daten_auftraege.start_job",
        lambda *job: jobs.append(job[:2]),
    )
    return jobs


def history(app) -> dict[str, dict[str, str]]:
    """Rows of the history by number."""
    found = next(each for each in tables(app) if "Zustand" in each[0])
    return {row[0]: dict(zip(found[0], row, strict=True)) for row in found[1:]}


def test_each_says_what_became_of_it(open_page: OpenPage, tell):
    tell(
        delivery(904, holders=((905, 3), (906, 1))),
        delivery(903, holders=((904, 10),)),
        delivery(902, withdrawn_at=WITHDRAWN.isoformat()),
        delivery(2, holders=((904, 10),)),
        delivery(1),
    )
    app = faultless(open_page("daten"))
    app.segmented_control(key="lieferungen").set_value("alle").run()
    rows = history(faultless(app))
    assert rows["904"]["Zustand"] == (
        "teils ersetzt durch Nr. 905, 906 (4 von 10 Zahlen), ab dem nächsten Datenstand"
    )
    assert rows["903"]["Zustand"] == "ersetzt durch Nr. 904, ab dem nächsten Datenstand"
    assert rows["902"]["Zustand"] == f"zurückgezogen am {spoken_moment(WITHDRAWN)}"
    assert rows["2"]["Zustand"] == "ersetzt durch Nr. 904, ab dem nächsten Datenstand"
    assert rows["1"]["Zustand"] == "gültig"
    assert rows["904"]["Zeitraum"] == "2020 bis 31.12.2023"
    assert rows["904"]["Eingelesen"] == spoken_moment(IMPORTED)
    assert rows["904"]["von"] == "planung"


def test_what_was_withdrawn_but_is_still_shown_says_so(open_page: OpenPage, tell):
    number = next(
        release["deliveries"][0]["id"]
        for release in list_releases()
        if release["id"] == current_release()
    )
    tell(delivery(number, withdrawn_at=WITHDRAWN.isoformat()))
    app = open_page("daten")
    app.segmented_control(key="lieferungen").set_value("alle").run()
    state = history(faultless(app))[str(number)]["Zustand"]
    assert state.endswith("bis zum nächsten Datenstand noch gezeigt")


def test_valid_ones_are_shown_first(open_page: OpenPage, tell):
    tell(delivery(3), delivery(2, withdrawn_at=WITHDRAWN.isoformat()), delivery(1))
    app = faultless(open_page("daten"))
    assert list(history(app)) == ["3", "1"]
    assert app.segmented_control(key="lieferungen").options == ["gültige (2)", "alle (3)"]


def test_one_is_withdrawn_after_the_page_said_what_follows(open_page: OpenPage, tell, started):
    tell(delivery(3), delivery(2))
    app = open_page("daten")
    app.selectbox(key="lieferung").set_value(2).run()
    words = " ".join(element.value for element in faultless(app).markdown)
    assert "Nr. 2 (10 Zahlen) zählt danach nicht mehr" in words
    app.button(key="lieferung_aendern").click().run()
    assert started == [("Lieferung zurückziehen", ["withdraw", "2"])]


def test_a_withdrawn_one_may_count_again(open_page: OpenPage, tell, started):
    tell(delivery(3), delivery(2, withdrawn_at=WITHDRAWN.isoformat()))
    app = open_page("daten")
    assert app.selectbox(key="lieferung").options[-1].endswith("(zurückgezogen)")
    app.selectbox(key="lieferung").set_value(2).run()
    assert app.button(key="lieferung_aendern").label == "Lieferung wieder gelten lassen"
    app.button(key="lieferung_aendern").click().run()
    assert started == [("Lieferung wieder gelten lassen", ["restore", "2"])]


def test_hostile_names_stay_texts(open_page: OpenPage, tell):
    name = "<img src=x onerror=alert(1)> **x** $y$.csv"
    tell(delivery(3, file=name, imported_by="<b>"))
    app = faultless(open_page("daten"))
    assert history(app)["3"]["Datei"] == name
    app.selectbox(key="lieferung").set_value(3).run()
    faultless(app)


def test_without_a_history_the_page_says_how_to_get_one(open_page: OpenPage, tell):
    assert known_deliveries() is None
    app = faultless(open_page("daten"))
    assert any("Verlauf der Lieferungen erscheint" in info.value for info in app.info)
    assert "Zustand" not in said(app)
