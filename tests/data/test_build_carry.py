"""Figures of an earlier Gebietsstand on the release's territory."""

from dataclasses import replace

import pandas as pd
import pytest

from monitoring.catalogue import load_catalogue
from monitoring.readers import read
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from tests.readers.test_real_files import FOLDER
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
    directory,
    figures,
    indicator,
    passage,
    store,
    together,
)

OLD, GONE = "2019-12-31", "98001009"
PLACES = catalogue(indicator("plaetze", "plaetze"))
BEFORE = dict.fromkeys(GEMEINDEN, 100)


def plaetze(values, **options):
    return figures("plaetze", values, "2019", gebietsstand=OLD, **options)


def value(ask, key: str, column: str = "value"):
    return ask("FROM value").set_index("ags").at[key, column]


class TestMerges:
    def test_a_dissolved_gemeinde_counts_for_its_successor_exactly(self, build):
        ask = build(PLACES, boundaries(), changes({GONE: {A: 1.0}}), plaetze(BEFORE | {GONE: 30}))
        assert value(ask, A) == 130
        assert value(ask, A, "estimated_share") == 0
        assert value(ask, A, "note") == ""
        assert value(ask, KREIS) == 330
        assert value(ask, LAND) == 530
        assert ask("FROM unmatched").empty

    def test_a_secret_part_makes_the_sum_secret(self, build):
        given = plaetze(BEFORE | {GONE: "suppressed"})
        ask = build(PLACES, boundaries(), changes({GONE: {A: 1.0}}), given)
        assert value(ask, A, "status") == "suppressed"
        assert value(ask, B) == 100

    def test_a_part_that_was_not_delivered_gives_no_value(self, build):
        ask = build(PLACES, boundaries(), changes({GONE: {A: 1.0}}), plaetze(BEFORE))
        assert value(ask, A, "status") == "missing"
        assert value(ask, B) == 100

    def test_a_rate_is_computed_from_the_carried_sides(self, build):
        rate = catalogue(indicator("quote", "plaetze", "kinder"))
        given = together(
            plaetze(BEFORE | {GONE: 50}),
            figures("kinder", BEFORE | {GONE: 200}, "2019", gebietsstand=OLD),
        )
        ask = build(rate, boundaries(), changes({GONE: {A: 1.0}}), given)
        assert value(ask, A) == 50.0

    def test_a_published_rate_is_never_carried_into_a_merger(self, build):
        published = indicator("quote", "quote", published=True)
        bases = [base_figure("quote", additive=False)]
        given = figures("quote", BEFORE | {GONE: 7, E: 3}, "2019", gebietsstand=OLD)
        moves = changes({GONE: {A: 1.0}})
        ask = build(catalogue(published, bases=bases), boundaries(), moves, given)
        assert value(ask, A, "status") == "not_comparable"
        assert value(ask, E) == 3


MOVES = {GONE: {A: 0.25, D: 0.75}}


class TestSplits:
    def test_parts_are_estimated_and_say_how_far(self, build):
        ask = build(PLACES, boundaries(), changes(MOVES), plaetze(BEFORE | {GONE: 40}))
        assert (value(ask, A), value(ask, D)) == (110, 130)
        assert value(ask, A, "estimated_share") == pytest.approx(10 / 110)
        assert value(ask, D, "estimated_share") == pytest.approx(30 / 130)
        assert value(ask, A, "note") == "estimated,share_9"
        assert value(ask, B, "estimated_share") == 0

    def test_the_kreis_is_estimated_too_where_parts_go_to_another(self, build):
        ask = build(PLACES, boundaries(), changes(MOVES), plaetze(BEFORE | {GONE: 40}))
        assert (value(ask, KREIS), value(ask, OTHER)) == (310, 230)
        assert value(ask, KREIS, "estimated_share") == pytest.approx(10 / 310)
        assert value(ask, LAND) == 540
        assert value(ask, LAND, "estimated_share") == 0

    def test_within_one_kreis_its_sum_stays_exact(self, build):
        moves = changes({GONE: {A: 0.25, B: 0.75}})
        ask = build(PLACES, boundaries(), moves, plaetze(BEFORE | {GONE: 40}))
        assert value(ask, B, "estimated_share") == pytest.approx(30 / 130)
        assert value(ask, KREIS) == 340
        assert value(ask, KREIS, "estimated_share") == 0

    def test_a_kreis_as_delivered_gives_way_where_it_lost_people(self, build):
        given = together(plaetze(BEFORE | {GONE: 40}), plaetze({KREIS: 340, OTHER: 200}))
        ask = build(PLACES, boundaries(), changes(MOVES), given)
        assert (value(ask, KREIS), value(ask, OTHER)) == (310, 230)

    def test_unknown_shares_give_no_value(self, build):
        moves = changes({GONE: {A: None, D: None}})
        ask = build(PLACES, boundaries(), moves, plaetze(BEFORE | {GONE: 40}))
        assert value(ask, A, "status") == "not_comparable"
        assert value(ask, C) == 100


@pytest.mark.parametrize(
    ("reader", "unmatched"), [("genesis_flat", 0), ("genesis_web", 0), ("table", 1)]
)
def test_a_dash_of_genesis_for_a_key_that_is_gone_is_no_unmatched_zero(build, reader, unmatched):
    given = replace(figures("plaetze", BEFORE | {GONE: 0}), reader=reader)
    assert len(build(PLACES, boundaries(), given)("FROM unmatched")) == unmatched


