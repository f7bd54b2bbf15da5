"""Every chart: a valid specification, its data, German numbers, nothing secret."""

import json
import re

import altair as alt
import numpy as np
import pandas as pd
import pytest
import vl_convert

from monitoring.analysis.comparison import SeriesBreak, quartiles
from monitoring.charts import bars, comparison, lines, multiples, needs, pyramid, scatter
from monitoring.charts.measure import Measure
from monitoring.charts.theme import DARK, LIGHT, specification

QUOTIENT = Measure("Altenquotient", "je 100 Personen", 1)
COUNT = Measure("Arbeitslose", "Personen", 0)
AREAS = {"99010001": "Auental", "99010002": "Birkenfelde", "99010003": "Dornheim"}
YEARS = ["2019-12-31", "2020-12-31", "2021-12-31", "2022-12-31"]


def series() -> pd.DataFrame:
    rows = [
        (ags, label, period, 1030.25 + 10 * i + t, "reported", None)
        for i, (ags, label) in enumerate(AREAS.items())
        for t, period in enumerate(YEARS)
    ]
    table = pd.DataFrame(rows, columns=["ags", "label", "period", "value", "status", "note"])
    table.loc[1, ["value", "status"]] = [np.nan, "suppressed"]
    table.loc[6, ["value", "status"]] = [np.nan, "missing"]
    table.loc[3, "note"] = "vorläufig"
    return table


def kreis_series() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ags": "99010", "label": "Landkreis Auental", "period": YEARS,
            "value": [1031.0, 1032, 1033, 1034], "status": "reported",
        }
    )  # fmt: skip


def lines_of_all() -> pd.DataFrame:
    own = series().assign(role="selected")
    return pd.concat([own, kreis_series().assign(role="kreis")], ignore_index=True)


def kreise(count: int = 5) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "ags": [f"99{n:03d}" for n in range(count)],
            "label": [f"Kreis {n}" for n in range(count)],
            "value": [1500.5 + 25 * n for n in range(count)],
            "status": "reported",
            "highlighted": [n == 1 for n in range(count)],
            "population": 50_000 + np.arange(count),
            "density": 120.4,
        }
    )
    table.loc[count - 1, ["value", "status"]] = [np.nan, "suppressed"]
    return table


def dots(count: int = 5, **settings) -> alt.LayerChart:
    table = kreise(count)
    return comparison.dot_plot(
        table, QUOTIENT, land_value=1525.0, land_label="Land",
        quartiles=quartiles(table["value"]), **settings,
    )  # fmt: skip


def gemeinden() -> pd.DataFrame:
    table = series().loc[lambda rows: rows["period"] == YEARS[0]]
    return table.assign(
        kreis="99010", kreis_label="Landkreis Auental", kreis_value=1031.0, highlighted=True
    )


def several() -> pd.DataFrame:
    parts = [("a", "Altenquotient", "je 100", 1), ("b", "Wanderungssaldo", "je 1.000", 1)]
    tables = [
        kreise().assign(indicator=i, title=t, unit=u, decimals=d, value=lambda rows, s=s: rows["value"] * s)
        for (i, t, u, d), s in zip(parts, (1, -1), strict=True)
    ]  # fmt: skip
    return pd.concat(tables)


def people() -> pd.DataFrame:
    bands = [(0, 2), (3, 17), (18, 64), (65, None)]
    rows = [(s, a, b, 100 * (n + 1)) for s in ("male", "female") for n, (a, b) in enumerate(bands)]
    table = pd.DataFrame(rows, columns=["sex", "age_from", "age_to", "value"])
    return table.astype({"age_to": "Int64", "value": float}).assign(status="reported")


def parts() -> pd.DataFrame:
    rows = [
        ("1", "A", 0.5, 0.2),
        ("1", "A", -0.3, 0.2),
        ("2", "B", 0.25, 1.0),
        ("2", "B", 0.75, 1.0),
    ]
    table = pd.DataFrame(rows, columns=["ags", "label", "contribution", "index"])
    return table.assign(indicator=["x", "y"] * 2, title=["Erstes", "Zweites"] * 2)


def pairs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ags": list(AREAS), "label": list(AREAS.values()), "x": [1.5, 2.5, np.nan],
            "y": [10.0, 20.0, 30.0], "population": [250, 4000, 900],
            "highlighted": [False, True, False], "small": [True, False, False],
        }
    )  # fmt: skip


