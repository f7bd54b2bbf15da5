"""The INKAR workbook: two header rows, one column per title and year."""

from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts

WORKING_AGE = "Erwerbsfähige Bevölkerung (15 bis unter 65 Jahre)"


def read_inkar(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def test_titles_and_years_become_base_figures_and_periods(tmp_path: Path):
    path = excerpts.inkar(tmp_path / "a.xlsx", titles=("Arbeitslose", WORKING_AGE))
    figures = read_inkar(path).figures.set_index("base_figure")
    assert figures["value"].to_dict() == {"arbeitslose": 500, "bevoelkerung": 480}
    assert figures["period"].to_dict() == {"arbeitslose": "2018", "bevoelkerung": "2019-12-31"}
    assert (figures.loc["bevoelkerung", "age_from"], figures.loc["bevoelkerung", "age_to"]) == (
        15,
        64,
    )
    assert figures["age_to"].isna()["arbeitslose"]


def test_a_merged_title_counts_for_the_columns_right_of_it(tmp_path: Path):
    path = excerpts.inkar(tmp_path / "a.xlsx", titles=("  arbeitslose ", None))
    figures = read_inkar(path).figures
    assert dict(zip(figures["period"], figures["value"], strict=True)) == {"2018": 500, "2019": 480}


def test_blank_is_missing_and_zero_is_zero(tmp_path: Path):
    row = ("16068051", "Sömmerda", "Gemeinden", None, 0)
    figures = read_inkar(excerpts.inkar(tmp_path / "a.xlsx", [row])).figures
    assert figures["status"].tolist() == ["missing", "reported"]
    assert figures["value"].isna().tolist() == [True, False]


def test_levels_the_house_does_not_keep_are_reported(tmp_path: Path):
    rows = [
        ("16068", "Sömmerda", "Kreise", 1, 2),
        ("16", "Thüringen", "Länder", 3, 4),
        ("1601", "Mittelthüringen", "Raumordnungsregionen", 5, 6),
        ("0", "Bund", "Bund", 7, 8),
    ]
    delivery = read_inkar(excerpts.inkar(tmp_path / "a.xlsx", rows))
    assert sorted(set(delivery.figures["key"])) == ["16", "16068", "DG"]
    kinds = {finding.kind: finding for finding in delivery.findings}
    assert "Raumordnungsregionen" in kinds["left_level"].message


def test_without_a_gebietsstand_the_delivery_says_so(tmp_path: Path):
    path = excerpts.inkar(tmp_path / "a.xlsx")
    assert [finding.kind for finding in read_inkar(path).findings] == ["no_gebietsstand"]
    assert read_inkar(path).figures["gebietsstand"].isna().all()
    given = read_inkar(path, "2021-12-31")
    assert set(given.figures["gebietsstand"]) == {"2021-12-31"}
    assert given.findings == ()


def test_an_unknown_title_is_refused_with_the_nearest_known(tmp_path: Path):
    path = excerpts.inkar(tmp_path / "a.xlsx", titles=("Arbeitslos", "Arbeitslose"))
    with pytest.raises(InputError) as caught:
        read_inkar(path)
    assert (caught.value.column, caught.value.found) == ("D1", "Arbeitslos")
    assert "arbeitslose" in str(caught.value.expected)


def test_a_column_without_a_year_is_refused(tmp_path: Path):
    path = excerpts.inkar(tmp_path / "a.xlsx", years=("2018", ""))
    with pytest.raises(InputError) as caught:
        read_inkar(path)
    assert (caught.value.row, caught.value.column) == (2, "E2")


def test_the_sheet_daten_is_needed(tmp_path: Path):
    path = excerpts.inkar(tmp_path / "a.xlsx", sheet="Tabelle1")
    with pytest.raises(InputError, match=r"Tabellenblatt „Daten“ fehlt"):
        read(path, catalogue=excerpts.catalogue(), reader="inkar")
