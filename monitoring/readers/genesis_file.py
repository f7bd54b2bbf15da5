"""The flat CSV of GENESIS (new form) as columns of repeated texts; nothing is interpreted yet."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
from numpy.typing import NDArray

from monitoring.errors import InputError
from monitoring.readers.inputs import Sample, utf8_content

REQUIRED = (
    "statistics_code",
    "time_code",
    "time",
    "1_variable_code",
    "1_variable_attribute_code",
    "value",
    "value_unit",
    "value_variable_code",
)
_OPTIONAL = ("statistics_label", "value_variable_label", "value_q")
MAX_COLUMNS = 1000
ATTRIBUTE = "n_variable_attribute_code"
_BLOCK = re.compile(r"(\d+)_variable_(code|label|attribute_code|attribute_label)")
_WRONG_WIDTH = re.compile(r"Row #(\d+): Expected (\d+) columns, got (\d+)")
_REMEDY = "Die Tabelle als „CSV (flat)“ neu herunterladen und nicht in Excel speichern."


@dataclass(frozen=True)
class Column:
    """Texts of one column: ``texts[codes[i]]`` stands in row i; code -1 is no cell at all."""

    codes: NDArray[np.int64]
    texts: tuple[str, ...]

    def where(self, text: str) -> NDArray[np.bool_]:
        """Rows that hold exactly this text."""
        code = self.texts.index(text) if text in self.texts else -2
        here: NDArray[np.bool_] = self.codes == code
        return here

    def filled(self) -> NDArray[np.bool_]:
        """Rows that hold any text."""
        full = np.array([*(bool(text) for text in self.texts), False], dtype=np.bool_)
        filled: NDArray[np.bool_] = full[self.codes]
        return filled

    def categorical(self, rows: NDArray[np.bool_]) -> "pd.Categorical[str]":
        """The texts of some rows; equal texts must stand once in ``texts``."""
        return pd.Categorical.from_codes(
            self.codes[rows], categories=pd.Index(self.texts, dtype=str)
        )


@dataclass(frozen=True)
class FlatFile:
    """Columns by name; ``blocks`` are the numbers of the variable blocks; rows count from 2.

    ``lines`` rows of data stand in the file; in the old form they repeat in ``length`` for each
    column of values, and ``headings`` tells what the file calls a column there (once, or per
    repetition).
    """

    name: str
    columns: dict[str, Column]
    blocks: tuple[int, ...]
    length: int
    lines: int
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def row(self, position: int) -> int:
        """Row in the file of a position in the columns."""
        return position % self.lines + 2

    def rows(self, here: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows in the file of all positions that are true."""
        return np.flatnonzero(here) % self.lines + 2

    def heading(self, name: str, position: int) -> str:
        """What the file calls a column, for messages."""
        headings = self.headings.get(name, (name,))
        return headings[min(position // self.lines, len(headings) - 1)]


def is_header(first_line: str) -> bool:
    """True for the header of a flat CSV, whatever is missing from it."""
    names = {part.strip().strip('"') for part in first_line.split(";")}
    return len(names & {*REQUIRED, *_OPTIONAL}) >= 4


def read_flat(sample: Sample) -> FlatFile:
    """Read and split the file; raises where columns are missing or rows have other widths."""
    names, rest = names_and_rows(utf8_content(sample), sample.name)
    blocks = _checked_names(names, sample.name)
    wanted = [name for name in names if name in _wanted(blocks)]
    columns, count = parsed(rest, names, wanted, sample.name)
    return FlatFile(sample.name, columns, blocks, length=count, lines=count)


def names_and_rows(content: bytes, file: str) -> tuple[list[str], bytes]:
    """Names in the first line, and the rows below it; a heading without end is refused."""
    heading, _, rest = content.partition(b"\n")
    names = [part.strip().strip('"') for part in heading.decode().rstrip("\r").split(";")]
    if len(names) > MAX_COLUMNS:
        raise InputError(
            "Die Tabelle hat zu viele Spalten.",
            file=file,
            row=1,
            found=f"{len(names)} Spalten",
            expected=f"höchstens {MAX_COLUMNS} Spalten",
            remedy=_REMEDY,
        )
    return names, rest


def _wanted(blocks: tuple[int, ...]) -> set[str]:
    parts = ("code", "label", "attribute_code", "attribute_label")
    return {*REQUIRED, *_OPTIONAL} | {f"{n}_variable_{part}" for n in blocks for part in parts}


def _checked_names(names: list[str], file: str) -> tuple[int, ...]:
    found = [match for name in names if (match := _BLOCK.fullmatch(name))]
    blocks = tuple(sorted({int(match[1]) for match in found}))
    needed = [*REQUIRED]
    for number in blocks:
        needed += [f"{number}_variable_code", f"{number}_variable_attribute_code"]
    for name in needed:
        if names.count(name) != 1:
            raise InputError(
                f"Die Spalte „{name}“ " + ("kommt mehrfach vor." if name in names else "fehlt."),
                file=file,
                row=1,
                column=name,
                found=", ".join(names),
                expected="die Spalten der neuen Flatfile-CSV mit je Merkmal einem nummerierten"
                " Block",
                remedy=_REMEDY,
            )
    return blocks


def parsed(
    rows: bytes, names: list[str], wanted: list[str], file: str
) -> tuple[dict[str, Column], int]:
    """The wanted columns of rows in UTF-8, and how many rows; no rows at all are refused."""
    if not rows.strip():
        raise InputError(
            "Die Tabelle enthält keine Daten.",
            file=file,
            found="nur eine Kopfzeile",
            expected="mindestens eine Datenzeile",
            remedy="Die Auswahl in der Datenbank prüfen und die Tabelle neu herunterladen.",
        )
    table = _arrow(rows.rstrip(b"\r\n \x1a"), names, wanted, file)
    return {name: _column(table.column(name)) for name in wanted}, table.num_rows


def _arrow(
    rows: bytes, names: list[str], wanted: list[str], file: str, *, quick: bool = True
) -> pa.Table:
    """The table; where it is malformed, it is read again row by row to learn which row is."""
    repeated = pa.dictionary(pa.int32(), pa.string())
    try:
        return pyarrow.csv.read_csv(
            io.BytesIO(rows),
            read_options=pyarrow.csv.ReadOptions(column_names=names, use_threads=quick),
            parse_options=pyarrow.csv.ParseOptions(delimiter=";", ignore_empty_lines=False),
            convert_options=pyarrow.csv.ConvertOptions(
                include_columns=wanted, column_types=dict.fromkeys(wanted, repeated)
            ),
        )
    except pa.ArrowInvalid as error:
        if quick:
            return _arrow(rows, names, wanted, file, quick=False)
        raise _malformed(error, file) from error


def _malformed(error: pa.ArrowInvalid, file: str) -> InputError:
    match = _WRONG_WIDTH.search(str(error))
    return InputError(
        "Eine Zeile hat eine andere Zahl von Spalten als die Kopfzeile.",
        file=file,
        row=int(match[1]) + 1 if match else None,
        found=f"{match[3]} Spalten" if match else "Zeilen, die sich nicht in Spalten teilen lassen",
        expected=f"{match[2]} Spalten" if match else "vollständige Zeilen",
        remedy="Der Download war unvollständig oder die Datei wurde verändert: " + _REMEDY,
    )


def _column(chunks: pa.ChunkedArray) -> Column:
    array = chunks.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0)
    codes = array.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    texts = [str(text).strip() for text in array.dictionary.to_pylist()]
    distinct = tuple(dict.fromkeys(texts))
    place = {text: position for position, text in enumerate(distinct)}
    return Column(np.array([place[text] for text in texts], dtype=np.int64)[codes], distinct)
