"""What must hold for any figures: classes, z-scores, ranks, labels."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitoring.analysis.classes import Classes, assign, classify
from monitoring.analysis.comparison import ranks
from monitoring.analysis.index import need_index
from monitoring.analysis.partition import cuts, squared_deviation
from monitoring.charts.placing import separated
from monitoring.figures import number

METHODS = ["quantile", "jenks", "equal", "manual", "reference"]
numbers = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False, width=32)
figures = st.lists(numbers, min_size=1, max_size=60)
whole = st.lists(st.integers(0, 30), min_size=1, max_size=14)
few = settings(max_examples=60, deadline=None)


def printed(value: float, decimals: int) -> float:
    """The number that a reader sees."""
    text = number(value, decimals).replace(".", "").replace(",", ".")
    return float(text.replace("\N{MINUS SIGN}", "-"))


def classes_of(values: list[float], method: str, k: int, decimals: int) -> Classes:
    return classify(
        values, method=method, k=k, decimals=decimals, manual=[0.0, 10.0], reference=5.0
    )


@few
@given(figures, st.sampled_from(METHODS), st.integers(2, 9), st.integers(0, 3))
def test_every_value_lies_in_exactly_one_class_and_the_counts_add_up(values, method, k, decimals):
    classes = classes_of(values, method, k, decimals)
    codes = assign(values, ["reported"] * len(values), classes)
    assert codes.max() < len(classes.labels) <= max(k, 3)
    assert classes.counts == tuple(int((codes == i).sum()) for i in range(len(classes.labels)))
    assert sum(classes.counts) == len(values)
    assert list(classes.breaks) == sorted(classes.breaks)


@few
@given(figures, st.sampled_from(METHODS), st.integers(2, 9), st.integers(0, 3))
def test_a_higher_printed_value_never_lies_in_a_lower_class(values, method, k, decimals):
    classes = classes_of(values, method, k, decimals)
    codes = assign(values, ["reported"] * len(values), classes)
    table = pd.DataFrame({"printed": [printed(v, decimals) for v in values], "code": codes})
    per_print = table.groupby("printed")["code"].agg(["min", "max"])
    assert per_print["min"].eq(per_print["max"]).all()
    assert per_print["min"].is_monotonic_increasing


@few
@given(figures, st.sampled_from(["quantile", "jenks", "equal"]), st.integers(2, 9))
def test_the_printed_value_is_within_the_printed_ends_of_its_class(values, method, k):
    classes = classify(values, method=method, k=k, decimals=1)
    codes = assign(values, ["reported"] * len(values), classes)
    for value, code in zip(values, codes, strict=True):
        shown = printed(value, 1)
        assert classes.breaks[code] <= shown <= classes.breaks[code + 1]
        if shown == classes.breaks[code]:
            assert classes.labels[code].startswith(number(value, 1))


@few
@given(whole, st.integers(2, 5))
def test_natural_breaks_are_the_best_of_all_possible(values, k):
    distinct, weights = np.unique(np.array(values, dtype=float), return_counts=True)
    k = min(k, len(distinct))
    cost = squared_deviation(distinct, weights.astype(float))

    def best(end: int, groups: int) -> float:
        if groups == 1:
            return float(cost(np.array([0]), np.array([end]))[0])
        return min(
            best(start, groups - 1) + float(cost(np.array([start]), np.array([end]))[0])
            for start in range(groups - 1, end)
        )

    edges = [0, *cuts(cost, len(distinct), k), len(distinct)]
    total = sum(float(cost(np.array([a]), np.array([b]))[0]) for a, b in pairwise(edges))
    assert total == pytest.approx(best(len(distinct), k), abs=1e-6)


@st.composite
def areas(draw):
    count = draw(st.integers(3, 25))
    columns = {
        name: draw(st.lists(st.floats(-1e3, 1e3), min_size=count, max_size=count)) for name in "ab"
    }
    people = draw(st.lists(st.integers(0, 2000), min_size=count, max_size=count))
    index = [f"9901{n:04d}" for n in range(count)]
    values = pd.DataFrame(columns, index=index)
    population = pd.Series(people, index=index)
    large = values[population >= 300]
    assume(len(large) >= 2)
    assume((large.max() - large.min() > 1e-3).all())
    return values, population


def indexed(values, population, **changed):
    given_settings = {"directions": {"a": 1, "b": -1}, "weights": {"a": 2, "b": 1}} | changed
    return need_index(values, population=population, **given_settings)


@few
@given(areas())
def test_z_scores_have_mean_0_and_deviation_1_over_the_large_areas(case):
    values, population = case
    z = indexed(values, population).z[population >= 300]
    np.testing.assert_allclose(z.mean(), 0, atol=1e-6)
    np.testing.assert_allclose(z.std(ddof=0), 1, rtol=1e-6)


@few
@given(areas(), st.floats(0.01, 100), st.floats(-1000, 1000))
def test_the_index_does_not_depend_on_the_unit_of_an_indicator(case, factor, offset):
    values, population = case
    other = values.assign(a=values["a"] * factor + offset)
    np.testing.assert_allclose(
        indexed(values, population).table["index"],
        indexed(other, population).table["index"],
        atol=1e-4,
    )


@few
@given(areas(), st.floats(0.1, 50))
def test_only_the_proportion_of_the_weights_counts(case, factor):
    values, population = case
    scaled = indexed(values, population, weights={"a": 2 * factor, "b": factor})
    np.testing.assert_allclose(
        indexed(values, population).table["index"], scaled.table["index"], atol=1e-9
    )


@few
@given(areas(), st.randoms())
def test_ranks_do_not_depend_on_the_order_of_rows(case, random):
    values, population = case
    order = list(values.index)
    random.shuffle(order)
    pd.testing.assert_series_equal(
        indexed(values, population).table["rank"],
        indexed(values.loc[order], population).table["rank"].loc[values.index],
    )


@few
@given(figures, st.integers(0, 2))
def test_a_rank_counts_the_areas_that_print_higher(values, decimals):
    table = ranks(pd.Series(values), decimals)
    shown = [printed(value, decimals) for value in values]
    for own, rank in zip(shown, table["rank"], strict=True):
        assert rank == 1 + sum(other > own for other in shown)


@few
@given(st.lists(st.floats(0, 100), min_size=1, max_size=12))
def test_labels_never_overlap_and_keep_their_order(places):
    moved = separated(places, 3.0, [0.0, 100.0])
    order = np.argsort(places, kind="stable")
    apart = np.diff([moved[i] for i in order])
    assert (apart >= 3.0 - 1e-9).all()
    assert min(moved) >= -1e-9
    assert max(moved) <= 100 + 1e-9
