"""GENESIS tables as Excel: keys of four lengths in one column, merged headings, Bavarian names."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from monitoring.catalogue import load_catalogue
from monitoring.errors import InputError
from monitoring.readers import genesis_workbook, read
from monitoring.readers.inputs import inspected
from tests.readers import excerpts
from tests.readers.lfstat_excerpts import FOOT, HEADS, KREIS, ROWS, TOP, read_table, workbook
from tests.readers.web_excerpts import told

EMPLOYED = "Sozialversicherungspflichtig Beschäftigte am Wohnort"


def fault(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path, catalogue=load_catalogue())
    return caught.value


def test_districts_are_left_and_every_other_level_counts_once(tmp_path: Path):
    delivery = read_table(workbook(tmp_path / "a.xlsx", *ROWS))
    total = delivery.figures[delivery.figures["sex"] == "total"]
    assert dict(zip(total["key"], total["value"], strict=True)) == {
        "09": 1000, "09161": 140, "09178": 90, "09178113": 5, "09178124": 49, "09178137": 19,
        "09178140": 5,
    }  # fmt: skip
    assert dict(zip(total["key"], total["level"], strict=True))["09161"] == "kreis"
    assert set(delivery.figures["base_figure"]) == {"bevoelkerung"}
    assert set(delivery.figures["period"]) == {"2022-12-31"}
    (left,) = [finding for finding in delivery.findings if finding.kind == "left_district"]
    assert (left.place, left.count) == ("Zeile 8", 1)


def test_signs_keep_their_meanings(tmp_path: Path):
    figures = read_table(workbook(tmp_path / "a.xlsx", *ROWS)).figures
    sexes = figures[figures["sex"] != "total"].set_index(["key", "sex"])["status"]
    assert sexes["09178137"].to_dict() == {"male": "nil", "female": "suppressed"}
    assert sexes["09178140"].to_dict() == {"male": "not_applicable", "female": "not_yet"}


def test_the_office_is_named_by_its_footer(tmp_path: Path):
    assert read_table(workbook(tmp_path / "a.xlsx", KREIS)).source == "lfstat_bayern"
    other = workbook(tmp_path / "b.xlsx", KREIS, foot=(FOOT[0], ("© Ein anderes Amt",)))
    assert read_table(other).source == "regionalstatistik"
    assert load_catalogue().sources["lfstat_bayern"].licence == "CC BY 4.0"


@pytest.mark.parametrize("merged", [True, False])
def test_ages_stand_below_an_area_that_is_named_once(tmp_path: Path, merged: bool):
    heads = (("", "", "", "Bevölkerung"), ("", "", "Altersgruppen", "Insgesamt"))
    rows = [
        ("09178", "Freising (Lkr)", "unter 3 Jahre", 3),
        ("", "", "3 bis unter 6 Jahre", 4),
        ("", "", "75 Jahre und älter", 5),
        ("09161", "Ingolstadt (Krfr.St)", "unter 3 Jahre", 6),
    ]
    areas = ("A7:A9", "B7:B9") if merged else ()
    figures = told(
        read_table(workbook(tmp_path / "a.xlsx", *rows, heads=heads, merged=areas)),
        "key", "age_from", "age_to", "value",
    )  # fmt: skip
    assert sorted(figures, key=lambda row: row[3]) == [
        ["09178", 0, 2, 3], ["09178", 3, 5, 4], ["09178", 75, None, 5], ["09161", 0, 2, 6]
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Bevölkerung: Kreise, Altersgruppen, Stichtag", "Bevölkerung"])
def test_ages_without_the_word_years_count_where_the_table_says_that_it_is_by_age(
    tmp_path: Path, title: str
):
    heads = (("", "", "", "Bevölkerung"),)
    rows = [
        ("09178", "Freising (Lkr)", "unter 20", 3),
        ("", "", "20 bis unter 25", 4),
        ("", "", "65 oder mehr", 5),
        ("", "", "Insgesamt", 12),
    ]
    path = workbook(
        tmp_path / "a.xlsx", *rows, top=(*TOP[:2], (title,), TOP[3]), heads=heads, merged=()
    )
    if title == "Bevölkerung":
        assert (fault(path).row, fault(path).found) == (
            6,
            "unter 20, 20 bis unter 25, 65 oder mehr",
        )
        return
    assert told(read_table(path), "key", "age_from", "age_to", "value") == [
        ["09178", 0, 19, 3], ["09178", 20, 24, 4], ["09178", 65, None, 5], ["09178", 0, None, 12]
    ]  # fmt: skip


def test_a_day_of_its_own_is_kept_where_the_area_stands_above(tmp_path: Path):
    heads = (("", "", "", "Altersgruppen", "Bevölkerung"),)
    rows = [
        ("31.12.2021", "09178", "Freising (Lkr)", "unter 3 Jahre", 1),
        ("31.12.2022", "", "", "unter 3 Jahre", 2),
        ("", "", "", "3 bis unter 6 Jahre", 3),
    ]
    path = workbook(tmp_path / "a.xlsx", *rows, top=TOP[:2], heads=heads, merged=())
    assert told(read_table(path), "key", "period", "age_to", "value") == [
        ["09178", "2021-12-31", 2, 1], ["09178", "2022-12-31", 2, 2], ["09178", "2022-12-31", 5, 3]
    ]  # fmt: skip


def test_days_are_dates_of_the_spreadsheet(tmp_path: Path):
    days = ("", "", datetime.datetime(2021, 6, 30), datetime.datetime(2022, 6, 30))
    heads = (("", "", EMPLOYED, ""), days)
    path = workbook(
        tmp_path / "a.xlsx",
        ("09178113", "Allershausen", 1000, 1234.0),
        top=(("13111-103r",), ("Beschäftigte: Gemeinden, Stichtag",)),
        heads=heads,
        merged=("C3:D3",),
    )
    assert told(read_table(path), "base_figure", "key", "period", "value") == [
        ["sv_beschaeftigte_wohnort", "09178113", "2021-06-30", 1000],
        ["sv_beschaeftigte_wohnort", "09178113", "2022-06-30", 1234],
    ]


def test_rows_may_begin_with_the_day(tmp_path: Path):
    heads = (("", "", "", "Bevölkerung"), ("", "", "", "Insgesamt"))
    rows = [("31.12.2021", "09178", "Freising (Lkr)", 88), ("31.12.2022", *KREIS[:3])]
    path = workbook(tmp_path / "a.xlsx", *rows, top=TOP[:3], heads=heads, merged=())
    assert told(read_table(path), "key", "period", "value") == [
        ["09178", "2021-12-31", 88], ["09178", "2022-12-31", 90]
    ]  # fmt: skip


def test_the_number_of_the_table_may_be_the_name_of_the_sheet_alone(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", KREIS, top=TOP[1:], merged=("C4:E4",))
    assert set(read_table(path).figures["base_figure"]) == {"bevoelkerung"}
    nameless = workbook(tmp_path / "b.xlsx", KREIS, top=TOP[1:], merged=("C4:E4",), sheet="Blatt")
    assert fault(nameless).sheet == "Blatt"


def test_a_sum_over_all_levels_is_never_formed_from_the_dash_of_a_gone_area(tmp_path: Path):
    gone = ("09178113", "Allershausen", "-", "-", "-")
    figures = read_table(workbook(tmp_path / "a.xlsx", KREIS, gone)).figures.set_index("key")
    assert set(figures.loc["09178113", "status"]) == {"not_applicable"}


@pytest.mark.parametrize(
    ("rows", "heads", "row", "column", "found"),
    [
        ([("09178", "F", 1, 2, "viele")], HEADS, 7, "E (Bevölkerung, weiblich)", "viele"),
        ([("09178", "F", 1, 2, "49.4511")], HEADS, 7, "E (Bevölkerung, weiblich)", "49.4511"),
        ([(9178, "F", 1, 2, 3)], HEADS, 7, "Schlüssel", "9178"),
        ([KREIS], (HEADS[0], ("", "", "Insgesamt", "ledig", "a")), 6, "D", None),
        ([KREIS], (HEADS[0], ("", "", "Insgesamt", "", "weiblich")), 6, "D", None),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_cell(
    tmp_path: Path, rows: list[Any], heads: Sequence[Any], row: int, column: str, found: str | None
):
    error = fault(workbook(tmp_path / "a.xlsx", *rows, heads=heads))
    assert (error.file, error.sheet, error.row) == ("a.xlsx", "12411-003r", row)
    assert str(error.column).startswith(column)
    assert found is None or error.found == found


def test_a_blank_row_below_an_area_is_no_second_value(tmp_path: Path):
    error = fault(workbook(tmp_path / "a.xlsx", KREIS, ("", "", 1, 2, 3)))
    assert (error.row, error.what) == (8, "Der Gebietsschlüssel fehlt.")


def test_what_is_cut_off_or_holds_two_tables_is_refused(tmp_path: Path):
    assert "Ende fehlt" in fault(workbook(tmp_path / "a.xlsx", KREIS, foot=())).what
    path = workbook(tmp_path / "b.xlsx", KREIS, foot=(*FOOT, KREIS))
    assert "weitere Daten" in fault(path).what
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.worksheets[0])
    book.save(path)
    assert "mehrere Tabellen" in fault(path).what
    whole = workbook(tmp_path / "c.xlsx", KREIS)
    book = openpyxl.load_workbook(whole)
    book.copy_worksheet(book.worksheets[0]).sheet_state = "hidden"
    book.save(whole)
    assert "hidden_sheet" in [finding.kind for finding in read_table(whole).findings]


def test_the_workbooks_of_other_offices_are_not_taken(tmp_path: Path):
    for path in (
        excerpts.gv(tmp_path / "gv.xlsx"),
        excerpts.inkar(tmp_path / "inkar.xlsx"),
        excerpts.own_workbook(tmp_path / "t.xlsx", ("ags", "zeitraum"), ("09178", "2019")),
    ):
        assert not genesis_workbook.recognise(inspected(path))
    path = workbook(tmp_path / "l.xlsx", KREIS)
    assert read(path, catalogue=load_catalogue()).reader == "genesis_workbook"
