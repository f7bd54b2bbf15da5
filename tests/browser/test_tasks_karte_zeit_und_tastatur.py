"""Karte without a mouse, and through the years."""

import re

from playwright.sync_api import Page, expect

from tests.browser.looking import wait_for_app
from tests.browser.tasks import area, focused, maps, panel, table, title, visit
from tests.pages.figures import (
    KREIS,
    day,
    german,
    largest,
    rows,
    series,
    values,
)

CONTROLS = (
    "Thema",
    "Indikator",
    "Gebiet",
    "Ebene",
    "Zeitraum",
    "Abspielen",
    "Veränderung gegenüber",
    "Gebiet nach Namen auswählen",
    "Darstellung",
    "Mitnehmen",
    "Ansicht speichern",
)


def test_the_period_moves_by_keyboard(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    years = sorted(series(release, "altenquotient", KREIS))
    slider = page.get_by_role("slider", name="Zeitraum")
    slider.focus()
    for step in (2, 3):
        page.keyboard.press("ArrowLeft")
        wait_for_app(page)
        assert title(page).endswith(day(years[-step]))
        expected = values(release, "altenquotient", "gemeinde", years[-step])
        assert {line[1]: line[2] for line in table(page, "Schlüssel")[1:]} == {
            key: german(value, 1) if value is not None else "×" for key, value in expected.items()
        }
    assert f"zeitraum={years[-3]}" in page.url


def test_playing_goes_through_the_years_and_stops(page: Page, release):
    years = sorted(series(release, "altenquotient", KREIS))
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient&zeitraum={years[-4]}")
    page.get_by_text("Abspielen", exact=True).click()
    for period in years[-3:]:
        expect(page.locator("h1")).to_contain_text(day(period), timeout=20_000)
    expect(page.get_by_role("switch", name="Abspielen")).not_to_be_checked()
    wait_for_app(page, quiet=2500)
    assert title(page).endswith(day(years[-1]))


def test_tab_reaches_every_control(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&flaeche={largest(release, 1)[0]}")
    maps(page)
    page.locator("body").press("Tab")
    reached = []
    for _ in range(60):
        found = focused(page)
        reached.append(f"{found['tag']} {found['words']}")
        page.keyboard.press("Tab")
    for name in CONTROLS:
        assert any(re.search(rf"\b{name}", line) for line in reached), name
    assert any(line.startswith("IFRAME") for line in reached)
    assert any("Zum Gebietsprofil" in line for line in reached)


def test_arrow_keys_walk_the_map_and_enter_selects(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=sgb2_quote")
    (frame,) = maps(page)
    assert frame.locator(".kb-area[tabindex='0']").count() == 1
    frame.locator(".kb-area[tabindex='0']").focus()
    start = frame.evaluate("document.activeElement.dataset.key")
    visited = []
    for way in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(way)
        visited.append(frame.evaluate("document.activeElement.dataset.key"))
    key = visited[1]
    assert len({start, *visited[:2]}) == 3
    page.keyboard.press("ArrowUp")
    area(frame, key).focus()
    assert key.startswith(KREIS)
    page.keyboard.press("Enter")
    name = rows(release, "SELECT label FROM area WHERE ags = ?", key)[0]["label"]
    expect(page.locator(".kb-panel h2")).to_have_text(name)
    wait_for_app(page)
    expect(area(frame, key)).to_have_attribute("aria-selected", "true")
    assert panel(page)["name"] == name


def test_a_list_is_chosen_from_by_keyboard_alone(page: Page, release):
    visit(page, "/karte")
    box = page.get_by_role("combobox", name="Indikator")
    box.focus()
    page.keyboard.type("Wahlbeteiligung")
    page.keyboard.press("Enter")
    wait_for_app(page)
    assert title(page).startswith("Wahlbeteiligung")
    head = page.locator("th", has_text="Wert").get_by_role("button")
    head.focus()
    page.keyboard.press("Enter")
    column = [line[2] for line in table(page, "Schlüssel")[1:] if line[2][0].isdigit()]
    assert column == sorted(column, key=lambda text: float(text.replace(",", ".")))


def test_two_quick_choices_both_count(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    years = sorted(series(release, "altenquotient", KREIS))
    page.get_by_role("slider", name="Zeitraum").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    wait_for_app(page, quiet=1500)
    assert title(page).endswith(day(years[-3]))
    assert f"zeitraum={years[-3]}" in page.url
    page.go_back()
    wait_for_app(page, quiet=1500)
    assert f"zeitraum={years[-3]}" not in page.url
    assert not title(page).endswith(day(years[-3]))
