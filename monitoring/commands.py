"""Commands of the workshop: parse the words, do the work, say the outcome in German.

What a command needs alone and takes long to load, it loads itself: an import waits for no more
than what it uses.
"""

import argparse
import getpass
import json
import shutil
import sys
from pathlib import Path

from monitoring.catalogue import load_catalogue
from monitoring.command_words import GermanParser, day, refuse_unprintable
from monitoring.daten_commands import add_daten
from monitoring.delivery_commands import add_deliveries
from monitoring.errors import (
    CANCELLED,
    UNKNOWN_FORMAT,
    CancelledError,
    KreisblickError,
    UnknownFormatError,
)
from monitoring.figures import number
from monitoring.imports import import_files
from monitoring.periods import spoken
from monitoring.profiles.files import checked_name, read_mapping, save_profile
from monitoring.profiles.model import Profile
from monitoring.raeume_commands import add_raeume_commands
from monitoring.readers import READERS
from monitoring.readers.inputs import inspected
from monitoring.readers.mapping import heading_of
from monitoring.readers.mapping_look import looked_at
from monitoring.release.location import (
    current_release,
    list_releases,
    remove_broken_off,
    use_release,
)
from monitoring.running import FINDINGS, OUTCOME, UPLOADS, as_job
from monitoring.scratch import remove_scratch_folders
from monitoring.settings import ROOT, store_path

CODES = {UnknownFormatError: UNKNOWN_FORMAT, CancelledError: CANCELLED}
SAMPLE_LIST = ROOT / "sample_data" / "files" / "import.txt"


def main(arguments: list[str]) -> int:
    """Run one command; 0 is success, 1 an error that was explained, 2 wrong words, 3 a
    file that no reader knows.
    """
    parser = _parser()
    options = parser.parse_args(arguments)
    refuse_unprintable(parser, options)
    remove_scratch_folders()
    remove_broken_off()
    with as_job(options.job):
        return _outcome_of(options)


def _outcome_of(options: argparse.Namespace) -> int:
    code = 0
    try:
        options.run(options)
    except KreisblickError as error:
        sys.stderr.write(f"{error}\n")
        code = next((CODES[kind] for kind in CODES if isinstance(error, kind)), 1)
    finally:
        if options.job is not None:
            shutil.rmtree(options.job / UPLOADS, ignore_errors=True)
            _write_outcome(options.job / OUTCOME, code if sys.exc_info()[0] is None else 1)
    return code


def _write_outcome(path: Path, code: int) -> None:
    """The whole code or none: a page may look at any moment."""
    draft = path.with_name(f".{path.name}")
    draft.write_text(str(code), encoding="utf-8")
    draft.replace(path)


