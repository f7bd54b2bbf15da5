"""Other forms of the faultless files, as offices and departments save them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from tests.readers import mapping_excerpts
from tests.readers.malformed_bases import BASES, BOOK, HTML, JSON, OWN, TEXT, content, stream
from tests.readers.malformed_expected import EXPECTED

Row = tuple[object, ...]
Good = tuple[str, str, Callable[[], tuple[str, bytes]], list[Row]]
BOM = b"\xef\xbb\xbf"
_TABLE = f"ags;zeitraum;{OWN}"


def cases() -> Iterator[Good]:
    """Reader, name of the case, the function that gives name and bytes, and what comes in."""
    for reader, base in BASES.items():
        forms = {"as it is": _same, "in a zip": _zipped, "called something else": _renamed}
        for name, make in (forms | _FORMS[base.kind]).items():
            if reader == "gv100ad" and name in _ONLY_CSV:
                continue
            yield reader, name, _bound(make, reader), EXPECTED[reader]
    for name, (make_table, rows) in _TABLES.items():
        yield "table", name, make_table, rows


def _bound(
    make: Callable[[str], tuple[str, bytes]], reader: str
) -> Callable[[], tuple[str, bytes]]:
    return lambda: make(reader)


def _same(reader: str) -> tuple[str, bytes]:
    return BASES[reader].file, content(reader)


def _zipped(reader: str) -> tuple[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"Ordner/{_inner(reader)}", content(reader))
        archive.writestr("__MACOSX/._x", b"attributes")
    return "vg250_2021-01-01.zip", out.getvalue()


def _inner(reader: str) -> str:
    return BASES[reader].file.replace(".json", ".JSON")


def _renamed(reader: str) -> tuple[str, bytes]:
    """The format is told by the content."""
    return "Kopie von 2021-01-01 (2).dat", content(reader)


def _text(change: Callable[[bytes], bytes]) -> Callable[[str], tuple[str, bytes]]:
    return lambda reader: (BASES[reader].file, change(content(reader)))


def _lines(data: bytes, end: bytes) -> bytes:
    return end.join(line.rstrip(b"\r") for line in data.split(b"\n"))


def _quoted(reader: str) -> tuple[str, bytes]:
    encoding = BASES[reader].encoding
    rows = csv.reader(
        io.StringIO(content(reader).removeprefix(BOM).decode(encoding)), delimiter=";"
    )
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    return BASES[reader].file, out.getvalue().encode(encoding)


def _utf8_with_mark(reader: str) -> tuple[str, bytes]:
    text = content(reader).removeprefix(BOM).decode(BASES[reader].encoding)
    return BASES[reader].file, BOM + text.encode()


def _pretty(reader: str) -> tuple[str, bytes]:
    return BASES[reader].file, json.dumps(json.loads(content(reader)), indent=2).encode()


def _more_sheets(reader: str) -> tuple[str, bytes]:
    book = openpyxl.load_workbook(stream(reader))
    book.create_sheet("Notizen").append(["Abgerufen am Montag"])
    return _saved(reader, book)


def _text_cells(reader: str) -> tuple[str, bytes]:
    """Numbers that a person typed as text."""
    book = openpyxl.load_workbook(stream(reader))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == int(BASES[reader].value):
                    cell.value = BASES[reader].value
    return _saved(reader, book)


def _saved(reader: str, book: openpyxl.Workbook) -> tuple[str, bytes]:
    out = io.BytesIO()
    book.save(out)
    return BASES[reader].file, out.getvalue()


_ONLY_CSV = ("every cell in quotes",)
_FORMS: dict[str, dict[str, Callable[[str], tuple[str, bytes]]]] = {
    TEXT: {
        "with a byte order mark": _utf8_with_mark,
        "lines of Windows": _text(lambda data: _lines(data, b"\r\n")),
        "lines of Unix": _text(lambda data: _lines(data, b"\n")),
        "every cell in quotes": _quoted,
    },
    JSON: {"indented": _pretty, "with a byte order mark": _text(lambda data: BOM + data)},
    HTML: {
        "lines of Unix": _text(lambda data: _lines(data, b"\n")),
        "in UTF-8": _utf8_with_mark,
    },
    BOOK: {"with a sheet of notes": _more_sheets, "figures as text": _text_cells},
}


def _table(*lines: str, encoding: str = "utf-8") -> Callable[[], tuple[str, bytes]]:
    return lambda: ("t.csv", "\n".join([*lines, ""]).encode(encoding))


def _ods() -> tuple[str, bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.ods"
        rows = (("ags", "zeitraum", OWN), ("16068051", "2019", 4711), ("16068006", "2019", 2.5))
        return "t.ods", mapping_excerpts.ods(path, *rows).read_bytes()


def _xlsx() -> tuple[str, bytes]:
    with TemporaryDirectory() as folder:
        rows = (("ags", "zeitraum", OWN), ("16068051", 2019, 4711), ("16068006", 2019, "-"))
        return "t.xlsx", mapping_excerpts.book(Path(folder) / "t.xlsx", *rows).read_bytes()


def _row(value: object, *, key: str = "16068051", base: str = OWN, period: str = "2019") -> Row:
    return (base, key, period, "total", 0, None, value)


_ONE, _OTHER = "16068051;2019", "16068006;2019"
_TABLES: dict[str, tuple[Callable[[], tuple[str, bytes]], list[Row]]] = {
    "OpenDocument": (_ods, [_row(4711.0), _row(2.5, key="16068006")]),
    "Excel": (_xlsx, [_row(4711.0), _row(0.0, key="16068006")]),
    "decimal comma": (_table(_TABLE, f"{_ONE};4711,5"), [_row(4711.5)]),
    "decimal point": (_table(_TABLE, f"{_ONE};4711.5"), [_row(4711.5)]),
    "thousands and comma": (_table(_TABLE, f"{_ONE};1.234.711,25"), [_row(1_234_711.25)]),
    "thousands and point": (_table(_TABLE, f"{_ONE};1,234,711.25"), [_row(1_234_711.25)]),
    "thousands by spaces": (_table(_TABLE, f"{_ONE};4\u202f711"), [_row(4711.0)]),
    "below zero": (_table(_TABLE, f"{_ONE};-12,5"), [_row(-12.5)]),
    "a secret": (_table(_TABLE, f"{_ONE};."), [_row("suppressed")]),
    "exactly none": (_table(_TABLE, f"{_ONE};-", f"{_OTHER};0"),
                     [_row(0.0), _row(0.0, key="16068006")]),
    "not yet": (_table(_TABLE, f"{_ONE};..."), [_row("not_yet")]),
    "not reliable": (_table(_TABLE, f"{_ONE};/"), [_row("unreliable")]),
    "a blank": (_table(_TABLE, f"{_ONE};", f"{_OTHER};1"),
                [_row("missing"), _row(1.0, key="16068006")]),
    "a limited value": (_table(_TABLE, f"{_ONE};(47)"), [_row(47.0)]),
    "columns in another order": (_table(f"{OWN};ags;zeitraum", "4711;16068051;2019"),
                                 [_row(4711.0)]),
    "a name between": (_table(f"ags;name;zeitraum;{OWN}", "16068051;Sömmerda;2019;4711",
                              encoding="cp1252"), [_row(4711.0)]),
    "tabs": (_table(_TABLE.replace(";", "\t"), "16068051\t2019\t4711"), [_row(4711.0)]),
    "commas": (_table(_TABLE.replace(";", ","), "16068051,2019,4711"), [_row(4711.0)]),
    "men and ages": (
        _table("ags;zeitraum;geschlecht;alter_von;alter_bis;bevoelkerung",
               "16068051;31.12.2019;m;0;2;47", "16068051;31.12.2019;w;75;;11"),
        [("bevoelkerung", "16068051", "2019-12-31", "male", 0, 2, 47.0),
         ("bevoelkerung", "16068051", "2019-12-31", "female", 75, None, 11.0)],
    ),
}  # fmt: skip
