"""Values of a flat CSV: numbers, signs, quality marks and units."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from monitoring.errors import InputError
from monitoring.figures import Status
from monitoring.readers.contract import Finding
from monitoring.readers.genesis_codes import Unit, measure_of, parsed_unit
from monitoring.readers.genesis_file import Column, FlatFile
from monitoring.readers.genesis_match import Match
from monitoring.readers.genesis_rows import translated
from monitoring.readers.numbers import QUALITY_SIGNS, SIGNS, Cell, parse_cell

_REPLACING = (Status.SUPPRESSED, Status.UNRELIABLE, Status.NOT_YET, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class Values:
    """Value, status and quality of every row of ``rows``."""

    rows: NDArray[np.bool_]
    value: NDArray[np.float64]
    status: Column
    quality: Column


def read_values(match: Match, flat: FlatFile) -> tuple[Values, list[Finding]]:
    """Values of a base figure in its unit; rows in a rate's unit are left and reported."""
    rows, findings = _rows_in_measure(match, flat)
    column = flat.columns["value"]
    parsed = _parsed(column, rows, flat)
    status = translated(column, tuple(cell.status.value if cell else "" for cell in parsed))
    quality = translated(column, tuple(cell.quality.value if cell else "" for cell in parsed))
    value = _scaled(parsed, column, match, flat)
    if "value_q" in flat.columns:
        value, status, quality = _with_marks(value, status, quality, rows, flat)
    return Values(rows, value[rows], _of_rows(status, rows), _of_rows(quality, rows)), findings


def _of_rows(column: Column, rows: NDArray[np.bool_]) -> Column:
    return Column(column.codes[rows], column.texts)


def _parsed(column: Column, rows: NDArray[np.bool_], flat: FlatFile) -> list[Cell | None]:
    parsed = [parse_cell(text, None) for text in column.texts]
    wrong = np.array([cell is None for cell in parsed])[column.codes] & rows
    if not wrong.any():
        return parsed
    position = int(wrong.argmax())
    text = column.texts[column.codes[position]]
    english = text.replace(".", "").isdigit()
    raise InputError(
        "Hier steht keine Zahl in deutscher Schreibweise."
        if english
        else "Hier steht Text, wo eine Zahl erwartet wird.",
        file=flat.name,
        row=flat.row(position),
        column=flat.heading("value", position),
        found=text,
        expected="eine Zahl mit Dezimalkomma oder eines der Zeichen -  .  ...  /  x",
        remedy="Die deutsche Fassung der Tabelle herunterladen."
        if english
        else "Die Originaldatei unverändert verwenden.",
    )


def _units(column: Column, rows: NDArray[np.bool_], flat: FlatFile) -> list[Unit | None]:
    units = [parsed_unit(text) for text in column.texts]
    unknown = np.array([unit is None for unit in units])[column.codes] & rows
    if unknown.any():
        position = int(unknown.argmax())
        raise InputError(
            "Die Einheit ist nicht bekannt.",
            file=flat.name,
            row=flat.row(position),
            column=flat.heading("value_unit", position),
            found=column.texts[column.codes[position]],
            expected="Anzahl, 1000, EUR, Tsd. EUR, Mill. EUR, qm, ha, qkm oder %",
            remedy="Bitte melden, damit die Einheit ergänzt wird; nichts wurde übernommen.",
        )
    return units


