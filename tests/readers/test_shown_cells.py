"""Cells of workbooks that a spreadsheet shows otherwise than its file keeps them."""

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from monitoring.errors import InputError
from monitoring.profiles.model import Mapping, Measure
from monitoring.readers import Delivery, read
from tests.readers import excerpts
from tests.readers.mapping_excerpts import ODS, hilfen, ods_cell, ods_of

OWN = ("ags", "zeitraum", "hilfen")
RAISED = '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
QUOTA = excerpts.catalogue(hilfen=replace(excerpts.base("hilfen", unit="Prozent"), additive=False))
OWN_MAPPED = replace(
    hilfen("Sheet"), key="ags", period="zeitraum", measures=(Measure("hilfen", "hilfen"),)
)
NAMES = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    "xmlns:text="
)


def xlsx(path: Path, cell: str, *, stale: bool = False) -> Path:
    """An own table whose first figure, in C2, is ``cell``; the second is 3."""
    book = openpyxl.Workbook()
    for row in (OWN, ("16068051", 2019, 4711), ("16068006", 2019, 3)):
        book.active.append(row)
    book.active["D9"].number_format = "0.0%"
    book.active["D9"] = 1
    book.active["E9"].number_format = '0.0" %"'
    book.active["E9"] = 1
    book.save(path.with_suffix(".old"))
    with zipfile.ZipFile(path.with_suffix(".old")) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace('<c r="C2" t="n"><v>4711</v></c>', cell)
            text = text.replace('<c r="D9" s="1" t="n"><v>1</v></c>', "")
            text = text.replace('<c r="E9" s="2" t="n"><v>1</v></c>', "")
            text = text.replace('fullCalcOnLoad="1"', f'fullCalcOnLoad="{int(stale)}"')
            new.writestr(name, text)
    return path


def ods(path: Path, cell: str, *, times: int = 1) -> Path:
    """The same as OpenDocument, the first row so many ``times``."""
    first, second = (f"{ods_cell(key)}{ods_cell(2019)}" for key in ("16068051", "16068006"))
    rows = (
        f"<table:table-row>{''.join(map(ods_cell, OWN))}",
        f'<table:table-row table:number-rows-repeated="{times}">{first}{cell}',
        f"<table:table-row>{second}{ods_cell(3)}",
    )
    body = "".join(f"{row}</table:table-row>" for row in rows)
    content = ODS.format(sheet="Tabelle1", rows=body).replace("xmlns:text=", NAMES)
    styles = f"<office:automatic-styles>{RAISED}</style:style></office:automatic-styles>"
    return ods_of(path, content.replace("<office:body>", f"{styles}<office:body>"))


def first(delivery: Delivery) -> tuple[float, str]:
    figure = delivery.figures.set_index("key").loc["16068051"]
    return figure["value"], figure["status"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="C2" s="1"><v>0.123</v></c>', 12.3),
        ('<c s=\'1\' r="C2" t="n"><f>1/8</f><v>0.125</v></c>', 12.5),
        ('<c r="C2" s="1"><v>1</v></c>', 100),
        ('<c r="C2" s="2"><v>12.3</v></c>', 12.3),
        ('<c r="C2"><v>0.125</v></c>', 0.125),
    ],
)
def test_a_percentage_is_the_number_that_is_shown(tmp_path: Path, cell: str, value: float):
    """Format 2 shows the sign as a mere text."""
    path = xlsx(tmp_path / "a.xlsx", cell)
    assert first(read(path, catalogue=QUOTA)) == (value, "reported")


def test_a_percentage_of_an_opendocument_table_is_the_number_that_is_shown(tmp_path: Path):
    cell = '<table:table-cell office:value-type="percentage" office:value="0.123"/>'
    path = ods(tmp_path / "a.ods", cell)
    assert first(read(path, catalogue=QUOTA)) == (12.3, "reported")


