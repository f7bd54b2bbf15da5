"""Gebietsprofil: one area's figures beside Kreis and Land, its people, its neighbours."""

import duckdb
import pytest

from tests.chart_figures import figure_in
from tests.pages.conftest import OpenPage, chart_data, faultless, tables
from tests.pages.figures import (
    KREIS,
    LAND,
    day,
    german,
    label,
    labels,
    largest,
    rows,
    series,
    stand,
)

Release = duckdb.DuckDBPyConnection
EVERY = "Alle Themen"


@pytest.mark.parametrize("small", [False, True])
def test_key_figures_equal_the_release(open_page: OpenPage, release: Release, small: bool):
    key = largest(release, 40)[-1 if small else 0]
    app = faultless(open_page("gebietsprofil", gebiet=KREIS, flaeche=key, themen=EVERY))
    head, *lines = tables(app)[0]
    names = [label(release, area) for area in (key, KREIS, LAND)]
    assert all(text.endswith(name) for text, name in zip(head[1:4], names, strict=True))
    figures = {line[0]: line for line in lines if len(line) > 3}
    known = rows(release, "SELECT id, title, unit, decimals FROM indicator WHERE computable")
    seen = 0
    for about in known:
        line = figures.get(about["title"] + about["unit"])
        if line is None:
            continue
        for place, area in enumerate((key, KREIS, LAND), start=1):
            course = {day(p): (p, v) for p, v in series(release, about["id"], area).items()}
            told = line[5].partition(", ")[0]
            if told in course:
                seen += 1
                period, value = course[told]
                assert line[place] == german(value, about["decimals"]), about["id"]
                if area == key:
                    assert line[5] == stand(release, about["id"], key, period)
            else:
                assert not any(digit in line[place] for digit in "0123456789"), about["id"]
    assert seen > 100


def test_the_pyramid_holds_everybody(open_page: OpenPage, release: Release):
    key = largest(release, 1)[0]
    app = faultless(open_page("gebietsprofil", gebiet=KREIS, flaeche=key))
    period = max(series(release, "bevoelkerung", key))
    bands = rows(
        release,
        "SELECT sex, sum(value) AS people FROM population WHERE ags = ? AND period = ? "
        "AND sex <> 'total' AND NOT (age_from = 0 AND age_to IS NULL) GROUP BY sex",
        *(key, period),
    )
    frame = next(found for found in chart_data(app, 0) if {"sex", "text"} <= set(found.columns))
    assert {row["sex"] for row in bands} == {"male", "female"}
    drawn = frame["text"].map(figure_in).groupby(frame["sex"]).sum()
    assert drawn.to_dict() == {row["sex"]: row["people"] for row in bands}
    assert sum(row["people"] for row in bands) == series(release, "bevoelkerung", key)[period]


def test_the_development_is_the_series_of_the_population(open_page: OpenPage, release: Release):
    key = largest(release, 1)[0]
    app = faultless(open_page("gebietsprofil", gebiet=KREIS, flaeche=key))
    told = {
        value
        for frame in chart_data(app, 1)
        if {"value", "shown"} <= set(frame.columns)
        for value in frame["value"].dropna()
    }
    assert set(series(release, "bevoelkerung", key).values()) <= told


def test_a_verband_of_one_gemeinde_opens_the_gemeinde(open_page: OpenPage, release: Release):
    found = rows(
        release,
        "SELECT verband, min(ags) AS ags FROM area WHERE level = 'gemeinde' "
        "AND NOT unincorporated GROUP BY verband HAVING count(*) = 1",
    )
    for one in found[:2]:
        app = faultless(open_page("gebietsprofil", flaeche=one["verband"]))
        assert app.selectbox(key="flaeche").value == one["ags"]
    assert found


def test_neighbours_lead_on(open_page: OpenPage, release: Release):
    key = largest(release, 1)[0]
    app = faultless(open_page("gebietsprofil", gebiet=KREIS, flaeche=key))
    found = rows(release, "SELECT neighbour FROM neighbour WHERE ags = ?", key)
    buttons = {button.key for button in app.button if (button.key or "").startswith("n_")}
    assert buttons == {f"n_{row['neighbour']}" for row in found}
    other = found[-1]["neighbour"]
    app.button(key=f"n_{other}").click().run()
    assert label(release, other) in faultless(app).title[0].value
    assert app.query_params["flaeche"] == other
    assert app.query_params["gebiet"] == other[:5]


@pytest.mark.parametrize("level", ["gemeinde", "kreis", "land"])
def test_a_link_that_names_only_an_area_opens_it(open_page: OpenPage, release: Release, level: str):
    key = min(labels(release, level, LAND if level == "land" else "99005"))
    app = faultless(open_page("gebietsprofil", flaeche=key))
    assert label(release, key) in app.title[0].value
    assert app.query_params["flaeche"] == key


def test_an_uninhabited_area_has_a_profile_too(open_page: OpenPage, release: Release):
    empty = rows(release, "SELECT ags FROM area WHERE unincorporated LIMIT 1")[0]["ags"]
    app = faultless(open_page("gebietsprofil", flaeche=empty))
    assert label(release, empty) in app.title[0].value
    people = next(line for line in tables(app)[0] if line[0] == "BevölkerungPersonen")
    assert people[1] == "0"
