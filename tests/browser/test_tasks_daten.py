"""Daten, as a planner uses it: check a file, read it in, build, use, go back."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import wait_for_app
from tests.browser.server import serve
from tests.browser.tasks import build, pick, table, title, visit
from tests.pages.figures import german, label, largest, open_current

PLACES = 4711


@pytest.fixture
def installation(
    own_data_dir: Path, tmp_path: Path, browser: Browser
) -> Iterator[tuple[Page, Path]]:
    """A page of an app that the test has for itself, and where its data lie."""
    with serve(own_data_dir, tmp_path / "app.log") as server:
        context = browser.new_context(base_url=server.url, locale="de-DE")
        yield context.new_page(), own_data_dir
        context.close()


def store_hash(data: Path) -> str:
    return hashlib.sha256((data / "store.duckdb").read_bytes()).hexdigest()


def choose_file(page: Page, name: str, text: str) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(name)).to_be_visible()
    wait_for_app(page)


def run_job(page: Page, button: str, outcome: str) -> str:
    """Start a job and wait for its end; gives what it said."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(outcome, exact=True).first).to_be_visible(timeout=120_000)
    wait_for_app(page)
    return page.locator('[data-testid="stCode"]').first.inner_text()


def own_table(key: str) -> str:
    return f"ags;zeitraum;name;kita_plaetze\n{key};01.03.2031;Probe;{PLACES}\n"


def test_an_own_table_is_checked_read_in_built_and_shown(installation: tuple[Page, Path]):
    page, data = installation
    release = open_current(data)
    key = largest(release, 1)[0]
    name = label(release, key)
    release.close()
    before, old = store_hash(data), json.loads((data / "current.json").read_text())["release"]
    visit(page, "/daten")
    choose_file(page, "meine_plaetze.csv", own_table(key))
    said = run_job(page, "Nur prüfen", "Probelauf: fertig")
    assert "meine_plaetze.csv" in said
    assert store_hash(data) == before

    said = run_job(page, "Einlesen", "Import: fertig")
    assert "meine_plaetze.csv" in said
    assert store_hash(data) != before
    run_job(page, "Datenstand erstellen", "Datenstand erstellen: fertig")
    new = json.loads((data / "current.json").read_text())["release"]
    assert new != old

    visit(page, f"/karte?gebiet={key[:5]}&indikator=kita_plaetze&flaeche={key}")
    assert title(page).endswith("01.03.2031")
    assert page.locator(".kb-panel h2").inner_text() == name
    assert page.locator(".kb-panel .v").inner_text() == german(PLACES, 0)

    visit(page, "/daten")
    page.get_by_role("tab", name="Datenstände").click()
    page.get_by_role("button", name="Einstellen").last.click()
    wait_for_app(page)
    assert json.loads((data / "current.json").read_text())["release"] == old
    visit(page, f"/karte?gebiet={key[:5]}&indikator=kita_plaetze&flaeche={key}")
    assert not title(page).endswith("01.03.2031")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("ags;zeitraum;kita_plaetze\n1;2024-03-01;5\n", "führende Null"),
        ("ags;zeitraum;kita_plaetze\n99002001;2024-03-01;viele\n", "viele"),
        ("ags;zeitraum;kitaplaetzchen\n99002001;2024-03-01;5\n", "kitaplaetzchen"),
    ],
)
def test_a_broken_file_is_refused_in_german_and_changes_nothing(
    installation: tuple[Page, Path], text: str, complaint: str
):
    page, data = installation
    before = store_hash(data)
    visit(page, "/daten")
    choose_file(page, "kaputt.csv", text)
    said = run_job(page, "Einlesen", "Import: nicht gelungen")
    assert "kaputt.csv" in said
    assert complaint in said
    assert "Abhilfe" in said
    assert "Traceback" not in said
    assert store_hash(data) == before


def state(page: Page) -> str:
    """What the history says of the delivery, on the page Daten opened anew."""
    visit(page, "/daten")
    every(page)
    head, *rows = table(page, "Zustand")
    file, said = head.index("Datei"), head.index("Zustand")
    return next(row[said] for row in rows if row[file] == "meine_plaetze.csv")


def every(page: Page) -> None:
    """Show withdrawn deliveries too."""
    page.get_by_role("tab", name="Lieferungen").click()
    page.get_by_text(re.compile(r"^alle \(")).click()
    wait_for_app(page)


def change_delivery(page: Page, button: str) -> None:
    """Choose the newest delivery, and let the app do what it offers."""
    head, newest = table(page, "Zustand")[:2]
    back = newest[head.index("Zustand")].startswith("zurückgezogen")
    label = f"Nr. {newest[0]}: {newest[1]}" + (" (zurückgezogen)" if back else "")
    pick(page, "Eine Lieferung zurückziehen oder wieder gelten lassen", label)
    page.get_by_role("button", name=button, exact=True).click()


def test_a_delivery_is_withdrawn_and_counts_again(installation: tuple[Page, Path]):
    page, data = installation
    release = open_current(data)
    key = largest(release, 1)[0]
    release.close()
    visit(page, "/daten")
    choose_file(page, "meine_plaetze.csv", own_table(key))
    run_job(page, "Einlesen", "Import: fertig")
    build(page, data, "Datenstand erstellen")
    link = f"/karte?gebiet={key[:5]}&indikator=kita_plaetze&flaeche={key}"
    assert title(visit(page, link)).endswith("01.03.2031")

    assert state(page) == "gültig"
    change_delivery(page, "Lieferung zurückziehen")
    build(page, data)
    assert not title(visit(page, link)).endswith("01.03.2031")
    assert state(page).startswith("zurückgezogen am ")

    change_delivery(page, "Lieferung wieder gelten lassen")
    build(page, data)
    assert title(visit(page, link)).endswith("01.03.2031")
    assert state(page) == "gültig"
