"""Periods: which texts are one, what year they belong to, how they are said."""

import time
from datetime import UTC, datetime

import pandas as pd
import pytest

from monitoring.periods import kind_of, spoken, spoken_day, spoken_moment, year_of


@pytest.fixture
def berlin(monkeypatch):
    """The machine's clock shows the time of Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize("zone", [None, UTC])
def test_a_stored_moment_is_said_as_the_clock_on_the_wall_shows_it(zone):
    winter, summer = (datetime(2026, month, 21, 22, 22, tzinfo=zone) for month in (11, 7))
    assert spoken_moment(winter) == "21.11.2026, 23:22 Uhr"
    assert spoken_moment(summer) == "22.07.2026, 00:22 Uhr"
    assert spoken_day(summer) == "22.07.2026"
    assert spoken_moment(pd.Timestamp(winter)) == "21.11.2026, 23:22 Uhr"


@pytest.mark.parametrize(
    ("period", "kind", "said"),
    [
        ("2019", "year", "2019"),
        ("2019-12-31", "reference_date", "31.12.2019"),
        ("2024-02-29", "reference_date", "29.02.2024"),
        ("2019/20", "school_year", "Schuljahr 2019/20"),
        ("1999/00", "school_year", "Schuljahr 1999/00"),
        ("2019-H1", "half_year", "1. Halbjahr 2019"),
        ("2019-Q4", "quarter", "4. Quartal 2019"),
        ("2019-03", "month", "März 2019"),
    ],
)
def test_each_kind_is_recognised_and_said_in_german(period: str, kind: str, said: str):
    assert kind_of(period) == kind
    assert spoken(period) == said
    assert year_of(period) == int(period[:4])


@pytest.mark.parametrize(
    "text",
    ["", "19", "20190", "2019-13", "2019-00", "2019-02-30", "2023-02-29", "2019/21", "2019/19",
     "2019-H3", "2019-H", "2019-Q5", "２０１９", "31.12.2019", " 2019", "2019\n", "２０１９-02-30"],
)  # fmt: skip
def test_what_does_not_exist_is_no_period(text: str):
    assert kind_of(text) is None
