"""Figures carried back to an earlier territory, and the weight that divides each."""

from dataclasses import replace

from monitoring.readers.contract import Delivery
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
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
    indicator,
    together,
)

OLD, GONE = "2019-12-31", "98001009"
PLACES = catalogue(indicator("plaetze", "plaetze"))


def value(ask, key: str, column: str = "value"):
    return ask("FROM value WHERE indicator = 'plaetze'").set_index("ags").at[key, column]


class TestBackwards:
    """Figures of a later Gebietsstand on the release's, where the merger has not happened yet."""

    later = "2021-12-31"

    def given(self, values: dict[str, float], base: str = "plaetze") -> Delivery:
        return figures(base, values, "2021", gebietsstand=self.later)

    def test_a_merger_is_divided_by_the_people_of_its_members(self, build):
        people = figures("bevoelkerung", {A: 300, B: 100, C: 1, D: 1, E: 1}, "2021-01-01")
        moves = changes({B: {A: 1.0}}, day="2021-07-01")
        after = {A: 40, C: 5, D: 6, E: 7}
        ask = build(PLACES, boundaries(), people, moves, self.given(after))
        assert [value(ask, key) for key in (A, B, C)] == [30, 10, 5]
        assert value(ask, B, "estimated_share") == 1
        assert (value(ask, KREIS), value(ask, KREIS, "estimated_share")) == (45, 0)

    def test_without_people_its_members_compare_with_nothing(self, build):
        moves = changes({B: {A: 1.0}}, day="2021-07-01")
        ask = build(PLACES, boundaries(), moves, self.given({A: 40, C: 5, D: 6, E: 7}))
        assert value(ask, B, "status") == "not_comparable"
        assert value(ask, C) == 5

    def test_parts_of_a_division_come_together_exactly(self, build):
        moves = changes({A: {"98001008": 0.4, "98001009": 0.6}}, day="2021-07-01")
        after = {"98001008": 3, "98001009": 4, B: 1, C: 1, D: 1, E: 1}
        ask = build(PLACES, boundaries(), moves, self.given(after))
        assert (value(ask, A), value(ask, A, "estimated_share")) == (7, 0)


def test_each_base_figure_is_divided_by_its_own_weight(build):
    moves = changes({GONE: {A: 0.25, D: 0.75}})
    shares = moves.changes.assign(share_employment=[0.5, 0.5], share_area=[0.1, 0.9])
    bases = [
        replace(base_figure(weight), weight=weight)
        for weight in ("population", "area", "employment")
    ]
    zero = dict.fromkeys(GEMEINDEN, 0)
    given = together(
        *(figures(one.id, zero | {GONE: 100}, "2019", gebietsstand=OLD) for one in bases)
    )
    house = catalogue(*(indicator(one.id, one.id) for one in bases), bases=bases)
    ask = build(house, boundaries(), replace(moves, changes=shares), given)
    rows = ask(f"FROM value WHERE ags = '{A}'").set_index("indicator")["value"]
    assert dict(rows) == {"population": 25, "area": 10, "employment": 50}
