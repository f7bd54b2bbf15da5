"""What kind of file this is, told from its content; the faults no reader should meet."""

import re
import stat
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from monitoring.errors import InputError
from monitoring.readers import archives, locked, opendocument
from monitoring.readers.workbook import Workbook

MAX_FILE = 4096 * archives.MEBIBYTE
HEAD_BYTES = 256 * 1024
SHAPEFILE_SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".cst")
_SQLITE = b"SQLite format 3\x00"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_SHAPE = b"\x00\x00\x27\x0a"
_LFS = b"version https://git-lfs.github.com/spec/v1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_GZIP = b"\x1f\x8b"
_ENOUGH, _MOST = 4096, 0.4  # bytes, and the share of them that are 0 in a text of wide letters
_BOM = b"\xef\xbb\xbf"
_HTML = re.compile(rb"<(?:html|table|!doctype html)\b", re.IGNORECASE)
KIND_TITLES = {
    "folder": "Ordner",
    "zip": "Zip-Archiv",
    "xlsx": "Excel-Mappe (xlsx)",
    "xls": "Excel-Mappe (xls)",
    "ods": "OpenDocument-Tabelle (ods)",
    "gpkg": "GeoPackage",
    "shape": "Shapefile",
    "json": "JSON",
    "html": "HTML-Seite (auch mit der Endung .xls)",
    "text": "Textdatei (CSV)",
}


@dataclass(frozen=True)
class Sample:
    """A file and what its first bytes say about it.

    ``kind`` is one of KIND_TITLES; shape is any part of a shapefile, json any JSON.
    ``name`` is what messages call it; ``members`` the files of a zip or folder.
    """

    path: Path
    name: str
    kind: str
    head: bytes = field(repr=False, default=b"")
    members: tuple[str, ...] = ()

    @cached_property
    def workbook(self) -> Workbook:
        """The workbook of an xlsx, xls or ods, opened once for recognising and reading."""
        return Workbook(self.path, self.name)

    @property
    def head_text(self) -> str:
        """The beginning as text, for recognising only (bytes that fit no UTF-8 are replaced)."""
        return self.head.removeprefix(_BOM).decode("utf-8", errors="replace")


def inspected(path: Path, name: str | None = None) -> Sample:
    """The sample of a path; raises for what is empty, damaged, a pointer or unknown."""
    name = name or path.name
    if _mode(path, name) == stat.S_IFDIR:
        found = (str(p.relative_to(path)) for p in path.rglob("*") if p.is_file())
        listed = tuple(islice(found, archives.MAX_MEMBERS + 1))
        archives.check_count(path, len(listed), "Der Ordner")
        return Sample(path, name, "folder", members=tuple(sorted(listed)))
    head = _head(path, name)
    kind = _kind(path, name, head)
    listed_members = archives.members(path) if kind == "zip" else ()
    locked.refuse_binary(name, listed_members)
    if kind == "xls":
        locked.refuse_locked(path, name)
    if "xl/workbook.xml" in listed_members:
        archives.check_workbook(path)
        return Sample(path, name, "xlsx", head, listed_members)
    if listed_members and opendocument.is_spreadsheet(path):
        opendocument.check(path)
        return Sample(path, name, "ods", head, listed_members)
    return Sample(path, name, kind, head, listed_members)


def _mode(path: Path, name: str) -> int:
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except (OSError, ValueError) as error:
        raise _unopened(name, error) from error


def _unopened(name: str, error: Exception) -> InputError:
    denied = isinstance(error, PermissionError)
    return InputError(
        "Die Datei lässt sich nicht öffnen.",
        file=name,
        found="keine Leserechte" if denied else "keine Datei",
        expected="eine lesbare Datei oder einen Ordner",
        remedy="Pfad und Leserechte prüfen.",
    )


