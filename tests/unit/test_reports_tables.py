"""CSV and XLSX: numbers come back as they went in, reasons stay, nothing is a formula."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from monitoring.reports.csv import harmless, to_csv
from monitoring.reports.view import Column, Table, figure_cell, text_cell
from monitoring.reports.xlsx import to_xlsx
from tests.unit.test_reports_view import HOSTILE, view

FORMS = {"german": (";", ","), "international": (",", ".")}


def rows_of(data: bytes, numbers: str) -> list[list[str]]:
    encoding = "utf-8-sig" if numbers == "german" else "utf-8"
    text = io.StringIO(data.decode(encoding), newline="")
    return list(csv.reader(text, delimiter=FORMS[numbers][0]))


@pytest.mark.parametrize("numbers", FORMS)
def test_figures_survive_the_round_trip_with_their_reasons(numbers):
    head, *rows = rows_of(to_csv(view(), numbers), numbers)
    assert head == [
        "Gemeinde",
        "Altenquotient [je 100]",
        "Altenquotient – Angabe",
        "Quelle",
        "Datenstand",
    ]
    point = FORMS[numbers][1]
    assert [row[:3] for row in rows] == [
        ["Sömmerda", f"1234{point}6", ""],
        ["Kölleda", "", "geheim zu halten"],
        ["Weißensee", "", "keine Angabe geliefert"],
        ["Buttstädt", f"0{point}0", "genau null"],
        ["Straußfurt", f"-7{point}3", "vorläufig"],
    ]
    assert {tuple(row[3:]) for row in rows} == {
        ("Thüringer Landesamt für Statistik; dl-de/by-2-0", "15.01.2025")
    }


def test_german_csv_opens_in_excel_and_international_has_no_bom():
    assert to_csv(view(), "german").startswith(b"\xef\xbb\xbf")
    assert not to_csv(view(), "international").startswith(b"\xef\xbb\xbf")


def test_sample_data_is_named_in_every_row():
    rows = rows_of(to_csv(view(sample=True), "german"), "german")[1:]
    assert all(row[-1].startswith("Beispieldaten – frei erfunden") for row in rows)


@pytest.mark.parametrize(
    "text", ["=1+1", "+49", "-1", "@x", "\tx", "\rx", " =1", "\u00a0=1", "\n=1"]
)
def test_text_never_becomes_a_formula(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Sömmerda", "16068051", "", "a=b", "1-2"])
def test_harmless_text_stays(text):
    assert harmless(text) == text


@pytest.mark.parametrize("numbers", FORMS)
def test_hostile_names_stay_in_their_field(numbers):
    rows = tuple((text_cell(name), figure_cell(1.0, "reported")) for name in HOSTILE)
    hostile = view(table=Table((Column("n", HOSTILE[1]), Column("v", "W", "number")), rows))
    head, *read = rows_of(to_csv(hostile, numbers), numbers)
    assert [row[0] for row in read] == [harmless(name) for name in HOSTILE]
    assert head[0].startswith("'=")


def test_workbook_holds_numbers_as_numbers_and_marks_as_text():
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(view())))
    assert book.sheet_names == ["Daten", "Angaben"]
    rows = book.get_sheet_by_name("Daten").to_python()
    assert rows[1:] == [
        ["Sömmerda", 1234.6, ""],
        ["Kölleda", "•", "geheim zu halten"],
        ["Weißensee", "–", "keine Angabe geliefert"],
        ["Buttstädt", 0.0, "genau null"],
        ["Straußfurt", -7.3, "vorläufig"],
    ]
    facts = dict(row[:2] for row in book.get_sheet_by_name("Angaben").to_python())
    assert facts["Quelle und Lizenz"].endswith("dl-de/by-2-0")
    assert facts["Definition"] == "Personen ab 65 Jahren"
    assert facts["Zeichen •"] == "geheim zu halten"


def test_workbook_has_no_formula_and_no_link():
    rows = tuple((text_cell(name), figure_cell(1.0, "reported")) for name in HOSTILE)
    hostile = Table((Column("n", "=1+1"), Column("v", "W", "number")), rows)
    data = to_xlsx(replace(view(table=hostile), title="=1+1", link="https://example.org"))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "/sheet" in name]
    assert sheets
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
