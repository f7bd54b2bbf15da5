"""Daten, Qualität: the matrix is read by eye, by keyboard and without colour."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, THEMES, NewPage
from tests.browser.looking import axe_findings, overflow, wait_for_app

COLOUR = "cell => getComputedStyle(cell).backgroundColor"


def open_quality(page: Page) -> None:
    page.goto("/daten")
    wait_for_app(page)
    page.get_by_role("tab", name="Qualität").click()
    wait_for_app(page)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_the_part_is_readable_and_without_barriers(new_page: NewPage, size: str, theme: str):
    page = new_page(size, theme=theme)
    open_quality(page)
    assert page.get_by_role("heading", name="Was ist da?").is_visible()
    assert overflow(page) <= 0
    assert axe_findings(page) == []


def test_states_differ_in_sign_and_colour_and_names_stay_while_one_scrolls(new_page: NewPage):
    page = new_page("phone" if "phone" in SIZES else list(SIZES)[-1])
    open_quality(page)
    region = page.get_by_role("region", name="Verfügbarkeit: Gemeinden")
    full = region.locator("td.kb-is-available").first
    legend = page.locator(".kb-signs li")
    assert full.inner_text().startswith("✓\u00a0")
    assert len({item.evaluate(COLOUR) for item in legend.all()}) == legend.count() == 5
    assert full.evaluate(COLOUR) == legend.first.evaluate(COLOUR)
    name = region.get_by_role("rowheader").nth(1)
    before = name.bounding_box()
    region.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("frame => frame.scrollLeft > 40", arg=region.element_handle())
    after = name.bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == before["x"]


def test_another_level_is_counted_in_its_own_areas(new_page: NewPage):
    page = new_page()
    open_quality(page)
    page.get_by_role("combobox", name="Ebene").first.click()
    page.get_by_role("option", name="Länder").click()
    wait_for_app(page)
    region = page.get_by_role("region", name="Verfügbarkeit: Länder")
    expect(region.locator("td.kb-is-available").first).to_have_text("✓\u00a01")
