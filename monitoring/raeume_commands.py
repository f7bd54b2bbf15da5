"""Commands ``raeume …``: sets of Planungsräume, also of Ortsteile, into the store and out of it."""

import argparse
import getpass
import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from geodata.ortsteile import Columns
from monitoring.command_words import GermanParser
from monitoring.errors import InputError, StoreError
from monitoring.figures import counted
from monitoring.ortsteile import geojson_of, is_geodata, keep_ortsteile, store_ortsteile
from monitoring.periods import spoken, spoken_moment
from monitoring.planungsraeume import (
    KnownSet,
    Planungsraum,
    checked_set_name,
    keep_known_sets,
    known_sets,
    read_raeume,
    write_raeume,
)
from monitoring.readers.inputs import Sample, decoded, inspected
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.raeume import (
    Version,
    add_raeume,
    list_versions,
    raeume_of,
    version_of,
    withdraw_raeume,
)

Say = Callable[[str], None]
ENCODINGS = ("utf-8", "cp1252")
LARGEST = 16 * 1024 * 1024


def add_raeume_commands(commands: Any, say: Say) -> None:
    """Add ``raeume`` with its actions to the subparsers of the command line."""
    raeume = commands.add_parser("raeume", help="Planungsräume einlesen, ausgeben, zurückziehen")
    actions = raeume.add_subparsers(title="Befehle", required=True, metavar="BEFEHL")
    _add_import(actions, say)
    export = actions.add_parser(
        "export", help="eine Einteilung als CSV schreiben, Ortsteile als GeoJSON"
    )
    export.words.add_argument("number", type=int, metavar="NUMMER", help="steht bei „raeume list“")
    export.words.add_argument("file", type=Path, metavar="DATEI", help="die es noch nicht gibt")
    export.set_defaults(run=lambda options: _export(options, say))
    listed = actions.add_parser("list", help="alle Einteilungen, auch ersetzte")
    listed.set_defaults(run=lambda _: _list(say))
    back = actions.add_parser("withdraw", help="eine Einteilung zurückziehen")
    back.words.add_argument("number", type=int, metavar="NUMMER", help="steht bei „raeume list“")
    back.set_defaults(run=lambda options: _withdraw(options, say))


def _add_import(actions: Any, say: Say) -> None:
    read: GermanParser = actions.add_parser(
        "import", help="eine Einteilung oder Ortsteile übernehmen"
    )
    read.words.add_argument(
        "file",
        type=Path,
        metavar="DATEI",
        help="CSV mit schluessel;name;farbe;ags, oder Grenzen von Ortsteilen (GeoPackage, GeoJSON)",
    )
    read.switches.add_argument("--name", metavar="NAME", help="Name der Einteilung")
    read.switches.add_argument(
        "--gueltig-ab", dest="start", metavar="TAG", help="z. B. 2024-12-31; sonst neuester Stand"
    )
    for switch, told in (
        ("--schluessel", "Spalte der Grenzen mit dem Schlüssel des Ortsteils"),
        ("--bezeichnung", "Spalte der Grenzen mit seinem Namen"),
    ):
        read.switches.add_argument(switch, metavar="SPALTE", help=told)
    read.switches.add_argument(
        "--gemeinde", metavar="AGS", help="Gemeinde der Ortsteile oder die Spalte, die sie nennt"
    )
    read.set_defaults(run=lambda options: _import(options, say))


def _import(options: argparse.Namespace, say: Say) -> None:
    sample = inspected(options.file)
    if is_geodata(sample):
        add = partial(
            store_ortsteile,
            sample=sample,
            columns=Columns(options.schluessel, options.bezeichnung, options.gemeinde),
            say=say,
        )
    else:
        add = partial(add_raeume, raeume=_raeume(sample), file=sample.name)
    name = None if options.name is None else checked_set_name(options.name)
    if name is None and not is_geodata(sample):
        name = "Planungsräume"
    start = _day(options.start)
    with open_store(store_path()) as connection:
        version = add(connection, set_name=name, valid_from=start, created_by=getpass.getuser())
        _show(connection, version.id)
    say(f"{_line(version)}\nDer nächste Datenstand zeigt sie.")


