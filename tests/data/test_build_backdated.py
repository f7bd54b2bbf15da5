"""Tables that an office calculated back: figures on areas of a later day than their own."""

from dataclasses import replace

from monitoring.readers.contract import Coverage, Delivery
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    OTHER,
    STAND,
    A,
    B,
    boundaries,
    catalogue,
    changes,
    directory,
    figures,
    indicator,
    together,
)

FIRST, OLD = "2018-12-31", "2019-12-31"
GONE, GONE_KREIS = "98001009", "98003"
PLACES = catalogue(indicator("plaetze", "plaetze"))


def plaetze(values, stand: str) -> Delivery:
    return figures("plaetze", values, stand[:4], gebietsstand=stand)


def value(ask, key: str, period: str):
    found = ask("FROM value WHERE indicator = 'plaetze'").set_index(["ags", "period"])
    return found.at[(key, period), "value"]


def keys_of_kreise(after: str, moves: dict[str, dict[str, float | None]]) -> Delivery:
    moved = changes(moves, span=(after, STAND))
    frame = moved.changes.assign(level="kreis", after=after, until=STAND)
    return replace(moved, changes=frame, coverage=(Coverage("kreis", after, STAND, exact=False),))


class TestKreise:
    """A Kreis was founded in 2019 and dissolved in 2020; the table has it in 2018 too."""

    MOVES = (
        keys_of_kreise(FIRST, {OTHER: {OTHER: 1.0}}),
        keys_of_kreise(OLD, {GONE_KREIS: {OTHER: 1.0}}),
    )

    def table(self, **early: float) -> Delivery:
        given = {KREIS: 300, OTHER: 200, GONE_KREIS: 30}
        return together(plaetze(given | early, FIRST), plaetze(given, OLD))

    def test_they_count_on_the_areas_that_know_all_their_keys(self, build):
        told: list[str] = []
        ask = build(PLACES, boundaries(), *self.MOVES, self.table(), report=told.append)
        assert [value(ask, OTHER, year) for year in ("2018", "2019")] == [230, 230]
        assert any("31.12.2018 nennen Gebiete, die es erst später gab" in line for line in told)
        assert ask("FROM unmatched").empty

    def test_a_zero_of_an_area_to_come_says_nothing(self, build):
        ask = build(PLACES, boundaries(), *self.MOVES, self.table(**{GONE_KREIS: 0}))
        assert [value(ask, OTHER, year) for year in ("2018", "2019")] == [200, 230]

    def test_a_key_that_no_day_knows_changes_nothing(self, build):
        given = together(self.table(**{GONE_KREIS: 0}), plaetze({"98009": 5}, FIRST))
        ask = build(PLACES, boundaries(), *self.MOVES, given)
        assert value(ask, OTHER, "2018") == 200


class TestGemeinden:
    def test_a_gemeinde_that_its_day_does_not_know_shows_the_release_s_areas(self, build):
        before = [*(key for key in GEMEINDEN if key != B), GONE]
        here = directory(dict.fromkeys(before, 100.0), stand=OLD)
        moves = changes({GONE: {B: 1.0}})
        given = plaetze(dict.fromkeys(GEMEINDEN, 7), OLD)
        ask = build(PLACES, boundaries(), here, moves, given)
        assert [value(ask, key, "2019") for key in (A, B, KREIS)] == [7, 7, 21]

    def test_old_keys_beside_it_keep_the_table_on_its_own_day(self, build):
        before = [*(key for key in GEMEINDEN if key != B), GONE]
        here = directory(dict.fromkeys(before, 100.0), stand=OLD)
        given = plaetze(dict.fromkeys(before, 7), OLD)
        ask = build(PLACES, boundaries(), here, changes({GONE: {B: 1.0}}), given)
        assert value(ask, B, "2019") == 7
