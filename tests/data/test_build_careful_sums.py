"""Sums that would be wrong without anybody noticing: dashes, other days, strangers, parts."""

from dataclasses import replace

import pytest

from monitoring.catalogue.model import Part
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    LAND,
    OTHER,
    STAND,
    A,
    B,
    C,
    D,
    E,
    boundaries,
    catalogue,
    directory,
    figures,
    indicator,
    together,
)

PLACES = catalogue(indicator("plaetze", "plaetze"))
OLDER = catalogue(indicator("alte", Part("leute", "total", (65, None))))
OLD, GONE, FORMER = "2019-12-31", "98001009", "98001008"
BEFORE = directory({GONE: 50.0, FORMER: 50.0} | dict.fromkeys((B, C, D, E), 100.0), stand=OLD)
TEN = dict.fromkeys(GEMEINDEN, 10)


def values(ask, where: str = "TRUE") -> dict[str, object]:
    frame = ask(f"SELECT ags, coalesce(value::VARCHAR, status) AS v FROM value WHERE {where}")
    return {key: float(v) if v[0].isdigit() else v for key, v in frame.to_numpy()}


def genesis(*parts):
    return replace(together(*parts), reader="genesis_flat")


def bands(values: dict[str, tuple[object, object]], **options):
    return genesis(*(
        figures("leute", {key: each[place] for key, each in values.items()}, "2019", age=band,
                **options)
        for place, band in enumerate([(65, 84), (85, None)])
    ))  # fmt: skip


class TestDashes:
    def test_a_dash_in_one_band_is_nobody_in_it(self, build):
        given = bands(dict.fromkeys(GEMEINDEN, (50, 5)) | {A: (50, 0)})
        found = values(build(OLDER, boundaries(), given))
        assert (found[A], found[KREIS], found[LAND]) == (50, 160, 270)

    def test_also_in_an_area_that_is_gone(self, build):
        given = bands(dict.fromkeys(GEMEINDEN, (50, 5)) | {GONE: (30, 0)}, gebietsstand=OLD)
        assert values(build(OLDER, boundaries(), given))[KREIS] == 195

    def test_and_in_a_kreis(self, build):
        given = bands({KREIS: (50, 5), OTHER: (50, 5), "98003": (30, 0)})
        assert values(build(OLDER, boundaries(), given))[LAND] == 140

    def test_dashes_throughout_for_an_area_that_was_not_founded_yet_are_no_zero(self, build):
        given = genesis(figures("plaetze", TEN | {A: 0, GONE: 7, FORMER: 5}, "2019",
                                gebietsstand=OLD))  # fmt: skip
        found = values(build(PLACES, boundaries(), BEFORE, given))
        assert (found[A], found[KREIS]) == ("not_applicable", 32)

    def test_nor_for_a_kreis(self, build):
        given = genesis(figures("plaetze", {KREIS: 10, OTHER: 0, "98003": 5}, "2019",
                                gebietsstand=OLD))  # fmt: skip
        only = directory({GONE: 50.0, "98003001": 50.0}, stand=OLD)
        assert values(build(PLACES, boundaries(), only, given))[OTHER] == "not_applicable"


