"""Bedarfsanalyse: the index is that of scipy, and answers direction, weight and absence."""

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.pages.conftest import OpenPage, chart_data, faultless, opened, tables, unfolded
from tests.pages.figures import KREIS, described, german, label, latest, rows, signs, values

Release = duckdb.DuckDBPyConnection
CHOSEN = ("sgb2_quote", "altenquotient", "betreuungsquote_u3")
PROPOSED = {"sgb2_quote": 1, "altenquotient": 1, "betreuungsquote_u3": -1}
LARGE = 300


def inhabitants(release: Release) -> pd.Series:
    """Population by key of the inhabited Gemeinden."""
    found = rows(
        release,
        "SELECT ags, population FROM area WHERE level = 'gemeinde' AND ags LIKE ? || '%' "
        "AND NOT unincorporated",
        KREIS,
    )
    return pd.Series({row["ags"]: row["population"] for row in found})


def expected(
    release: Release, directions: dict[str, int], weights: dict[str, float]
) -> tuple[pd.Series, pd.Series]:
    """Index by scipy's z-scores: of all Gemeinden, and of those that have a rank."""
    people = inhabitants(release)
    wide = pd.DataFrame(
        {
            key: pd.Series(values(release, key, "gemeinde", latest(release, key)), dtype=float)
            for key in directions
        }
    ).reindex(people.index)
    large = people >= LARGE
    scores = pd.DataFrame(
        {
            key: stats.zmap(wide[key], wide.loc[large, key], ddof=0, nan_policy="omit")
            for key in wide
        },
        index=wide.index,
    )
    factors = pd.Series({key: directions[key] * weights[key] for key in wide})
    index = (scores * factors).sum(axis=1, skipna=False) / sum(weights.values())
    return index, index[large].dropna()


def ranking(app) -> dict[str, tuple[str, str]]:
    """Rank and index by name."""
    table = next(found for found in tables(app) if "Gründe" in found[0])
    return {line[1]: (line[0], line[2]) for line in table[1:]}


@pytest.mark.parametrize(
    ("weights", "directions"),
    [
        ((1, 1, 1), PROPOSED),
        ((5, 1, 2), PROPOSED),
        ((1, 1, 1), {key: -sign for key, sign in PROPOSED.items()}),
    ],
)
def test_the_index_is_that_of_scipy(
    open_page: OpenPage, release: Release, weights: tuple[int, ...], directions: dict[str, int]
):
    heavy = dict(zip(CHOSEN, map(float, weights), strict=True))
    link = {f"g_{key}": str(int(weight)) for key, weight in heavy.items()}
    link |= {f"r_{key}": "+" if sign > 0 else "-" for key, sign in directions.items()}
    app = faultless(open_page("bedarfsanalyse", gebiet=KREIS, auswahl="~".join(CHOSEN), **link))
    index, ranked = expected(release, directions, heavy)
    found = ranking(app)
    for key, value in ranked.items():
        rank, text = found[label(release, key)]
        assert text in (german(value, 2), german(value, 2, signed=True))
        better = np.round(ranked - value, 9) > 0
        assert int(rank) == 1 + int(better.sum())
    without = set(index.index) - set(ranked.index)
    assert {found[label(release, key)][0] for key in without} <= {"/", "k. A."}


def test_the_proposed_directions_follow_the_polarity(open_page: OpenPage, release: Release):
    app = open_page("bedarfsanalyse", gebiet=KREIS, auswahl="~".join(CHOSEN))
    faultless(unfolded(app, "gewichten"))
    signs = {key: {"+": 1, "-": -1}[app.selectbox(key=f"r_{key}").value] for key in CHOSEN}
    assert signs == PROPOSED


def test_a_weight_of_zero_leaves_an_indicator_out(open_page: OpenPage, release: Release):
    app = open_page("bedarfsanalyse", gebiet=KREIS, auswahl="~".join(CHOSEN), g_sgb2_quote="0")
    fewer = {key: PROPOSED[key] for key in CHOSEN if key != "sgb2_quote"}
    _, ranked = expected(release, fewer, dict.fromkeys(fewer, 1.0))
    found = ranking(faultless(app))
    for key, value in ranked.items():
        assert found[label(release, key)][1] in (german(value, 2), german(value, 2, signed=True))


