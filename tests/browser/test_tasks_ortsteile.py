"""Ortsteile from a file of the city's own, figures that name them, and both on the pages."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from monitoring.store.connection import open_store
from monitoring.store.ortsteile import drawn_gemeinden
from tests.browser.conftest import SIZES
from tests.browser.looking import axe_findings, leaked_words, overflow, visible_text, wait_for_app
from tests.browser.tasks import build, maps, pick, table, unfold, visit
from tests.browser.test_tasks_daten import run_job
from tests.browser.test_tasks_zuordnen import base_figure, map_it, write
from tests.pages.figures import KREIS, label, largest, open_current
from tests.pages.ortsteile import PARTS, quarters

CLUBS = {"Altstadt": 1200, "Neustadt": 7, "Südvorstadt": 33, "Hafen": 41}


def opened(browser: Browser, url: str, size: str = "desktop") -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=url, locale="de-DE", viewport={"width": width, "height": height}
    )
    return visit(context.new_page(), "/daten")


def largest_gemeinde(data: Path) -> tuple[str, str]:
    release = open_current(data)
    ags = largest(release, 1)[0]
    name = label(release, ags)
    release.close()
    return ags, name


def upload(page: Page, name: str, content: bytes, kind: str) -> None:
    file = {"name": name, "mimeType": kind, "buffer": content}
    page.get_by_role("tabpanel").locator("input[type=file]").last.set_input_files(file)
    expect(page.get_by_text(name).first).to_be_visible()
    wait_for_app(page)


def bring_boundaries(page: Page, data: Path, ags: str) -> None:
    """A file whose fields have names of the city's own, said in the form."""
    with open_store(data / "store.duckdb") as connection:
        shape = drawn_gemeinden(connection, None).set_index("key").geometry[ags]
    parts = quarters(shape, ags).rename(columns={"nr": "kennung", "ortsteil": "viertel"})
    page.get_by_role("tab", name="Planungsräume").click()
    unfold(page, "Aus einer Datei")
    upload(page, "viertel.geojson", parts.to_crs(4326).to_json().encode(), "application/geo+json")
    write(page, "Spalte mit dem Schlüssel", "kennung")
    write(page, "Spalte mit dem Namen", "viertel")
    page.get_by_role("button", name="Ortsteile einlesen").click()
    told = page.get_by_text("4 Ortsteile aus 1 Gemeinde").filter(visible=True).first
    expect(told).to_be_visible(timeout=60_000)
    build(page, data)


def bring_figures(page: Page, data: Path) -> None:
    """A table that says the Ortsteile by name, which the assistant knows from the release."""
    rows = "".join(f"{name};{count}\n" for name, count in CLUBS.items())
    visit(page, "/daten")
    text = f"Stadtteil;Plätze 2024\n{rows}".encode("cp1252")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "clubs_2024.csv", "mimeType": "text/csv", "buffer": text}
    )
    expect(page.get_by_text("clubs_2024.csv")).to_be_visible()
    wait_for_app(page)
    map_it(page)
    assert "4 Werte für 4 Gebiete, 2024" in visible_text(page)
    assert "Plätze im Jugendclub: 4 Werte" in run_job(page, "Importieren", "Import: fertig")
    build(page, data, "Datenstand erstellen")


def test_boundaries_and_figures_of_ortsteile_come_to_the_pages(
    installation: tuple[Browser, str, Path],
):
    browser, url, data = installation
    ags, name = largest_gemeinde(data)
    page = opened(browser, url)
    bring_boundaries(page, data, ags)
    bring_figures(page, data)
    link = f"gebiet={KREIS}&indikator={base_figure(data)}"
    visit(page, f"/karte?{link}&flaeche={ags}T01")
    pick(page, "Ebene", "Ortsteile")
    assert "in den Ortsteilen" in page.locator("h1").inner_text()
    assert maps(page)[0].locator("canvas, path").count() > 0
    visit(page, f"/karte?{link}&ebene=ortsteil&flaeche={ags}T01")
    assert page.locator(".kb-panel h2").inner_text() == "Altstadt"
    assert page.locator(".kb-panel .v").inner_text() == "1.200"
    assert {row[0] for row in table(page, "Schlüssel")[1:]} == set(PARTS)
    assert leaked_words(visible_text(page)) == []
    visit(page, f"/gebietsprofil?flaeche={ags}T01")
    assert page.locator("h1").inner_text() == f"Altstadt (Ortsteil von {name}) im Überblick"
    page.get_by_role("button", name=name).first.click()
    expect(page.locator("h1")).to_have_text(f"{name} im Überblick")
    expect(page.get_by_role("button", name="Hafen")).to_be_visible()
    assert overflow(page) <= 0


@pytest.mark.parametrize("size", ["desktop", "mobile"])
def test_the_form_is_readable_and_free_of_barriers(
    installation: tuple[Browser, str, Path], size: str
):
    browser, url, _ = installation
    page = opened(browser, url, size)
    page.get_by_role("tab", name="Planungsräume").click()
    unfold(page, "Aus einer Datei")
    empty = json.dumps({"type": "FeatureCollection", "features": []}).encode()
    upload(page, "leer.geojson", empty, "application/geo+json")
    assert overflow(page) <= 0
    assert axe_findings(page) == []
    assert leaked_words(visible_text(page)) == []
    page.get_by_role("button", name="Ortsteile einlesen").click()
    told = page.get_by_text("Abhilfe").filter(visible=True).first
    expect(told).to_be_visible(timeout=60_000)
