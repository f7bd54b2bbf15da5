"""Each kind of finding: what is told, and of what nothing is said."""

from pathlib import Path

import pytest

from monitoring.checks import checked, run
from monitoring.readers.contract import Finding, Mark
from tests.checks.conftest import Check
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    LAND,
    OTHER,
    A,
    B,
    C,
    D,
    E,
    base_figure,
    boundaries,
    catalogue,
    changes,
    figures,
    together,
)

PARTS = {A: 1, B: 2, C: 3}
ALL = dict.fromkeys(GEMEINDEN, 10)


def test_a_whole_delivery_on_a_known_territory_gives_no_finding(check: Check):
    assert check(boundaries(), figures("faelle", ALL)) == {}


def test_without_any_known_area_nothing_is_said_of_keys_and_gaps(check: Check):
    assert check(figures("faelle", {A: 1, "98009009": 2})) == {}


class TestKeys:
    def test_a_key_of_no_gebietsstand_is_unknown(self, check: Check):
        found = check(boundaries(), figures("faelle", ALL | {"98002009": 3}))
        assert set(found) == {"unknown_key"}
        finding = found["unknown_key"]
        assert (finding.place, finding.count) == ("98002009", 1)
        assert "1 Schlüssel (Gemeinden)" in finding.message
        assert finding.marks == (Mark(5, "Unbekannter Schlüssel", "key"),)
        assert "Gemeindeverzeichnis" in finding.proposal

    def test_a_land_without_known_areas_is_not_judged(self, check: Check):
        assert check(boundaries(), figures("faelle", {"97001001": 3})) == {}

    def test_a_key_of_an_earlier_gebietsstand_is_dissolved(self, check: Check):
        later = boundaries([A, B, D, E], stand="2022-01-01")
        found = check(boundaries(), later, figures("faelle", ALL))
        finding = found["dissolved_key"]
        assert (finding.place, finding.count) == (C, 1)
        assert "01.01.2022" in finding.message
        assert "Gebietsänderungen dieser Jahre einlesen" in finding.proposal

    def test_a_dissolved_key_that_is_carried_needs_nothing(self, check: Check):
        later = boundaries([A, B, D, E], stand="2022-01-01")
        carried = changes({C: {B: 1.0}}, day="2021-07-01")
        dated = figures("faelle", ALL, gebietsstand="2021-06-30")
        found = check(boundaries(), later, carried, dated)
        assert found["dissolved_key"].proposal.startswith("Nichts zu tun")

    def test_without_a_gebietsstand_it_is_not_carried_and_that_is_said(self, check: Check):
        later = boundaries([A, B, D, E], stand="2022-01-01")
        carried = changes({C: {B: 1.0}}, day="2021-07-01")
        found = check(boundaries(), later, carried, figures("faelle", ALL))
        assert found["dissolved_key"].proposal.startswith("Beim Einlesen den Gebietsstand angeben")

    def test_a_key_of_the_figures_own_gebietsstand_is_right(self, check: Check):
        later = boundaries([A, B, D, E], stand="2022-01-01")
        own = figures("faelle", ALL, gebietsstand="2021-01-01")
        assert check(boundaries(), later, own) == {}

    def test_a_dash_for_a_dissolved_area_is_no_finding(self, check: Check):
        later = boundaries([A, B, D, E], stand="2022-01-01")
        assert check(boundaries(), later, figures("faelle", ALL | {C: 0})) == {}


class TestEarlierDeliveries:
    def test_another_value_names_both_and_that_the_newer_holds(self, check: Check):
        found = check(figures("faelle", {A: 1200, B: 7}), figures("faelle", {A: 1300.5, B: 7}))
        assert set(found) == {"contradiction", "known_figure"}
        finding = found["contradiction"]
        assert (finding.place, finding.count) == (A, 1)
        assert "bisher 1.200 aus faelle.csv (Lieferung 1), jetzt 1.300,5" in finding.message
        assert "Die neuere Lieferung gilt." in finding.message
        (mark,) = finding.marks
        assert mark == Mark(
            0, "Bisher 1.200 (faelle.csv (Lieferung 1)), jetzt 1.300,5; der neue Wert gilt"
        )
        assert found["known_figure"].count == 1

    def test_the_newest_of_several_is_the_one_that_held(self, check: Check):
        found = check(*(figures("faelle", {A: value}) for value in (1, 2, 3)))
        assert "bisher 2 aus faelle.csv (Lieferung 2), jetzt 3" in found["contradiction"].message

    @pytest.mark.parametrize("status", ["missing", "unknown", "not_yet"])
    def test_nothing_in_place_of_a_value_leaves_the_earlier_one(self, check: Check, status: str):
        found = check(figures("faelle", {A: 5}), figures("faelle", {A: status}))
        assert found["lost_figure"].count == 1
        assert "Die frühere Zahl gilt weiter" in found["lost_figure"].message
        assert "contradiction" not in found

    def test_a_secret_in_place_of_a_value_contradicts_it(self, check: Check):
        found = check(figures("faelle", {A: 5}), figures("faelle", {A: "suppressed"}))
        assert "bisher 5" in found["contradiction"].message
        assert "jetzt •" in found["contradiction"].message

    def test_figures_of_two_territories_contradict_nothing(self, check: Check):
        old = figures("faelle", {A: 5}, gebietsstand="2019-12-31")
        assert check(old, figures("faelle", {A: 9}, gebietsstand="2021-12-31")) == {}

    def test_a_file_of_the_same_import_counts_as_earlier(self, tmp_path: Path):
        two = [(f"{n}.csv", figures("faelle", {A: n})) for n in (1, 2)]
        known = catalogue(bases=[base_figure("faelle")])
        first, second = checked(two, tmp_path / "none.duckdb", known)
        assert first.findings == ()
        assert "bisher 1 aus 1.csv (dieser Import), jetzt 2" in second.findings[0].message
        assert not (tmp_path / "none.duckdb").exists()


