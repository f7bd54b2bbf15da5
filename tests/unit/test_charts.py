"""Every chart: a valid specification, its data, German numbers, nothing secret."""

import json
import re

import altair as alt
import numpy as np
import pandas as pd
import pytest
import vl_convert

from monitoring.charts import comparison, lines, multiples, needs, pyramid
from monitoring.charts.theme import DARK, LIGHT
from tests.chart_figures import (
    AREAS,
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
    tables_of,
    words_of,
)


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


class TestTimeSeries:
    def test_draws_exactly_the_values_there_are(self):
        told = lines_of_all()
        drawn = {(r["label"], r["when"]): r["value"] for r in rows_of(CHARTS["time_series"](LIGHT))
                 if r.get("shown") and r.get("value") is not None}  # fmt: skip
        known = told.dropna(subset=["value"])
        expected = {
            (label, f"31.12.{period[:4]}"): value
            for label, period, value in zip(
                known["label"], known["period"], known["value"], strict=True
            )
        }
        assert drawn == expected

    def test_a_gap_stays_a_gap_and_a_secret_value_a_mark(self):
        rows = rows_of(CHARTS["time_series"](LIGHT))
        secret = [row for row in rows if row.get("shown") == "• (geheim zu halten)"]
        assert [(row["label"], row["when"], row.get("value")) for row in secret] == [
            ("Auental", "31.12.2020", None)
        ]
        assert not [row for row in rows if row.get("value") == 0]
        assert "• geheim zu halten" in " ".join(words_of(CHARTS["time_series"](LIGHT)))

    def test_tooltips_carry_value_and_unit(self):
        shown = {row.get("shown") for row in rows_of(CHARTS["time_series"](LIGHT))}
        assert "1.030,3 je 100 Personen" in shown

    def test_a_value_beside_a_secret_status_is_refused(self):
        leak = lines_of_all().assign(value=1.0)
        with pytest.raises(ValueError, match="status allows none"):
            lines.time_series(leak, QUOTIENT)

    def test_lines_are_named_at_their_ends_and_the_break_above(self):
        words = words_of(CHARTS["time_series"](LIGHT))
        assert {"Auental", "Landkreis Auental", "Zensus 2022"} <= set(words)

    def test_provisional_values_are_explained(self):
        assert "○ vorläufig oder geschätzt" in " ".join(words_of(CHARTS["time_series"](LIGHT)))

    def test_months_stand_within_their_year(self):
        monthly = kreis_series().assign(period=["2019-01", "2019-07", "2020-01", "2020-07"])
        chart = lines.time_series(monthly.assign(role="selected"), QUOTIENT)
        assert {row["x"] for row in rows_of(chart) if "when" in row} == {2019, 2019.5, 2020, 2020.5}


class TestSmallMultiples:
    def test_every_area_has_its_own_cell_and_the_kreis_in_it(self):
        spec = CHARTS["small_multiples"](LIGHT)
        assert set(AREAS.values()) <= {row["text"] for row in rows_of(spec) if "text" in row}
        per_area = [
            rows for rows in tables_of(spec) if rows and set(rows[0]) == {"px", "py", "ags"}
        ]
        assert sorted(len(rows) for rows in per_area) == [12, 12]

    def test_sixty_gemeinden_stay_small(self):
        many = pd.concat(
            [kreis_series().assign(ags=f"9901{n:04d}", label=f"Gemeinde {n}") for n in range(60)]
        )
        spec = multiples.small_multiples(many, kreis_series(), QUOTIENT)
        assert len(json.dumps(spec)) < 150_000


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

    def test_ranking_begins_with_the_highest_and_ends_without_value(self):
        spec = CHARTS["ranking"](LIGHT)
        order = spec["layer"][0]["encoding"]["y"]["sort"]
        assert order == ["Kreis 3", "Kreis 2", "Kreis 1", "Kreis 0", "Kreis 4"]
        assert "Kreis 1.510,0" in words_of(CHARTS["ranking"](LIGHT))


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
        lambda left: comparison.spread(left(gemeinden()), QUOTIENT),
        lambda left: pyramid.pyramid(left(people())),
        lambda left: needs.ranking(left(kreise()), QUOTIENT),
    ],
    ids=["time_series", "band", "small_multiples", "spread", "pyramid", "ranking"],
)
def test_nothing_to_show_is_drawn_empty_and_not_as_zero(draw, left):
    spec = draw(left)
    assert vl_convert.vegalite_to_svg(json.dumps(spec, allow_nan=False)).startswith("<svg")
    assert not [row for row in rows_of(spec) if row.get("value") is not None]
