"""Where a Gemeinde or Kreis grew by its neighbours, nothing is told as a development."""

import pandas as pd
import pytest

from monitoring.queries import portrait
from monitoring.queries.ask import open_release
from monitoring.release.location import database_path
from monitoring.ui.cached import answering_from
from monitoring.ui.map_question import picture_of, question_of
from tests.data.test_thueringen import releases  # noqa: F401 - the fixture

KOELLEDA, WARTBURGKREIS = "16068034", "16063"
WORDS = {
    "indikator": "bevoelkerung",
    "gebiet": "16068",
    "ebene": "gemeinde",
    "zeitraum": "2021-12-31",
    "vergleich": "2013-12-31",
    "methode": "quantile",
    "klassen": "5",
    "palette": "petrol",
    "grenzen": "fest",
}


@pytest.fixture(scope="module")
def newest(releases: dict[str, str]) -> str:  # noqa: F811 - the fixture as a parameter
    return releases["2021-01-01"]


def test_the_map_shows_no_change_of_an_area_that_grew(newest: str):
    with answering_from(newest):
        question = question_of(WORDS)
        assert question is not None
        rows = picture_of(question).frame.set_index("ags")
    grown = rows.loc[KOELLEDA]
    assert pd.isna(grown["value"])
    assert (grown["status"], grown["note"]) == ("not_comparable", "territory")
    assert rows.loc[rows["inside"], "value"].notna().sum() > 20


def test_the_profile_neither(newest: str):
    with open_release(database_path(newest)) as release:
        found = portrait.profile(release, area=KOELLEDA, keys=[KOELLEDA, "16068"], years=5)
    people = found[(found["indicator"] == "bevoelkerung")].set_index("ags")
    assert pd.isna(people.loc[KOELLEDA, "earlier_value"])


def test_people_and_area_of_a_kreis_belong_together(newest: str):
    """Eisenach came to the Wartburgkreis in July 2021, after the boundaries of the release."""
    with open_release(database_path(newest)) as release:
        people, km2 = release.execute(
            "SELECT population, area_km2 FROM area WHERE ags = ?", [WARTBURGKREIS]
        ).fetchall()[0]
    assert people < 125_000, "without Eisenach, as the area is"
    assert people / km2 == pytest.approx(93.9, abs=0.5)
