"""What holds for figures that the build carries, whatever happened to their areas."""

from math import isnan
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.build.carry import carry_figures
from monitoring.build.write import read_sql
from monitoring.readers.contract import FIGURE_COLUMNS
from tests.properties.test_territory_properties import COVERAGE, KEYS, chains
from tests.tiny_store import catalogue, indicator

START, MIDDLE, END = "2019-12-31", "2021-06-30", "2022-12-31"
PEOPLE = catalogue(indicator("personen", "personen"))
ROUNDED = 1e-5  # each part is rounded to six decimals
STORE = Path(__file__).with_name("carried_store.sql")


@st.composite
def reforms(draw, *, merges: bool = False) -> pd.DataFrame:
    """Changes of areas that there are at the time, as an office lists them."""
    changes = draw(chains(merges=merges))
    alive, kept = set(KEYS), []
    for _, day in changes.groupby("until", sort=True):
        kept.append(day[day["from_key"].isin(alive)])
        alive = alive - set(kept[-1]["from_key"]) | set(kept[-1]["to_key"])
    return pd.concat([changes.head(0), *kept], ignore_index=True).astype(changes.dtypes)


everybody = st.fixed_dictionaries({key: st.integers(0, 100_000) for key in KEYS})


def carried(
    values: dict[str, float], changes: pd.DataFrame, start: str = START, end: str = END
) -> pd.DataFrame:
    """The figures by key on the areas of ``end``: value, status, estimated."""
    rows = [
        ("personen", key, "gemeinde", start, "2019", "total", 0, None, *figure, "")
        for key, value in values.items()
        for figure in [(value, "missing" if isnan(value) else "reported")]
    ]
    frame = pd.DataFrame(rows, columns=FIGURE_COLUMNS).astype({"age_to": "Int64", "value": float})
    with duckdb.connect() as connection:
        connection.execute(read_sql("macros"))
        for name, table in (("changes", changes), ("coverage", COVERAGE), ("given", frame)):
            connection.register(name, table)
        connection.execute(STORE.read_text(encoding="utf-8"))
        carry_figures(connection, PEOPLE, end, pytest.fail)
        stand = connection.execute("SELECT DISTINCT gebietsstand::VARCHAR FROM figure").fetchall()
        assert stand == [(end,)]
        found = connection.execute("SELECT key, value, status, estimated FROM figure ORDER BY key")
        table = found.df().set_index("key")
        assert table.index.is_unique
        return table


@settings(max_examples=30)
@given(everybody, reforms())
def test_the_total_is_kept_and_no_more_than_all_of_a_value_is_an_estimate(values, changes):
    found = carried(values, changes)
    assert set(found["status"]) == {"reported"}
    assert found["value"].sum() == pytest.approx(sum(values.values()), abs=ROUNDED)
    assert found["estimated"].between(0, found["value"] + ROUNDED).all()


@settings(max_examples=30)
@given(everybody, reforms(merges=True))
def test_merges_are_exact_and_two_short_ways_are_one_long_one(values, changes):
    found = carried(values, changes)
    assert found["value"].sum() == sum(values.values())
    assert (found["estimated"] == 0).all()
    half = carried(values, changes, end=MIDDLE)
    again = carried(half["value"].to_dict(), changes, start=MIDDLE)
    pd.testing.assert_frame_equal(again, found)


@settings(max_examples=20)
@given(everybody, reforms(), st.randoms())
def test_the_order_of_changes_and_figures_does_not_matter(values, changes, random):
    order = list(range(len(changes)))
    random.shuffle(order)
    keys = list(values)
    random.shuffle(keys)
    shuffled = changes.iloc[order].reset_index(drop=True)
    found = carried({key: values[key] for key in keys}, shuffled)
    pd.testing.assert_frame_equal(found, carried(values, changes), check_exact=False, atol=ROUNDED)


@settings(max_examples=20)
@given(everybody, reforms(), st.sampled_from(KEYS))
def test_what_is_missing_is_missing_where_it_went_and_nowhere_else(values, changes, without):
    whole = carried(values, changes)
    with_gap = carried({**values, without: float("nan")}, changes)
    kept = with_gap["status"] == "reported"
    assert (with_gap["value"].notna() == kept).all()
    pd.testing.assert_series_equal(
        with_gap.loc[kept, "value"], whole.loc[with_gap.index[kept], "value"]
    )
