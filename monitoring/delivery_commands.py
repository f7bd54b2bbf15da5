"""Commands about deliveries: what there is, taking one back, letting it count again."""

import argparse
from collections.abc import Callable, Hashable
from typing import Any

import duckdb
import pandas as pd

from monitoring.catalogue import load_catalogue
from monitoring.figures import counted
from monitoring.periods import spoken_moment
from monitoring.release.location import current_release
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.deliveries import list_deliveries, restore, withdraw
from monitoring.store.history import keep_history, recorded

Say = Callable[[str], None]


def add_deliveries(commands: Any, say: Say) -> None:
    """Add ``status``, ``withdraw`` and ``restore`` to the subparsers of the command line."""
    status = commands.add_parser("status", help="Lieferungen und Datenstand")
    status.set_defaults(run=lambda _: _status(say))
    for name, told, change, outcome in (
        ("withdraw", "eine Lieferung zurückziehen", withdraw,
         "ist zurückgezogen. Der nächste Datenstand kommt ohne sie aus."),
        ("restore", "eine zurückgezogene Lieferung gilt wieder", restore,
         "gilt wieder. Der nächste Datenstand enthält sie."),
    ):  # fmt: skip
        one = commands.add_parser(name, help=told)
        one.words.add_argument("number", type=int, metavar="NUMMER", help="steht bei „status“")
        one.set_defaults(run=_changing(change, outcome, say))


def _changing(
    change: Callable[[duckdb.DuckDBPyConnection, int], None], outcome: str, say: Say
) -> Callable[[argparse.Namespace], None]:
    def run(options: argparse.Namespace) -> None:
        sources = load_catalogue().sources
        with open_store(store_path()) as connection, recorded(connection, sources):
            change(connection, options.number)
        say(f"Lieferung {options.number} {outcome}")

    return run


def _status(say: Say) -> None:
    if store_path().exists():
        with open_store(store_path()) as connection:
            for row in list_deliveries(connection).to_dict(orient="records"):
                say(_delivery_line(row))
            keep_history(connection, load_catalogue().sources)
    say(f"Eingestellter Datenstand: {current_release() or 'noch keiner'}")


def _delivery_line(row: dict[Hashable, Any]) -> str:
    withdrawn = not pd.isna(row["withdrawn_at"])
    mark = "zurückgezogen" if withdrawn else counted(row["rows"], "Zeile", "Zeilen")
    return f"{row['id']:>4}  {spoken_moment(row['imported_at'])}  {row['file']}  ({mark})"
