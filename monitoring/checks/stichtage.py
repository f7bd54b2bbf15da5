"""Mixed reference dates: of figures, and of the territory they are for."""

import duckdb

from monitoring.checks.connection import asked
from monitoring.checks.words import groups, marks, measure
from monitoring.figures import number
from monitoring.periods import spoken
from monitoring.readers.contract import Finding

Connection = duckdb.DuckDBPyConnection


def mixed_stichtage(connection: Connection) -> list[Finding]:
    """Base figures whose periods are of several kinds or days of the year, with earlier ones."""
    return [
        Finding(
            "mixed_stichtag",
            f"{row['title']}: verschiedene Stichtage oder Zeiträume in einer Reihe: "
            f"{', '.join(row['forms'])}.",
            place=spoken(row["forms"][0]),
            count=row["n"],
            proposal="Nur vergleichbare Stichtage einlesen oder den abweichenden als eigene "
            "Grundzahl führen.",
            marks=marks([row], ["Anderer Stichtag als in der übrigen Reihe"]),
        )
        for row in asked(connection, "stichtage")
    ]


def mixed_gebietsstaende(connection: Connection) -> list[Finding]:
    """Periods that come for several Gebietsstände, or a Stichtag on territory of another day."""
    findings = []
    for found in groups(asked(connection, "gebietsstaende"), "base_figure", "level"):
        first, count = found[0], sum(row["n"] for row in found)
        stands = ", ".join(spoken(stand) for stand in first["stands"])
        findings.append(
            Finding(
                "mixed_gebietsstand",
                f"{measure(first)}: {number(count)} Zahlen zum {spoken(first['period'])} stehen "
                f"auf dem Gebietsstand {stands}.",
                place=spoken(first["period"]),
                count=count,
                proposal="Nichts zu tun, wenn das Amt es so angibt; sonst den Gebietsstand beim "
                "Einlesen nennen.",
                marks=marks([first], [f"Gebietsstand {stands}"]),
            )
        )
    return findings
