"""Zeitreihen: values, index, per inhabitant, breaks, and what stands there without values."""

import duckdb
import pytest

from tests.pages.conftest import OpenPage, chart_data, charts, faultless, opened, tables, unfolded
from tests.pages.figures import (
    KREIS,
    LAND,
    day,
    described,
    german,
    label,
    largest,
    rows,
    series,
    signs,
)

Release = duckdb.DuckDBPyConnection
BASE = "2015-12-31"


def figures(app) -> dict[tuple[str, str], str]:
    """Printed value by key and period of the table twin."""
    heads, *lines = tables(unfolded(app, "tabelle"))[-1]
    assert heads[:3] == ["Gebiet", "Schlüssel", "Zeitraum"]
    return {(line[1], line[2]): line[3] for line in lines}


def test_a_link_with_more_areas_than_lines_shows_the_first(open_page: OpenPage, release: Release):
    keys = largest(release, 10)
    app = faultless(open_page("zeitreihen", gebiet=KREIS, flaechen="~".join([*keys, "0815"])))
    assert app.multiselect(key="flaechen").value == keys[:8]


def test_values_of_areas_kreis_and_land_equal_the_release(open_page: OpenPage, release: Release):
    keys = largest(release, 2)
    app = open_page("zeitreihen", gebiet=KREIS, indikator="altenquotient", flaechen="~".join(keys))
    found = figures(faultless(app))
    sign = signs(release, "altenquotient")
    assert "{} p" in sign.values()
    for key in (*keys, KREIS, LAND):
        course = series(release, "altenquotient", key)
        assert {p: text for (k, p), text in found.items() if k == key} == {
            day(period): sign[key, period].format(german(value, 1))
            for period, value in course.items()
        }


def test_an_index_is_100_in_its_base_year(open_page: OpenPage, release: Release):
    app = open_page("zeitreihen", gebiet=KREIS, indikator="bevoelkerung", art="index", basis=BASE)
    found = figures(faultless(app))
    sign = signs(release, "bevoelkerung")
    for key in (*largest(release, 3), KREIS, LAND):
        course = series(release, "bevoelkerung", key)
        assert found[key, day(BASE)] == "100,0"
        for period, value in course.items():
            text = german(100 * value / course[BASE], 1)
            assert found[key, day(period)] == sign[key, period].format(text)


def test_counts_are_set_against_the_inhabitants(open_page: OpenPage, release: Release):
    app = open_page("zeitreihen", gebiet=KREIS, indikator="geburten", art="je")
    found = figures(faultless(app))
    people = {p[:4]: v for p, v in series(release, "bevoelkerung", KREIS).items()}
    course, sign = series(release, "geburten", KREIS), signs(release, "geburten")
    assert {p: text for (k, p), text in found.items() if k == KREIS} == {
        day(period): sign[KREIS, period].format(german(1000 * value / people[period[:4]], 1))
        for period, value in course.items()
    }


def test_a_rate_is_not_offered_per_inhabitant(open_page: OpenPage):
    app = faultless(open_page("zeitreihen", indikator="altenquotient", art="je"))
    assert app.query_params["art"] == "wert"


@pytest.mark.parametrize("indicator", ["bevoelkerung", "altenquotient"])
def test_breaks_stand_in_the_chart(open_page: OpenPage, release: Release, indicator: str):
    app = faultless(open_page("zeitreihen", gebiet=KREIS, indikator=indicator))
    marks = {text for frame in chart_data(app, 0) if "text" in frame for text in frame["text"]}
    told = rows(release, "SELECT text FROM indicator_break WHERE indicator = ?", indicator)
    assert told
    assert {row["text"] for row in told} <= marks


def test_every_gemeinde_that_changed_has_a_rule_in_its_small_chart(
    open_page: OpenPage, release: Release
):
    changed = rows(
        release,
        "SELECT DISTINCT a.label, year(c.until::DATE) AS year FROM area_change c "
        "JOIN area a ON a.ags = c.to_key WHERE c.kind <> 'renamed' AND a.parent = ?",
        KREIS,
    )
    app = faultless(open_page("zeitreihen", gebiet=KREIS, indikator="bevoelkerung"))
    (rules,) = [frame for frame in chart_data(app, 1) if "between" in frame]
    ends = rules["between"].str.extract(r"(\d{4})$", expand=False).astype(int)
    first = min(series(release, "bevoelkerung", KREIS))
    assert set(zip(rules["label"], ends, strict=True)) == {
        (row["label"], row["year"]) for row in changed if row["year"] > int(first[:4])
    }


