"""Answers of data services in JSON: read whole, exactly, and safe against hostile content.

JSON has no rows. "Zeile" in messages counts the entries of the list that holds the areas, from 1.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from monitoring.catalogue.model import ALL_AGES, BaseFigure
from monitoring.errors import InputError
from monitoring.figures import Status
from monitoring.readers import archives, assembly, numbers, values
from monitoring.readers.inputs import Sample, utf8_content
from monitoring.readers.keys import levels_of

MAX_JSON = 128 * archives.MEBIBYTE
_MOST_DIGITS = 30
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # of a pair; alone it is no character


def parsed(sample: Sample, remedy: str) -> dict[str, Any]:
    """The object in the file; numbers are Decimals, so that nothing of them is lost.

    Raises InputError for what is no JSON, cut off, too large, too deep, or names a field twice.
    """
    size = sample.path.stat().st_size
    if size > MAX_JSON:
        raise InputError(
            "Die Antwort ist zu groß.",
            file=sample.name,
            found=f"{size // archives.MEBIBYTE} MiB",
            expected=f"höchstens {MAX_JSON // archives.MEBIBYTE} MiB",
            remedy="Die Anfrage teilen, etwa nach Ländern oder Jahren, und ohne Geometrie stellen.",
        )
    content = utf8_content(sample)
    try:
        found = json.loads(
            content,
            parse_float=Decimal,
            parse_int=Decimal,
            object_pairs_hook=lambda pairs: _object(pairs, sample.name, remedy),
        )
        if _HALF.search(content):
            json.dumps(found, ensure_ascii=False, default=str).encode()
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise _malformed(error, sample.name, remedy) from error
    if isinstance(found, dict):
        return found
    raise shape_fault(sample.name, "$", found, "ein Objekt", remedy)


def _malformed(error: Exception, file: str, remedy: str) -> InputError:
    found, row = "eine Zahl, die kein Rechner hält", None
    if isinstance(error, RecursionError):
        found = "eine zu tiefe Verschachtelung"
    elif isinstance(error, json.JSONDecodeError):
        found, row = f"ein Bruch an Stelle {error.colno}", error.lineno
    return InputError(
        "Die Datei ist kein vollständiges JSON.",
        file=file,
        row=row,
        found=found,
        expected="die ganze, unveränderte Antwort des Dienstes",
        remedy=remedy,
    )


def _object(pairs: list[tuple[str, Any]], file: str, remedy: str) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise InputError(
            "Ein Feld kommt in einem Objekt mehrfach vor.",
            file=file,
            column=twice,
            found=twice,
            expected="jedes Feld einmal",
            remedy=remedy,
        )
    return found


def shape_fault(file: str, place: str, found: object, expected: str, remedy: str) -> InputError:
    """The error for a part of an answer that is missing or of another kind than it should be."""
    return InputError(
        "Die Antwort hat nicht den erwarteten Aufbau.",
        file=file,
        column=place,
        found="nichts" if found is None else text_of(found),
        expected=expected,
        remedy=remedy,
    )


def no_data(file: str, place: str, remedy: str) -> InputError:
    """The error for an answer without any area or period."""
    return InputError(
        "Die Antwort enthält keine Daten.",
        file=file,
        column=place,
        found="eine leere Liste",
        expected="mindestens einen Eintrag",
        remedy=remedy,
    )


def items(
    holder: Mapping[str, Any], name: str, file: str, place: str, remedy: str
) -> list[dict[str, Any]]:
    """The list of objects under a name; ``place`` is its path, for messages."""
    found = holder.get(name)
    if not isinstance(found, list):
        raise shape_fault(file, place, found, "eine Liste", remedy)
    for number, item in enumerate(found):
        if not isinstance(item, dict):
            raise shape_fault(file, f"{place}[{number}]", item, "ein Objekt", remedy)
    return found


def text_of(value: object) -> str:
    """A scalar as text, numbers in plain digits, null as blank; what is no scalar by its kind."""
    if isinstance(value, (dict, list)):
        return "ein Objekt" if isinstance(value, dict) else "eine Liste"
    if isinstance(value, Decimal):
        sensible = value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS
        exponent = value.as_tuple().exponent
        short = isinstance(exponent, int) and abs(exponent) < _MOST_DIGITS
        return f"{value:f}" if sensible and short else str(value)
    return "" if value is None else str(value).strip()


def texts_of(found: pd.Series, *, file: str, column: str) -> pd.Series:
    """Numbers, null and signs as texts; ``found`` is indexed by entry.

    A number written as text is refused: what its point or comma means would be a guess.
    """
    for row, value in found.items():
        sign = isinstance(value, str) and value.strip() in numbers.SIGNS
        if not (value is None or sign or isinstance(value, Decimal)):
            raise InputError(
                "Hier steht Text, wo eine Zahl erwartet wird.",
                file=file,
                row=int(str(row)),
                column=column,
                found=text_of(value),
                expected="eine Zahl, null oder eines der Zeichen -  .  …  /  x",
                remedy="Die Antwort des Dienstes unverändert verwenden.",
            )
    return found.map(text_of)


def figures(
    base: BaseFigure,
    cells: pd.Series,
    *,
    keys: pd.Series,
    periods: pd.Series,
    factor: float,
    file: str,
    column: str,
) -> pd.DataFrame:
    """Figures of one base figure; all series are indexed by entry, ``cells`` as they were read.

    A rate that is "nichts vorhanden" has nothing it could be a rate of; only of counts it is nil.
    """
    texts = texts_of(cells, file=file, column=column)
    parsed_cells = numbers.parse_cells(texts, ".", Decimal(str(factor)))
    assembly.refuse_text(parsed_cells, texts, file=file, column=column)
    status = parsed_cells.status
    none = (status == Status.NIL.value).to_numpy()
    impossible = none & (base.never_zero or not base.additive)
    value = pd.Series(parsed_cells.value).mask(impossible)
    return pd.DataFrame(
        {
            "base_figure": base.id,
            "key": keys.to_numpy(),
            "level": levels_of(keys).to_numpy(),
            "period": [values.period_of(base, period) for period in periods],
            "sex": "total",
            "age_from": ALL_AGES[0],
            "age_to": pd.array([ALL_AGES[1]] * len(texts), dtype="Int64"),
            "value": value,
            "status": status.mask(impossible, Status.NOT_APPLICABLE.value),
            "quality": parsed_cells.quality,
            "row": texts.index,
        }
    )
