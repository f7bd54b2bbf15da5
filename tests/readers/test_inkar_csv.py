"""INKAR as CSV: two header rows, everything quoted, thousands dots and decimal commas."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import Delivery, inkar_csv, inputs
from tests.readers import excerpts

WORKING_AGE = "Erwerbsfähige Bevölkerung (15 bis unter 65 Jahre)"
FIXED = ("Kennziffer", "Raumeinheit", "Aggregat")
KREIS = ("16068", "Sömmerda, Kreis", "Landkreis")
TITLES = ("Arbeitslose", "Arbeitslose")
YEARS = ("2018", "2019")


def table(
    *rows: Sequence[str], titles: Sequence[str] = TITLES, years: Sequence[str] | None = YEARS
) -> str:
    heads = [(*FIXED, *titles)] + ([] if years is None else [("", "", "", *years)])
    return "".join(";".join(f'"{cell}"' for cell in row) + "\r\n" for row in [*heads, *rows])


def sample(folder: Path, content: str | bytes) -> inputs.Sample:
    path = folder / "inkar.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
    return inputs.inspected(path)


def read_csv(folder: Path, content: str | bytes, gebietsstand: str | None = None) -> Delivery:
    return inkar_csv.read(sample(folder, content), excerpts.catalogue(), gebietsstand)


def values(folder: Path, *texts: str) -> list[float]:
    """The values of one area whose cells are ``texts``, one year each."""
    years = [str(2000 + number) for number in range(len(texts))]
    content = table((*KREIS, *texts), titles=["Arbeitslose"] * len(texts), years=years)
    return read_csv(folder, content).figures["value"].tolist()


def refused(folder: Path, content: str | bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_csv(folder, content)
    fault = caught.value
    assert fault.file == "inkar.csv"
    assert fault.sheet is None
    assert None not in (fault.found, fault.expected, fault.remedy)
    assert "Arbeitsmappe" not in str(fault)
    return fault


def test_it_is_recognised_by_its_first_line(tmp_path: Path):
    assert inkar_csv.recognise(sample(tmp_path, table((*KREIS, "1", "2"))))
    assert inkar_csv.recognise(sample(tmp_path, "Kennziffer;Raumeinheit;Aggregat;Arbeitslose\n"))
    assert not inkar_csv.recognise(sample(tmp_path, "ags;zeitraum;name\n16068;2019;Sömmerda\n"))
    assert not inkar_csv.recognise(sample(tmp_path, "Titel\nKennziffer;Raumeinheit\n"))


def test_titles_and_years_become_base_figures_and_periods(tmp_path: Path):
    content = table((*KREIS, "1.234.567,8", "480"), titles=("Arbeitslose", WORKING_AGE))
    delivery = read_csv(tmp_path, content)
    figures = delivery.figures.set_index("base_figure")
    assert figures["value"].to_dict() == {"arbeitslose": 1234567.8, "bevoelkerung": 480}
    assert figures["period"].to_dict() == {"arbeitslose": "2018", "bevoelkerung": "2019-12-31"}
    assert (figures.loc["bevoelkerung", "age_from"], figures.loc["bevoelkerung", "age_to"]) == (
        15,
        64,
    )
    assert set(figures["key"]) == {"16068"}
    assert (delivery.reader, delivery.source) == ("inkar_csv", "bbsr_inkar")
    assert delivery.title == f"INKAR: Arbeitslose, {WORKING_AGE}"


def test_points_group_thousands_and_the_comma_is_decimal(tmp_path: Path):
    assert values(tmp_path, "1.234,58", "-47,9", "0,083", "93") == [1234.58, -47.9, 0.083, 93]


def test_a_file_with_no_comma_at_all_still_groups_with_points(tmp_path: Path):
    assert values(tmp_path, "1.560", "93", "-2.839") == [1560, 93, -2839]


def test_three_places_after_the_comma_are_read_where_another_number_proves_it(tmp_path: Path):
    assert values(tmp_path, "12,333", "1,5") == [12.333, 1.5]


def test_three_places_after_a_comma_alone_are_not_guessed(tmp_path: Path):
    fault = refused(tmp_path, table((*KREIS, "12,345", "7")))
    assert (fault.row, fault.found) == (3, "12,345")
    assert "mehrdeutig" in fault.what


def test_signs_follow_din_55301(tmp_path: Path):
    signs = ("-", ".", "...", "/", "x", "", "0")
    years = [str(2000 + number) for number in range(len(signs))]
    content = table((*KREIS, *signs), titles=["Arbeitslose"] * len(signs), years=years)
    assert read_csv(tmp_path, content).figures["status"].tolist() == [
        "nil",
        "suppressed",
        "not_yet",
        "unreliable",
        "not_applicable",
        "missing",
        "reported",
    ]


def test_marks_of_quality_keep_their_number(tmp_path: Path):
    content = table((*KREIS, "(1.234,5)", "1.234p"))
    figures = read_csv(tmp_path, content).figures
    assert figures["value"].tolist() == [1234.5, 1234]
    assert figures["quality"].tolist() == ["limited", "provisional"]


@pytest.mark.parametrize(
    ("key", "word", "level"),
    [
        ("16068051", "Gemeinde", "gemeinde"),
        ("16068051", "Gemeinden", "gemeinde"),
        ("16068", "Kreis", "kreis"),
        ("16068", "Kreise", "kreis"),
        ("16068", "Landkreis", "kreis"),
        ("16051", "kreisfreie Stadt", "kreis"),
        ("16051", "krsfr. Stadt", "kreis"),
        ("16", "Land", "land"),
        ("16", "Länder", "land"),
        ("16", "Bundesland", "land"),
        ("16", "Bundesländer", "land"),
    ],
)
def test_aggregates_may_be_singular_or_plural(tmp_path: Path, key: str, word: str, level: str):
    figures = read_csv(tmp_path, table((key, "Name", word, "1", "2"))).figures
    assert (set(figures["key"]), set(figures["level"])) == ({key}, {level})


def test_the_bund_is_germany_and_other_levels_are_reported(tmp_path: Path):
    content = table(
        ("0", "Bundesrepublik", "Bund", "7", "8"),
        ("1601", "Mittelthüringen", "Raumordnungsregion", "5", "6"),
    )
    delivery = read_csv(tmp_path, content, "2021-12-31")
    assert delivery.figures["key"].tolist() == ["DG", "DG"]
    (finding,) = delivery.findings
    assert (finding.kind, finding.count) == ("left_level", 1)
    assert "Raumordnungsregion" in finding.message


def test_a_file_of_other_levels_alone_has_no_figures(tmp_path: Path):
    delivery = read_csv(tmp_path, table(("1601", "Mitte", "Raumordnungsregion", "5", "6")))
    assert delivery.figures.empty


def test_the_gebietsstand_is_taken_if_given_and_missed_if_not(tmp_path: Path):
    content = table((*KREIS, "1", "2"))
    assert set(read_csv(tmp_path, content, "2021-12-31").figures["gebietsstand"]) == {"2021-12-31"}
    assert [finding.kind for finding in read_csv(tmp_path, content).findings] == ["no_gebietsstand"]


def test_unquoted_heads_without_mark_and_with_plain_line_ends_are_read_too(tmp_path: Path):
    content = 'Kennziffer;Raumeinheit;Aggregat;Arbeitslose\n;;;2017\n"01001";"F";"Kreis";"1,5"\n\n'
    figures = read_csv(tmp_path, content.encode()).figures
    assert (figures["key"].tolist(), figures["value"].tolist()) == (["01001"], [1.5])


def test_a_missing_second_header_row_is_refused(tmp_path: Path):
    fault = refused(tmp_path, table((*KREIS, "1", "2"), years=None))
    assert (fault.row, fault.column, fault.found) == (2, "Kennziffer", "16068")
    assert "zweite Kopfzeile" in fault.what


@pytest.mark.parametrize("year", ["", "Jahr", "20191"])
def test_a_year_that_is_none_is_refused(tmp_path: Path, year: str):
    fault = refused(tmp_path, table((*KREIS, "1", "2"), years=("2018", year)))
    assert (fault.row, fault.column, fault.found) == (2, "E2", year)


def test_an_unknown_title_is_refused_with_the_nearest_known(tmp_path: Path):
    fault = refused(tmp_path, table((*KREIS, "1", "2"), titles=("Arbeitslos", "Arbeitslose")))
    assert (fault.row, fault.column, fault.found) == (1, "D1", "Arbeitslos")
    assert "arbeitslose" in str(fault.expected)


@pytest.mark.parametrize(
    ("cells", "column"), [(("1",), "Arbeitslose"), (("1", "2", "3"), "nach „Arbeitslose“")]
)
def test_a_ragged_row_is_refused(tmp_path: Path, cells: Sequence[str], column: str):
    fault = refused(tmp_path, table((*KREIS, "1", "2"), (*KREIS, *cells)))
    assert (fault.row, fault.column) == (4, column)
    assert (fault.found, fault.expected) == (f"{3 + len(cells)} Zellen", "5 Zellen")


def test_a_wrong_encoding_is_refused(tmp_path: Path):
    fault = refused(tmp_path, table((*KREIS, "1", "2")).encode("cp1252"))
    assert (fault.row, fault.found, fault.expected) == (3, "Byte 0xf6", "UTF-8")


@pytest.mark.parametrize("ending", ['"2', '"2\r\n"16069";"B";"Kreis";"1";"2"\r\n'])
def test_an_unclosed_quote_is_refused(tmp_path: Path, ending: str):
    fault = refused(tmp_path, table() + '"16068";"A";"Kreis";"1";' + ending)
    assert fault.row == 3
    assert "Anführungszeichen" in fault.what


@pytest.mark.parametrize("content", [table(), table(years=None), table() + "\r\n;;;;\r\n"])
def test_a_file_without_data_is_refused(tmp_path: Path, content: str):
    assert refused(tmp_path, content).what == "Die Tabelle enthält keine Daten."


def test_the_same_figure_twice_with_two_values_is_refused(tmp_path: Path):
    fault = refused(tmp_path, table((*KREIS, "1.234,5", "2"), (*KREIS, "1.234,6", "2")))
    assert fault.row == 3
    assert "1.234,5 (Zeile 3) und 1.234,6 (Zeile 4)" in str(fault.found)


def test_the_same_figure_twice_with_one_value_is_kept_once(tmp_path: Path):
    delivery = read_csv(tmp_path, table((*KREIS, "1", "2"), (*KREIS, "1", "2")), "2021-12-31")
    assert delivery.figures["value"].tolist() == [1, 2]
    assert [finding.kind for finding in delivery.findings] == ["repeated"]


@pytest.mark.parametrize("text", ["1.5", "0.125", "1,234.5", "1,234,567"])
def test_points_as_decimal_sign_are_refused(tmp_path: Path, text: str):
    fault = refused(tmp_path, table((*KREIS, ".", "1.234"), (*KREIS, "7", text)))
    assert (fault.row, fault.column, fault.found) == (4, "Arbeitslose 2019 (Spalte 5)", text)
    assert "Dezimalpunkt" in fault.what


def test_points_and_commas_side_by_side_are_refused(tmp_path: Path):
    fault = refused(tmp_path, table((*KREIS, "1,5", "2.5")))
    assert (fault.row, fault.found) == (3, "2.5")


@pytest.mark.parametrize("text", ["viele", "1,2,3", "12.34.5", "9" * 61, "inf", "1e5"])
def test_text_in_place_of_a_number_is_refused(tmp_path: Path, text: str):
    fault = refused(tmp_path, table((*KREIS, "1,5", text)))
    assert (fault.row, fault.column, fault.found) == (3, "Arbeitslose 2019", text)


def test_a_lost_leading_zero_is_told_with_its_remedy(tmp_path: Path):
    fault = refused(tmp_path, table(("1001", "Flensburg", "krsfr. Stadt", "1", "2")))
    assert (fault.row, fault.column, fault.found) == (3, "Kennziffer", "1001")
    assert "führende Null" in fault.what


def test_a_file_saved_with_commas_is_told_to_use_semicolons(tmp_path: Path):
    content = table((*KREIS, "1", "2")).replace(";", ",")
    assert inkar_csv.recognise(sample(tmp_path, content))
    fault = refused(tmp_path, content)
    assert (fault.row, fault.column) == (1, "Kennziffer")
