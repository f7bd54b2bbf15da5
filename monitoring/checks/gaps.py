"""What is not in a delivery although it might be expected: areas, years, entries."""

import duckdb

from monitoring.areas import LEVEL_SINGULAR, LEVEL_TITLES, Level
from monitoring.checks.connection import MOST, asked
from monitoring.checks.words import Row, groups, listed, marks, measure, span, where, years_text
from monitoring.figures import counted
from monitoring.readers.contract import Finding

MISSED = {False: "Die Lieferung dieses Jahres", True: "Die Lieferungen dieser Jahre"}
Connection = duckdb.DuckDBPyConnection


def missing_areas(connection: Connection) -> list[Finding]:
    """Areas without a row although others of their Kreis (of a Kreis: of its Land) have one.

    Which areas there are, the directory of the figures' Gebietsstand says, the newest where the
    delivery names none; without such a directory nothing is said.
    """
    return [
        Finding(
            "missing_area",
            f"{measure(row)}: Für {_areas(row)} fehlt eine Zeile, obwohl andere desselben "
            f"{'Kreises' if row['level'] != 'kreis' else 'Landes'} eine haben ({span(row)}): "
            f"{listed(row['keys'], row['areas'])}.",
            place=row["keys"][0],
            count=row["n"],
            proposal="Beim Absender nachfragen; ohne sie gibt es keine Summe der oberen Ebene.",
        )
        for row in asked(connection, "missing_areas")
    ]


def missing_years(connection: Connection) -> list[Finding]:
    """Years without a figure between an area's first and last, earlier deliveries counted in."""
    return [
        Finding(
            "missing_year",
            f"{measure(row)}: {_missing(row)}.",
            place=row["key"],
            count=row["n"],
            proposal=f"{MISSED[len(row['years']) > 1]} einlesen; bis dahin hat die Linie Lücken.",
        )
        for row in asked(connection, "missing_years")
    ]


def blank_entries(connection: Connection) -> list[Finding]:
    """Cells that are empty: neither a number nor a sign that says why there is none."""
    return [
        Finding(
            "blank",
            f"{measure(found[0])}: {counted(found[0]['n'], 'Feld ist', 'Felder sind')} leer, "
            f"zuerst bei {where(found[0])}.",
            place=found[0]["key"],
            count=found[0]["n"],
            proposal="Die Zahl eintragen oder ein Zeichen: - für null, . für unbekannt, "
            "• für geheim.",
            marks=marks(found, ["Leeres Feld" for _ in found]),
        )
        for found in groups(asked(connection, "blanks", most=MOST), "base_figure", "level")
    ]


def _missing(row: Row) -> str:
    """``1 Gemeinde hat eine Zeitreihe ohne das Jahr 2015``."""
    have = "hat eine Zeitreihe" if row["areas"] == 1 else "haben Zeitreihen"
    lack = "das Jahr" if len(row["years"]) == 1 else "die Jahre"
    some = "" if row["n"] == row["areas"] * len(row["years"]) else ", nicht überall alle"
    return f"{_areas(row)} {have} ohne {lack} {years_text(row['years'])}{some}"


def _areas(row: Row) -> str:
    level = Level(row["level"])
    return counted(row["areas"], LEVEL_SINGULAR[level], LEVEL_TITLES[level])
