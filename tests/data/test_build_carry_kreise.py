"""Figures that were delivered for Kreise of another Gebietsstand, on the release's Kreise."""

from dataclasses import replace

import pandas as pd
import pytest

from monitoring.build.release import build_release
from monitoring.catalogue import load_catalogue
from monitoring.readers import read
from monitoring.readers.contract import Coverage, Delivery
from monitoring.settings import store_path
from tests.readers.test_real_files import FOLDER
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    LAND,
    OTHER,
    A,
    D,
    base_figure,
    boundaries,
    catalogue,
    changes,
    directory,
    figures,
    indicator,
    store,
    together,
)

OLD, LATER = "2019-12-31", "2021-12-31"
GONE, GONE_KREIS = "98001009", "98003"
PLACES = catalogue(indicator("plaetze", "plaetze"))
MOVES = changes({GONE: {A: 0.75, D: 0.25}})


def plaetze(values, **options) -> Delivery:
    return figures("plaetze", values, **{"period": "2019", "gebietsstand": OLD} | options)


def census(people: dict[str, float], stand: str = OLD) -> Delivery:
    """A directory: area and inhabitants of each Gemeinde."""
    given = figures("bevoelkerung", people, stand, gebietsstand=stand)
    return replace(directory(dict.fromkeys(people, 100.0), stand=stand), figures=given.figures)


PEOPLE = census(dict.fromkeys(GEMEINDEN, 100) | {GONE: 40})


def value(ask, key: str, column: str = "value"):
    found = ask("FROM value WHERE indicator = 'plaetze' AND period = '2019'")
    return found.set_index("ags").at[key, column]


class TestFollowingFromGemeinden:
    def test_a_kreis_that_went_as_a_whole_counts_for_its_successor_exactly(self, build):
        moves = changes({f"{GONE_KREIS}001": {D: 0.5, "98002002": 0.5}})
        here = census(dict.fromkeys((*GEMEINDEN, f"{GONE_KREIS}001"), 100))
        given = plaetze({KREIS: 300, OTHER: 200, GONE_KREIS: 30})
        ask = build(PLACES, boundaries(), here, moves, given)
        assert [value(ask, key) for key in (KREIS, OTHER, LAND)] == [300, 230, 530]
        assert value(ask, OTHER, "estimated_share") == 0
        assert ask("FROM unmatched WHERE base = 'plaetze'").empty

    def test_a_part_is_estimated_by_the_people_of_its_gemeinden(self, build):
        ask = build(PLACES, boundaries(), PEOPLE, MOVES, plaetze({KREIS: 680, OTHER: 200}))
        assert value(ask, KREIS) == pytest.approx(680 * 330 / 340)
        assert value(ask, OTHER) == pytest.approx(200 + 680 * 10 / 340)
        assert value(ask, OTHER, "estimated_share") == pytest.approx(20 / 220)
        assert value(ask, OTHER, "note") == "estimated,share_9"
        assert (value(ask, LAND), value(ask, LAND, "estimated_share")) == (880, 0)

    def test_gemeinden_that_leave_one_after_the_other_take_parts_of_what_is_left(self, build):
        moves = changes({GONE: {D: 1.0}}, day="2020-04-01")
        later = changes({"98001008": {D: 1.0}}, day="2020-09-01")
        both = replace(moves, changes=pd.concat([moves.changes, later.changes]))
        here = census(dict.fromkeys((A, GONE, "98001008", D), 100))
        ask = build(PLACES, boundaries([A, D]), here, both, plaetze({KREIS: 300, OTHER: 200}))
        assert value(ask, KREIS) == pytest.approx(100)
        assert value(ask, OTHER) == pytest.approx(400)

    def test_gemeinden_know_better_what_their_kreis_handed_over(self, build):
        gemeinden = plaetze(dict.fromkeys(GEMEINDEN, 100) | {GONE: 80})
        given = together(gemeinden, plaetze({KREIS: 380, OTHER: 200}))
        ask = build(PLACES, boundaries(), PEOPLE, MOVES, given)
        assert (value(ask, KREIS), value(ask, OTHER)) == (360, 220)

    def test_without_people_nobody_knows_how_large_the_part_is(self, build):
        given = plaetze({KREIS: 680, OTHER: 200})
        ask = build(PLACES, boundaries(), directory(dict.fromkeys(GEMEINDEN, 100.0), stand=OLD),
                    MOVES, given)  # fmt: skip
        assert ask("FROM value WHERE period = '2019'").empty

    def test_a_published_rate_stays_where_nothing_came_or_went(self, build):
        bases = [base_figure("plaetze", additive=False)]
        house = catalogue(indicator("plaetze", "plaetze", published=True), bases=bases)
        inside = changes({GONE: {A: 1.0}})
        ask = build(house, boundaries(), PEOPLE, inside, plaetze({KREIS: 7, OTHER: 8}))
        assert (value(ask, KREIS), value(ask, OTHER)) == (7, 8)

    def test_a_published_rate_of_a_kreis_that_gave_compares_with_nothing(self, build):
        bases = [base_figure("plaetze", additive=False)]
        house = catalogue(indicator("plaetze", "plaetze", published=True), bases=bases)
        ask = build(house, boundaries(), PEOPLE, MOVES,
                    plaetze({KREIS: 7, OTHER: 8}), plaetze({KREIS: 7}, period="2021",
                    gebietsstand=None))  # fmt: skip
        assert ask("FROM value WHERE period = '2019'").empty

    def test_a_secret_kreis_makes_its_successor_secret(self, build):
        moves = changes({f"{GONE_KREIS}001": {D: 1.0}})
        here = census(dict.fromkeys((*GEMEINDEN, f"{GONE_KREIS}001"), 100))
        given = plaetze({KREIS: 300, OTHER: 200, GONE_KREIS: "suppressed"})
        ask = build(PLACES, boundaries(), here, moves, given)
        assert value(ask, OTHER, "status") == "suppressed"

    def test_a_kreis_that_was_not_delivered_is_missing_in_its_successor(self, build):
        moves = changes({f"{GONE_KREIS}001": {D: 1.0}})
        here = census(dict.fromkeys((*GEMEINDEN, f"{GONE_KREIS}001"), 100))
        ask = build(PLACES, boundaries(), here, moves, plaetze({KREIS: 300, OTHER: 200}))
        assert value(ask, OTHER, "status") == "missing"


