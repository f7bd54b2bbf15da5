"""Age of figures and the day by which new ones are due."""

from datetime import date

import pytest

from monitoring.analysis.freshness import Freshness, freshness, months_between, months_later
from monitoring.periods import last_day

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2024", date(2024, 12, 31)),
        ("2024-06-30", date(2024, 6, 30)),
        ("2023/24", date(2024, 7, 31)),
        ("2024-H1", date(2024, 6, 30)),
        ("2024-H2", date(2024, 12, 31)),
        ("2024-Q1", date(2024, 3, 31)),
        ("2024-Q4", date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2024-11", date(2024, 11, 30)),
        ("irgendwann", None),
        ("2024-13", None),
    ],
)
def test_a_period_ends_with_a_day(period: str, day: date | None):
    assert last_day(period) == day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2024, 2, 29), 1, date(2024, 3, 31)),
        (date(2024, 6, 30), 6, date(2024, 12, 31)),
        (date(2024, 3, 1), 1, date(2024, 4, 1)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
    ],
)
def test_months_lead_from_month_to_month(day: date, months: int, expected: date):
    assert months_later(day, months) == expected


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 12, 31), date(2025, 12, 30), 11),
        (date(2024, 12, 31), date(2025, 12, 31), 12),
        (date(2025, 1, 15), date(2025, 2, 14), 0),
        (date(2026, 1, 1), date(2025, 1, 1), 0),
    ],
)
def test_whole_months_are_counted(start: date, end: date, months: int):
    assert months_between(start, end) == months


def test_the_next_period_is_expected_after_the_rhythm_and_the_delay():
    found = freshness(["2022", "2023-12-31"], "yearly", 12, TODAY)
    assert found == Freshness("2023-12-31", 26, date(2025, 12, 31), overdue=True)


def test_on_the_expected_day_nothing_is_overdue():
    found = freshness(["2024-Q4"], "quarterly", 11, date(2026, 2, 28))
    assert found == Freshness("2024-Q4", 14, date(2026, 2, 28), overdue=False)


def test_periods_of_all_kinds_are_compared_by_their_end():
    found = freshness(["2024/25", "2024-12-31", "2025-06"], "yearly", 3, TODAY)
    assert found is not None
    assert found.period == "2024/25"


def test_without_a_rhythm_nothing_is_expected():
    assert freshness(["2021-09-26"], None, None, TODAY) == Freshness("2021-09-26", 53, None, False)


def test_a_source_without_periods_has_no_age():
    assert freshness([], "yearly", 12, TODAY) is None
