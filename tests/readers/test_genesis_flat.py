"""The flat CSV of GENESIS: variable blocks, signs, units, and what is left out."""

import zipfile
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.excerpts import flat, flat_row


def read_flat(path: Path, gebietsstand: str | None = None) -> Delivery:
    return read(path, catalogue=excerpts.catalogue(), gebietsstand=gebietsstand)


def kinds(delivery: Delivery) -> set[str]:
    return {finding.kind for finding in delivery.findings}


def test_sex_and_age_are_read_from_their_codes(tmp_path: Path):
    path = flat(
        tmp_path / "a.csv",
        flat_row("90"),
        flat_row("40", second=("GES", "GESM")),
        flat_row("5", second=("GES", "GESW"), third=("ALTX20", "ALT000B03")),
        flat_row("7", third=("ALTX20", "ALT075UM")),
    )
    figures = read_flat(path).figures
    found = list(
        figures[["sex", "age_from", "age_to", "value"]].astype(object).itertuples(index=False)
    )
    assert [(sex, low, None if high is None else high, value) for sex, low, high, value in found][
        :2
    ] == [("total", 0, figures["age_to"].iloc[0], 90), ("male", 0, figures["age_to"].iloc[1], 40)]
    assert figures["age_to"].isna().tolist() == [True, True, False, True]
    assert figures.loc[2, ["sex", "age_from", "age_to"]].tolist() == ["female", 0, 2]
    assert figures.loc[3, "age_from"] == 75


def test_keys_of_several_levels_stand_in_one_column(tmp_path: Path):
    keys = ["DG", "16", "16068", "16068051", "160685001006", "163"]
    path = flat(tmp_path / "a.csv", *(flat_row(region=("GEOGM4", key)) for key in keys))
    delivery = read_flat(path)
    assert delivery.figures["key"].tolist() == ["DG", "16", "16068", "16068051", "16068006"]
    assert delivery.figures["level"].tolist() == ["bund", "land", "kreis", "gemeinde", "gemeinde"]
    (district,) = [f for f in delivery.findings if f.kind == "left_district"]
    assert (district.count, district.place) == (1, "Zeile 7")


def test_a_variable_may_stand_in_another_block_of_each_row(tmp_path: Path):
    path = flat(
        tmp_path / "a.csv",
        flat_row("1", region=("GES", "GESM"), second=("KREISE", "16068")),
        flat_row("2", region=("DLAND", "16"), second=("GES", "GESM")),
    )
    figures = read_flat(path).figures
    assert figures[["key", "sex"]].to_numpy().tolist() == [["16068", "male"], ["16", "male"]]


@pytest.mark.parametrize(
    ("sign", "status", "value"),
    [
        ("-", "not_applicable", None),
        (".", "suppressed", None),
        ("...", "not_yet", None),
        ("/", "unreliable", None),
        ("x", "not_applicable", None),
        ("0", "reported", 0),
        ("12,5", "reported", 12.5),
    ],
)
def test_signs_of_a_figure_that_is_never_zero(
    tmp_path: Path, sign: str, status: str, value: float | None
):
    row = read_flat(flat(tmp_path / "a.csv", flat_row(sign))).figures.iloc[0]
    assert row["status"] == status
    assert row["value"] == value if value is not None else row[["value"]].isna().all()


def test_a_dash_is_nil_where_zero_is_possible(tmp_path: Path):
    row = read_flat(flat(tmp_path / "a.csv", flat_row("-", variable="ERWP06"))).figures.iloc[0]
    assert (row["status"], row["value"]) == ("nil", 0)


@pytest.mark.parametrize(
    ("value", "mark", "status", "quality"),
    [
        ("5", "e", "reported", ""),
        ("5", "p", "reported", "provisional"),
        ("5", "r", "reported", "revised"),
        ("5", "s", "reported", "estimated"),
        ("5", "()", "reported", "limited"),
        ("(5)", "", "reported", "limited"),
        ("5p", "", "reported", "provisional"),
        ("5", ".", "suppressed", ""),
        (".", ".", "suppressed", ""),
    ],
)
def test_the_quality_column(tmp_path: Path, value: str, mark: str, status: str, quality: str):
    row = read_flat(flat(tmp_path / "a.csv", flat_row(value, mark=mark))).figures.iloc[0]
    assert (row["status"], row["quality"]) == (status, quality)


