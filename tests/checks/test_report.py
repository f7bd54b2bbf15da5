"""The report on files: cells named, a workbook with them marked, nothing in it that acts."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from monitoring.catalogue import load_catalogue
from monitoring.checks.sheets import Sheets
from monitoring.checks.workbook import findings_workbook
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from tests.checks.reported import by_kind, imported, marked_cells
from tests.tiny_store import boundaries, store

HEAD = ["ags", "zeitraum", "name", "kita_plaetze"]
AREAS = {"98001001": "Aue", "98001002": "Bach", "98001003": "Cleve"}


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KREISBLICK_DATA", str(tmp_path / "data"))
    store(store_path(), boundaries(AREAS))


def table(path: Path, *rows: list[str | int]) -> Path:
    if path.suffix == ".csv":
        lines = [";".join(map(str, row)) for row in (HEAD, *rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Kitas")
            for number, row in enumerate((HEAD, *rows)):
                sheet.write_row(number, 0, row)
    return path


def rows(*plaetze: int) -> list[list[str | int]]:
    named = zip(AREAS.items(), plaetze, strict=True)
    return [[key, "01.03.2020", name, count] for (key, name), count in named]


@pytest.mark.parametrize(("ending", "place"), [("csv", "Zeile 3, Spalte D"), ("xlsx", "Kitas!D3")])
def test_a_contradiction_names_its_cell_and_marks_it(tmp_path: Path, ending: str, place: str):
    imported(table(tmp_path / f"alt.{ending}", *rows(10, 20, 30)))
    new = table(tmp_path / f"neu.{ending}", *rows(10, 25, 30))
    (report,), folder = imported(new, dry_run=True)
    _, at, count, message, proposal = by_kind(report)["Widerspruch zu früher"]
    assert (at, count) == (place, 1)
    assert f"bisher 20 aus alt.{ending} (Lieferung 2), jetzt 25" in message
    assert proposal
    assert report["brings"] == [[load_catalogue().base_figures["kita_plaetze"].title,
                                 "Gemeinden", "01.03.2020", 3, 3]]  # fmt: skip

    book = load_workbook(folder / report["workbook"])
    assert book.sheetnames == ["Befunde", "Kitas" if ending == "xlsx" else "Datei"]
    copy = book.worksheets[1]
    assert marked_cells(copy) == {"D2", "D3", "D4"}
    assert f"Gleich in alt.{ending}" in copy["D2"].comment.text
    assert "Bisher 20" in copy["D3"].comment.text
    assert "der neue Wert gilt" in copy["D3"].comment.text
    assert copy["D3"].fill.start_color.rgb == "FFF7D9B0"
    assert copy["C3"].fill.fill_type is None
    assert str(copy["D3"].value) == "25"
    told = [[cell.value for cell in line] for line in book["Befunde"].iter_rows(min_row=2)]
    assert told == report["findings"]


def test_an_unknown_key_marks_the_key(tmp_path: Path):
    path = table(tmp_path / "a.csv", *rows(1, 2, 3), ["98001009", "01.03.2020", "Dorf", 4])
    (report,), _ = imported(path, dry_run=True)
    assert by_kind(report)["Unbekannter Schlüssel"][1:3] == ["Zeile 5, Spalte A", 1]


def test_findings_are_kept_with_the_delivery(tmp_path: Path):
    imported(table(tmp_path / "a.csv", *rows(1, 2, 3)[:2]))
    with open_store(store_path()) as connection:
        kept = connection.execute(
            "SELECT kind, place, count, proposal <> '' FROM finding WHERE delivery = 2"
        ).fetchall()
    assert ("missing_area", "98001003", 1, True) in kept


def test_a_dry_run_changes_nothing_and_reports_a_file_without_findings(tmp_path: Path):
    before = store_path().read_bytes()
    path = table(tmp_path / "a.csv", *rows(1, 2, 3))
    (report,), folder = imported(path, dry_run=True, stand="2020-03-01")
    assert (report["findings"], report["workbook"]) == ([], None)
    assert store_path().read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["bericht.json"]


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "<b>x</b>",
    "http://a.example",
    "\u202eabc",
    "a\x00b",
]


def test_no_text_of_a_file_becomes_a_formula_or_a_link():
    lines = [(text, text, 1, text, text) for text in HOSTILE]
    sheets = Sheets({"[x]/:'": {n: [text] for n, text in enumerate(HOSTILE, 1)}}, text=False)
    marked = {("[x]/:'", n, 0): [text] for n, text in enumerate(HOSTILE, 1)}
    book = load_workbook(io.BytesIO(findings_workbook(lines, sheets, marked)))
    assert len(book.sheetnames) == 2
    for sheet in book:
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert not any(cell.hyperlink for cell in cells)
    assert [cell.value for cell in book.worksheets[1]["A"]] == [
        *HOSTILE[:5], "\ufffdabc", "a\ufffdb"
    ]  # fmt: skip


def test_sheets_called_alike_or_befunde_each_have_a_name():
    names = ["Befunde", "befunde", "x" * 40, "x" * 41, "'", "History"]
    sheets = Sheets({name: {1: [1]} for name in names}, text=False)
    marked = {(name, 1, 0): ["hier"] for name in names}
    book = load_workbook(io.BytesIO(findings_workbook([], sheets, marked)))
    assert len({name.casefold() for name in book.sheetnames}) == len(names) + 1


def test_a_large_sheet_keeps_the_marked_rows_at_their_place():
    rows_ = {n: [n] * 50 for n in range(1, 10_001)}
    book = load_workbook(
        io.BytesIO(findings_workbook([], Sheets({"a": rows_}, False), {("a", 9000, 3): ["x"]}))
    )
    copy = book["a"]
    assert copy["D9000"].value == 9000
    assert copy["D9000"].comment.text == "x"
    assert copy["A8999"].value is None
    assert copy["A20"].value == 20
