"""What goes wrong with files: for each fault and reader a file that has it, and what is told."""

from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.readers import (
    change_excerpts,
    excerpts,
    faults_gv100ad,
    faults_mapping,
    faults_tls,
    faults_wahlen,
    web_excerpts,
)
from tests.readers.excerpts import MOJIBAKE, flat, flat_row, own
from tests.readers.json_faults import FAULTS as JSON_FAULTS
from tests.readers.workbook_faults import WORKBOOK_FAULTS

Make = Callable[[Path], Path]
OWN = "ags;zeitraum;hilfen"


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
    rows = [
        change_excerpts.change_row("98001001", "98001002", 1, 100, 5, **cells) for cells in changed
    ]
    return lambda path: change_excerpts.changes_book(path.with_suffix(".xlsx"), *rows)


def without_people(path: Path) -> Path:
    book = openpyxl.load_workbook(change({})(path))
    book["Gebietsaenderungen"]["H3"] = "Menschen"
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def keys(*changed: dict[str, object]) -> Make:
    rows = [change_excerpts.key_row(6001001, 6001002, **cells) for cells in changed]
    return lambda path: change_excerpts.keys_book(path.with_suffix(".xlsx"), *rows)


def without_area(path: Path) -> Path:
    heads = tuple(
        "Größe" if head.startswith("Fläche") else head for head in change_excerpts.KEY_HEADS
    )
    row = change_excerpts.key_row(6001001, 6001002)
    return change_excerpts.keys_book(path.with_suffix(".xlsx"), row, heads=heads)


def web(*rows: str) -> Make:
    return lambda path: web_excerpts.table(path, *web_excerpts.DATES, *rows)


def inkar_text(*rows: str, missing: str = "") -> Make:
    heads = ("Kennziffer;Raumeinheit;Aggregat;Arbeitslose;Arbeitslose", ";;;2018;2019")
    if missing:
        heads = (heads[0].replace(missing, ""), heads[1].removeprefix(";"))
    return lambda path: own(path, *heads, *rows)


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
        "umsteigeschluessel": (keys({"old": 98001}), "keine bekannte Form"),
        "genesis_web": (web("1001;Flensburg;1;2"), "führende Null"),
        "inkar_csv": (inkar_text("1001;Flensburg;Kreis;1;2"), "führende Null"),
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
        "umsteigeschluessel": (keys({"old_name": MOJIBAKE}), "Zeichenkodierung"),
        "genesis_web": (web(f"16068;{MOJIBAKE};1;2"), "Zeichenkodierung"),
        "inkar_csv": (inkar_text(f"16068;{MOJIBAKE};Kreis;1;2"), "Zeichenkodierung"),
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
        "umsteigeschluessel": (without_area, "Spalte fehlt"),
        "genesis_web": (web("16068;Sömmerda;1"), "Zellen|Spalten"),
        "inkar_csv": (inkar_text("16068;Sömmerda;1;2", missing=";Aggregat"), "„Aggregat“ fehlt"),
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
        "umsteigeschluessel": (keys({"new": "0600100X"}), "keine bekannte Form"),
        "genesis_web": (web("160680;Sömmerda;1;2"), "keine bekannte Form"),
        "inkar_csv": (inkar_text("1606X;Sömmerda;Kreis;1;2"), "keine bekannte Form"),
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
        "umsteigeschluessel": (keys({}, {}), "zweimal"),
        "genesis_web": (web("16068;S;1;2", "16068;S;1;3"), "zweimal"),
        "inkar_csv": (inkar_text("16068;S;Kreis;1;2", "16068;S;Kreis;1;3"), "zweimal"),
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
        "umsteigeschluessel": (keys({"area": "viel"}), "Text, wo eine Zahl"),
        "genesis_web": (web("16068;S;1;viele"), "Text, wo eine Zahl"),
        "inkar_csv": (inkar_text("16068;S;Kreis;1;viele"), "Text, wo eine Zahl"),
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
        "umsteigeschluessel": (keys({"area": "#DIV/0!"}), "Text, wo eine Zahl"),
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
        "genesis_web": (web(), "keine Datenzeilen"),
        "inkar_csv": (inkar_text(), "keine Daten"),
        "inkar": (inkar_row(), "keine Daten"),
        "genesis_flat": (flat, "keine Daten"),
        "table": (lambda path: own(path, OWN), "keine Datenzeilen"),
    },
}
_MORE = [each.FAULTS for each in (faults_gv100ad, faults_mapping, faults_tls, faults_wahlen)]
for _faults in (WORKBOOK_FAULTS, JSON_FAULTS, *_MORE):
    for _fault, _cases in _faults.items():
        FAULTS[_fault] |= _cases
