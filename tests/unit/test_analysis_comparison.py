"""Ranks, quartiles, changes, indexed series and breaks."""

import numpy as np
import pandas as pd
import pytest

from monitoring.analysis.comparison import (
    change,
    indexed,
    on_todays_territory,
    per_inhabitant,
    quantile_band,
    quartiles,
    rank_text,
    ranks,
    territory_changes,
)


class TestRanks:
    def test_equal_printed_values_share_a_rank(self):
        table = ranks(pd.Series({"a": 7.52, "b": 7.54, "c": 9.0, "d": np.nan}), decimals=1)
        assert table["rank"].tolist()[:3] == [2, 2, 1]
        assert pd.isna(table.loc["d", "rank"])
        assert table.loc["a", "tied"] == 1
        assert table["of"].eq(3).all()

    def test_text(self):
        assert rank_text(3, 38) == "Platz 3 von 38, 1 = höchster Wert"
        assert (
            rank_text(3, 38, 1) == "Platz 3 von 38, gleichauf mit einem weiteren, 1 = höchster Wert"
        )
        assert rank_text(None, 38) == ""


class TestQuartiles:
    def test_are_those_of_numpy_over_what_is_known(self):
        four = quartiles(pd.Series([1.0, 2.0, 3.0, 4.0, np.nan]))
        assert four is not None
        assert (four.low, four.median, four.high, four.count) == (1.75, 2.5, 3.25, 4)

    def test_of_nothing_are_nothing(self):
        assert quartiles(pd.Series([np.nan])) is None


class TestChange:
    def test_percentages_change_by_percentage_points(self):
        result = change(33.4, 30.1, kind="rate", unit="% der Kinder", decimals=1)
        assert result is not None
        assert result.text == "+3,3 Prozentpunkte"
        assert result.relative is None

    def test_other_rates_change_by_their_unit(self):
        result = change(30.1, 33.4, kind="rate", unit="je 100 Personen", decimals=1)
        assert result is not None
        assert result.text == "−3,3"

    def test_counts_change_also_in_per_cent(self):
        result = change(2_546, 2_666, kind="count", unit="Personen", decimals=0)
        assert result is not None
        assert result.text == "−120 (−4,5 %)"
        assert result.relative == pytest.approx(-4.501, abs=0.001)

    def test_from_zero_there_is_no_percentage(self):
        result = change(4, 0, kind="count", unit="Personen", decimals=0)
        assert result is not None
        assert (result.text, result.relative) == ("+4", None)

    @pytest.mark.parametrize("earlier", [None, float("nan")])
    def test_from_an_unknown_value_there_is_no_change(self, earlier):
        assert change(4, earlier, kind="count", unit="Personen", decimals=0) is None


class TestSeries:
    def test_per_inhabitant_is_matched_by_area_and_skips_the_uninhabited(self):
        result = per_inhabitant(
            pd.Series({"a": 5, "b": 5, "c": 5}), pd.Series({"b": 0, "a": 500}), per=1000
        )
        assert result["a"] == 10
        assert result[["b", "c"]].isna().all()

    def test_indexed_series_start_at_100_and_keep_gaps(self):
        series = pd.DataFrame(
            {
                "ags": ["a", "a", "a", "b", "b", "b"],
                "period": ["2019", "2020", "2021"] * 2,
                "value": [50.0, np.nan, 75.0, 0.0, 3.0, 4.0],
                "status": ["reported", "suppressed", "reported", "nil", "reported", "reported"],
            }
        )
        result = indexed(series, "2019")
        assert result["value"].tolist()[0::2][:2] == [100.0, 150.0]
        assert result["status"].tolist()[:3] == ["reported", "suppressed", "reported"]
        assert result["value"].iloc[3:].isna().all()
        assert result["status"].iloc[3:].eq("unknown").all()

    def test_marks_of_notes_are_whole_words_between_commas(self):
        notes = pd.Series(["territory", "provisional,territory", "territory_mismatch", "", None])
        assert on_todays_territory(notes).tolist() == [False, False, True, True, True]

    def test_a_change_of_territory_has_the_periods_around_it(self):
        rows = [
            ("a", "2019", 1.0, "territory"), ("a", "2020", 2.0, "provisional,territory"),
            ("a", "2021", np.nan, ""), ("a", "2022", 4.0, ""), ("a", "2023", 5.0, ""),
            ("b", "2019", 1.0, ""), ("b", "2020", 1.0, "provisional"),
            ("c", "2019", 1.0, "territory"), ("c", "2020", 1.0, "territory"),
            ("d", "2020", 1.0, ""), ("d", "2021", 1.0, "territory"),
        ]  # fmt: skip
        series = pd.DataFrame(rows, columns=["ags", "period", "value", "note"])
        found = territory_changes(series.assign(label=series["ags"].str.upper()))
        assert found.to_dict("records") == [
            {"ags": "d", "label": "D", "before": "2020", "period": "2021"},
            {"ags": "a", "label": "A", "before": "2020", "period": "2022"},
        ]

    def test_band_tells_the_spread_of_each_period(self):
        series = pd.DataFrame({"period": ["2020"] * 101, "value": range(101)})
        band = quantile_band(series).iloc[0]
        assert band[["q05", "q25", "q50", "q75", "q95", "count"]].tolist() == [
            5,
            25,
            50,
            75,
            95,
            101,
        ]