def _raeume(sample: Sample) -> list[Planungsraum]:
    if sample.kind != "text" or sample.path.stat().st_size > LARGEST:
        raise InputError(
            "Das ist keine Datei mit Planungsräumen.",
            file=sample.name,
            expected="Text mit den Spalten schluessel;name;farbe;ags, oder Grenzen von Ortsteilen "
            "als GeoPackage oder GeoJSON",
            remedy="Die Tabelle als CSV mit Semikolon speichern.",
        )
    text, _ = decoded(sample, ENCODINGS)
    return read_raeume(text, sample.name)


def _day(text: str | None) -> str | None:
    try:
        return None if text is None else date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(
            "Das ist kein Tag.", found=text, expected="Jahr-Monat-Tag", remedy="Etwa 2024-12-31."
        ) from error


def _export(options: argparse.Namespace, say: Say) -> None:
    with open_store(store_path()) as connection:
        text = _text(connection, version_of(connection, options.number))
    draft = options.file.with_name(f".{options.file.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        os.link(draft, options.file)
    except FileExistsError as error:
        raise StoreError(
            f"Die Datei {options.file} gibt es schon.\nAbhilfe: einen anderen Namen nennen."
        ) from error
    except OSError as error:
        raise StoreError(
            f"Die Datei {options.file} lässt sich nicht schreiben.\n"
            "Abhilfe: Schreibrechte und freien Platz prüfen."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    say(f"{options.file} geschrieben.")


def _list(say: Say) -> None:
    if store_path().exists():
        with open_store(store_path()) as connection:
            _keep(connection)
    for known in known_sets():
        say(known.line)
    if not known_sets():
        say("Es gibt noch keine Planungsräume.")


def _text(connection: duckdb.DuckDBPyConnection, version: Version) -> str:
    """What a version is given out as: a CSV, or the GeoJSON of Ortsteile."""
    if version.divided:
        return geojson_of(connection, version.id)
    return write_raeume(raeume_of(connection, version.id))


def _show(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Leave them for the page Daten; raises StoreError that says what is stored all the same."""
    try:
        _keep(connection)
    except OSError as error:
        raise StoreError(
            f"Die Änderung an Nr. {number} ist gespeichert; nur die Liste der Seite Daten lässt "
            "sich nicht schreiben.\nAbhilfe: freien Platz und Schreibrechte prüfen, dann "
            "„raeume list“ aufrufen."
        ) from error


def _keep(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave all versions where the page Daten finds them."""
    versions = list_versions(connection)
    for one in (one for one in versions if one.divided):
        keep_ortsteile(connection, one.id)
    keep_known_sets(
        KnownSet(
            id=one.id,
            set_name=one.set_name,
            valid_from=one.valid_from,
            in_force=one.in_force,
            line=_line(one),
            csv=None if one.divided else _text(connection, one),
        )
        for one in versions
    )


def _line(version: Version) -> str:
    state = "zurückgezogen" if version.withdrawn else ""
    if version.replaced_by is not None:
        state = f"ersetzt durch Nr. {version.replaced_by}"
    raeume = counted(version.raeume, "Planungsraum", "Planungsräume")
    gemeinden = counted(version.gemeinden, "Gemeinde", "Gemeinden")
    if version.divided:
        raeume = counted(version.raeume, "Ortsteil", "Ortsteile")
        gemeinden = counted(version.divided, "Gemeinde", "Gemeinden")
    told = (
        f"Nr. {version.id}: {version.set_name}, gültig ab {spoken(version.valid_from)}, "
        f"{raeume} aus {gemeinden}, angelegt am {spoken_moment(version.created_at)} "
        f"von {version.created_by}"
    )
    return f"{told} ({state})" if state else told


def _withdraw(options: argparse.Namespace, say: Say) -> None:
    with open_store(store_path()) as connection:
        back = withdraw_raeume(connection, options.number)
        _show(connection, options.number)
    say(f"Die Einteilung Nr. {options.number} ist zurückgezogen.")
    if back is not None:
        say(f"Es gilt wieder Nr. {back}.")
