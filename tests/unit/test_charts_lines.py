"""Line charts and small multiples: their data, gaps, marks and notes."""

import json

import pandas as pd
import pytest

from monitoring.charts import lines, multiples
from monitoring.charts.theme import LIGHT
from tests.chart_figures import (
    AREAS,
    CHARTS,
    QUOTIENT,
    YEARS,
    kreis_series,
    lines_of_all,
    rows_of,
    series,
    tables_of,
    words_of,
)


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

    def test_an_axis_that_does_not_begin_at_zero_says_so(self):
        assert "Achse beginnt bei 1.029" in " ".join(words_of(CHARTS["time_series"](LIGHT)))
        low = lines_of_all().assign(value=lambda rows: rows["value"] - 1030)
        chart = lines.time_series(low, QUOTIENT)
        assert "Achse" not in " ".join(words_of(chart))


class TestSmallMultiples:
    def test_every_area_has_its_own_cell_and_the_kreis_in_it(self):
        spec = CHARTS["small_multiples"](LIGHT)
        assert set(AREAS.values()) <= {row["text"] for row in rows_of(spec) if "text" in row}
        per_area = [
            rows for rows in tables_of(spec) if rows and set(rows[0]) == {"px", "py", "ags"}
        ]
        assert sorted(len(rows) for rows in per_area) == [12, 12]

    def test_the_axis_says_where_it_begins(self):
        assert "Achse beginnt bei 1.02" in " ".join(words_of(CHARTS["small_multiples"](LIGHT)))

    def test_a_change_of_territory_is_a_rule_in_its_cell(self):
        changes = pd.DataFrame(
            [("99010003", "Dornheim", *YEARS[1:3]), ("99010", "Landkreis Auental", *YEARS[:2])],
            columns=["ags", "label", "before", "period"],
        )
        chart = multiples.small_multiples(
            series(), kreis_series(), QUOTIENT, changes=changes, columns=2
        )
        rules = [row for row in rows_of(chart) if "between" in row]
        assert [(row["label"], row["between"]) for row in rules] == [
            ("Dornheim", "zwischen 31.12.2020 und 31.12.2021")
        ]
        known = [row for row in rows_of(chart) if row.get("label") == "Dornheim" and "when" in row]
        at = {row["when"]: row["px"] for row in known}
        assert at["31.12.2020"] < rules[0]["px"] < at["31.12.2021"]
        assert rules[0]["foot"] < rules[0]["head"]
        assert "gestrichelt: Gebietsänderung" in " ".join(words_of(chart))

    def test_without_a_change_of_territory_there_is_no_rule(self):
        words = " ".join(words_of(CHARTS["small_multiples"](LIGHT)))
        assert "Gebietsänderung" not in words

    def test_cells_stand_by_name_with_umlauts_among_their_letters(self):
        names = {"Auental": "Zella", "Birkenfelde": "Öchsen", "Dornheim": "Oechsen"}
        told = series().assign(label=lambda rows: rows["label"].map(names))
        chart = multiples.small_multiples(told, kreis_series(), QUOTIENT, order="name")
        titles = [row["text"] for row in rows_of(chart) if row.get("text") in names.values()]
        assert titles == ["Öchsen", "Oechsen", "Zella"]

    def test_sixty_gemeinden_stay_small(self):
        many = pd.concat(
            [kreis_series().assign(ags=f"9901{n:04d}", label=f"Gemeinde {n}") for n in range(60)]
        )
        spec = multiples.small_multiples(many, kreis_series(), QUOTIENT)
        assert len(json.dumps(spec)) < 150_000
