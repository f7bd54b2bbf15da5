"""Daten after a check: what would come in, what was found, and the workbook to take along."""

import io
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from monitoring.jobs import findings_folder, findings_of, list_jobs, running_job, start_job
from tests.pages.conftest import faultless, opened, tables
from tests.pages.figures import largest, open_current

HEAD = "ags;zeitraum;name;kita_plaetze\n"
FOUND = ["Art", "Stelle", "Anzahl", "Befund", "Vorschlag"]


@pytest.fixture
def check(own_data_dir: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a dry run as the page starts it; gives the page afterwards."""
    monkeypatch.setenv("KREISBLICK_DATA", str(own_data_dir))

    def run(text: str, name: str = "kita.csv", *words: str) -> AppTest:
        start_job("Probelauf", ["import", "--dry-run", *words], [(name, text.encode())])
        until = time.monotonic() + 120
        while running_job() is not None and time.monotonic() < until:
            time.sleep(0.1)
        return faultless(opened("daten"))

    return run


@pytest.fixture
def key(own_data_dir: Path) -> str:
    release = open_current(own_data_dir)
    found = largest(release, 1)[0]
    release.close()
    return found


def named(app: AppTest, first: str) -> list[list[str]]:
    return next(table for table in tables(app) if table[0][0] == first)


def test_what_comes_and_what_was_found_stand_in_tables(check, key: str):
    text = f"{HEAD}{key};01.03.2020;Probe;4711\n99001999;01.03.2020;<b>=1+1</b>;3\n"
    app = check(text)
    comes = named(app, "Was")
    assert comes[0] == ["Was", "Ebene", "Zeitraum", "Gebiete", "Zeilen"]
    assert comes[1][1:] == ["Gemeinden", "01.03.2020", "2", "2"]
    table = named(app, "Art")
    assert table[0] == FOUND
    lines = {line[0]: line for line in table[1:]}
    assert lines["Unbekannter Schlüssel"][1:3] == ["Zeile 3, Spalte A", "1"]
    assert lines["Widerspruch zu früher"][1:3] == ["Zeile 2, Spalte D", "1"]
    assert "jetzt 4.711" in lines["Widerspruch zu früher"][3]
    assert "Die neuere Lieferung gilt." in lines["Widerspruch zu früher"][3]
    assert all(line[4] for kind, line in lines.items() if kind != "Hinweis beim Lesen")


def test_the_workbook_is_offered(check, key: str):
    app = check(f"{HEAD}{key};01.03.2020;Probe;4711\n")
    (button,) = [b for b in app.get("download_button") if "Befunde" in b.proto.label]
    assert not button.proto.disabled
    (job,) = list_jobs(limit=1)
    (file,) = findings_of(job)
    book = load_workbook(io.BytesIO((findings_folder(job) / file["workbook"]).read_bytes()))
    assert book.sheetnames == ["Befunde", "Datei"]
    assert "4.711" in book["Datei"]["D2"].comment.text


def test_a_refused_file_has_no_report(check):
    app = check(f"{HEAD}98001001;01.03.2020;Probe;viele\n")
    assert not [table for table in tables(app) if table[0] == FOUND]
    assert any("nicht gelungen" in status.label for status in app.status)
