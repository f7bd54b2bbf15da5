"""The office's mark of a figure on what is computed from it."""

from dataclasses import replace

import pandas as pd

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


def test_the_pyramid_says_how_far_a_band_is_estimated(build):
    half = changes({"98001009": {A: 0.5, B: 0.5}})
    everywhere = dict.fromkeys((*GEMEINDEN, "98001009"), 10)
    band = {"age": (0, 17), "gebietsstand": "2019-12-31", "quality": "provisional"}
    men, women = (
        figures("bevoelkerung", everywhere, "2019-12-31", sex=sex, **band)
        for sex in ("male", "female")
    )
    both = replace(men, figures=pd.concat([men.figures, women.figures], ignore_index=True))
    ask = build(catalogue(indicator("bevoelkerung", "bevoelkerung")), boundaries(), half, both)
    rows = ask("SELECT ags, sex, value, note FROM population")
    found = {(row.ags, row.sex): (row.value, row.note) for row in rows.itertuples()}
    assert found[A, "male"] == found[B, "female"] == (15, "provisional,estimated,share_33")
    assert found[C, "male"] == (10, "provisional")
    # Both halves lie in one Kreis: its sum is exact.
    assert found[KREIS, "male"] == (40, "provisional")
