"""Queries on the sample release: what columns they give, in what order, for which territory."""

import json
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from monitoring.queries import portrait, selection, values
from monitoring.queries.ask import SQL, ask, open_release
from tests.unit.questions import ANSWERS, INDICATOR, LAND

Release = duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def database(sample_data_dir: Path) -> Path:
    pointer = json.loads((sample_data_dir / "current.json").read_text(encoding="utf-8"))
    return sample_data_dir / "releases" / pointer["release"] / "release.duckdb"


@pytest.fixture(scope="module")
def release(database: Path) -> Iterator[Release]:
    connection = open_release(database)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def words(release: Release) -> dict[str, Any]:
    """Parameters that fit: a Kreis, one of its Gemeinden, the latest period of an indicator."""
    kreis, gemeinde = release.execute(
        "SELECT parent, min(ags) FROM area WHERE level = 'gemeinde' AND NOT unincorporated "
        "GROUP BY parent HAVING count(*) > 3 ORDER BY 1 LIMIT 1"
    ).fetchall()[0]
    return {
        "kreis": kreis,
        "gemeinde": gemeinde,
        "keys": [gemeinde, kreis, LAND],
        "period": selection.periods(release)
        .query("indicator == @INDICATOR and level == 'gemeinde'")["period"]
        .iloc[-1],
    }


LISTS = {"pyramid_periods", "area_changes", "changed_areas", "missing_steps"}
# asked in tests/pages/test_boundaries.py and test_daten_qualitaet.py
DIFFERENCES = {"boundary_differences", "sum_differences"}
# asked in tests/pages/test_planungsraeume.py, as the sample has none
OF_PLANUNGSRAEUME = {"related", "outlines", "spread_of_planungsraeume"}


class TestColumns:
    @pytest.mark.parametrize("name", ANSWERS)
    def test_an_answer_has_rows_and_the_columns_it_promises(self, release, words, name: str):
        question, columns = ANSWERS[name]
        frame = question(release, words)
        assert list(frame.columns) == columns
        assert len(frame) > 0

    def test_every_question_is_asked_here(self):
        elsewhere = LISTS | OF_PLANUNGSRAEUME | DIFFERENCES
        assert {path.stem for path in SQL.glob("*.sql")} == set(ANSWERS) | elsewhere

    def test_periods_come_from_the_oldest(self, release, words):
        every = selection.periods(release).groupby(["indicator", "level"])["period"].agg(list)
        pyramid = portrait.pyramid_periods(release, area=words["gemeinde"])
        assert all(found == sorted(set(found)) for found in (*every, pyramid))

    def test_a_period_is_known_if_any_area_has_a_value(self, release):
        areas = selection.periods(release).set_index(["indicator", "level", "period"])["areas"]
        sql = "SELECT indicator, level, period FROM value WHERE value IS NOT NULL"
        assert set(areas[areas > 0].index) == set(release.execute(sql).fetchall())


class TestMapValues:
    def ask(self, release: Release, words: dict[str, Any], **changes: Any) -> pd.DataFrame:
        given = {"indicator": INDICATOR, "level": "gemeinde", "period": words["period"]}
        return values.map_values(release, **(given | changes))

    @pytest.mark.parametrize("level", ["gemeinde", "verband", "kreis", "land"])
    def test_rows_come_in_the_order_of_the_layer(self, release, words, level: str):
        order = "SELECT ags FROM layer_area WHERE level = ? ORDER BY position"
        keys = [key for (key,) in release.execute(order, [level]).fetchall()]
        figures = "SELECT ags, status, value FROM value WHERE indicator = ? AND level = ?"
        asked = f"{figures} AND period = ?", [INDICATOR, level, words["period"]]
        known = {key: rest for key, *rest in release.execute(*asked).fetchall()}
        found = self.ask(release, words, level=level)
        assert values.layer_areas(release, level=level)["ags"].tolist() == keys
        shown = found["value"].astype(object).where(found["value"].notna(), None)
        expected = [known.get(key, ["missing", None]) for key in keys]
        assert [list(row) for row in zip(found["status"], shown, strict=True)] == expected

    def test_every_area_has_a_row_even_where_nothing_is_known(self, release, words):
        found = self.ask(release, words, period="1900")
        assert set(found["status"]) == {"missing"}
        assert set(found["note"]) == {""}
        assert found["value"].isna().all()

    def test_a_secret_value_has_no_number(self, release, words):
        secret = "SELECT DISTINCT indicator, period FROM value WHERE status = 'suppressed'"
        rows = release.execute(f"{secret} AND level = 'gemeinde' ORDER BY ALL LIMIT 5").fetchall()
        assert rows
        for indicator, period in rows:
            found = self.ask(release, words, indicator=indicator, period=period)
            secret = found[found["status"] == "suppressed"]
            assert len(secret) > 0
            assert secret[["value", "numerator", "denominator"]].isna().all(axis=None)


class TestTerritory:
    @pytest.mark.parametrize("name", ["areas", "series_within", "comparison_table"])
    def test_within_limits_to_the_keys_that_begin_so(self, release, words, name: str):
        frame = ANSWERS[name][0](release, words)
        assert frame["ags"].str.startswith(words["kreis"]).all()

    def test_without_a_territory_all_areas_come(self, release):
        everywhere = selection.areas(release, level="gemeinde")
        assert everywhere["parent"].nunique() > 1
        by_kreis = [
            len(selection.areas(release, level="gemeinde", within=key))
            for key in everywhere["parent"].unique()
        ]
        assert sum(by_kreis) == len(everywhere)


def test_a_profile_shows_each_area_at_the_period_of_the_first(release, words):
    frame = portrait.profile(release, area=words["gemeinde"], keys=words["keys"], years=5)
    by_indicator = frame.groupby("indicator")
    assert (by_indicator["period"].nunique() == 1).all()
    years = frame["period"].str[:4].astype(int) - frame["earlier_period"].str[:4].astype(float)
    assert years.dropna().min() >= 5


def test_a_released_file_cannot_be_changed_nor_another_be_read(release: Release, tmp_path: Path):
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        release.cursor().execute("DELETE FROM value")
    (tmp_path / "a.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.PermissionException):
        release.cursor().execute(f"FROM '{tmp_path / 'a.csv'}'")
    with pytest.raises(duckdb.Error):
        release.cursor().execute("SET enable_external_access = true")


def test_two_thousand_questions_of_eight_threads_on_one_connection_get_their_own_answers(
    release: Release, words: dict[str, Any]
):
    rows = release.execute(
        "SELECT indicator, ags, period, value FROM value_by_area WHERE value IS NOT NULL "
        "AND ags LIKE ? || '%'",
        [words["kreis"]],
    ).fetchall()
    expected: dict[tuple[str, str], dict[str, float]] = {}
    for indicator, ags, period, value in rows:
        expected.setdefault((indicator, ags), {})[period] = value
    asked = random.Random(1).choices(sorted(expected), k=2_000)

    def wrong(question: tuple[str, str]) -> bool:
        indicator, ags = question
        frame = ask(release, "series", indicator=indicator, keys=[ags])
        known = frame[frame["value"].notna()]
        found = dict(zip(known["period"], known["value"], strict=True))
        return set(frame["ags"]) != {ags} or found != expected[question]

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(wrong, asked)) == 0
