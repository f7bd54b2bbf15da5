"""Archives from outside: truncated, bombs, names that lead out; nothing of them is unpacked."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from monitoring.errors import InputError
from monitoring.readers import READERS, archives, read
from tests.readers import archives_from_outside as outside
from tests.readers import (
    ba_excerpts,
    change_excerpts,
    election_excerpts,
    excerpts,
    gv100ad_excerpts,
    json_excerpts,
    lfstat_excerpts,
    tls_excerpts,
    web_excerpts,
)
from tests.readers.excerpts import flat, flat_row
from tests.readers.mapping_excerpts import mapped


def valid(folder: Path, reader: str) -> Path:
    """A faultless delivery of a reader, as a file that is or holds a zip."""
    if reader == "gv_isys":
        return excerpts.gv(folder / "gv.xlsx")
    if reader == "inkar":
        return excerpts.inkar(folder / "inkar.xlsx")
    if reader == "arbeitsagentur":
        return ba_excerpts.jobless(folder / "b.xlsx", *ba_excerpts.JOBLESS_ROWS)
    if reader == "genesis_workbook":
        return lfstat_excerpts.workbook(folder / "l.xlsx", lfstat_excerpts.KREIS)
    if reader == "gebietsaenderungen":
        row = change_excerpts.change_row("98001001", "98001002", 1, 100, 5)
        return change_excerpts.changes_book(folder / "g.xlsx", row)
    if reader == "umsteigeschluessel":
        return change_excerpts.keys_book(
            folder / "k.xlsx", change_excerpts.key_row(6001001, 6001002)
        )
    if reader == "table":
        return excerpts.own_workbook(
            folder / "t.xlsx", ("ags", "zeitraum", "hilfen"), ("16068051", "2019", 1)
        )
    target = folder / "vg250_2021-01-01.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(*_member(folder, reader))
    return target


INKAR = ("Kennziffer;Raumeinheit;Aggregat;Arbeitslose", ";;;2019")
MEMBERS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "genesis_flat": (lambda path: flat(path, flat_row()), "a_flat.csv"),
    "gv100ad": (gv100ad_excerpts.register, "GV100AD_311219.ASC"),
    "genesis_web": (
        lambda path: web_excerpts.table(path, *web_excerpts.DATES, web_excerpts.ROW),
        "w.csv",
    ),
    "profil": (mapped("16068051;Sömmerda;2019;1"), "m.csv"),
    "tls": (lambda path: tls_excerpts.page(path, tls_excerpts.GEMEINDE), "t.xls"),
    "wahlen": (lambda path: election_excerpts.kreise(path, election_excerpts.KREIS), "v.csv"),
    "inkar_csv": (lambda path: excerpts.own(path, *INKAR, "16068;S;Kreis;1"), "i.csv"),
    "regionalatlas": (lambda path: json_excerpts.atlas(path, json_excerpts.feature()), "r.json"),
    "wegweiser": (
        lambda path: json_excerpts.wegweiser(path, json_excerpts.indicator([1, 2])),
        "w.json",
    ),
}


def _member(folder: Path, reader: str) -> tuple[Path, str]:
    """The file in the zip, and its name there."""
    if reader in MEMBERS:
        make, name = MEMBERS[reader]
        return make(folder / name), name
    excerpts.areas().to_file(folder / "a.gpkg")
    return folder / "a.gpkg", "vg250.gpkg"


@pytest.mark.parametrize("reader", READERS)
def test_a_truncated_zip_is_refused(tmp_path: Path, reader: str):
    path = valid(tmp_path, reader)
    assert read(path, catalogue=excerpts.catalogue()).reader == reader
    content = path.read_bytes()
    for length in (len(content) // 2, len(content) - 10, 40):
        path.write_bytes(content[:length])
        with pytest.raises(InputError, match="beschädigt"):
            read(path, catalogue=excerpts.catalogue())


@pytest.mark.parametrize("member", ["a_flat.csv", "vg250.gpkg", "VG250_GEM.shp", "xl/workbook.xml"])
def test_a_bomb_of_ten_gigabytes_is_refused_unopened(tmp_path: Path, member: str):
    path = outside.bomb(tmp_path / "a.zip", member, 10 * outside.GIBIBYTE)
    assert path.stat().st_size < 20_000_000
    with pytest.raises(InputError, match="zu groß") as caught:
        read(path, catalogue=excerpts.catalogue())
    assert "10240 MiB" in str(caught.value)


@pytest.mark.parametrize("member", ["a_flat.csv", "vg250.gpkg", "xl/workbook.xml"])
def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path, member: str):
    path = outside.bomb(tmp_path / "a.zip", member, outside.GIBIBYTE, stated=1000)
    with pytest.raises(InputError, match="beschädigt"):
        read(path, catalogue=excerpts.catalogue())


def test_bytes_are_counted_while_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = outside.bomb(tmp_path / "a.zip", "a_flat.csv", 64 * 1024 * 1024)
    monkeypatch.setattr(archives, "MAX_UNPACKED", 32 * archives.MEBIBYTE)
    with pytest.raises(InputError, match="zu groß"):
        archives.unpack(path, tmp_path / "out", lambda _: True)
    assert (tmp_path / "out" / "a_flat.csv").stat().st_size <= archives.MAX_UNPACKED


@pytest.mark.parametrize(
    "member", ["../vg250.gpkg", "/etc/vg250.gpkg", "a/../../b.gpkg", "C:/b.gpkg", "a\\..\\b.gpkg"]
)
def test_names_that_lead_out_of_the_archive_are_refused(tmp_path: Path, member: str):
    path = outside.named(tmp_path / "a.zip", member)
    with pytest.raises(InputError, match="unzulässigen Dateinamen"):
        read(path, catalogue=excerpts.catalogue())
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "members",
    [
        [""],
        [f"{'a' * 300}.gpkg"],
        [f"{'ä' * 120}.csv"],
        ["a/" * 900 + "b.csv"],
        ["a.shp", "a.shp/b"],
    ],
)
def test_names_that_no_disk_can_hold_are_refused(tmp_path: Path, members: list[str]):
    with pytest.raises(InputError, match="unzulässigen Dateinamen"):
        read(outside.named(tmp_path / "a.zip", *members), catalogue=excerpts.catalogue())


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_is_refused_however_it_is_packed(tmp_path: Path, method: int):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.csv", "".join(f"{number};{number**3}\n" for number in range(1000)))
    packed = bytearray(path.read_bytes())
    packed[80:120] = bytes(40)
    path.write_bytes(packed)
    with pytest.raises(InputError, match="beschädigt"):
        read(path, catalogue=excerpts.catalogue())


def test_links_locks_and_crowds_are_refused(tmp_path: Path):
    for name, options, message in (
        ("link.zip", {"link": True}, "unzulässigen Dateinamen"),
        ("lock.zip", {"locked": True}, "Kennwort"),
    ):
        with pytest.raises(InputError, match=message):
            read(
                outside.named(tmp_path / name, "a.gpkg", **options), catalogue=excerpts.catalogue()
            )
    crowd = outside.named(tmp_path / "crowd.zip", *(f"{n}.shp" for n in range(2001)))
    with pytest.raises(InputError, match="zu viele Dateien"):
        read(crowd, catalogue=excerpts.catalogue())


def test_two_cells_in_far_corners_are_refused_before_they_fill_the_memory(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "ags", 1
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="Tabellenblatt ist zu groß"):
        read(tmp_path / "a.xlsx", catalogue=excerpts.catalogue())


def test_what_macos_adds_to_a_zip_is_left(tmp_path: Path):
    path = valid(tmp_path, "boundaries")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/._vg250.gpkg", b"attributes")
        archive.writestr("._other.csv", b"attributes")
    assert len(read(path, catalogue=excerpts.catalogue()).areas) == 2


def test_several_tables_in_one_zip_are_refused(tmp_path: Path):
    path = outside.named(tmp_path / "a.zip", "a.csv", "b.csv")
    with pytest.raises(InputError, match="mehrere Tabellen"):
        read(path, catalogue=excerpts.catalogue())


def test_a_cell_may_not_lie_where_its_row_is_not(tmp_path: Path):
    """The parser believes the cell, so the check must."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"] = "ags", 1
    book.save(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'r="B2"', b'r="XFD1048577"')
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(InputError, match="Tabellenblatt ist zu groß"):
        read(tmp_path / "b.xlsx", catalogue=excerpts.catalogue())
