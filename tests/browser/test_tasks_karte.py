"""Karte, as a planner uses it: choose, read, compare, look closer."""

import re

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.looking import wait_for_app
from tests.browser.tasks import (
    area,
    click_on,
    colours,
    field,
    legend,
    maps,
    panel,
    pick,
    point_at,
    table,
    title,
    unfold,
    view,
    visit,
)
from tests.pages.figures import (
    KREIS,
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

SETTINGS = "Darstellung: Klassen, Farben, zweite Karte"


def test_from_topic_to_indicator_to_level_to_the_whole_land(page: Page, release):
    visit(page, "/karte")
    pick(page, "Thema", "Wohnen")
    about = described(release, "wohnflaeche_je_person")
    pick(page, "Indikator", about["title"])
    assert title(page).startswith(f"{about['title']} in den Gemeinden des Landkreises Auental")
    pick(page, "Gebiet", "Mittelauen")
    period = latest(release, about["id"])
    assert sum(legend(page).values()) == len(values(release, about["id"], "gemeinde", period, "99"))
    pick(page, "Ebene", "Kreise und kreisfreie Städte")
    assert "in den Kreisen und kreisfreien Städten in Mittelauen" in title(page)
    (frame,) = maps(page)
    assert frame.locator(".kb-area").count() == sum(legend(page).values()) == 6


def test_classes_number_and_colours_change_the_legend(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=sgb2_quote")
    count = len(values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote")))
    unfold(page, SETTINGS)
    seen = [(legend(page), colours(page))]
    for label_, words in (
        ("Klassenbildung", "Gleiche Abstände"),
        ("Klassen", "3"),
        ("Farben", "Blau"),
    ):
        if label_ == "Farben":
            box = field(page, label_)
            box.click()
            page.get_by_role("option").nth(2).click()
            wait_for_app(page)
        else:
            pick(page, label_, words)
        seen.append((legend(page), colours(page)))
        assert sum(seen[-1][0].values()) == count
    assert seen[0][0] != seen[1][0]
    assert len(seen[2][0]) == len(seen[1][0]) - 2
    assert seen[3][0] == seen[2][0]
    assert seen[3][1] != seen[2][1]


def test_the_tooltip_says_name_and_german_number(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=sgb2_quote")
    key = largest(release, 1)[0]
    value = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"))[key]
    (frame,) = maps(page)
    point_at(frame, key)
    tooltip = frame.locator(".kb-tooltip")
    expect(tooltip).to_be_visible()
    assert tooltip.locator(".kb-name").inner_text() == label(release, key)
    assert german(value, 1) in tooltip.locator(".kb-line").first.inner_text()
    spoken = f"{label(release, key)}, {german(value, 1)} je 100 Personen unter 65 Jahren, vorläufig"
    expect(area(frame, key)).to_have_attribute("aria-label", spoken)


def test_the_tooltip_says_how_far_a_value_is_estimated(page: Page, release):
    found = release.execute(
        "SELECT ags, round(100 * estimated_share)::INTEGER FROM value WHERE estimated_share > 0 "
        "AND indicator = 'sgb2_quote' AND period = '2017-12-31' AND level = 'gemeinde'"
    ).fetchone()
    assert found is not None
    key, share = found
    visit(page, f"/karte?gebiet={key[:5]}&indikator=sgb2_quote&zeitraum=2017-12-31")
    (frame,) = maps(page)
    point_at(frame, key)
    line = frame.locator(".kb-tooltip .kb-line").first
    expect(line).to_contain_text(f", zu {share}\u00a0% geschätzt")
    told = re.compile(f", zu {share}\u00a0% geschätzt$")
    expect(area(frame, key)).to_have_attribute("aria-label", told)


def test_a_click_selects_and_leads_to_the_profile(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=sgb2_quote")
    key = largest(release, 2)[1]
    course = series(release, "sgb2_quote", key)
    (frame,) = maps(page)
    click_on(frame, key)
    expect(page.locator(".kb-panel h2")).to_have_text(label(release, key))
    wait_for_app(page)
    facts = panel(page)
    now, before = max(course), sorted(course)[-6]
    everybody = [
        v for v in values(release, "sgb2_quote", "gemeinde", now).values() if v is not None
    ]
    above = sum(round(v, 1) > round(course[now], 1) for v in everybody)
    assert facts["value"] == german(course[now], 1)
    assert facts["Rang"].startswith(f"Platz {above + 1} von {len(everybody)}")
    assert facts[f"seit {day(before)}"] == german(course[now] - course[before], 1, signed=True)
    assert page.locator('[data-testid="stVegaLiteChart"]').count() == 1
    expect(area(frame, key)).to_have_attribute("aria-selected", "true")
    assert f"flaeche={key}" in page.url
    page.get_by_role("link", name="Zum Gebietsprofil").click()
    wait_for_app(page)
    assert title(page) == f"{label(release, key)} im Überblick"


def test_a_click_hits_what_is_pointed_at_though_the_map_is_partly_out_of_sight(page: Page, release):
    page.set_viewport_size({"width": 1440, "height": 760})
    visit(page, f"/karte?gebiet={KREIS}&indikator=sgb2_quote")
    (frame,) = maps(page)
    box = page.locator("iframe").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] > 760
    key = next(key for key in largest(release, 30) if in_sight(frame, key, 760 - box["y"]))
    click_on(frame, key)
    expect(page.locator(".kb-panel h2")).to_have_text(label(release, key))
    assert page.locator('[data-testid="stMain"]').evaluate("it => it.scrollTop") == 0


def in_sight(frame: Frame, key: str, height: float) -> bool:
    """Whether the outline lies within the first ``height`` pixels of the map's frame."""
    low = area(frame, key).evaluate("it => it.getBoundingClientRect().bottom")
    return bool(low < height)


def test_a_secret_and_a_missing_value_say_so(page: Page, release):
    secret = rows(
        release,
        "SELECT ags, period FROM value WHERE indicator = 'grundsicherung_alter_quote' AND "
        "status = 'suppressed' AND level = 'gemeinde' AND ags LIKE ? || '%' "
        "ORDER BY period DESC, ags LIMIT 1",
        KREIS,
    )[0]
    link = f"/karte?gebiet={KREIS}&indikator=grundsicherung_alter_quote"
    visit(page, f"{link}&zeitraum={secret['period']}&flaeche={secret['ags']}")
    facts = panel(page)
    assert (facts["value"], facts["unit"]) == ("•", "geheim zu halten")
    assert "geheim zu halten" in legend(page)
    (frame,) = maps(page)
    expect(area(frame, secret["ags"])).to_have_attribute(
        "aria-label", f"{label(release, secret['ags'])}, geheim zu halten"
    )
    assert "url(#kb-hatch-251)" in str(area(frame, secret["ags"]).get_attribute("fill"))
    lines = {line[1]: line[2] for line in table(page, "Schlüssel")[1:]}
    assert lines[secret["ags"]] == "•"


def test_the_table_sorts_by_the_numbers(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=bevoelkerung")
    found = values(release, "bevoelkerung", "gemeinde", latest(release, "bevoelkerung"))
    order = sorted((v for v in found.values() if v is not None), reverse=True)
    head = page.locator("th", has_text="Wert").get_by_role("button")
    head.click()
    head.click()
    column = [line[2].removesuffix(" p") for line in table(page, "Schlüssel")[1:]]
    assert column[: len(order)] == [german(value, 0) for value in order]
    page.locator("th", has_text="Gebiet").get_by_role("button").click()
    names = [line[0] for line in table(page, "Schlüssel")[1:]]
    assert names == page.evaluate("n => [...n].sort((a, b) => a.localeCompare(b, 'de'))", names)


def test_the_table_keeps_its_order_when_the_figures_change(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=bevoelkerung")
    page.locator("th", has_text="Wert").get_by_role("button").click()
    pick(page, "Indikator", described(release, "geburten")["title"])
    found = values(release, "geburten", "gemeinde", latest(release, "geburten"))
    column = [line[2].removesuffix(" p") for line in table(page, "Schlüssel")[1:]]
    order = sorted(value for value in found.values() if value is not None)
    assert column[: len(order)] == [german(value, 0) for value in order]
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")


def test_the_difference_to_an_earlier_period(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    now = latest(release, "altenquotient")
    pick(page, "Veränderung gegenüber", "31.12.2020")
    assert title(page).startswith("Veränderung seit 31.12.2020: ")
    then = values(release, "altenquotient", "gemeinde", "2020-12-31")
    for line in table(page, "Schlüssel")[1:]:
        last = values(release, "altenquotient", "gemeinde", now)[line[1]]
        if last is not None and then[line[1]] is not None:
            told = german(last - then[line[1]], 1)
            assert line[2].lstrip("+") == marked(release, "altenquotient", line[1], now, told)


def test_the_map_keeps_its_view_when_the_indicator_changes(page: Page):
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient")
    (frame,) = maps(page)
    frame.evaluate("map.setView([51.2, 10.35], 11.5, {animate: false})")
    before = view(frame)
    pick(page, "Indikator", "SGB-II-Quote (unter 65)")
    assert maps(page)[0] is frame or not frame.is_detached()
    assert view(frame) == pytest.approx(before, abs=1e-6)


def test_a_second_map_moves_with_the_first(page: Page, release):
    visit(page, f"/karte?gebiet={KREIS}&indikator=altenquotient&zweite=sgb2_quote")
    left, right = maps(page, 2)
    left.evaluate("map.setView([51.2, 10.35], 11, {animate: false})")
    assert view(right) == pytest.approx(view(left), abs=1e-6)
    right.evaluate("map.panBy([40, 30], {animate: false})")
    assert view(left) == pytest.approx(view(right), abs=1e-6)
    areas = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"))
    assert sum(legend(page, 1).values()) == len(areas)


def test_a_copied_link_opens_the_same_view(new_page, release):
    first = visit(new_page(), f"/karte?gebiet={KREIS}&indikator=sgb2_quote&methode=jenks&klassen=4")
    (frame,) = maps(first)
    click_on(frame, largest(release, 3)[2])
    expect(first.locator(".kb-panel")).to_be_visible()
    first.get_by_role("slider", name="Zeitraum").press("ArrowLeft")
    wait_for_app(first)
    second = visit(new_page(), first.url)
    assert second.url == first.url
    assert title(second) == title(first)
    assert panel(second) == panel(first)
    assert legend(second) == legend(first)
