"""The part Gebietsreformen of the page Zeitreihen."""

import pandas as pd
import pytest

from monitoring.ui import cached
from monitoring.ui.courses import changed_areas
from monitoring.ui.gebietsreformen import changes_table, day_of
from monitoring.ui.notes import note_text
from tests.pages.conftest import OpenPage, faultless, unfolded
from tests.pages.figures import KREIS


def test_without_changes_the_part_says_so(open_page: OpenPage):
    app = open_page("zeitreihen", gebiet=KREIS)
    unfolded(app, "gebietsreformen")
    faultless(app)
    assert any("keine Gebietsänderungen" in info.value for info in app.info)


@pytest.mark.parametrize(
    ("after", "until", "text"),
    [
        ("2022-12-31", "2023-01-01", "01.01.2023"),
        ("2020-12-31", "2021-12-31", "31.12.2020 bis 31.12.2021"),
    ],
)
def test_a_day_or_the_span_it_lies_in(after: str, until: str, text: str):
    assert day_of(after, until) == text


def test_a_row_tells_who_handed_how_much_to_whom():
    row = (
        "A1",
        "Anrode",
        "B1",
        "Unstruttal",
        "partial",
        "2022-12-31",
        "2023-01-01",
        0.25,
        0.3,
        750,
    )
    columns = ["from_key", "from_name", "to_key", "to_name", "kind", "after", "until"]
    columns += ["share_population", "share_area", "population"]
    (cells,) = changes_table(pd.DataFrame([row], columns=columns)).rows
    told = [cell.value for cell in cells]
    assert told[:4] == ["01.01.2023", "Anrode", "Unstruttal", "Teil abgegeben"]
    assert told[4:] == [750, 25, "A1", "B1"]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("estimated,share_12", "zu 12\u00a0% geschätzt"),
        ("estimated,share_0", "zu weniger als 1\u00a0% geschätzt"),
        ("estimated", "geschätzter Wert"),
    ],
)
def test_an_estimate_says_how_much_of_it_is_one(note: str, text: str):
    assert note_text(note) == text


def test_a_release_from_before_opens_and_says_what_to_do(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
):
    known = cached.manifest

    def older():
        tables = {k: v for k, v in known()["tables"].items() if k != "area_change"}
        return {**known(), "tables": tables}

    monkeypatch.setattr(cached, "manifest", older)
    app = open_page("zeitreihen", gebiet=KREIS)
    unfolded(app, "gebietsreformen")
    faultless(app)
    assert any("Erstellen Sie unter **Einlesen** einen neuen" in info.value for info in app.info)


def test_a_kreis_changes_where_a_gemeinde_crosses_its_border():
    columns = ["from_key", "to_key", "until"]
    inside = ("16063001", "16063002", "2019-01-01")
    across = ("16056000", "16063105", "2021-07-01")
    found = set(changed_areas(pd.DataFrame([inside, across], columns=columns)))
    assert {key for key, day in found if day == "2019-01-01"} == {"16063001", "16063002"}
    assert {key for key, day in found if day == "2021-07-01"} == {
        "16056000", "16063105", "16056", "16063"
    }  # fmt: skip
