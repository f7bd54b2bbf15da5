"""A delivered Kreis or Land beside the sum of its parts; and that nothing is counted twice."""

from dataclasses import replace

import pandas as pd
import pytest

from monitoring.readers.contract import Finding
from tests.tiny_store import (
    KREIS,
    LAND,
    OTHER,
    STAND,
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

PLACES = catalogue(indicator("plaetze", "plaetze"))
ALL = {A: 10, B: 20, C: 30, D: 40, E: 50}
SHOWN = "SELECT ags, delivered, summed, difference FROM sum_difference"


def told(frame: pd.DataFrame) -> list[tuple]:
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_the_largest_difference_comes_first_and_equal_sums_do_not_come(build):
    ask = build(PLACES, boundaries(), figures("plaetze", ALL | {KREIS: 63, OTHER: 90, LAND: 145}))
    assert told(ask(SHOWN)) == [(LAND, 145, 150, -5), (KREIS, 63, 60, 3)]
    about = "SELECT DISTINCT measure, unit, period, delivery, sum_delivery FROM sum_difference"
    assert told(ask(about)) == [("Plaetze", "Personen", "2020", 2, 2)]


def test_the_delivered_figure_is_the_one_that_is_used(build):
    ask = build(PLACES, boundaries(), figures("plaetze", ALL | {KREIS: 63}))
    assert told(ask("SELECT value FROM value WHERE ags = $key", key=KREIS)) == [(63,)]


def test_a_gemeinde_corrected_later_leaves_its_kreis_behind(build):
    first = figures("plaetze", ALL | {KREIS: 60, OTHER: 90, LAND: 150})
    ask = build(PLACES, boundaries(), first, figures("plaetze", {A: 14}))
    assert told(ask(SHOWN)) == [(LAND, 150, 154, -4), (KREIS, 60, 64, -4)]
    assert told(ask("SELECT DISTINCT delivery, sum_delivery FROM sum_difference")) == [(2, 3)]


def test_a_sum_that_lacks_a_gemeinde_is_not_compared(build):
    some = {key: value for key, value in ALL.items() if key != B}
    ask = build(PLACES, boundaries(), figures("plaetze", some | {KREIS: 63, OTHER: 91}))
    assert told(ask(SHOWN)) == [(OTHER, 91, 90, 1)]


def test_keys_of_an_unknown_territory_make_no_sum_to_compare(build):
    then = {A: 10, "98001008": 20, OTHER: 90, D: 40, E: 50}
    ask = build(PLACES, boundaries(), figures("plaetze", then | {KREIS: 63}))
    assert told(ask(SHOWN)) == []


@pytest.mark.parametrize(("km2", "expected"), [(99.99, [(KREIS, 63, 60, 3)]), (90.0, [])])
def test_only_the_same_territory_is_compared(build, km2: float, expected: list[tuple]):
    now = dict.fromkeys(ALL, 100.0)
    ask = build(
        PLACES,
        boundaries(),
        directory(now, stand=STAND),
        directory(now | {A: km2}, stand="2019-12-31"),
        figures("plaetze", ALL, gebietsstand=STAND),
        figures("plaetze", {KREIS: 63}, gebietsstand="2019-12-31"),
    )
    assert told(ask(SHOWN)) == expected


@pytest.mark.parametrize(
    ("stand", "expected"), [("2020-12-31", [(KREIS, 63, 60, 3)]), ("2019-12-31", [])]
)
def test_without_a_gebietsstand_only_that_of_the_stichtag_is_the_same(
    build, stand: str, expected: list[tuple]
):
    ask = build(
        PLACES,
        boundaries(),
        figures("plaetze", ALL, "2020-12-31", gebietsstand=stand),
        figures("plaetze", {KREIS: 63}, "2020-12-31"),
    )
    assert told(ask(SHOWN)) == expected


def test_offices_that_name_no_gebietsstand_may_mean_different_ones(build):
    kreis = replace(figures("plaetze", {KREIS: 63}), reader="inkar")
    assert told(build(PLACES, boundaries(), figures("plaetze", ALL), kreis)(SHOWN)) == []


def test_the_sum_of_the_same_delivery_goes_before_that_of_a_newer_one(build):
    own = figures("plaetze", ALL | {KREIS: 63})
    ask = build(PLACES, boundaries(), own, figures("plaetze", ALL | {A: 14}))
    assert told(ask(SHOWN)) == [(KREIS, 63, 60, 3)]


def test_kreise_make_the_sum_of_a_land_that_has_no_gemeinden(build):
    ask = build(PLACES, boundaries(), figures("plaetze", {KREIS: 10, OTHER: 20, LAND: 31}))
    assert told(ask(SHOWN)) == [(LAND, 31, 30, 1)]


@pytest.mark.parametrize(("minimum", "expected"), [(None, 1), (3, 0)])
def test_counts_below_the_minimum_are_not_told_here_either(build, minimum: int, expected: int):
    few = catalogue(
        indicator("plaetze", "plaetze", minimum=minimum),
        bases=[base_figure("plaetze", minimum=minimum)],
    )
    small = dict.fromkeys(ALL, 0) | {A: 1}
    ask = build(few, boundaries(), figures("plaetze", small | {KREIS: 2}))
    assert len(ask(SHOWN)) == expected


def test_findings_and_periods_go_along_with_their_delivery(build):
    found = (Finding("gap", "Eine Zeile fehlt.", "Tabelle1!B17", 3), Finding("two", "Noch etwas."))
    years = figures("plaetze", ALL, "2020"), figures("plaetze", ALL, "2021")
    ask = build(PLACES, boundaries(), together(*years, findings=found))
    assert told(ask("SELECT delivery, message, place, count FROM finding ORDER BY position")) == [
        (2, "Eine Zeile fehlt.", "Tabelle1!B17", 3),
        (2, "Noch etwas.", "", 1),
    ]
    periods = told(ask("SELECT delivery, period FROM delivery_period ORDER BY ALL"))
    assert periods == [(1, STAND), (2, "2020"), (2, "2021")]


HANNOVER, REGION = ("03241001", "03241002"), "03241"
AACHEN, STAEDTEREGION = ("05334002", "05334004"), "05334"
BERLIN, BEZIRKE = "11000000", {"11000001": 120, "11000002": 80}
PLACES_OF_GERMANY = boundaries([*HANNOVER, *AACHEN, BERLIN])


class TestMixedKeys:
    """Keys of 2, 3, 5 and 8 digits in one column, as tables of Regionalstatistik have them."""

    def values(self, build, given: dict[str, float | str]) -> dict[str, float]:
        delivery = replace(figures("plaetze", given), reader="genesis_flat")
        ask = build(PLACES, PLACES_OF_GERMANY, delivery)
        frame = ask("SELECT ags, value FROM value WHERE value IS NOT NULL")
        assert ask(SHOWN).empty
        return dict(zip(frame["ags"], frame["value"], strict=True))

    def test_the_town_within_its_region_is_not_added_to_it(self, build):
        """Hannover and Aachen stand as towns besides the Kreise that hold them."""
        given = {REGION: 100, HANNOVER[0]: 45, "03": 100}
        given |= {STAEDTEREGION: 50, AACHEN[0]: 22, "05": 50, "11": 200, "11000": 200}
        assert self.values(build, given) == given

    def test_a_land_of_kreise_counts_no_town_and_no_dissolved_kreis_twice(self, build):
        """GENESIS writes "-" for a Kreis that is gone, which reads as nil."""
        given = {REGION: 100, HANNOVER[0]: 45, STAEDTEREGION: 50, AACHEN[0]: 22, "11000": 200}
        found = self.values(build, given | dict.fromkeys(["05354", "05313", "03253"], 0))
        assert {key: found[key] for key in ("03", "05", "11")} == {"03": 100, "05": 50, "11": 200}

    def test_districts_besides_their_town_are_not_added_to_it(self, build):
        found = self.values(build, {BERLIN: 200, **BEZIRKE})
        assert found == {BERLIN: 200, "11000": 200, "11": 200}

    def test_districts_do_not_differ_from_the_town_that_holds_them(self, build):
        found = self.values(build, {"11": 200, "11000": 200, BERLIN: 200, **BEZIRKE})
        assert found == {BERLIN: 200, "11000": 200, "11": 200}

    def test_districts_alone_make_their_town(self, build):
        found = self.values(build, BEZIRKE)
        assert found == {"11000": 200, "11": 200}
