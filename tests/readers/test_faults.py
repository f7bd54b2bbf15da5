"""What goes wrong with files: for every reader a German error that names place and remedy."""

from pathlib import Path

import pytest

from monitoring.errors import InputError
from monitoring.readers import READERS, read
from tests.readers import excerpts
from tests.readers.faults import FAULTS, Make, boundaries, gv_row

CHANGES = ("gebietsaenderungen", "umsteigeschluessel")
TEXTS = (
    "genesis_flat",
    "genesis_web",
    "gv100ad",
    "inkar_csv",
    "regionalatlas",
    "wahlen",
    "wegweiser",
)
SPARED = {"failed formula": TEXTS, "no rows": CHANGES}


@pytest.mark.parametrize(
    ("reader", "make", "message"),
    [
        pytest.param(reader, make, message, id=f"{fault}-{reader}")
        for fault, cases in FAULTS.items()
        for reader, (make, message) in cases.items()
    ],
)
def test_a_fault_is_refused_with_place_and_remedy(
    tmp_path: Path, reader: str, make: Make, message: str
):
    path = make(tmp_path / "lieferung.csv")
    with pytest.raises(InputError, match=message) as caught:
        read(path, catalogue=excerpts.catalogue())
    told = str(caught.value)
    assert told.startswith(f"Datei {path.name}")
    assert all(word in told for word in ("Gefunden:", "Erwartet:", "Abhilfe:"))


def test_every_reader_meets_every_fault():
    """A boundary layer with one key twice is two parts of an area, and one without rows none;
    formulas are in workbooks alone; a span without territorial changes is worth knowing.
    """
    for fault, cases in FAULTS.items():
        assert set(READERS) - set(cases) <= {"boundaries", *SPARED.get(fault, ())}, fault


@pytest.mark.parametrize("reader", [None, *READERS])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Datei ist leer"),
        (b"\xef\xbb\xbf \r\n", "Datei ist leer"),
        (b"version https://git-lfs." + b"github.com/spec/v1\noid sha256:0\nsize 9\n", "Git LFS"),
        (b"PK\x03\x04 and nothing more", "beschädigt"),
        (b"SQLite format 3\x00 and nothing more", "Datei"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more", "Datei"),
        (b"\x00\x01\x02\x03", "nicht bekannt"),
        (b"Sehr geehrte Damen und Herren", "Datei"),
        (b"{ not json", "Datei"),
    ],
)
def test_what_is_no_delivery_is_refused_whatever_reader_is_named(
    tmp_path: Path, reader: str | None, content: bytes, message: str
):
    path = tmp_path / "vg250_2021-01-01.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read(path, catalogue=excerpts.catalogue(), reader=reader)
    assert "Abhilfe:" in str(caught.value)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'; DROP TABLE x"])
def test_what_looks_like_code_stays_text(tmp_path: Path, text: str):
    rows = gv_row((7, text))
    delivery = read(excerpts.gv(tmp_path / "a.xlsx", rows), catalogue=excerpts.catalogue())
    names = delivery.areas.set_index("key")["name"]
    assert names["16068051"] == text
    path = boundaries(tmp_path / "x", GEN=[text, "b"])
    shapes = read(path, catalogue=excerpts.catalogue()).areas.set_index("key")
    assert shapes.loc["16068051", "name"] == text


def test_a_name_that_is_a_formula_without_a_result_is_refused(tmp_path: Path):
    rows = gv_row((7, "=HYPERLINK(1)"))
    with pytest.raises(InputError, match="Formel ohne Ergebnis") as caught:
        read(excerpts.gv(tmp_path / "a.xlsx", rows), catalogue=excerpts.catalogue())
    assert (caught.value.sheet, caught.value.row) == ("Onlineprodukt_Gemeinden", 10)
