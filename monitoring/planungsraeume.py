"""Planungsräume as a table: one row per Gemeinde with schluessel, name, farbe and ags."""

import csv
import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from monitoring.areas import Level, level_of
from monitoring.csv_text import csv_rows
from monitoring.errors import InputError
from monitoring.settings import ortsteile_folder, raeume_path

COLUMNS = ("schluessel", "name", "farbe", "ags")
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c7a2e", "#7f7f7f")
"""Given where nobody chose one: after Okabe and Ito, without their black and yellow, which are too
strong beside the others."""
LONGEST_NAME = 60
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_BOM = "\ufeff"
Line = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Planungsraum:
    """A named area made of Gemeinden; ``colour`` is ``#rrggbb``, ``gemeinden`` are sorted AGS."""

    key: str
    name: str
    colour: str
    gemeinden: tuple[str, ...]


@dataclass(frozen=True)
class KnownSet:
    """A version of a set as people see it: ``line`` tells of it, ``csv`` is its table, None where
    it consists of Ortsteile, whose boundaries lie in :func:`ortsteile_path`.
    """

    id: int
    set_name: str
    valid_from: str
    in_force: bool
    line: str
    csv: str | None


def known_sets() -> list[KnownSet]:
    """All versions in the store, newest first, as the last command left them."""
    path = raeume_path()
    if not path.exists():
        return []
    return [KnownSet(**fields) for fields in json.loads(path.read_text(encoding="utf-8"))]


def ortsteile_path(version: int) -> Path:
    """The GeoJSON of a version that consists of Ortsteile."""
    return ortsteile_folder() / f"{version}.geojson"


def keep_known_sets(sets: Iterable[KnownSet]) -> None:
    """Write what :func:`known_sets` reads, the whole or nothing."""
    path = raeume_path()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps([asdict(one) for one in sets]), encoding="utf-8")
    draft.replace(path)


def read_raeume(text: str, file: str) -> list[Planungsraum]:
    """Planungsräume of a CSV text, by key.

    Raises InputError with row and column for whatever is not as it should be; whether the
    Gemeinden exist is for the store to say.
    """
    found: dict[str, tuple[str, str]] = {}
    members: dict[str, str] = {}
    for row, cells in _lines(text, file):
        _check_words(cells, row, file)
        words = cells["name"], cells["farbe"].lower()
        if found.setdefault(cells["schluessel"], words) != words:
            raise _two_words(cells["schluessel"], found[cells["schluessel"]], words, row, file)
        if cells["ags"] in members:
            raise _doubled_gemeinde(cells["ags"], members[cells["ags"]], row, file)
        members[cells["ags"]] = cells["schluessel"]
    _check_names(found, file)
    gemeinden: dict[str, list[str]] = {key: [] for key in found}
    for ags in sorted(members):
        gemeinden[members[ags]].append(ags)
    return [Planungsraum(key, *found[key], tuple(gemeinden[key])) for key in sorted(found)]


