"""A Planungsraum made on the map, and then used on every page."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES
from tests.browser.looking import axe_findings, leaked_words, overflow, visible_text, wait_for_app
from tests.browser.server import serve
from tests.browser.tasks import click_on, maps, visit
from tests.browser.test_tasks_vergleichen import chart_words
from tests.pages.figures import KREIS, german, open_current

KEY, NAME = f"{KREIS}P01", "Oberes Tal"


@pytest.fixture
def installation(
    own_data_dir: Path, tmp_path: Path, browser: Browser
) -> Iterator[tuple[Browser, str, Path]]:
    """An app that the test has for itself, and where its data lie."""
    with serve(own_data_dir, tmp_path / "app.log") as server:
        yield browser, server.url, own_data_dir


def opened(browser: Browser, url: str, size: str = "desktop") -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=url, locale="de-DE", viewport={"width": width, "height": height}
    )
    page = visit(context.new_page(), "/daten")
    page.get_by_role("tab", name="Planungsräume").click()
    page.get_by_text("Auf der Karte bilden", exact=True).click()
    wait_for_app(page)
    return page


def two_gemeinden(data: Path) -> list[str]:
    release = open_current(data)
    rows = release.execute(
        "SELECT ags FROM area WHERE level = 'gemeinde' AND parent = ? AND NOT unincorporated "
        "ORDER BY area_km2 DESC LIMIT 2",
        [KREIS],
    ).fetchall()
    release.close()
    return [row[0] for row in rows]


def people(data: Path) -> tuple[float, float]:
    """Population of the Planungsraum, and the sum of its Gemeinden, at the latest Stichtag."""
    release = open_current(data)
    found = release.execute(
        "SELECT v.value, (SELECT sum(w.value) FROM value w JOIN planungsraum_member m "
        "ON m.ags = w.ags AND m.raum = v.ags WHERE w.indicator = v.indicator AND "
        "w.period = v.period) FROM value v WHERE v.ags = ? AND v.indicator = 'bevoelkerung' "
        "AND v.value IS NOT NULL ORDER BY v.period DESC LIMIT 1",
        [KEY],
    ).fetchone()
    release.close()
    return found


def build(page: Page, data: Path) -> None:
    before = (data / "current.json").read_text()
    page.get_by_role("button", name="Jetzt Datenstand erstellen").click()
    end = time.monotonic() + 120
    while (data / "current.json").read_text() == before and time.monotonic() < end:
        page.wait_for_timeout(500)
    assert json.loads((data / "current.json").read_text()) != json.loads(before)


def test_made_by_clicks_and_then_used_on_every_page(installation: tuple[Browser, str, Path]):
    browser, url, data = installation
    page = opened(browser, url)
    frame = maps(page)[0]
    for key in two_gemeinden(data):
        click_on(frame, key)
        wait_for_app(page)
    expect(page.locator(".kb-legend")).to_contain_text("2 Gemeinden")
    field = page.get_by_label("Name", exact=True)
    field.fill(NAME)
    field.press("Tab")
    expect(page.locator(".kb-legend")).to_contain_text(NAME)
    page.get_by_role("button", name="Sichern").click()
    told = page.get_by_text("Der nächste Datenstand zeigt sie.").filter(visible=True).first
    expect(told).to_be_visible(timeout=60_000)
    build(page, data)

    value, parts = people(data)
    assert value == parts
    link = f"gebiet={KREIS}&indikator=bevoelkerung"
    visit(page, f"/karte?{link}&ebene=planungsraum&flaeche={KEY}")
    assert page.locator(".kb-panel h2").inner_text() == NAME
    assert page.locator(".kb-panel .v").inner_text() == german(value, 0)
    visit(page, f"/zeitreihen?{link}&flaechen={KEY}")
    assert NAME in page.locator("h1").inner_text()
    assert NAME in chart_words(page)
    visit(page, f"/gebietsprofil?flaeche={KEY}")
    assert page.locator("h1").inner_text() == f"{NAME} (Planungsraum) im Überblick"
    assert german(value, 0) in visible_text(page)
    for other in ("/", "/kreisvergleich", "/bedarfsanalyse"):
        visit(page, other)
        assert leaked_words(visible_text(page)) == []


@pytest.mark.parametrize("size", ["desktop", "mobile"])
def test_the_form_is_readable_and_free_of_barriers(
    installation: tuple[Browser, str, Path], size: str
):
    browser, url, data = installation
    page = opened(browser, url, size)
    click_on(maps(page)[0], two_gemeinden(data)[0])
    wait_for_app(page)
    assert overflow(page) <= 0
    assert axe_findings(page) == []
    assert leaked_words(visible_text(page)) == []
