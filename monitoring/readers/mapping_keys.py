"""Which area a row of a mapped table is about: by its key, however it was mangled, or its name."""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from monitoring.areas import BUND_KEY, KEY_LENGTH, Level, ags_from_ars, level_of
from monitoring.errors import InputError
from monitoring.profiles.model import BY_NAME, Mapping
from monitoring.readers.contract import Finding
from monitoring.readers.keys import is_cut_verband, whole_length
from monitoring.readers.known_areas import KnownAreas, level_title
from monitoring.readers.mapping_grid import Row
from monitoring.readers.mapping_heads import Column, plain

TOTALS = re.compile(
    r"(?:insgesamt|summe|gesamt|zusammen|total|alle\b|mittelwert|durchschnitt|unbekannt|sonstige|"
    r"ohne angabe).*",
)
_POWER = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d+")
_ZERO_DECIMALS = re.compile(r"(\d+)[.,]0+")
_SPACED = re.compile(r"[\s\u00a0]")
_ARS = 12


@dataclass(frozen=True)
class Place:
    """What messages say of where a table lies."""

    file: str
    sheet: str | None


def key_text(text: str) -> str:
    """A key as digits: without blanks between them and without a number's ".0"."""
    joined = _SPACED.sub("", text).strip("'\"`")
    if match := _ZERO_DECIMALS.fullmatch(joined):
        return match[1]
    return joined


def completed(text: str, mapping: Mapping) -> str:
    """The whole key: with the digits and the zero it lacks, where the mapping says so."""
    if not (text.isascii() and text.isdigit()):
        return text
    if mapping.within and not (is_whole(text) and text.startswith(mapping.within[:2])):
        length = KEY_LENGTH[Level(mapping.level)] if mapping.level else 8
        room = length - len(mapping.within)
        short = text.zfill(room) if mapping.fill_zero else text
        text = mapping.within + short if len(short) == room else text
    if mapping.fill_zero and whole_length(text):
        text = "0" + text
    return ags_from_ars(text) if len(text) == _ARS else text


def is_whole(text: str) -> bool:
    """Whether the text is an official key in form."""
    if is_cut_verband(text):
        return False
    return level_of(text) is not None or (len(text) == _ARS and text.isdigit())


def areas_of_rows(
    rows: Sequence[Row], column: Column, mapping: Mapping, known: KnownAreas, place: Place
) -> tuple[dict[int, str], list[Finding]]:
    """Key of each row by its number; rows about no area are left out and told in findings.

    ``rows`` hold values. Raises for an area that is not understood, with its cell.
    """
    found: dict[int, str] = {}
    counted: Counter[str] = Counter()
    totals: list[Row] = []
    former: list[str] = []
    before = ""
    signs = {sign for sign, _ in mapping.signs}
    for row in rows:
        own = row.text(column.position)
        text = own or (before if mapping.fill_down else "")
        if is_total(own, row, signs):
            totals.append(row)
            continue
        if not text:
            raise _no_area(row, column, place)
        before = text
        key = _key(text, row, column, mapping, known, place)
        counted["zero"] += mapping.by != BY_NAME and len(key) > len(key_text(text))
        counted["level"] += bool(mapping.level) and level_of(key) != mapping.level
        if mapping.by == BY_NAME and known.is_former(key):
            former.append(text)
        found[row.number] = key
    findings = _findings(counted, totals, column, mapping, place)
    return found, [*findings, *_former(former, column, mapping)]


def _key(
    text: str, row: Row, column: Column, mapping: Mapping, known: KnownAreas, place: Place
) -> str:
    if mapping.by == BY_NAME:
        keys = known.keys_named(text, mapping.level, mapping.within, mapping.gebietsstand)
        if len(keys) == 1:
            return keys[0]
        raise _unknown_name(text, keys, row, column, mapping, known, place)
    if mapping.level == Level.ORTSTEIL:
        key = known.ortsteil(key_text(text), mapping.within)
    else:
        key = completed(key_text(text), mapping)
    if key == BUND_KEY or is_whole(key):
        return key
    raise _no_key(text, row, column, mapping, place)


def is_total(text: str, row: Row, signs: Collection[str] = ()) -> bool:
    """Whether a row counts areas together: its area says so, or another cell where it is blank.

    ``signs`` stand for numbers and say nothing of areas ("unbekannt").
    """
    told = [text] if text else {row.text(place) for place in row.filled}.difference(signs)
    return any(TOTALS.fullmatch(plain(each)) for each in told)


