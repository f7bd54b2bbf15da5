"""The Gemeindeverzeichnis in the layouts of its years."""

from pathlib import Path

import openpyxl
import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts

CATALOGUE = excerpts.catalogue()


def read_gv(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=CATALOGUE, gebietsstand=gebietsstand)


@pytest.mark.parametrize("layout", [2013, 2019, 2021, 2023])
@pytest.mark.parametrize("merged", [True, False])
def test_every_layout_gives_population_by_sex_and_area(tmp_path: Path, layout: int, merged: bool):
    delivery = read_gv(excerpts.gv(tmp_path / "a.xlsx", layout=layout, merged=merged))
    figures = delivery.figures[delivery.figures["key"] == "16068051"]
    found = figures.set_index(["base_figure", "sex"])["value"].to_dict()
    assert found == {
        ("bevoelkerung", "total"): 19034,
        ("bevoelkerung", "male"): 9334,
        ("bevoelkerung", "female"): 9700,
        ("flaeche", "total"): 88.31,
    }
    assert set(figures["period"]) == {"2019-12-31"}
    assert delivery.reader == "gv_isys"
    assert delivery.source == "destatis_gv"
    assert delivery.findings == ()


@pytest.mark.parametrize("layout", [2013, 2021])
def test_the_date_over_the_population_counts_not_that_of_the_title(tmp_path: Path, layout: int):
    path = excerpts.gv(
        tmp_path / "31122024.xlsx", layout=layout, stand="30.06.2024", people="31.12.2022"
    )
    delivery = read_gv(path)
    people = delivery.figures[delivery.figures["base_figure"] == "bevoelkerung"]
    area = delivery.figures[delivery.figures["base_figure"] == "flaeche"]
    assert set(people["period"]) == {"2022-12-31"}
    assert set(area["period"]) == {"2024-06-30"}
    assert set(delivery.areas["gebietsstand"]) == {"2024-06-30"}


def test_areas_hold_the_hierarchy(tmp_path: Path):
    areas = read_gv(excerpts.gv(tmp_path / "a.xlsx")).areas.set_index("key")
    assert areas["level"].to_dict() == {
        "16": "land",
        "16068": "kreis",
        "160680051": "verband",
        "16068051": "gemeinde",
        "160685001": "verband",
        "16068006": "gemeinde",
        "16068999": "gemeinde",
    }
    gemeinde = areas.loc["16068006"]
    assert (gemeinde["parent"], gemeinde["verband"]) == ("16068", "160685001")
    assert (gemeinde["ars"], gemeinde["kind"], gemeinde["km2"]) == (
        "160685001006",
        "Gemeinde",
        12.5,
    )
    assert areas.loc["16068", "parent"] == "16"
    assert areas.loc["16", "parent"] is None
    assert areas["unincorporated"].to_dict()["16068999"]
    assert areas["unincorporated"].sum() == 1


def test_an_uninhabited_area_has_nobody_which_is_not_missing(tmp_path: Path):
    figures = read_gv(excerpts.gv(tmp_path / "a.xlsx")).figures
    empty = figures[(figures["key"] == "16068999") & (figures["base_figure"] == "bevoelkerung")]
    assert empty["value"].tolist() == [0, 0, 0]
    assert set(empty["status"]) == {"reported"}


def test_columns_are_found_by_their_words(tmp_path: Path):
    path = excerpts.gv(tmp_path / "a.xlsx", merged=False)
    book = openpyxl.load_workbook(path)
    book["Onlineprodukt_Gemeinden"].insert_cols(8, amount=2)
    book.save(path)
    figures = read_gv(path).figures
    assert figures.loc[figures["key"] == "16068051", "value"].max() == 19034


def test_numbers_that_came_as_text_are_numbers(tmp_path: Path):
    rows = [*excerpts.GV_ROWS]
    rows[3] = [*rows[3][:8], "88,31", "19 034", "9334", "9700", "216"]
    figures = read_gv(excerpts.gv(tmp_path / "a.xlsx", rows)).figures
    here = figures[figures["key"] == "16068051"]
    assert sorted(here["value"]) == [88.31, 9334, 9700, 19034]


def test_sexes_that_do_not_add_up_are_reported(tmp_path: Path):
    rows = [*excerpts.GV_ROWS]
    rows[3] = [*rows[3][:9], 19_035, 9334, 9700, 216]
    (finding,) = read_gv(excerpts.gv(tmp_path / "a.xlsx", rows)).findings
    assert (finding.kind, finding.count) == ("sum_of_sexes", 1)
    assert "16068051" in finding.message


def test_a_gemeinde_without_its_verband_is_reported(tmp_path: Path):
    rows = [row for row in excerpts.GV_ROWS if row[5] != "5001" or row[0] == "60"]
    (finding,) = read_gv(excerpts.gv(tmp_path / "a.xlsx", rows)).findings
    assert finding.kind == "missing_rows"
    assert "160685001" in finding.message


def test_a_gemeinde_twice_is_refused_with_both_rows(tmp_path: Path):
    path = excerpts.gv(tmp_path / "a.xlsx", [*excerpts.GV_ROWS, excerpts.GV_ROWS[3]])
    with pytest.raises(InputError, match="Zeilen 10 und 14"):
        read_gv(path)


def test_a_row_without_known_satzart_is_refused(tmp_path: Path):
    path = excerpts.gv(tmp_path / "a.xlsx", [*excerpts.GV_ROWS, ["70", "64", *["1"] * 6, 1, 1]])
    with pytest.raises(InputError) as caught:
        read_gv(path)
    assert (caught.value.row, caught.value.column, caught.value.found) == (14, "Satzart", "70")


def test_a_given_gebietsstand_must_not_contradict_the_file(tmp_path: Path):
    path = excerpts.gv(tmp_path / "a.xlsx")
    assert read_gv(path, "2019-12-31").figures["gebietsstand"].iloc[0] == "2019-12-31"
    with pytest.raises(InputError, match="widerspricht"):
        read_gv(path, "2021-01-01")
