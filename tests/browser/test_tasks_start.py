"""Start, as a planner uses it: find a place, find an indicator, keep what matters."""

from playwright.sync_api import Page, expect

from tests.browser.looking import wait_for_app
from tests.browser.tasks import field, pick, title, visit
from tests.pages.figures import (
    described,
    german,
    label,
    rows,
    series,
)

SEARCH = "Gemeinde, Kreis oder Indikator suchen"


def find(page: Page, words: str) -> None:
    box = field(page, SEARCH)
    box.click()
    box.fill(words)
    page.get_by_role("option").first.click()
    wait_for_app(page)


def test_a_gemeinde_is_found_and_its_profile_opens(page: Page, release):
    key = rows(
        release,
        "SELECT ags FROM area WHERE level = 'gemeinde' AND parent = '99005' "
        "AND label = name ORDER BY population DESC LIMIT 1",
    )[0]["ags"]
    visit(page, "/")
    find(page, label(release, key))
    assert title(page) == f"{label(release, key)} im Überblick"
    assert f"flaeche={key}" in page.url
    expect(field(page, "Gebiet")).to_have_value("Obertalkreis")


def test_a_kreis_is_found_and_its_profile_opens(page: Page):
    visit(page, "/")
    find(page, "Obertalkreis")
    assert title(page) == "Obertalkreis im Überblick"


def test_an_indicator_is_found_whatever_was_looked_at_before(page: Page, release):
    visit(page, "/karte")
    pick(page, "Thema", "Wohnen")
    page.get_by_role("link", name="Start").first.click()
    wait_for_app(page)
    wanted = described(release, "arbeitslosenanteil")["title"]
    find(page, wanted)
    assert title(page).startswith(wanted)
    assert "indikator=arbeitslosenanteil" in page.url


def test_nothing_found_is_said_in_german(page: Page):
    visit(page, "/")
    field(page, SEARCH).fill("Xyzzy")
    expect(page.get_by_role("listbox")).to_have_text("Keine Treffer")


def test_cards_lead_to_the_map_of_their_indicator(page: Page, release):
    visit(page, "/?gebiet=99005")
    about, course = described(release, "sgb2_quote"), series(release, "sgb2_quote", "99005")
    card = page.locator(".kb-figure", has_text=about["title"])
    assert card.locator(".v").inner_text() == german(course[max(course)], about["decimals"])
    page.get_by_role("link", name=f"Auf der Karte: {about['title']}").click()
    wait_for_app(page)
    assert title(page).startswith(about["title"])
    assert "des Obertalkreises" in title(page)


def test_favourites_are_kept(new_page, release):
    page = visit(new_page(), "/")
    before = page.locator(".kb-figure h3").all_inner_texts()
    wanted = described(release, "wohnungen")["title"]
    page.get_by_role("button", name="Kennzahlen auswählen").click()
    remember(page, wanted)
    assert page.locator(".kb-figure h3").all_inner_texts() == [wanted]
    other = visit(new_page(), "/")
    assert other.locator(".kb-figure h3").all_inner_texts() == [wanted]
    remember(page)
    assert page.locator(".kb-figure h3").all_inner_texts() == before
    assert len(before) == 8


def remember(page: Page, *wanted: str) -> None:
    """Keep these key figures and no others; none brings the usual ones back."""
    chosen = page.locator('[data-testid="stPopoverBody"]')
    if not chosen.is_visible():
        page.get_by_role("button", name="Kennzahlen auswählen").click()
    chosen.get_by_role("button", name="Auswahl leeren").or_(
        chosen.locator("[title='Auswahl leeren']")
    ).first.click()
    wait_for_app(page)
    for words in wanted:
        chosen.get_by_role("combobox").fill(words)
        page.get_by_role("option", name=words, exact=True).click()
    page.keyboard.press("Escape")
    wait_for_app(page)
    if not chosen.is_visible():
        page.get_by_role("button", name="Kennzahlen auswählen").click()
    chosen.get_by_role("button", name="Merken").click()
    wait_for_app(page)
