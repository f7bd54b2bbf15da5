"""Where a finding is: in a zip, in a page saved as a workbook, in a row of equal numbers."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from monitoring.catalogue import load_catalogue
from monitoring.checks import Sheets, read_sheets
from monitoring.checks.places import cells_of, told_cells
from monitoring.checks.sheets import LARGEST_WHOLE
from monitoring.readers import read
from monitoring.readers.workbook import cell_text
from monitoring.settings import store_path
from tests.checks.reported import by_kind, imported, marked_cells
from tests.readers import mapping_excerpts, web_excerpts
from tests.readers.excerpts import flat, flat_row
from tests.readers.malformed_bases import BASES, PROFILE, content
from tests.readers.tls_excerpts import GEMEINDE, KREIS, page
from tests.tiny_store import boundaries, store

ONE = {"key": "98001001", "period": "2020", "value": 350.0, "status": "reported"}
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


def web_table(path: Path, *rows: str) -> Path:
    return web_excerpts.table(path, *web_excerpts.DATES, *rows)


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
    cells = cells_of(sheets, {**ONE, "row": 7}, "value")
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
    for figure in delivery.figures.to_dict("records"):
        ((sheet, row, column),) = cells_of(sheets, figure, "value")
        assert column is not None
        text = cell_text(sheets.rows[sheet][row][column])
        assert float(text.replace(" ", "").replace(",", ".")) == pytest.approx(figure["value"])


def test_of_two_sheets_with_that_row_the_one_with_the_number_is_meant():
    sheets = Sheets({"Inhalt": {7: ["16", "0"]}, "Daten": {7: ["16", "0", "68", 350]}}, text=False)
    assert cells_of(sheets, {**ONE, "row": 7}, "value") == [("Daten", 7, 3)]


TOLD = {
    "Kitas!B2": [("Kitas", 2, 1)],
    "Kitas, Zeile 2": [("Kitas", 2, None)],
    "Zeile 2": [("Kitas", 2, None)],
    "C2": [("Kitas", 2, 2)],
    "Spalte 3 (Plätze, 2020), Zeile 2": [("Kitas", 2, 2)],
    "Spalte C (Plätze), Zeile 2": [("Kitas", 2, 2)],
    "Zeile 9": [],
    "Krippen!B2": [],
    "98001001": [],
    "16053000T01": [],
    "31.12.2020": [],
}


@pytest.mark.parametrize("place", TOLD)
def test_a_place_that_a_reader_tells_is_a_cell_of_the_sheets(place: str):
    sheets = Sheets({"Kitas": {2: ["a", "b", "c"]}}, text=False)
    assert told_cells(sheets, place) == TOLD[place]


def test_a_row_without_its_sheet_is_in_none_of_several():
    sheets = Sheets({"a": {2: ["1"]}, "b": {2: ["1"]}}, text=False)
    assert told_cells(sheets, "Zeile 2") == []


def test_what_a_reader_noticed_is_marked_paler_than_what_somebody_must_look_at(tmp_path: Path):
    imported(web_table(tmp_path / "alt.csv", "163;Stat. Region;9;9", "16061;Eichsfeld;1;2"))
    new = web_table(tmp_path / "neu.csv", "163;Stat. Region;9;9", "16061;Eichsfeld;1;3")
    (report,), folder = imported(new, dry_run=True)
    assert {("Hinweis beim Lesen", "Zeile 6"), ("Schon vorhanden", "Zeile 7, Spalte C")} <= {
        (kind, place) for kind, place, *_ in report["findings"]
    }
    copy = load_workbook(folder / report["workbook"])["Datei"]
    assert "Regierungsbezirke" in copy["A6"].comment.text
    assert "Gleich in alt.csv (Lieferung 2)" in copy["C7"].comment.text
    fills = [copy[cell].fill.start_color.rgb for cell in ("A6", "C7", "D7")]
    assert fills == ["FFE3EEF0", "FFE3EEF0", "FFF7D9B0"]


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