class TestComplete:
    def test_the_directory_of_another_land_tells_nothing(self, build):
        given = figures("plaetze", {A: 10, B: 10, D: 10, E: 10}, "2019", gebietsstand=OLD)
        found = values(build(PLACES, boundaries(), directory({"97001001": 10.0}, stand=OLD), given))
        assert (found[KREIS], found[OTHER]) == ("unknown", 20)
        assert LAND not in found

    def test_each_period_has_the_gemeinden_of_its_own_day(self, build):
        now = figures("plaetze", TEN | {A: 20}, "2021", gebietsstand=STAND)
        then = {key: 10 for key in GEMEINDEN if key != A} | {GONE: 7, FORMER: 3}
        here = directory(dict.fromkeys(GEMEINDEN, 100.0))
        given = together(figures("plaetze", then, "2019", gebietsstand=OLD), now)
        ask = build(PLACES, boundaries(), here, BEFORE, given)
        assert values(ask, "period = '2019'")[KREIS] == 30
        del then[FORMER]
        given = together(figures("plaetze", then, "2019", gebietsstand=OLD), now)
        ask = build(PLACES, boundaries(), here, BEFORE, given)
        assert values(ask, "period = '2021'")[KREIS] == 40

    def test_a_gemeinde_that_its_day_lacks_leaves_the_sum_of_the_period_unknown(self, build):
        now = figures("plaetze", TEN | {A: 20}, "2021", gebietsstand=STAND)
        then = {key: 10 for key in GEMEINDEN if key != A} | {GONE: 7}
        given = together(figures("plaetze", then, "2019", gebietsstand=OLD), now)
        ask = build(PLACES, boundaries(), BEFORE, given)
        assert values(ask, "period = '2019'")[KREIS] == "unknown"

    def test_a_key_that_no_directory_of_the_day_knows_is_in_no_sum(self, build):
        here = directory(dict.fromkeys(GEMEINDEN, 100.0))
        given = figures("plaetze", TEN | {GONE: 5}, "2020", gebietsstand=STAND)
        ask = build(PLACES, boundaries(), here, given)
        assert values(ask)[KREIS] == 30
        assert ask("FROM unmatched")["key"].tolist() == [GONE]

    @pytest.mark.parametrize("parts", [("11001001", "11002002"), ("11000001", "11000002")])
    def test_districts_of_berlin_do_not_count_twice(self, build, parts):
        town = "11000000"
        given = figures("plaetze", {town: 100} | dict.fromkeys(parts, 50), "2020")
        found = values(build(PLACES, boundaries([town]), given))
        assert (found[town], found["11"]) == (100, 100)

    def test_nor_do_they_as_kreise(self, build):
        given = figures("plaetze", {"11000": 100, "11001": 60, "11002": 40}, "2020")
        assert values(build(PLACES, boundaries(["11000000"]), given))["11"] == 100


class TestTwoTerritories:
    before = directory(dict.fromkeys((*GEMEINDEN, GONE), 50.0), stand=OLD)
    after = directory(dict.fromkeys(GEMEINDEN, 50.0) | {A: 100.0}, stand="2020-12-31")
    now = directory(dict.fromkeys(GEMEINDEN, 50.0) | {A: 100.0})

    def test_no_mean_is_taken_of_them(self, build):
        rate = catalogue(indicator("rate", "geburten", "leute", at="mean"))
        people = dict.fromkeys(GEMEINDEN, 1000)
        given = (
            figures("leute", people | {GONE: 1000}, OLD, gebietsstand=OLD),
            figures("leute", people | {A: 2000}, "2020-12-31", gebietsstand="2020-12-31"),
            figures("geburten", TEN | {A: 20}, "2020", gebietsstand="2020-12-31"),
        )
        found = values(build(rate, boundaries(), self.now, self.after, self.before, *given))
        assert (found[A], found[B]) == ("not_comparable", 1)

    def test_parts_of_them_are_not_added(self, build):
        house = catalogue(indicator("saldo", (Part("zu"), Part("weg", sign=-1))))
        given = (
            figures("zu", TEN | {A: 100}, "2020", gebietsstand="2020-12-31"),
            figures("weg", TEN | {A: 50, GONE: 50}, "2020", gebietsstand=OLD),
        )
        found = values(build(house, boundaries(), self.now, self.after, self.before, *given))
        assert (found[A], found[B]) == ("not_comparable", 0)


def test_everybody_is_of_all_sexes_that_were_delivered(build):
    sexes = {"male": 50, "female": 50, "diverse": 5}
    parts = [figures("plaetze", dict.fromkeys(GEMEINDEN, n), sex=sex) for sex, n in sexes.items()]
    assert values(build(PLACES, boundaries(), together(*parts)))[A] == 105