def test_figures_that_the_catalogue_does_not_know_stay_listed(build):
    strange = figures("fremd", {GONE: 4}, "2019", gebietsstand=OLD)
    ask = build(
        PLACES, boundaries(), changes({GONE: {A: 1.0}}), plaetze(BEFORE | {GONE: 1}), strange
    )
    assert ask("FROM unmatched")[["base_figure", "key"]].to_numpy().tolist() == [["fremd", GONE]]
    assert value(ask, A) == 101


def test_a_store_from_before_there_were_changes_is_built_from(build, data_dir):
    store(store_path(), boundaries(), plaetze(BEFORE))
    with open_store(store_path()) as connection:
        connection.execute("DROP TABLE area_change")
        connection.execute("DROP TABLE change_coverage")
    assert value(build(PLACES), A) == 100


def test_the_missing_step_is_named(build):
    told: list[str] = []
    moves = changes({GONE: {A: 1.0}}, span=("2020-03-31", "2021-12-31"))
    build(PLACES, boundaries(), moves, plaetze(BEFORE), report=told.append)
    (line,) = [text for text in told if "Gebietsänderungen" in text]
    assert line.endswith("nach dem 31.12.2019 bis zum 31.03.2020.")


@pytest.fixture(scope="module")
def people() -> dict[int, pd.Series]:
    folder, house = FOLDER / "gemeindeverzeichnis", load_catalogue()
    found = {}
    for year in (2021, 2023):
        frame = read(folder / f"3112{year}_Auszug_GV.xlsx", catalogue=house).figures
        total = (frame["base_figure"] == "bevoelkerung") & (frame["sex"] == "total")
        here = frame[total & frame["key"].str.startswith("16") & (frame["level"] == "gemeinde")]
        found[year] = here.set_index("key")["value"]
    return found


@pytest.fixture(scope="module")
def carried(people) -> pd.Series:
    path = FOLDER / "territorial_changes" / "gebietsaenderungen_2023.xlsx"
    delivery = read(path, catalogue=load_catalogue())
    rows = delivery.changes[delivery.changes["level"] == "gemeinde"].assign(delivery=1)
    coverage = pd.DataFrame(delivery.coverage).assign(delivery=1)
    coverage = coverage[coverage["level"] == "gemeinde"]
    way = passage(rows, coverage, "2022-12-31", "2023-12-31")
    assert way.missing is None
    old = people[2021].rename("people").rename_axis("from_key").reset_index()
    moved = old.merge(way.table, on="from_key", how="left", validate="one_to_many")
    target = moved["to_key"].fillna(moved["from_key"])
    return (moved["people"] * moved["population"].fillna(1.0)).groupby(target).sum()


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
class TestThueringen2023:
    """The 631 Gemeinden of 31.12.2021 and the changes of 2023 make the 624 of 31.12.2023."""

    def test_the_set_of_keys_is_that_of_the_directory(self, people, carried):
        assert len(people[2021]) == 631
        assert set(carried.index) == set(people[2023].index)
        assert len(carried) == 624

    def test_nobody_is_lost(self, people, carried):
        assert carried.sum() == pytest.approx(people[2021].sum(), abs=1e-6)


class TestThroughAnAreaThatCameAndWent:
    """G became H, and H went into A: figures of G are A's, and nobody waits for H."""

    between = "98001008"
    start, span = "2016-12-31", ("2016-12-31", "2021-12-31")
    given = figures("plaetze", dict.fromkeys(GEMEINDEN, 10) | {GONE: 7}, "2016",
                    gebietsstand="2016-12-31")  # fmt: skip

    def way(self):
        first = changes({GONE: {self.between: 1.0}}, day="2017-07-01", span=self.span)
        then = changes({self.between: {A: 1.0}}, day="2018-07-01")
        return replace(first, changes=pd.concat([first.changes, then.changes]))

    def test_forwards(self, build):
        here = directory(dict.fromkeys((*GEMEINDEN, GONE), 100.0), stand=self.start)
        ask = build(PLACES, boundaries(), here, self.way(), self.given)
        assert (value(ask, A), value(ask, KREIS)) == (17, 37)

    def test_a_part_that_a_directory_knows_is_waited_for(self, build):
        every = (*GEMEINDEN, GONE, self.between)
        here = directory(dict.fromkeys(every, 100.0), stand=self.start)
        ask = build(PLACES, boundaries(), here, self.way(), self.given)
        assert value(ask, A, "status") == "missing"

    def test_backwards(self, build):
        earlier = (*GEMEINDEN, GONE)
        here = directory(dict.fromkeys(earlier, 100.0), stand=self.start)
        people = figures("bevoelkerung", dict.fromkeys(earlier, 100), self.start,
                         gebietsstand=self.start)  # fmt: skip
        later = figures("plaetze", dict.fromkeys(GEMEINDEN, 10) | {A: 20}, "2019",
                        gebietsstand="2019-12-31")  # fmt: skip
        ask = build(
            PLACES, boundaries(earlier, stand=self.start), here, people, self.way(), later
        )  # fmt: skip
        assert (value(ask, A), value(ask, GONE), value(ask, KREIS)) == (10, 10, 40)
