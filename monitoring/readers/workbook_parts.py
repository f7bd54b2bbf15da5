"""The parts of an xlsx: which sheet each is, and the place of what cannot be read in them."""

import html
import re
import zipfile
from pathlib import PurePosixPath

from monitoring.errors import InputError
from monitoring.readers.shown import parse, refuse

_BOOK, _LINKS, _TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,9})")
_CELL = re.compile(
    rb"<(?:\w{1,20}:)?c\s[^>]{0,200}?\br\s{0,9}=\s{0,9}[\"']([A-Za-z]{1,3})(\d{1,9})"
)
_DEEPEST, _LONGEST_CELL = 200, 40_000


def sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Names of the sheets by the part that holds them."""
    if not {_BOOK, _LINKS} <= set(archive.namelist()):
        return {}
    book, links = (archive.read(part).decode("utf-8", errors="replace") for part in (_BOOK, _LINKS))
    targets = {}
    for attributes in map(dict, map(_ATTRIBUTE.findall, _RELATION.findall(links))):
        part = PurePosixPath("/xl") / attributes.get("Target", "")
        targets[attributes.get("Id")] = str(part).removeprefix("/")
    names = {}
    for each in _SHEET.findall(book):
        sheet = dict(_ATTRIBUTE.findall(each))
        # Found by its id, whatever the namespace of that is called.
        link = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        if link in targets:
            names[targets[link]] = html.unescape(sheet.get("name", ""))
    return names


def cell_before(text: bytes, end: int) -> tuple[int | None, str | None]:
    """Row and column of the cell that begins last before a byte of a sheet's part."""
    cells = list(_CELL.finditer(text, max(0, end - _LONGEST_CELL), end))
    return (int(cells[-1][2]), cells[-1][1].decode().upper()) if cells else (None, None)


def refuse_broken(archive: zipfile.ZipFile, file: str) -> None:
    """Raise for the first part that no spreadsheet can read, at its cell where there is one."""
    sheets = sheet_names(archive)
    if not sheets:
        refuse(file, f"{_LINKS}, das kein Tabellenblatt nennt")
    texts = _Part(None)
    for part in (_BOOK, _TEXTS, *sheets):
        into = texts if part == _TEXTS else _Part(texts)
        try:
            _look_through(archive, part, into, file, needed=part != _TEXTS)
        except InputError as error:
            error.file, error.sheet = file, sheets.get(part)
            error.row, error.column = into.place
            raise


def crowded_row(archive: zipfile.ZipFile, file: str, sheet: str, most: int) -> int | None:
    """The first row of a sheet with more than so many cells."""
    part = next((part for part, name in sheet_names(archive).items() if name == sheet), "")
    into = _Part(None, most)
    try:
        _look_through(archive, part, into, file, needed=True)
    except InputError:
        return into.row or None
    return None


def _look_through(
    archive: zipfile.ZipFile, part: str, into: "_Part", file: str, *, needed: bool
) -> None:
    if part in archive.namelist():
        with archive.open(part) as stream:
            parse(stream, into, file)
    elif needed:
        refuse(file, f"keinen Teil {part}, den die Mappe nennt")


class _Part:
    """How deep a part is, the cell that is being read, and whether its text is there."""

    def __init__(self, texts: "_Part | None", most: int | None = None) -> None:
        self.place: tuple[int | None, str | None] = (None, None)
        self.count = 0
        self.row = 0
        self._cells, self._most = 0, most
        self._texts, self._depth = texts, 0
        self._number: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            refuse("", f"mehr als {_DEEPEST} ineinander geschachtelte Elemente")
        self.count += tag == "si"
        if tag == "row":
            self.row, self._cells = int(attributes.get("r", self.row + 1)), 0
        if tag == "c":
            self._cells += 1
            if self._most and self._cells > self._most:
                refuse("", f"mehr als {self._most} Zellen in einer Zeile")
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            self.place = (int(found[2]), found[1].upper()) if found else (None, None)
            self._number = [] if attributes.get("t") == "s" else None

    def end(self, tag: str) -> None:
        self._depth -= 1
        if tag == "v" and self._number is not None and self._texts is not None:
            number = "".join(self._number).strip()
            if not number.isdecimal() or int(number) >= self._texts.count:
                refuse("", f"Text Nummer {number}, den die Mappe nicht hat")
        if tag == "c":
            self._number = None

    def text(self, text: str) -> None:
        if self._number is not None:
            self._number.append(text)
