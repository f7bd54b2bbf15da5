"""The flat CSV of GENESIS as it was until 2024 (old form): one column for each measure.

Its values are set below each other, so that the rows become those of the new form, and
everything that is told from them is told by the same code.

Headings of values join code, label and unit ("BEVSTD__Bevoelkerungsstand__Anzahl"; blanks are
underscores), those of changes label and code ("Verbraucherpreisindex__CH0004"); the quality
of a value stands under the same beginning and "q". Described by Destatis in "Das neue Flatfile
CSV-Format (ffcsv) der Datenbank GENESIS-Online".
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from monitoring.errors import InputError
from monitoring.readers import assembly
from monitoring.readers.genesis_file import ATTRIBUTE, Column, FlatFile, names_and_rows, parsed
from monitoring.readers.inputs import Sample, decoded

REQUIRED = ("Statistik_Code", "Zeit_Code", "Zeit", "1_Merkmal_Code", "1_Auspraegung_Code")
_FIXED = {
    "Statistik_Code": "statistics_code",
    "Statistik_Label": "statistics_label",
    "Zeit_Code": "time_code",
    "Zeit_Label": "time_label",
    "Zeit": "time",
}
_PARTS = {
    "Merkmal_Code": "variable_code",
    "Merkmal_Label": "variable_label",
    "Auspraegung_Code": "variable_attribute_code",
    "Auspraegung_Label": "variable_attribute_label",
}
_BLOCK = re.compile(rf"(\d+)_({'|'.join(_PARTS)})")
_CHANGE = re.compile(r"[A-Z]{2}\d{4}")
_QUALITY = "__q"
_UNUSED = ("attribute_label", "time_label")
MAX_VALUES = 20 * 10**6
_REMEDY = "Die Tabelle als „CSV (flat)“ neu herunterladen und nicht in Excel speichern."


@dataclass(frozen=True)
class _Measure:
    """A column of values; ``quality`` is the position of its marks."""

    position: int
    heading: str
    code: str
    label: str
    unit: str
    quality: int | None = None


def is_header(first_line: str) -> bool:
    """True for the header of an old flat CSV, whatever is missing from it."""
    names = {part.strip().strip('"') for part in first_line.split(";")}
    return len(names & {*REQUIRED, *_FIXED}) >= 4


def read_flat(sample: Sample) -> FlatFile:
    """The rows of the file, once for each column of values, as the new form has them."""
    text, _ = decoded(sample, ("utf-8", "cp1252"))
    names, rest = names_and_rows(text.encode(), sample.name)
    fixed = _fixed(names, sample.name)
    measures = _measures(names, sample.name)
    places = [str(position) for position in range(len(names))]
    cells, lines = parsed(rest, places, places, sample.name)
    _refuse_mojibake(fixed, cells, sample.name)
    times = len(measures)
    _check_size(lines * times, sample.name)
    columns = {
        name: Column(np.tile(cells[str(position)].codes, times), cells[str(position)].texts)
        for name, position in fixed.items()
        if not name.endswith(_UNUSED)
    }
    columns["value"] = _below([cells[str(measure.position)] for measure in measures])
    for name in ("code", "label"):
        texts = [getattr(measure, name) for measure in measures]
        columns[f"value_variable_{name}"] = _repeated(texts, lines)
    columns["value_unit"] = _repeated([measure.unit for measure in measures], lines)
    if any(measure.quality is not None for measure in measures):
        blank = _repeated([""], lines)
        marks = [blank if m.quality is None else cells[str(m.quality)] for m in measures]
        columns["value_q"] = _below(marks)
    blocks = {int(name.split("_")[0]) for name in fixed if name[0].isdigit()}
    return FlatFile(
        sample.name,
        columns,
        tuple(sorted(blocks)),
        length=lines * times,
        lines=lines,
        headings=_headings(names, measures),
    )


def _check_size(count: int, file: str) -> None:
    if count > MAX_VALUES:
        raise InputError(
            "Die Tabelle hat zu viele Werte.",
            file=file,
            found=f"{count // 10**6} Millionen Werte",
            expected=f"höchstens {MAX_VALUES // 10**6} Millionen Werte",
            remedy="Die Tabelle nach Jahren oder Ländern teilen.",
        )


def _fixed(names: list[str], file: str) -> dict[str, int]:
    """Positions of the columns that are no values, by their names in the new form."""
    blocks = {match[1] for name in names if (match := _BLOCK.fullmatch(name))}
    needed = [f"{number}_{part}_Code" for number in blocks for part in ("Merkmal", "Auspraegung")]
    for name in (*REQUIRED, *sorted(needed)):
        if name not in names:
            raise _wrong_columns(f"Die Spalte „{name}“ fehlt.", name, names, file)
    for name, count in Counter(names).items():
        if count > 1 and not name.endswith(_QUALITY):
            raise _wrong_columns(f"Die Spalte „{name}“ kommt mehrfach vor.", name, names, file)
    found = {_new_name(name): position for position, name in enumerate(names)}
    return {name: position for name, position in found.items() if name}


def _new_name(name: str) -> str:
    if match := _BLOCK.fullmatch(name):
        return f"{match[1]}_{_PARTS[match[2]]}"
    return _FIXED.get(name, "")


def _wrong_columns(what: str, name: str, names: list[str], file: str) -> InputError:
    return InputError(
        what,
        file=file,
        row=1,
        column=name,
        found=", ".join(names),
        expected="die Spalten der alten Flatfile-CSV: Statistik_Code … Zeit, je Merkmal ein"
        " nummerierter Block, dann Werte wie BEVSTD__Bevoelkerungsstand__Anzahl",
        remedy=_REMEDY,
    )


def _measures(names: list[str], file: str) -> list[_Measure]:
    found: list[_Measure] = []
    for position, name in enumerate(names):
        if _new_name(name):
            continue
        if name.endswith(_QUALITY):
            _add_quality(name, position, found, names, file)
            continue
        measure = _measure(name, position)
        if measure is None:
            what = "Die Spalte ist weder ein Merkmal noch ein Wert mit Code und Einheit."
            raise _wrong_columns(what, name, names, file)
        found.append(measure)
    if not found:
        raise _wrong_columns("Die Tabelle hat keine Spalte mit Werten.", names[-1], names, file)
    return found


def _measure(heading: str, position: int) -> _Measure | None:
    parts = [part.replace("_", " ").strip() for part in heading.split("__")]
    if len(parts) > 2 and all(parts):
        return _Measure(position, heading, parts[0], " ".join(parts[1:-1]), parts[-1])
    if len(parts) == 2 and parts[0] and _CHANGE.fullmatch(parts[1]):
        return _Measure(position, heading, parts[1], parts[0], "")
    return None


def _add_quality(
    name: str, position: int, measures: list[_Measure], names: list[str], file: str
) -> None:
    """Give the marks to the column left of them, else to the first of that name without any."""
    stem = name.removesuffix(_QUALITY)
    free = [
        place
        for place, measure in enumerate(measures)
        if measure.quality is None and f"{measure.heading}__".startswith(f"{stem}__")
    ]
    if not free:
        what = "Die Spalte mit Qualitätskennzeichen gehört zu keiner Spalte mit Werten."
        raise _wrong_columns(what, name, names, file)
    beside = [place for place in free if measures[place].position == position - 1]
    place = (beside or free)[0]
    measures[place] = replace(measures[place], quality=position)


def _headings(names: list[str], measures: list[_Measure]) -> dict[str, tuple[str, ...]]:
    values = tuple(measure.heading for measure in measures)
    marks = tuple("" if m.quality is None else names[m.quality] for m in measures)
    return {
        ATTRIBUTE: ("n_Auspraegung_Code",),
        "time": ("Zeit",),
        "value": values,
        "value_unit": values,
        "value_variable_code": values,
        "value_q": marks,
    }


def _below(parts: list[Column]) -> Column:
    """The columns below each other."""
    texts = tuple(dict.fromkeys(text for part in parts for text in part.texts))
    place = {text: position for position, text in enumerate(texts)}
    tables = [np.array([place[text] for text in part.texts], dtype=np.int64) for part in parts]
    codes = [table[part.codes] for table, part in zip(tables, parts, strict=True)]
    return Column(np.concatenate(codes), texts)


def _repeated(texts: list[str], lines: int) -> Column:
    """One text for each column of values, in all of its rows."""
    distinct = tuple(dict.fromkeys(texts))
    places = np.array([distinct.index(text) for text in texts], dtype=np.int64)
    return Column(np.repeat(places, lines), distinct)


def _refuse_mojibake(fixed: dict[str, int], cells: dict[str, Column], file: str) -> None:
    """Windows-1252 is read too, so ruined umlauts do not show as wrong bytes."""
    for name, position in fixed.items():
        if not name.endswith("attribute_label"):
            continue
        column = cells[str(position)]
        used, first = np.unique(column.codes, return_index=True)
        texts = pd.Series([column.texts[code] for code in used], index=first + 2, dtype=object)
        heading = f"{name.split('_')[0]}_Auspraegung_Label"
        assembly.refuse_mojibake(texts.sort_index(), file=file, column=heading)
