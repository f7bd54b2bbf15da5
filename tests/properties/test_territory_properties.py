"""What holds for every chain of territorial changes."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geodata.territory import WEIGHTS
from tests.tiny_store import passage

KEYS = [f"{number:08}" for number in range(1, 9)]
DAYS = ["2020-01-01", "2021-01-01", "2022-01-01"]
COVERAGE = pd.DataFrame(
    [(1, "2018-12-31", "2022-12-31", True)], columns=["delivery", "after", "until", "exact"]
)


@st.composite
def step(draw, day: str, *, merges: bool) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for old in draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=5)):
        parts = 1 if merges else draw(st.integers(1, 3))
        targets = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=parts, max_size=parts))
        sizes = draw(st.lists(st.integers(1, 1000), min_size=parts, max_size=parts))
        rows += [
            {"delivery": 1, "from_key": old, "to_key": target, "after": day, "until": day}
            | {f"share_{weight}": size / sum(sizes) for weight in WEIGHTS}
            for target, size in zip(targets, sizes, strict=True)
        ]
    return rows


@st.composite
def chains(draw, *, merges: bool = False) -> pd.DataFrame:
    rows = [row for day in DAYS for row in draw(step(day, merges=merges))]
    columns = ["delivery", "from_key", "to_key", "after", "until"]
    return pd.DataFrame(rows, columns=[*columns, *(f"share_{weight}" for weight in WEIGHTS)])


def carried(figures: dict[str, float], changes: pd.DataFrame, start: str, end: str):
    found = passage(changes, COVERAGE, start, end)
    assert found.missing is None
    result: dict[str, float] = {}
    for key, value in figures.items():
        rows = found.table[found.table["from_key"] == key]
        parts = dict(zip(rows["to_key"], rows["population"], strict=True)) or {key: 1.0}
        for target, share in parts.items():
            result[target] = result.get(target, 0.0) + value * share
    return result


figures = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 100_000), min_size=1)


@given(figures, chains())
def test_the_total_is_kept(values, changes):
    found = carried(values, changes, "2019-12-31", "2022-12-31")
    assert abs(sum(found.values()) - sum(values.values())) < 1e-6 * max(1, sum(values.values()))


@given(figures, chains(merges=True))
def test_merges_are_exact_and_one_long_way_equals_two_short_ones(values, changes):
    long = carried(values, changes, "2019-12-31", "2022-12-31")
    half = carried(values, changes, "2019-12-31", "2021-06-30")
    assert carried(half, changes, "2021-06-30", "2022-12-31") == long
    assert sum(long.values()) == sum(values.values())


@given(figures, chains(), st.randoms())
def test_the_order_of_rows_does_not_matter(values, changes, random):
    order = list(range(len(changes)))
    random.shuffle(order)
    shuffled = changes.iloc[order].reset_index(drop=True)
    one = passage(changes, COVERAGE, "2019-12-31", "2022-12-31").table
    other = passage(shuffled, COVERAGE, "2019-12-31", "2022-12-31").table
    pd.testing.assert_frame_equal(one, other, check_exact=False, rtol=1e-12)