def test_contributions_add_up_to_the_index(open_page: OpenPage, release: Release):
    app = faultless(open_page("bedarfsanalyse", gebiet=KREIS, auswahl="~".join(CHOSEN)))
    _, ranked = expected(release, PROPOSED, dict.fromkeys(CHOSEN, 1.0))
    bars = pd.concat(frame for frame in chart_data(app, 0) if {"start", "end"} <= set(frame))
    assert set(bars["title"]) == {described(release, key)["title"] for key in CHOSEN}
    for key, value in ranked.items():
        parts = bars.loc[bars["label"] == label(release, key)]
        assert len(parts) == len(CHOSEN)
        assert np.isclose((parts["end"] - parts["start"]).sum(), value)


def test_the_distance_to_the_kreis_in_the_unit_and_in_people(open_page: OpenPage, release: Release):
    _, ranked = expected(release, PROPOSED, dict.fromkeys(CHOSEN, 1.0))
    key = str(ranked.idxmax())
    app = open_page("bedarfsanalyse", gebiet=KREIS, auswahl="~".join(CHOSEN), flaeche=key)
    table = next(found for found in tables(faultless(app)) if "z-Wert" in found[0])
    for line, indicator in zip(table[1:], sorted(CHOSEN, key=order(release)), strict=True):
        own, whole = (
            rows(
                release,
                "SELECT v.*, i.per FROM value_by_area v JOIN indicator i ON i.id = v.indicator "
                "WHERE indicator = ? AND ags = ? AND period = ?",
                *(indicator, area, latest(release, indicator)),
            )[0]
            for area in (key, KREIS)
        )
        gap = own["value"] - whole["value"]
        sign, period = signs(release, indicator), latest(release, indicator)
        assert line[2:4] == [
            sign[area, period].format(german(row["value"], 1))
            for area, row in ((key, own), (KREIS, whole))
        ]
        assert (" p" in line[2]) == line[7].startswith("vorläufiger Wert")
        assert (" p" in line[3]) == ("Kreis: vorläufiger Wert" in line[7])
        assert line[4].lstrip("+") == german(gap, 1)
        assert line[5].lstrip("+") == german(gap * own["denominator"] / own["per"], 0)


def order(release: Release):
    """Sorting key: the place of an indicator in the catalogue."""
    found = rows(release, "SELECT id, position FROM indicator")
    places = {row["id"]: row["position"] for row in found}
    return places.__getitem__


def test_small_gemeinden_are_marked_and_have_no_rank(open_page: OpenPage, release: Release):
    people = inhabitants(release)
    app = faultless(open_page("bedarfsanalyse", gebiet=KREIS, auswahl="~".join(CHOSEN)))
    table = next(found for found in tables(app) if "Gründe" in found[0])
    small = {label(release, key) for key in people.index[people < LARGE]}
    assert small
    for line in table[1:]:
        if line[1] in small:
            assert line[0] == "/"
            assert "300" in line[4] or "unvollständig" in line[4]


def test_a_link_carries_area_and_axes(open_page: OpenPage, release: Release):
    key = str(expected(release, PROPOSED, dict.fromkeys(CHOSEN, 1.0))[1].idxmin())
    link = {"auswahl": "~".join(CHOSEN), "flaeche": key, "x": CHOSEN[2], "y": CHOSEN[1]}
    app = faultless(opened("bedarfsanalyse", gebiet=KREIS, **link))
    assert {name: app.query_params[name] for name in link} == link
    assert app.selectbox(key="flaeche").value == key
    assert (app.selectbox(key="x").value, app.selectbox(key="y").value) == (CHOSEN[2], CHOSEN[1])


def test_an_indicator_of_the_kreise_alone_is_not_part_of_it(open_page: OpenPage, release: Release):
    app = faultless(open_page("bedarfsanalyse", gebiet=KREIS, auswahl="pflegequote~altenquotient"))
    assert app.multiselect(key="auswahl").value == ["altenquotient"]
    assert described(release, "pflegequote")["title"] not in app.multiselect(key="auswahl").options


def test_without_an_indicator_the_page_says_what_to_do(open_page: OpenPage):
    app = open_page("bedarfsanalyse", gebiet=KREIS, auswahl="~".join(CHOSEN))
    app.multiselect(key="auswahl").set_value([]).run()
    assert "mindestens einen Indikator" in faultless(app).info[0].value


def test_a_kreis_of_one_gemeinde_has_no_ranking(open_page: OpenPage):
    app = faultless(open_page("bedarfsanalyse", gebiet="99001", auswahl="~".join(CHOSEN)))
    assert app.title or app.info