def _head(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise InputError(
            "Das ist keine Datei.",
            file=name,
            found="ein Gerät oder eine Leitung",
            expected="eine Datei oder ein Ordner",
            remedy="Die Lieferung als Datei speichern.",
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise _unopened(name, error) from error
    if size > MAX_FILE:
        raise InputError(
            "Die Datei ist zu groß.",
            file=name,
            found=f"{size // archives.MEBIBYTE} MiB",
            expected=f"höchstens {MAX_FILE // archives.MEBIBYTE} MiB",
            remedy="Die Lieferung teilen, etwa nach Ländern oder Jahren.",
        )
    if not head.removeprefix(_BOM).strip():
        raise InputError(
            "Die Datei ist leer.",
            file=name,
            found="kein Inhalt",
            expected="eine Lieferung mit mindestens einer Zeile",
            remedy="Die Datei erneut herunterladen oder speichern.",
        )
    return head


def _kind(path: Path, name: str, head: bytes) -> str:
    if head.startswith(_LFS):
        raise InputError(
            "Die Datei ist nur ein Verweis (Git LFS) und nicht die Lieferung selbst.",
            file=name,
            found=head.split(b"\n")[0].decode("ascii", errors="replace"),
            expected="die Datei, auf die der Verweis zeigt",
            remedy="Im Repository „git lfs pull“ ausführen oder die Datei beim Amt laden.",
        )
    marks = ((_SQLITE, "gpkg"), (_OLE, "xls"), (_ZIP, "zip"), (_EMPTY_ZIP, "zip"))
    for mark, kind in marks:
        if head.startswith(mark):
            return kind
    if head.startswith(_SHAPE) or path.suffix.lower() in SHAPEFILE_SUFFIXES:
        return "shape"
    return _text_kind(name, head)


def _text_kind(name: str, head: bytes) -> str:
    if head.startswith(_GZIP):
        raise _unknown_kind(name, "mit gzip gepackte Daten")
    if wide := _wide(head):
        raise InputError(
            "Die Zeichenkodierung wird nicht unterstützt.",
            file=name,
            row=1,
            found=wide,
            expected="UTF-8 (oder, bei eigenen Tabellen, Windows-1252)",
            remedy="Beim Speichern „CSV UTF-8“ wählen.",
        )
    if b"\x00" in head:
        row = head.count(b"\n", 0, head.index(b"\x00")) + 1
        raise _unknown_kind(name, "ein Byte 0x00, wie es nur in Binärdaten steht", row)
    start = head.removeprefix(_BOM).lstrip()[:1]
    if start == b"<" and _HTML.search(head):
        return "html"
    return "json" if start in (b"{", b"[") else "text"


def _wide(head: bytes) -> str | None:
    """The encoding with two or four bytes a letter: by its mark, or by every other byte being 0."""
    start = head[:_ENOUGH].rstrip(b"\x00")
    empty = max(start[first::2].count(0) for first in (0, 1)) / len(start)
    if head.startswith(_UTF32) or (empty > _MOST and start.count(0) > 0.6 * len(start)):
        return "UTF-32"
    return "UTF-16 („Unicode-Text“)" if head.startswith(_UTF16) or empty > _MOST else None


def _unknown_kind(name: str, found: str, row: int | None = None) -> InputError:
    return InputError(
        "Dieses Dateiformat ist nicht bekannt.",
        file=name,
        row=row,
        found=found,
        expected="GeoPackage, Shapefile, GeoJSON, Excel, CSV oder Zip",
        remedy="Die Datei im ursprünglichen Programm in eines dieser Formate speichern.",
    )


def utf8_content(sample: Sample) -> bytes:
    """The whole content, known to be UTF-8, without a byte order mark."""
    data = sample.path.read_bytes().removeprefix(_BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise wrong_encoding(sample.name, data, error.start, ("utf-8",)) from error
    return data


def decoded(sample: Sample, encodings: tuple[str, ...]) -> tuple[str, str]:
    """The whole text and the encoding it has: the first of ``encodings`` that fits."""
    data = sample.path.read_bytes().removeprefix(_BOM)
    faults = []
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            faults.append(error)
    raise wrong_encoding(sample.name, data, faults[0].start, encodings)


def wrong_encoding(name: str, data: bytes, start: int, encodings: tuple[str, ...]) -> InputError:
    """The error for bytes that fit none of the encodings; ``start`` is the first such byte."""
    return InputError(
        "Die Zeichenkodierung stimmt nicht; Umlaute wären verfälscht.",
        file=name,
        row=data.count(b"\n", 0, start) + 1,
        found=f"Byte {data[start]:#04x}",
        expected=" oder ".join(encoding.upper() for encoding in encodings),
        remedy="Die Originaldatei verwenden oder als „CSV UTF-8“ speichern.",
    )