def say(text: str) -> None:
    """One line of progress or outcome."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _parser() -> GermanParser:
    parser = GermanParser(
        prog="python -m monitoring",
        description="Dateien einlesen und Datenstände für Kreisblick erstellen.",
    )
    parser.add_argument("--job", type=Path, help=argparse.SUPPRESS)
    commands = parser.add_subparsers(title="Befehle", required=True, metavar="BEFEHL")

    _add_import(commands.add_parser("import", help="Dateien prüfen und in den Speicher übernehmen"))
    _add_look(
        commands.add_parser("look", help="eine Tabelle ansehen, Zuordnung als JSON vorschlagen")
    )
    add_daten(commands, say)
    add_raeume_commands(commands, say)
    _add_release(
        commands.add_parser("release", help="Datenstände erstellen, auflisten, einstellen")
    )
    add_deliveries(commands, say)
    commands.add_parser("sample", help="Beispieldaten einlesen").set_defaults(run=_sample)
    return parser


def _add_import(read: GermanParser) -> None:
    read.words.add_argument(
        "files", nargs="+", type=Path, metavar="DATEI", help="wie vom Amt geladen, auch als ZIP"
    )
    read.switches.add_argument(
        "--as", dest="reader", choices=sorted(READERS), metavar="FORMAT",
        help=f"Format vorgeben: {', '.join(sorted(READERS))}",
    )  # fmt: skip
    read.switches.add_argument(
        "--gebietsstand",
        metavar="STAND",
        help="Stand der Gebiete, z. B. 2021-01-01; „zeitraum“: Ende des Zeitraums der Zahl",
    )
    read.switches.add_argument(
        "--report", type=Path, metavar="ORDNER", help="Bericht mit Befunden hierhin schreiben"
    )
    read.switches.add_argument("--dry-run", action="store_true", help="nur zeigen, was käme")
    read.set_defaults(run=_import)
    read.switches.add_argument(
        "--mapping", type=Path, metavar="JSON", help="Zuordnung einer Tabelle, wie „look“ sie zeigt"
    )
    read.switches.add_argument(
        "--profile", metavar="NAME", help="die Zuordnung danach unter diesem Namen sichern"
    )


def _add_look(look: GermanParser) -> None:
    look.words.add_argument("file", type=Path, metavar="DATEI", help="CSV, XLSX, XLS oder ODS")
    look.switches.add_argument(
        "--mapping", type=Path, metavar="JSON", help="diese Zuordnung statt einer vorgeschlagenen"
    )
    look.switches.add_argument(
        "--layout", action="store_true", help="davon nur die Lage der Tabelle verwenden"
    )
    look.set_defaults(run=_look)


def _add_release(release: GermanParser) -> None:
    actions = release.add_subparsers(title="Befehle", required=True, metavar="BEFEHL")
    build = actions.add_parser("build", help="aus dem Speicher einen Datenstand erstellen")
    build.switches.add_argument(
        "--gebietsstand", type=day, metavar="STAND", help="Grenzen dieses Stands, z. B. 2021-01-01"
    )
    build.switches.add_argument("--land", metavar="LAND", help="nur dieses Land, z. B. 16")
    build.switches.add_argument("--title", metavar="TITEL", help="Titel des Datenstands")
    build.switches.add_argument(
        "--from-scratch", action="store_true", help="nichts vom letzten Datenstand übernehmen"
    )
    build.set_defaults(run=_build)
    actions.add_parser("list", help="vorhandene Datenstände").set_defaults(run=_list)
    use = actions.add_parser("use", help="einen Datenstand einstellen")
    use.words.add_argument("id", metavar="ID", help="steht bei „release list“")
    use.set_defaults(run=_use)


def _import(options: argparse.Namespace) -> None:
    mapping = read_mapping(options.mapping) if options.mapping else None
    name = checked_name(options.profile) if options.profile and mapping else None
    import_files(
        options.files,
        mapping=mapping,
        reader=options.reader,
        gebietsstand=options.gebietsstand,
        dry_run=options.dry_run,
        imported_by=getpass.getuser(),
        say=say,
        report=options.report or (options.job / FINDINGS if options.job else None),
    )
    if name and mapping and not options.dry_run:
        save_profile(Profile(name, heading_of(inspected(options.files[0]), mapping), mapping))
        say(f"Profil „{name}“ gesichert: Tabellen mit dieser Überschrift werden damit gelesen.")


def _look(options: argparse.Namespace) -> None:
    mapping = read_mapping(options.mapping) if options.mapping else None
    say(json.dumps(looked_at(options.file, mapping, layout_only=options.layout)))


def _build(options: argparse.Namespace) -> None:
    from monitoring.build.release import build_release  # noqa: PLC0415 - takes long to load

    manifest = build_release(
        store_path(),
        load_catalogue(),
        gebietsstand=options.gebietsstand,
        land=options.land,
        title=options.title,
        reuse=not options.from_scratch,
        report=say,
    )
    values = number(manifest["tables"]["value"])
    seconds = number(manifest["seconds"], 1)
    say(f"Datenstand {manifest['id']} erstellt: {values} Werte in {seconds} s. Er ist eingestellt.")


def _list(_: argparse.Namespace) -> None:
    in_use = current_release()
    for manifest in list_releases():
        mark = "*" if manifest["id"] == in_use else " "
        stand = spoken(manifest["gebietsstand"])
        say(f"{mark} {manifest['id']}  {manifest['title']}  Gebietsstand {stand}")


def _use(options: argparse.Namespace) -> None:
    use_release(options.id)
    say(f"Datenstand {options.id} ist eingestellt.")


def _sample(_: argparse.Namespace) -> None:
    lines = SAMPLE_LIST.read_text(encoding="utf-8").splitlines()
    files = [SAMPLE_LIST.parent / line for line in lines if line and not line.startswith("#")]
    import_files(
        files,
        reader=None,
        gebietsstand=None,
        dry_run=False,
        imported_by="Beispieldaten",
        say=say,
    )
    title = "Beispieldaten – frei erfunden"
    _build(argparse.Namespace(gebietsstand=None, land=None, title=title, from_scratch=False))
