"""Sums and rates, whatever was delivered: complete or without a value, never a wrong number."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.build.release import build_release
from monitoring.release.location import database_path
from monitoring.settings import store_path
from tests.tiny_store import (
    GEMEINDEN,
    KREIS,
    LAND,
    OTHER,
    boundaries,
    catalogue,
    figures,
    indicator,
    store,
)

# The weight of reasons: the first that applies to one Gemeinde applies to the sum.
REASONS = ["suppressed", "not_yet", "unreliable", "unknown", "missing"]
MEMBERS = {
    KREIS: GEMEINDEN[:3],
    OTHER: GEMEINDEN[3:],
    LAND: GEMEINDEN,
}
RULED = catalogue(
    indicator("anzahl", "faelle"), indicator("quote", "faelle", "personen", minimum=3)
)
Cell = float | str
cells = st.one_of(st.integers(0, 9).map(float), st.sampled_from([*REASONS, "not_applicable"]))
deliveries = st.dictionaries(st.sampled_from(GEMEINDEN), cells, min_size=1)
people = st.fixed_dictionaries({key: st.integers(0, 50).map(float) for key in GEMEINDEN})
few = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def built(faelle: Mapping[str, Cell], personen: Mapping[str, Cell]) -> dict[tuple[str, str], tuple]:
    """Value, numerator, denominator and status by indicator and key, of a release of its own."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("KREISBLICK_DATA", folder)
        given_people = figures("personen", personen, "2020-12-31")
        store(store_path(), boundaries(), figures("faelle", faelle), given_people)
        identifier = build_release(Path(store_path()), RULED)["id"]
        with duckdb.connect(str(database_path(identifier)), read_only=True) as connection:
            rows = connection.execute(
                "SELECT indicator, ags, value, numerator, denominator, status FROM value"
            ).fetchall()
    return {(row[0], row[1]): tuple(row[2:]) for row in rows}


def expected_sum(parts: list[Cell | None]) -> tuple[float | None, str]:
    """The sum of the Gemeinden by the words of the glossary; None is an absent row."""
    there = [part for part in parts if part is not None and part != "not_applicable"]
    for reason in REASONS:
        if reason in there:
            return None, reason
    if not there:
        return None, "missing"
    if None in parts:
        return None, "unknown"
    total = sum(part for part in there if isinstance(part, float))
    return total, "reported" if total else "nil"


@few
@given(faelle=deliveries)
def test_a_sum_is_that_of_all_its_gemeinden_or_has_the_reason_of_one(faelle: dict[str, Cell]):
    found = built(faelle, dict.fromkeys(GEMEINDEN, 10.0))
    for upper, members in MEMBERS.items():
        value, status = expected_sum([faelle.get(key) for key in members])
        row = found.get(("anzahl", upper))
        if row is None:  # a level of which nothing is known has no such period
            assert value is None
            assert status not in {"suppressed", "not_yet", "unreliable"}
        elif status == "missing":
            assert row[0] is None
        else:
            assert (row[0], row[3]) == (value, status)


@few
@given(faelle=deliveries, personen=people)
def test_a_rate_follows_from_the_parts_beside_it_at_every_level(
    faelle: dict[str, Cell], personen: dict[str, Cell]
):
    for (name, key), (value, numerator, denominator, status) in built(faelle, personen).items():
        assert (value is not None) == (status in {"reported", "nil"})
        if value is None:
            assert numerator is None
            assert denominator is None
        elif name == "quote":
            assert value == pytest.approx(numerator / denominator * 100)
            assert numerator == 0 or numerator >= 3
            assert key in GEMEINDEN or denominator == sum(personen[k] for k in MEMBERS[key])
