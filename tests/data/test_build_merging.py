"""Boundaries of a date that none were delivered for."""

import pytest

from monitoring.errors import ReleaseError
from tests.data.test_build_carry import PLACES
from tests.tiny_store import GEMEINDEN, A, B, C, D, E, boundaries, changes, directory, figures

LATER = "2022-12-31"
SPAN = ("2019-12-31", "2022-12-31")
NEW = "98001010"


def moved(parts):
    return changes(parts, day="2022-07-01", span=SPAN)


def areas(ask) -> dict[str, float]:
    return dict(ask("FROM area WHERE level = 'gemeinde'")[["ags", "area_km2"]].to_numpy())


def given(keys, **options):
    return figures("plaetze", dict.fromkeys(keys, 10), "2022", gebietsstand=LATER, **options)


class TestMerged:
    def test_dissolved_gemeinden_are_part_of_their_successor(self, build):
        official = directory({A: 200, C: 100, D: 100, E: 100}, stand=LATER)
        told: list[str] = []
        ask = build(
            PLACES, boundaries(), moved({B: {A: 1.0}}), official, given((A, C, D, E)),
            gebietsstand=LATER, report=told.append,
        )  # fmt: skip
        assert areas(ask) == {A: 200, C: 100, D: 100, E: 100}
        assert not [text for text in told if "Grenze" in text or "geprüft" in text]
        assert ask("FROM boundary_difference").empty
        box = ask(f"FROM area WHERE ags = '{A}'").iloc[0]
        assert box["east"] - box["west"] == pytest.approx(2 * _width(ask, C), rel=0.05)

    def test_a_new_key_takes_its_name_from_the_directory(self, build):
        official = directory({NEW: 200, C: 100, D: 100, E: 100}, stand=LATER)
        ask = build(
            PLACES, boundaries(), moved({A: {NEW: 1.0}, B: {NEW: 1.0}}), official,
            given((NEW, C, D, E)), gebietsstand=LATER,
        )  # fmt: skip
        assert areas(ask) == {NEW: 200, C: 100, D: 100, E: 100}
        assert ask(f"FROM area WHERE ags = '{NEW}'")["name"].item() == f"Ort {NEW}"

    def test_a_boundary_that_is_not_the_official_area_is_told(self, build):
        official = directory({A: 130, C: 170, D: 100, E: 100}, stand=LATER)
        told: list[str] = []
        ask = build(
            PLACES, boundaries(), moved({B: {A: 0.3, C: 0.7}}), official, given((A, C, D, E)),
            gebietsstand=LATER, report=told.append,
        )  # fmt: skip
        found = [text for text in told if text.startswith("Grenze")]
        assert found == [
            f"Grenze von Ort {A} genähert: 100,0 km² statt amtlich 130,0 km².",
            f"Grenze von Ort {C} genähert: 200,0 km² statt amtlich 170,0 km².",
        ]
        kept = ask("FROM boundary_difference").round(1).to_numpy().tolist()
        assert kept == [[A, 100, 130], [C, 200, 170]]

    def test_without_a_directory_of_the_day_nothing_is_checked_and_that_is_told(self, build):
        told: list[str] = []
        ask = build(
            PLACES, boundaries(), moved({B: {A: 1.0}}), given((A, C, D, E)),
            gebietsstand=LATER, report=told.append,
        )  # fmt: skip
        assert ask("FROM boundary_difference")["official_km2"].isna().tolist() == [True]
        assert f"Ohne amtliche Fläche nicht geprüft: Ort {A}." in told

    def test_a_gemeinde_that_gave_an_unknown_part_stays(self, build):
        ask = build(
            PLACES, boundaries(), moved({A: {A: None, B: None}}), given(GEMEINDEN),
            gebietsstand=LATER,
        )  # fmt: skip
        assert set(areas(ask)) == set(GEMEINDEN)

    def test_the_kreis_is_that_of_the_new_keys(self, build):
        ask = build(
            PLACES, boundaries(), moved({C: {"98002003": 1.0}}), given((A, B, D, E, "98002003")),
            gebietsstand=LATER,
        )  # fmt: skip
        value = ask("FROM value WHERE level = 'kreis'").set_index("ags")["value"]
        assert dict(value) == {"98001": 20, "98002": 30}


class TestRefused:
    def test_a_gap_in_the_changes_is_named(self, build):
        with pytest.raises(ReleaseError, match=r"nach dem 01.01.2021 bis zum 31.12.2022"):
            build(PLACES, boundaries(), given((A, B, C, D, E)), gebietsstand=LATER)

    def test_a_part_that_became_a_gemeinde_has_no_boundary(self, build):
        with pytest.raises(ReleaseError, match=f"keine Grenze für {NEW}"):
            build(
                PLACES, boundaries(), moved({A: {A: 0.8, NEW: 0.2}}),
                given((A, B, C, D, E, NEW)), gebietsstand=LATER,
            )  # fmt: skip

    def test_later_boundaries_are_not_divided_again(self, build):
        with pytest.raises(ReleaseError, match="auch keine früheren"):
            build(PLACES, boundaries(), given((A, B, C, D, E)), gebietsstand="2019-01-01")


def _width(ask, key: str) -> float:
    box = ask(f"FROM area WHERE ags = '{key}'").iloc[0]
    return float(box["east"] - box["west"])
