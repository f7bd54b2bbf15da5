"""Planungsräume on every page: a level like any other, and no trace where there are none."""

import duckdb
import pytest
from scipy import stats

from tests.pages.conftest import chart_data, faultless, opened, said, tables, turn_to, unfolded
from tests.pages.figures import german
from tests.pages.raeume import kreise
from tests.pages.test_states import PAGES

Release = duckdb.DuckDBPyConnection
TALE = {"Oberes Tal", "Mittleres Tal", "Unteres Tal"}


@pytest.fixture
def release(raeume_release: Release) -> Release:
    """The release with Planungsräume."""
    return raeume_release


def raum(release: Release, name: str) -> str:
    return str(
        release.execute(
            "SELECT ags FROM area WHERE level = 'planungsraum' AND name = ?", [name]
        ).fetchone()[0]
    )


def latest(release: Release, key: str, indicator: str = "altenquotient") -> float:
    return float(
        release.execute(
            "SELECT arg_max(value, period) FROM value WHERE ags = ? AND indicator = ? "
            "AND value IS NOT NULL",
            [key, indicator],
        ).fetchone()[0]
    )


def test_a_planungsraum_has_the_sum_of_its_gemeinden(release: Release):
    for name in ("Oberes Tal", "Unteres Tal", "Grenzland"):
        whole = release.execute(
            "SELECT numerator, denominator FROM value WHERE ags = ? AND indicator = "
            "'altenquotient' ORDER BY period DESC LIMIT 1",
            [raum(release, name)],
        ).fetchone()
        parts = release.execute(
            "SELECT sum(v.numerator), sum(v.denominator) FROM value v "
            "JOIN planungsraum_member m ON m.ags = v.ags AND m.raum = ? "
            "WHERE v.indicator = 'altenquotient' AND v.period = (SELECT max(period) FROM value "
            "WHERE indicator = 'altenquotient' AND level = 'planungsraum')",
            [raum(release, name)],
        ).fetchone()
        assert whole == parts


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("release")
def test_no_page_breaks_with_them(name: str):
    faultless(opened(name))


def test_the_map_offers_the_level_and_shows_those_of_the_kreis(release: Release):
    kreis = kreise(release)[0]
    app = faultless(opened("karte", indikator="altenquotient", gebiet=kreis, ebene="planungsraum"))
    assert app.selectbox(key="ebene").value == "planungsraum"
    assert "Planungsräume" in app.selectbox(key="ebene").options
    assert "in den Planungsräumen" in app.title[0].value
    assert {line[1] for line in tables(app)[-1][1:]} == {raum(release, name) for name in TALE}


def test_a_planungsraum_across_kreise_opens_with_its_land(release: Release):
    key = raum(release, "Grenzland")
    app = faultless(opened("gebietsprofil", flaeche=key))
    assert app.selectbox(key="gebiet").value == key[:2]
    assert app.selectbox(key="flaeche").value == key
    assert "Grenzland (Planungsraum)" in app.selectbox(key="flaeche").options
    assert german(latest(release, key), 1) in said(app)


def test_a_planungsraum_within_a_kreis_opens_with_the_kreis(release: Release):
    key = raum(release, "Unteres Tal")
    app = faultless(opened("gebietsprofil", flaeche=key))
    assert app.selectbox(key="gebiet").value == key[:5]
    assert german(latest(release, key), 1) in said(app)


def test_its_course_stands_beside_those_of_gemeinden(release: Release):
    key = raum(release, "Unteres Tal")
    app = faultless(opened("zeitreihen", indikator="altenquotient", gebiet=key[:5], flaechen=key))
    assert app.multiselect(key="flaechen").value == [key]
    assert app.multiselect(key="flaechen").label == "Gemeinden und Planungsräume"
    assert any("Unteres Tal" in chart.proto.spec for chart in app.get("vega_lite_chart"))


CHOSEN = ("sgb2_quote", "altenquotient")
NEED = {"auswahl": "~".join(CHOSEN)}


def ranked(app) -> dict[str, list[str]]:
    table = next(found for found in tables(app) if "Gründe" in found[0])
    assert table[0][1] == "Planungsraum"
    return {line[1]: line for line in table[1:]}


