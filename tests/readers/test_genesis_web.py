"""Web tables of GENESIS: headings in words, dates in columns, rows or titles."""

from pathlib import Path

import pytest

from monitoring.readers import genesis_web
from monitoring.readers.inputs import inspected
from tests.readers.test_real_files import FOLDER
from tests.readers.web_excerpts import (
    DATED,
    DATES,
    ONE,
    REGIONAL,
    ROW,
    SEXES,
    TOP,
    kinds,
    read_lines,
    read_table,
    table,
    told,
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-8"])
def test_dates_stand_across_the_columns_in_any_encoding(tmp_path: Path, encoding: str):
    delivery = read_table(table(tmp_path / "a.csv", *DATES, ROW, encoding=encoding))
    assert told(delivery, "base_figure", "key", "level", "period", "sex", "value") == [
        ["bevoelkerung", "16068", "kreis", "2017-12-31", "total", 70027],
        ["bevoelkerung", "16068", "kreis", "2018-12-31", "total", 69655],
    ]
    assert delivery.reader == "genesis_web"
    assert kinds(delivery) == []


def test_every_row_may_begin_with_its_date_or_year(tmp_path: Path):
    rows = ("31.12.2018;16;  Thüringen;10;4;6", "2019;16068;    Sömmerda;3;1;2")
    delivery = read_lines(tmp_path, *REGIONAL, *DATED, *rows)
    figures = delivery.figures.sort_values(["period", "value"])
    assert figures[["key", "period", "sex", "value"]].to_numpy().tolist() == [
        ["16", "2018-12-31", "male", 4],
        ["16", "2018-12-31", "female", 6],
        ["16", "2018-12-31", "total", 10],
        ["16068", "2019-12-31", "male", 1],
        ["16068", "2019-12-31", "female", 2],
        ["16068", "2019-12-31", "total", 3],
    ]


def test_a_date_in_a_line_of_its_own_holds_for_the_rows_below(tmp_path: Path):
    rows = ("31.12.2018;;;;", "16;Thüringen;10;4;6", "31.12.2019;;;;", "16;Thüringen;9;4;5")
    delivery = read_lines(tmp_path, *REGIONAL, *SEXES, *rows)
    totals = delivery.figures[delivery.figures["sex"] == "total"]
    assert totals[["period", "value"]].to_numpy().tolist() == [
        ["2018-12-31", 10],
        ["2019-12-31", 9],
    ]


def test_the_stichtag_may_stand_in_the_title(tmp_path: Path):
    delivery = read_lines(tmp_path, *ONE, "Stichtag: 31.12.2018", ";;Insgesamt", "16;Thüringen;9")
    assert told(delivery, "period", "value") == [["2018-12-31", 9]]


def test_three_heading_rows_name_measure_sex_and_age(tmp_path: Path):
    heads = (
        ";;Bevölkerung;Bevölkerung;Bevölkerung;Bevölkerung",
        ";;Insgesamt;männlich;weiblich;weiblich",
        ";;unter 3 Jahre;3 bis unter 6 Jahre;65 Jahre und mehr;Insgesamt",
    )
    delivery = read_lines(tmp_path, *TOP, "31.12.2018;;", *heads, "16068;Sömmerda;1;2;3;4")
    assert told(delivery, "sex", "age_from", "age_to", "value") == [
        ["total", 0, 2, 1],
        ["male", 3, 5, 2],
        ["female", 65, None, 3],
        ["female", 0, None, 4],
    ]


def test_ages_may_stand_in_the_rows(tmp_path: Path):
    heads = (";;;;Insgesamt;weiblich", ";;;;Anzahl;Anzahl")
    rows = ("2018;16;Thüringen;unter 3 Jahre;5;2", "2018;16;Thüringen;Insgesamt;90;50")
    delivery = read_lines(tmp_path, *REGIONAL, *heads, *rows)
    assert told(delivery, "sex", "age_to", "value") == [
        ["total", 2, 5],
        ["female", 2, 2],
        ["total", None, 90],
        ["female", None, 50],
    ]


def test_foreigners_are_a_figure_of_their_own_and_germans_are_left_out(tmp_path: Path):
    heads = (";;Insgesamt;Deutsche;Ausländer", ";;2018;2018;2018")
    delivery = read_lines(tmp_path, *ONE, *heads, "16068;Sömmerda;10;8;2")
    assert told(delivery, "base_figure", "value") == [["bevoelkerung", 10], ["auslaender", 2]]
    assert kinds(delivery) == ["left_nationality"]


def test_districts_are_left_out_and_other_levels_share_a_column(tmp_path: Path):
    rows = ("DG;Deutschland;9;9;9", "091;Oberbayern;8;8;8", "09177;Erding;7;7;7")
    gemeinde = "16068051;Sömmerda, Stadt;6;6;6"
    delivery = read_lines(tmp_path, *REGIONAL, *SEXES, "2018;;;;", *rows, gemeinde)
    totals = delivery.figures[delivery.figures["sex"] == "total"]
    assert totals["level"].tolist() == ["bund", "kreis", "gemeinde"]
    (district,) = [f for f in delivery.findings if f.kind == "left_district"]
    assert (district.count, district.place) == (1, "Zeile 7")


@pytest.mark.parametrize(
    ("sign", "status", "value"),
    [
        ("-", "not_applicable", None),
        (".", "suppressed", None),
        ("...", "not_yet", None),
        ("/", "unreliable", None),
        ("x", "not_applicable", None),
        ("", "missing", None),
        ("0", "reported", 0),
        ("12,5", "reported", 12.5),
    ],
)
def test_signs_say_why_there_is_no_number(
    tmp_path: Path, sign: str, status: str, value: float | None
):
    delivery = read_lines(tmp_path, *DATES, f"16068;Sömmerda;{sign};1")
    assert told(delivery, "status", "value")[0] == [status, value]


def test_shares_are_left_out_beside_the_numbers(tmp_path: Path):
    heads = (";;2018;2018", ";;Anzahl;%")
    delivery = read_lines(tmp_path, *TOP, "Bevölkerungsstand", *heads, "16;Thüringen;10;1,5")
    assert told(delivery, "value") == [[10]]
    assert "left_unit" in kinds(delivery)


def test_thousands_are_multiplied_out(tmp_path: Path):
    heads = (";;2018", ";;1000")
    delivery = read_lines(tmp_path, *TOP, "Bevölkerungsstand", *heads, "16;Thüringen;2143,1")
    assert told(delivery, "value") == [[2_143_100]]


def test_a_heading_equal_to_a_title_of_the_catalogue_is_that_figure(tmp_path: Path):
    lines = ("Tabelle: 31231-01-02-4", ";;2018", ";;WOHNUNGEN in  Wohn- und Nichtwohngebäuden")
    delivery = read_lines(tmp_path, *lines, "16068;Sömmerda;5")
    assert told(delivery, "base_figure", "period", "value") == [["wohnungen", "2018-12-31", 5]]


def test_trailing_empty_cells_do_no_harm(tmp_path: Path):
    assert len(read_lines(tmp_path, *DATES, f"{ROW};;;").figures) == 2


def test_the_same_row_twice_is_kept_once(tmp_path: Path):
    delivery = read_lines(tmp_path, *DATES, ROW, ROW)
    assert len(delivery.figures) == 2
    assert "repeated" in kinds(delivery)


def test_a_given_gebietsstand_is_taken_over(tmp_path: Path):
    delivery = read_table(table(tmp_path / "a.csv", *DATES, ROW), "2018-12-31")
    assert set(delivery.figures["gebietsstand"]) == {"2018-12-31"}
    assert delivery.findings == ()


def test_other_texts_are_not_taken_for_a_web_table(tmp_path: Path):
    path = tmp_path / "own.csv"
    path.write_text("ags;zeitraum;name;hilfen\n16068051;2019;Sömmerda;5\n", encoding="utf-8")
    assert not genesis_web.recognise(inspected(path))


def test_a_table_without_its_number_is_known_by_its_footer(tmp_path: Path):
    path = table(tmp_path / "a.csv", *DATES[1:], ROW)
    assert genesis_web.recognise(inspected(path))


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
def test_population_of_all_kreise_since_1995():
    delivery = read_table(FOLDER / "genesis_web_table" / "12411-0015.csv")
    figures = delivery.figures
    assert figures["key"].nunique() == 476
    assert figures["status"].value_counts().to_dict() == {
        "reported": 10_152,
        "not_applicable": 1272,
    }
    wide = figures.pivot_table(index="key", columns="period", values="value")
    assert wide.loc["01001", "1995-12-31"] == 87_276
    assert wide.loc["02000", "2018-12-31"] == 1_841_179
    assert wide.loc["16068", "2018-12-31"] == 69_655
    assert wide["2015-12-31"].isna()["03159"]
    assert wide.loc["03159", "2016-12-31"] == 327_065
