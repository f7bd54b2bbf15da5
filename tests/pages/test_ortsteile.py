"""Ortsteile on every page: a level like any other, and no trace where there are none."""

import duckdb
import pytest

from tests.pages.conftest import faultless, opened, said, tables, unfolded
from tests.pages.figures import german
from tests.pages.ortsteile import PARTS, gemeinde
from tests.pages.raeume import kreise
from tests.pages.test_states import PAGES

Release = duckdb.DuckDBPyConnection
SHARE = "auslaenderanteil"


@pytest.fixture
def release(ortsteile_release: Release) -> Release:
    """The release with Ortsteile."""
    return ortsteile_release


def latest(release: Release, key: str, indicator: str) -> float:
    return float(
        release.execute(
            "SELECT arg_max(value, period) FROM value WHERE ags = ? AND indicator = ?",
            [key, indicator],
        ).fetchone()[0]
    )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("release")
def test_no_page_breaks_with_them(name: str):
    faultless(opened(name))


def test_the_map_offers_the_level_where_they_lie(release: Release):
    ags = gemeinde(release)
    app = faultless(opened("karte", indikator=SHARE, gebiet=ags[:5], ebene="ortsteil"))
    assert app.selectbox(key="ebene").value == "ortsteil"
    assert "in den Ortsteilen" in app.title[0].value
    found = next(each for each in tables(app) if "Schlüssel" in each[0])
    name, key = found[0].index("Gebiet"), found[0].index("Schlüssel")
    assert [line[name] for line in found[1:]] == sorted(PARTS)
    assert german(latest(release, f"{ags}T10", SHARE), 1) in next(
        line for line in found if line[key] == f"{ags}T10"
    )


def test_their_colours_outline_them_on_demand(release: Release):
    link = {"indikator": SHARE, "gebiet": gemeinde(release)[:5], "ebene": "ortsteil"}
    app = faultless(unfolded(opened("karte", **link), "darstellung"))
    assert app.selectbox(key="raeume").label == "Ortsteile"
    assert "Farbige Grenzen" not in said(app)
    app.selectbox(key="raeume").set_value("an").run()
    assert "Farbige Grenzen" in said(faultless(app))
    assert "Ortsteil Hafen" in said(app)


def test_a_kreis_without_any_does_not_offer_them(release: Release):
    other = kreise(release)[1]
    app = faultless(opened("karte", indikator=SHARE, gebiet=other))
    assert "Ortsteile" not in app.selectbox(key="ebene").options


def test_a_profile_holds_an_ortsteil_against_its_gemeinde_and_leads_there(release: Release):
    ags = gemeinde(release)
    app = faultless(opened("gebietsprofil", flaeche=f"{ags}T10"))
    name = release.execute("SELECT label FROM area WHERE ags = ?", [ags]).fetchone()[0]
    assert app.title[0].value.startswith(f"Hafen (Ortsteil von {name})")
    assert app.selectbox(key="gebiet").value == ags[:5]
    assert app.selectbox(key="flaeche").label == "Gemeinde oder Ortsteil"
    head = next(found for found in tables(app) if "Veränderung" in found[0])[0]
    assert head[2] == name
    assert german(latest(release, f"{ags}T10", "bevoelkerung"), 0) in said(app)
    app = app.button(key=f"m_{ags}").click().run()
    assert app.selectbox(key="flaeche").value == ags
    assert {f"m_{ags}T{number}" for number in ("01", "02", "03", "10")} <= {
        button.key for button in app.button
    }


def test_its_course_stands_beside_that_of_the_gemeinde(release: Release):
    ags = gemeinde(release)
    link = {"gebiet": ags[:5], "flaechen": f"{ags}T10~{ags}"}
    app = faultless(opened("zeitreihen", indikator="bevoelkerung", **link))
    assert app.multiselect(key="flaechen").value == [f"{ags}T10", ags]
    assert app.multiselect(key="flaechen").label == "Gemeinden und Ortsteile"
    assert any("Hafen" in chart.proto.spec for chart in app.get("vega_lite_chart"))


def test_they_are_ranked_by_their_own_index(release: Release):
    kreis = gemeinde(release)[:5]
    app = faultless(opened("bedarfsanalyse", gebiet=kreis, ebene="ortsteil", auswahl=SHARE))
    table = next(found for found in tables(app) if "Gründe" in found[0])
    assert table[0][1] == "Ortsteil"
    assert {line[1] for line in table[1:]} == set(PARTS)


def test_the_search_finds_them(release: Release):
    app = faultless(opened("start"))
    name = release.execute("SELECT label FROM area WHERE ags = ?", [gemeinde(release)]).fetchone()
    assert f"Hafen (Ortsteil von {name[0]})" in app.selectbox(key="suche_start").options


def test_the_delivered_figure_of_the_gemeinde_stays_and_the_difference_is_shown(release: Release):
    ags = gemeinde(release)
    told = release.execute(
        "SELECT delivered, summed FROM sum_difference WHERE ags = ? AND level = 'gemeinde' "
        "AND period = '2024-12-31' AND unit = 'Personen' AND base = 'bevoelkerung'", [ags]
    ).fetchall()  # fmt: skip
    shown = release.execute(
        "SELECT value FROM value WHERE ags = ? AND indicator = 'bevoelkerung' AND period = "
        "'2024-12-31'", [ags]
    ).fetchone()  # fmt: skip
    assert {delivered for delivered, _ in told} == set(shown)
    assert {summed for _, summed in told} == {sum(300 * place + 2024 for place in (1, 2, 3, 4))}