class TestAsDelivered:
    """Conversion keys of Kreise go before what Gemeinden tell; both may lead on from each other."""

    def keys(self, until: str = LATER) -> Delivery:
        moved = changes({GONE_KREIS: {OTHER: 1.0}}, span=(OLD, until))
        frame = moved.changes.assign(level="kreis", after=OLD, until=until)
        return replace(moved, changes=frame, coverage=(Coverage("kreis", OLD, until, exact=False),))

    def test_they_carry_without_any_gemeinde(self, build):
        given = plaetze({KREIS: 300, OTHER: 200, GONE_KREIS: 30})
        ask = build(PLACES, boundaries(stand=LATER), self.keys(), given)
        assert [value(ask, key) for key in (KREIS, OTHER, LAND)] == [300, 230, 530]

    def test_changes_of_gemeinden_lead_on_from_where_they_end(self, build):
        later = changes({GONE: {A: 0.75, D: 0.25}}, day="2022-07-01", span=(LATER, "2022-12-31"))
        here = census(dict.fromkeys(GEMEINDEN, 100) | {GONE: 40}, stand=LATER)
        given = plaetze({KREIS: 680, OTHER: 200, GONE_KREIS: 30})
        ask = build(PLACES, boundaries(stand="2022-12-31"), self.keys(), later, here, given)
        assert value(ask, OTHER) == pytest.approx(230 + 20)
        assert value(ask, LAND) == 910

    def test_a_gap_leaves_them_on_their_own_territory_and_is_named(self, build):
        told: list[str] = []
        given = plaetze({KREIS: 300, OTHER: 200, GONE_KREIS: 30})
        ask = build(PLACES, boundaries(stand="2022-12-31"), self.keys(), given, report=told.append)
        assert value(ask, OTHER) == 200
        (line,) = [text for text in told if text.startswith("Zahlen von Kreisen")]
        assert line.endswith("nach dem 31.12.2021 bis zum 31.12.2022.")
        assert ask("FROM missing_step")["gebietsstand"].tolist() == [OLD]


