"""Words and digits that look like others: months, ages, sexes, digits of other scripts."""

from pathlib import Path

import openpyxl
import pytest

from monitoring.errors import InputError
from monitoring.readers import read
from monitoring.readers.mapping_measures import age_of, sex_of
from monitoring.readers.period_words import period_within, written_period
from tests.readers import excerpts
from tests.readers.excerpts import own


@pytest.mark.parametrize("year", ["２０２３", "٢٠٢٣"])
def test_digits_of_other_scripts_are_no_year(tmp_path: Path, year: str):
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", f"16068051;{year};5")
    with pytest.raises(InputError, match="Zeile 2"):
        read(path, catalogue=excerpts.catalogue())


@pytest.mark.parametrize(
    "text", ["Jungen 2023", "Augsburg 2023", "Mainz 2023", "Dezernat 2023", "Septett 2023"]
)
def test_words_that_begin_like_a_month_are_none(text: str):
    assert (period_within(text) or ("2023", ""))[0] == "2023"


@pytest.mark.parametrize(
    ("text", "month"),
    [("Juni 2023", "06"), ("Aug. 2023", "08"), ("märz 2023", "03"), ("Sept 2023", "09"),
     ("Dezember 2023", "12"), ("Mai 2023", "05")],
)  # fmt: skip
def test_months(text: str, month: str):
    assert written_period(text) == f"2023-{month}"


@pytest.mark.parametrize(
    ("heading", "band"),
    [
        ("3 bis unter 6 Jahre", (3, 5)),
        ("Kinder 6 bis unter 10", (6, 9)),
        ("unter 3 Jahren", (0, 2)),
        ("15 bis 64 Jahre", (15, 64)),
        ("65 und mehr", (65, None)),
    ],
)
def test_ages(heading: str, band: tuple[int, int | None]):
    assert age_of(heading) == band


@pytest.mark.parametrize(
    ("heading", "sex"),
    [("Männer und Frauen", "total"), ("Jungen und Mädchen", "total"), ("Mädchen", "female"),
     ("männlich", "male")],
)  # fmt: skip
def test_sexes(heading: str, sex: str):
    assert sex_of(heading) == sex


def test_a_hidden_sheet_does_not_go_before_the_one_people_see(tmp_path: Path):
    book = openpyxl.Workbook()
    for name, value in (("alt", 999), ("neu", 5)):
        sheet = book.create_sheet(name)
        sheet.append(["ags", "zeitraum", "hilfen"])
        sheet.append(["16068051", "2019", value])
    book.remove(book.worksheets[0])
    book["alt"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    figures = read(tmp_path / "a.xlsx", catalogue=excerpts.catalogue()).figures
    assert figures["value"].tolist() == [5]
