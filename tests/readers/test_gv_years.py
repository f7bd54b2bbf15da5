"""The Gemeindeverzeichnis of older years, and the extracts between two years."""

from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.faults import without_column
from tests.readers.gv_old_excerpts import OLD_ROWS, area_dated, old


def read_gv(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def test_before_1994_the_key_has_eight_digits_and_the_verband_is_no_part_of_it(tmp_path: Path):
    delivery = read_gv(old(tmp_path / "31121983_Auszug_GV.xlsx"))
    areas = delivery.areas.set_index("key")
    assert areas["level"].to_dict() == {
        "01": "land",
        "01051": "kreis",
        "01051011": "gemeinde",
        "01051001": "gemeinde",
    }
    gemeinde = areas.loc["01051001"]
    assert (gemeinde["name"], gemeinde["km2"], gemeinde["parent"]) == ("Albersdorf", 17.06, "01051")
    assert (gemeinde["ars"], gemeinde["verband"], gemeinde["kind"]) == (None, None, None)
    assert delivery.findings == ()


def test_before_1994_population_by_sex_and_area_come_in(tmp_path: Path):
    figures = read_gv(old(tmp_path / "a.xlsx")).figures
    here = figures[figures["key"] == "01051011"].set_index(["base_figure", "sex"])["value"]
    assert here.to_dict() == {
        ("bevoelkerung", "total"): 13000,
        ("bevoelkerung", "male"): 6400,
        ("bevoelkerung", "female"): 6600,
        ("flaeche", "total"): 65.2,
    }
    assert set(figures["period"]) == {"1983-12-31"}
    assert set(figures["gebietsstand"]) == {"1983-12-31"}


def test_before_1994_territory_and_population_are_kept_apart(tmp_path: Path):
    path = old(tmp_path / "a.xlsx", stand="30.06.1987", people="25.05.1987")
    figures = read_gv(path).figures
    assert set(figures["gebietsstand"]) == {"1987-06-30"}
    assert set(figures["period"]) == {"1987-05-25"}


def test_keys_kept_as_numbers_get_the_zeros_of_their_column(tmp_path: Path):
    as_numbers = [[int(cell) if str(cell).isdigit() else cell for cell in row[:5]] + list(row[5:])
                  for row in OLD_ROWS]  # fmt: skip
    assert as_numbers[3][:5] == [60, 1, 0, 51, 1]
    numbers = read_gv(old(tmp_path / "a.xlsx", as_numbers))
    texts = read_gv(old(tmp_path / "b.xlsx"))
    assert numbers.areas.equals(texts.areas)
    assert numbers.figures.equals(texts.figures)


def test_a_key_that_lost_its_zero_as_text_is_refused(tmp_path: Path):
    rows = [*OLD_ROWS[:3], ("60", "1", *OLD_ROWS[3][2:])]
    with pytest.raises(InputError, match="führende Null") as caught:
        read_gv(old(tmp_path / "a.xlsx", rows))
    assert caught.value.row == 10


def test_verbaende_without_the_column_of_their_key_are_refused(tmp_path: Path):
    rows = [*OLD_ROWS, ("50", "01", "0", "51", "", "KLG Albersdorf")]
    with pytest.raises(InputError, match="Spalte „VB“ fehlt") as caught:
        read_gv(old(tmp_path / "a.xlsx", rows))
    assert caught.value.row == 11


@pytest.mark.parametrize("word", ["VB", "Text-kenn-zeichen"])
def test_since_1994_neither_verband_nor_textkennzeichen_may_be_missing_alone(
    tmp_path: Path, word: str
):
    with pytest.raises(InputError, match="fehlt"):
        read_gv(without_column(tmp_path / "a.xlsx", word))


def test_a_gemeinde_without_its_kreis_is_reported_before_1994_too(tmp_path: Path):
    (finding,) = read_gv(old(tmp_path / "a.xlsx", [OLD_ROWS[0], *OLD_ROWS[2:]])).findings
    assert (finding.kind, finding.count) == ("missing_rows", 2)
    assert "01051" in finding.message


@pytest.mark.parametrize("layout", [2013, 2019, 2021, 2023])
@pytest.mark.parametrize("merged", [True, False])
def test_a_quarterly_extract_has_territory_and_population_of_two_dates(
    tmp_path: Path, layout: int, merged: bool
):
    path = excerpts.gv(
        tmp_path / "AuszugGV2QAktuell.xlsx",
        layout=layout,
        stand="30.06.2024",
        people="31.12.2022",
        merged=merged,
    )
    delivery = read_gv(path)
    people = delivery.figures[delivery.figures["base_figure"] == "bevoelkerung"]
    assert set(people["period"]) == {"2022-12-31"}
    assert set(delivery.figures["gebietsstand"]) == {"2024-06-30"}
    assert set(delivery.areas["gebietsstand"]) == {"2024-06-30"}


def test_areas_may_be_dated_row_by_row_beside_them(tmp_path: Path):
    path = area_dated(tmp_path / "a.xlsx", "31.12.2015", "31.03.2017", "")
    figures = read_gv(path).figures
    area = figures[figures["base_figure"] == "flaeche"].set_index("key")
    assert area["value"].to_dict() == {"16068051": 88.31, "16068006": 12.5, "16068999": 7.25}
    assert area["period"].to_dict() == {
        "16068051": "2015-12-31",
        "16068006": "2017-03-31",
        "16068999": "2015-12-31",
    }
    people = figures[figures["base_figure"] == "bevoelkerung"]
    assert set(people["period"]) == {"2015-12-31"}
