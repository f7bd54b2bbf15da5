"""Classes of a map: methods, ties, labels, codes."""

import time

import mapclassify
import numpy as np
import pytest

from monitoring.analysis.classes import (
    CODE_MISSING,
    CODE_NOT_APPLICABLE,
    CODE_NOT_COMPARABLE,
    CODE_SUPPRESSED,
    CODE_UNRELIABLE,
    Classes,
    assign,
    classify,
    recount,
)
from monitoring.analysis.printed import printed_units
from monitoring.figures import number


def codes_of(values, classes: Classes) -> np.ndarray:
    return assign(values, ["reported"] * len(values), classes)


def squares(values: np.ndarray, groups: np.ndarray) -> float:
    return sum(float(np.var(values[groups == g]) * (groups == g).sum()) for g in set(groups))


class TestMethods:
    def test_quantiles_of_distinct_values_hold_equally_many(self):
        classes = classify([float(n) for n in range(20)], method="quantile", k=4, decimals=0)
        assert classes.counts == (5, 5, 5, 5)
        assert classes.breaks == (0, 5, 10, 15, 19)

    def test_quantiles_keep_ties_together_and_share_the_rest_out(self):
        classes = classify([0] * 60 + list(range(1, 41)), method="quantile", k=5, decimals=0)
        assert classes.counts == (60, 10, 10, 10, 10)

    def test_equal_intervals_have_equal_width(self):
        classes = classify([0.0, 1.0, 9.0, 10.0], method="equal", k=5, decimals=1)
        assert classes.breaks == (0, 2, 4, 6, 8, 10)
        assert classes.counts == (2, 0, 0, 0, 2)

    @pytest.mark.filterwarnings("ignore:Numba not installed")
    @pytest.mark.parametrize("k", [2, 3, 5, 7])
    def test_jenks_is_as_good_as_mapclassify(self, k):
        values = np.random.default_rng(k).gamma(2, 3, 80).round(1)
        ours = squares(values, codes_of(values, classify(values, method="jenks", k=k)))
        bins = mapclassify.FisherJenks(values, k=k).bins
        theirs = squares(values, np.searchsorted(bins[:-1], values))
        assert ours == pytest.approx(theirs)

    def test_jenks_of_all_gemeinden_of_germany_takes_milliseconds(self):
        values = np.random.default_rng(1).gamma(2, 3, 10_997)
        classify(values, method="jenks", k=5)
        spent = []
        for _ in range(5):
            start = time.process_time()
            classify(values, method="jenks", k=5, decimals=1)
            spent.append(time.process_time() - start)
        assert min(spent) < 0.03

    def test_manual_breaks_stay_even_where_no_value_lies(self):
        classes = classify([6.0, 7.0], method="manual", manual=[20, 5, 10, 10], decimals=0)
        assert classes.labels == ("unter 5", "5 bis unter 10", "10 bis unter 20", "20 und mehr")
        assert classes.counts == (0, 2, 0, 0)

    def test_classes_around_a_reference_are_symmetric(self):
        classes = classify(
            [1.0, 4.0, 5.0, 6.0, 7.0, 12.0], method="reference", reference=6, k=4, decimals=0
        )
        lower, centre, upper = classes.breaks[1:-1]
        assert centre == 6
        assert centre - lower == upper - centre

    def test_an_odd_number_of_classes_has_the_reference_in_the_middle_one(self):
        values = [float(n) for n in range(21)]
        classes = classify(values, method="reference", reference=10, k=5, decimals=0)
        codes = codes_of(values, classes)
        assert codes[10] == 2
        assert codes.tolist() == [4 - code for code in codes[::-1]]


class TestFewValues:
    def test_no_value_gives_no_class(self):
        classes = classify([float("nan")], k=5)
        assert classes.labels == ()
        assert classes.note == "Keine Werte vorhanden"
        assert assign([float("nan")], ["missing"], classes).tolist() == [CODE_MISSING]

    @pytest.mark.parametrize("method", ["quantile", "jenks", "equal"])
    def test_one_repeated_value_is_one_class(self, method):
        classes = classify([3.0, 3.0, 3.0], method=method, k=5)
        assert classes.labels == ("3,0",)
        assert classes.counts == (3,)
        assert "alle Werte gleich" in classes.note

    @pytest.mark.parametrize("method", ["quantile", "jenks"])
    def test_fewer_distinct_values_than_classes(self, method):
        classes = classify([1, 1, 2, 3], method=method, k=5, decimals=0)
        assert classes.counts == (2, 1, 1)
        assert classes.labels == ("1", "2", "3")
        assert classes.note == "Nur 3 Klassen: nur 3 verschiedene Werte"

    def test_values_that_print_alike_are_one_value(self):
        assert classify([1.01, 1.02, 1.04], k=3, decimals=1).labels == ("1,0",)


class TestLabels:
    def test_labels_are_german_and_the_last_class_is_closed(self):
        values = [1000.0, 1500.5, 2000.0, 2500.0]
        classes = classify(values, method="equal", k=2, decimals=1)
        assert classes.labels == ("1.000,0 bis unter 1.750,0", "1.750,0 bis 2.500,0")

    @pytest.mark.parametrize("value", [7.5, 7.4999, 7.46, 7.45, 7.54])
    def test_a_value_lies_in_the_class_of_its_printed_form(self, value):
        classes = classify([5, value, 10], method="manual", manual=[7.5], decimals=1)
        printed = number(value, 1)
        assert codes_of([value], classes)[0] == (1 if printed == "7,5" else 0)

    def test_rounding_is_that_of_printing_even_on_the_half(self):
        values = np.array([2.675, 0.125, 1.005, 2.5, 3.5, -0.5, -2.45, 7.45, 1e9 + 0.5])
        for decimals in (0, 1, 2):
            whole = printed_units(values, decimals)
            assert [number(unit / 10**decimals, decimals) for unit in whole] == [
                number(value, decimals) for value in values
            ]


class TestCodes:
    def test_every_reason_has_its_code(self):
        statuses = [
            "reported", "nil", "suppressed", "unreliable", "not_applicable", "missing", "unknown",
            "not_yet", "not_comparable",
        ]  # fmt: skip
        values = [9.0, 0.0] + [float("nan")] * 7
        classes = classify(values, k=2, decimals=0)
        assert assign(values, statuses, classes).tolist() == [
            1, 0, CODE_SUPPRESSED, CODE_UNRELIABLE, CODE_NOT_APPLICABLE,
            CODE_MISSING, CODE_MISSING, CODE_MISSING, CODE_NOT_COMPARABLE,
        ]  # fmt: skip

    def test_a_value_beside_a_secret_status_gets_no_class(self):
        classes = classify([1.0, 2.0], k=2, decimals=0)
        assert assign([1.0], ["suppressed"], classes).tolist() == [CODE_SUPPRESSED]

    def test_the_legend_of_one_year_keeps_the_breaks_of_all(self):
        both = classify([1.0, 2.0, 3.0, 4.0], k=2, decimals=0)
        year = recount(both, codes_of([4.0, 3.0], both))
        assert year.breaks == both.breaks
        assert year.counts == (0, 2)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"k": 1}, "between 2 and 9"),
        ({"method": "manual"}, "inner breaks"),
        ({"method": "reference"}, "reference value"),
        ({"method": "guess"}, "unknown method"),
    ],
)
def test_wrong_settings_are_refused(wrong, text):
    with pytest.raises(ValueError, match=text):
        classify([1.0, 2.0], **wrong)
