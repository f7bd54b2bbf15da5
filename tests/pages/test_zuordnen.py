"""Daten, the part that maps a table: what it proposes, what may be corrected, what it starts."""

import json
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from monitoring.jobs import Job
from monitoring.profiles.files import read_mapping, save_profile
from monitoring.profiles.model import Layout, Mapping, Measure, Profile
from monitoring.ui.zuordnen_measures import age_text, ages
from tests.pages.conftest import OpenPage, faultless, tables
from tests.pages.figures import german, label, largest

Release = duckdb.DuckDBPyConnection


@pytest.fixture
def upload(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch):
    """Opens the page with a file chosen and its mapping unfolded."""

    def opened(name: str, text: str, encoding: str = "utf-8") -> AppTest:
        content = text.encode(encoding)
        file = SimpleNamespace(name=name, getbuffer=lambda: memoryview(content))
        monkeypatch.setattr("streamlit.file_uploader", lambda *_, **__: [file])
        app = open_page("daten")
        app.toggle(key="zuordnen").set_value(True)
        return app.run()

    return opened


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list:
    jobs: list = []
    monkeypatch.setattr("monitoring.ui.daten_auftraege.start_job", lambda *job: jobs.append(job))
    return jobs


def shown(app: AppTest, *heads: str) -> list[list[str]]:
    """Rows of the table with these first heads."""
    return next(t[1:] for t in tables(app) if t[0][: len(heads)] == list(heads))


def button(app: AppTest, words: str):
    return next(button for button in app.button if button.label == words)


def complaint(app: AppTest) -> str:
    return "\n".join(part.value for part in app.warning).replace("\\", "")


def test_a_table_is_shown_as_it_stands_and_as_it_is_understood(upload, release: Release):
    key = largest(release, 1)[0]
    app = faultless(upload("a_2024.csv", f"Spielplätze\nAGS;Plätze\n{key};1.234\n", "cp1252"))
    assert shown(app, "Zeile", "A") == [
        ["1", "Spielplätze", ""],
        ["2", "AGS", "Plätze"],
        ["3", key, "1.234"],
    ]
    assert shown(app, "Schlüssel") == [
        [key, label(release, key), "Gemeinden", "2024", "Plätze", german(1234, 0), "Plätze"]
    ]
    assert app.selectbox(key="z0_Zeichenkodierung").value == "cp1252"
    assert app.number_input(key="z0_head").value == 2


def test_a_correction_is_understood_at_once(upload, release: Release):
    key = largest(release, 1)[0]
    app = upload("a.csv", f"AGS;Jahr;Vereine\n{key};2023;1,250\n")
    assert shown(app, "Schlüssel")[0][5] == german(1.25, 1)
    app.selectbox(key="z0_Dezimalzeichen").set_value(".").run()
    assert shown(faultless(app), "Schlüssel")[0][5] == german(1250, 0)
    app.selectbox(key="z0_m2_base").set_value("hilfen_zur_erziehung").run()
    assert shown(faultless(app), "Schlüssel")[0][4] == "Laufende Hilfen zur Erziehung"


def test_a_new_heading_row_brings_new_proposals(upload, release: Release):
    key = largest(release, 1)[0]
    app = upload("a.csv", f"x;y;z\nAGS;Jahr;Vereine\n{key};2023;7\n")
    app.number_input(key="z0_head").set_value(2).run()
    assert "keine Tabelle zu erkennen" in "\n".join(part.value for part in app.error)
    app.number_input(key="z0_heads").set_value(1).run()
    assert app.selectbox(key="z1_area").value == "AGS"
    assert shown(faultless(app), "Schlüssel")[0][3:6] == ["2023", "Vereine", "7"]


def test_a_period_that_is_nowhere_is_asked_and_nothing_can_be_read_in_before(upload, release):
    key = largest(release, 1)[0]
    app = upload("a.csv", f"AGS;Vereine\n{key};7\n")
    assert "für welchen Zeitraum die Tabelle gilt" in complaint(app)
    assert button(app, "Importieren").disabled
    app.text_input(key="z0_fixed").set_value("1. Quartal 2024").run()
    assert shown(faultless(app), "Schlüssel")[0][3] == "1. Quartal 2024"
    assert not button(app, "Importieren").disabled


def test_a_sign_is_given_a_meaning(upload, release: Release):
    one, two = largest(release, 2)
    app = upload("a.csv", f"AGS;Jahr;Vereine\n{one};2023;7\n{two};2023;z. V.\n{one};2022;6\n"
                          f"{two};2022;4\n{one};2021;6\n")  # fmt: skip
    assert "„z. V.“" in complaint(app)
    app.text_input(key="z0_sign_suppressed").set_value("z. V.").run()
    assert "•" in [row[5] for row in shown(faultless(app), "Schlüssel")]


def test_a_fault_names_its_cell(upload, release: Release):
    one, two = largest(release, 2)
    app = upload("a.csv", f"AGS;Jahr;Vereine\n{one};2023;7\n{two};2023;acht\n{one};2022;6\n"
                          f"{two};2022;4\n{one};2021;6\n")  # fmt: skip
    assert "Zeile 3, Spalte C" in complaint(app)
    assert button(app, "Zuordnung prüfen").disabled


