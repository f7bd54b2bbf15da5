"""Tilings of age bands: whatever is delivered, a tiling is one, and is found where there is one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitoring.build.tiles import Band, tiling

bands = st.tuples(st.integers(0, 20), st.one_of(st.integers(0, 20), st.none())).filter(
    lambda band: band[1] is None or band[1] >= band[0]
)
cuts = st.lists(st.integers(1, 30), unique=True, max_size=6).map(sorted)


def tiles_of(starts: list[int], *, is_open: bool) -> list[Band]:
    """Bands from cut to cut, the last one open or a year long."""
    inner: list[Band] = [(first, following - 1) for first, following in pairwise(starts)]
    return [*inner, (starts[-1], None if is_open else starts[-1])]


@given(bands, st.lists(bands, max_size=12))
def test_what_is_found_is_delivered_and_has_neither_gap_nor_overlap(
    needed: Band, given: list[Band]
):
    found = tiling(needed, given)
    if found is None:
        return
    assert set(found) <= set(given)
    assert found[0][0] == needed[0]
    assert found[-1][1] == needed[1]
    for left, right in pairwise(found):
        assert left[1] is not None
        assert right[0] == left[1] + 1


@given(cuts, st.booleans(), st.lists(bands, max_size=8))
def test_a_tiling_that_exists_is_found_among_others(
    inner: list[int], is_open: bool, others: list[Band]
):
    exact = tiles_of([0, *inner], is_open=is_open)
    needed = (0, exact[-1][1])
    found = tiling(needed, [*others, *exact])
    assert found is not None
    assert len(found) <= len(exact)


@given(cuts, st.booleans(), st.data())
def test_without_one_of_its_bands_a_tiling_is_none(inner: list[int], is_open: bool, data):
    exact = tiles_of([0, *inner], is_open=is_open)
    left_out = data.draw(st.sampled_from(exact))
    assert tiling((0, exact[-1][1]), [band for band in exact if band != left_out]) is None


@given(st.lists(bands, max_size=12), st.randoms(use_true_random=False))
def test_the_number_of_bands_does_not_depend_on_their_order(given: list[Band], random):
    turned = list(given)
    random.shuffle(turned)
    first, second = tiling((0, None), given), tiling((0, None), turned)
    assert (first is None) == (second is None)
    assert first is None or second is None or len(first) == len(second)
