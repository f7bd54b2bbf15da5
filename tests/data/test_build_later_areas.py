"""Areas that came about after the day of figures that no chain of changes carries."""

import pytest

from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
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
)

THEN, GONE = "2013-12-31", "98001009"
PLACES = catalogue(indicator("plaetze", "plaetze"))
THERE = [*GEMEINDEN[1:], GONE]
NOW = directory(dict.fromkeys(GEMEINDEN, 100.0), stand=STAND)
VERBAENDE = {"verband": {A: "980010901", B: "980010902", C: "980010902"}}


def then(keys, **options):
    return figures("plaetze", dict.fromkeys(keys, 7), "2013", **options)


def test_what_there_was_before_does_not_compare(compute):
    found = compute(
        PLACES,
        boundaries(),
        NOW,
        directory(dict.fromkeys(THERE, 100.0), stand=THEN),
        then(THERE, gebietsstand=THEN),
        period="2013",
        columns="status, note",
    )
    assert found[A] == ("not_comparable", "territory")
    assert found[B] == ("reported", "")


def test_an_area_that_was_there_and_has_no_row_is_missing(compute):
    given = then([C, D, E, GONE], gebietsstand=THEN)
    listed = directory(dict.fromkeys(THERE, 100.0), stand=THEN)
    found = compute(PLACES, boundaries(), listed, given, period="2013", columns="status, note")
    assert found[B] == ("missing", "")
    assert found[A] == ("not_comparable", "territory")


def test_without_a_gebietsstand_it_is_missing(compute):
    found = compute(PLACES, boundaries(), then(THERE), period="2013", columns="status")
    assert found[A] == ("missing",)
    assert found[KREIS] != ("not_comparable",)


@pytest.mark.parametrize("side", ["plaetze", "kinder"])
def test_nor_does_a_rate_with_such_a_side(compute, side: str):
    """The other side is of today's territory."""
    other = {"plaetze": "kinder", "kinder": "plaetze"}[side]
    found = compute(
        catalogue(indicator("quote", "plaetze", "kinder")),
        boundaries(),
        NOW,
        directory(dict.fromkeys(THERE, 100.0), stand=THEN),
        figures(side, dict.fromkeys(THERE, 7), "2013", gebietsstand=THEN),
        figures(other, dict.fromkeys(GEMEINDEN, 14), "2013", gebietsstand="2021-01-01"),
        period="2013",
        columns="value, status, note",
    )
    assert found[A] == (None, "not_comparable", "territory")
    assert found[B][1] == "reported"


def test_a_verband_came_about_with_all_of_its_members(build):
    ask = build(
        PLACES,
        boundaries(**VERBAENDE),
        NOW,
        directory(dict.fromkeys(THERE, 100.0), stand=THEN),
        then(THERE, gebietsstand=THEN),
    )
    found = ask("FROM value WHERE level = 'verband'").set_index("ags")["status"].to_dict()
    assert found == {"980010901": "not_comparable", "980010902": "reported"}
