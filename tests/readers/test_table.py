"""Our own simple table: what a department sends."""

import datetime
from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.errors import InputError
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.excerpts import own, own_workbook

ROOT = Path(__file__).resolve().parents[2]


def read_own(path: Path) -> Delivery:
    return read(path, catalogue=excerpts.catalogue())


def kinds(delivery: Delivery) -> set[str]:
    return {finding.kind for finding in delivery.findings} - {"no_gebietsstand"}


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str):
    lines = ["ags;zeitraum;name;hilfen", "16068051;2019;Sömmerda;12", "16068006;2019;Kölleda;7"]
    path = own(tmp_path / "a.csv", *(s.replace(";", separator) for s in lines), encoding=encoding)
    delivery = read_own(path)
    assert delivery.figures["value"].tolist() == [12, 7]
    assert kinds(delivery) == ({"encoding"} if encoding == "cp1252" else set())


def test_headings_ignore_capitals_and_blanks(tmp_path: Path):
    path = own(tmp_path / "a.csv", " AGS ; Zeitraum ;Kita Plaetze", "16068;2019-03-01;5")
    row = read_own(path).figures.iloc[0]
    assert (row["base_figure"], row["key"], row["level"]) == ("kita_plaetze", "16068", "kreis")


def test_sex_and_age(tmp_path: Path):
    path = own(
        tmp_path / "a.csv",
        "ags;zeitraum;geschlecht;alter_von;alter_bis;hilfen",
        "16068051;2019;;;;12",
        "16068051;2019;Weiblich;0;2;4",
        "16068051;2019;m;65;;1",
    )
    figures = read_own(path).figures
    assert figures["sex"].tolist() == ["total", "female", "male"]
    assert figures["age_from"].tolist() == [0, 0, 65]
    assert figures["age_to"].isna().tolist() == [True, False, True]


def test_signs_and_blanks(tmp_path: Path):
    values = ["•", ".", "-", "/", "...", "x", "", "12p", "(3)"]
    lines = [f"160680{number:02d};2019;{value}" for number, value in enumerate(values, 10)]
    figures = read_own(own(tmp_path / "a.csv", "ags;zeitraum;hilfen", *lines)).figures
    assert figures["status"].tolist() == [
        "suppressed", "suppressed", "nil", "unreliable", "not_yet", "not_applicable", "missing",
        "reported", "reported",
    ]  # fmt: skip
    assert figures["quality"].tolist()[-2:] == ["provisional", "limited"]


def test_a_blank_says_nothing_about_a_breakdown_the_column_does_not_have(tmp_path: Path):
    path = own(
        tmp_path / "a.csv",
        "ags;zeitraum;geschlecht;hilfen;kita_plaetze",
        "16068051;2019;;12;30",
        "16068006;2019;;;20",
        "16068051;2019;w;5;",
    )
    figures = read_own(path).figures
    kita = figures[figures["base_figure"] == "kita_plaetze"]
    assert kita["sex"].tolist() == ["total", "total"]
    assert (figures["status"] == "missing").sum() == 1


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1,5", "1.234"], [1.5, 1234]),
        (["1.5", "1,234"], [1.5, 1234]),
        (["1.234,5", "7"], [1234.5, 7]),
        (["0.125", "1.234"], [0.125, 1.234]),
        (["1.234.567", "1,234"], [1234567, 1.234]),
        (["1 234", "1\u00a0234,5"], [1234, 1234.5]),
    ],
)
def test_the_decimal_sign_is_told_from_the_numbers(
    tmp_path: Path, texts: list[str], values: list[float]
):
    lines = [f"1606801{n};2019;{text}" for n, text in enumerate(texts)]
    figures = read_own(own(tmp_path / "a.csv", "ags;zeitraum;einkommen", *lines)).figures
    assert figures["value"].tolist() == values


@pytest.mark.parametrize(
    ("texts", "message"),
    [(["12", "1.234"], "mehrdeutig"), (["1,5", "2.5"], "nebeneinander")],
)
def test_an_undecidable_number_is_refused(tmp_path: Path, texts: list[str], message: str):
    lines = [f"1606801{n};2019;{text}" for n, text in enumerate(texts)]
    with pytest.raises(InputError, match=message) as caught:
        read_own(own(tmp_path / "a.csv", "ags;zeitraum;hilfen", *lines))
    assert (caught.value.row, caught.value.column, caught.value.found) == (3, "hilfen", texts[1])


def test_a_workbook_keeps_its_numbers_and_dates(tmp_path: Path):
    path = own_workbook(
        tmp_path / "a.xlsx",
        ("AGS", "Zeitraum", "Einkommen", "Kita_Plaetze"),
        ("16068051", datetime.date(2019, 12, 31), 1.234, 1234),
        (16068006, 2019, "1,5", None),
    )
    delivery = read_own(path)
    income = delivery.figures[delivery.figures["base_figure"] == "einkommen"]
    assert income["value"].tolist() == [1.234, 1.5]
    assert income["period"].tolist() == ["2019-12-31", "2019"]
    assert kinds(delivery) == {"year_as_reference_date"}


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("16068051;gestern;;;;1", "zeitraum"),
        ("16068051;31.02.2019;;;;1", "zeitraum"),
        ("16068051;2019/21;;;;1", "zeitraum"),
        ("16068051;;;;;1", "zeitraum"),
        ("16068051;2019;divers;;;1", "geschlecht"),
        ("16068051;2019;;zwei;;1", "alter_von"),
        ("16068051;2019;;10;3;1", "alter_bis"),
        ("16068051;2019;;0;400;1", "alter_bis"),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(tmp_path: Path, line: str, column: str):
    heading = "ags;zeitraum;geschlecht;alter_von;alter_bis;hilfen"
    path = own(tmp_path / "a.csv", heading, "16068051;2018;;;;1", line)
    with pytest.raises(InputError) as caught:
        read_own(path)
    assert (caught.value.row, caught.value.column) == (3, column)


