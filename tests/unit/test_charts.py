"""Every chart: a valid specification, its data, German numbers, nothing secret."""

import json
import re

import altair as alt
import numpy as np
import pandas as pd
import pytest
import vl_convert

from monitoring.charts import bars, comparison, lines, multiples, pyramid, spread
from monitoring.charts.marks import Specification
from monitoring.charts.theme import DARK, LIGHT
from tests.chart_figures import (
    CHARTS,
    QUOTIENT,
    dots,
    figure_in,
    gemeinden,
    kreis_series,
    kreise,
    lines_of_all,
    people,
    rows_of,
    series,
    words_of,
)


def unknown_kreise() -> pd.DataFrame:
    return kreise().replace({"status": {"suppressed": "unknown"}})


def unknown_dots() -> Specification:
    return comparison.dot_plot(
        unknown_kreise(), QUOTIENT, land_value=None, land_label="Land", quartiles=None
    )


def unknown_bars() -> Specification:
    named = unknown_kreise().assign(indicator="a", title="Altenquotient", unit="je 100", decimals=1)
    return bars.bars_table(named)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", CHARTS)
class TestEveryChart:
    def test_is_valid_and_can_be_drawn(self, name, look):
        spec = CHARTS[name](look)
        alt.LayerChart.from_dict(spec, validate=True)
        assert spec["description"]
        assert spec["background"] == "transparent"
        assert "url" not in json.dumps(spec)
        assert json.dumps(spec, allow_nan=False)
        assert vl_convert.vegalite_to_svg(json.dumps(spec)).startswith("<svg")

    def test_writes_numbers_as_germans_do(self, name, look):
        words = words_of(CHARTS[name](look))
        assert not [word for word in words if re.fullmatch(r"-?\d+\.\d{1,2}|-?\d+,\d{3}", word)]


class TestComparison:
    def test_dots_carry_the_values_and_their_context(self):
        drawn = {r["label"]: r["value"] for r in rows_of(dots()) if "size" in r}
        known = kreise().dropna(subset=["value"])
        assert drawn == dict(zip(known["label"], known["value"], strict=True))
        words = words_of(dots())
        assert {"50.000", "120", "Land 1.525,0", "•"} <= set(words)

    def test_without_context_there_are_no_columns_beside(self):
        assert "50.000" not in words_of(dots(context=False))

    def test_hundreds_of_kreise_are_not_named_but_the_own_one(self):
        words = words_of(CHARTS["dot_plot_of_many"](LIGHT))
        assert [word for word in words if word.startswith("Kreis ")] == ["Kreis 1"]

    def test_spread_tells_the_quartiles_of_the_gemeinden(self):
        rows = rows_of(CHARTS["spread"](LIGHT))
        assert "3: 1.030,3 bis 1.050,3, Median 1.040,3" in {row.get("text") for row in rows}

    def test_bars_begin_at_the_zero_of_their_column(self):
        rows = [r for r in rows_of(CHARTS["bars_table"](LIGHT)) if "end" in r]
        first, second = (
            [r for r in rows if r["title"] == t] for t in ("Altenquotient", "Wanderungssaldo")
        )
        assert {r["start"] for r in first} == {0}
        assert all(r["end"] > r["start"] for r in first)
        assert all(r["end"] < r["start"] for r in second)
        longest = max(first, key=lambda r: r["end"])
        for row in first:
            share = figure_in(row["text"]) / figure_in(longest["text"])
            assert row["end"] / longest["end"] == pytest.approx(share)


class TestAreasWithoutValue:
    @pytest.mark.parametrize("draw", [unknown_dots, unknown_bars])
    def test_the_mark_of_an_unknown_value_is_whole(self, draw):
        words = words_of(draw())
        assert "k. A." in words
        assert "k." not in words


