"""Tables of values: the office's mark beside its figure, the order by name."""

import pandas as pd
import pytest

from monitoring.figures import Quality, quality_of
from monitoring.reports.view import Column, cell_text
from monitoring.ui.gebietsprofil import Area
from monitoring.ui.gebietsprofil_view import profile_table
from monitoring.ui.value_tables import page_of, value_table

VALUE = Column("value", "Wert", "number", 1)


def frame(notes: list[str]) -> pd.DataFrame:
    """One area for each note."""
    figures = {"value": 2.5, "rank": 1.0, "numerator": 5.0, "denominator": 2.0}
    rows = [{"label": f"G{n}", "ags": str(n), "note": note} for n, note in enumerate(notes)]
    return pd.DataFrame(rows).assign(status="reported", **figures)


@pytest.mark.parametrize(
    ("note", "quality"),
    [
        ("provisional", Quality.PROVISIONAL),
        ("limited,uninhabited,territory", Quality.LIMITED),
        ("territory", Quality.FINAL),
        ("", Quality.FINAL),
        (None, Quality.FINAL),
    ],
)
def test_quality_is_told_by_the_note(note: str | None, quality: Quality):
    assert quality_of(note) is quality


def test_value_and_numerator_carry_the_sign_and_the_rest_does_not():
    notes = ["provisional", "revised,territory", "estimated", "limited", "territory"]
    table = value_table(frame(notes), VALUE, parts=True)
    places = {column.id: place for place, column in enumerate(table.columns)}

    def texts(name: str) -> list[str]:
        place = places[name]
        return [cell_text(row[place], table.columns[place]) for row in table.rows]

    assert texts("value") == ["2,5 p", "2,5 r", "2,5 s", "(2,5)", "2,5"]
    assert texts("numerator") == ["5 p", "5 r", "5 s", "(5)", "5"]
    assert texts("denominator") == ["2"] * 5
    assert texts("rank") == ["1"] * 5
    assert texts("note")[0] == "vorläufiger Wert"


def test_a_secret_value_has_no_sign():
    secret = frame(["provisional"]).assign(value=float("nan"), status="suppressed")
    assert cell_text(value_table(secret, VALUE, parts=False).rows[0][2], VALUE) == "•"


def test_rows_stand_by_name_with_umlauts_among_their_letters():
    rows = frame([""] * 3).assign(label=["Zella", "Öhringen", "Olm"])
    assert page_of(rows, "x")["label"].tolist() == ["Öhringen", "Olm", "Zella"]


def test_key_figures_of_the_profile_carry_the_sign():
    area = Area("1", "A", "gemeinde", (("2", "K"),))
    row = {"topic": "T", "indicator": "i", "title": "I", "unit": "%", "decimals": 1, "value": 2.5,
           "period": "2019", "status": "reported"}  # fmt: skip
    both = pd.DataFrame([row | {"ags": "1", "note": "provisional"}, row | {"ags": "2", "note": ""}])
    table = profile_table(area, both)
    assert [cell_text(cell, VALUE) for cell in table.rows[0][4:]] == ["2,5 p", "2,5"]
