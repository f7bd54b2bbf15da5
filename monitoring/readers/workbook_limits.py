"""Bounds of an xlsx that its parser does not keep: every text is copied into each cell that
shows it, and each name of a sheet is a sheet of its own. And what it leaves out of a cell.
"""

import re
import zipfile
from collections import Counter
from pathlib import Path

from monitoring.errors import InputError
from monitoring.readers.workbook_parts import cell_before

MAX_STRINGS = 5_000_000
MAX_TEXT = 1024 * 1024 * 1024
_STRINGS = "xl/sharedstrings.xml"
_STATED = re.compile(rb"\buniqueCount\s*=\s*[\"'](\d{1,20})")
_ITEM = re.compile(rb"<(?:\w{1,20}:)?si\b")
_SHOWN = re.compile(
    rb"\bt\s*=\s*[\"']s[\"'][^<]{0,200}>\s{0,9}<(?:\w{1,20}:)?v[^>]{0,80}>\s{0,9}(\d{1,9})"
)
_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s[^>]*?\bid\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
# Each begins with a literal, which makes the search through a large sheet fast.
_NO_PLAIN_TEXT = (
    re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_][\w.-]{0,99};"),
    re.compile(rb"v>(?<=[<:]v>)[\d.+\-eE\s]{0,99}(?:&#\w{0,9};?|<[^/])"),
    re.compile(rb"<v\s[^>]{0,80}>[\d.+\-eE\s]{0,99}(?:&#\w{0,9};?|<[^/])"),
)
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']*)")


def refuse_hidden_parts(path: Path, name: str, sheet: str, text: bytes) -> None:
    """Refuse a part of an xlsx with entities of its own, or a figure that is not plain text.

    The parser takes the first piece of a figure and leaves the rest: 47&a;11 became 47.
    """
    if not (name.startswith("xl/") and name.endswith(".xml")):
        return
    if found := next(filter(None, (mark.search(text) for mark in _NO_PLAIN_TEXT)), None):
        row, column = cell_before(text, found.start())
        raise InputError(
            "Die Arbeitsmappe schreibt Inhalte nicht aus.",
            file=path.name,
            sheet=sheet,
            row=row,
            column=column,
            found=found[0].decode("ascii", errors="replace").rpartition("v>")[2],
            expected="Texte und Zahlen ohne Kürzel (Entitäten), Kommentare oder Teile darin",
            remedy="Die Datei in Excel oder LibreOffice öffnen und neu speichern.",
        )


def check_texts(path: Path, archive: zipfile.ZipFile, cells: int) -> None:
    """Refuse a workbook whose shared texts, written out into its ``cells``, fill the memory."""
    name = next((each for each in archive.namelist() if each.casefold() == _STRINGS), None)
    if name is None:
        return
    content = archive.read(name)
    marks = content.count(b"si>") + 2 * content.count(b"si/>")
    if max([marks // 2, *map(int, _STATED.findall(content[:1000]))]) > MAX_STRINGS:
        raise too_much(path, "mehr Texte", f"{MAX_STRINGS // 10**6} Millionen verschiedene Texte")
    lengths = [len(part) for part in _ITEM.split(content)[1:]]
    del content
    if max(lengths, default=0) * cells > MAX_TEXT and _written_out(archive, lengths) > MAX_TEXT:
        raise too_much(path, "mehr Text", f"{MAX_TEXT // 2**30} GiB Text in allen Zellen")


def _written_out(archive: zipfile.ZipFile, lengths: list[int]) -> int:
    total = 0
    for info in archive.infolist():
        shown = Counter(_SHOWN.findall(archive.read(info)))
        total += sum(
            lengths[int(place)] * times
            for place, times in shown.items()
            if int(place) < len(lengths)
        )
    return total


def check_sheets(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a workbook that shows one file as several sheets."""
    for name, mark in (("xl/workbook.xml", _SHEET), ("xl/_rels/workbook.xml.rels", _TARGET)):
        if name not in archive.namelist():
            continue
        found = Counter(mark.findall(archive.read(name)))
        if found and max(found.values()) > 1:
            raise too_much(path, "eine Datei als mehrere Blätter", "ein Blatt je Datei")


def too_much(path: Path, found: str, limit: str) -> InputError:
    """The error for a workbook that would fill the memory."""
    return InputError(
        "Die Arbeitsmappe ist zu groß.",
        file=path.name,
        found=found,
        expected=f"höchstens {limit}",
        remedy="Die Tabelle in eine neue Mappe übertragen und die Herkunft der Datei prüfen.",
    )