def _rows_in_measure(match: Match, flat: FlatFile) -> tuple[NDArray[np.bool_], list[Finding]]:
    column = flat.columns["value_unit"]
    units = _units(column, match.rows, flat)
    wanted = measure_of(match.base.unit, match.base.additive)
    fits = np.array([unit is not None and unit.measure == wanted for unit in units])[column.codes]
    others = match.rows & ~fits
    if not others.any():
        return match.rows, []
    first = int(others.argmax())
    unit = column.texts[column.codes[first]]
    if not (match.rows & fits).any():
        raise InputError(
            f"Die Werte stehen in einer anderen Einheit als „{match.base.title}“.",
            file=flat.name,
            row=flat.row(first),
            column=flat.heading("value_unit", first),
            found=unit,
            expected=match.base.unit,
            remedy="In der Datenbank die absoluten Werte statt der Anteile auswählen oder die"
            " Einheit der Grundzahl im Katalog berichtigen.",
        )
    finding = Finding(
        "left_unit",
        f"Werte zu „{match.base.title}“ in der Einheit „{unit}“ wurden nicht übernommen.",
        place=f"Zeile {flat.row(first)}",
        count=int(others.sum()),
    )
    return match.rows & fits, [finding]


def _scaled(
    parsed: list[Cell | None], column: Column, match: Match, flat: FlatFile
) -> NDArray[np.float64]:
    """Numbers in the base figure's unit; products are formed exactly, as decimals."""
    unit_column = flat.columns["value_unit"]
    value = np.full(flat.length, np.nan)
    for position, text in enumerate(unit_column.texts):
        here = (unit_column.codes == position) & match.rows
        unit = parsed_unit(text)
        if unit is None or not here.any():
            continue
        factor = _factor(unit, match, flat)
        numbers = np.array([_product(cell, factor) for cell in parsed], dtype=np.float64)
        value[here] = numbers[column.codes[here]]
    return value


def _product(cell: Cell | None, factor: Decimal) -> float:
    return float("nan") if cell is None or cell.value is None else float(cell.value * factor)


def _factor(unit: Unit, match: Match, flat: FlatFile) -> Decimal:
    """The scale of the file, or the catalogue's where the file states none."""
    stated = Decimal(str(match.name.factor))
    if unit.factor in (Decimal(1), stated):
        return stated
    if stated == 1:
        return unit.factor
    raise InputError(
        f"Der Katalog rechnet „{match.base.title}“ mit einem anderen Faktor als die Datei.",
        file=flat.name,
        column=flat.heading("value_unit", int(match.rows.argmax())),
        found=f"{unit.factor} in der Datei, {stated} im Katalog",
        expected="denselben Faktor",
        remedy="Die Angabe „factor“ im Katalog streichen; die Einheit steht in der Datei.",
    )


def _with_marks(
    value: NDArray[np.float64],
    status: Column,
    quality: Column,
    rows: NDArray[np.bool_],
    flat: FlatFile,
) -> tuple[NDArray[np.float64], Column, Column]:
    """Apply the column value_q: p, r, s, ( ) mark a number; . / ... x take its place."""
    marks = flat.columns["value_q"]
    for position, mark in enumerate(marks.texts):
        here = (marks.codes == position) & rows
        if mark in ("", "e", "-") or not here.any():
            continue
        reported = here & status.where(Status.REPORTED.value)
        if mark in QUALITY_SIGNS:
            quality = _set(quality, reported, QUALITY_SIGNS[mark].value)
        elif SIGNS.get(mark) in _REPLACING:
            value = np.where(reported, np.nan, value)
            status = _set(status, reported, SIGNS[mark].value)
        else:
            raise _unknown_mark(mark, int(here.argmax()), flat)
    return value, status, quality


def _set(column: Column, rows: NDArray[np.bool_], text: str) -> Column:
    texts = column.texts if text in column.texts else (*column.texts, text)
    return Column(np.where(rows, texts.index(text), column.codes), texts)


def _unknown_mark(mark: str, position: int, flat: FlatFile) -> InputError:
    known = ", ".join(sign for sign in QUALITY_SIGNS if sign)
    return InputError(
        "Das Qualitätskennzeichen ist nicht bekannt.",
        file=flat.name,
        row=flat.row(position),
        column=flat.heading("value_q", position),
        found=mark,
        expected=f"leer, {known} oder eines der Zeichen .  /  ...  x",
        remedy="Die Tabelle ohne Qualitätskennzeichen herunterladen oder das Zeichen melden.",
    )
