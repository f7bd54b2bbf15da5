"""A Planungsraum made on the map, and then used on every page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from monitoring.planungsraeume import COLOURS
from tests.browser.conftest import SIZES
from tests.browser.looking import axe_findings, leaked_words, overflow, visible_text, wait_for_app
from tests.browser.tasks import build, click_on, field, maps, pick, table, unfold, visit
from tests.browser.test_tasks_vergleichen import chart_words
from tests.pages.figures import KREIS, german, open_current

KEY, NAME = f"{KREIS}P01", "Oberes Tal"
COUNTS = {NAME: 2, "Raum 2": 1, "Raum 3": 1}


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


def gemeinden(data: Path) -> list[str]:
    release = open_current(data)
    rows = release.execute(
        "SELECT ags FROM area WHERE level = 'gemeinde' AND parent = ? AND NOT unincorporated "
        "ORDER BY area_km2 DESC LIMIT ?",
        [KREIS, sum(COUNTS.values())],
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


def make(page: Page, data: Path) -> None:
    """Three Planungsräume by clicks on the map, the first with a name of its own."""
    frame, left = maps(page)[0], iter(gemeinden(data))
    for name, count in COUNTS.items():
        if name != NAME:
            page.get_by_role("button", name="Neuer Planungsraum").click()
            wait_for_app(page)
        for _ in range(count):
            click_on(frame, next(left))
            wait_for_app(page)
        if name == NAME:
            expect(page.locator(".kb-legend")).to_contain_text("2 Gemeinden")
            box = page.get_by_label("Name", exact=True)
            box.fill(NAME)
            box.press("Tab")
        expect(page.locator(".kb-legend")).to_contain_text(name)


def save_and_build(page: Page, data: Path) -> None:
    page.get_by_role("button", name="Sichern").click()
    told = page.get_by_text("Der nächste Datenstand zeigt sie.").filter(visible=True).first
    expect(told).to_be_visible(timeout=60_000)
    build(page, data)


def outlines(frame: Frame) -> set[str]:
    """Colours of the lines around Planungsräume."""
    found = frame.locator(".kb-outline").all()
    return {str(line.get_attribute("stroke")) for line in found}


def on_the_map(page: Page, value: float) -> None:
    """Its value, in its colour; and its border on the map of Gemeinden, once somebody asks."""
    link = f"gebiet={KREIS}&indikator=bevoelkerung"
    visit(page, f"/karte?{link}&ebene=planungsraum&flaeche={KEY}")
    assert page.locator(".kb-panel h2").inner_text() == NAME
    assert page.locator(".kb-panel .v").inner_text() == german(value, 0)
    assert outlines(maps(page)[0]) == set(COLOURS[:3])
    pick(page, "Ebene", "Gemeinden")
    assert outlines(maps(page)[0]) == set()
    unfold(page, "Darstellung: Klassen, Farben, zweite Karte")
    wait_for_app(page)
    pick(page, "Planungsräume", "Grenzen in ihren Farben")
    expect(maps(page)[0].locator(".kb-outline").first).to_be_attached()
    assert outlines(maps(page)[0]) == set(COLOURS[:3])
    assert NAME in visible_text(page)


def over_time(page: Page) -> None:
    visit(page, f"/zeitreihen?gebiet={KREIS}&indikator=bevoelkerung&flaechen={KEY}")
    assert NAME in page.locator("h1").inner_text()
    assert NAME in chart_words(page)
    pick(page, "Ebene", "Planungsräume")
    everybody = page.locator('[data-testid="stVegaLiteChart"]').nth(1)
    for name in COUNTS:
        expect(everybody).to_contain_text(name)


def in_its_profile(page: Page, value: float) -> None:
    visit(page, f"/gebietsprofil?flaeche={KEY}")
    assert page.locator("h1").inner_text() == f"{NAME} (Planungsraum) im Überblick"
    assert german(value, 0) in visible_text(page)
    first = page.get_by_text("Besteht aus").locator("xpath=following::button[1]")
    name = first.inner_text().partition(" · ")[0]
    first.click()
    expect(page.locator("h1")).to_have_text(f"{name} im Überblick")
    expect(page.get_by_text("Gehört zum Planungsraum")).to_be_visible()
    expect(page.get_by_role("button", name=NAME)).to_be_visible()


def by_its_need(page: Page) -> None:
    visit(page, f"/bedarfsanalyse?gebiet={KREIS}&auswahl=sgb2_quote~altenquotient")
    pick(page, "Ebene", "Planungsräume")
    assert "Bedarfsindex der Planungsräume" in page.locator("h1").inner_text()
    rows = table(page, "Gründe")
    assert {row[1] for row in rows[1:]} == set(COUNTS)
    assert sorted(row[0] for row in rows[1:]) == ["1", "2", "3"]
    click_on(maps(page)[0], KEY)
    expect(field(page, "Ausgewähltes Gebiet")).to_have_value(NAME)
    assert "ebene=planungsraum" in page.url


def beside_others(page: Page) -> None:
    visit(page, f"/kreisvergleich?gebiet={KREIS}&indikator=altenquotient")
    pick(page, "Ebene", "Planungsräume")
    assert "in den Planungsräumen" in page.locator("h1").inner_text()
    assert all(name in chart_words(page) for name in COUNTS)


def in_its_quality(page: Page) -> None:
    visit(page, "/daten")
    page.get_by_role("tab", name="Qualität").click()
    wait_for_app(page)
    pick(page, "Ebene", "Planungsräume")
    expect(page.get_by_role("region", name="Verfügbarkeit: Planungsräume")).to_be_visible()


def test_made_by_clicks_and_then_used_on_every_page(installation: tuple[Browser, str, Path]):
    browser, url, data = installation
    page = opened(browser, url)
    make(page, data)
    save_and_build(page, data)
    value, parts = people(data)
    assert value == parts
    visit(page, "/")
    pick(page, "Gemeinde, Kreis oder Indikator suchen", f"{NAME} (Planungsraum)")
    expect(page.locator("h1")).to_have_text(f"{NAME} (Planungsraum) im Überblick")
    for look in (
        lambda: on_the_map(page, value),
        lambda: over_time(page),
        lambda: in_its_profile(page, value),
        lambda: by_its_need(page),
        lambda: beside_others(page),
        lambda: in_its_quality(page),
    ):
        look()
        assert leaked_words(visible_text(page)) == []
        assert overflow(page) <= 0


@pytest.mark.parametrize("size", ["desktop", "mobile"])
def test_the_form_is_readable_and_free_of_barriers(
    installation: tuple[Browser, str, Path], size: str
):
    browser, url, data = installation
    page = opened(browser, url, size)
    click_on(maps(page)[0], gemeinden(data)[0])
    wait_for_app(page)
    assert overflow(page) <= 0
    assert axe_findings(page) == []
    assert leaked_words(visible_text(page)) == []
