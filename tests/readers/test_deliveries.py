"""What holds for a delivery whatever its format: words, names, repetitions, contradictions."""

import os
from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import read
from tests.readers import excerpts
from tests.readers.excerpts import flat, flat_row, own

OWN = "ags;zeitraum;hilfen"


def test_an_unknown_reader_or_date_is_refused(tmp_path: Path):
    path = own(tmp_path / "a.csv", OWN, "16068051;2019;1")
    with pytest.raises(InputError, match="Dieses Format gibt es nicht"):
        read(path, catalogue=excerpts.catalogue(), reader="excel")
    for date in ("2021", "01.01.2021", "2021-02-30"):
        with pytest.raises(InputError, match="kein Datum"):
            read(path, catalogue=excerpts.catalogue(), gebietsstand=date)
    with pytest.raises(InputError, match="passt nicht zum Format") as caught:
        read(path, catalogue=excerpts.catalogue(), reader="inkar")
    assert caught.value.found == "Textdatei (CSV)"
    assert caught.value.expected == "Excel-Mappe (xlsx), Excel-Mappe (xls)"


def test_a_pipe_is_no_delivery(tmp_path: Path):
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(InputError, match="keine Datei"):
        read(tmp_path / "a.csv", catalogue=excerpts.catalogue())


def test_a_file_name_cannot_command_the_terminal(tmp_path: Path):
    path = own(tmp_path / "a\x1b[31m.csv", OWN, "16068051;2019;viele")
    with pytest.raises(InputError, match="Text, wo") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert "\x1b" not in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(InputError, match="nicht öffnen"):
        read(tmp_path / "fehlt.csv", catalogue=excerpts.catalogue())


@pytest.mark.parametrize("reader", ["inkar", "genesis_flat", "table"])
def test_the_same_twice_is_kept_once_and_reported(tmp_path: Path, reader: str):
    row = ("16068051", "Sömmerda", "Gemeinden", 1, 2)
    path = {
        "inkar": lambda: excerpts.inkar(tmp_path / "a.xlsx", [row, row]),
        "genesis_flat": lambda: flat(tmp_path / "a.csv", flat_row("1"), flat_row("1")),
        "table": lambda: own(tmp_path / "a.csv", OWN, "16068051;2019;1", "16068051;2019;1"),
    }[reader]()
    delivery = read(path, catalogue=excerpts.catalogue())
    assert delivery.reader == reader
    assert "repeated" in {finding.kind for finding in delivery.findings}
    assert not delivery.figures.duplicated().any()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("1234567", "1234568"), "1.234.567 (Zeile 2) und 1.234.568 (Zeile 3)"),
        (("0,083", "-12,5"), "0,083 (Zeile 2) und −12,5 (Zeile 3)"),
        (("12", "•"), "12 (Zeile 2) und • (geheim zu halten, Zeile 3)"),
        (("0", "-"), "0 (Zeile 2) und 0 (genau null, Zeile 3)"),
    ],
)
def test_a_contradiction_shows_both_values_in_full(tmp_path: Path, values: list[str], told: str):
    lines = [f"16068051;2019;{value}" for value in values]
    with pytest.raises(InputError, match="zweimal mit verschiedenen Werten") as caught:
        read(own(tmp_path / "a.csv", OWN, *lines), catalogue=excerpts.catalogue())
    assert caught.value.found == f"{told}: Hilfen, Gebiet 16068051, 2019"
