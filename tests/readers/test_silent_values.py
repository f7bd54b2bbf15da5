"""Files whose figures would come in otherwise than a person reads them: refused, or read right."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.profiles.model import PERIOD_IN_TITLE, Mapping, Measure
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.excerpts import own
from tests.readers.mapping_excerpts import HEADS, hilfen, mapped

STRAY = ('16068051;"Sömmerda;2019;12', '16068006;Kölleda";2019;7', "16068001;Alperstedt;2019;3")


def by_mapping(path: Path, lines: Sequence[str], mapping: Mapping | None = None) -> Delivery:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read(path, catalogue=excerpts.catalogue(), mapping=mapping or hilfen())


def values(delivery: Delivery) -> dict[str, float]:
    return dict(zip(delivery.figures["key"], delivery.figures["value"], strict=True))


@pytest.mark.parametrize("heads", ["ags;name;zeitraum;hilfen", "Schlüssel;Ort;Jahr;Hilfen"])
def test_a_stray_quote_loses_no_rows(tmp_path: Path, heads: str):
    """Rows 2 and 3 would become one: 16068051 with the 7 of its neighbour."""
    path = mapped(*STRAY, heads=heads)(tmp_path / "a.csv")
    with pytest.raises(InputError, match="Anführungszeichen") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert (caught.value.row, caught.value.column) == (2, "2")


def test_text_behind_a_closing_quote_is_not_glued_to_the_figure(tmp_path: Path):
    """Pandas reads 12 here."""
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", '16068051;2019;"1"2')
    with pytest.raises(InputError, match="Anführungszeichen") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert caught.value.row == 2


@pytest.mark.parametrize("short", ["16068006;2019;7", "16068006;Kölleda;2019", "16068006;7"])
def test_a_row_that_lacks_a_cell_is_not_left_out(tmp_path: Path, short: str):
    lines = [HEADS, "16068051;Sömmerda;2019;12", short, "16068001;Alperstedt;2019;3"]
    with pytest.raises(InputError, match="weniger Zellen") as caught:
        by_mapping(tmp_path / "a.csv", lines)
    assert caught.value.row == 3


def test_titles_sums_and_notes_may_be_short(tmp_path: Path):
    lines = [HEADS, "16068051;Sömmerda;2019;12", "Summe;12", "1) vorläufig", "Quelle: Amt;2019"]
    assert values(by_mapping(tmp_path / "a.csv", lines)) == {"16068051": 12}


def test_a_last_column_that_most_leave_blank_may_lack_its_separator(tmp_path: Path):
    lines = [f"{HEADS};Anmerkung", "16068051;Sömmerda;2019;12", "16068006;Kölleda;2019;7;geschätzt"]
    assert values(by_mapping(tmp_path / "a.csv", lines)) == {"16068051": 12, "16068006": 7}


FIRST = ["Schlüssel;Ort;Hilfen", "16068051;Sömmerda;12"]
TITLED = replace(hilfen(), period_in=PERIOD_IN_TITLE, period="")


@pytest.mark.parametrize(
    "below",
    [
        ["Schlüssel;Ort;Plätze"],
        ["Hilfen, Stand 31.12.2020", "Schlüssel;Ort;Hilfen"],
        ["Schlüssel;Ort;Hilfen 2020"],
    ],
)
def test_a_second_table_is_not_read_under_the_first_heading(tmp_path: Path, below: list[str]):
    title = "Hilfen, Stand 31.12.2019"
    lines = [title, *FIRST, *below, "16068006;Kölleda;7"]
    layout = replace(TITLED.layout, head_row=2)
    with pytest.raises(InputError, match="beginnt eine zweite") as caught:
        by_mapping(tmp_path / "a.csv", lines, replace(TITLED, layout=layout))
    assert caught.value.row == len(lines) - 1


def test_a_heading_that_each_page_repeats_is_no_second_table(tmp_path: Path):
    page = ["Hilfen, Stand 31.12.2019", *FIRST, "Erstellt am 05.03.2021"]
    lines = [*page, "Hilfen, Stand 31.12.2019", FIRST[0], "16068006;Kölleda;7"]
    layout = replace(TITLED.layout, head_row=2)
    delivery = by_mapping(tmp_path / "a.csv", lines, replace(TITLED, layout=layout))
    assert values(delivery) == {"16068051": 12, "16068006": 7}


def test_a_sum_without_a_key_is_not_that_of_the_area_above(tmp_path: Path):
    lines = [HEADS, "16068051;Sömmerda;2019;12", ";;2020;13", ";Insgesamt;2021;99"]
    delivery = by_mapping(tmp_path / "a.csv", lines, replace(hilfen(), fill_down=True))
    assert delivery.figures["period"].tolist() == ["2019", "2020"]
    assert "total_left_out" in {finding.kind for finding in delivery.findings}


def test_a_sign_in_words_is_no_sum(tmp_path: Path):
    lines = [HEADS, "16068051;Sömmerda;2019;12", ";;2020;unbekannt"]
    signs = (("unbekannt", "unknown"),)
    delivery = by_mapping(tmp_path / "a.csv", lines, replace(hilfen(), fill_down=True, signs=signs))
    assert delivery.figures["status"].tolist() == ["reported", "unknown"]


@pytest.mark.parametrize(
    ("title", "head", "cell"),
    [
        ("", "Hilfen (in %)", "12,3"),
        ("", "Hilfen in Prozent", "12,3"),
        ("", "Hilfen (in 1 000)", "12,5"),
        ("", "Hilfen in Tsd.", "12,5"),
        ("", "Hilfen [1.000]", "12,5"),
        ("Hilfen am Ort, in 1 000", "Hilfen", "12,5"),
        ("Angaben in %", "Hilfen", "12,5"),
        ("", "Hilfen", "12,5 %"),
    ],
)
def test_a_share_or_thousands_are_no_count(tmp_path: Path, title: str, head: str, cell: str):
    lines = [title or "Amt", f"Schlüssel;Ort;Jahr;{head}", f"16068051;Sömmerda;2019;{cell}"]
    mapping = replace(hilfen(), measures=(Measure(head, "hilfen"),))
    mapping = replace(mapping, layout=replace(mapping.layout, head_row=2))
    with pytest.raises(InputError, match="anderen Einheit") as caught:
        by_mapping(tmp_path / "a.csv", lines, mapping)
    assert caught.value.column == f"D ({head})"


@pytest.mark.parametrize("head", ["Hilfen, 1 000 und mehr", "Hilfen", "Hilfen in 10 Orten"])
def test_a_class_of_sizes_is_no_scale(tmp_path: Path, head: str):
    lines = [f"Schlüssel;Ort;Jahr;{head}", "16068051;Sömmerda;2019;12"]
    mapping = replace(hilfen(), measures=(Measure(head, "hilfen"),))
    assert values(by_mapping(tmp_path / "a.csv", lines, mapping)) == {"16068051": 12}


VERBAND = "010515178"


@pytest.mark.parametrize("key", [VERBAND, "031525404", "093785210", "071315001"])
def test_a_verband_without_its_zero_is_no_gemeinde(tmp_path: Path, key: str):
    """Mitteldithmarschen would be a Gemeinde in the Saarland."""
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", f"{key[1:]};2019;12")
    with pytest.raises(InputError, match="führende Null") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert key in str(caught.value.expected)
    lines = [HEADS, f"{key[1:]};Amt;2019;12"]
    with pytest.raises(InputError, match="keine bekannte Form"):
        by_mapping(tmp_path / "b.csv", lines)
    completed = by_mapping(tmp_path / "b.csv", lines, replace(hilfen(), fill_zero=True))
    assert completed.figures[["key", "level"]].to_numpy().tolist() == [[key, "verband"]]


@pytest.mark.parametrize("key", ["10041100", "10046117", "16068051", "11000000", "99001001"])
def test_a_gemeinde_of_eight_digits_stays_one(tmp_path: Path, key: str):
    path = own(tmp_path / "a.csv", "ags;zeitraum;hilfen", f"{key};2019;12")
    assert read(path, catalogue=excerpts.catalogue()).figures["level"].tolist() == ["gemeinde"]


@pytest.mark.parametrize("heads", ["ags;AGS;zeitraum;hilfen", "ags;zeitraum;Hilfen;hilfen"])
def test_headings_that_differ_in_capitals_alone_are_the_same(tmp_path: Path, heads: str):
    path = own(tmp_path / "a.csv", heads, "16068051;2019;12;7")
    with pytest.raises(InputError, match="kommt mehrfach vor"):
        read(path, catalogue=excerpts.catalogue())
