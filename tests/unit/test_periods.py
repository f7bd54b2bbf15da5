"""Periods: which texts are one, what year they belong to, how they are said."""

import pytest

from monitoring.periods import kind_of, spoken, year_of


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
