"""Index of need: z-scores, missing values, small areas, distances, reasons."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import zscore

from monitoring.analysis.index import Distance, direction_of, distance, need_index, reasons

TITLES = {"poverty": "Kinderarmut", "places": "Kita-Plätze"}


@pytest.fixture
def values() -> pd.DataFrame:
    random = np.random.default_rng(3)
    areas = [f"9901{n:04d}" for n in range(12)]
    return pd.DataFrame(
        {"poverty": random.gamma(3, 4, 12), "places": random.normal(60, 9, 12)}, index=areas
    )


@pytest.fixture
def population(values) -> pd.Series:
    return pd.Series(1000, index=values.index)


def indexed(values, population, **settings):
    weights = settings.pop("weights", {"poverty": 1, "places": 1})
    return need_index(values, {"poverty": 1, "places": -1}, weights, population, **settings)


class TestIndex:
    def test_z_is_that_of_scipy(self, values, population):
        result = indexed(values, population)
        for name in values:
            np.testing.assert_allclose(result.z[name], zscore(values[name], ddof=0))

    def test_index_is_the_weighted_sum_in_the_direction_of_burden(self, values, population):
        result = indexed(values, population, weights={"poverty": 3, "places": 1})
        expected = 0.75 * zscore(values["poverty"]) - 0.25 * zscore(values["places"])
        np.testing.assert_allclose(result.table["index"], expected)
        np.testing.assert_allclose(result.contributions.sum(axis=1), result.table["index"])

    def test_rank_one_is_the_greatest_burden(self, values, population):
        table = indexed(values, population).table
        assert table["index"].idxmax() == table.index[table["rank"] == 1][0]
        assert table["of"].eq(12).all()

    def test_a_resource_relieves(self):
        assert (direction_of("resource"), direction_of("burden"), direction_of("neutral")) == (
            -1, 1, 1,
        )  # fmt: skip


class TestMissingAndSmall:
    def test_an_area_without_one_value_gets_no_index_and_changes_no_other(self, values, population):
        gap = values.copy()
        gap.iloc[0, 1] = np.nan
        result = indexed(gap, population)
        assert np.isnan(result.table["index"].iloc[0])
        assert result.table["state"].iloc[0] == "incomplete"
        assert result.table["missing"].iloc[0] == ("places",)
        assert result.table["of"].iloc[1] == 11
        full = indexed(values, population)
        np.testing.assert_allclose(result.z["poverty"], full.z["poverty"])

    def test_a_small_area_is_left_out_of_mean_and_deviation_and_has_no_rank(
        self, values, population
    ):
        few = population.copy()
        few.iloc[0] = 299
        result = indexed(values, few, titles=TITLES)
        np.testing.assert_allclose(result.z["poverty"].iloc[1:], zscore(values["poverty"].iloc[1:]))
        assert result.mean["poverty"] == pytest.approx(values["poverty"].iloc[1:].mean())
        assert result.deviation["poverty"] == pytest.approx(values["poverty"].iloc[1:].std(ddof=0))
        assert result.table["state"].iloc[0] == "small"
        assert pd.isna(result.table["rank"].iloc[0])
        assert np.isfinite(result.table["index"].iloc[0])
        assert result.notes[0].startswith("1 Gemeinde hat weniger als 300 Einwohner")

    def test_exactly_300_inhabitants_are_enough(self, values, population):
        assert indexed(values, population * 0 + 300).table["state"].eq("complete").all()

    def test_unknown_population_counts_as_small(self, values):
        unknown = pd.Series(1000, index=values.index[1:])
        assert indexed(values, unknown).table["state"].iloc[0] == "small"

    def test_an_indicator_without_spread_adds_nothing_and_is_noted(self, values, population):
        result = indexed(values.assign(places=60.1), population, titles=TITLES)
        assert result.contributions["places"].eq(0).all()
        assert result.notes == ("Kita-Plätze: alle Gemeinden gleich, trägt nichts zum Index bei",)

    def test_weight_zero_leaves_an_indicator_out(self, values, population):
        gap = values.assign(places=np.nan)
        result = indexed(gap, population, weights={"poverty": 1, "places": 0})
        assert result.table["state"].eq("complete").all()

    @pytest.mark.parametrize("weights", [{"poverty": -1, "places": 1}, {"poverty": 0, "places": 0}])
    def test_weights_that_mean_nothing_are_refused(self, values, population, weights):
        with pytest.raises(ValueError, match="weight"):
            indexed(values, population, weights=weights)


class TestDistance:
    def test_in_the_unit_and_in_persons(self):
        assert distance(20.0, 15.0, 100, 500, 100) == Distance(5.0, 25.0)
        assert distance(10.0, 15.0, 50, 500, 100) == Distance(-5.0, -25.0)

    def test_persons_bring_the_numerator_to_the_reference(self):
        gap = distance(100 * 37 / 210, 12.5, 37, 210, 100)
        assert gap is not None
        assert (37 - gap.persons) / 210 * 100 == pytest.approx(12.5)

    @pytest.mark.parametrize("secret", [None, float("nan")])
    def test_a_secret_numerator_gives_no_distance(self, secret):
        assert distance(20.0, 15.0, secret, 500, 100) is None


class TestReasons:
    def test_names_the_two_strongest_in_the_direction_of_the_index(self):
        parts = {"a": 1.8, "b": -0.4, "c": 1.1, "d": 0.2}
        z = {"a": 1.8, "b": -0.4, "c": -1.1, "d": 0.2}
        titles = {"a": "Kinderarmut", "b": "B", "c": "Kita-Plätze", "d": "D"}
        assert reasons(parts, z, titles) == "Kinderarmut hoch (+1,8), Kita-Plätze niedrig (+1,1)"

    def test_a_low_index_is_explained_by_what_relieves(self):
        parts = {"a": -1.8, "b": 0.4}
        assert reasons(parts, parts, {"a": "Kinderarmut", "b": "B"}) == "Kinderarmut niedrig (−1,8)"

    def test_nothing_strong_and_nothing_known(self):
        flat = {"a": 0.01, "b": -0.02}
        assert reasons(flat, flat, {"a": "A", "b": "B"}) == "nahe am Durchschnitt"
        gap = {"a": float("nan")}
        assert reasons(gap, gap, {"a": "A"}) == ""
