"""Daten, the part that makes Planungsräume: what it draws, refuses and starts."""

from types import SimpleNamespace

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from monitoring.jobs import Job
from monitoring.planungsraeume import KnownSet, Planungsraum, read_raeume, write_raeume
from monitoring.ui import raeume_draft, raeume_form
from tests.pages.conftest import OpenPage, faultless, said, unfolded
from tests.pages.figures import largest

Release = duckdb.DuckDBPyConnection


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list:
    jobs: list = []
    monkeypatch.setattr("monitoring.ui.daten_auftraege.start_job", lambda *job: jobs.append(job))
    return jobs


@pytest.fixture
def form(open_page: OpenPage) -> AppTest:
    """The page with the form unfolded."""
    app = open_page("daten")
    app.toggle(key="raeume_bilden").set_value(True)
    return faultless(app.run())


def in_one_kreis(release: Release) -> list[str]:
    """Two Gemeinden of the Kreis that the form opens with."""
    kreis = raeume_kreis(release)
    rows = release.execute(
        "SELECT ags FROM area WHERE level = 'gemeinde' AND parent = ? AND NOT unincorporated "
        "ORDER BY ags LIMIT 2",
        [kreis],
    ).fetchall()
    return [row[0] for row in rows]


def raeume_kreis(release: Release) -> str:
    return largest(release, 1)[0][:5]


def known(release: Release, *, in_force: bool = True) -> KnownSet:
    raum = Planungsraum("N", "Nord <b>", "#0072b2", tuple(in_one_kreis(release)))
    return KnownSet(7, "Regionen", "2020-01-01", in_force, "Nr. 7: Regionen", write_raeume([raum]))


def test_what_was_made_is_handed_to_the_job(form: AppTest, release: Release, started: list):
    form.selectbox(key="raeume_gebiet").set_value(raeume_kreis(release)).run()
    form.button(key="raum_neu").click().run()
    chosen = in_one_kreis(release)
    form.text_input(key="raum_name_0").set_value("Oberes Tal").run()
    form.color_picker(key="raum_colour_0").set_value("#123456").run()
    form.text_input(key="raum_key_0").set_value("OT").run()
    form.multiselect(key="raum_gemeinden_0").set_value(chosen).run()
    form.text_input(key="raeume_name").set_value("Sozialräume").run()
    form.button(key="raeume_sichern").click().run()
    ((title, words, files),) = started
    assert title == "Planungsräume einlesen"
    assert words[:3] == ["raeume", "import", "--name=Sozialräume"]
    assert words[3].startswith("--gueltig-ab=")
    ((_, content),) = files
    made = Planungsraum("OT", "Oberes Tal", "#123456", tuple(sorted(chosen)))
    assert read_raeume(content.decode(), "a.csv") == [made]


def test_a_gemeinde_leaves_the_planungsraum_it_was_in(form: AppTest, release: Release):
    form.selectbox(key="raeume_gebiet").set_value(raeume_kreis(release)).run()
    first, second = in_one_kreis(release)
    form.button(key="raum_neu").click().run()
    form.multiselect(key="raum_gemeinden_0").set_value([first, second]).run()
    form.button(key="raum_neu").click().run()
    form.multiselect(key="raum_gemeinden_1").set_value([second]).run()
    raeume = faultless(form).session_state[raeume_draft.DRAFT]
    assert [raum.gemeinden for raum in raeume] == [(first,), (second,)]
    assert said(form).count("(1 Gemeinde)") == 2


def test_what_is_not_whole_cannot_be_stored_and_says_why(form: AppTest, release: Release):
    assert form.button(key="raeume_sichern").disabled
    form.button(key="raum_neu").click().run()
    assert "„Raum 1“ hat noch keine Gemeinden" in form.warning[0].value
    form.multiselect(key="raum_gemeinden_0").set_value([in_one_kreis(release)[0]])
    form.text_input(key="raum_name_0").set_value("=1+1").run()
    assert "nicht heißen" in faultless(form).warning[0].value
    assert form.button(key="raeume_sichern").disabled


