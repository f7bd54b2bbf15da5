"""Charts over time taken along: their notes, breaks and bands."""

import pandas as pd
import pytest

from monitoring.queries import values
from monitoring.ui import courses, gebietsprofil_charts
from tests.pages.figures import KREIS, LAND
from tests.unit.test_takeaway_parts import RATE, column, complete

CHANGES = pd.DataFrame(columns=["from_key", "to_key", "kind", "until"])


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
        [(key, sex, *rest, "reported") for key, *rest in bands for sex in ("male", "female")],
        columns=["ags", "sex", "age_from", "age_to", "value", "status"],
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
    monkeypatch.setattr(courses, "release_holds", lambda _: True)
    monkeypatch.setattr(
        courses, "table", lambda question: known if question is values.breaks else CHANGES
    )
    course = pd.DataFrame({"ags": "1", "label": "Ort", "period": periods, "value": 1.0, "note": ""})
    assert [each.period for each in courses.breaks_of("a", course)] == marked


def test_a_gemeinde_that_changed_is_marked_in_that_year(monkeypatch: pytest.MonkeyPatch):
    rows = [("2", "1", "dissolved", "2021-01-01"), ("1", "1", "renamed", "2020-01-01")]
    changes = pd.DataFrame(rows, columns=CHANGES.columns)
    none = pd.DataFrame(columns=["indicator", "year", "text"])
    monkeypatch.setattr(courses, "release_holds", lambda _: True)
    monkeypatch.setattr(
        courses, "table", lambda question: none if question is values.breaks else changes
    )
    periods = ["2019-12-31", "2020-12-31", "2021-12-31"]
    course = pd.DataFrame({"ags": "1", "label": "Ort", "period": periods, "value": 1.0, "note": ""})
    (mark,) = courses.breaks_of("a", course)
    assert (mark.period, mark.text) == ("2021-12-31", "Gebietsänderung: Ort")
