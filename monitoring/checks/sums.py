"""Parts against the whole: sums of Gemeinden and Kreise beside what the upper level says."""

import duckdb

from monitoring.checks.connection import MOST, asked
from monitoring.checks.words import Row, exact, groups, marks, measure, where
from monitoring.figures import counted
from monitoring.readers.contract import Finding

Connection = duckdb.DuckDBPyConnection


def wrong_sums(connection: Connection) -> list[Finding]:
    """Kreise and Länder whose delivered figure is not the sum of all their parts.

    Only additive base figures whose parts are all there and have a value. Whole numbers must
    agree exactly; n parts and a sum, each rounded to a unit u, may differ by (n + 1) · u / 2,
    as every rounding is off by at most u / 2.
    """
    findings = []
    for found in groups(asked(connection, "sums", most=MOST), "base_figure", "level"):
        first = found[0]
        findings.append(
            Finding(
                "wrong_sum",
                f"{measure(first)}: {counted(first['n'], 'Zahl ist', 'Zahlen sind')} nicht die "
                f"Summe der Teile, am weitesten {where(first)}: geliefert {exact(first['value'])}, "
                f"Summe {exact(first['total'])}.",
                place=first["key"],
                count=first["n"],
                proposal="Auf fehlende oder doppelte Zeilen prüfen. Rundet das Amt oder hält es "
                "Werte geheim, ist nichts zu tun: Es gilt die gelieferte Zahl.",
                marks=marks(found, [_note(row) for row in found]),
            )
        )
    return findings


def _note(row: Row) -> str:
    return (
        f"{row['key']}: geliefert {exact(row['value'])}, "
        f"Summe aus {row['parts']} Gebieten {exact(row['total'])}"
    )