class TestSumsOfGemeinden:
    """Where the chain of Gemeinden has a gap and that of Kreise has none."""

    keys = TestAsDelivered().keys()
    everybody = dict.fromkeys((*GEMEINDEN, f"{GONE_KREIS}001"), 100)

    def test_their_kreise_are_carried(self, build):
        given = plaetze(self.everybody | {f"{GONE_KREIS}001": 30})
        told: list[str] = []
        ask = build(
            PLACES, boundaries(stand=LATER), census(self.everybody), self.keys, given,
            report=told.append,
        )  # fmt: skip
        assert [value(ask, key) for key in (KREIS, OTHER, LAND)] == [300, 230, 530]
        assert ask("FROM missing_step")["gebietsstand"].tolist() == [OLD]
        assert not [text for text in told if text.startswith("Zahlen von Kreisen")]

    def test_only_where_all_of_them_are_there(self, build):
        given = plaetze({key: 1 for key in self.everybody if key != D})
        ask = build(PLACES, boundaries(stand=LATER), census(self.everybody), self.keys, given)
        assert value(ask, KREIS) == 3
        assert value(ask, OTHER, "status") == "unknown"

    def test_a_secret_one_hides_its_kreis(self, build):
        given = plaetze(self.everybody | {D: "suppressed"})
        ask = build(PLACES, boundaries(stand=LATER), census(self.everybody), self.keys, given)
        assert value(ask, OTHER, "status") == "suppressed"

    @pytest.mark.parametrize("first", [True, False])
    def test_what_another_delivery_gives_for_kreise_goes_first(self, build, first: bool):
        both = [plaetze({KREIS: 301, OTHER: 200, GONE_KREIS: 31}), plaetze(self.everybody)]
        given = both if first else both[::-1]
        ask = build(PLACES, boundaries(stand=LATER), census(self.everybody), self.keys, *given)
        assert [value(ask, key) for key in (KREIS, OTHER)] == [301, 231]

    def test_what_an_office_gives_for_kreise_goes_first(self, build):
        kreise = plaetze({KREIS: 301, OTHER: 200, GONE_KREIS: 31})
        given = together(plaetze(self.everybody), kreise)
        ask = build(PLACES, boundaries(stand=LATER), census(self.everybody), self.keys, given)
        assert [value(ask, key) for key in (KREIS, OTHER)] == [301, 231]


def test_later_figures_are_divided_by_the_people_of_the_kreise(build):
    moves = changes({f"{GONE_KREIS}001": {D: 1.0}}, day="2021-07-01", span=("2021-01-01", LATER))
    people = dict.fromkeys(GEMEINDEN, 100) | {f"{GONE_KREIS}001": 50}
    given = figures("plaetze", {KREIS: 30, OTHER: 50}, "2019", gebietsstand=LATER)
    ask = build(
        PLACES, boundaries([*people]), census(people, "2021-01-01"), moves, given
    )  # fmt: skip
    assert [value(ask, key) for key in (KREIS, OTHER, GONE_KREIS)] == [30, 40, 10]
    assert value(ask, GONE_KREIS, "estimated_share") == 1
    assert value(ask, LAND) == 80


def test_another_directory_is_a_reason_to_compute_anew(build):
    """A later build takes nothing over that rests on other weights."""
    given = plaetze({KREIS: 680, OTHER: 200})
    build(PLACES, boundaries(), PEOPLE, MOVES, given)
    store(store_path(), census(dict.fromkeys(GEMEINDEN, 100) | {GONE: 380}))
    again = build_release(store_path(), PLACES)
    whole = build_release(store_path(), PLACES, reuse=False)
    assert again["content_hash"] == whole["content_hash"]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
def test_thueringen_of_2018_on_the_kreise_of_2023(build):
    house = load_catalogue()
    names = (
        "boundaries/vg5000_gem_2021-01-01_TH_25832.gpkg",
        "gemeindeverzeichnis/31122013_Auszug_GV.xlsx",
        "gemeindeverzeichnis/31122021_Auszug_GV.xlsx",
        "gemeindeverzeichnis/31122023_Auszug_GV.xlsx",
        "territorial_changes/bbsr_ref-gemeinden-ab-2020.xlsx",
        "territorial_changes/bbsr_ref-kreise-umrech-2021-1990-2020.xlsx",
        "territorial_changes/gebietsaenderungen_2023.xlsx",
    )
    deliveries = [read(FOLDER / name, catalogue=house) for name in names]
    table = read(FOLDER / "genesis_web_table" / "12411-0015.csv", catalogue=house,
                 gebietsstand="zeitraum")  # fmt: skip
    ask = build(house, *deliveries, table, gebietsstand="2023-12-31", land="16")
    frame = table.figures[table.figures["period"].eq("2018-12-31")].set_index("key")
    before = frame.loc[frame.index.str.startswith("16") & frame["value"].gt(0), "value"]
    found = ask(
        "FROM value WHERE indicator = 'bevoelkerung' AND period = '2018-12-31'"
    ).set_index("ags")  # fmt: skip
    after = found.loc[found["level"].eq("kreis"), "value"]
    assert (len(before), len(after)) == (23, 22)
    assert after.sum() == pytest.approx(before.sum(), abs=1e-6)
    assert found.at["16", "value"] == before.sum()
    changed = ["16063", "16066", "16070", "16054", "16073", "16072", "16064", "16061"]
    assert (after.drop(changed) == before[after.index].drop(changed)).all()
    assert after["16063"] == pytest.approx(before["16056"] + 0.973184 * before["16063"], rel=1e-5)
    early = ask("FROM value WHERE indicator = 'bevoelkerung' AND period = '2013-12-31'")
    early = early.loc[early["level"].eq("kreis"), "value"]
    assert (len(early), early.sum()) == (22, pytest.approx(2_160_840, abs=1e-6))
    assert (after["16061"] - before["16061"]) == pytest.approx(0.038324 * before["16064"], rel=1e-3)