def write_raeume(raeume: Iterable[Planungsraum]) -> str:
    """The CSV text that :func:`read_raeume` takes, with a mark for Excel at its beginning."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(COLUMNS)
    for raum in sorted(raeume, key=lambda one: one.key):
        writer.writerows((raum.key, raum.name, raum.colour, ags) for ags in sorted(raum.gemeinden))
    return _BOM + lines.getvalue()


def checked_set_name(name: str) -> str:
    """A name that a set of Planungsräume may have, else InputError."""
    if _is_name(name.strip()):
        return name.strip()
    raise InputError(
        "So kann eine Einteilung nicht heißen.",
        found=name,
        expected=f"1 bis {LONGEST_NAME} Zeichen, zu Beginn ein Buchstabe oder eine Ziffer",
        remedy="Einen Namen angeben, etwa „Sozialräume“.",
    )


def _lines(text: str, file: str) -> Iterator[Line]:
    found = csv_rows(
        text.removeprefix(_BOM),
        file,
        "Anführungszeichen schließen und als CSV mit Semikolon speichern.",
        what="Die Datei ist keine lesbare CSV-Tabelle.",
    )
    rows = list(found)
    head = _head(rows, file)
    filled = [(row, cells) for row, cells in rows[1:] if any(cell.strip() for cell in cells)]
    if not filled:
        raise InputError(
            "Die Datei nennt keinen Planungsraum.",
            file=file,
            expected="eine Zeile je Gemeinde",
            remedy="Unter der Kopfzeile Planungsräume und ihre Gemeinden eintragen.",
        )
    for row, cells in filled:
        if len(cells) != len(COLUMNS):
            raise InputError(
                "Die Zeile hat nicht so viele Spalten wie die Kopfzeile.",
                file=file,
                row=row,
                found=f"{len(cells)} Spalten",
                expected=f"{len(COLUMNS)} Spalten",
                remedy="Ein Semikolon innerhalb eines Namens in Anführungszeichen setzen.",
            )
        yield row, dict(zip(head, (cell.strip() for cell in cells), strict=True))


def _head(rows: list[tuple[int, list[str]]], file: str) -> list[str]:
    head = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if sorted(head) != sorted(COLUMNS):
        raise InputError(
            "Die Spalten sind andere, als sie sein sollen.",
            file=file,
            row=1,
            found="; ".join(head),
            expected="; ".join(COLUMNS),
            remedy="Die erste Zeile so schreiben und die Spalten mit Semikolon trennen.",
        )
    return head


def _check_words(cells: dict[str, str], row: int, file: str) -> None:
    checks = (
        ("schluessel", bool(_KEY.fullmatch(cells["schluessel"])), "Der Schlüssel ist keiner.",
         "1 bis 20 Buchstaben ohne Umlaute, Ziffern oder Bindestriche", "Etwa „01“ eintragen."),
        ("name", bool(cells["name"]), "Der Name fehlt.", "ein Name", "Den Namen eintragen."),
        ("name", _is_name(cells["name"]), "So kann ein Planungsraum nicht heißen.",
         f"höchstens {LONGEST_NAME} druckbare Zeichen, zu Beginn ein Buchstabe oder eine Ziffer",
         "Den Namen ändern."),
        ("farbe", bool(_COLOUR.fullmatch(cells["farbe"])), "Das ist keine Farbe.",
         "# und sechs Ziffern von 0 bis f, etwa „#1f6f78“", "Die Farbe so eintragen."),
        ("ags", level_of(cells["ags"]) == Level.GEMEINDE, "Das ist kein Schlüssel einer Gemeinde.",
         "8 Ziffern mit führender Null",
         "Die Spalte als Text formatieren; Excel entfernt führende Nullen aus Zahlen."),
    )  # fmt: skip
    for column, good, what, expected, remedy in checks:
        if not good:
            raise InputError(
                what,
                file=file,
                row=row,
                column=column,
                found=cells[column],
                expected=expected,
                remedy=remedy,
            )


def _is_name(name: str) -> bool:
    return name.isprintable() and len(name) <= LONGEST_NAME and name[:1].isalnum()


def _two_words(
    key: str, first: tuple[str, str], other: tuple[str, str], row: int, file: str
) -> InputError:
    return InputError(
        f"Der Planungsraum „{key}“ hat zwei Namen oder zwei Farben.",
        file=file,
        row=row,
        column="farbe" if first[0] == other[0] else "name",
        found=", ".join(other),
        expected=", ".join(first),
        remedy="In allen Zeilen eines Planungsraums denselben Namen und dieselbe Farbe eintragen.",
    )


def _doubled_gemeinde(ags: str, key: str, row: int, file: str) -> InputError:
    return InputError(
        f"Die Gemeinde {ags} gehört schon zum Planungsraum „{key}“.",
        file=file,
        row=row,
        column="ags",
        found=ags,
        expected="jede Gemeinde nur einmal",
        remedy="Eine der beiden Zeilen entfernen.",
    )


def _check_names(found: dict[str, tuple[str, str]], file: str) -> None:
    keys: dict[str, str] = {}
    for key, (name, _) in found.items():
        other = keys.setdefault(name, key)
        if other != key:
            raise InputError(
                f"Zwei Planungsräume heißen „{name}“.",
                file=file,
                column="name",
                found=f"Schlüssel {other} und {key}",
                expected="jeder Name nur einmal",
                remedy="Einen der beiden umbenennen.",
            )