def test_their_index_of_need_is_made_over_them_alone(release: Release):
    kreis = kreise(release)[0]
    app = faultless(opened("bedarfsanalyse", gebiet=kreis, ebene="planungsraum", **NEED))
    frame = release.execute(
        "SELECT a.label, v.indicator, arg_max(v.value, v.period) AS value FROM value v "
        "JOIN area a ON a.ags = v.ags WHERE v.level = 'planungsraum' AND v.value IS NOT NULL "
        "AND v.indicator IN (SELECT unnest(?)) AND v.ags LIKE ? || 'P%' GROUP BY ALL",
        [list(CHOSEN), kreis],
    ).df()
    wide = frame.pivot(index="label", columns="indicator", values="value")
    index = wide.apply(stats.zscore).mean(axis="columns")
    lines = ranked(app)
    assert set(lines) == TALE
    for rank, (name, value) in enumerate(index.sort_values(ascending=False).items(), 1):
        assert lines[name][0] == str(rank)
        assert lines[name][2].lstrip("+") == german(value, 2)
    assert "Bedarfsindex der Planungsräume des" in app.title[0].value
    assert app.query_params["ebene"] == "planungsraum"


def test_the_link_of_an_older_view_still_ranks_gemeinden(release: Release):
    app = opened("bedarfsanalyse", gebiet=kreise(release)[0], ebene="planungsraum", **NEED)
    assert app.selectbox(key="ebene").value == "planungsraum"
    turn_to(app, "start")
    app = faultless(turn_to(app, "bedarfsanalyse", gebiet=kreise(release)[0], **NEED))
    assert app.selectbox(key="ebene").value == "gemeinde"
    app.selectbox(key="ebene").select("planungsraum").run()
    assert len(ranked(faultless(app))) == 3


def test_all_of_a_kreis_stand_in_small_charts(release: Release):
    link = {"indikator": "altenquotient", "gebiet": kreise(release)[0], "ebene": "planungsraum"}
    app = faultless(opened("zeitreihen", **link))
    assert any(head.value.startswith("Alle Planungsräume: ") for head in app.subheader)
    titles = next(frame["text"] for frame in chart_data(app, 1) if "text" in frame)
    assert set(titles) == TALE


def test_they_are_compared_within_their_kreis_and_with_gemeinden_inside(release: Release):
    kreis = kreise(release)[0]
    link = {"indikator": "altenquotient", "gebiet": kreis, "ebene_kreis": "planungsraum"}
    app = faultless(unfolded(opened("kreisvergleich", **link), "tabelle"))
    lines = {line[0]: line for line in tables(app)[-1][1:]}
    assert set(lines) == TALE
    for name in TALE:
        assert german(latest(release, raum(release, name)), 1) in lines[name][2]
    inside = release.execute(
        "SELECT a.label FROM area a JOIN planungsraum_member m USING (ags) JOIN value v USING (ags)"
        " WHERE m.raum LIKE ? || 'P%' AND v.indicator = 'altenquotient' AND v.period = ? "
        "AND v.value IS NOT NULL",
        [kreis, app.session_state["zeitraum_kreis"]],
    ).fetchall()
    dots = next(frame for frame in chart_data(app, 1) if {"row", "shown"} <= set(frame))
    assert sorted(dots["label"]) == sorted(row[0] for row in inside)


def test_a_profile_leads_to_its_gemeinden_and_back(release: Release):
    key = raum(release, "Mittleres Tal")
    app = faultless(opened("gebietsprofil", flaeche=key))
    (ags,) = release.execute("SELECT ags FROM planungsraum_member WHERE raum = ?", [key]).fetchone()
    faultless(app.button(key=f"m_{ags}").click().run())
    assert app.selectbox(key="flaeche").value == ags
    faultless(app.button(key=f"m_{key}").click().run())
    assert app.selectbox(key="flaeche").value == key


@pytest.mark.usefixtures("release")
def test_the_search_finds_it():
    assert "Oberes Tal (Planungsraum)" in opened("start").selectbox(key="suche_start").options


def test_without_any_the_level_is_not_offered(open_page):
    app = faultless(open_page("karte", indikator="altenquotient", ebene="planungsraum"))
    assert app.selectbox(key="ebene").value == "gemeinde"
    assert "Planungsräume" not in app.selectbox(key="ebene").options
    app = faultless(open_page("bedarfsanalyse", ebene="planungsraum"))
    assert "Planungsräume" not in app.selectbox(key="ebene").options
    app = faultless(open_page("zeitreihen", indikator="altenquotient"))
    assert app.multiselect(key="flaechen").label == "Gemeinden"


def test_too_few_for_an_index_of_need_are_named(release: Release, monkeypatch):
    monkeypatch.setattr("monitoring.ui.bedarf.ENOUGH", 5)
    app = faultless(opened("bedarfsanalyse", gebiet=kreise(release)[0]))
    assert "Planungsräume" not in app.selectbox(key="ebene").options
    assert "Planungsräume: weniger als 5, zu wenige für eine Rangfolge." in [
        caption.value for caption in app.caption
    ]
