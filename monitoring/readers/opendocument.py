"""OpenDocument spreadsheets from outside: told from other zips, and bounded before they are parsed.

A cell or row may say how often it repeats, so that a few bytes stand for any number of cells.
"""

import re
import zipfile
from itertools import chain, pairwise
from pathlib import Path

from monitoring.errors import InputError
from monitoring.readers.archives import MAX_CELLS, MEBIBYTE, check_columns, opened
from monitoring.readers.workbook_limits import MAX_TEXT, too_much

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MAX_CONTENT = 256 * MEBIBYTE
_CELLS = re.compile(
    r"<table:(?P<kind>table-row|table-cell|covered-table-cell|table)(?![\w-])(?P<rest>[^>]*)>"
)
_EACH = 64  # bytes that a cell takes besides its text
_SPACES = re.compile(r'\btext:c="(\d{1,18})"')
_REPEATED = re.compile(r'\btable:number-(?:columns|rows)-repeated="(\d{1,12})"')


def is_spreadsheet(path: Path) -> bool:
    """True for a zip whose first words say that it is an OpenDocument spreadsheet."""
    with opened(path) as archive:
        try:
            with archive.open("mimetype") as stream:
                return stream.read(200).decode("ascii", errors="replace").strip() == MIMETYPE
        except KeyError:
            return False


def check(path: Path) -> None:
    """Refuse a spreadsheet that would fill the memory, or that only its program can open."""
    with opened(path) as archive:
        content = _content(archive, path)
    widest = last = row = width = 0
    text, rows = sum(int(spaces) for spaces in _SPACES.findall(content)), 1
    for mark, following in pairwise(chain(_CELLS.finditer(content), [None])):
        assert mark is not None
        repeated = _REPEATED.search(mark["rest"])
        count = int(repeated[1]) if repeated else 1
        if mark["kind"] == "table":
            check_columns(path.name, None, widest)
            _refuse_too_many(path, widest * last)
            widest = last = row = 0
        elif mark["kind"] == "table-row":
            row, width, rows = row + count, 0, count
        else:
            width += count
            if not mark["rest"].endswith("/") or "office:value" in mark["rest"]:
                widest, last = max(widest, width), row
                end = following.start() if following else len(content)
                text += rows * count * (_EACH + end - mark.end())
    check_columns(path.name, None, widest)
    _refuse_too_many(path, widest * last)
    if text > MAX_TEXT:
        raise too_much(path, "mehr Text", f"{MAX_TEXT // 2**30} GiB Text in allen Zellen")


def _content(archive: zipfile.ZipFile, path: Path) -> str:
    try:
        with archive.open("content.xml") as stream:
            data = stream.read(MAX_CONTENT + 1)
    except KeyError as error:
        raise _unreadable(path, "kein Inhalt (content.xml)") from error
    if len(data) > MAX_CONTENT:
        raise _unreadable(path, f"mehr als {MAX_CONTENT // MEBIBYTE} MiB Inhalt")
    return data.decode("utf-8", errors="replace")


def _refuse_too_many(path: Path, cells: int) -> None:
    if cells > MAX_CELLS:
        raise InputError(
            "Ein Tabellenblatt ist zu groß.",
            file=path.name,
            found=f"{cells // 10**6} Millionen Zellen",
            expected=f"höchstens {MAX_CELLS // 10**6} Millionen Zellen",
            remedy="Leere Zeilen und Spalten weit außerhalb der Tabelle löschen und neu speichern.",
        )


def _unreadable(path: Path, found: str) -> InputError:
    return InputError(
        "Die OpenDocument-Tabelle lässt sich nicht lesen.",
        file=path.name,
        found=found,
        expected="eine unbeschädigte Tabelle (.ods) ohne Kennwort",
        remedy="Die Datei in LibreOffice öffnen und neu speichern.",
    )
