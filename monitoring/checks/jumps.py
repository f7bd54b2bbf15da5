"""Steps in a series that neither the size of an area nor its own history make plausible."""

import duckdb

from monitoring.checks.connection import MOST, asked
from monitoring.checks.words import Row, exact, groups, marks, measure
from monitoring.figures import counted
from monitoring.periods import spoken
from monitoring.readers.contract import Finding

LIMIT = 3.5
LEAST = 0.1
STEPS = 3


def jumps(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Changes from one period to the next that are far outside what is usual for the area.

    For counts a and b of two periods d = ln((b + ½) / (a + ½)). Were both Poisson counts of the
    same size, d would have the standard error √(1/a + 1/b), the usual one of the logarithm of a
    ratio of two counts (½ is added so that zero can be judged): this is what the size explains.
    The history explains the median m of all steps of the series and their spread
    s = 1.4826 · MAD, an estimate of the standard deviation that one wild value does not disturb
    (Rousseeuw and Croux, JASA 88, 1993). A step is told where
    |d − m| > 3.5 · √(1/(a + ½) + 1/(b + ½) + s²), 3.5 being the bound of Iglewicz and Hoaglin
    for their modified z-score (How to Detect and Handle Outliers, ASQC 1993), and where it is
    10 % away from the usual one at least: less is of no use to a reader in large areas.
    Series of fewer than five periods, figures that are no counts, and areas whose territory
    changed in between are not judged.
    """
    rows = asked(connection, "jumps", most=MOST, limit=LIMIT, least=LEAST, steps=STEPS)
    findings = []
    for found in groups(rows, "base_figure", "level"):
        first = found[0]
        findings.append(
            Finding(
                "jump",
                f"{measure(first)}: {counted(first['n'], 'Sprung', 'Sprünge')} über das hinaus, "
                f"was Größe und Verlauf des Gebiets erklären, am stärksten {_step(first)}.",
                place=first["key"],
                count=first["n"],
                proposal="Mit der Quelle vergleichen: Tippfehler, andere Einheit, geänderte "
                "Erhebung oder Gebietsreform?",
                marks=marks(found, [_step(row) for row in found]),
            )
        )
    return findings


def _step(row: Row) -> str:
    return (
        f"{row['key']}: {exact(row['before'])} ({spoken(row['period_before'])}) auf "
        f"{exact(row['value'])} ({spoken(row['period'])})"
    )
