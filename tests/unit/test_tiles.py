"""Which delivered age bands together make a needed one."""

import pytest

from monitoring.build.tiles import Band, tiling

SINGLE = [(age, age) for age in range(100)] + [(100, None)]
FIVES = [(age, age + 4) for age in range(0, 85, 5)] + [(85, None)]


@pytest.mark.parametrize(
    ("needed", "bands", "tiles"),
    [
        ((0, None), [(0, None)], [(0, None)]),
        ((65, None), [(0, 64), (65, 74), (75, None)], [(65, 74), (75, None)]),
        ((15, 64), FIVES, [(age, age + 4) for age in range(15, 65, 5)]),
        ((0, 0), SINGLE, [(0, 0)]),
        ((18, 20), SINGLE, [(18, 18), (19, 19), (20, 20)]),
        ((6, 9), [(6, 9), (6, 7), (8, 9)], [(6, 9)]),
    ],
)
def test_bands_that_fit_are_found(needed: Band, bands: list[Band], tiles: list[Band]):
    assert tiling(needed, bands) == tiles


@pytest.mark.parametrize(
    ("needed", "bands"),
    [
        ((0, 17), FIVES),
        ((65, None), [(65, 74), (76, None)]),
        ((65, None), [(65, 74), (74, None)]),
        ((65, None), [(65, 74), (75, 84)]),
        ((65, 80), [(65, None)]),
        ((0, None), [(0, 64)]),
        ((20, 64), []),
    ],
    ids=str,
)
def test_a_gap_an_overlap_or_another_end_is_no_tiling(needed: Band, bands: list[Band]):
    assert tiling(needed, bands) is None


def test_the_fewest_bands_are_taken():
    assert tiling((0, 9), [*SINGLE, *FIVES, (0, 9)]) == [(0, 9)]
    assert tiling((0, 9), [*SINGLE, *FIVES]) == [(0, 4), (5, 9)]


def test_a_band_delivered_twice_counts_once():
    assert tiling((0, 9), [(0, 4), (0, 4), (5, 9)]) == [(0, 4), (5, 9)]
