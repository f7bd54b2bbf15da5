"""Figures whose cell spans others: which area or column they belong to is lost."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from monitoring.errors import InputError
from monitoring.readers import read
from tests.readers import excerpts
from tests.readers.mapping_excerpts import HEADS, hilfen
from tests.readers.test_shown_cells import OWN, ods


@pytest.mark.parametrize("area", ["C2:C3", "C2:D2", "A2:A3", "C3:F3"])
def test_a_figure_that_spans_cells_of_an_own_table_is_refused(tmp_path: Path, area: str):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    for row in ((*OWN, "kita_plaetze"), ("16068051", 2019, 1, 2), ("16068006", 2019, 3, 4)):
        book.active.append(row)
    book.active.merge_cells(area)
    book.save(path)
    with pytest.raises(InputError, match="verbunden") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert str(caught.value.found).startswith(area)


def test_a_figure_that_spans_rows_of_an_opendocument_table_is_refused(tmp_path: Path):
    cell = '<table:table-cell office:value-type="float" office:value="5" {}/>'
    path = ods(tmp_path / "a.ods", cell.format('table:number-rows-spanned="2"'))
    with pytest.raises(InputError, match="verbunden") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert str(caught.value.found).startswith("C2:C3")


@pytest.mark.parametrize(("area", "fault"), [("D2:D3", True), ("C2:D2", True), ("A2:A3", False)])
def test_a_mapped_table_may_merge_areas_and_no_figures(tmp_path: Path, area: str, fault: bool):
    book = openpyxl.Workbook()
    book.active.title = "Daten"
    for row in (HEADS.split(";"), ("16068051", "S", 2019, 1), ("16068051", "S", 2020, 3)):
        book.active.append(row)
    book.active.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    mapping = replace(hilfen("Daten"), fill_down=True)
    if fault:
        with pytest.raises(InputError, match="verbunden"):
            read(tmp_path / "a.xlsx", catalogue=excerpts.catalogue(), mapping=mapping)
        return
    figures = read(tmp_path / "a.xlsx", catalogue=excerpts.catalogue(), mapping=mapping).figures
    assert figures["period"].tolist() == ["2019", "2020"]
