"""Territorial changes: what an area becomes over one step and over several."""

import numpy as np
import pandas as pd
import pytest

from geodata.territory import WEIGHTS
from tests.tiny_store import passage


def change(
    old: str, new: str, share: float = 1.0, day: str = "2021-01-01", after: str | None = None,
    delivery: int = 1,
) -> dict[str, object]:  # fmt: skip
    before = (pd.Timestamp(day) - pd.Timedelta(days=1)).date().isoformat()
    return {
        "delivery": delivery, "from_key": old, "to_key": new, "after": after or before,
        "until": day, **{f"share_{weight}": share for weight in WEIGHTS},
    }  # fmt: skip


def changes(*rows: dict[str, object]) -> pd.DataFrame:
    columns = list(change("A", "B"))
    return pd.DataFrame(rows, columns=columns)


def covered(*spans: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(spans, columns=["delivery", "after", "until", "exact"])


LATER = (2, "2021-12-31", "2022-12-31", True)
YEARS = covered((1, "2019-12-31", "2023-12-31", True))


def weights(found: pd.DataFrame) -> dict[tuple[str, str], float]:
    return {(row.from_key, row.to_key): row.population for row in found.itertuples()}


class TestSteps:
    def test_a_merged_area_goes_as_a_whole(self):
        found = passage(changes(change("A", "B")), YEARS, "2020-12-31", "2021-12-31")
        assert found.missing is None
        assert weights(found.table) == {("A", "B"): 1.0}

    def test_a_change_before_or_after_the_way_is_left(self):
        rows = changes(change("A", "B", day="2020-01-01"), change("C", "B", day="2023-01-01"))
        found = passage(rows, YEARS, "2020-12-31", "2021-12-31")
        assert found.table.empty
        assert found.missing is None

    def test_steps_follow_each_other(self):
        rows = changes(
            change("A", "B", 0.25), change("A", "C", 0.75), change("C", "D", day="2022-01-01")
        )
        found = passage(rows, YEARS, "2020-12-31", "2022-12-31")
        assert weights(found.table) == {("A", "B"): 0.25, ("A", "D"): 0.75, ("C", "D"): 1.0}

    def test_parts_that_come_together_again_are_whole(self):
        rows = changes(
            change("A", "B", 1 / 3), change("A", "C", 2 / 3),
            change("B", "D", day="2022-01-01"), change("C", "D", day="2022-01-01"),
        )  # fmt: skip
        found = passage(rows, YEARS, "2020-12-31", "2022-12-31")
        assert weights(found.table)["A", "D"] == 1.0

    def test_two_that_exchange_land_on_one_day_do_not_hand_it_on(self):
        rows = changes(
            change("A", "A", 0.9),
            change("A", "B", 0.1),
            change("B", "B", 0.8),
            change("B", "A", 0.2),
        )  # fmt: skip
        found = weights(passage(rows, YEARS, "2020-12-31", "2021-12-31").table)
        assert found == {("A", "A"): 0.9, ("A", "B"): 0.1, ("B", "A"): 0.2, ("B", "B"): 0.8}

    def test_a_new_name_changes_nothing(self):
        found = passage(changes(change("A", "A")), YEARS, "2020-12-31", "2021-12-31")
        assert found.table.empty


class TestUnknown:
    def test_a_span_that_nobody_delivered_is_named(self):
        spans = covered(
            (1, "2019-12-31", "2020-12-31", True), (2, "2021-12-31", "2022-12-31", True)
        )
        found = passage(changes(), spans, "2019-12-31", "2022-12-31")
        assert found.missing == ("2020-12-31", "2021-12-31")

    def test_without_any_delivery_the_whole_way_is_missing(self):
        assert passage(changes(), covered(), "2019-12-31", "2022-12-31").missing == (
            "2019-12-31", "2022-12-31",
        )  # fmt: skip

    def test_an_unknown_share_makes_the_weight_unknown_and_no_other(self):
        rows = changes(change("A", "B", np.nan), change("A", "C", np.nan), change("D", "B"))
        found = weights(passage(rows, YEARS, "2020-12-31", "2021-12-31").table)
        assert np.isnan(found["A", "B"])
        assert found["D", "B"] == 1.0

    def test_a_part_without_its_day_is_unknown_where_the_way_begins_later(self):
        span = {"day": "2021-12-31", "after": "2020-12-31"}
        rows = changes(change("A", "A", 0.9, **span), change("A", "B", 0.1, **span),
                       change("C", "B", **span))  # fmt: skip
        spans = covered((1, "2020-12-31", "2021-12-31", False))
        whole = weights(passage(rows, spans, "2020-12-31", "2021-12-31").table)
        assert whole["A", "B"] == pytest.approx(0.1)
        later = weights(passage(rows, spans, "2021-01-01", "2021-12-31").table)
        assert np.isnan(later["A", "B"])
        assert later["C", "B"] == 1.0

    def test_a_span_without_days_cannot_be_left_half_way(self):
        spans = covered((1, "2020-12-31", "2021-12-31", False))
        assert passage(changes(), spans, "2020-12-31", "2021-06-30").missing == (
            "2020-12-31", "2021-06-30",
        )  # fmt: skip

    def test_the_delivery_that_knows_the_days_goes_first(self):
        rows = changes(
            change("A", "B", delivery=2, day="2020-12-31", after="2019-12-31"),
            change("A", "C", day="2020-06-01"),
        )
        spans = covered(
            (1, "2019-12-31", "2020-12-31", True), (2, "2019-12-31", "2020-12-31", False)
        )
        assert weights(passage(rows, spans, "2019-12-31", "2020-12-31").table) == {("A", "C"): 1.0}
