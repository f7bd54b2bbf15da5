"""Workbooks that no reader opens, and cells that a spreadsheet shows otherwise than it keeps."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from monitoring.errors import InputError
from monitoring.readers import READERS, read
from tests.readers import excerpts


def compound(directory: bytes, sector: int) -> bytes:
    """A compound file of sectors of 512 bytes, with its directory in one of them."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504)
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = sector.to_bytes(4, "little")
    return bytes(head) + b"\x00" * 512 * sector + directory


OWN = ("ags", "zeitraum", "hilfen")


@pytest.mark.parametrize("reader", [None, *READERS])
def test_a_binary_workbook_is_named_as_such(tmp_path: Path, reader: str | None):
    path = tmp_path / "a.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
    with pytest.raises(InputError, match="Binäre Excel-Mappen") as caught:
        read(path, catalogue=excerpts.catalogue(), reader=reader)
    assert "als Excel-Arbeitsmappe (.xlsx)" in str(caught.value)


@pytest.mark.parametrize("reader", [None, *READERS])
def test_a_workbook_under_a_password_is_named_as_such(tmp_path: Path, reader: str | None):
    """An encrypted xlsx is a compound file with a stream "EncryptedPackage"."""
    path = tmp_path / "a.xlsx"
    names = "EncryptionInfo\x00EncryptedPackage\x00".encode("utf-16-le")
    path.write_bytes(compound(names, sector=2000))
    with pytest.raises(InputError, match="mit einem Kennwort geschützt") as caught:
        read(path, catalogue=excerpts.catalogue(), reader=reader)
    assert "Kennwort entfernen" in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ('<c r="C2"><f>1+1</f><v></v></c>', True),
        ('<c r="C2"><f>1+1</f></c>', True),
        ('<c r="C2" s="1"><f t="shared" si="0"/><v/></c>', True),
        ('<c r="C2"><f>1+1</f><v>2</v></c>', False),
        ('<c r="C2" t="str"><f>A9</f><v></v></c>', False),
        ('<c r="C2" t="str"><f>A9</f></c>', False),
    ],
)
def test_a_formula_that_was_never_calculated_is_no_missing_figure(
    tmp_path: Path, cell: str, fault: bool
):
    """One whose result is the empty text is: Excel keeps it as a text."""
    book = openpyxl.Workbook()
    for row in (OWN, ("16068051", 2019, 4711), ("16068006", 2019, 3)):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, text.replace('<c r="C2" t="n"><v>4711</v></c>', cell))
    assert cell in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    if fault:
        with pytest.raises(InputError, match="Text, wo eine Zahl") as caught:
            read(path, catalogue=excerpts.catalogue())
        assert (caught.value.row, caught.value.column) == (2, "hilfen")
        return
    first = read(path, catalogue=excerpts.catalogue()).figures.set_index("key").loc["16068051"]
    assert first["status"] == ("missing" if "str" in cell else "reported")
