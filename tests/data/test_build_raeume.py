"""Planungsräume in a release: one more level made of Gemeinden, exact or not there at all."""

from dataclasses import replace

import duckdb
import pytest

from monitoring.build.release import build_release
from monitoring.planungsraeume import Planungsraum
from monitoring.release.location import database_path, list_releases
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.raeume import add_raeume, withdraw_raeume
from tests.tiny_store import (
    A,
    B,
    C,
    D,
    E,
    boundaries,
    catalogue,
    changes,
    directory,
    figures,
    indicator,
    store,
    together,
)

NORTH, ACROSS = "98001PN", "98PX"
RAEUME = {"N": (A, B), "X": (C, D)}
RATE = catalogue(
    indicator("plaetze", "plaetze"),
    indicator("quote", "plaetze", "kinder"),
)
GIVEN = together(
    figures("plaetze", {A: 1, B: 2, C: 3, D: 4, E: 5}),
    figures("kinder", {A: 10, B: 10, C: 20, D: 30, E: 50}),
)


def given(raeume: dict[str, tuple[str, ...]], start: str | None = None, name: str = "Räume") -> int:
    """A set in the store; each Planungsraum is named after its key."""
    made = [Planungsraum(key, f"Raum {key}", "#1f6f78", ags) for key, ags in raeume.items()]
    with open_store(store_path()) as connection:
        version = add_raeume(
            connection, made, file="r.csv", set_name=name, valid_from=start, created_by="Test"
        )
    return version.id


@pytest.fixture
def known(data_dir):
    """A store with the five Gemeinden and their figures."""
    store(store_path(), boundaries(), GIVEN)


