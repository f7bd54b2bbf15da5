"""What people read and hear is German, also where Streamlit brings its own words."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import leaked_words, visible_text, wait_for_app
from tests.browser.tasks import unfold, visit

ENGLISH = re.compile(
    r"\b(Choose|Select|Selected|Upload|Browse|Drag and drop|per file|Clear|Open|Close|Help for|"
    r"Skip to|App pages|Main menu|Download|Search|Fullscreen|Loading|Running|No results|No options|"
    r"Press Enter|Show|Hide|Remove|Settings|Rerun|Deploy|icon)\b"
)
HEARD = """() => [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')]
    .filter(it => it.closest('[aria-hidden="true"]') === null)
    .flatMap(it => ['aria-label', 'title', 'placeholder', 'alt'].map(name => it.getAttribute(name)))
    .filter(Boolean)"""
PAGES = (
    "/",
    "/karte?flaeche=99002036",
    "/zeitreihen",
    "/kreisvergleich",
    "/gebietsprofil",
    "/bedarfsanalyse?flaeche=99002036",
    "/daten",
)
# Names of icons are drawn as pictures; the letters behind them are for no reader.
ICONS = re.compile(r"\b[a-z]+(_[a-z]+)+\b")


def english(page: Page) -> list[str]:
    """Foreign words that are seen or read aloud."""
    texts = [ICONS.sub("", visible_text(page)), *page.evaluate(HEARD)]
    return sorted({text[:80] for text in texts if ENGLISH.search(text)} | found_in(texts[0]))


def found_in(text: str) -> set[str]:
    return {text[max(0, hit.start() - 30) : hit.end() + 30] for hit in ENGLISH.finditer(text)}


@pytest.mark.parametrize("link", PAGES)
def test_everything_said_is_german(page: Page, link: str):
    visit(page, link)
    assert english(page) == []


def test_opened_lists_and_menus_are_german_too(page: Page):
    visit(page, "/karte?flaeche=99002036")
    unfold(page, "Darstellung: Klassen, Farben, zweite Karte")
    for button in ("Mitnehmen", "Ansicht speichern"):
        page.get_by_role("button", name=button).click()
        wait_for_app(page)
        assert english(page) == []
        assert leaked_words(visible_text(page)) == []
        page.keyboard.press("Escape")
    visit(page, "/zeitreihen")
    page.get_by_role("combobox", name="Gemeinden").fill("Xyzzy")
    page.wait_for_timeout(300)
    assert english(page) == []


def test_an_unknown_address_leads_back_in_german(browser: Browser, app_url: str):
    """Not watched: Streamlit reports such an address to the console as an error."""
    page = browser.new_page(locale="de-DE")
    visit(page, f"{app_url}/unbekannt")
    assert "Seite nicht gefunden" in visible_text(page)
    assert english(page) == []
    page.close()