def _no_area(row: Row, column: Column, place: Place) -> InputError:
    return InputError(
        "Die Zeile hat Werte, nennt aber kein Gebiet.",
        file=place.file,
        sheet=place.sheet,
        row=row.number,
        column=column.told,
        found="",
        expected="Schlüssel oder Name eines Gebiets",
        remedy="Das Gebiet eintragen; gilt das der Zeile darüber, „Leere Gebiete nach unten"
        " auffüllen“ wählen.",
    )


def _no_key(text: str, row: Row, column: Column, mapping: Mapping, place: Place) -> InputError:
    if mapping.level == Level.ORTSTEIL:
        return InputError(
            "Das ist kein Schlüssel eines Ortsteils.",
            file=place.file,
            sheet=place.sheet,
            row=row.number,
            column=column.told,
            found=text,
            expected="Schlüssel der Gemeinde, T und die Nummer, etwa 16053000T01, oder bei "
            "„Nur Gebiete in“ der Schlüssel der Gemeinde und hier die Nummer",
            remedy="„Nur Gebiete in“ ausfüllen oder den Schlüssel berichtigen.",
        )
    power = _POWER.fullmatch(text)
    return InputError(
        "Der Gebietsschlüssel steht als gerundete Zahl da; seine Ziffern sind verloren."
        if power
        else "Der Gebietsschlüssel hat keine bekannte Form.",
        file=place.file,
        sheet=place.sheet,
        row=row.number,
        column=column.told,
        found=text,
        expected="2 Ziffern (Land), 5 (Kreis), 8 (Gemeinde), 9 (Gemeindeverband) oder 12 (ARS)",
        remedy="Die Spalte als Text formatieren und den Schlüssel neu eintragen."
        if power
        else "Den Schlüssel berichtigen, die führende Null ergänzen lassen oder eine andere"
        " Spalte als Gebiet wählen.",
    )


def _unknown_name(
    text: str,
    keys: Sequence[str],
    row: Row,
    column: Column,
    mapping: Mapping,
    known: KnownAreas,
    place: Place,
) -> InputError:
    near = difflib.get_close_matches(text, known.names_of(mapping.level, mapping.within), n=3)
    several = f"ein Name, den nur ein Gebiet trägt ({', '.join(keys[:6])} heißen so)"
    return InputError(
        "Der Name ist nicht eindeutig." if keys else "Ein Gebiet dieses Namens gibt es hier nicht.",
        file=place.file,
        sheet=place.sheet,
        row=row.number,
        column=column.told,
        found=text,
        expected=several if keys else ", ".join(near) or f"Name aus: {level_title(mapping.level)}",
        remedy="Mit „Nur Gebiete in“ auf Kreis oder Gemeinde eingrenzen oder den Schlüssel nehmen."
        if keys
        else "Den Namen berichtigen oder die Ebene ändern.",
    )


def _former(names: Sequence[str], column: Column, mapping: Mapping) -> list[Finding]:
    if not names:
        return []
    return [
        Finding(
            "former_area",
            f"Gebiete gibt es im Datenstand nicht mehr: {', '.join(dict.fromkeys(names[:5]))}. Ihre"
            " Schlüssel stammen aus früheren Verzeichnissen.",
            place=column.told,
            count=len(names),
            proposal=""
            if mapping.gebietsstand
            else "Den Gebietsstand der Zahlen angeben; dann werden sie auf heutige umgerechnet.",
        )
    ]


def _findings(
    counted: Counter[str], totals: Sequence[Row], column: Column, mapping: Mapping, place: Place
) -> list[Finding]:
    findings = []
    if counted["zero"]:
        findings.append(
            Finding(
                "key_completed",
                "Gebietsschlüssel wurden um fehlende führende Ziffern ergänzt.",
                place=column.told,
                count=counted["zero"],
            )
        )
    if totals:
        first = totals[0]
        sheet = f"{place.sheet}!" if place.sheet else ""
        findings.append(
            Finding(
                "total_left_out",
                f"Summenzeilen (etwa „{first.text(first.filled[0])}“) wurden ausgelassen.",
                place=f"{sheet}{column.letters}{first.number}",
                count=len(totals),
            )
        )
    if counted["level"]:
        findings.append(
            Finding(
                "other_level",
                f"Gebiete gehören nicht zur Ebene {level_title(mapping.level)}.",
                count=counted["level"],
            )
        )
    return findings
