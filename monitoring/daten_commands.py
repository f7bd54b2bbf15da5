"""Commands ``daten …``: fetch from the offices' services and hand over to the import."""

import argparse
import getpass
from collections.abc import Callable
from typing import Any

from monitoring.addresses import Service, load_addresses
from monitoring.command_words import GermanParser
from monitoring.errors import ServiceError
from monitoring.imports import import_files
from monitoring.running import portion
from monitoring.scratch import scratch_folder
from monitoring.services.access import find_access

Say = Callable[[str], None]
FETCHED = 0.7  # share of the whole that is done when everything has come


def add_daten(commands: Any, say: Say) -> None:
    """Add ``daten`` with its actions to the subparsers of the command line."""
    daten = commands.add_parser("daten", help="Dateien von den Diensten der Ämter holen")
    actions = daten.add_subparsers(title="Befehle", required=True, metavar="BEFEHL")
    _add_holen(actions, say)
    listed = actions.add_parser("dienste", help="bekannte Dienste und ob Zugangsdaten da sind")
    listed.set_defaults(run=lambda _: _list(say))
    checked = actions.add_parser("zugang", help="prüfen, ob ein Dienst die Zugangsdaten annimmt")
    checked.words.add_argument("service", metavar="DIENST", help="steht bei „daten dienste“")
    checked.set_defaults(run=lambda options: _check(options, say))


def _add_holen(actions: Any, say: Say) -> None:
    holen: GermanParser = actions.add_parser("holen", help="holen, prüfen und übernehmen")
    holen.words.add_argument("service", metavar="DIENST", help="steht bei „daten dienste“")
    holen.words.add_argument(
        "names", nargs="+", metavar="NAME", help="Tabelle, Auswahl oder Datei, wie dort genannt"
    )
    add = holen.switches.add_argument
    add("--from", dest="first", type=int, metavar="JAHR", help="erstes Jahr einer Tabelle")
    add("--to", dest="last", type=int, metavar="JAHR", help="letztes Jahr einer Tabelle")
    add("--regionalvariable", metavar="EBENE", help="Ebene der Schlüssel, z. B. GEMEIN, KREISE")
    add("--regionalkey", metavar="SCHLÜSSEL", help="nur diese Gebiete, z. B. 16* oder 16068,16066")
    add("--year", type=int, metavar="JAHR", help="Jahr der Grenzen, z. B. 2024")
    add(
        "--gebietsstand",
        metavar="STAND",
        help="Stand der Gebiete, z. B. 2021-01-01; „zeitraum“: Ende des Zeitraums der Zahl",
    )
    add("--dry-run", action="store_true", help="holen und nur zeigen, was käme")
    holen.set_defaults(run=lambda options: _fetch(options, say))


def _fetch(options: argparse.Namespace, say: Say) -> None:
    """Everything is there before the import sees the first file; afterwards nothing is left."""
    from monitoring.services.fetch import Wishes, fetched  # noqa: PLC0415 - takes long to load

    limits, services = load_addresses()
    service = _chosen(services, options.service)
    wishes = Wishes(
        options.first, options.last, options.regionalvariable, options.regionalkey, options.year
    )
    with scratch_folder() as folder:
        with portion(0.0, FETCHED):
            files = fetched(service, limits, options.names, wishes, folder, say)
        with portion(FETCHED, 1.0):
            import_files(
                files,
                reader=None,
                gebietsstand=options.gebietsstand,
                dry_run=options.dry_run,
                imported_by=getpass.getuser(),
                say=say,
            )


def _list(say: Say) -> None:
    for service in load_addresses()[1].values():
        access = "ohne Anmeldung"
        if service.needs_access:
            access = "Zugangsdaten da" if find_access(service) else "Zugangsdaten fehlen"
        say(f"{service.id:<18} {service.title} ({access}), z. B. {service.example}")


def _check(options: argparse.Namespace, say: Say) -> None:
    from monitoring.services.fetch import check_access  # noqa: PLC0415 - takes long to load

    limits, services = load_addresses()
    service = _chosen(services, options.service)
    if not service.needs_access:
        say(f"{service.title}: geht ohne Anmeldung")
        return
    with scratch_folder() as folder:
        check_access(service, limits, folder, say)


def _chosen(services: dict[str, Service], name: str) -> Service:
    if name not in services:
        raise ServiceError(
            "Diesen Dienst gibt es nicht.",
            place="daten",
            found=name,
            remedy=f"Einen dieser Dienste nennen: {', '.join(services)}.",
        )
    return services[name]
