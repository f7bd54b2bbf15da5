"""What the Bundesagentur's reader refuses: each fault with its sheet, row and column."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.errors import InputError
from monitoring.readers import arbeitsagentur_words as words
from monitoring.readers import read
from monitoring.readers.arbeitsagentur_sheet import heading_text
from tests.readers.ba_excerpts import (
    EMPLOYED_HEADS,
    EMPLOYED_MERGED,
    EMPLOYED_ROWS,
    EMPLOYED_TOP,
    FOOT,
    hide,
    jobless,
    read_book,
    with_sheet,
    workbook,
)

SOEMMERDA = EMPLOYED_ROWS[3]


def fault(path: Path, gebietsstand: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path, catalogue=load_catalogue(), gebietsstand=gebietsstand)
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("row", "column", "found"),
    [
        (("16068051", "S", "viele", *[1] * 10), "C (Wohnort, Insgesamt)", "viele"),
        (("16068051", "S", 1, "49.4511", *[1] * 9), "D (Wohnort, davon, Männer)", "49.4511"),
        (("16068051", "S", 1, 1, "3 1)", *[1] * 8), "E (Wohnort, davon, Frauen)", "3 1)"),
        (("16068051", "S", 1, "1,2.3", *[1] * 9), "D (Wohnort, davon, Männer)", "1,2.3"),
        (("1,6068E+07", "S", *[1] * 11), "A", "1,6068E+07"),
        (("16068051.0", "S", *[1] * 11), "A", "16068051.0"),
        ((16068051.5, "S", *[1] * 11), "A", "16068051.5"),
        (("1606805", "S", *[1] * 11), "A", "1606805"),
        (("160680510051", "S", *[1] * 11), "A", "160680510051"),
    ],
)  # fmt: skip
def test_a_fault_in_a_row_is_told_with_its_cell(
    tmp_path: Path, row: Sequence[Any], column: str, found: str
):
    path = workbook(tmp_path / "a.xlsx", SOEMMERDA, row)
    error = fault(path)
    assert (error.file, error.sheet, error.row) == ("a.xlsx", "Gemeindedaten", 9)
    assert (error.column, error.found) == (column, found)


@pytest.mark.parametrize(
    ("top", "what"),
    [
        ((EMPLOYED_TOP[0], ("Gebietsstand Juni 2023",), ()), "keine Zeit angegeben"),
        (
            (EMPLOYED_TOP[0], ("Stichtag: 30.06.2023",), ("Berichtsmonat: Mai 2023",), ()),
            "zwei verschiedene Berichtszeiten",
        ),
        (
            (EMPLOYED_TOP[0], ("Gebietsstand: 30.06.2023",), ("Gebietsstand: Mai 2023",), ()),
            "zwei verschiedene Gebietsstände",
        ),
    ],
)
def test_title_lines_must_agree_and_name_a_time(tmp_path: Path, top: Sequence[Any], what: str):
    error = fault(workbook(tmp_path / "a.xlsx", SOEMMERDA, top=top, merged=()))
    assert what in error.what
    assert error.sheet == "Gemeindedaten"
    assert error.row is not None


def test_a_given_gebietsstand_must_not_contradict_the_file(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", SOEMMERDA)
    assert "widerspricht" in fault(path, "2021-12-31").what
    assert read_book(path, "2023-06-30").figures["gebietsstand"].iloc[0] == "2023-06-30"
    undated = jobless(tmp_path / "b.xlsx", ("16068 S", 1, 2), top=(("Arbeitslose",), ()))
    assert read_book(undated).figures["gebietsstand"].isna().all()
    assert set(read_book(undated, "2023-12-31").figures["gebietsstand"]) == {"2023-12-31"}


@pytest.mark.parametrize(
    "title",
    [
        "Arbeitslose Frauen nach Gemeinden",
        "Arbeitslosenquoten",
        "Arbeitslose unter 25 Jahren",
        "Langzeitarbeitslose Männer",
    ],
)
def test_a_workbook_of_a_part_alone_is_refused(tmp_path: Path, title: str):
    error = fault(jobless(tmp_path / "a.xlsx", ("16068 S", 1, 2), top=((title,), ())))
    assert "Keine Spalte" in error.what
    assert "Übersicht_Gemeinden!A1" in str(error.found)


def test_headings_nobody_knows_are_refused_with_their_cell(tmp_path: Path):
    heads = (("Region", "Arbeitslsoe", "Stellen"),)
    error = fault(jobless(tmp_path / "a.xlsx", ("16068 S", 1, 2), heads=heads))
    assert "Übersicht_Gemeinden!B5" in str(error.found)
    assert "Arbeitslose" in str(error.expected)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "'; DROP TABLE x", "\u202eeman", "${x}"]
)
def test_hostile_names_and_headings_stay_text(tmp_path: Path, name: str):
    heads = (("Region", datetime.datetime(2023, 12, 1), name),)
    delivery = read_book(jobless(tmp_path / "a.xlsx", (f"16068 x{name}", 1, 2), heads=heads))
    assert delivery.figures["value"].tolist() == [1]
    assert [f.place for f in delivery.findings if f.kind == "left_column"] == [
        "Übersicht_Gemeinden!C5"
    ]


@pytest.mark.parametrize("number", [10**300, "9" * 400, "1e5", "#DIV/0!"])
def test_what_no_statistic_can_have_is_refused(tmp_path: Path, number: object):
    error = fault(jobless(tmp_path / "a.xlsx", ("16068 S", number, 1)))
    assert (error.row, error.column) == (6, "B (2023-11)")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Langzeit-\narbeitslose1) 2)", "Langzeitarbeitslose"),
        ("Wohnort\ngleich\nArbeitsort", "Wohnort gleich Arbeitsort"),
        ("Ausländer²", "Ausländer"), ("unter 25 Jahre", "unter 25 Jahre"),
        (datetime.datetime(2023, 12, 1), "2023-12"), (datetime.datetime(2023, 6, 30), "2023-06-30"),
        (2023.0, "2023"), ("Wohn-\nOrt", "Wohn- Ort"),
    ],
)  # fmt: skip
def test_headings_lose_footnotes_and_hyphens(cell: Any, text: str):
    assert heading_text(cell) == text


@pytest.mark.parametrize(
    "word",
    ["Auszubildende", "SGB II", "Rechtskreis SGB III", "Anteil in %", "Ausländer", "unter 0 Jahre",
     "Arbeitslosenquote", "Veränderung zum Vorjahr", "Beschäftigte ohne Berufsabschluss",
     "Leistungsberechtigte (ELB)", "Mai 99", "0. Juni 2023", "31. Februar 2023"],
)  # fmt: skip
def test_a_word_that_is_not_listed_has_no_meaning(word: str):
    assert words.of_word(word) is None


def test_contradicting_headings_have_no_meaning():
    assert words.of_heading(["Männer", "Frauen"]) is None
    assert words.of_heading(["Langzeitarbeitslose", "Arbeitslose"]) is None
    assert words.of_heading(["am Wohnort", "Arbeitsort"]) is None
    assert words.of_heading(["Arbeitslose", "darunter:", "55 Jahre und älter"]) == {
        "subject": "arbeitslose", "age": (55, None),
    }  # fmt: skip


@pytest.mark.parametrize("last", ["davon", "darunter:", "dar.", "Insgesamt"])
def test_a_part_that_is_announced_and_not_named_has_no_meaning(last: str):
    announced = last != "Insgesamt"
    meaning = words.of_heading(["Arbeitslose", last])
    assert meaning == (None if announced else {"subject": "arbeitslose"})
    assert words.of_heading(["Arbeitslose", "davon", last]) is None
    assert words.of_heading(["Arbeitslose", last, "Frauen"]) == {
        "subject": "arbeitslose", "sex": "female",
    }  # fmt: skip


@pytest.mark.parametrize(
    "title", ["Geringfügig entlohnte Beschäftigte", "Beschäftigte", "Arbeitslose"]
)
def test_employed_of_an_unknown_kind_are_not_taken_for_those_with_insurance(
    tmp_path: Path, title: str
):
    heads = (("Gemeinde", "Beschäftigte am Wohnort"),)
    top = ((title,), ("Stichtag: 30.06.2023",))
    path = jobless(tmp_path / "a.xlsx", ("16068051 S", 5), heads=heads, top=top)
    assert "Keine Spalte" in fault(path).what
    insured = (("Sozialversicherungspflichtig Beschäftigte nach Gemeinden",), top[1])
    path = jobless(tmp_path / "b.xlsx", ("16068051 S", 5), heads=heads, top=insured)
    assert read_book(path).figures["base_figure"].tolist() == ["sv_beschaeftigte_wohnort"]


def test_a_heading_of_two_rows_must_reach_its_values(tmp_path: Path):
    heads = (EMPLOYED_HEADS[0][:3], ("", "", "Insgesamt"))
    path = workbook(tmp_path / "a.xlsx", SOEMMERDA[:4], heads=heads, merged=())
    error = fault(path)
    assert (error.row, error.column, error.found) == (6, "D", "4")


def test_a_point_groups_thousands_and_averages_keep_their_fraction(tmp_path: Path):
    row = ("16068051", "S", "1.234", "1.234.567", "12,5", 1, 1, 512.4166, *[1] * 5)
    figures = read_book(workbook(tmp_path / "a.xlsx", row)).figures
    assert figures["value"].tolist() == [1234, 1_234_567, 12.5, 512.4166, 1]


def test_a_sheet_nobody_sees_is_not_read(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", SOEMMERDA)
    old = ("16068051", "Sömmerda, Stadt", *[1] * 11)
    with_sheet(path, *EMPLOYED_TOP, *EMPLOYED_HEADS, old, *FOOT, sheet="alt")
    delivery = read_book(hide(path, "alt"))
    assert delivery.figures["value"].tolist() == [8, 4, 4, 2, 9]
    assert [f.place for f in delivery.findings if f.kind == "hidden_sheet"] == ["alt"]
    assert "ausgeblendet" in str(fault(hide(path, "Gemeindedaten")).found)


def test_a_merged_range_may_reach_beyond_the_cells_in_use(tmp_path: Path):
    beyond = (*EMPLOYED_MERGED, "P2:XFD2", "X5:Y900", "N4:Q6")
    figures = read_book(workbook(tmp_path / "a.xlsx", SOEMMERDA, merged=beyond)).figures
    assert figures["value"].tolist() == [8, 4, 4, 2, 9]


def test_two_columns_under_one_heading_contradict_each_other(tmp_path: Path):
    error = fault(workbook(tmp_path / "a.xlsx", SOEMMERDA, merged=("C4:XFD4",)))
    assert "zweimal" in error.what
    assert (error.sheet, error.row) == ("Gemeindedaten", 8)