def test_a_band_says_when_its_gemeinden_changed(open_page: OpenPage, release: Release):
    changed = rows(
        release,
        "SELECT DISTINCT a.label FROM area_change c JOIN area a ON a.ags = c.to_key "
        "WHERE c.kind <> 'renamed' AND c.until > '2011'",
    )
    app = faultless(open_page("zeitreihen", gebiet=LAND, indikator="altenquotient"))
    (told,) = [frame["text"] for frame in chart_data(app, 1) if "short" in frame]
    assert changed
    assert all(row["label"] in " ".join(told) for row in changed)


def test_provisional_values_are_marked(open_page: OpenPage, release: Release):
    found = rows(
        release,
        "SELECT period FROM value WHERE indicator = 'altenquotient' AND ags = ? "
        "AND note LIKE '%provisional%'",
        KREIS,
    )
    app = faultless(open_page("zeitreihen", gebiet=KREIS, indikator="altenquotient"))
    told = {
        (line[1], line[2])
        for line in tables(unfolded(app, "tabelle"))[-1][1:]
        if "vorläufig" in line[-1]
    }
    assert {(KREIS, day(row["period"])) for row in found} <= told
    assert found
    fields = [set(layer["encoding"]) for layer in charts(app)[0]["layer"]]
    open_dots = [frame for frame, each in zip(chart_data(app, 0), fields, strict=True)
                 if {"stroke", "x", "y"} <= each and len(frame)]  # fmt: skip
    assert len(open_dots) == 1


def test_every_gemeinde_of_the_kreis_has_its_small_chart(open_page: OpenPage, release: Release):
    app = faultless(open_page("zeitreihen", gebiet=KREIS, indikator="altenquotient"))
    named = {text for frame in chart_data(app, 1) if "text" in frame for text in frame["text"]}
    inhabited = rows(
        release,
        "SELECT label FROM area WHERE level = 'gemeinde' AND ags LIKE ? || '%' "
        "AND NOT unincorporated",
        KREIS,
    )
    assert {row["label"] for row in inhabited} <= named


def test_a_kreisfreie_stadt_is_drawn_once(open_page: OpenPage, release: Release):
    found = rows(
        release,
        "SELECT parent FROM area WHERE level = 'gemeinde' AND NOT unincorporated "
        "GROUP BY parent HAVING count(*) = 1",
    )
    app = open_page("zeitreihen", gebiet=found[0]["parent"], indikator="altenquotient")
    assert faultless(app).multiselect(key="bezug").value == [LAND]


def test_nothing_chosen_is_a_state_of_its_own(open_page: OpenPage):
    app = open_page("zeitreihen", gebiet=KREIS)
    app.multiselect(key="flaechen").set_value([]).run()
    app.multiselect(key="bezug").set_value([]).run()
    assert "Wählen Sie Gemeinden, Kreis oder Land" in faultless(app).info[0].value


def test_an_emptied_choice_stays_empty_in_the_link(open_page: OpenPage):
    app = open_page("zeitreihen", gebiet=KREIS)
    app.multiselect(key="bezug").set_value([]).run()
    again = opened("zeitreihen", **{key: str(value) for key, value in app.query_params.items()})
    assert faultless(again).multiselect(key="bezug").value == []


def test_the_title_names_indicator_areas_and_years(open_page: OpenPage, release: Release):
    key = largest(release, 1)[0]
    app = open_page("zeitreihen", gebiet=KREIS, indikator="sgb2_quote", flaechen=key, bezug=KREIS)
    course = series(release, "sgb2_quote", key)
    title = faultless(app).title[0].value
    assert title.startswith(described(release, "sgb2_quote")["title"])
    assert label(release, key) in title
    assert title.endswith(f"{min(course)[:4]} bis {max(course)[:4]}")
