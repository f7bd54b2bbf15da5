"""Zip files from outside: looked through before anything is unpacked, and unpacked within limits.

The sizes in a zip's directory are what its maker claims. They are checked first, and while
unpacking the bytes are counted again.
"""

import errno
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from monitoring.errors import InputError
from monitoring.readers import workbook_limits, workbook_parts

MEBIBYTE = 1024 * 1024
MAX_UNPACKED = 2048 * MEBIBYTE
MAX_WORKBOOK = 512 * MEBIBYTE
MAX_MEMBERS = 2000
MAX_DENSE, MAX_RATIO = 64 * MEBIBYTE, 100
MAX_CELLS, MAX_COLUMNS = 50_000_000, 16_384
_CHUNK = MEBIBYTE
_OVERLAP = 10_000
_PLACE = re.compile(rb"\br\s{0,9}=\s{0,9}[\"']([A-Za-z]{0,20})(\d{1,9})")
_ENCRYPTED = 0x1
_LONGEST_PART, _LONGEST_NAME = 200, 1000
_DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
_UNREADABLE = (*_DAMAGES, OSError)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip file for reading; a damaged one is an input error."""
    found = f"{path.stat().st_size} Bytes ohne das Verzeichnis am Ende einer Zip-Datei"
    try:
        with zipfile.ZipFile(path) as archive:
            found = "einen Teil, der sich nicht entpacken lässt"
            yield archive
    except _UNREADABLE as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise
        raise _damaged(path, found) from error


def _damaged(path: Path, found: str) -> InputError:
    return InputError(
        "Das Archiv ist beschädigt oder unvollständig.",
        file=path.name,
        found=found,
        expected="eine vollständige Zip-Datei",
        remedy="Die Datei erneut herunterladen und ihre Größe mit der Angabe der Quelle"
        " vergleichen.",
    )


def members(path: Path) -> tuple[str, ...]:
    """Names of the files in a zip, after every check that needs no unpacking."""
    with opened(path) as archive:
        infos = [info for info in archive.infolist() if _counts(info)]
    check_count(path, len(infos))
    names = {info.filename for info in infos}
    for info in infos:
        _check_member(path, info, names)
    workbook = any(info.filename == "xl/workbook.xml" for info in infos)
    size, packed = (sum(getattr(i, n) for i in infos) for n in ("file_size", "compress_size"))
    _check_size(path, size, _limit(workbook))
    if workbook and size > max(MAX_DENSE, MAX_RATIO * packed):
        _check_size(path, size, MAX_DENSE)
    return tuple(info.filename for info in infos)


def check_workbook(path: Path) -> None:
    """Read a workbook's zip through once, so that no false size reaches the parser.

    The parser holds every sheet as a full rectangle: two cells in opposite corners would
    fill the memory of any machine.
    """
    total, count = 0, 0
    with opened(path) as archive:
        sheets = workbook_parts.sheet_names(archive)
        for info in archive.infolist():
            last_row, columns, tail = 0, dict[bytes, bytes](), b""
            sheet = sheets.get(info.filename, PurePosixPath(info.filename).stem)
            for chunk in _chunks(archive, info):
                total += len(chunk)
                _check_size(path, total, MAX_WORKBOOK)
                text = tail + chunk
                workbook_limits.refuse_hidden_parts(path, info.filename, sheet, text)
                places = _PLACE.findall(text)
                count += len(places)
                last_row = max([last_row, *(int(row) for _, row in places)])
                columns.update(places)
                tail = text[-_OVERLAP:]
            widest = max(columns, key=column_number, default=b"")
            width = column_number(widest)
            check_columns(path.name, sheet, width, int(columns.get(widest, 0)) or None)
            _check_cells(path, sheet, last_row, width)
        workbook_limits.check_sheets(path, archive)
        workbook_limits.check_texts(path, archive, count)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except _DAMAGES as error:
        found = f"{info.filename}: Inhalt, der nicht zu seiner Prüfsumme passt"
        raise _damaged(Path(archive.filename or ""), found) from error


def unpack(path: Path, folder: Path, wanted: Callable[[str], bool]) -> list[Path]:
    """Unpack the members whose name is ``wanted`` below ``folder``; returns their paths."""
    total = 0
    unpacked = []
    with opened(path) as archive:
        for info in archive.infolist():
            if not (_counts(info) and wanted(info.filename)):
                continue
            target = folder.joinpath(*PurePosixPath(info.filename).parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                for chunk in _chunks(archive, info):
                    total += len(chunk)
                    _check_size(path, total, MAX_UNPACKED)
                    out.write(chunk)
            unpacked.append(target)
    return unpacked


def _counts(info: zipfile.ZipInfo) -> bool:
    """False for folders and for what macOS adds to every zip it packs."""
    path = PurePosixPath(info.filename)
    return not (
        info.filename.endswith("/") or "__MACOSX" in path.parts or path.name.startswith("._")
    )


def column_number(letters: bytes) -> int:
    """Number of a spreadsheet's column (A is 1)."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _check_cells(path: Path, sheet: str, rows: int, columns: int) -> None:
    cells = rows * columns
    if cells > MAX_CELLS:
        raise InputError(
            "Ein Tabellenblatt ist zu groß.",
            file=path.name,
            sheet=sheet,
            row=rows,
            found=f"{cells // 10**6} Millionen Zellen",
            expected=f"höchstens {MAX_CELLS // 10**6} Millionen Zellen",
            remedy="Leere Zeilen und Spalten weit außerhalb der Tabelle löschen und neu speichern.",
        )