CHARTS = {
    "time_series": lambda look: lines.time_series(
        lines_of_all(), QUOTIENT, breaks=[SeriesBreak(YEARS[3], "Zensus 2022")], look=look
    ),
    "indexed": lambda look: lines.time_series(lines_of_all(), QUOTIENT, base=100.0, look=look),
    "band": lambda look: lines.band(
        series().assign(highlighted=lambda rows: rows["ags"] == "99010003"), QUOTIENT, look=look
    ),
    "sparkline": lambda look: lines.sparkline(series().head(4), QUOTIENT, look=look),
    "small_multiples": lambda look: multiples.small_multiples(
        series(), kreis_series(), QUOTIENT, columns=2, look=look
    ),
    "dot_plot": lambda look: dots(look=look),
    "dot_plot_of_many": lambda look: dots(80, look=look),
    "spread": lambda look: comparison.spread(gemeinden(), QUOTIENT, look=look),
    "bars_table": lambda look: bars.bars_table(several(), look=look),
    "pyramid": lambda look: pyramid.pyramid(
        people(), comparison=people(), comparison_label="Kreis", look=look
    ),
    "scatter": lambda look: scatter.scatter(
        pairs(), QUOTIENT, COUNT, directions=(1, -1), references=(2.0, 15.0), look=look
    ),
    "contributions": lambda look: needs.contributions(parts(), look=look),
    "ranking": lambda look: needs.ranking(kreise(), QUOTIENT, reference=1510.0, look=look),
}


def rows_of(chart: alt.LayerChart) -> list[dict]:
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def words_of(chart: alt.LayerChart) -> list[str]:
    svg = vl_convert.vegalite_to_svg(json.dumps(specification(chart)))
    return re.findall(r">([^<>]+)</text>", svg)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", CHARTS)
class TestEveryChart:
    def test_is_valid_and_can_be_drawn(self, name, look):
        chart = CHARTS[name](look)
        spec = chart.to_dict()
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
                 if r.get("shown") and r["value"] is not None}  # fmt: skip
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
        assert [(row["label"], row["when"], row["value"]) for row in secret] == [
            ("Auental", "31.12.2020", None)
        ]
        assert not [row for row in rows if row.get("value") == 0]
        assert "• geheim zu halten" in " ".join(words_of(CHARTS["time_series"](LIGHT)))

    def test_tooltips_carry_value_and_unit(self):
        shown = {row.get("shown") for row in rows_of(CHARTS["time_series"](LIGHT))}
        assert "1.030,2 je 100 Personen" in shown

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
        spec = CHARTS["small_multiples"](LIGHT).to_dict()
        titles = {r["text"] for rows in spec["datasets"].values() for r in rows if "text" in r}
        assert set(AREAS.values()) <= titles
        per_area = [
            rows
            for rows in spec["datasets"].values()
            if rows and set(rows[0]) == {"px", "py", "ags"}
        ]
        assert sorted(len(rows) for rows in per_area) == [12, 12]

    def test_sixty_gemeinden_stay_small(self):
        many = pd.concat(
            [kreis_series().assign(ags=f"9901{n:04d}", label=f"Gemeinde {n}") for n in range(60)]
        )
        spec = specification(multiples.small_multiples(many, kreis_series(), QUOTIENT))
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
        assert "3: 1.030,2 bis 1.050,2, Median 1.040,2" in {row.get("text") for row in rows}

    def test_bars_begin_at_the_zero_of_their_column(self):
        rows = [r for r in rows_of(CHARTS["bars_table"](LIGHT)) if "end" in r]
        first, second = (
            [r for r in rows if r["title"] == t] for t in ("Altenquotient", "Wanderungssaldo")
        )
        assert {r["start"] for r in first} == {0}
        assert all(r["end"] > r["start"] for r in first)
        assert all(r["end"] < r["start"] for r in second)
        longest = max(first, key=lambda r: r["value"])
        for row in first:
            assert row["end"] / longest["end"] == pytest.approx(row["value"] / longest["value"])


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
            assert area == pytest.approx(100 * row["value"] / total)

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
        assert {row["share"] for row in rows if row["value"] == 400} == {"20,0 %"}


class TestNeeds:
    def test_bars_of_an_area_add_up_to_its_index(self):
        rows = [r for r in rows_of(CHARTS["contributions"](LIGHT)) if "end" in r]
        for row in rows:
            assert row["end"] - row["start"] == pytest.approx(row["contribution"])
        ends = [row["end"] for row in rows if row["label"] == "B"]
        assert max(ends) == pytest.approx(1.0)

    def test_scatter_names_only_areas_with_both_values(self):
        words = " ".join(words_of(CHARTS["scatter"](LIGHT)))
        assert "Birkenfelde" in words
        assert "Dornheim" not in words
        assert "1 Gebiet fehlt" in words

    def test_ranking_begins_with_the_highest_and_ends_without_value(self):
        spec = CHARTS["ranking"](LIGHT).to_dict()
        order = spec["layer"][0]["encoding"]["y"]["sort"]
        assert order == ["Kreis 3", "Kreis 2", "Kreis 1", "Kreis 0", "Kreis 4"]
        assert "Kreis 1.510,0" in words_of(CHARTS["ranking"](LIGHT))
