"""Tables of departments as they really look, written afresh, and profiles for them."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from monitoring.profiles.files import save_profile
from monitoring.profiles.model import PERIOD_IN_COLUMN, Layout, Mapping, Measure, Profile
from monitoring.readers.known_areas import KnownAreas

HEADS = "Schlüssel;Ort;Jahr;Hilfen"
KNOWN = KnownAreas(
    {
        "01": "Schleswig-Holstein",
        "01051": "Dithmarschen",
        "01051001": "Albersdorf",
        "01051002": "Arkebek",
        "16": "Thüringen",
        "16061": "Eichsfeld",
        "16061074": "Neudorf",
        "16068": "Sömmerda",
        "16068001": "Alperstedt",
        "16068006": "Großneuhausen",
        "16068040": "Neudorf",
        "16068051": "Sömmerda, Stadt",
    }
)
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="{sheet}">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def hilfen(sheet: str = "") -> Mapping:
    """Key, year and one base figure, as text or in a workbook."""
    layout = Layout(sheet=sheet) if sheet else Layout("utf-8", ";")
    measures = (Measure("Hilfen", "hilfen"),)
    return Mapping(
        layout, "Schlüssel", period_in=PERIOD_IN_COLUMN, period="Jahr", measures=measures
    )


def keep(mapping: Mapping, *heading: str, name: str = "Hilfen") -> None:
    """Keep a profile in the data folder of the test."""
    save_profile(Profile(name, heading or ("schlüssel", "ort", "jahr", "hilfen"), mapping))


def mapped(*rows: str, heads: str = HEADS) -> Callable[[Path], Path]:
    """Writes a table and keeps a profile that fits :data:`HEADS`."""

    def make(path: Path) -> Path:
        keep(hilfen())
        path.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
        return path

    return make


def failed_formula(path: Path) -> Path:
    keep(hilfen("Daten"))
    return book(path.with_suffix(".xlsx"), HEADS.split(";"), ("16068051", "S", 2019, "#DIV/0!"))


def book(path: Path, *rows: Sequence[object], sheet: str = "Daten", cover: bool = False) -> Path:
    """A workbook; numbers are cells of numbers, None is an empty cell."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    if cover:
        workbook.create_sheet("Deckblatt", 0).append(["Herausgegeben vom Amt"])
    workbook.save(path)
    return path


def ods(path: Path, *rows: Sequence[object], sheet: str = "Tabelle1") -> Path:
    """An OpenDocument spreadsheet of texts and numbers."""
    body = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )
    return ods_of(path, ODS.format(sheet=sheet, rows=body))


def ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    kind = f'"float" office:value="{value}"' if isinstance(value, int | float) else '"string"'
    text = escape(str(value))
    return f"<table:table-cell office:value-type={kind}><text:p>{text}</text:p></table:table-cell>"


def ods_of(path: Path, content: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def repeated(path: Path, rows: int, columns: int) -> Path:
    """A spreadsheet whose one cell is said to repeat so often."""
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}" '
        'office:value-type="string"><text:p>1</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    return ods_of(path, ODS.format(sheet="a", rows=row))
