"""Workbooks that cannot be read and should say so: binary ones, and those under a password."""

from pathlib import Path

from monitoring.errors import InputError

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_BYTES = 4096


def refuse_binary(name: str, members: tuple[str, ...]) -> None:
    """Refuse a zip that is a workbook in Excel's binary format (xlsb)."""
    if "xl/workbook.bin" in members:
        raise InputError(
            "Binäre Excel-Mappen werden nicht gelesen.",
            file=name,
            found="Excel-Mappe (xlsb)",
            expected="Excel-Mappe (xlsx oder xls), ODS oder CSV",
            remedy="In Excel öffnen und über „Speichern unter“ als Excel-Arbeitsmappe (.xlsx)"
            " sichern.",
        )


def refuse_locked(path: Path, name: str) -> None:
    """Refuse a compound file (OLE) that holds an encrypted xlsx instead of an old workbook.

    The names of its parts stand in the directory, whose place its first sector tells
    (MS-CFB: size of a sector at byte 30, first sector of the directory at byte 48).
    """
    with path.open("rb") as stream:
        head = stream.read(512)
        shift = int.from_bytes(head[30:32], "little") & 0x0F
        stream.seek((int.from_bytes(head[48:52], "little") + 1) << shift)
        directory = stream.read(_DIRECTORY_BYTES)
    if _LOCKED in directory:
        raise InputError(
            "Die Arbeitsmappe ist mit einem Kennwort geschützt.",
            file=name,
            found="verschlüsselter Inhalt",
            expected="eine Arbeitsmappe ohne Kennwort",
            remedy="In Excel öffnen, unter „Datei“, „Informationen“, „Arbeitsmappe schützen“ das"
            " Kennwort entfernen und neu speichern.",
        )
