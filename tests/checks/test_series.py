"""Gaps and jumps: what a series needs before something is said of it."""

import math

import pytest

from monitoring.checks.jumps import LIMIT
from tests.checks.conftest import Check
from tests.tiny_store import A, B, C, D, E, boundaries, changes, figures, together

HISTORY = [1000, 1010, 1005, 1012, 1008, 1011]


def series(values: list[float | str], first: int = 2010, key: str = A, base: str = "faelle"):
    return together(
        *(figures(base, {key: value}, str(first + n)) for n, value in enumerate(values))
    )


class TestGaps:
    def test_an_area_of_a_kreis_without_a_row(self, check: Check):
        found = check(boundaries(), figures("faelle", {A: 1, C: 2, D: 1, E: 1}))
        assert set(found) == {"missing_area"}
        finding = found["missing_area"]
        assert (finding.place, finding.count) == (B, 1)
        assert "Für 1 Gemeinde fehlt eine Zeile" in finding.message

    def test_a_kreis_of_which_nothing_came_is_not_missed(self, check: Check):
        assert check(boundaries(), figures("faelle", {A: 1, B: 1, C: 2})) == {}

    def test_an_unincorporated_area_is_not_missed(self, check: Check):
        land = boundaries(unincorporated={B: True})
        assert check(land, figures("faelle", {A: 1, C: 2, D: 1, E: 1})) == {}

    def test_a_year_between_two_is_missed_with_earlier_deliveries_counted_in(self, check: Check):
        found = check(figures("faelle", {A: 1}, "2018"), series([1, 1], 2020))
        finding = found["missing_year"]
        assert (finding.place, finding.count) == (A, 1)
        assert finding.message.endswith("1 Gemeinde hat eine Zeitreihe ohne das Jahr 2019.")
        assert finding.proposal.startswith("Die Lieferung dieses Jahres einlesen;")

    def test_years_of_several_areas_are_told_as_spans(self, check: Check):
        every = dict.fromkeys((A, B, C, D, E), 1)
        years = (2010, 2011, 2012, 2016, 2017, 2019)
        given = together(*(figures("faelle", every, str(year)) for year in years))
        finding = check(given)["missing_year"]
        assert "5 Gemeinden haben Zeitreihen ohne die Jahre 2013 bis 2015 und 2018." in (
            finding.message
        )

    def test_the_rhythm_of_elections_has_no_gaps(self, check: Check):
        every_four = [figures("faelle", {A: 1}, str(year)) for year in (2013, 2017, 2021)]
        assert check(together(*every_four)) == {}

    @pytest.mark.parametrize(
        "years",
        [(2013, 2019, 2021, 2023), (2002, 2005, 2009, 2013), (2010, 2012, 2016, 2018, 2022)],
    )
    def test_irregular_years_have_no_gaps(self, check: Check, years: tuple[int, ...]):
        assert check(together(*(figures("faelle", {A: 1}, str(year)) for year in years))) == {}

    def test_every_second_year_has_one(self, check: Check):
        years = (2013, 2015, 2017, 2019, 2023)
        given = together(*(figures("faelle", {A: 1}, str(year)) for year in years))
        assert "ohne das Jahr 2021" in check(given)["missing_year"].message

    def test_the_years_of_one_age_band_are_no_gaps_of_another(self, check: Check):
        every = figures("faelle", {A: 9}, "2013"), figures("faelle", {A: 9}, "2023")
        young = [figures("faelle", {A: 1}, str(year), age=(0, 17)) for year in range(2015, 2022)]
        assert check(together(*every), together(*young)) == {}

    def test_an_area_with_a_hole_that_others_have_not(self, check: Check):
        delivery = together(series([1, 1, 1]), series([2, 2, 2], key=B))
        holed = delivery.figures.drop(index=1).reset_index(drop=True)
        finding = check(type(delivery)("table", "eigene", "x", figures=holed))["missing_year"]
        assert (finding.place, finding.count) == (A, 1)

    def test_empty_cells_are_counted_and_marked(self, check: Check):
        finding = check(figures("faelle", {A: 1, B: "missing", C: "missing"}))["blank"]
        assert (finding.place, finding.count) == (B, 2)
        assert [mark.position for mark in finding.marks] == [1, 2]
        assert "2 Felder sind leer" in finding.message


class TestJumps:
    def test_a_digit_too_many_is_told_with_both_figures(self, check: Check):
        finding = check(series([*HISTORY, 10110]))["jump"]
        assert (finding.place, finding.count) == (A, 1)
        assert f"{A}: 1.011 (2015) auf 10.110 (2016)" in finding.message
        assert [mark.position for mark in finding.marks] == [6]

    def test_the_history_may_be_that_of_earlier_deliveries(self, check: Check):
        found = check(series(HISTORY), figures("faelle", {A: 2000}, "2016"))
        assert found["jump"].marks[0].position == 0

    def test_a_small_area_may_double(self, check: Check):
        assert "jump" not in check(series([2, 3, 2, 4, 3, 2, 5]))

    def test_the_bound_is_the_one_that_is_told(self, check: Check):
        base = 400
        size = math.sqrt(2 / (base + 0.5))
        inside = (base + 0.5) * math.exp(LIMIT * size * 0.93) - 0.5
        outside = (base + 0.5) * math.exp(LIMIT * size * 1.05) - 0.5
        assert "jump" not in check(series([*[base] * 6, round(inside)]))
        assert "jump" in check(series([*[base] * 6, round(outside)], key=B))

    def test_a_change_of_less_than_a_tenth_is_not_told(self, check: Check):
        assert "jump" not in check(series([*[1_000_000] * 6, 1_090_000]))
        assert "jump" in check(series([*[1_000_000] * 6, 1_110_000], key=B))

    def test_a_lively_history_allows_more(self, check: Check):
        lively = [1000, 1400, 950, 1500, 1000, 1450, 980]
        assert "jump" not in check(series([*lively, 1600]))

    @pytest.mark.parametrize("length", [3, 4])
    def test_a_short_series_is_not_judged(self, check: Check, length: int):
        values = [*[1000] * (length - 1), 9000]
        assert ("jump" in check(series(values))) is False

    def test_rates_are_not_judged(self, check: Check):
        assert "jump" not in check(series([*HISTORY, 10110], base="quote"))

    def test_a_change_of_territory_explains_a_jump(self, check: Check):
        reform = changes({B: {A: 1.0}}, day="2016-01-01")
        assert "jump" not in check(reform, series([*HISTORY, 2000]))
