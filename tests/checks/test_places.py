"""Where a finding is: in a zip, in a page saved as a workbook, in a row of equal numbers."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from monitoring.catalogue import load_catalogue
from monitoring.checks import Sheets, read_sheets
from monitoring.checks.places import LARGEST_WHOLE, cells_of
from monitoring.readers import read
from monitoring.readers.contract import Mark
from monitoring.readers.workbook import cell_text
from monitoring.settings import store_path
from tests.checks.reported import by_kind, imported, marked_cells
from tests.readers import mapping_excerpts
from tests.readers.excerpts import flat, flat_row
from tests.readers.malformed_bases import BASES, PROFILE, content
from tests.readers.tls_excerpts import GEMEINDE, KREIS, page
from tests.tiny_store import boundaries, figures, store

WITH_COLUMNS = (
    "profil", "gv_isys", "inkar", "inkar_csv", "genesis_web", "genesis_workbook", "arbeitsagentur",
    "tls", "table",
)  # fmt: skip


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    store(store_path(), boundaries({"16061001": "Arenshausen", "16061002": "Asbach"}))


def zipped(path: Path) -> Path:
    target = path.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(path, path.name)
    return target


def people(path: Path, *values: str) -> Path:
    rows = (
        flat_row(value, region=("GEMEIN", f"1606100{place}"))
        for place, value in enumerate(values, start=1)
    )
    return flat(path, *rows)


def test_a_figure_of_a_zipped_table_has_a_cell_that_is_marked(tmp_path: Path):
    imported(people(tmp_path / "alt.csv", "100", "200"))
    new = zipped(people(tmp_path / "neu.csv", "100", "250"))
    (report,), folder = imported(new, dry_run=True)
    assert by_kind(report)["Widerspruch zu früher"][1] == "Zeile 3, Spalte R"
    copy = load_workbook(folder / report["workbook"])["Datei"]
    assert copy["R3"].value == "250"
    assert "R3" in marked_cells(copy)


def test_a_figure_of_a_page_saved_as_a_workbook_has_a_cell_that_is_marked(tmp_path: Path):
    imported(page(tmp_path / "alt.xls", KREIS, GEMEINDE))
    new = page(tmp_path / "neu.xls", KREIS, (*GEMEINDE[:3], "498", "514"))
    (report,), folder = imported(new, dry_run=True)
    assert by_kind(report)["Widerspruch zu früher"][1:3] == ["Zeile 6, Spalte D", 2]
    copy = load_workbook(folder / report["workbook"])["Datei"]
    assert [cell.value for cell in copy[6]] == ["61001", "Arenshausen", "1 012", "498", "514"]
    assert {"D6", "E6"} <= marked_cells(copy)


def test_of_two_equal_numbers_in_a_row_the_one_that_is_meant_is_marked(tmp_path: Path):
    imported(page(tmp_path / "alt.xls", (*GEMEINDE[:2], "700", "340", "360")))
    new = page(tmp_path / "neu.xls", (*GEMEINDE[:2], "700", "350", "350"))
    (report,), folder = imported(new, dry_run=True)
    assert by_kind(report)["Widerspruch zu früher"][1:3] == ["Zeile 5, Spalte D", 2]
    assert {"D5", "E5"} <= marked_cells(load_workbook(folder / report["workbook"])["Datei"])


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_where_the_reader_does_not_tell_the_column_all_that_have_the_number_are_marked(
    ending: str,
):
    sheets = Sheets({"Blatt": {7: ["98001001", "350", 350, "1"]}}, text=ending == "csv")
    one = figures("faelle", {"98001001": 350})
    delivery = replace(one, figures=one.figures.assign(row=7))
    cells = cells_of(sheets, delivery, Mark(0, "hier"))
    assert cells == [("Blatt", 7, 1), ("Blatt", 7, 2)]
    told = {"csv": "Zeile 7, Spalte B oder C", "xlsx": "Blatt!B7 oder C7"}
    assert sheets.spoken(cells) == told[ending]


@pytest.mark.parametrize("reader", WITH_COLUMNS)
def test_the_column_that_a_reader_tells_holds_the_figure(reader: str, tmp_path: Path):
    mapping_excerpts.keep(PROFILE)
    path = tmp_path / BASES[reader].file
    path.write_bytes(content(reader))
    delivery = read(path, catalogue=load_catalogue())
    sheets = read_sheets(path)
    assert "column" in delivery.figures
    for position, value in enumerate(delivery.figures["value"]):
        ((sheet, row, column),) = cells_of(sheets, delivery, Mark(position, "hier"))
        assert column is not None
        text = cell_text(sheets.rows[sheet][row][column])
        assert float(text.replace(" ", "").replace(",", ".")) == pytest.approx(value)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_of_a_large_text_nothing_is_read_below_the_last_row_that_is_wanted(
    tmp_path: Path, encoding: str
):
    line = "Gößnitz;" + "1;" * 500
    path = tmp_path / "a.csv"
    path.write_text(f"{line}\n" * (LARGEST_WHOLE // 1000), encoding=encoding)
    with path.open("ab") as stream:
        stream.write(b"\x81;\n")
    rows = read_sheets(path, wanted=[4000]).rows["Datei"]
    assert [*rows][-2:] == [20, 4000]
    assert rows[4000][0] == "Gößnitz"