def test_a_stored_set_is_shown_edited_and_withdrawn(
    open_page: OpenPage, release: Release, started: list, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("monitoring.ui.daten_raeume.known_sets", lambda: [known(release)])
    app = faultless(open_page("daten"))
    assert any(text.value == "Nr. 7: Regionen" for text in app.markdown)
    app.button(key="raeume_edit_7").click().run()
    assert faultless(app).text_input(key="raeume_name").value == "Regionen"
    assert app.text_input(key="raum_name_0").value == "Nord <b>"
    assert "Nord <b>" in said(app)
    assert not any("Nord <b>" in str(element.proto.body) for element in app.get("html"))
    app.button(key="raeume_back_7").click().run()
    assert started == [("Planungsräume zurückziehen", ["raeume", "withdraw", "7"], ())]


def test_an_empty_draft_offers_to_go_on_with_the_stored_set(
    open_page: OpenPage, release: Release, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("monitoring.ui.daten_raeume.known_sets", lambda: [known(release)])
    app = open_page("daten")
    app.toggle(key="raeume_bilden").set_value(True).run()
    app.button(key="raum_weiter_7").click().run()
    assert faultless(app).text_input(key="raeume_name").value == "Regionen"
    assert app.text_input(key="raum_name_0").value == "Nord <b>"
    assert "Sichern ersetzt Nr. 7 „Regionen“" in "".join(each.value for each in app.info)


def test_the_map_of_the_draft_names_its_planungsraeume():
    raeume = [Planungsraum("N", name, "#0072b2", ()) for name in ("Nord", "Süd")]
    assert raeume_form._numbered(raeume) == {0: "1 Nord", 1: "2 Süd"}


def test_an_older_version_can_be_taken_up_but_not_withdrawn(
    open_page: OpenPage, release: Release, monkeypatch: pytest.MonkeyPatch
):
    older = known(release, in_force=False)
    monkeypatch.setattr("monitoring.ui.daten_raeume.known_sets", lambda: [older])
    app = faultless(open_page("daten"))
    keys = {button.key for button in app.button}
    assert "raeume_edit_7" in keys
    assert "raeume_back_7" not in keys


def test_a_file_is_handed_to_the_job_as_it_is(
    open_page: OpenPage, started: list, monkeypatch: pytest.MonkeyPatch
):
    file = SimpleNamespace(name="raeume.csv", getvalue=lambda: b"ags;name", getbuffer=lambda: b"")
    app = open_page("daten")
    monkeypatch.setattr("streamlit.file_uploader", lambda *_, key=None, **__: file if key else [])
    unfolded(app, "raeume_csv")
    app.text_input(key="raeume_csv_name").set_value("--name").run()
    app.button(key="raeume_lesen").click().run()
    assert "nicht heißen" in faultless(app).error[0].value
    app.text_input(key="raeume_csv_name").set_value("Regionen").run()
    app.button(key="raeume_lesen").click().run()
    words = ["raeume", "import", "--name=Regionen"]
    assert started == [("Planungsräume einlesen", words, [("raeume.csv", b"ags;name")])]


def test_what_the_job_said_is_shown(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch):
    failed = Job("1", "Planungsräume einlesen", "2026-01-01", 1, ("Die Gemeinde gibt es nicht.",))
    monkeypatch.setattr("monitoring.ui.daten_auftraege.list_jobs", lambda **_: [failed])
    app = faultless(open_page("daten"))
    assert app.status[0].label == "Planungsräume einlesen: nicht gelungen"
    assert app.code[0].value == "Die Gemeinde gibt es nicht."


def test_after_storing_the_next_release_is_one_click_away(
    open_page: OpenPage, started: list, monkeypatch: pytest.MonkeyPatch
):
    done = Job("1", "Planungsräume einlesen", "2026-01-01", 0, ("Nr. 1: Regionen",))
    monkeypatch.setattr("monitoring.ui.daten_auftraege.list_jobs", lambda **_: [done])
    app = faultless(open_page("daten"))
    assert app.code[0].value == "Nr. 1: Regionen"
    app.button(key="raeume_bauen").click().run()
    assert started == [("Datenstand erstellen", ["release", "build"], ())]


def test_a_click_on_the_map_takes_in_and_gives_back(monkeypatch: pytest.MonkeyPatch):
    state: dict = {}
    monkeypatch.setattr(raeume_draft.st, "session_state", state)
    raeume_draft.toggle("98001001")
    raeume_draft.toggle("98001002")
    assert [raum.gemeinden for raum in raeume_draft.draft()] == [("98001001", "98001002")]
    raeume_draft.toggle("98001001")
    raeume_draft.add()
    raeume_draft.toggle("98001002")
    assert [raum.gemeinden for raum in raeume_draft.draft()] == [(), ("98001002",)]
    raeume_draft.remove(0)
    assert [raum.name for raum in raeume_draft.draft()] == ["Raum 2"]
    raeume_draft.add()
    assert [(raum.key, raum.name) for raum in raeume_draft.draft()] == [
        ("02", "Raum 2"), ("01", "Raum 1"),
    ]  # fmt: skip
