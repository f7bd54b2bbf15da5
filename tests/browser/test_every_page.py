"""Every page, in every width and both themes, before anybody touches anything."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import SIZES, THEMES, NewPage
from tests.browser.looking import (
    axe_findings,
    brightness,
    leaked_words,
    overflow,
    visible_text,
    wait_for_app,
)

ROUTES = {
    "start": "/",
    "karte": "/karte",
    "zeitreihen": "/zeitreihen",
    "kreisvergleich": "/kreisvergleich",
    "gebietsprofil": "/gebietsprofil",
    "bedarfsanalyse": "/bedarfsanalyse",
    "daten": "/daten",
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())
def test_page_is_whole_readable_and_without_barriers(
    new_page: NewPage, route: str, size: str, theme: str
):
    page = new_page(size, theme=theme)
    page.goto(route)
    wait_for_app(page)

    text = visible_text(page)
    assert page.locator("h1").count() == 1, "one heading tells where one is"
    assert page.get_by_text("Page not found").count() == 0
    assert page.locator('[data-testid="stException"]').count() == 0
    assert leaked_words(text) == []
    assert page.locator("html").get_attribute("lang") == "de"
    assert overflow(page) <= 0, f"wider than the window by {overflow(page)} px"
    assert (brightness(page) < 0.5) == (theme == "dark")
    barriers = axe_findings(page)
    assert not barriers, "\n".join(barriers)


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())
def test_page_is_in_the_navigation(new_page: NewPage, route: str):
    page = new_page()
    page.goto("/")
    wait_for_app(page)

    links = page.locator('[data-testid="stSidebarNavLink"], [data-testid="stTopNavLink"]')
    paths = {urlsplit(link.get_attribute("href") or "").path or "/" for link in links.all()}
    assert route in paths


def test_pages_say_that_sample_data_are_invented(new_page: NewPage):
    for route in ROUTES.values():
        page = new_page()
        page.goto(route)
        wait_for_app(page)
        assert "Beispieldaten – frei erfunden" in visible_text(page), route
        page.close()
