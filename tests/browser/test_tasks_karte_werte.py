"""The map shows a choice before the page does, and says what the page says."""

from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.looking import wait_for_app
from tests.browser.server import Server
from tests.browser.tasks import maps, pick, title, visit
from tests.pages.figures import KREIS, described, german, latest, values

LABELS = "areas => areas.map(area => area.getAttribute('aria-label'))"
BOX = "combobox"


def aria_labels(frame: Frame) -> list[str]:
    """What the map says of its areas, once the words have followed the colours."""
    frame.page.wait_for_timeout(700)
    return [str(text) for text in frame.locator(".kb-area").evaluate_all(LABELS)]


def says(found: list[str], figures: dict[str, float | None], decimals: int) -> bool:
    """Whether each known figure stands behind some area."""
    return all(
        any(f", {german(value, decimals)}" in text for text in found)
        for value in figures.values()
        if value is not None
    )


def test_the_map_does_not_wait_for_the_page(page: Page, release):
    """Without any answer of the page, the map shows the chosen figures; words then step back."""
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    (frame,) = maps(page)
    about = described(release, "frauenanteil")
    page.get_by_role(BOX, name="Indikator").fill(about["title"])
    option = page.get_by_role("option", name=about["title"], exact=True)
    option.wait_for()
    page.evaluate("WebSocket.prototype.send = function () {}")
    option.click()
    expect(page.locator("html")).to_have_class("kb-ahead")
    period = latest(release, "frauenanteil")
    figures = values(release, "frauenanteil", "gemeinde", period)
    assert says(aria_labels(frame), figures, about["decimals"])
    page.wait_for_function(
        "parseFloat(getComputedStyle(document.querySelector('.kb-legend')).opacity) < 0.5"
    )


def test_by_keyboard_neither(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    (frame,) = maps(page)
    about = described(release, "frauenanteil")
    page.get_by_role(BOX, name="Indikator").fill(about["title"])
    page.get_by_role("option", name=about["title"], exact=True).wait_for()
    page.keyboard.press("ArrowDown")
    page.evaluate("WebSocket.prototype.send = function () {}")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_class("kb-ahead")
    figures = values(release, "frauenanteil", "gemeinde", latest(release, "frauenanteil"))
    assert says(aria_labels(frame), figures, about["decimals"])


def test_the_page_has_the_last_word(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    for indicator in ("frauenanteil", "geburten"):
        pick(page, "Indikator", described(release, indicator)["title"])
    expect(page.locator("html")).not_to_have_class("kb-ahead")
    page.go_back()
    wait_for_app(page)
    (frame,) = maps(page)
    about = described(release, "frauenanteil")
    assert title(page).startswith(about["title"])
    figures = values(release, "frauenanteil", "gemeinde", latest(release, "frauenanteil"))
    assert says(aria_labels(frame), figures, about["decimals"])


def test_values_that_do_not_come_are_said(browser: Browser, app_server: Server, release):
    """On a page that is not watched: here the browser rightly complains."""
    context = browser.new_context(base_url=app_server.url)
    page = context.new_page()
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    page.route("**/werte?*", lambda route: route.abort())
    pick(page, "Indikator", described(release, "frauenanteil")["title"])
    note = page.frame_locator("iframe").get_by_role("alert")
    expect(note).to_contain_text("Die Werte konnten nicht geladen werden.")
    page.unroute("**/werte?*")
    pick(page, "Indikator", described(release, "geburten")["title"])
    expect(note).to_have_count(0)
    context.close()
