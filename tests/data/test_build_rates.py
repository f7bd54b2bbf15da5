"""Rates: recomputed from their parts at every level; bands, denominators, small counts."""

import pytest

from monitoring.catalogue import Part
from monitoring.release.location import list_releases
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    LAND,
    A,
    B,
    C,
    D,
    E,
    base_figure,
    boundaries,
    catalogue,
    directory,
    figures,
    indicator,
    together,
)

SHARE = catalogue(indicator("quote", "arbeitslose", "personen"))
ALL = {A: 10, B: 20, C: 30, D: 40, E: 50}


def people(values, year="2020-12-31", **words):
    return figures("personen", values, year, **words)


def same(value):
    return dict.fromkeys(GEMEINDEN, value)


def test_a_rate_is_recomputed_from_the_sums_and_never_averaged(compute):
    given = people({A: 100, B: 1000, C: 900, D: 1000, E: 1000})
    found = compute(
        SHARE,
        boundaries(),
        figures("arbeitslose", ALL),
        given,
        columns="value, numerator, denominator",
    )
    assert found[A] == (10, 10, 100)
    assert found[B] == (2, 20, 1000)
    assert found[KREIS] == (3, 60, 2000)
    assert found[LAND] == (3.75, 150, 4000)


def test_a_rate_without_its_denominator_gives_the_reason_and_no_part(compute):
    found = compute(
        SHARE,
        boundaries(),
        figures("arbeitslose", ALL),
        people(same(100) | {A: "suppressed", B: "unknown"}),
        columns="value, numerator, denominator, status",
    )
    assert found[A] == (None, None, None, "suppressed")
    assert found[B] == (None, None, None, "unknown")
    assert found[KREIS] == (None, None, None, "suppressed")


def test_a_zero_denominator_is_not_applicable_and_says_why(compute):
    found = compute(
        SHARE,
        boundaries(),
        figures("arbeitslose", ALL | {A: 0}),
        people(same(100) | {A: 0}),
        columns="value, status, note",
    )
    assert found[A] == (None, "not_applicable", "zero_denominator")
    assert found[B] == (20, "reported", "")


def test_a_zero_numerator_is_exactly_zero(compute):
    found = compute(SHARE, boundaries(), figures("arbeitslose", ALL | {A: 0}), people(same(100)))
    assert found[A] == (0, "nil")


class TestDenominatorOfAFlow:
    stocks = together(people(same(100), "2019-12-31"), people(same(200), "2020-12-31"))

    @pytest.mark.parametrize(("at", "share"), [("same", 5), ("start", 10), ("mean", 20 / 3)])
    def test_it_is_the_stock_that_the_catalogue_names(self, compute, at: str, share: float):
        rate = catalogue(indicator("rate", "geburten", "personen", at=at))
        found = compute(rate, boundaries(), figures("geburten", same(10)), self.stocks)
        assert found[A] == (pytest.approx(share), "reported")
        assert found[LAND] == (pytest.approx(share), "reported")

    @pytest.mark.parametrize("at", ["start", "mean"])
    def test_without_the_year_before_there_is_no_rate(self, build, at: str):
        rate = catalogue(indicator("rate", "geburten", "personen", at=at))
        ask = build(rate, boundaries(), figures("geburten", same(10)), people(same(200)))
        assert ask("FROM value").empty
        reason = ask("SELECT computable, reason FROM indicator").iloc[0]
        assert not reason["computable"]
        assert reason["reason"] == "Zähler und Nenner liegen für kein gemeinsames Gebiet vor."

    def test_the_mean_is_secret_where_one_end_is(self, compute):
        rate = catalogue(indicator("rate", "geburten", "personen", at="mean"))
        first = people(same(100) | {A: "suppressed"}, "2019-12-31")
        found = compute(rate, boundaries(), figures("geburten", same(10)), first, people(same(200)))
        assert found[A] == (None, "suppressed")
        assert found[B] == (pytest.approx(20 / 3), "reported")


