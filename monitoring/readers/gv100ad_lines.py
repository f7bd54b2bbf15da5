"""Lines of a GV100AD file as records, its encoding, and the two dates it goes by."""

import re
import unicodedata

import pandas as pd

from monitoring.errors import InputError
from monitoring.readers.gv_header import RECORD_TYPES
from monitoring.readers.inputs import Sample, decoded
from monitoring.readers.periods import iso_date

WIDTH = 220
UNCHANGED = "Die unveränderte Datei des Statistischen Bundesamtes verwenden."
_POSITIONS = {
    "record": (1, 2),
    "date": (3, 10),
    "land": (11, 12),
    "district": (13, 13),
    "kreis": (14, 15),
    "gemeinde": (16, 18),
    "verband": (19, 22),
    "name": (23, 72),
    "kind": (123, 124),
    "area": (129, 139),
    "total": (140, 150),
    "male": (151, 161),
}
_LAST_FIGURE = 161
_SHORTEST = 23
_GERMAN_LETTERS = "ÄÖÜäöüß"
_UTF8_MARK = b"\xc3"
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_STICHTAG = re.compile(r"Bev(?:ö|oe)lkerung[ _-]*(\d{2})\.?(\d{2})\.?(\d{4})", re.IGNORECASE)


def records(sample: Sample) -> pd.DataFrame:
    """Texts of every record, without blanks around, indexed by line; each line is checked."""
    lines = {
        number: line.rstrip("\r\x1a")
        for number, line in enumerate(_text(sample).split("\n"), start=1)
        if line.strip("\r\x1a ")
    }
    for number, line in lines.items():
        _check_line(number, line, sample.name)
    texts = {
        name: [line[first - 1 : last].strip() for line in lines.values()]
        for name, (first, last) in _POSITIONS.items()
    }
    table = pd.DataFrame(texts, dtype=object)
    table.index = pd.Index(lines)
    if not (table["record"] == "60").any():
        raise InputError(
            "Die Datei enthält keine Gemeinden.",
            file=sample.name,
            found=f"{len(table)} Zeilen, keine mit Satzart 60",
            expected="Zeilen mit Satzart 60 (Gemeinde)",
            remedy="Die Datei GV100AD erneut beim Statistischen Bundesamt laden.",
        )
    return table


def _text(sample: Sample) -> str:
    """UTF-8, or the older Latin-1 or DOS code page: told from the bytes of German letters.

    A damaged UTF-8 file is neither, and refused as one.
    """
    data = sample.path.read_bytes()
    dos = any(byte in data for byte in _GERMAN_LETTERS[:-1].encode("cp850"))
    latin = any(byte in data for byte in _GERMAN_LETTERS.encode("latin-1"))
    if _UTF8_MARK in data or (dos and latin):
        return decoded(sample, ("utf-8",))[0]
    return decoded(sample, ("utf-8", "cp850" if dos else "latin-1"))[0]


def _check_line(number: int, line: str, file: str) -> None:
    record = line[:2]
    if record not in RECORD_TYPES:
        raise InputError(
            "Die Zeile hat keine bekannte Satzart.",
            file=file,
            row=number,
            column="Satzart (Stellen 1–2)",
            found=record,
            expected=f"eine der Satzarten {', '.join(RECORD_TYPES)}",
            remedy=UNCHANGED,
        )
    shortest = _LAST_FIGURE if record == "60" else _SHORTEST
    if not shortest <= len(line) <= WIDTH:
        short = len(line) < shortest
        raise InputError(
            "Der Zeile fehlen Stellen." if short else "Die Zeile hat zu viele Stellen.",
            file=file,
            row=number,
            column=f"Stelle {len(line) + 1 if short else WIDTH + 1}",
            found=f"{len(line)} Zeichen",
            expected=f"{WIDTH} Zeichen",
            remedy=f"{UNCHANGED} Sie ist abgeschnitten oder wurde mit anderer Kodierung"
            " gespeichert.",
        )


def gebietsstand(records: pd.DataFrame, file: str) -> str:
    """The one date that all records state, as ISO text."""
    dates = {str(text): _iso(str(text)) for text in records["date"].unique()}
    wrong = [text for text, date in dates.items() if date is None]
    odd = wrong or list(dates)[1:]
    if odd:
        row = int(records.index[records["date"] == odd[0]][0])
        raise InputError(
            "Der Gebietsstand ist kein Datum."
            if wrong
            else "Die Zeilen nennen verschiedene Gebietsstände.",
            file=file,
            row=row,
            column="Gebietsstand (Stellen 3–10)",
            found=odd[0],
            expected="ein Datum JJJJMMTT, in allen Zeilen dasselbe",
            remedy=UNCHANGED,
        )
    return next(date for date in dates.values() if date)


def _iso(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    return match and iso_date("-".join(match.groups()))


def stichtag(name: str) -> str | None:
    """The date behind the word Bevölkerung in the name of a file or its archive, as ISO text."""
    match = _STICHTAG.search(unicodedata.normalize("NFC", name))
    if not match:
        return None
    date = iso_date(".".join(match.groups()))
    if date is None:
        raise InputError(
            "Der Stichtag im Dateinamen ist kein Datum.",
            file=name,
            found=match.group(),
            expected="etwa „Bevoelkerung_31122023“",
            remedy="Die Datei umbenennen.",
        )
    return date
