"""A table of unknown making as rows of cells: which encoding, separator and sheet it has."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitoring.csv_text import csv_rows
from monitoring.errors import InputError
from monitoring.profiles.model import DOS, SEPARATORS, UTF_8, WINDOWS, Layout
from monitoring.readers import archives
from monitoring.readers.inputs import HEAD_BYTES, Sample, wrong_encoding
from monitoring.readers.workbook import Cell, cell_text

MAX_TEXT = 64 * archives.MEBIBYTE
MAX_COLUMNS = 1000
WORKBOOKS = ("xlsx", "xls", "ods")
_DOS_UMLAUTS = b"\x81\x84\x94\x8e\x99\x9a\xe1"
_REMEDY = "Die Datei in Excel oder LibreOffice öffnen und als „CSV UTF-8“ speichern."
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Row:
    """Cells of a row; ``number`` is counted from 1 as a spreadsheet or editor shows it."""

    number: int
    cells: tuple[Cell, ...]

    def text(self, position: int) -> str:
        """Text of a cell; "" to the right of the last one."""
        return cell_text(self.cells[position]) if position < len(self.cells) else ""

    @property
    def filled(self) -> list[int]:
        """Positions of the cells that hold something."""
        return [place for place in range(len(self.cells)) if self.text(place)]


def rows_of(sample: Sample, layout: Layout) -> list[Row]:
    """Rows of the sheet or text that hold something. Raises where the layout does not fit."""
    if sample.kind in WORKBOOKS:
        sheet = sheet_of(sample, layout.sheet)
        listed: Iterator[tuple[int, tuple[Cell, ...]]] = (
            (number, tuple(cells))
            for number, cells in enumerate(sample.workbook.rows(sheet), start=1)
        )
    else:
        text = _text(sample, layout.encoding)
        pairs = csv_rows(text, sample.name, _REMEDY, layout.separator or ";")
        listed = ((number, tuple(cells)) for number, cells in pairs)
    rows = [Row(number, cells) for number, cells in listed]
    rows = [row for row in rows if row.filled]
    _check_width(sample, layout, rows)
    return rows


def first_rows(sample: Sample, layout: Layout) -> list[Row]:
    """Rows at the beginning of a text, in the encoding that its beginning has."""
    whole_lines = sample.head.removeprefix(_BOM)
    if len(sample.head) == HEAD_BYTES:
        whole_lines = whole_lines[: whole_lines.rfind(b"\n") + 1]
    text = whole_lines.decode(_encoding_of(whole_lines), errors="replace")
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=layout.separator or ";")
    rows, number = [], 1
    try:
        for cells in reader:
            rows.append(Row(number, tuple(cells)))
            number = reader.line_num + 1
    except csv.Error:
        return [row for row in rows if row.filled]
    return [row for row in rows if row.filled]


def proposed_layout(sample: Sample) -> Layout:
    """Encoding and separator of a text, the fullest sheet of a workbook."""
    if sample.kind in WORKBOOKS:
        sizes = {sheet: _size(sample, sheet) for sheet in sample.workbook.sheet_names}
        return Layout(sheet=max(sizes, key=lambda sheet: sizes[sheet]))
    encoding = _encoding_of(_data(sample))
    layout = Layout(encoding=encoding, separator=";")
    text = _text(sample, encoding)
    return replace(layout, separator=max(SEPARATORS, key=lambda sign: _regular(text, sign)))


def sheet_of(sample: Sample, name: str) -> str:
    """The sheet of that name; where there is none, the only one whose name differs in digits."""
    names = sample.workbook.sheet_names
    if name in names:
        return name
    alike = [each for each in names if _without_digits(each) == _without_digits(name)]
    if len(alike) == 1 or len(names) == 1:
        return (alike or list(names))[0]
    raise InputError(
        "Das Tabellenblatt fehlt.",
        file=sample.name,
        found=", ".join(names),
        expected=name,
        remedy="Auf der Seite Daten das Blatt auswählen.",
    )


def _without_digits(text: str) -> str:
    return "".join(char for char in text.casefold() if not char.isdigit())


def _size(sample: Sample, sheet: str) -> int:
    """How many cells are filled within the first rows; a cover sheet has few."""
    rows = sample.workbook.rows(sheet)[:200]
    return sum(cell_text(cell) != "" for cells in rows for cell in cells)


def _data(sample: Sample) -> bytes:
    if sample.path.stat().st_size > MAX_TEXT:
        raise InputError(
            "Die Tabelle ist zu groß für eine Zuordnung.",
            file=sample.name,
            found=f"{sample.path.stat().st_size // archives.MEBIBYTE} MiB",
            expected=f"höchstens {MAX_TEXT // archives.MEBIBYTE} MiB",
            remedy="Die Tabelle teilen, etwa nach Jahren.",
        )
    return sample.path.read_bytes().removeprefix(_BOM)


def _encoding_of(data: bytes) -> str:
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError:
        return DOS if _is_dos(data) else WINDOWS
    return UTF_8


def _is_dos(data: bytes) -> bool:
    """Whether bytes beyond ASCII are umlauts in MS-DOS' table rather than in that of Windows."""
    beyond = [byte for byte in data if byte > 127]
    return sum(byte in _DOS_UMLAUTS for byte in beyond) > len(beyond) / 2


def _text(sample: Sample, encoding: str) -> str:
    data = _data(sample)
    try:
        return data.decode(encoding or UTF_8)
    except UnicodeDecodeError as error:
        raise wrong_encoding(sample.name, data, error.start, (encoding,)) from error


def _regular(text: str, sign: str) -> tuple[int, int]:
    """How many lines have the commonest number of the sign, and that number."""
    counts = [line.count(sign) for line in text.splitlines()[:200] if line.strip()]
    several = [count for count in counts if count]
    if not several:
        return 0, 0
    commonest = max(sorted(set(several), reverse=True), key=several.count)
    return several.count(commonest), commonest


def _check_width(sample: Sample, layout: Layout, rows: list[Row]) -> None:
    widest = max((row for row in rows), key=lambda row: len(row.cells), default=None)
    if widest is None or len(widest.cells) <= MAX_COLUMNS:
        return
    raise InputError(
        "Die Tabelle hat zu viele Spalten.",
        file=sample.name,
        sheet=layout.sheet or None,
        row=widest.number,
        found=f"{len(widest.cells)} Spalten",
        expected=f"höchstens {MAX_COLUMNS} Spalten",
        remedy="Die Tabelle teilen oder leere Spalten löschen.",
    )