def test_a_percentage_is_no_count(tmp_path: Path):
    path = xlsx(tmp_path / "a.xlsx", '<c r="C2" s="1"><v>0.125</v></c>')
    for mapping in (None, OWN_MAPPED):
        with pytest.raises(InputError, match="anderen Einheit") as caught:
            read(path, catalogue=excerpts.catalogue(), mapping=mapping)
        assert caught.value.row == 2
        assert str(caught.value.found).startswith("12")


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="e" r="C2"><v>#DIV/0!</v></c>',
        '<c t = "e"><v>#N/A</v></c>',
        "<c><f>1+1</f></c>",
        '<c r="C2"><f>1+1</f><!-- later --><v></v></c>',
        '<c r="C2"><f><![CDATA[1<2]]></f></c>',
    ],
)
def test_a_failed_formula_is_no_missing_figure_however_it_is_written(tmp_path: Path, cell: str):
    refused(xlsx(tmp_path / "a.xlsx", cell))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("r:id=", "d3p1:id="),
        ("worksheets/sheet1.xml", "blatt.xml"),
    ],
)
def test_sheets_are_found_however_the_workbook_names_them(tmp_path: Path, old: str, new: str):
    path = xlsx(tmp_path / "a.xlsx", '<c t="e" r="C2"><v>#DIV/0!</v></c>')
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(other, "w") as copy:
        for name in book.namelist():
            text = book.read(name).decode().replace(old, new)
            text = text.replace("<sheets>", f'<sheets xmlns:d3p1="{RELATIONS}">')
            copy.writestr(name.replace(old, new), text)
    refused(other)


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("a.xlsx", '</row><row r="zwei"><c t="e"><v>#N/A</v></c>'),
        ("a.ods", '<table:table-cell table:formula="x" table:number-columns-spanned="zwei"/>'),
        ("b.ods", '<table:table-cell table:formula="x" table:number-rows-spanned="1e9"/>'),
    ],
)
def test_numbers_of_rows_that_are_none_are_refused(tmp_path: Path, name: str, cell: str):
    with pytest.raises(InputError, match="lässt sich nicht lesen"):
        read((ods if name.endswith("ods") else xlsx)(tmp_path / name, cell),
             catalogue=excerpts.catalogue())  # fmt: skip


def test_a_zero_that_was_never_calculated_is_no_figure(tmp_path: Path):
    """Programs that write formulas without computing them put 0, and ask for a calculation."""
    cell = '<c r="C2"><f>1+1</f><v>0</v></c>'
    assert first(read(xlsx(tmp_path / "a.xlsx", cell), catalogue=excerpts.catalogue()))[0] == 0
    refused(xlsx(tmp_path / "b.xlsx", cell, stale=True))


FAILED = '<table:table-cell table:formula="of:=1/0"'


@pytest.mark.parametrize(
    "cell",
    [
        f'{FAILED} office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p>',
        f'{FAILED} office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p>',
        f'{FAILED} office:value-type="string" office:string-value=""><text:p>Err:502</text:p>',
        '<table:table-cell table:formula="of:=[.A1]">',
        '<table:table-cell table:formula="of:=[.A1]" office:value-type="float">',
        "<table:table-cell><text:p>viele</text:p>",
    ],
)
def test_a_failed_formula_of_an_opendocument_table_is_refused(tmp_path: Path, cell: str):
    refused(ods(tmp_path / "a.ods", f"{cell}</table:table-cell>"))


def test_a_formula_with_an_empty_result_is_a_missing_figure(tmp_path: Path):
    cell = (
        '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string" '
        'office:string-value=""/>'
    )
    assert (
        first(read(ods(tmp_path / "a.ods", cell), catalogue=excerpts.catalogue()))[1] == "missing"
    )


def refused(path: Path) -> None:
    with pytest.raises(InputError, match="Text, wo eine Zahl") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert (caught.value.row, caught.value.column) == (2, "hilfen")


RUNS = "<r><t>49.451</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r>"
SPANS = '49.451<text:span text:style-name="T1">1</text:span>'
TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("make", "cell"),
    [
        (xlsx, f'<c r="C2" t="inlineStr"><is>{RUNS}</is></c>'),
        (ods, TEXT.format(SPANS)),
        (ods, TEXT.format("49<text:line-break/>451")),
    ],
)
def test_a_raised_digit_or_another_line_is_not_part_of_the_number(tmp_path: Path, make, cell: str):
    refused(make(tmp_path / f"a.{make.__name__}", cell))


def test_a_raised_digit_of_a_shared_text_is_a_footnote(tmp_path: Path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Daten"
    raised = InlineFont(vertAlign="superscript")
    page.append(["Schlüssel", "Ort", "Jahr", "Hilfen"])
    for key, figure, mark in (("16068051", "49.451", "1"), ("16068006", "7,5", "1)")):
        page.append([key, CellRichText("Ort ", TextBlock(raised, "2")), 2019,
                     CellRichText(figure, TextBlock(raised, mark))])  # fmt: skip
    book.save(tmp_path / "a.xlsx")
    mapping: Mapping = hilfen("Daten")
    figures = read(tmp_path / "a.xlsx", catalogue=excerpts.catalogue(), mapping=mapping).figures
    assert figures["value"].tolist() == [49451, 7.5]


def test_notes_and_repeated_rows_of_an_opendocument_table(tmp_path: Path):
    note = "<office:annotation><text:p>5</text:p></office:annotation>"
    cell = '<table:table-cell office:value-type="percentage" office:value="0.5">'
    path = ods(tmp_path / "a.ods", f"{cell}{note}</table:table-cell>", times=2)
    delivery = read(path, catalogue=QUOTA)
    assert delivery.figures["value"].tolist() == [50, 3]
    assert delivery.figures["row"].tolist() == [2, 4]