def check_columns(file: str, sheet: str | None, columns: int, row: int | None = None) -> None:
    """Refuse a sheet wider than any program of spreadsheets makes one."""
    if columns > MAX_COLUMNS:
        raise InputError(
            "Ein Tabellenblatt ist zu groß.",
            file=file,
            sheet=sheet,
            row=row,
            found=f"{columns} Spalten",
            expected=f"höchstens {MAX_COLUMNS} Spalten",
            remedy="Die Tabelle mit den Gebieten in den Zeilen in eine neue Mappe übertragen.",
        )


def _limit(workbook: bool) -> int:
    return MAX_WORKBOOK if workbook else MAX_UNPACKED


def check_count(path: Path, count: int, what: str = "Das Archiv") -> None:
    """Refuse an archive, or a folder (``what``), of more files than any delivery has."""
    if count > MAX_MEMBERS:
        raise InputError(
            f"{what} enthält zu viele Dateien.",
            file=path.name,
            found=f"mindestens {count} Dateien",
            expected=f"höchstens {MAX_MEMBERS} Dateien",
            remedy="Nur die benötigten Dateien zusammen übergeben.",
        )


def _check_size(path: Path, size: int, limit: int) -> None:
    if size > limit:
        raise InputError(
            "Das Archiv wird beim Entpacken zu groß; es wurde nichts übernommen.",
            file=path.name,
            found=f"mindestens {size // MEBIBYTE} MiB entpackt",
            expected=f"höchstens {limit // MEBIBYTE} MiB entpackt",
            remedy="Die Herkunft der Datei prüfen; große Lieferungen nach Ländern getrennt laden.",
        )


def _check_member(path: Path, info: zipfile.ZipInfo, names: set[str]) -> None:
    name = info.filename
    parts = PurePosixPath(name).parts
    link = stat.S_ISLNK(info.external_attr >> 16)
    outside = name.startswith("/") or ".." in parts or "\\" in name or ":" in name or link
    if outside or _is_no_file(name, parts, names):
        raise InputError(
            "Das Archiv enthält einen unzulässigen Dateinamen.",
            file=path.name,
            found=name,
            expected="kurze Dateinamen ohne „..“, Laufwerk, führenden Schrägstrich oder Verweis",
            remedy="Das Archiv nicht verwenden, sondern von der Quelle neu laden.",
        )
    if info.flag_bits & _ENCRYPTED:
        raise InputError(
            "Das Archiv ist mit einem Kennwort geschützt.",
            file=path.name,
            found=name,
            expected="ein Archiv ohne Kennwort",
            remedy="Das Archiv entpacken und ohne Kennwort neu packen.",
        )


def _is_no_file(name: str, parts: tuple[str, ...], names: set[str]) -> bool:
    """Whether no disk can hold the member: its name is blank or too long, its folder a file."""
    long = len(name) > _LONGEST_NAME or any(len(p.encode()) > _LONGEST_PART for p in parts)
    return not parts or long or any(str(p) in names for p in PurePosixPath(name).parents)
