"""Web tables of GENESIS that are not right: each refused with place and remedy."""

from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.errors import InputError
from monitoring.readers import genesis_web
from monitoring.readers.inputs import inspected
from tests.readers.web_excerpts import (
    DATED,
    DATES,
    ONE,
    REGIONAL,
    ROW,
    TOP,
    read_lines,
    table,
    told,
)


def refused(folder: Path, *lines: str, footer: bool = True) -> InputError:
    with pytest.raises(InputError) as caught:
        genesis_web.read(
            inspected(table(folder / "a.csv", *lines, footer=footer)), load_catalogue()
        )
    assert caught.value.file == "a.csv"
    assert caught.value.found is not None
    assert caught.value.expected
    assert caught.value.remedy
    return caught.value


def test_a_measure_tied_to_a_statistic_needs_its_number(tmp_path: Path):
    error = refused(tmp_path, *DATES[1:], ROW)
    assert "nennt nicht, was gezählt wird" in error.what


def test_a_file_without_its_end_is_cut_off(tmp_path: Path):
    error = refused(tmp_path, *DATES, ROW, footer=False)
    assert (error.row, "unvollständig" in error.what) == (6, True)


def test_headings_must_stand_above_the_values(tmp_path: Path):
    error = refused(tmp_path, *ONE, ROW)
    assert (error.row, "Kopfzeile" in error.what) == (4, True)


def test_a_gap_in_the_headings_is_not_filled_by_guessing(tmp_path: Path):
    error = refused(tmp_path, *ONE, ";;männlich;;weiblich", ";;2017;2018;2018", "16;T;1;2;3")
    assert (error.row, error.column) == (4, "4")


def test_a_table_without_data_rows_is_refused(tmp_path: Path):
    assert "keine Datenzeilen" in refused(tmp_path, *DATES).what


@pytest.mark.parametrize(("row", "cells"), [("16068;Sömmerda;1", 3), ("16068;Sömmerda;1;2;3", 5)])
def test_a_row_of_another_length_is_refused(tmp_path: Path, row: str, cells: int):
    error = refused(tmp_path, *DATES, ROW, row)
    assert (error.row, error.found, error.expected) == (7, f"{cells} Zellen", "4 Zellen")


@pytest.mark.parametrize("text", ["viele", "1.234", "12.5"])
def test_text_where_a_number_belongs_is_refused(tmp_path: Path, text: str):
    error = refused(tmp_path, *DATES, f"16068;Sömmerda;1;{text}")
    assert (error.row, error.column, error.found) == (6, "4 (Stichtag, 31.12.2018)", text)


@pytest.mark.parametrize("key", ["1001", "9177115", "6"])
def test_a_lost_leading_zero_is_named(tmp_path: Path, key: str):
    error = refused(tmp_path, *DATES, f"{key};Flensburg;1;2")
    assert (error.row, "führende Null" in error.what) == (6, True)


@pytest.mark.parametrize("key", ["160680", "Summe", ""])
def test_what_is_no_key_is_refused(tmp_path: Path, key: str):
    assert refused(tmp_path, *DATES, ROW, f"{key};Irgendwo;1;2").row == 7


def test_a_doubled_row_with_another_value_is_refused(tmp_path: Path):
    error = refused(tmp_path, *DATES, ROW, ROW.replace("69655", "69656"))
    assert "zweimal mit verschiedenen Werten" in error.what


@pytest.mark.parametrize("word", ["divers", "Ausländer/innen und andere", "Durchschnittsalter"])
def test_an_unknown_heading_is_refused_with_row_and_column(tmp_path: Path, word: str):
    error = refused(tmp_path, *ONE, ";;2018;2018", f";;Insgesamt;{word}", "16;Thüringen;1;2")
    assert (error.row, error.found) == (5, word)
    assert str(error.column).startswith("4 ")


def test_unknown_measures_are_listed_with_near_titles(tmp_path: Path):
    lines = ("Tabelle: 12612-01-01-4", ";;2018;2018", ";;Lebendgeburten;Totgeburten")
    error = refused(tmp_path, *lines, "16;Thüringen;1;2")
    assert error.found == "Lebendgeburten, Totgeburten"
    assert "lebendgeborene" in str(error.expected)


def test_a_selection_named_only_at_the_top_is_not_overlooked(tmp_path: Path):
    error = refused(tmp_path, *ONE, "nur Ausländer, weiblich", ";;2018", "16;Thüringen;1")
    assert error.row == 4
    delivery = read_lines(tmp_path, *ONE, "Geschlecht: weiblich", ";;2018", "16;Thüringen;1")
    assert told(delivery, "sex") == [["female"]]


def test_contradicting_headings_are_refused(tmp_path: Path):
    error = refused(tmp_path, *ONE, ";;männlich", ";;weiblich", "16;Thüringen;1")
    assert (error.row, "Geschlecht" in error.what) == (5, True)


def test_values_without_any_date_are_refused(tmp_path: Path):
    assert "keine Zeit" in refused(tmp_path, *ONE, ";;Insgesamt", "16;Thüringen;1").what


def test_a_row_without_its_date_is_refused(tmp_path: Path):
    error = refused(tmp_path, *REGIONAL, *DATED, "2018;16;Thüringen;1;1;0", ";16;Thüringen;1;1;0")
    assert (error.row, error.column) == (6, "1")


def test_only_shares_are_nothing_the_catalogue_keeps(tmp_path: Path):
    lines = (*TOP, "Bevölkerungsstand", ";;2018", ";;%", "16;Thüringen;1")
    assert "keine Werte" in refused(tmp_path, *lines).what


def test_a_second_table_in_the_file_is_refused(tmp_path: Path):
    assert refused(tmp_path, *DATES, ROW, "__________", ROW).row == 8


def test_an_open_quotation_mark_is_refused(tmp_path: Path):
    assert refused(tmp_path, *DATES, '16068;"Sömmerda;1;2').row == 6


def test_names_in_a_wrong_encoding_are_refused(tmp_path: Path):
    assert "verfälscht" in refused(tmp_path, *DATES, "16068;SÃ¶mmerda;1;2").what