class TestAgeBands:
    old = catalogue(indicator("alte", Part("personen", age=(65, None))))

    def test_a_band_is_put_together_from_men_and_women_and_smaller_bands(self, compute):
        parts = [
            people({A: number}, sex=sex, age=band)
            for number, (sex, band) in enumerate(
                (sex, band)
                for sex in ("male", "female")
                for band in ((0, 64), (65, 74), (75, None))
            )
        ]
        found = compute(self.old, boundaries([A]), together(*parts), period="2020-12-31")
        assert found[A] == (1 + 2 + 4 + 5, "reported")

    def test_a_delivered_total_counts_before_men_and_women(self, compute):
        parts = together(
            people({A: 9}, age=(65, None)),
            people({A: 5}, sex="male", age=(65, None)),
            people({A: 5}, sex="female", age=(65, None)),
        )
        found = compute(self.old, boundaries([A]), parts, period="2020-12-31")
        assert found[A] == (9, "reported")

    def test_a_secret_tile_makes_the_band_secret(self, compute):
        parts = together(
            people({A: 9, B: 9}, age=(65, 74)), people({A: "suppressed", B: 1}, age=(75, None))
        )
        found = compute(self.old, boundaries([A, B]), parts, period="2020-12-31")
        assert found[A] == (None, "suppressed")
        assert found[B] == (10, "reported")

    def test_an_area_without_one_of_the_tiles_has_no_value(self, compute):
        parts = together(people({A: 9, B: 9}, age=(65, 74)), people({B: 1}, age=(75, None)))
        found = compute(self.old, boundaries([A, B]), parts, period="2020-12-31")
        assert found[A] == (None, "missing")

    def test_a_band_that_no_tiles_make_is_not_computable_and_the_reason_is_told(self, build):
        ask = build(
            self.old, boundaries([A]), together(people({A: 9}, age=(60, None)), people({A: 50}))
        )
        row = ask("SELECT computable, reason FROM indicator").iloc[0]
        assert not row["computable"]
        assert row["reason"] == (
            "Die gelieferten Altersgruppen der Grundzahl „Personen“ ergeben nicht die Gruppe "
            "65 Jahre und älter."
        )

    def test_a_base_figure_that_nobody_delivered_is_told(self, build):
        ask = build(SHARE, boundaries([A]), people({A: 50}))
        row = ask("SELECT computable, reason FROM indicator").iloc[0]
        assert not row["computable"]
        assert row["reason"] == "Zur Grundzahl „Arbeitslose“ wurde nichts geliefert."


class TestSmallCounts:
    def test_below_the_minimum_a_count_and_its_rate_are_secret_and_zero_stays(self, build):
        rules = catalogue(
            indicator("anzahl", "faelle", minimum=3),
            indicator("quote", "faelle", "personen", minimum=3),
        )
        given = figures("faelle", {A: 0, B: 1, C: 2, D: 3, E: 50})
        ask = build(rules, boundaries(), given, people(same(100)))
        rows = ask("FROM value WHERE level = 'gemeinde'").set_index(["indicator", "ags"])
        for name in ("anzahl", "quote"):
            found = rows.loc[name]
            assert found["status"].to_dict() == {
                A: "nil", B: "suppressed", C: "suppressed", D: "reported", E: "reported",
            }  # fmt: skip
            secret = found.loc[[B, C], ["value", "numerator", "denominator", "estimated_share"]]
            assert secret.isna().all(axis=None)

    def test_a_denominator_below_the_minimum_of_its_base_figure_is_secret_too(self, compute):
        rules = catalogue(
            indicator("anteil", "davon", "faelle"), bases=[base_figure("faelle", minimum=3)]
        )
        given = together(figures("davon", same(0)), figures("faelle", same(10) | {A: 2, B: 0}))
        found = compute(rules, boundaries(), given, columns="status, denominator")
        assert found[A] == ("suppressed", None)
        assert found[B] == ("not_applicable", None)
        assert found[C] == ("nil", 10)

    def test_the_manifest_counts_them(self, build):
        rules = catalogue(indicator("anzahl", "faelle", minimum=3))
        build(rules, boundaries(), figures("faelle", {A: 1, B: 2, C: 3, D: 4, E: 5}))
        assert list_releases()[0]["protection"] == {"primary": 2}


class TestTerritory:
    then, now = "2015-12-31", "2020-12-31"

    def test_parts_on_different_territory_give_no_rate(self, compute):
        found = compute(
            SHARE,
            boundaries(),
            directory(same(10.0), stand=self.then),
            directory(same(10.0) | {A: 12.0}, stand=self.now),
            figures("arbeitslose", ALL, gebietsstand=self.then),
            people(same(100), gebietsstand=self.now),
            columns="value, numerator, denominator, status, note",
        )
        assert found[A] == (None, None, None, "not_comparable", "territory_mismatch,territory")
        assert found[B] == (20, 20, 100, "reported", "unproved")

    def test_two_per_cent_of_the_area_are_tolerated(self, compute):
        found = compute(
            SHARE,
            boundaries(),
            directory(same(10.0), stand=self.then),
            directory(same(10.0) | {A: 10.15}, stand=self.now),
            figures("arbeitslose", ALL, gebietsstand=self.then),
            people(same(100), gebietsstand=self.now),
        )
        assert found[A] == (10, "reported")

    def test_both_parts_on_an_older_territory_do_not_compare(self, compute):
        found = compute(
            SHARE,
            boundaries(),
            directory(same(10.0) | {A: 12.0}, stand=self.then),
            directory(same(10.0), stand="2020-12-31"),
            figures("arbeitslose", ALL, gebietsstand=self.then),
            people(same(100), gebietsstand=self.then),
            columns="value, status, note",
        )
        assert found[A] == (None, "not_comparable", "territory")
        assert found[B] == (20, "reported", "")
