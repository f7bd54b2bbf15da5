"""Keys of areas that nobody knows, or that did not exist at the figures' Gebietsstand."""

import duckdb

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.checks.connection import MOST, asked
from monitoring.checks.words import Row, groups, listed, marks, span
from monitoring.figures import counted
from monitoring.periods import spoken
from monitoring.readers.contract import Finding

Connection = duckdb.DuckDBPyConnection


def strange_keys(connection: Connection) -> list[Finding]:
    """Unknown keys, then dissolved ones."""
    rows = asked(connection, "keys")
    unknown = [row for row in rows if not row["ever_known"]]
    dissolved = [row for row in rows if row["ever_known"]]
    return [*_unknown(unknown), *_dissolved(dissolved), *_unknown_ortsteile(connection)]


def _unknown(rows: list[Row]) -> list[Finding]:
    """Keys that stand in no Gebietsstand and no territorial change that was ever read in.

    Of a Land of which no area of that level is known nothing is said.
    """
    return [
        Finding(
            "unknown_key",
            f"{_counted(found)} kennt kein eingelesener Gebietsstand: "
            f"{listed((row['key'] for row in found), len(found))}.",
            place=found[0]["key"],
            count=len(found),
            proposal="Schlüssel mit dem Gemeindeverzeichnis vergleichen; ist er richtig, das "
            "Verzeichnis seines Jahres einlesen.",
            marks=marks(found[:MOST], ["Unbekannter Schlüssel" for _ in found[:MOST]], part="key"),
        )
        for found in _by_level(rows)
    ]


def _dissolved(rows: list[Row]) -> list[Finding]:
    """Keys that are known, but not at the Gebietsstand of their figures (without one: the newest).

    A key whose figures are all nil or blank is left out: tables keep dissolved areas as ``-``.
    """
    findings = []
    for found in (part for level in _by_level(rows) for part in groups(level, "reference")):
        stand = spoken(found[0]["reference"])
        notes = [f"Gibt es am {stand} nicht ({span(row)})" for row in found[:MOST]]
        findings.append(
            Finding(
                "dissolved_key",
                f"{_counted(found)} gibt es am Gebietsstand {stand} nicht, nur zu einem anderen: "
                f"{listed((row['key'] for row in found), len(found))}.",
                place=found[0]["key"],
                count=len(found),
                proposal=_way_out(found),
                marks=marks(found[:MOST], notes, part="key"),
            )
        )
    return findings


def _way_out(found: list[Row]) -> str:
    if not all(row["carried"] for row in found):
        return (
            "Gebietsstand der Datei prüfen oder die Gebietsänderungen dieser Jahre einlesen; sonst "
            "stehen die Zahlen unter „Ohne Gebiet“."
        )
    if not all(row["dated"] for row in found):
        return (
            "Beim Einlesen den Gebietsstand angeben („zeitraum“, wenn jede Zahl die Gebiete ihres "
            "eigenen Zeitraums hat): Dann werden die Zahlen umgerechnet, sonst nicht."
        )
    return "Nichts zu tun: Die Zahlen werden mit den Gebietsänderungen umgerechnet."


def _unknown_ortsteile(connection: Connection) -> list[Finding]:
    """Ortsteile of no division that was ever read in: their figures can stand nowhere."""
    return [
        Finding(
            "unknown_key",
            f"{_counted(found)} kennt keine eingelesene Einteilung: "
            f"{listed((row['key'] for row in found), len(found))}.",
            place=found[0]["key"],
            count=len(found),
            proposal="Die Nummern mit der Datei der Grenzen vergleichen oder die Ortsteile auf der "
            "Seite Daten unter „Planungsräume“ einlesen.",
            marks=marks(found[:MOST], ["Unbekannter Ortsteil" for _ in found[:MOST]], part="key"),
        )
        for found in _by_level(asked(connection, "ortsteile"))
    ]


def _by_level(rows: list[Row]) -> list[list[Row]]:
    ordered = sorted(rows, key=lambda row: (row["level"], row["reference"], row["key"]))
    return groups(ordered, "level")


def _counted(rows: list[Row]) -> str:
    keys = counted(len({row["key"] for row in rows}), "Schlüssel", "Schlüssel")
    return f"{keys} ({LEVEL_TITLES[Level(rows[0]['level'])]})"