class TestRowsByName:
    def test_equal_values_stand_by_name_with_umlauts_among_their_letters(self):
        table = kreise().head(4).assign(value=1.0, label=["Zella", "Ösen", "Olm", "Ärztal"])
        chart = comparison.dot_plot(
            table, QUOTIENT, land_value=None, land_label="", quartiles=None, context=False
        )
        order = chart["layer"][0]["encoding"]["y"]["sort"]
        assert order == ["Ärztal", "Olm", "Ösen", "Zella"]


class TestPyramid:
    def bars(self, **settings) -> list[dict]:
        return [
            r for r in rows_of(pyramid.pyramid(people(), **settings)) if "who" in r and "high" in r
        ]

    def test_areas_stand_for_people(self):
        rows = self.bars()
        total = people()["value"].sum()
        for row in rows:
            area = abs(row["per_year"]) * (row["high"] - row["low"])
            assert area == pytest.approx(100 * figure_in(row["text"]) / total)

    def test_men_left_women_right(self):
        assert all((row["per_year"] < 0) == row["who"].startswith("Männer") for row in self.bars())

    def test_the_open_end_reaches_to_100(self):
        assert {row["high"] for row in self.bars() if "ab 65" in row["who"]} == {100}

    def test_shares_are_of_everybody_where_a_band_is_secret(self):
        told = people()
        told.loc[0, ["value", "status"]] = [np.nan, "suppressed"]
        everybody = pd.DataFrame(
            {"sex": ["total"], "age_from": [0], "age_to": pd.array([None], dtype="Int64"),
             "value": [2000.0], "status": ["reported"]}
        )  # fmt: skip
        chart = pyramid.pyramid(pd.concat([told, everybody], ignore_index=True))
        rows = [row for row in rows_of(chart) if "share" in row]
        assert "Männer, 0 bis 2 Jahre" not in {row["who"] for row in rows}
        assert {row["share"] for row in rows if row["text"] == "400"} == {"20,0 %"}


class TestNeeds:
    def test_bars_of_an_area_add_up_to_its_index(self):
        rows = [r for r in rows_of(CHARTS["contributions"](LIGHT)) if "end" in r]
        for row in rows:
            assert row["end"] - row["start"] == pytest.approx(figure_in(row["text"]), abs=0.005)
        ends = [row["end"] for row in rows if row["label"] == "B"]
        assert max(ends) == pytest.approx(1.0)

    def test_scatter_names_only_areas_with_both_values(self):
        words = " ".join(words_of(CHARTS["scatter"](LIGHT)))
        assert "Birkenfelde" in words
        assert "Dornheim" not in words
        assert "1 Gebiet fehlt" in words

    def test_dots_begin_with_the_highest_and_end_without_value(self):
        spec = dots(context=False)
        axes = [each["encoding"]["y"] for each in spec["layer"] if "y" in each["encoding"]]
        (order,) = {tuple(axis["sort"]) for axis in axes if "sort" in axis}
        assert order == ("Kreis 3", "Kreis 2", "Kreis 1", "Kreis 0", "Kreis 4")


def all_secret(figures: pd.DataFrame) -> pd.DataFrame:
    return figures.assign(value=np.nan, status="suppressed")


def nothing(figures: pd.DataFrame) -> pd.DataFrame:
    return figures.head(0)


@pytest.mark.parametrize("left", [all_secret, nothing])
@pytest.mark.parametrize(
    "draw",
    [
        lambda left: lines.time_series(left(lines_of_all()), QUOTIENT),
        lambda left: lines.band(left(series()).assign(highlighted=True), QUOTIENT),
        lambda left: multiples.small_multiples(left(series()), left(kreis_series()), QUOTIENT),
        lambda left: spread.spread(left(gemeinden()), QUOTIENT),
        lambda left: pyramid.pyramid(left(people())),
    ],
    ids=["time_series", "band", "small_multiples", "spread", "pyramid"],
)
def test_nothing_to_show_is_drawn_empty_and_not_as_zero(draw, left):
    spec = draw(left)
    assert vl_convert.vegalite_to_svg(json.dumps(spec, allow_nan=False)).startswith("<svg")
    assert not [row for row in rows_of(spec) if row.get("value") is not None]
