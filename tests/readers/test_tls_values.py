"""Tables of the TLS whose figures are others than their cells say, or not of their row."""

from pathlib import Path

import pytest

from tests.readers.test_tls import made, refused
from tests.readers.tls_excerpts import FOOTER, GEMEINDE, HEADS, TITLE, flat


@pytest.mark.parametrize(
    ("title", "footer"),
    [
        ("Bevölkerung in 1 000 am 31.12.2023 in Thüringen", FOOTER),
        ("Bevölkerung am 31.12.2023 in Thüringen, in Tsd.", FOOTER),
        ("Bevölkerung am 31.12.2023 in Thüringen, Angaben in %", FOOTER),
        ("Bevölkerung je 1 000 Einwohner am 31.12.2023 in Thüringen", FOOTER),
        (TITLE, f"{FOOTER}<p>Angaben in 1 000"),
    ],
)
def test_a_scale_that_only_the_title_tells_is_refused(tmp_path: Path, title: str, footer: str):
    error = refused(
        tmp_path, ("61001", "A", "12"), heads=flat("Bevölkerung"), title=title, footer=footer
    )
    assert "anderen Einheit" in error.what


@pytest.mark.parametrize(
    "cells",
    [
        "<tr><td>61001<td>A<td colspan=2>3<td>2",
        "<tr><td>61001<td>A<td rowspan=2>3<td>1<td>2<tr><td>61002<td>B<td>1<td>2",
    ],
)
def test_a_value_that_spans_cells_is_refused(tmp_path: Path, cells: str):
    error = refused(tmp_path, GEMEINDE, footer=f"<table>{FOOTER}", heads=(*HEADS, cells))
    assert "verbunden" in error.what


@pytest.mark.parametrize("line", ["männlich", "davon weiblich", "31.12.2022", "in %", "6 bis 15"])
def test_a_line_that_divides_the_areas_is_refused(tmp_path: Path, line: str):
    error = refused(tmp_path, GEMEINDE, ("", line, "", "", ""), ("61002", "B", "3", "1", "2"))
    assert (error.row, error.found) == (6, line)


def test_lines_that_group_areas_are_passed_over(tmp_path: Path):
    lines = (("", "Landkreis Eichsfeld", "", "", ""), ("", "Landkreise zusammen", "", "", ""))
    assert len(made(tmp_path, GEMEINDE, *lines, ("61002", "B", "3", "1", "2")).figures) == 6


def test_two_numbers_in_a_cell_are_not_one(tmp_path: Path):
    error = refused(tmp_path, ("61001", "A", "12<br>345", "1", "2"))
    assert error.found == "12 / 345"
