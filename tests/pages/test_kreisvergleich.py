"""Kreisvergleich: all Kreise with their context, the own one marked."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests.chart_figures import figure_in
from tests.pages.conftest import OpenPage, chart_data, faultless, tables, unfolded
from tests.pages.figures import (
    KREIS,
    LAND,
    WORDS,
    described,
    german,
    labels,
    latest,
    rows,
    series,
    signs,
    values,
)

Release = duckdb.DuckDBPyConnection


@pytest.mark.parametrize("indicator", ["altenquotient", "bevoelkerung", "personen_je_wohnung"])
def test_values_ranks_and_context_equal_the_release(
    open_page: OpenPage, release: Release, indicator: str
):
    decimals = described(release, indicator)["decimals"]
    app = faultless(open_page("kreisvergleich", gebiet=KREIS, indikator=indicator))
    period, sign = latest(release, indicator, "kreis"), signs(release, indicator)
    found = values(release, indicator, "kreis", period, LAND)
    lines = {line[1]: line for line in tables(unfolded(app, "tabelle"))[-1][1:]}
    assert {key: line[2] for key, line in lines.items()} == {
        key: sign[key, period].format(german(value, decimals))
        for key, value in found.items()
        if value is not None
    }
    assert {("p" in line[2], "vorläufiger Wert" in line[7]) for line in lines.values()} <= {
        (True, True),
        (False, False),
    }
    for area in rows(release, "SELECT * FROM area WHERE level = 'kreis'"):
        line = lines[area["ags"]]
        assert line[4] == german(area["population"], 0)
        assert line[6] == german(area["population"] / area["area_km2"], 0)
        printed = [german(value, decimals) for value in found.values() if value is not None]
        own = figure_in(line[2])
        above = sum(figure_in(t) > own for t in printed)
        assert line[3] == str(1 + above)


def test_the_dots_show_land_quartiles_and_the_own_kreis(open_page: OpenPage, release: Release):
    period = latest(release, "altenquotient", "kreis")
    app = faultless(open_page("kreisvergleich", gebiet=KREIS, indikator="altenquotient"))
    frames = chart_data(app, 0)
    found = list(values(release, "altenquotient", "kreis", period, LAND).values())
    box = next(frame for frame in frames if list(frame.columns) == ["low", "high"])
    assert np.allclose(box.iloc[0].to_numpy(float), np.quantile(found, [0.25, 0.75]))
    dots = next(frame for frame in frames if {"value", "size", "colour"} <= set(frame.columns))
    assert np.allclose(sorted(dots["value"]), sorted(found))
    own = dots["label"] == labels(release, "kreis", LAND)[KREIS]
    assert dots.loc[own, "colour"].iloc[0] not in set(dots.loc[~own, "colour"])
    line = next(frame for frame in frames if list(frame.columns) == ["value", "text"])
    assert np.isclose(line["value"].iloc[0], series(release, "altenquotient", LAND)[period])


def test_every_gemeinde_is_in_the_spread(open_page: OpenPage, release: Release):
    app = faultless(open_page("kreisvergleich", gebiet=KREIS, indikator="altenquotient"))
    dots = next(frame for frame in chart_data(app, 1) if set(frame.columns) >= {"row", "shown"})
    period = latest(release, "altenquotient", "kreis")
    found = values(release, "altenquotient", "gemeinde", period, LAND)
    known = sorted(value for value in found.values() if value is not None)
    assert np.allclose(sorted(dots["value"]), known)


def test_small_bars_show_each_indicator_at_its_latest(open_page: OpenPage, release: Release):
    chosen = ["sgb2_quote", "bevoelkerungsdichte"]
    app = open_page("kreisvergleich", gebiet=KREIS, mehrere="~".join(chosen))
    frames = chart_data(faultless(app), 2)
    bars = pd.concat(frame for frame in frames if {"text", "title", "end"} <= set(frame.columns))
    for key in chosen:
        found = values(release, key, "kreis", latest(release, key, "kreis"), LAND)
        indicator = described(release, key)
        told = bars.loc[bars["title"] == indicator["title"], "text"]
        marks, period = signs(release, key), latest(release, key, "kreis")
        expected = []
        for ags, value in found.items():
            text = f"{german(value, indicator['decimals'])} {indicator['unit']}"
            word = WORDS.get(marks[ags, period])
            expected.append(f"{text}, {word}" if word else text)
        assert sorted(told) == sorted(expected)


def test_counts_have_no_spread_and_say_so(open_page: OpenPage):
    app = faultless(open_page("kreisvergleich", gebiet=KREIS, indikator="bevoelkerung"))
    assert "keine Anteile" in app.info[0].value


def test_no_indicator_beside_leaves_the_rest_standing(open_page: OpenPage):
    app = open_page("kreisvergleich", gebiet=KREIS)
    app.multiselect(key="mehrere").set_value([]).run()
    assert len(faultless(app).get("vega_lite_chart")) == 2


def test_a_land_has_all_its_kreise_and_none_of_its_own(open_page: OpenPage, release: Release):
    app = faultless(open_page("kreisvergleich", gebiet=LAND))
    assert app.selectbox(key="gebiet").value == LAND
    assert not any("eigener Kreis" in caption.value for caption in app.caption)
    dots = pd.concat(chart_data(app, 0))
    assert set(labels(release, "kreis", LAND).values()) <= set(dots["label"])
