"""A table nobody has described: from its upload to a chart, and next year's without a question."""

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES
from tests.browser.looking import axe_findings, leaked_words, overflow, visible_text, wait_for_app
from tests.browser.tasks import pick, visit
from tests.browser.test_tasks_daten import run_job, store_hash
from tests.browser.test_tasks_vergleichen import chart_words, course
from tests.pages.figures import KREIS, german, label, largest, open_current

HEAD = "Freizeit im Kreis Öhringen\nAngaben des Jugendamts\n\nSchlüssel;Ort;{first};{last}\n"
PLACES = {2023: (1234, 87), 2024: (2345, 96), 2025: (3456, 105)}


def opened(browser: Browser, url: str, size: str) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=url, locale="de-DE", viewport={"width": width, "height": height}
    )
    return context.new_page()


def sheet(keys: list[str], first: int, last: int) -> bytes:
    """Windows-1252, title lines, dots between thousands, years as columns, a sum."""
    columns = list(zip(PLACES[first], PLACES[last], strict=True))
    lines = [
        f"{key};Ort {number};{german(one, 0)};{german(two, 0)}\n"
        for number, (key, (one, two)) in enumerate(zip(keys, columns, strict=True))
    ]
    total = f";Insgesamt;{german(sum(PLACES[first]), 0)};{german(sum(PLACES[last]), 0)}\n"
    return (HEAD.format(first=first, last=last) + "".join(lines) + total).encode("cp1252")


def choose(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(name)).to_be_visible()
    wait_for_app(page)


def write(page: Page, words: str, text: str) -> None:
    field = page.get_by_label(words, exact=True)
    field.fill(text)
    field.press("Tab")
    wait_for_app(page)


def release_name(data: Path) -> str:
    return str(json.loads((data / "current.json").read_text())["release"])


def own_column(page: Page) -> str:
    """The column that the fields of a new base figure name behind their titles."""
    label = page.get_by_label(re.compile(r"^Einheit \(")).get_attribute("aria-label")
    return str(label).removeprefix("Einheit (").removesuffix(")")


def map_it(page: Page) -> None:
    """Name what the file brings, after it was refused as unknown."""
    run_job(page, "Nur prüfen", "Probelauf: nicht gelungen")
    expect(page.get_by_text("2 · Verstanden")).to_be_visible(timeout=60_000)
    wait_for_app(page)
    column = own_column(page)
    write(page, f"Name der Grundzahl ({column})", "Plätze im Jugendclub")
    write(page, f"Einheit ({column})", "Plätze")
    pick(page, f"Thema ({column})", "Familie")
    write(page, "Name des Profils", "Jugendclubs")


def test_from_upload_to_chart_with_a_file_it_has_not_seen(
    installation: tuple[Browser, str, Path],
):
    browser, url, data = installation
    release = open_current(data)
    keys = largest(release, 2)
    name = label(release, keys[0])
    release.close()
    before, old = store_hash(data), release_name(data)
    page = visit(opened(browser, url, "desktop"), "/daten")
    choose(page, "freizeit_jugend.csv", sheet(keys, 2023, 2024))
    map_it(page)
    said = visible_text(page)
    assert "4 Werte für 2 Gebiete, 2023 bis 2024" in said
    assert name in said
    assert "Plätze im Jugendclub: 4 Werte" in run_job(page, "Zuordnung prüfen", "Probelauf: fertig")
    assert store_hash(data) == before
    assert "Profil „Jugendclubs“ gesichert" in run_job(page, "Importieren", "Import: fertig")
    assert store_hash(data) != before
    run_job(page, "Datenstand erstellen", "Datenstand erstellen: fertig")
    assert release_name(data) != old

    link = f"gebiet={KREIS}&indikator={base_figure(data)}"
    visit(page, f"/karte?{link}&flaeche={keys[0]}")
    assert page.locator(".kb-panel h2").inner_text() == name
    assert page.locator(".kb-panel .v").inner_text() == german(PLACES[2024][0], 0)
    visit(page, f"/zeitreihen?{link}&flaechen={keys[0]}")
    assert "Plätze im Jugendclub" in page.locator("h1").inner_text()
    assert name in chart_words(page)
    found = course(page)
    assert [found[keys[0], year] for year in ("2023", "2024")] == ["1.234", "2.345"]

    page = visit(opened(browser, url, "desktop"), "/daten")
    choose(page, "freizeit_neu.csv", sheet(keys, 2024, 2025))
    run_again(page, "Einlesen", "Gelesen mit dem Profil „Jugendclubs“")
    build_again(page, data)
    visit(page, f"/karte?{link}&flaeche={keys[0]}")
    assert page.locator(".kb-panel .v").inner_text() == german(PLACES[2025][0], 0)


def build_again(page: Page, data: Path) -> None:
    """Build a release where the outcome of an earlier build is still told."""
    old, end = release_name(data), time.monotonic() + 120
    page.get_by_role("button", name="Datenstand erstellen", exact=True).click()
    while release_name(data) == old and time.monotonic() < end:
        time.sleep(0.2)
    assert release_name(data) != old
    wait_for_app(page)


def run_again(page: Page, button: str, words: str) -> None:
    """Start a job where one of the same name has ended before; wait for what it says."""
    page.get_by_role("button", name=button, exact=True).click()
    told = page.locator('[data-testid="stCode"]').first
    expect(told).to_contain_text(words, timeout=120_000)
    wait_for_app(page)


def base_figure(data: Path) -> str:
    """The id that the new base figure was given."""
    text = (data / "catalogue" / "base_figures.yml").read_text(encoding="utf-8")
    return text.split("\n")[1].rstrip(":")


@pytest.mark.parametrize("size", ["desktop", "mobile"])
def test_the_mapping_is_readable_and_free_of_barriers(
    installation: tuple[Browser, str, Path], size: str
):
    browser, url, data = installation
    release = open_current(data)
    keys = largest(release, 2)
    release.close()
    page = visit(opened(browser, url, size), "/daten")
    choose(page, "freizeit_jugend.csv", sheet(keys, 2023, 2024))
    page.get_by_text("Tabelle zuordnen", exact=True).click()
    expect(page.get_by_text("4 · Importieren")).to_be_visible(timeout=60_000)
    wait_for_app(page)
    assert overflow(page) <= 0
    assert axe_findings(page) == []
    assert leaked_words(visible_text(page)) == []