def built(cat=RATE, **options):
    """Rows of the release by SQL, and what the build said."""
    said: list[str] = []
    identifier = build_release(store_path(), cat, report=said.append, **options)["id"]

    def ask(sql: str) -> list[tuple]:
        with duckdb.connect(str(database_path(identifier)), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return ask, said


def values(ask, indicator_id: str = "plaetze") -> dict[str, tuple]:
    return {
        ags: tuple(rest)
        for ags, *rest in ask(
            "SELECT ags, value, status FROM value WHERE level = 'planungsraum' "
            f"AND indicator = '{indicator_id}'"
        )
    }


def test_counts_are_summed_over_the_gemeinden_also_across_kreise(known):
    given(RAEUME)
    ask, _ = built()
    assert values(ask) == {NORTH: (3, "reported"), ACROSS: (7, "reported")}


def test_rates_are_computed_from_the_sums(known):
    given(RAEUME)
    ask, _ = built()
    assert values(ask, "quote") == {
        NORTH: (15, "reported"),
        ACROSS: (pytest.approx(14), "reported"),
    }


def test_the_area_is_named_lies_in_its_kreis_or_land_and_has_its_own_layer(known):
    given(RAEUME)
    ask, _ = built()
    rows = ask("SELECT ags, name, kind, parent FROM area WHERE level = 'planungsraum' ORDER BY 1")
    assert rows == [
        (NORTH, "Raum N", "Planungsraum", "98001"),
        (ACROSS, "Raum X", "Planungsraum", "98"),
    ]
    assert list_releases()[0]["layers"]["planungsraum"]["areas"] == 2
    about = ask("SELECT ags, colour, set_name, version, valid_from::VARCHAR FROM planungsraum")
    assert sorted(about) == [(key, "#1f6f78", "Räume", 1, "2021-01-01") for key in (NORTH, ACROSS)]
    members = [("98001PN", A), ("98001PN", B), ("98PX", C), ("98PX", D)]
    assert ask("FROM planungsraum_member ORDER BY ALL") == members


def test_its_boundary_is_that_of_its_gemeinden(known):
    given(RAEUME)
    ask, _ = built()
    box = "min(west), min(south), max(east), max(north)"
    whole = ask(f"SELECT {box} FROM area WHERE ags IN ('{A}', '{B}')")
    assert ask(f"SELECT {box} FROM area WHERE ags = '{NORTH}'") == [pytest.approx(whole[0])]
    assert ask(f"SELECT neighbour FROM neighbour WHERE ags = '{NORTH}'") == [(ACROSS,)]


@pytest.mark.parametrize("status", ["suppressed", "unknown", "missing"])
def test_a_part_without_a_value_leaves_the_planungsraum_without_one(data_dir, status: str):
    store(store_path(), boundaries(), figures("plaetze", {A: 1, B: status, C: 3, D: 4, E: 5}))
    given(RAEUME)
    ask, _ = built()
    assert values(ask) == {NORTH: (None, status), ACROSS: (7, "reported")}


def test_a_count_too_small_to_be_shown_makes_the_planungsraum_secret_too(known):
    given({"N": (A, B), "C": (C,), "T": (D, E)})
    few = catalogue(*(replace(one, minimum=2) for one in RATE.indicators.values()))
    ask, _ = built(few)
    assert ask(f"SELECT status FROM value WHERE ags = '{A}'") == [("suppressed",)] * 2
    for name in ("plaetze", "quote"):
        assert values(ask, name)[NORTH] == (None, "suppressed")
        assert values(ask, name)["98001PC"][1] == "reported"
        assert values(ask, name)["98002PT"][1] == "reported"


def test_a_gemeinde_without_a_row_leaves_the_sum_unknown(data_dir):
    store(store_path(), boundaries(), figures("plaetze", {A: 1, C: 3, D: 4, E: 5}))
    given(RAEUME)
    ask, _ = built()
    assert values(ask) == {NORTH: (None, "unknown"), ACROSS: (7, "reported")}


def test_the_official_area_is_the_sum_of_its_gemeinden(known):
    store(store_path(), directory({A: 1.5, B: 2.0, C: 3.0, D: 4.0, E: 5.0}, stand="2021-01-01"))
    given(RAEUME)
    ask, _ = built()
    assert dict(ask("SELECT ags, area_km2 FROM area WHERE level = 'planungsraum'")) == {
        NORTH: 3.5, ACROSS: 7.0,
    }  # fmt: skip


def test_without_planungsraeume_the_level_is_not_there(known):
    ask, said = built()
    assert ask("SELECT count(*) FROM area WHERE level = 'planungsraum'") == [(0,)]
    assert "planungsraum" not in list_releases()[0]["layers"]
    assert not [line for line in said if "Planungsr" in line]


def test_a_withdrawn_set_is_gone_from_the_next_release(known):
    number = given(RAEUME)
    with open_store(store_path()) as connection:
        withdraw_raeume(connection, number)
    ask, _ = built()
    assert ask("FROM planungsraum") == []


def test_the_version_that_was_in_force_at_the_gebietsstand_counts(known):
    given({"N": (A, B)}, "2020-01-01")
    given({"N": (A, B, C)}, "2021-01-01")
    given({"N": (A,)}, "2022-01-01")
    ask, _ = built()
    assert values(ask) == {NORTH: (6, "reported")}


def test_a_set_that_is_not_in_force_yet_is_named(known):
    given(RAEUME, "2022-01-01")
    ask, said = built()
    assert ask("FROM planungsraum") == []
    assert "Die Einteilung „Räume“ gilt erst ab 01.01.2022 und fehlt hier." in said


@pytest.mark.usefixtures("data_dir")
class TestChanges:
    """A set of 2020; OLD and OTHER_OLD are Gemeinden that had ended by the release's 2021."""

    OLD, OTHER_OLD = "98001008", "98001009"

    def release(self, raeume, parts, *, known=()):
        before = directory(
            dict.fromkeys((self.OLD, self.OTHER_OLD, *known), 1.0), stand="2020-01-01"
        )
        store(store_path(), boundaries(), GIVEN, before)
        if parts:
            store(store_path(), changes(parts))
        given(raeume, "2020-01-01")
        return built()

    def test_what_merged_within_a_planungsraum_goes_with_it(self):
        parts = {self.OLD: {A: 1.0}, self.OTHER_OLD: {A: 1.0}}
        ask, _ = self.release({"N": (self.OLD, self.OTHER_OLD)}, parts)
        assert values(ask) == {NORTH: (1, "reported")}

    def test_what_was_divided_within_a_planungsraum_goes_with_it(self):
        ask, _ = self.release({"N": (self.OLD,)}, {self.OLD: {A: 0.5, B: 0.5}})
        assert values(ask) == {NORTH: (3, "reported")}

    def test_what_came_of_two_planungsraeume_leaves_both_out_and_says_so(self):
        parts = {self.OLD: {A: 1.0}, self.OTHER_OLD: {A: 1.0}}
        ask, said = self.release(
            {"N": (self.OLD,), "S": (self.OTHER_OLD,), "T": (D,)}, parts, known=[D]
        )
        assert values(ask) == {"98002PT": (4, "reported")}
        for name, key in (("N", self.OLD), ("S", self.OTHER_OLD)):
            assert any(f"„Raum {name}“ fehlt" in line and key in line for line in said)

    def test_what_was_taken_in_by_a_gemeinde_outside_is_named(self):
        ask, said = self.release({"N": (self.OLD,)}, {self.OLD: {A: 1.0}}, known=[A])
        assert values(ask) == {}
        assert any(f"{self.OLD} ist in {A} aufgegangen" in line for line in said)

    def test_a_member_that_takes_in_another_area_stays(self):
        ask, _ = self.release({"N": (A,)}, {self.OLD: {A: 1.0}}, known=[A])
        assert values(ask) == {NORTH: (1, "reported")}

    def test_a_member_that_ended_without_a_known_change_is_named(self):
        ask, said = self.release({"N": (self.OLD, A)}, {}, known=[A])
        assert values(ask) == {}
        assert any(
            f"{self.OLD} gibt es am Gebietsstand nicht mehr, und es fehlen" in line for line in said
        )


def test_the_estimated_share_of_a_part_is_carried_into_the_sum(data_dir):
    old = "98001009"
    before = figures("plaetze", {old: 10, A: 1, B: 1, C: 1, D: 1, E: 1}, gebietsstand="2020-01-01")
    store(
        store_path(),
        boundaries(),
        directory(dict.fromkeys((old, A, B, C, D, E), 1.0), stand="2020-01-01"),
        changes({old: {A: 0.4, C: 0.6}}),
        before,
    )
    given({"N": (A, B)})
    ask, _ = built()
    rows = ask("SELECT value, estimated_share FROM value WHERE ags = '98001PN'")
    assert rows == [(6, pytest.approx(4 / 6))]
