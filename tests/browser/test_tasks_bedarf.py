"""Bedarfsanalyse, as a planner uses it: weigh, look, keep, find again."""

import numpy as np
import pandas as pd
from playwright.sync_api import Page, expect
from scipy import stats

from tests.browser.looking import wait_for_app
from tests.browser.tasks import click_on, field, legend, maps, pick, table, title, unfold, visit
from tests.pages.figures import KREIS, german, label, latest, marked, rows, values

CHOSEN = ("sgb2_quote", "altenquotient")
LINK = f"/bedarfsanalyse?gebiet={KREIS}&auswahl={'~'.join(CHOSEN)}"


def index(release, factors: dict[str, float]) -> pd.Series:
    """Index of the Gemeinden of 300 inhabitants and more, by scipy."""
    people = {
        row["ags"]: row["population"]
        for row in rows(release, "SELECT * FROM area WHERE level = 'gemeinde'")
    }
    wide = pd.DataFrame({k: values(release, k, "gemeinde", latest(release, k)) for k in factors})
    wide = wide[[people[key] >= 300 for key in wide.index]].astype(float)
    scores = wide.apply(lambda column: stats.zscore(column, ddof=0, nan_policy="omit"))
    total = sum(abs(factor) for factor in factors.values())
    result: pd.Series = (scores * pd.Series(factors)).sum(axis=1, skipna=False) / total
    return result.dropna()


def ranking(page: Page) -> dict[str, str]:
    """Index by name, of the Gemeinden that have a rank."""
    return {line[1]: line[2] for line in table(page, "Gründe")[1:] if line[0].isdigit()}


def printed(release, scores: pd.Series, page: Page) -> dict[str, str]:
    signed = any(text.startswith("+") for text in ranking(page).values())
    return {label(release, key): german(value, 2, signed=signed) for key, value in scores.items()}


def test_weight_and_direction_change_the_ranking(page: Page, release):
    visit(page, LINK)
    first = ranking(page)
    assert first == printed(release, index(release, dict.fromkeys(CHOSEN, 1.0)), page)
    unfold(page, "Richtung und Gewicht der Indikatoren")
    weight = page.get_by_role("slider", name="Gewicht: Altenquotient")
    weight.press("ArrowRight")
    wait_for_app(page)
    weight.press("ArrowRight")
    wait_for_app(page)
    heavier = index(release, {"sgb2_quote": 1.0, "altenquotient": 3.0})
    assert ranking(page) == printed(release, heavier, page)
    pick(page, "Richtung: SGB-II-Quote (unter 65)", "niedriger Wert = mehr Bedarf")
    turned = index(release, {"sgb2_quote": -1.0, "altenquotient": 3.0})
    assert ranking(page) == printed(release, turned, page)
    assert ranking(page) != first


def test_the_map_shows_the_index_and_a_click_its_distances(page: Page, release):
    visit(page, LINK)
    scores = index(release, dict.fromkeys(CHOSEN, 1.0))
    (frame,) = maps(page)
    areas = rows(
        release,
        "SELECT ags FROM layer_area WHERE level = 'gemeinde' AND ags LIKE ? || '%'",
        KREIS,
    )
    assert sum(legend(page).values()) == len(areas)
    key = str(scores.idxmax())
    click_on(frame, key)
    expect(field(page, "Ausgewähltes Gebiet")).to_have_value(label(release, key))
    wait_for_app(page)
    metrics = page.locator('[data-testid="stMetricValue"]').all_inner_texts()
    assert metrics[0] == german(scores[key], 2, signed=True)
    assert metrics[1].startswith(f"1 von {len(scores)}")
    now = {k: latest(release, k) for k in CHOSEN}
    own = {k: values(release, k, "gemeinde", now[k])[key] for k in CHOSEN}
    assert sorted(line[2] for line in table(page, "z-Wert")[1:]) == sorted(
        marked(release, k, key, now[k], german(value, 1))
        for k, value in own.items()
        if value is not None
    )


def test_a_view_is_kept_found_opened_removed_and_brought_back(new_page):
    page = visit(new_page(), f"{LINK}&g_altenquotient=4&r_sgb2_quote=-&x=altenquotient")
    name = "Alte & Arme = Blick für den Ausschuss"
    page.get_by_role("button", name="Ansicht speichern").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Name").press("Enter")
    wait_for_app(page)
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_text("Gespeichert")).to_be_visible()
    kept, order = page.url, list(ranking(page))

    start = visit(new_page(), "/")
    start.get_by_role("link", name=name).click()
    wait_for_app(start)
    assert start.url == kept
    assert title(start) == title(page)
    assert list(ranking(start)) == order

    visit(start, "/")
    row = start.locator('[data-testid="stHorizontalBlock"]', has_text=name).last
    row.get_by_role("button", name="Entfernen").click()
    wait_for_app(start)
    assert start.get_by_role("link", name=name).count() == 0
    start.get_by_role("button", name="Entfernen rückgängig machen").click()
    wait_for_app(start)
    expect(start.get_by_role("link", name=name)).to_be_visible()


def test_the_scatter_holds_every_gemeinde_with_both_values(page: Page, release):
    visit(page, LINK)
    both = pd.DataFrame({k: values(release, k, "gemeinde", latest(release, k)) for k in CHOSEN})
    chart = page.locator('[data-testid="stVegaLiteChart"]').last
    known = int(np.isfinite(both.astype(float)).all(axis=1).sum())
    drawn = chart.locator(".mark-symbol.role-mark path").count()
    assert drawn >= known