def test_what_was_agreed_reaches_the_job_with_its_name(
    upload, release: Release, started: list, tmp_path: Path
):
    key = largest(release, 1)[0]
    app = upload("vereine_2023.csv", f"AGS;Vereine\n{key};7\n")
    button(app, "Zuordnung prüfen").click().run()
    app.text_input(key="z0_m1_title").set_value("Sportvereine").run()
    app.selectbox(key="z0_Gebietsstand der Zahlen").set_value("period").run()
    button(app, "Importieren").click().run()
    (title, words, _), (last_title, last_words, files) = started
    assert (title, words) == ("Probelauf", ["import", "--dry-run", "--mapping"])
    assert (last_title, last_words) == ("Import", ["import", "--profile", "vereine", "--mapping"])
    (tmp_path / "m.json").write_bytes(bytes(files[0][1]))
    mapping = read_mapping(tmp_path / "m.json")
    assert (mapping.key, mapping.measures[0].label) == ("AGS", "Vereine")
    assert mapping.own[0].title == "Sportvereine"
    assert mapping.gebietsstand == "period"
    assert (files[1][0], bytes(files[1][1])) == (
        "vereine_2023.csv",
        f"AGS;Vereine\n{key};7\n".encode(),
    )


def test_texts_from_a_file_stay_texts(upload, release: Release):
    key = largest(release, 1)[0]
    app = faultless(upload("a.csv", f"AGS;Jahr;<b>x</b> **y** z\n{key};2023;7\n"))
    assert shown(app, "Schlüssel")[0][4] == "<b>x</b> **y** z"
    assert any("\\<b\\>x" in part.value for part in app.markdown)


def test_what_is_no_table_is_said(upload):
    app = upload("brief.txt", "Sehr geehrte Damen und Herren")
    assert "keine Tabelle zu erkennen" in "\n".join(part.value for part in app.error)


def test_it_opens_by_itself_after_a_file_that_no_reader_knew(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
):
    content = b"AGS;Jahr;Vereine\n99001001;2023;7\n"
    file = SimpleNamespace(name="a.csv", getbuffer=lambda: memoryview(content))
    monkeypatch.setattr("streamlit.file_uploader", lambda *_, **__: [file])
    failed = Job("1", "Import", "2026-01-01T00:00:00+00:00", 3, ("nicht erkannt",))
    monkeypatch.setattr("monitoring.ui.daten_zuordnen.list_jobs", lambda **_: [failed])
    app = open_page("daten")
    assert app.toggle(key="zuordnen").value
    app.toggle(key="zuordnen").set_value(False).run()
    assert not app.toggle(key="zuordnen").value


def test_without_a_table_there_is_nothing_to_map(open_page: OpenPage):
    app = faultless(open_page("daten"))
    assert app.toggle(key="zuordnen").disabled
    assert json.dumps([box.label for box in app.selectbox]).count("Zeichenkodierung") == 0


def test_a_column_of_a_sex_and_an_age_is_taken_as_its_heading_says(upload, release: Release):
    key = largest(release, 1)[0]
    app = upload("a.csv", f"AGS;Stand;Mädchen unter 3 Jahren\n{key};31.12.2023;7\n")
    app.selectbox(key="z0_m2_base").set_value("bevoelkerung").run()
    assert shown(faultless(app), "Schlüssel")[0][4] == "Bevölkerung, weiblich, 0 bis 2 Jahre"
    app.text_input(key="z0_m2_bevoelkerung_age").set_value("65+").run()
    app.selectbox(key="z0_m2_bevoelkerung_sex").set_value("total").run()
    assert shown(faultless(app), "Schlüssel")[0][4] == "Bevölkerung, ab 65 Jahren"


@pytest.mark.parametrize(
    ("text", "band"),
    [("", (0, None)), ("3–5", (3, 5)), ("3 - 5", (3, 5)), ("65+", (65, None)), ("7", (7, 7)),
     ("5-3", None), ("200+", None), ("alle", None), ("0-111", None)],
)  # fmt: skip
def test_ages_as_they_are_typed(text: str, band: tuple[int, int | None] | None):
    assert ages(text) == band
    if band is not None:
        assert ages(age_text(*band)) == band


def test_kept_profiles_are_listed_and_can_be_forgotten(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("monitoring.profiles.files.profiles_folder", lambda: tmp_path)
    measures = (Measure("Plätze [x](y)", "kita_plaetze"),)
    save_profile(Profile("Kita", ("ags",), Mapping(Layout(), "AGS", measures=measures)))
    (tmp_path / "kaputt.json").write_text("{")
    app = faultless(open_page("daten"))
    assert any("**Kita**" in part.value and "\\[x\\]" in part.value for part in app.markdown)
    assert "kaputt.json" in complaint(app)
    app.button(key="forget_Kita").click().run()
    assert not (tmp_path / "kita.json").exists()
    assert not any("**Kita**" in part.value for part in app.markdown)


def test_every_field_names_its_column(upload, release: Release):
    """A reader that speaks tells the fields of one column from those of another."""
    key = largest(release, 1)[0]
    app = upload("a.csv", f"AGS;Jahr;Vereine;Chöre\n{key};2023;7;8\n")
    boxes = [*faultless(app).text_input, *app.selectbox]
    labels = [box.label for box in boxes if str(box.key).startswith("z0_m")]
    assert len(labels) == len(set(labels)) >= 12
    assert {"Name der Grundzahl (Vereine)", "Name der Grundzahl (Chöre)"} <= set(labels)
