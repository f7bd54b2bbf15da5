"""Figures of a day from which no whole chain of changes leads to the release's territory."""

import pytest

from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    OTHER,
    STAND,
    A,
    B,
    D,
    boundaries,
    catalogue,
    changes,
    directory,
    figures,
    indicator,
    together,
)

OLD = "2019-12-31"
GONE = "98001009"
PLACES = catalogue(indicator("plaetze", "plaetze"))
GAP = changes({GONE: {A: 1.0}}, span=("2020-03-31", "2020-12-31"))
NOW = directory(dict.fromkeys(GEMEINDEN, 100.0), stand=STAND)


def plaetze(values, stand: str = OLD):
    return figures("plaetze", values, stand[:4], gebietsstand=stand)


def then(km2: dict[str, float]):
    return directory(dict.fromkeys(GEMEINDEN, 100.0) | km2, stand=OLD)


@pytest.fixture
def shown(build):
    """Value or status, and note, of an area in 2019."""

    def asked(*deliveries):
        given = plaetze(dict.fromkeys(GEMEINDEN, 100) | {GONE: 30})
        latest = plaetze(dict.fromkeys(GEMEINDEN, 100) | {A: 130}, STAND)
        ask = build(PLACES, boundaries(), *deliveries, given, latest)
        found = ask("FROM value WHERE period = '2019'").set_index("ags")
        return {
            key: (row["value"] if row["status"] == "reported" else row["status"], row["note"])
            for key, row in found.iterrows()
        }

    return asked


class TestGemeinden:
    @pytest.mark.parametrize("given", [(GAP,), ()], ids=["a gap", "no changes at all"])
    def test_in_a_kreis_that_lost_a_key_nothing_is_proved(self, shown, given):
        found = shown(*given)
        assert [found[key] for key in (A, B)] == [("not_comparable", "territory")] * 2
        assert found[D] == (100, "unproved")

    def test_its_official_area_proves_that_one_is_the_same(self, shown):
        found = shown(GAP, NOW, then({A: 98.5, GONE: 1.5}))
        assert found[A] == ("not_comparable", "territory")
        assert (found[B], found[D]) == ((100, ""), (100, ""))

    def test_a_key_that_a_directory_did_not_know_yet_tells_of_a_change(self, build):
        early = directory({key: 100.0 for key in GEMEINDEN if key != B}, stand=OLD)
        given = plaetze({key: 100 for key in GEMEINDEN if key != B})
        ask = build(PLACES, boundaries(), early, given, plaetze(dict.fromkeys(GEMEINDEN, 9), STAND))
        found = ask("FROM value WHERE period = '2019'").set_index("ags")["status"]
        assert found[[A, B, D]].tolist() == ["not_comparable", "not_comparable", "reported"]

    def test_a_rate_needs_both_sides_on_the_same_territory(self, build):
        rate = catalogue(indicator("quote", "plaetze", "kinder"))
        given = together(
            plaetze(dict.fromkeys(GEMEINDEN, 50) | {GONE: 5}),
            figures("kinder", dict.fromkeys(GEMEINDEN, 100), "2019"),
        )
        ask = build(rate, boundaries(), GAP, given, NOW)
        found = ask("FROM value WHERE period = '2019'").set_index("ags")
        assert found.loc[A, "status"] == "not_comparable"
        assert found.loc[D, "value"] == 50

    def test_without_a_gebietsstand_nothing_is_asked(self, build):
        given = figures("plaetze", dict.fromkeys(GEMEINDEN, 100), "2019")
        ask = build(PLACES, boundaries(), given)
        assert set(ask("FROM value WHERE level = 'gemeinde'")["note"]) == {""}

    def test_without_a_gebietsstand_a_known_change_since_is_told(self, build):
        given = figures("plaetze", dict.fromkeys(GEMEINDEN, 100) | {KREIS: 300, OTHER: 200}, "2019")
        later = figures("plaetze", dict.fromkeys(GEMEINDEN, 100), "2021")
        moves = changes({GONE: {A: 0.5, D: 0.5}})
        ask = build(PLACES, boundaries(), moves, together(given, later))
        found = ask("FROM value WHERE note = 'undated'")
        assert set(found["ags"]) == {A, D, KREIS, OTHER}
        assert set(found["period"]) == {"2019"}


class TestKreise:
    def test_without_a_directory_nothing_is_proved_and_the_value_says_so(self, build):
        given = together(plaetze({KREIS: 300, OTHER: 200}), plaetze({KREIS: 330}, STAND))
        ask = build(PLACES, boundaries(), GAP, given)
        found = ask("FROM value WHERE period = '2019'").set_index("ags")
        assert found.loc[[KREIS, OTHER], "note"].tolist() == ["unproved"] * 2

    def test_directories_tell_which_kreis_grew_by_more_than_surveys_differ(self, build):
        given = together(plaetze({KREIS: 300, OTHER: 200}), plaetze({KREIS: 330}, STAND))
        ask = build(PLACES, boundaries(), GAP, NOW, then({A: 97.0}), given)
        found = ask("FROM value WHERE period = '2019'").set_index("ags")
        assert found.loc[[KREIS, OTHER], "status"].tolist() == ["not_comparable", "reported"]
        assert found.loc[OTHER, "note"] == ""
