"""Zeitreihen, Kreisvergleich and Gebietsprofil, as a planner uses them."""

from playwright.sync_api import Page, expect

from tests.browser.looking import wait_for_app
from tests.browser.tasks import field, pick, table, title, unfold, visit
from tests.pages.figures import (
    KREIS,
    LAND,
    day,
    described,
    german,
    label,
    largest,
    latest,
    marked,
    rows,
    series,
    values,
)


def chart_words(page: Page, position: int = 0) -> str:
    """Words that a chart writes."""
    chart = page.locator('[data-testid="stVegaLiteChart"]').nth(position)
    return "\n".join(chart.locator("svg text").all_text_contents())


def course(page: Page) -> dict[tuple[str, str], str]:
    """Printed value by key and period of the page Zeitreihen."""
    unfold(page, "Tabelle")
    return {(line[1], line[2]): line[3] for line in table(page, "Zeitraum")[1:]}


def test_several_areas_beside_kreis_and_land(page: Page, release):
    keys = largest(release, 2)
    visit(page, f"/zeitreihen?gebiet={KREIS}&indikator=sgb2_quote&flaechen={keys[0]}")
    box = field(page, "Gemeinden")
    box.fill(label(release, keys[1]))
    page.get_by_role("option", name=label(release, keys[1]), exact=True).click()
    wait_for_app(page)
    found = course(page)
    for key in (*keys, KREIS, LAND):
        for period, value in series(release, "sgb2_quote", key).items():
            told = marked(release, "sgb2_quote", key, period, german(value, 1))
            assert found[key, day(period)] == told
        assert label(release, key) in chart_words(page)
    assert all(key in page.url for key in (*keys, f"{KREIS}~{LAND}"))


def test_an_index_starts_from_its_base_year(page: Page, release):
    visit(page, f"/zeitreihen?gebiet={KREIS}&indikator=bevoelkerung")
    page.get_by_role("radio", name="Index (Basisjahr = 100)").or_(
        page.get_by_role("button", name="Index (Basisjahr = 100)")
    ).first.click()
    wait_for_app(page)
    pick(page, "Basis", "31.12.2015")
    found = course(page)
    whole = series(release, "bevoelkerung", KREIS)
    assert found[KREIS, "31.12.2015"] == "100,0"
    last = max(whole)
    told = german(100 * whole[last] / whole["2015-12-31"], 1)
    assert found[KREIS, day(last)] == marked(release, "bevoelkerung", KREIS, last, told)
    assert "31.12.2015 = 100" in chart_words(page)


def test_counts_per_inhabitant_and_breaks(page: Page, release):
    visit(page, f"/zeitreihen?gebiet={KREIS}&indikator=geburten&art=je")
    births, people = series(release, "geburten", KREIS), series(release, "bevoelkerung", KREIS)
    year = max(births)
    inhabitants = next(v for p, v in people.items() if p[:4] == year[:4])
    told = german(1000 * births[year] / inhabitants, 1)
    assert course(page)[KREIS, day(year)] == marked(release, "geburten", KREIS, year, told)
    visit(page, f"/zeitreihen?gebiet={KREIS}&indikator=altenquotient")
    for mark in rows(release, "SELECT text FROM indicator_break WHERE indicator = 'altenquotient'"):
        assert mark["text"] in chart_words(page)


def test_the_own_kreis_stands_out_among_all(page: Page, release):
    visit(page, f"/kreisvergleich?gebiet={KREIS}&indikator=sgb2_quote")
    period = latest(release, "sgb2_quote", "kreis")
    unfold(page, "Tabelle")
    printed = {line[1]: line[2] for line in table(page, "Kreis")[1:]}
    found = values(release, "sgb2_quote", "kreis", period, LAND)
    assert printed == {
        key: marked(release, "sgb2_quote", key, period, german(value, 1))
        for key, value in found.items()
    }
    own = page.locator("tr.kb-own")
    assert KREIS in own.first.inner_text()
    words = chart_words(page)
    assert all(label(release, key) in words for key in found)
    assert german(series(release, "sgb2_quote", LAND)[period], 1) in words
    assert "eigener Kreis: Landkreis Auental" in page.locator(".kb-sub").inner_text()


def test_another_kreis_and_year_in_the_comparison(page: Page, release):
    visit(page, f"/kreisvergleich?gebiet={KREIS}&indikator=altenquotient")
    pick(page, "Gebiet", "Obertalkreis")
    page.get_by_role("slider", name="Zeitraum").press("ArrowLeft")
    wait_for_app(page)
    years = sorted(series(release, "altenquotient", LAND))
    assert title(page).endswith(day(years[-2]))
    unfold(page, "Tabelle")
    printed = {line[1]: line[2] for line in table(page, "Kreis")[1:]}
    told = german(series(release, "altenquotient", "99005")[years[-2]], 1)
    assert printed["99005"] == marked(release, "altenquotient", "99005", years[-2], told)
    assert "99005" in page.locator("tr.kb-own").first.inner_text()


def test_a_profile_beside_kreis_and_land(page: Page, release):
    key = largest(release, 1)[0]
    visit(page, f"/gebietsprofil?flaeche={key}")
    for indicator in ("altenquotient", "bevoelkerung"):
        about = described(release, indicator)
        line = page.locator("tr", has=page.get_by_role("rowheader", name=about["title"])).first
        cells = line.locator("td").all_inner_texts()
        for text, area in zip(cells[:3], (key, KREIS, LAND), strict=True):
            found = series(release, indicator, area)
            assert text == german(found[max(series(release, indicator, key))], about["decimals"])
    page.get_by_text("Wohnen", exact=True).click()
    wait_for_app(page)
    expect(page.get_by_role("rowheader", name="Personen je Wohnung")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Altenquotient")).to_have_count(0)


def test_the_pyramid_follows_its_slider(page: Page, release):
    key = largest(release, 1)[0]
    visit(page, f"/gebietsprofil?flaeche={key}")
    before = page.locator('[data-testid="stVegaLiteChart"] svg').first.inner_html()
    page.get_by_role("slider", name="Stand").press("Home")
    wait_for_app(page)
    assert page.locator('[data-testid="stVegaLiteChart"] svg').first.inner_html() != before
    first = rows(release, "SELECT min(period) AS p FROM population WHERE ags = ?", key)[0]["p"]
    assert f"stand={first}" in page.url


def test_neighbours_lead_from_profile_to_profile(page: Page, release):
    key = largest(release, 1)[0]
    visit(page, f"/gebietsprofil?flaeche={key}")
    other = rows(
        release,
        "SELECT a.ags, a.label, a.population FROM neighbour n JOIN area a ON a.ags = n.neighbour "
        "WHERE n.ags = ? ORDER BY a.label LIMIT 1",
        key,
    )[0]
    page.get_by_role("button", name=f"{other['label']} · {german(other['population'], 0)}").click()
    wait_for_app(page)
    assert title(page) == f"{other['label']} im Überblick"
    page.get_by_role("link", name="Karte").first.click()
    wait_for_app(page)
    assert page.locator(".kb-panel h2").inner_text() == other["label"]


def test_the_question_goes_along_from_page_to_page(page: Page, release):
    visit(page, "/karte?gebiet=99005&indikator=wahlbeteiligung")
    for name in ("Zeitreihen", "Kreisvergleich"):
        page.get_by_role("link", name=name).first.click()
        wait_for_app(page)
        assert title(page).startswith(described(release, "wahlbeteiligung")["title"])
        expect(field(page, "Gebiet")).to_have_value("Obertalkreis")
