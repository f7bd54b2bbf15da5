"""Start: the Kreis at a glance, the ways on, favourites and saved views."""

import html

import duckdb

from tests.pages.conftest import OpenPage, faultless, opened, said, turn_to
from tests.pages.figures import KREIS, LAND, day, described, german, rows, series, stand

Release = duckdb.DuckDBPyConnection
SHOWN = ("bevoelkerung", "altenquotient", "sgb2_quote", "steuereinnahmekraft_je_person")


def cards(app) -> list[list[str]]:
    """Lines of every card: title, value, unit and period, change, value of the Land."""
    found = []
    for element in app.get("html"):
        body = str(element.proto.body)
        if 'class="kb-figure"' in body:
            parts = [part.partition("<")[0] for part in html.unescape(body).split(">")]
            found.append([part for part in parts if part])
    return found


def test_cards_equal_the_release(open_page: OpenPage, release: Release):
    app = faultless(open_page("start"))
    found = {card[0]: card for card in cards(app)}
    assert len(found) == 8
    for indicator in SHOWN:
        about, course = described(release, indicator), series(release, indicator, KREIS)
        now = max(course)
        _, value, unit, *more = found[about["title"]]
        assert value == german(course[now], about["decimals"])
        assert unit == f"{about['unit']} · {stand(release, indicator, KREIS, now)}"
        before = max(p for p in course if int(p[:4]) <= int(now[:4]) - 5)
        change = german(course[now] - course[before], about["decimals"], signed=True)
        assert more[0].startswith(change)
        assert more[0].endswith(f"seit {day(before)}")
        if about["kind"] == "rate":
            land = series(release, indicator, LAND)[now]
            assert more[1] == f"Land: {german(land, about['decimals'])}"


def test_another_kreis_shows_its_own_figures(open_page: OpenPage, release: Release):
    app = faultless(open_page("start", gebiet="99005"))
    course = series(release, "bevoelkerung", "99005")
    assert cards(app)[0][1] == german(course[max(course)], 0)
    assert "Obertalkreis auf einen Blick" in [head.value for head in app.subheader]


def test_favourites_are_kept_for_the_next_visit(open_page: OpenPage, release: Release):
    app = open_page("start")
    chosen = ["wohnungen", "geburten"]
    app.multiselect(key="favoriten").set_value(chosen).run()
    next(button for button in app.button if button.label == "Merken").click()
    faultless(app.run())
    titles = [described(release, key)["title"] for key in chosen]
    assert sorted(card[0] for card in cards(app)) == sorted(titles)
    assert sorted(card[0] for card in cards(opened("start"))) == sorted(titles)


def test_the_search_leads_to_an_area_and_to_an_indicator(open_page: OpenPage, release: Release):
    app = open_page("start")
    options = app.selectbox(key="suche_start").options
    computable = rows(release, "SELECT count(*) AS n FROM indicator WHERE computable")[0]["n"]
    areas = rows(release, "SELECT count(*) AS n FROM area WHERE level IN ('gemeinde', 'kreis')")[0][
        "n"
    ]
    assert len(options) >= computable + areas
    assert len(set(options)) == len(options)


def test_a_saved_view_is_found_opened_removed_and_brought_back(open_page: OpenPage):
    start = open_page("start")
    assert any(text.value.startswith("Noch keine") for text in start.caption)
    page = opened("bedarfsanalyse", auswahl="altenquotient~sgb2_quote")
    page.text_input(key="name_bedarfsanalyse").set_value("Mein Blick & mehr = alles").run()
    next(button for button in page.button if button.label == "Speichern").click().run()
    assert "Gespeichert" in faultless(page).success[0].value

    faultless(turn_to(start, "start"))
    assert any(text.value == "1 gespeicherte Ansicht" for text in start.caption)
    links = [link.proto.label for link in start.get("page_link")]
    assert any(label.startswith("Mein Blick & mehr = alles") for label in links)
    next(button for button in start.button if button.label == "Entfernen").click().run()
    assert any(text.value.startswith("Noch keine") for text in start.caption)
    back = [button for button in start.button if "rückgängig" in button.label]
    back[0].click().run()
    assert any(text.value == "1 gespeicherte Ansicht" for text in faultless(start).caption)


def test_sample_data_are_named_as_such(open_page: OpenPage):
    assert "Beispieldaten – frei erfunden" in said(open_page("start"))
