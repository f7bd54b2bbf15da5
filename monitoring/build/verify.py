"""A release is verified by reopening: data rules, row counts, content hash."""

import hashlib
from pathlib import Path

import duckdb

from monitoring.errors import ReleaseError
from monitoring.figures import counted
from monitoring.store.connection import single

RULES = Path(__file__).with_name("rules")
TABLES = (
    "area",
    "planungsraum",
    "planungsraum_member",
    "topic",
    "source",
    "indicator",
    "indicator_topic",
    "indicator_break",
    "indicator_source",
    "value",
    "value_by_area",
    "population",
    "boundary_difference",
    "neighbour",
    "layer_area",
    "area_change",
    "area_name",
    "missing_step",
    "unmatched",
    "delivery",
    "delivery_period",
    "finding",
    "sum_difference",
)
RULE_TITLES = {
    "both_copies_agree": "Karten und Zeitreihen zeigen dieselben Werte",
    "label_is_unique": "Kein Name kommt auf einer Ebene zweimal vor",
    "layer_covers_every_area": "Jedes Gebiet ist in der Karte",
    "parent_exists": "Das übergeordnete Gebiet gibt es",
    "rate_follows_from_its_parts": "Jede Quote folgt aus Zähler und Nenner",
    "value_has_an_area": "Jeder Wert gehört zu einem Gebiet",
    "value_is_finite": "Jeder Wert ist eine endliche Zahl",
    "value_is_unique": "Je Gebiet und Zeitraum hat ein Indikator einen Wert",
    "value_matches_status": "Ein Wert steht genau dort, wo einer vorliegt",
}
VOLATILE = {"delivery": "imported_at"}


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of each table of the release."""
    counts = {}
    for table in TABLES:
        (counts[table],) = single(connection, f"SELECT count(*) FROM {table}")  # noqa: S608 - constant names
    return counts


def content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """SHA-256 over all tables, independent of row order and of the day of import."""
    digest = hashlib.sha256()
    for table in TABLES:
        exclude = f"EXCLUDE ({VOLATILE[table]})" if table in VOLATILE else ""
        row = single(
            connection,
            f"SELECT count(*), sum(hash(t)::HUGEINT) FROM (SELECT * {exclude} FROM {table}) t",  # noqa: S608 - constant names
        )
        digest.update(f"{table}:{row}".encode())
    return digest.hexdigest()


def offenders(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Each data rule that rows break, with their number."""
    broken = {}
    for rule in sorted(RULES.glob("*.sql")):
        found = connection.execute(rule.read_text(encoding="utf-8")).fetchall()
        if found:
            broken[rule.stem] = len(found)
    return broken


def verify(database: Path, counts: dict[str, int], digest: str) -> None:
    """Reopen ``database`` read-only and compare; raises ReleaseError where anything differs."""
    with duckdb.connect(str(database), read_only=True) as connection:
        if row_counts(connection) != counts or content_hash(connection) != digest:
            raise ReleaseError(
                "Der geschriebene Datenstand enthält nicht, was berechnet wurde.\n"
                "Abhilfe: freien Speicherplatz prüfen und noch einmal erstellen."
            )
        broken = offenders(connection)
    if broken:
        told = "\n".join(
            f"- {RULE_TITLES[rule]}: {counted(found, 'Verstoß', 'Verstöße')}"
            for rule, found in broken.items()
        )
        raise ReleaseError(
            f"Der Datenstand verletzt Datenregeln:\n{told}\n"
            "Abhilfe: die letzte Lieferung zurückziehen und noch einmal erstellen; bleibt der "
            "Fehler, ihn mit dieser Meldung melden."
        )