def test_an_unknown_heading_is_refused_with_the_nearest_known(tmp_path: Path):
    path = own(tmp_path / "a.csv", "ags;zeitraum;kita_platze", "16068051;2019;1")
    with pytest.raises(InputError) as caught:
        read_own(path)
    assert (caught.value.column, caught.value.found) == ("kita_platze", "kita_platze")
    assert "kita_plaetze" in str(caught.value.expected)


@pytest.mark.parametrize(
    "lines",
    [
        ("ags;zeitraum;hilfen", "16068051;2019;1;2"),
        ("ags;zeitraum;hilfen", "16068051;2019"),
        ("ags;zeitraum;hilfen", '16068051;2019;"1'),
    ],
)
def test_a_ragged_csv_is_refused(tmp_path: Path, lines: tuple[str, ...]):
    with pytest.raises(InputError):
        read_own(own(tmp_path / "a.csv", *lines))


def test_values_under_no_heading_are_refused(tmp_path: Path):
    with pytest.raises(InputError, match="keine Überschrift"):
        read_own(own(tmp_path / "a.csv", "ags;zeitraum;hilfen;", "16068051;2019;1;9"))


@pytest.mark.parametrize("name", ["kreisblick-tabelle.csv", "kreisblick-tabelle.xlsx"])
def test_the_template_is_a_delivery_once_filled(name: str):
    delivery = read(ROOT / "docs" / "vorlagen" / name, catalogue=load_catalogue())
    assert delivery.reader == "table"
    assert set(delivery.figures["base_figure"]) >= {"kita_plaetze", "hilfen_zur_erziehung"}
    assert set(delivery.figures["status"]) >= {"reported", "nil", "suppressed", "missing"}


def test_more_columns_than_there_can_be_base_figures_are_refused(tmp_path: Path):
    heading = ";".join(["ags", "zeitraum", *(f"x{number}" for number in range(200_000))])
    with pytest.raises(InputError, match="zu viele Spalten"):
        read_own(own(tmp_path / "a.csv", heading))


def test_an_open_quotation_mark_is_told(tmp_path: Path):
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", '16068051;2019;"5')
    with pytest.raises(InputError, match="Anführungszeichen der CSV-Datei gehen") as caught:
        read_own(path)
    assert (caught.value.row, caught.value.found) == (
        2,
        "eine Zelle ohne schließendes Anführungszeichen",
    )


@pytest.mark.parametrize("number", ["9" * 400, "9" * 16, "-" + "9" * 16, "9" * 5_000_000, "١٢٣"])
def test_what_no_statistic_can_count_is_no_number(tmp_path: Path, number: str):
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", f"16068051;2019;{number}")
    with pytest.raises(InputError, match="Zahl") as caught:
        read_own(path)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("value", [0.00005, 5.551115123125783e-17, -2.5e-7, 1e-20, 12.75])
@pytest.mark.parametrize("other", ["•", "1,5", "2.5"])
def test_a_number_of_a_workbook_keeps_its_value(tmp_path: Path, value: float, other: str):
    heading = ["ags", "zeitraum", "einkommen"]
    rows = [["16068051", "2019", value], ["16068006", "2019", other]]
    figures = read_own(own_workbook(tmp_path / "a.xlsx", heading, *rows)).figures
    assert figures["value"][0] == value
    assert figures["status"][0] == "reported"


@pytest.mark.parametrize("value", [49.451, 12.34, 7.125, 1234.567, 0.001, 49.4511])
def test_what_is_counted_has_no_fraction(tmp_path: Path, value: float):
    """49.451 are forty-nine thousand whose point was taken for a decimal sign."""
    rows = [["16068051", "2019", 12], ["16068006", "2019", value]]
    path = own_workbook(tmp_path / "a.xlsx", ["ags", "zeitraum", "hilfen"], *rows)
    with pytest.raises(InputError, match="Nachkommastellen") as caught:
        read_own(path)
    assert (caught.value.row, caught.value.column) == (3, "Hilfen")


@pytest.mark.parametrize("value", [12.5, 1234.25, 0.083, 512.4166, 512.4167, 7 + 1 / 12, 1 / 3])
def test_an_average_of_months_has_one(tmp_path: Path, value: float):
    rows = [["16068051", "2019", value]]
    path = own_workbook(tmp_path / "a.xlsx", ["ags", "zeitraum", "hilfen"], *rows)
    assert read_own(path).figures["value"].tolist() == [value]
