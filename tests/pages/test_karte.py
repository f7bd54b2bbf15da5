"""Karte: the figures of map, legend, panel and table are the release's, in every setting."""

import duckdb
import pytest

from tests.pages.conftest import OpenPage, block, faultless, said, tables, unfolded
from tests.pages.figures import (
    KREIS,
    REASONS,
    day,
    described,
    german,
    label,
    largest,
    latest,
    rows,
    series,
    signs,
    values,
)

Release = duckdb.DuckDBPyConnection
SIZES = (3, 5, 7)


def legend(app) -> dict[str, int]:
    """Number of areas by line of the legend."""
    lines = block(app, "kb-legend")[1:]
    counts = [line for line in lines if line.endswith((" Gebiet", " Gebiete"))]
    names = [line for line in lines if not line.endswith((" Gebiet", " Gebiete"))]
    numbers = [0 if text.startswith("keine") else int(text.split()[0]) for text in counts]
    return dict(zip(names, numbers, strict=False))


def test_the_table_equals_the_release(open_page: OpenPage, release: Release):
    app = faultless(open_page("karte", gebiet=KREIS, indikator="altenquotient"))
    period = latest(release, "altenquotient")
    expected = values(release, "altenquotient", "gemeinde", period)
    heads, *lines = tables(app)[-1]
    assert heads[:2] == ["Gebiet", "Schlüssel"]
    assert app.title[0].value == (
        "Altenquotient (65+ zu 20–64) in den Gemeinden des Landkreises Auental, " + day(period)
    )
    sign = signs(release, "altenquotient")
    assert {line[1]: line[2] for line in lines} == {
        key: "×" if value is None else sign[key, period].format(german(value, 1))
        for key, value in expected.items()
    }


@pytest.mark.parametrize("method", ["quantile", "jenks", "equal", "reference"])
@pytest.mark.parametrize("size", SIZES)
def test_the_legend_counts_every_area_once(
    open_page: OpenPage, release: Release, method: str, size: int
):
    app = open_page("karte", gebiet="99", indikator="sgb2_quote", methode=method, klassen=str(size))
    faultless(app)
    areas = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"), "99")
    assert sum(legend(app).values()) == len(areas)
    assert 2 <= len([name for name in legend(app) if any(c.isdigit() for c in name)]) <= size


@pytest.mark.parametrize("method", ["quantile", "jenks", "equal", "reference", "manual"])
def test_counts_are_circles_under_every_method(open_page: OpenPage, release: Release, method: str):
    app = faultless(open_page("karte", gebiet="99", indikator="bevoelkerung", methode=method))
    found = values(release, "bevoelkerung", "gemeinde", latest(release, "bevoelkerung"), "99")
    top = max(value for value in found.values() if value is not None)
    assert f"größtes Symbol: {german(top, 0)}" in said(app)


def test_the_panel_tells_value_rank_and_change(open_page: OpenPage, release: Release):
    key, course = largest(release, 1)[0], series(release, "altenquotient", largest(release, 1)[0])
    app = faultless(open_page("karte", gebiet=KREIS, indikator="altenquotient", flaeche=key))
    now, before = max(course), sorted(course)[-6]
    everybody = values(release, "altenquotient", "gemeinde", now)
    printed = [float(german(v, 1).replace(",", ".")) for v in everybody.values() if v is not None]
    own = float(german(course[now], 1).replace(",", "."))
    panel = block(app, "kb-panel")
    assert panel[:2] == [label(release, key), german(course[now], 1)]
    place = f"Platz {1 + sum(other > own for other in printed)} von {len(printed)}"
    assert panel[panel.index("Rang") + 1].startswith(place)
    step = german(course[now] - course[before], 1, signed=True)
    assert panel[panel.index(f"seit {day(before)}") + 1] == step


@pytest.mark.parametrize(("indicator", "decimals"), [("altenquotient", 1), ("bevoelkerung", 1)])
def test_a_difference_is_told_as_a_difference(
    open_page: OpenPage, release: Release, indicator: str, decimals: int
):
    key = largest(release, 1)[0]
    course = series(release, indicator, key)
    before, now = sorted(course)[-6], max(course)
    app = open_page("karte", gebiet=KREIS, indikator=indicator, flaeche=key, vergleich=before)
    faultless(app)
    step = course[now] - course[before]
    if described(release, indicator)["kind"] == "count":
        step = 100 * step / course[before]
    text = german(step, decimals, signed=True)
    assert app.title[0].value.startswith(f"Veränderung seit {day(before)}: ")
    assert block(app, "kb-panel")[1] == text
    told = signs(release, indicator)[key, now].format(text)
    assert [line[2] for line in tables(app)[-1] if line[1] == key] == [told]