def test_an_unknown_quality_mark_is_refused(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        read_flat(flat(tmp_path / "a.csv", flat_row(), flat_row("4", time="2020-12-31", mark="q")))
    assert (caught.value.row, caught.value.column, caught.value.found) == (3, "value_q", "q")


@pytest.mark.parametrize(
    ("time", "third", "period"),
    [
        ("2019-12-31", ("ALTX20", ""), "2019-12-31"),
        ("31.12.2019", ("ALTX20", ""), "2019-12-31"),
        ("2019", ("ALTX20", ""), "2019"),
        ("2019/20", ("ALTX20", ""), "2019/20"),
        ("2019", ("MONAT", "MONAT06"), "2019-06"),
        ("2019", ("QUARTG", "QUART2"), "2019-Q2"),
    ],
)
def test_periods(tmp_path: Path, time: str, third: tuple[str, str], period: str):
    path = flat(tmp_path / "a.csv", flat_row(variable="ERWP06", time=time, third=third))
    assert read_flat(path).figures["period"].tolist() == [period]


def test_a_year_is_the_stichtag_the_catalogue_names(tmp_path: Path):
    assert read_flat(flat(tmp_path / "a.csv", flat_row(time="2019"))).figures[
        "period"
    ].tolist() == ["2019-12-31"]


def test_thousands_are_scaled_exactly(tmp_path: Path):
    path = flat(
        tmp_path / "a.csv",
        flat_row("12,345", unit="Tsd. EUR", variable="STEU01"),
        flat_row("0,1", unit="Mill. EUR", variable="STEU01", time="2020"),
    )
    assert read_flat(path).figures["value"].tolist() == [12345.0, 100000.0]


def test_an_unknown_unit_is_refused(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        read_flat(flat(tmp_path / "a.csv", flat_row(unit="Scheffel")))
    assert (caught.value.column, caught.value.found) == ("value_unit", "Scheffel")


def test_shares_beside_counts_are_left_and_reported(tmp_path: Path):
    path = flat(tmp_path / "a.csv", flat_row("123"), flat_row("3,1", unit="%"))
    delivery = read_flat(path)
    assert delivery.figures["value"].tolist() == [123]
    assert "left_unit" in kinds(delivery)


def test_a_breakdown_is_a_base_figure_where_the_catalogue_names_it(tmp_path: Path):
    path = flat(
        tmp_path / "a.csv",
        flat_row("100", third=("NAT", "")),
        flat_row("8", third=("NAT", "NATA")),
        flat_row("92", third=("NAT", "NATD")),
    )
    delivery = read_flat(path)
    found = dict(zip(delivery.figures["base_figure"], delivery.figures["value"], strict=True))
    assert found == {"bevoelkerung": 100, "auslaender": 8}
    (left,) = [finding for finding in delivery.findings if finding.kind == "left_breakdown"]
    assert (left.count, left.place) == (1, "Zeile 4")
    assert "NAT" in left.message


def test_a_breakdown_without_total_or_entry_is_refused(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        read_flat(flat(tmp_path / "a.csv", flat_row(third=("FAMST", "LED"))))
    assert caught.value.found == "FAMST = LED"
    assert "where: {FAMST: LED}" in str(caught.value.expected)


def test_an_unknown_value_variable_is_refused_if_it_is_the_only_one(tmp_path: Path):
    with pytest.raises(InputError, match=r"Ergänzen Sie") as caught:
        read_flat(flat(tmp_path / "a.csv", flat_row(variable="XYZ001")))
    assert "XYZ001" in str(caught.value.found)


def test_an_unknown_value_variable_beside_a_known_one_is_reported(tmp_path: Path):
    path = flat(tmp_path / "a.csv", flat_row("1"), flat_row("2", variable="XYZ001"))
    delivery = read_flat(path)
    assert delivery.figures["value"].tolist() == [1]
    assert "unknown_variable" in kinds(delivery)


def test_an_unknown_age_class_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="Altersgruppe"):
        read_flat(flat(tmp_path / "a.csv", flat_row(third=("ALTX20", "JUNG"))))


def test_the_gebietsstand_is_read_from_a_label(tmp_path: Path):
    path = flat(tmp_path / "a.csv", flat_row(label="Gemeinden (Gebietsstand 15.05.2022)"))
    assert read_flat(path).figures["gebietsstand"].tolist() == ["2022-05-15"]
    with pytest.raises(InputError, match="widerspricht"):
        read_flat(path, "2021-01-01")


def test_without_a_gebietsstand_that_of_the_period_counts_and_the_delivery_says_so(tmp_path: Path):
    path = flat(tmp_path / "a.csv", flat_row())
    told = read_flat(path)
    assert kinds(told) == {"period_gebietsstand"}
    assert told.figures["gebietsstand"].equals(told.figures["period"].astype(object))
    assert kinds(read_flat(path, "zeitraum")) == set()
    assert read_flat(path, "2019-12-31").figures["gebietsstand"].tolist() == ["2019-12-31"]


def test_the_zip_as_downloaded_is_the_same_delivery(tmp_path: Path):
    path = flat(tmp_path / "a.csv", flat_row())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(path, "12411-01-01-4_de_flat.csv")
    assert read_flat(tmp_path / "a.zip").figures.equals(read_flat(path).figures)


def test_a_file_without_quality_column_and_labels_is_read(tmp_path: Path):
    header = (
        "statistics_code;time_code;time;1_variable_code;1_variable_attribute_code;"
        "value;value_unit;value_variable_code"
    )
    row = "12411;STAG;2019-12-31;KREISE;16068;69427;Anzahl;BEVSTD"
    assert read_flat(flat(tmp_path / "a.csv", row, header=header)).figures["value"].tolist() == [
        69427
    ]


def test_english_numbers_are_refused(tmp_path: Path):
    with pytest.raises(InputError, match="deutsche Fassung"):
        read_flat(flat(tmp_path / "a.csv", flat_row("1.5")))


def test_two_areas_in_one_row_are_refused(tmp_path: Path):
    row = flat_row(region=("KREISE", "16068"), second=("GEMEIN", "16068051"))
    with pytest.raises(InputError, match="mehr als eine Angabe für Gebiet"):
        read_flat(flat(tmp_path / "a.csv", row))


def test_a_ragged_row_is_named(tmp_path: Path):
    with pytest.raises(InputError, match="andere Zahl von Spalten") as caught:
        read_flat(flat(tmp_path / "a.csv", flat_row(), flat_row().removesuffix(";")))
    assert (caught.value.row, caught.value.found) == (3, "21 Spalten")
