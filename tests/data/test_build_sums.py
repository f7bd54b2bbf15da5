"""Sums for Verband, Kreis and Land: complete or not at all, and which delivery counts."""

import pytest

from monitoring.catalogue import Part
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
    areas,
    base_figure,
    boundaries,
    catalogue,
    directory,
    figures,
    indicator,
    together,
)

PLACES = catalogue(indicator("plaetze", "plaetze"))
ALL = {A: 1, B: 2, C: 3, D: 4, E: 5}
IN_2015 = {A: 1, B: 2, "98001009": 4, D: 5, E: 6}
MEMBERS = {A: "980010001", B: "980010001", C: "980010002", D: "980020001", E: "980020001"}
FOREST = "98001999"


def test_the_sum_of_all_gemeinden_is_the_value_of_kreis_and_land(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", ALL))
    assert found[KREIS] == (6, "reported")
    assert found[OTHER] == (9, "reported")
    assert found[LAND] == (15, "reported")


def test_a_gemeinde_without_a_row_leaves_the_sum_unknown(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", {A: 1, B: 2, D: 4, E: 5}))
    assert found[KREIS] == (None, "unknown")
    assert found[OTHER] == (9, "reported")
    assert found[C] == (None, "missing")


def test_a_level_of_which_nothing_is_known_has_no_such_period(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", {A: 1, B: 2, D: 4, E: 5}))
    assert LAND not in found


@pytest.mark.parametrize("status", ["suppressed", "not_yet", "unreliable", "unknown", "missing"])
def test_a_gemeinde_without_a_value_passes_its_reason_on_to_the_sum(compute, status: str):
    found = compute(PLACES, boundaries(), figures("plaetze", ALL | {B: status}))
    assert found[KREIS] == (None, status)
    assert found.get(LAND, (None, status)) == (None, status)
    assert found[OTHER] == (9, "reported")


def test_secret_weighs_more_than_every_other_reason(compute):
    values = ALL | {A: "missing", B: "suppressed", C: "unknown"}
    found = compute(PLACES, boundaries(), figures("plaetze", values))
    assert found[KREIS] == (None, "suppressed")


def test_secret_weighs_more_than_an_absent_row(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", {A: "suppressed", B: 2}))
    assert found[KREIS] == (None, "suppressed")


def test_a_gemeinde_that_did_not_exist_adds_nothing_and_is_not_waited_for(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", ALL | {C: "not_applicable"}))
    assert found[KREIS] == (3, "reported")
    assert found[C] == (None, "not_applicable")


def test_a_sum_of_nothing_but_zeros_is_exactly_zero(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", ALL | {A: 0, B: 0, C: 0}))
    assert found[KREIS] == (0, "nil")


def test_an_uninhabited_area_is_not_waited_for(compute):
    places = boundaries([*GEMEINDEN, FOREST], unincorporated={FOREST: True})
    found = compute(PLACES, places, figures("plaetze", ALL))
    assert found[KREIS] == (6, "reported")
    assert found[FOREST] == (None, "not_applicable")


def test_a_verband_of_uninhabited_areas_has_no_value_to_wait_for(compute):
    members = MEMBERS | {FOREST: f"{KREIS}9999"}
    places = boundaries([*GEMEINDEN, FOREST], unincorporated={FOREST: True}, verband=members)
    found = compute(PLACES, places, figures("plaetze", ALL | {FOREST: 0}))
    assert found[f"{KREIS}9999"] == (None, "not_applicable")


def test_a_delivered_value_of_the_kreis_counts_before_the_sum(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", ALL | {KREIS: 7}))
    assert found[KREIS] == (7, "reported")


def test_a_sum_stands_in_where_the_kreis_was_delivered_without_a_value(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", ALL | {KREIS: "unknown"}))
    assert found[KREIS] == (6, "reported")


def test_kreise_make_the_land_where_no_gemeinden_were_delivered(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", {KREIS: 10, OTHER: 20}))
    assert found[LAND] == (30, "reported")


def test_one_kreis_alone_does_not_make_the_land(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", {KREIS: 10}))
    assert found == {KREIS: (10, "reported"), OTHER: (None, "missing")}


def test_a_published_rate_is_never_summed(compute):
    rate = catalogue(
        indicator("quote", "quote", published=True), bases=[base_figure("quote", additive=False)]
    )
    found = compute(rate, boundaries(), figures("quote", ALL | {OTHER: 4.4}))
    assert found[OTHER] == (4.4, "reported")
    assert found[KREIS] == (None, "missing")
    assert LAND not in found


def test_the_newest_delivery_counts(compute):
    first, second = figures("plaetze", ALL), figures("plaetze", ALL | {A: 11})
    found = compute(PLACES, boundaries(), first, second)
    assert found[A] == (11, "reported")
    assert found[KREIS] == (16, "reported")


def test_a_newer_delivery_of_some_gemeinden_leaves_the_complete_sum_of_the_older(compute):
    found = compute(PLACES, boundaries(), figures("plaetze", ALL), figures("plaetze", {A: 11}))
    assert found[A] == (11, "reported")
    assert found[B] == (2, "reported")
    assert found[KREIS] == (6, "reported")


def test_the_sum_never_mixes_deliveries(compute):
    first = figures("plaetze", {A: 1, B: 2, D: 4, E: 5})
    found = compute(PLACES, boundaries(), first, figures("plaetze", {C: 3}))
    assert found[C] == (3, "reported")
    assert found[KREIS] == (None, "unknown")
    assert found[OTHER] == (9, "reported")


def test_the_quality_of_a_sum_is_the_gravest_of_its_parts(compute):
    parts = together(
        figures("plaetze", {A: 1}, quality="revised"),
        figures("plaetze", {B: 2}, quality="provisional"),
        figures("plaetze", {C: 3, D: 4, E: 5}),
    )
    found = compute(PLACES, boundaries(), parts, columns="note")
    assert {key: found[key][0] for key in (A, KREIS, OTHER)} == {
        A: "revised",
        KREIS: "provisional",
        OTHER: "",
    }


class TestVerband:
    def test_its_value_is_the_sum_of_its_members(self, compute):
        found = compute(PLACES, boundaries(verband=MEMBERS), figures("plaetze", ALL))
        assert found["980010001"] == (3, "reported")
        assert found["980010002"] == (3, "reported")

    def test_a_member_that_was_other_gemeinden_then_leaves_it_unknown(self, compute):
        """C was formed of two others: the figures of that time make the Kreis, not the Verband."""
        then = {A: 1, B: 2, "98001008": 3, "98001009": 4, D: 5, E: 6}
        all_in_one = MEMBERS | {C: "980010001"}
        found = compute(
            PLACES,
            boundaries(verband=all_in_one),
            directory(dict.fromkeys(then, 10.0), stand="2015-12-31"),
            figures("plaetze", then, gebietsstand="2015-12-31"),
        )
        assert found[KREIS] == (10, "reported")
        assert found["980010001"] == (None, "unknown")


class TestOlderGebietsstand:
    def test_the_gemeinden_of_that_time_make_the_sum(self, compute):
        found = compute(
            PLACES,
            boundaries(),
            directory(dict.fromkeys(IN_2015, 10.0), stand="2015-12-31"),
            figures("plaetze", IN_2015, gebietsstand="2015-12-31"),
        )
        assert found[KREIS] == (7, "reported")
        assert found[C] == (None, "not_comparable")

    def test_one_of_that_time_that_lacks_leaves_it_unknown(self, compute):
        some = {key: value for key, value in IN_2015.items() if key != "98001009"}
        found = compute(
            PLACES,
            boundaries(),
            directory(dict.fromkeys(IN_2015, 10.0), stand="2015-12-31"),
            figures("plaetze", some, gebietsstand="2015-12-31"),
        )
        assert found[KREIS] == (None, "unknown")
        assert found[OTHER] == (11, "reported")

    def test_without_a_stand_the_keys_delivered_make_the_sum(self, compute):
        found = compute(PLACES, boundaries(), figures("plaetze", IN_2015))
        assert found[KREIS] == (7, "reported")

    def test_an_area_that_a_directory_marks_uninhabited_is_not_waited_for(self, compute):
        places = directory(dict.fromkeys(IN_2015, 10.0), stand="2015-12-31")
        forest = areas({FOREST: "Forst"}, stand="2015-12-31", unincorporated={FOREST: True})
        with_forest = type(places)(
            "gv_isys",
            "destatis_gv",
            "Verzeichnis",
            areas=type(forest)([*places.areas.to_dict("records"), *forest.to_dict("records")]),
        )
        found = compute(
            PLACES,
            boundaries(),
            with_forest,
            figures("plaetze", IN_2015, gebietsstand="2015-12-31"),
        )
        assert found[KREIS] == (7, "reported")


def test_a_balance_of_two_figures_is_summed_part_by_part(compute):
    balance = catalogue(indicator("saldo", [Part("zuzuege"), Part("fortzuege", sign=-1)]))
    both = together(figures("zuzuege", ALL), figures("fortzuege", {A: 3, B: 1, C: 1, D: 4, E: 5}))
    found = compute(balance, boundaries(), both)
    assert found[A] == (-2, "reported")
    assert found[KREIS] == (1, "reported")
    assert found[OTHER] == (0, "nil")


def test_an_indicator_has_only_the_levels_the_catalogue_names(compute):
    only_kreise = catalogue(indicator("plaetze", "plaetze", levels=("kreis",)))
    found = compute(only_kreise, boundaries(), figures("plaetze", ALL))
    assert set(found) == {KREIS, OTHER}