class TestSums:
    def test_a_kreis_that_is_not_the_sum_of_its_gemeinden(self, check: Check):
        found = check(
            boundaries(), together(figures("faelle", PARTS), figures("faelle", {KREIS: 7}))
        )
        finding = found["wrong_sum"]
        assert (finding.place, finding.count) == (KREIS, 1)
        assert "geliefert 7, Summe 6" in finding.message
        assert [mark.position for mark in finding.marks] == [3]

    def test_a_land_is_compared_to_its_kreise(self, check: Check):
        found = check(figures("faelle", {KREIS: 6, OTHER: 9}), figures("faelle", {LAND: 14}))
        assert "geliefert 14, Summe 15" in found["wrong_sum"].message

    @pytest.mark.parametrize("parts", [{A: 1, B: 2}, {A: 1, B: 2, C: "suppressed"}])
    def test_incomplete_parts_are_not_summed(self, check: Check, parts: dict[str, float]):
        delivery = together(figures("faelle", parts), figures("faelle", {KREIS: 7}))
        assert "wrong_sum" not in check(boundaries(), delivery)

    @pytest.mark.parametrize(("whole", "told"), [(6.5, False), (6.6, True)])
    def test_rounded_parts_may_be_off_by_their_rounding(
        self, check: Check, whole: float, told: bool
    ):
        rounded = figures("faelle", {A: 1.1, B: 2.2, C: 3.0})
        delivery = together(rounded, figures("faelle", {KREIS: whole}))
        assert ("wrong_sum" in check(boundaries(), delivery)) is told

    def test_rates_are_not_summed(self, check: Check):
        delivery = together(figures("quote", PARTS), figures("quote", {KREIS: 2}))
        assert "wrong_sum" not in check(boundaries(), delivery)


class TestStichtage:
    def test_two_days_of_the_year_in_one_series(self, check: Check):
        old = figures("faelle", {A: 1}, "2019-12-31")
        finding = check(old, figures("faelle", {A: 2}, "2020-06-30"))["mixed_stichtag"]
        assert "30.06., 31.12." in finding.message
        assert finding.count == 1

    def test_days_of_elections_are_no_mixture(self, check: Check):
        old = figures("faelle", {A: 1}, "2017-09-24")
        assert check(old, figures("faelle", {A: 1}, "2021-09-26")) == {}

    def test_a_stichtag_on_the_territory_of_another_day(self, check: Check):
        late = figures("faelle", {A: 1}, "2022-12-31", gebietsstand="2024-06-30")
        finding = check(late)["mixed_gebietsstand"]
        assert "31.12.2022" in finding.message
        assert "30.06.2024" in finding.message

    def test_the_own_day_is_right(self, check: Check):
        assert check(figures("faelle", {A: 1}, "2022-12-31", gebietsstand="2022-12-31")) == {}


def test_findings_of_the_reader_stay(check: Check):
    noted = together(figures("faelle", {A: 1}), findings=(Finding("repeated", "zweimal"),))
    assert check(noted)["repeated"].message == "zweimal"


def test_of_a_table_too_large_for_the_checks_the_report_says_that_none_was_made(
    check: Check, monkeypatch: pytest.MonkeyPatch
):
    large = figures("faelle", {A: 5, "98009009": 2, B: "missing"})
    assert {"unknown_key", "contradiction", "missing_area", "blank"} <= set(
        check(boundaries(), figures("faelle", ALL), large)
    )
    monkeypatch.setattr(run, "LARGEST", 2)
    (finding,) = check(large).values()
    assert (finding.kind, finding.count) == ("not_checked", 3)
    assert "Mehr als 2 Zahlen: Geprüft ist nur" in finding.message
    for unchecked in ("Schlüssel", "Lücken", "Summen", "Sprünge", "Stichtage", "frühere"):
        assert unchecked in finding.message
    monkeypatch.setattr(run, "LARGEST", 3)
    assert "not_checked" not in check(large)
