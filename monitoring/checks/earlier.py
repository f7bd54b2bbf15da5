"""The delivery beside earlier ones: the same again, another value, nothing in place of one."""

import duckdb

from monitoring.checks.connection import MOST, asked
from monitoring.checks.words import Row, exact, groups, marks, measure, where
from monitoring.figures import counted
from monitoring.readers.contract import Finding

Connection = duckdb.DuckDBPyConnection


def known_figures(connection: Connection) -> list[Finding]:
    """Figures that an earlier delivery brought with the same value: duplicates."""
    return [
        Finding(
            "known_figure",
            f"{measure(found[0])}: {_figures(found[0])} schon gleich vor, aus {found[0]['file']}.",
            place=found[0]["key"],
            count=found[0]["n"],
            proposal="Nichts zu tun: Doppelte Zahlen zählen einmal.",
            marks=marks(found, [f"Gleich in {row['file']}" for row in found]),
        )
        for found in _met(connection, "known_figure")
    ]


def contradictions(connection: Connection) -> list[Finding]:
    """Figures with another value than the one that held so far; the newer delivery will hold."""
    findings = []
    for found in _met(connection, "contradiction"):
        first = found[0]
        findings.append(
            Finding(
                "contradiction",
                f"{measure(first)}: {counted(first['n'], 'Zahl weicht', 'Zahlen weichen')} von "
                f"früheren Lieferungen ab, zuerst {where(first)}: bisher {_old(first)} aus "
                f"{first['file']}, jetzt {_new(first)}. Die neuere Lieferung gilt.",
                place=first["key"],
                count=first["n"],
                proposal="Prüfen, ob die Änderung gewollt ist (Revision); sonst nicht einlesen "
                "oder die Lieferung zurückziehen, dann gilt wieder die frühere.",
                marks=marks(found, [_note(row) for row in found]),
            )
        )
    return findings


def lost_figures(connection: Connection) -> list[Finding]:
    """Entries without a value where an earlier delivery has one; the earlier one stays valid."""
    return [
        Finding(
            "lost_figure",
            f"{measure(found[0])}: {counted(found[0]['n'], 'Feld hat', 'Felder haben')} keinen "
            f"Wert, wo eine frühere Lieferung einen hat, zuerst {where(found[0])}: "
            f"bisher {_old(found[0])} aus {found[0]['file']}. Die frühere Zahl gilt weiter.",
            place=found[0]["key"],
            count=found[0]["n"],
            proposal="Soll die frühere Zahl nicht mehr gelten, ihre Lieferung zurückziehen.",
            marks=marks(found, [f"Bisher {_old(row)}; dieser Wert gilt weiter" for row in found]),
        )
        for found in _met(connection, "lost_figure")
    ]


def _met(connection: Connection, kind: str) -> list[list[Row]]:
    return groups(asked(connection, "earlier", most=MOST, kind=kind), "base_figure", "level")


def _figures(row: Row) -> str:
    return counted(row["n"], "Zahl liegt", "Zahlen liegen")


def _old(row: Row) -> str:
    return exact(row["old_value"], row["old_status"])


def _new(row: Row) -> str:
    return exact(row["value"], row["status"])


def _note(row: Row) -> str:
    return f"Bisher {_old(row)} ({row['file']}), jetzt {_new(row)}; der neue Wert gilt"
