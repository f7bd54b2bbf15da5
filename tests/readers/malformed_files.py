"""Whole files as they should not be: encodings, separators, headings, sizes, containers."""

import gzip
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl

from tests.readers.malformed_bases import BASES, content, stream

Made = tuple[str, bytes]
BOM = b"\xef\xbb\xbf"


def _text(change: Callable[[bytes, str], bytes]) -> Callable[[str], Made]:
    return lambda reader: (BASES[reader].file, change(content(reader), BASES[reader].encoding))


def _recoded(encoding: str) -> Callable[[str], Made]:
    return _text(lambda data, old: data.removeprefix(BOM).decode(old).encode(encoding))


def _at_value(reader: str, added: bytes) -> Made:
    base = BASES[reader]
    before, after = content(reader).split(base.value.encode(), 1)
    return base.file, before + added + base.value.encode() + after


def _in_name(added: bytes) -> Callable[[str], Made]:
    def make(reader: str) -> Made:
        base = BASES[reader]
        old = (base.name if base.name.encode() in content(reader) else base.key).encode()
        return base.file, content(reader).replace(old, old[:-1] + added + old[-1:])

    return make


TEXTS: dict[str, Callable[[str], Made]] = {
    "utf-16 with mark": _recoded("utf-16"),
    "utf-16 little endian": _recoded("utf-16-le"),
    "utf-16 big endian": _recoded("utf-16-be"),
    "utf-32": _recoded("utf-32"),
    "ebcdic": _recoded("cp273"),
    "byte that is no text": _in_name(b"\x81"),
    "byte order mark in the middle": lambda reader: _at_value(reader, BOM),
    "zero byte": lambda reader: _at_value(reader, b"\x00"),
    "zero bytes at the end": _text(lambda data, _: data + b"\x00" * 600),
    "control character": lambda reader: _at_value(reader, b"\x1b[31m"),
    "half of it": _text(lambda data, _: data[: len(data) // 2]),
    "nothing": _text(lambda *_: b""),
    "only spaces": _text(lambda *_: b" \r\n" * 9),
    "a pointer": _text(lambda *_: b"version https://git-lfs.github.com/spec/v1\noid sha256:0"),
    "a pdf": _text(lambda *_: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
    "gzip": lambda reader: (BASES[reader].file, gzip.compress(content(reader), mtime=0)),
    "two encodings": _in_name(b"\xc3\xa4\xe4"),
    "rubbish before": _text(lambda data, _: b"\xff\xd8\xff\xe0" + data),
}
CSV: dict[str, Callable[[str], Made]] = {
    "bar for semicolon": _text(lambda data, _: data.replace(b";", b"|")),
    "tab for semicolon": _text(lambda data, _: data.replace(b";", b"\t")),
    "comma for semicolon": _text(lambda data, _: data.replace(b";", b",")),
    "open quote": lambda reader: _at_value(reader, b'"'),
    "cell too many": lambda reader: _at_value(reader, b"7;"),
    "a million columns": lambda reader: _at_value(reader, b";" * 1_000_000),
    "columns twice": _text(lambda data, _: _columns_twice(data)),
    "all in one line": _text(lambda data, _: data.replace(b"\r", b"").replace(b"\n", b";")),
}


def _columns_twice(data: bytes) -> bytes:
    lines = data.splitlines()
    return b"\n".join(b";".join([line, line]) for line in lines)


def _book(change: Callable[[openpyxl.Workbook, str], object]) -> Callable[[str], Made]:
    def make(reader: str) -> Made:
        book = openpyxl.load_workbook(stream(reader))
        change(book, reader)
        out = io.BytesIO()
        book.save(out)
        return BASES[reader].file, out.getvalue()

    return make


def sheet_of(book: openpyxl.Workbook, reader: str):  # type: ignore[no-untyped-def]  # openpyxl's own
    """The sheet with the figures, and the cell with the value that is changed."""
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value) == BASES[reader].value:
                    return sheet, cell
    raise AssertionError(reader)


def _formula(book: openpyxl.Workbook, reader: str) -> None:
    _, cell = sheet_of(book, reader)
    cell.value = "=SUM(A1:A2)"


def _hidden(book: openpyxl.Workbook, reader: str) -> None:
    sheet, _ = sheet_of(book, reader)
    book.create_sheet("leer", 0).append(["Hinweis"])
    sheet.sheet_state = "hidden"


def _column_twice(book: openpyxl.Workbook, reader: str) -> None:
    sheet, _ = sheet_of(book, reader)
    width = sheet.max_column
    for row in list(sheet.iter_rows()):
        for cell in row:
            other = 4712 if str(cell.value) == BASES[reader].value else cell.value
            sheet.cell(cell.row, cell.column + width, other)


def _merged(book: openpyxl.Workbook, reader: str) -> None:
    sheet, cell = sheet_of(book, reader)
    sheet.merge_cells(start_row=cell.row, end_row=cell.row, start_column=1, end_column=cell.column)


def _beyond(book: openpyxl.Workbook, reader: str) -> None:
    sheet, _ = sheet_of(book, reader)
    for first in range(1, 8):
        sheet.merge_cells(start_row=first, end_row=first, start_column=60, end_column=63)


def _no_heads(book: openpyxl.Workbook, reader: str) -> None:
    sheet, cell = sheet_of(book, reader)
    sheet.delete_rows(1, cell.row - 1)


def _heads_twice(book: openpyxl.Workbook, reader: str) -> None:
    sheet, cell = sheet_of(book, reader)
    rows = [[each.value for each in row] for row in sheet.iter_rows(max_row=cell.row - 1)]
    for row in rows:
        sheet.append(row)
    sheet.append([each.value for each in sheet[cell.row]])


def _far(book: openpyxl.Workbook, reader: str) -> None:
    sheet, _ = sheet_of(book, reader)
    sheet["XFD1048576"] = 1


def _member(change: Callable[[str, bytes], bytes]) -> Callable[[str], Made]:
    def make(reader: str) -> Made:
        out = io.BytesIO()
        with zipfile.ZipFile(stream(reader)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                new.writestr(name, change(name, old.read(name)))
        return BASES[reader].file, out.getvalue()

    return make


def _hidden_before(book: openpyxl.Workbook, reader: str) -> None:
    """A copy of the sheet, with another figure, that nobody is shown."""
    sheet, cell = sheet_of(book, reader)
    copy = book.copy_worksheet(sheet)
    copy[cell.coordinate] = 4712
    copy.sheet_state = "hidden"
    book.move_sheet(copy, -len(book.sheetnames))


def _pointing(data: bytes) -> bytes:
    """Every text of a sheet replaced by the number of one that the workbook does not hold."""
    return re.sub(rb't="inlineStr"><is><t[^>]*>[^<]*</t></is>', b't="s"><v>99999</v>', data)


def _sheets(name: str) -> bool:
    return name.startswith("xl/worksheets/")


def _in_cell(change: Callable[[bytes], bytes]) -> Callable[[str], Made]:
    """The sheet as it was but for the ``<c>`` of the value that is changed."""

    def make(reader: str) -> Made:
        cell = re.compile(rb"<c [^>]*><v>%b</v></c>" % BASES[reader].value.encode())
        return _member(lambda _, data: cell.sub(lambda found: change(found[0]), data))(reader)

    return make


_DEEP = b"<a>" * 200_000 + b"</a>" * 200_000
_LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><worksheet'
)
_CDATA = rb"<![CDATA[\1]]></v>"
BOOKS: dict[str, Callable[[str], Made]] = {
    "formula without value": _book(_formula),
    "sheet hidden": _book(_hidden),
    "columns twice": _book(_column_twice),
    "row merged": _book(_merged),
    "merged beyond the columns": _book(_beyond),
    "no headings": _book(_no_heads),
    "headings twice": _book(_heads_twice),
    "cell in the far corner": _book(_far),
    "deep xml": _in_cell(lambda cell: cell.replace(b"<v>", _DEEP + b"<v>")),
    "deep xml beside the cells": _member(
        lambda _, data: data.replace(b"</sheetData>", b"</sheetData>" + _DEEP)
    ),
    "entities": _member(
        lambda _, data: data.replace(b"<worksheet", _LAUGHS).replace(b"<v>4711", b"<v>4711&c;")
    ),
    "entity that nobody knows": _in_cell(lambda cell: cell.replace(b"</v>", b"&x;</v>")),
    "digit as a reference": _in_cell(lambda cell: cell.replace(b"</v>", b"&#48;</v>")),
    "digit after a comment": _in_cell(lambda cell: cell.replace(b"</v>", b"<!-- -->1</v>")),
    "figure as character data": _in_cell(lambda cell: re.sub(rb"(\d+)</v>", _CDATA, cell)),
    "a million cells in a row": _in_cell(lambda cell: cell + b"<c><v>1</v></c>" * 1_000_000),
    "column beyond the last": _in_cell(lambda cell: cell + b'<c r="BDWGN1"><v>1</v></c>'),
    "broken xml": _member(lambda name, data: data[: len(data) // 2] if _sheets(name) else data),
    "no sheet": _member(lambda name, data: b"" if _sheets(name) else data),
    "no relations": _member(lambda name, data: b"<x/>" if name.endswith(".rels") else data),
    "text that is not there": _member(lambda _, data: _pointing(data)),
    "old figures hidden before": _book(_hidden_before),
    "half of it": lambda reader: (BASES[reader].file, content(reader)[:-400]),
    "cut in the head": lambda reader: (BASES[reader].file, content(reader)[:30]),
}
