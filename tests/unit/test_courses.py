"""Charts over time taken along: their notes, breaks and bands."""

from itertools import pairwise

import pandas as pd
import pytest

from monitoring.queries import values
from monitoring.ui import courses, gebietsprofil_charts
from tests.pages.figures import KREIS, LAND
from tests.unit.test_takeaway_parts import RATE, column, complete

YEARS = ["2019-12-31", "2020-12-31", "2021-12-31"]
NO_BREAKS = pd.DataFrame(columns=["indicator", "year", "text"])


def test_numbers_of_people_over_time_are_an_index_and_say_so(offered):
    view = complete(
        offered("zeitreihen", "alle Gemeinden", gebiet=KREIS, indikator="bevoelkerung")()
    )
    (value,) = [each for each in view.table.columns if each.title == "Wert"]
    assert value.unit.endswith("= 100")
    assert any("Verlauf als Index" in note for note in view.notes)
    assert any("Zensus" in note for note in view.notes)


def test_a_whole_land_is_a_band_with_its_breaks(offered):
    view = complete(offered("zeitreihen", "alle Gemeinden", gebiet=LAND, indikator=RATE)())
    assert "Zensus 2022" in view.drawings[0].spec


def test_bands_of_another_delivery_stay_apart():
    bands = [("1", 0, 64, 800.0), ("1", 65, None, 150.0), ("2", 0, 64, 5000.0)]
    bands += [("2", 65, 74, 900.0), ("2", 75, None, 600.0)]
    frame = pd.DataFrame(
        [(key, sex, *rest, "reported", "") for key, *rest in bands for sex in ("male", "female")],
        columns=["ags", "sex", "age_from", "age_to", "value", "status", "note"],
    ).astype({"age_to": "Int64"})
    table = gebietsprofil_charts.age_table(frame, {"1": "Dorf", "2": "Kreis"})
    ages = column(table, "Alter")
    for key, expected in (
        ("1", {"0 bis 64": 800.0, "65 und älter": 150.0}),
        ("2", {"0 bis 64": 5000.0, "65 bis 74": 900.0, "75 und älter": 600.0}),
    ):
        told = dict(zip(ages, column(table, f"{key}_female"), strict=True))
        assert {age: value for age, value in told.items() if value is not None} == expected


def test_links_lead_to_what_was_chosen_last(offered):
    """Also on a page that has not been drawn to its end since."""
    view = offered("kreisvergleich", "Spannweite", gebiet=KREIS, indikator=RATE)()
    assert f"indikator={RATE}" in view.link
    assert f"gebiet={KREIS}" in view.link


@pytest.mark.parametrize(
    ("periods", "marked"),
    [
        (["2021-12-31", "2022-12-31", "2023-12-31"], ["2022-12-31"]),
        (["2021-12-31", "2023-12-31"], ["2023-12-31"]),  # nothing was delivered for the year itself
        (["2022-12-31", "2023-12-31"], []),  # no line crosses it
        (["2019-12-31", "2021-12-31"], []),
    ],
)
def test_a_break_stands_where_a_line_crosses_it(
    monkeypatch: pytest.MonkeyPatch, periods: list[str], marked: list[str]
):
    known = pd.DataFrame({"indicator": ["a"], "year": [2022], "text": ["Basis Zensus 2022"]})
    answers(monkeypatch, breaks=known)
    course = pd.DataFrame({"ags": "1", "label": "Ort", "period": periods, "value": 1.0, "note": ""})
    assert [each.period for each in courses.breaks_of("a", course)] == marked


def answers(
    monkeypatch: pytest.MonkeyPatch,
    *changes: tuple[str, str],
    breaks: pd.DataFrame = NO_BREAKS,
) -> None:
    """A release in which these areas changed on these days."""
    known = pd.DataFrame(list(changes), columns=["ags", "until"], dtype="str")
    monkeypatch.setattr(courses, "release_holds", lambda _: True)
    monkeypatch.setattr(
        courses, "table", lambda question: breaks if question is values.breaks else known
    )


def course_of(*keys: str, own_until: str = "") -> pd.DataFrame:
    """Areas over the years, on a territory of their own up to a year."""
    rows = [
        (key, f"Ort {key}", year, 1.0, "territory" if year <= own_until else "")
        for key in keys
        for year in YEARS
    ]
    return pd.DataFrame(rows, columns=["ags", "label", "period", "value", "note"])


def test_what_changed_is_marked_in_that_year_and_nowhere_else(monkeypatch: pytest.MonkeyPatch):
    """Figures that were withheld until another year are no second change of it."""
    answers(monkeypatch, ("1", "2021-01-01"), ("2", "2021-07-01"), ("9", "2020-01-01"))
    course = course_of("2", "1", "3", own_until="2019-12-31")
    marks = [(each.period, each.text) for each in courses.breaks_of("a", course)]
    assert marks == [
        ("2020-12-31", "Gebietsänderung: Ort 3"),
        ("2021-12-31", "Gebietsänderung: Ort 2 und Ort 1"),
    ]


def test_without_known_changes_the_figures_tell_of_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(courses, "release_holds", lambda _: False)
    monkeypatch.setattr(courses, "table", lambda _: NO_BREAKS)
    (mark,) = courses.breaks_of("a", course_of("1", "2", "3", "4", own_until="2020-12-31"))
    assert (mark.period, mark.text) == ("2021-12-31", "Gebietsänderung: 4 Gebiete")


def test_every_area_has_its_own_change_between_two_periods(monkeypatch: pytest.MonkeyPatch):
    days = ("2020-01-01", "2020-07-01", "2021-01-01")
    answers(monkeypatch, *(("1", day) for day in days), ("2", "2019-01-01"))
    found = courses.area_breaks(course_of("1", "2"))
    assert found.to_dict("records") == [
        {"ags": "1", "label": "Ort 1", "before": before, "period": period}
        for before, period in pairwise(YEARS)
    ]


def test_no_mark_stands_where_only_another_area_has_figures(monkeypatch: pytest.MonkeyPatch):
    answers(monkeypatch, ("1", "2020-07-01"))
    course = course_of("1", "2").drop(index=0)
    assert courses.area_breaks(course).empty
