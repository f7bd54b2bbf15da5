"""Estimated values on the pages, and the part Gebietsreformen of a Kreis that has some."""

import pandas as pd
import pytest

from monitoring.periods import spoken
from monitoring.ui import gebietsreformen
from tests.chart_figures import words_of
from tests.pages.conftest import OpenPage, chart_data, charts, faultless, tables, unfolded
from tests.pages.figures import LAND, rows
from tests.pages.raeume import Release

SPLIT_TO = "99005"
PERIOD = "2017-12-31"
HOLLOW = "○ vorläufig oder geschätzt"


def shares(release: Release, indicator: str, level: str) -> dict[str, str]:
    """How far values of the period are estimated, in words, by the label of their area."""
    found = rows(
        release,
        "SELECT a.label, round(100 * v.estimated_share)::INTEGER AS share FROM value v "
        "JOIN area a ON a.ags = v.ags AND a.level = v.level WHERE v.indicator = $1 "
        "AND v.level = $2 AND v.period = $3 AND v.estimated_share > 0",
        *(indicator, level, PERIOD),
    )
    assert found
    return {row["label"]: f"zu {row['share']}\u00a0% geschätzt" for row in found}


def test_the_line_of_a_split_gemeinde_says_once_how_far_it_is_estimated(
    open_page: OpenPage, release: Release
):
    label, share = next(iter(shares(release, "altenquotient", "gemeinde").items()))
    (key,) = (row["ags"] for row in rows(release, "FROM area WHERE label = $1", label))
    link = {"gebiet": key[:5], "indikator": "altenquotient", "flaechen": key}
    app = faultless(open_page("zeitreihen", **link))
    told = {
        row["shown"]
        for layer in chart_data(app, 0)
        if {"label", "when", "shown"} <= set(layer.columns)
        for _, row in layer.iterrows()
        if (row["label"], row["when"]) == (label, spoken(PERIOD))
    }
    assert told
    assert all(text.count(share) == 1 for text in told)


def test_dots_of_kreise_that_are_estimated_are_hollow(open_page: OpenPage, release: Release):
    link = {"gebiet": SPLIT_TO, "indikator": "altenquotient", "zeitraum_kreis": PERIOD}
    app = faultless(open_page("kreisvergleich", **link))
    drawn = zip(charts(app)[0]["layer"], chart_data(app, 0), strict=True)
    (hollow,) = (rows for layer, rows in drawn if "stroke" in layer["encoding"])
    told = dict(zip(hollow["label"], hollow["shown"], strict=True))
    expected = shares(release, "altenquotient", "kreis")
    assert set(told) == set(expected)
    assert all(told[label].endswith(f", {share}") for label, share in expected.items())
    assert HOLLOW in words_of(charts(app)[0])


@pytest.mark.parametrize("within", [SPLIT_TO, LAND])
def test_any_changed_gemeinde_can_be_looked_at_before_and_after(
    open_page: OpenPage, release: Release, within: str
):
    app = unfolded(open_page("zeitreihen", gebiet=within), "gebietsreformen")
    changed = rows(
        release,
        "FROM area_change WHERE to_key LIKE $1 || '%' OR from_key LIKE $1 || '%'",
        within,
    )
    assert len(tables(faultless(app))[-1]) - 1 == len(changed)
    first = charts(app)[-1]["description"]
    last = app.selectbox(key="reform").options[-1]
    app = faultless(app.selectbox(key="reform").set_value(_key(changed, last)).run())
    told = charts(app)[-1]["description"]
    assert f"an {last}" in told
    assert told != first


def _key(changed: list[dict], name: str) -> str:
    return next(row["to_key"] for row in changed if row["to_name"] == name)


def test_the_newest_missing_steps_are_named(monkeypatch: pytest.MonkeyPatch):
    years = range(2015, 2020)
    steps = [(f"{y - 1}-12-31", f"{y}-12-31", f"{y + 1}-12-31") for y in years]
    frame = pd.DataFrame(steps, columns=["gebietsstand", "after", "until"])
    monkeypatch.setattr(gebietsreformen, "table", lambda _: frame)
    lines = gebietsreformen.gaps()
    assert len(lines) == gebietsreformen.MOST_GAPS
    assert lines[0] == (
        "Zahlen vom Gebietsstand 31.12.2018 sind nicht vergleichbar, wo sich das Gebiet geändert "
        "hat (≠): Es fehlen die Gebietsänderungen nach dem 31.12.2019 bis zum 31.12.2020."
    )
    assert "31.12.2015" in lines[-1]
