"""Rows of a CSV: what quotes hold together, and what they may not swallow."""

import pytest

from monitoring.csv_text import csv_rows
from monitoring.errors import InputError


def test_rows_keep_their_line_and_headings_may_have_several():
    text = 'ags;"Personen,\ninsgesamt";"31.12.\r\n2019"\n1;2;3\n\n4;"5";6\n'
    rows = list(csv_rows(text, "a.csv", "Abhilfe"))
    assert [row for row, _ in rows] == [1, 4, 5, 6]
    assert rows[0][1][1:] == ["Personen,\ninsgesamt", "31.12.\r\n2019"]


def test_a_heading_between_commas_may_have_a_comma_and_two_lines():
    rows = list(csv_rows('ags,"Personen,\nalle, auch Kinder"\n1,2\n', "a.csv", "Abhilfe", ","))
    assert rows[1] == (3, ["1", "2"])


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_quote_that_closes_rows_later_swallows_nothing(separator: str):
    lines = ["ags;ort;jahr;zahl", '16068051;"Sömmerda;2019;12', '16068006;Kölleda";2019;7']
    text = "\n".join(lines).replace(";", separator)
    with pytest.raises(InputError, match="Anführungszeichen") as caught:
        list(csv_rows(text, "a.csv", "Abhilfe", separator))
    assert (caught.value.row, caught.value.column) == (2, "2")
    assert "Sömmerda" in str(caught.value.found)


def test_an_open_quote_is_told_with_its_row():
    with pytest.raises(InputError, match="Anführungszeichen") as caught:
        list(csv_rows('a;b\n1;"2\n3;4\n', "a.csv", "Abhilfe"))
    assert caught.value.row == 2


@pytest.mark.parametrize("cell", ["12\n345", "1.012 \r\n 7,5"])
def test_two_numbers_in_a_cell_are_not_one(cell: str):
    with pytest.raises(InputError, match="Anführungszeichen") as caught:
        list(csv_rows(f'ags;zahl\n1;"{cell}"\n', "a.csv", "Abhilfe"))
    assert (caught.value.row, caught.value.column) == (2, "2")
