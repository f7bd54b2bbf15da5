"""What goes wrong with files: for every reader a German error that names place and remedy."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from monitoring.errors import InputError
from monitoring.readers import READERS, read
from tests.readers import excerpts
from tests.readers.excerpts import flat, flat_row, own

Make = Callable[[Path], Path]
OWN = "ags;zeitraum;hilfen"
MOJIBAKE = "SÃ¶mmerda"


def boundaries(path: Path, **columns: object) -> Path:
    """``path`` with its name dated and turned into a GeoPackage."""
    target = path.with_name("vg250_2021-01-01.gpkg")
    excerpts.areas(**columns).to_file(target, layer="vg250_gem")  # type: ignore[arg-type]  # test values of any kind
    return target


def without_column(path: Path, word: str) -> Path:
    book = openpyxl.load_workbook(excerpts.gv(path, merged=False))
    for row in book["Onlineprodukt_Gemeinden"].iter_rows(max_row=6):
        for cell in row:
            cell.value = "" if cell.value == word else cell.value
    book.save(path)
    return path


def gv_row(*changes: tuple[int, object]) -> list[list[object]]:
    rows = [list(row) for row in excerpts.GV_ROWS]
    for position, value in changes:
        rows[3][position] = value
    return rows


def inkar_row(*rows: tuple[object, ...], **options: object) -> Make:
    return lambda path: excerpts.inkar(path.with_suffix(".xlsx"), rows, **options)  # type: ignore[arg-type]  # test values of any kind


def change(*changed: dict[str, object]) -> Make:
    rows = [excerpts.change_row("98001001", "98001002", 1, 100, 5, **cells) for cells in changed]
    return lambda path: excerpts.changes_book(path.with_suffix(".xlsx"), *rows)


def without_people(path: Path) -> Path:
    book = openpyxl.load_workbook(change({})(path))
    book["Gebietsaenderungen"]["H3"] = "Menschen"
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def latin1_shapefile(path: Path) -> Path:
    target = path.with_name("vg250_2021-01-01.shp")
    excerpts.areas().to_file(target, encoding="ISO-8859-1")
    target.with_suffix(".cpg").write_text("UTF-8")
    return target


FAULTS: dict[str, dict[str, tuple[Make, str]]] = {
    "lost leading zero": {
        "gv_isys": (
            lambda path: excerpts.gv(path.with_suffix(".xlsx"), gv_row((2, "1"))),
            "führende Null",
        ),
        "gebietsaenderungen": (change({"old_ars": 10015001001}), "führende Null"),
        "inkar": (inkar_row((1001000, "Flensburg", "Gemeinden", 1, 2)), "führende Null"),
        "genesis_flat": (lambda path: flat(path, flat_row(region=("GEMEIN", "1001000"))), "Null"),
        "boundaries": (lambda path: boundaries(path, AGS=[1001000, 1002000]), "führende Null"),
        "table": (lambda path: own(path, OWN, "1001000;2019;1"), "führende Null"),
    },
    "wrong encoding": {
        "gv_isys": (
            lambda path: excerpts.gv(path.with_suffix(".xlsx"), gv_row((7, MOJIBAKE))),
            "Zeichenkodierung",
        ),
        "gebietsaenderungen": (change({"old_name": MOJIBAKE}), "Zeichenkodierung"),
        "inkar": (inkar_row(("16068051", MOJIBAKE, "Gemeinden", 1, 2)), "Zeichenkodierung"),
        "genesis_flat": (
            lambda path: flat(path, flat_row(label="Städte"), encoding="latin-1"),
            "Zeichenkodierung",
        ),
        "boundaries": (latin1_shapefile, "Zeichenkodierung"),
        "table": (lambda path: own(path, OWN, encoding="utf-16"), "Zeichenkodierung"),
    },
    "missing column": {
        "gv_isys": (
            lambda path: without_column(path.with_suffix(".xlsx"), "weiblich"),
            "Spalte „Bevölkerung weiblich“ fehlt",
        ),
        "gebietsaenderungen": (without_people, "„Einwohner“ fehlt"),
        "inkar": (
            inkar_row(("16068051", "Sömmerda", 1), fixed=("Kennziffer", "Raumeinheit", "")),
            "„Aggregat“ fehlt",
        ),
        "genesis_flat": (
            lambda path: flat(
                path, flat_row(), header=excerpts.FLAT_HEADER.replace("value_unit", "unit")
            ),
            "„value_unit“ fehlt",
        ),
        "boundaries": (
            lambda path: boundaries(path, AGS=[None] * 2, ARS=[None] * 2),
            "Gebietsschlüssel",
        ),
        "table": (lambda path: own(path, "ags;hilfen", "16068051;1"), "„zeitraum“ fehlt"),
    },
    "unknown key": {
        "gv_isys": (
            lambda path: excerpts.gv(path.with_suffix(".xlsx"), gv_row((5, "OO51"))),
            "keine bekannte Form",
        ),
        "gebietsaenderungen": (change({"new_ars": "98001X001002"}), "keine bekannte Form"),
        "inkar": (inkar_row(("1606805X", "Sömmerda", "Gemeinden", 1, 2)), "keine bekannte Form"),
        "genesis_flat": (
            lambda path: flat(path, flat_row(region=("GEMEIN", "1606805X"))),
            "keine bekannte Form",
        ),
        "boundaries": (
            lambda path: boundaries(path, AGS=["1606805X", "16068006"]),
            "keine bekannte Form",
        ),
        "table": (lambda path: own(path, OWN, "1606805X;2019;1"), "keine bekannte Form"),
    },
    "duplicate key": {
        "gv_isys": (
            lambda path: excerpts.gv(path.with_suffix(".xlsx"), [*gv_row(), *gv_row((9, 1))[3:4]]),
            "zweimal",
        ),
        "gebietsaenderungen": (change({"people": 5}, {"people": 6}), "zweimal"),
        "inkar": (
            inkar_row(
                ("16068051", "Sömmerda", "Gemeinden", 1, 2),
                ("16068051", "Sömmerda", "Gemeinden", 1, 3),
            ),
            r"2 \(Zeile 3\) und 3 \(Zeile 4\)",
        ),
        "genesis_flat": (
            lambda path: flat(path, flat_row("1"), flat_row("2")),
            r"1 \(Zeile 2\) und 2 \(Zeile 3\)",
        ),
        "table": (
            lambda path: own(path, OWN, "16068051;2019;1", "16068051;2019;2"),
            r"1 \(Zeile 2\) und 2 \(Zeile 3\)",
        ),
    },
    "text where a number belongs": {
        "gv_isys": (
            lambda path: excerpts.gv(path.with_suffix(".xlsx"), gv_row((9, "viele"))),
            "Text, wo eine Zahl",
        ),
        "gebietsaenderungen": (change({"people": "viele"}), "Text, wo eine Zahl"),
        "inkar": (inkar_row(("16068051", "Sömmerda", "Gemeinden", 1, "viele")), "Text, wo eine"),
        "genesis_flat": (lambda path: flat(path, flat_row("viele")), "Text, wo eine Zahl"),
        "boundaries": (lambda path: boundaries(path, KFL=["groß", "klein"]), "Text, wo eine Zahl"),
        "table": (lambda path: own(path, OWN, "16068051;2019;viele"), "Text, wo eine Zahl"),
    },
    "failed formula": {
        "gv_isys": (
            lambda path: excerpts.gv(path.with_suffix(".xlsx"), gv_row((9, "#DIV/0!"))),
            "Text, wo eine Zahl",
        ),
        "gebietsaenderungen": (change({"people": "#DIV/0!"}), "Text, wo eine Zahl"),
        "inkar": (
            inkar_row(("16068051", "Sömmerda", "Gemeinden", 1, "#REF!")),
            "Text, wo eine Zahl",
        ),
        "table": (
            lambda path: excerpts.own_workbook(
                path.with_suffix(".xlsx"), ("ags", "zeitraum", "hilfen"), ("16068051", 2019, "#N/A")
            ),
            "Text, wo eine Zahl",
        ),
    },
    "no rows": {
        "gv_isys": (lambda path: excerpts.gv(path.with_suffix(".xlsx"), []), "keine Datenzeilen"),
        "inkar": (inkar_row(), "keine Daten"),
        "genesis_flat": (flat, "keine Daten"),
        "table": (lambda path: own(path, OWN), "keine Datenzeilen"),
    },
}


SPARED = {"failed formula": ("genesis_flat",), "no rows": ("gebietsaenderungen",)}


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


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=HYPERLINK(1)", "'; DROP TABLE x"])
def test_what_looks_like_code_stays_text(tmp_path: Path, text: str):
    rows = gv_row((7, text))
    delivery = read(excerpts.gv(tmp_path / "a.xlsx", rows), catalogue=excerpts.catalogue())
    names = delivery.areas.set_index("key")["name"]
    assert names["16068051"] == (text if not text.startswith("=") else "")
    path = boundaries(tmp_path / "x", GEN=[text, "b"])
    shapes = read(path, catalogue=excerpts.catalogue()).areas.set_index("key")
    assert shapes.loc["16068051", "name"] == text
