"""Where a finding is: in a zip, in a page saved as a workbook, in a row of equal numbers."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from monitoring.checks import read_sheets
from monitoring.checks.places import LARGEST_WHOLE
from monitoring.settings import store_path
from tests.checks.reported import by_kind, imported, marked_cells
from tests.readers.excerpts import flat, flat_row
from tests.readers.tls_excerpts import GEMEINDE, KREIS, page
from tests.tiny_store import boundaries, store


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
