"""The office's mark of a figure on what is computed from it."""

from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    A,
    B,
    C,
    D,
    E,
    boundaries,
    catalogue,
    changes,
    figures,
    indicator,
)

SHARE = catalogue(indicator("quote", "arbeitslose", "personen"))
ALL = {A: 10, B: 20, C: 30, D: 40, E: 50}


def test_a_provisional_denominator_makes_the_rate_provisional(compute):
    found = compute(
        SHARE,
        boundaries(),
        figures("arbeitslose", ALL, quality="revised"),
        figures("personen", dict.fromkeys(GEMEINDEN, 100), "2020-12-31", quality="provisional"),
        columns="value, note",
    )
    assert found[A] == (10, "provisional")
    assert found[KREIS] == (20, "provisional")


def test_a_mark_stays_beside_an_estimate(compute):
    half = changes({"98001009": {A: 0.5, B: 0.5}})
    given = figures(
        "plaetze",
        dict.fromkeys((*GEMEINDEN, "98001009"), 10),
        "2019",
        gebietsstand="2019-12-31",
        quality="provisional",
    )
    places = catalogue(indicator("plaetze", "plaetze"))
    found = compute(places, boundaries(), half, given, period="2019", columns="value, note")
    assert found[A] == (15, "provisional,estimated,share_33")
    assert found[C] == (10, "provisional")
