"""Small workbooks that unfold to more than a machine holds are refused before they are parsed."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from monitoring.errors import InputError
from monitoring.readers import read
from monitoring.readers.archives import MAX_DENSE, check_workbook
from tests.readers import excerpts
from tests.readers.mapping_excerpts import ods_of

SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
TEXTS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" '
    b'uniqueCount="2"><si><t>ags</t></si><si><t>zeitraum</t></si></sst>'
)
LONG = b"<si><t>" + b"y" * 1_000_000 + b"</t></si>"


def book(folder: Path, *, sheets: int = 1) -> dict[str, bytes]:
    """The parts of a small workbook with two texts and a number."""
    made = openpyxl.Workbook()
    for _ in range(sheets - 1):
        made.create_sheet()
    for sheet in made.worksheets:
        sheet["A1"], sheet["B1"], sheet["B2"] = "ags", "zeitraum", 1
    made.save(folder / "whole.xlsx")
    with zipfile.ZipFile(folder / "whole.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return {STRINGS: TEXTS, **parts}


def packed(path: Path, parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path, catalogue=excerpts.catalogue())
    return str(caught.value)


@pytest.mark.parametrize(
    ("place", "farther"),
    [
        (b'r="B2"', b'r = "XFD1048576"'),
        (b'r="B2"', b"\nr='XFD1048576'"),
        (b'r="B2"', b'q=">" r="XFD1048576"'),
        (b'r="B2"', b'q="' + b"z" * 200 + b'" r="XFD1048576"'),
    ],
)
def test_a_far_cell_is_found_however_it_is_written(tmp_path: Path, place: bytes, farther: bytes):
    parts = book(tmp_path)
    parts[SHEET] = parts[SHEET].replace(place, farther)
    assert "Tabellenblatt ist zu groß" in refusal(packed(tmp_path / "a.xlsx", parts))


def test_a_workbook_that_packs_too_well_is_none_of_an_office(tmp_path: Path):
    parts = book(tmp_path)
    parts[STRINGS] = parts[STRINGS].replace(b"</sst>", b"<si/>" * (MAX_DENSE // 5) + b"</sst>")
    assert "zu groß" in refusal(packed(tmp_path / "a.xlsx", parts))


def test_a_long_text_in_many_cells_is_refused_and_in_few_is_not(tmp_path: Path):
    parts = book(tmp_path)
    parts[STRINGS] = parts[STRINGS].replace(b"</sst>", LONG + b"</sst>")
    cells = b"".join(b'<c r="A%d" t="s"><v>%%d</v></c>' % row for row in range(3, 2003))
    many = parts[SHEET].replace(b"</row></sheetData>", cells + b"</row></sheetData>")
    few = packed(tmp_path / "few.xlsx", {**parts, SHEET: many.replace(b"%d", b"0")})
    check_workbook(few)
    whole = packed(tmp_path / "many.xlsx", {**parts, SHEET: many.replace(b"%d", b"2")})
    assert "höchstens 1 GiB Text" in refusal(whole)


@pytest.mark.parametrize("stated", [b'uniqueCount="4294967295"', b"uniqueCount='99999999999999'"])
def test_a_false_count_of_texts_is_refused(tmp_path: Path, stated: bytes):
    parts = book(tmp_path)
    parts[STRINGS] = parts[STRINGS].replace(b'uniqueCount="2"', stated)
    assert "Millionen verschiedene Texte" in refusal(packed(tmp_path / "a.xlsx", parts))


def test_too_many_texts_are_refused(tmp_path: Path):
    parts = book(tmp_path)
    parts[STRINGS] = parts[STRINGS].replace(b"</sst>", b"<si/>" * 5_000_001 + b"</sst>")
    path = packed(tmp_path / "a.xlsx", parts, zipfile.ZIP_STORED)
    assert "Millionen verschiedene Texte" in refusal(path)


@pytest.mark.parametrize(
    ("part", "own", "other"),
    [(BOOK, b'"rId2"', b'"rId1"'), (LINKS, b"sheet2.xml", b"sheet1.xml")],
)
def test_one_file_is_not_several_sheets(tmp_path: Path, part: str, own: bytes, other: bytes):
    parts = book(tmp_path, sheets=2)
    check_workbook(packed(tmp_path / "good.xlsx", parts))
    assert own in parts[part]
    parts[part] = parts[part].replace(own, other)
    assert "ein Blatt je Datei" in refusal(packed(tmp_path / "a.xlsx", parts))


def repeated(cell: str, columns: int, rows: int) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="{columns}">{cell}'
        "</table:table-cell></table:table-row>"
    )


@pytest.mark.parametrize(
    "cells",
    [
        repeated("<text:p>a</text:p>", 16384, 3000),
        repeated("<text:p>" + "y" * 100_000 + "</text:p>", 16384, 1),
        repeated('<text:p><text:s text:c="2000000000"/></text:p>', 1, 1),
    ],
    ids=["cells", "text", "spaces"],
)
def test_a_repeated_text_of_a_spreadsheet_is_refused(tmp_path: Path, cells: str):
    table = f'<table:table table:name="S">{cells}</table:table>'
    assert "höchstens 1 GiB Text" in refusal(ods_of(tmp_path / "a.ods", table))


def test_a_spreadsheet_of_a_million_columns_is_refused(tmp_path: Path):
    cells = repeated("<text:p>a</text:p>", 1_000_000, 1)
    table = f'<table:table table:name="S">{cells}</table:table>'
    told = refusal(ods_of(tmp_path / "a.ods", table))
    assert "„1000000 Spalten“" in told
    assert "höchstens 16384 Spalten" in told