@pytest.mark.parametrize("status", ["suppressed", "not_applicable"])
def test_an_area_without_value_says_why(open_page: OpenPage, release: Release, status: str):
    found = rows(
        release,
        "SELECT v.* FROM value v JOIN indicator i ON i.id = v.indicator WHERE v.status = ? AND "
        "v.level = 'gemeinde' AND i.computable AND EXISTS (FROM value w WHERE w.value IS NOT NULL "
        "AND (w.indicator, w.level, w.period) = (v.indicator, v.level, v.period)) "
        "ORDER BY v.indicator, v.period, v.ags LIMIT 1",
        status,
    )[0]
    key = found["ags"]
    app = open_page(
        "karte", gebiet=key[:5], indikator=found["indicator"], zeitraum=found["period"], flaeche=key
    )
    faultless(app)
    mark = REASONS[status]
    assert block(app, "kb-panel")[1] == mark
    assert [line[2] for line in tables(app)[-1] if line[1] == key] == [mark]
    if status == "suppressed":
        assert "geheim zu halten" in said(app)


def test_own_breaks_make_the_classes_and_nonsense_is_refused(open_page: OpenPage, release: Release):
    app = open_page("karte", gebiet=KREIS, indikator="altenquotient", methode="manual")
    unfolded(app, "darstellung")
    found = values(release, "altenquotient", "gemeinde", latest(release, "altenquotient"))
    known = [value for value in found.values() if value is not None]
    app.text_input(key="eigene").set_value("40; 50,5; 60").run()
    lines = legend(faultless(app))
    assert lines["unter 40,0"] == sum(value < 39.95 for value in known)
    assert lines["60,0 und mehr"] == sum(value >= 59.95 for value in known)
    for nonsense in ("nan; inf", "abc", "; ".join(str(n) for n in range(1, 60, 4))):
        app.text_input(key="eigene").set_value(nonsense).run()
        faultless(app)
        assert app.warning, nonsense
        assert sum(legend(app).values()) == len(found)


def test_breaks_stay_over_the_years_only_where_asked(open_page: OpenPage, release: Release):
    names = list[list[str]]()
    for breaks in ("fest", "je"):
        for period in ("2012-12-31", latest(release, "altenquotient")):
            app = open_page(
                "karte", gebiet=KREIS, indikator="altenquotient", zeitraum=period, grenzen=breaks
            )
            found = legend(faultless(app))
            names.append([name for name in found if name[-1].isdigit() or "mehr" in name])
    assert names[0] == names[1]
    assert names[2] != names[3]


def test_a_second_map_says_its_own_figures(open_page: OpenPage, release: Release):
    app = open_page("karte", gebiet=KREIS, indikator="altenquotient", zweite="sgb2_quote")
    faultless(app)
    assert len(app.get("component_instance")) == 2
    title = described(release, "sgb2_quote")["title"]
    assert any(head.value.startswith(title) for head in app.subheader)
    assert said(app).count(described(release, "sgb2_quote")["unit"]) == 1


def test_an_indicator_without_gemeinden_leads_on(open_page: OpenPage, release: Release):
    coarse = rows(
        release,
        "SELECT id, title FROM indicator WHERE computable AND id NOT IN "
        "(SELECT indicator FROM value WHERE level IN ('gemeinde', 'verband')) ORDER BY id LIMIT 1",
    )[0]
    app = faultless(open_page("karte", gebiet=KREIS, indikator=coarse["id"]))
    assert coarse["title"] in app.info[0].value
    assert "ganze Land" in app.info[0].value
    assert not app.get("component_instance")
    app.selectbox(key="gebiet").set_value(KREIS[:2]).run()
    assert faultless(app).get("component_instance")
    app.selectbox(key="gebiet").set_value(KREIS).run()
    app.selectbox(key="indikator").set_value("altenquotient").run()
    assert faultless(app).title[0].value.startswith("Altenquotient")


def test_a_link_that_names_a_gemeinde_as_territory_opens_its_kreis(
    open_page: OpenPage, release: Release
):
    (one,) = rows(
        release, "SELECT ags FROM area WHERE parent = '99003' AND level = 'gemeinde' LIMIT 1"
    )
    app = faultless(open_page("karte", gebiet=one["ags"]))
    assert app.selectbox(key="gebiet").value == "99003"
    assert app.session_state["flaeche"] == one["ags"]


def test_a_link_with_unknown_words_opens_the_usual_map(open_page: OpenPage):
    app = open_page(
        "karte", gebiet="0815", indikator="gibt_es_nicht", zeitraum="1066", klassen="99"
    )
    faultless(app)
    assert app.title[0].value.startswith("Altenquotient")
    assert app.query_params["gebiet"] == KREIS


def test_the_usual_map_is_not_empty_where_the_newest_figures_are_not_there_yet(
    open_page: OpenPage, release: Release
):
    app = faultless(open_page("karte", gebiet="99", indikator="pflegequote"))
    assert app.title[0].value.endswith(day(latest(release, "pflegequote", "kreis")))
    found = values(release, "pflegequote", "kreis", latest(release, "pflegequote", "kreis"), "99")
    assert all(value is not None for value in found.values())
