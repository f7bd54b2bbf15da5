"""Parts of the charts: texts of values, places of labels, palettes."""

import pandas as pd
import pytest

from monitoring.charts.measure import Measure, axis_note, is_open, mark_notes, place_of, with_text
from monitoring.charts.placing import apart, round_span, separated, value_span
from monitoring.charts.theme import DARK, LIGHT, Look, mixed, note_height, text_colour
from monitoring.periods import _FORMS, kind_of


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


class TestMeasure:
    def test_text_has_unit_or_reason(self):
        measure = Measure("Altenquotient", "je 100 Personen", 1)
        assert measure.text(1234.54) == "1.234,5 je 100 Personen"
        assert measure.text(None, "suppressed") == "• (geheim zu halten)"
        assert measure.text(0.0, "nil") == "0,0 je 100 Personen"
        assert measure.text(None, "missing") == "– (keine Angabe geliefert)"

    def test_a_secret_value_is_not_written_even_if_given(self):
        assert "5" not in Measure("X", "Personen", 0).text(5.0, "suppressed")

    @pytest.mark.parametrize(
        ("note", "soft"),
        [
            ("provisional", True),
            ("estimated", True),
            ("provisional,territory", True),
            ("uninhabited,estimated", True),
            ("revised", False),
            ("limited", False),
            ("territory_mismatch,territory", False),
            ("", False),
            (None, False),
        ],
    )
    def test_open_marks_come_from_the_marks_of_the_note(self, note, soft):
        assert is_open(pd.DataFrame({"note": [note]})).tolist() == [soft]

    def test_open_marks_come_from_what_was_estimated(self):
        table = pd.DataFrame({"note": ["", ""], "estimated_share": [0.0, 0.2]})
        assert is_open(table).tolist() == [False, True]

    def test_the_mark_of_an_unknown_value_is_whole(self):
        table = pd.DataFrame({"value": [None, 1234.5], "status": ["unknown", "reported"]})
        told = with_text(table.astype({"value": float}), Measure("X", "Personen", 1))
        assert told["mark"].tolist() == ["k. A.", "1.234,5"]
        assert told["shown"].tolist() == ["k. A. (Zahlenwert unbekannt)", "1.234,5 Personen"]

    def test_only_marks_that_occur_are_explained(self):
        table = pd.DataFrame({"status": ["reported", "suppressed"], "open": [False, False]})
        assert mark_notes(table) == ["• geheim zu halten"]
        assert mark_notes(table.head(1)) == []


PLACES = {
    "year": {"2019": 2019},
    "reference_date": {"2019-12-31": 2019},
    "school_year": {"2019/20": 2019},
    "half_year": {"2019-H1": 2019, "2019-H2": 2019.5},
    "quarter": {"2019-Q1": 2019, "2019-Q2": 2019.25, "2019-Q3": 2019.5, "2019-Q4": 2019.75},
    "month": {"2019-01": 2019, "2019-07": 2019.5, "2019-12": 2019.9167},
}


class TestTime:
    def test_every_kind_of_period_has_its_place(self):
        assert set(PLACES) == set(_FORMS)
        for kind, places in PLACES.items():
            assert {period: place_of(period) for period in places} == places
            assert {kind_of(period) for period in places} == {kind}


class TestAxisNote:
    @pytest.mark.parametrize(
        ("span", "note"),
        [
            ([2.4127, 5.1], ["Achse beginnt bei 2,4"]),
            ([28.31, 61.0], ["Achse beginnt bei 28"]),
            ([1029.7, 1040.0], ["Achse beginnt bei 1.029,7"]),
            ([12_345.6, 98_765.4], ["Achse beginnt bei 12.000"]),
            ([0.0, 10.0], []),
            ([-3.2, 10.0], []),
        ],
    )
    def test_tells_where_an_axis_begins_above_zero(self, span, note):
        assert axis_note(span) == note


class TestPlacing:
    def test_labels_keep_apart_and_in_order(self):
        places = separated([10.0, 10.1, 10.2, 20.0], 1.0, [0.0, 30.0])
        assert places == pytest.approx([9.1, 10.1, 11.1, 20.0])

    def test_labels_stay_within_the_span(self):
        places = separated([9.9, 10.0, 9.8], 1.0, [0.0, 10.0])
        assert sorted(places) == pytest.approx([8.0, 9.0, 10.0])
        assert places[1] == max(places)

    def test_axis_begins_at_zero_only_where_zero_is_near(self):
        assert value_span([1.0, 10.0], None)[0] == 0
        assert value_span([30.0, 40.0], None)[0] > 20
        assert value_span([110.0, 120.0], 100)[0] < 100
        assert value_span([], None) == [0.0, 1.0]
        low, high = value_span([5.0, 5.0], None)
        assert low < 5 < high

    def test_round_ends_hold_all_values(self):
        assert round_span([25.0, 52.6]) == [20, 55]
        assert round_span([0.013, 0.019]) == pytest.approx([0.012, 0.02])

    def test_names_that_would_overlap_give_way(self):
        places = {"a": (0.0, 0.0), "b": (0.01, 0.01), "c": (0.5, 0.0)}
        assert apart(places, 0.1, 0.1, most=5) == ["a", "c"]
        assert apart(places, 0.1, 0.1, most=1) == ["a"]


class TestColours:
    @pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
    def test_words_can_be_read_and_marks_be_seen(self, look: Look):
        for colour in (look.ink, look.muted, look.own):
            assert contrast(colour, look.paper) >= 4.5
        for colour in look.categories:
            assert contrast(text_colour(colour, look), look.paper) >= 4.5
        assert contrast(look.other, look.paper) >= 3

    def test_own_area_stands_out_from_the_others(self):
        assert contrast(LIGHT.own, LIGHT.other) >= 2.5

    def test_mixing_goes_from_one_colour_to_the_other(self):
        assert mixed("#000000", "#ffffff", 0) == "#000000"
        assert mixed("#000000", "#ffffff", 1) == "#ffffff"
        assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_notes_take_the_height_of_their_lines():
    assert note_height([]) == 0
    assert note_height(["kurz"]) < note_height(["kurz", "noch eine"])
