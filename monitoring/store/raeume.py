"""Sets of Planungsräume in the store: every version stays, the newest of a day is in force.

A set consists of Gemeinden or of Ortsteile (:mod:`monitoring.store.ortsteile`).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from monitoring.errors import InputError, StoreError
from monitoring.periods import spoken
from monitoring.planungsraeume import Planungsraum
from monitoring.store.connection import single, transaction

IN_FORCE = "v.replaced_by IS NULL AND v.withdrawn_at IS NULL"
VERSIONS = f"""
    SELECT v.id, v.set_name, v.valid_from::VARCHAR, v.created_at, v.created_by, v.replaced_by,
        v.withdrawn_at IS NOT NULL, (SELECT count(*) FROM planungsraum p WHERE p.version = v.id),
        (SELECT count(*) FROM planungsraum_member m WHERE m.version = v.id),
        (SELECT count(DISTINCT s.ags) FROM planungsraum_shape s WHERE s.version = v.id), {IN_FORCE}
    FROM planungsraum_version v ORDER BY v.id DESC"""  # noqa: S608 - constant text
TAKEN = f"""
    SELECT m.ags, v.set_name, p.name, p.key FROM planungsraum_version v
    JOIN planungsraum p ON p.version = v.id
    JOIN planungsraum_member m ON m.version = v.id AND m.key = p.key
    WHERE v.set_name <> ? AND {IN_FORCE}"""  # noqa: S608 - constant text


@dataclass(frozen=True)
class Version:
    """One version of a set. ``valid_from`` is an ISO date, ``created_at`` UTC; ``raeume`` and
    ``gemeinden`` are their numbers, ``divided`` that of Gemeinden whose Ortsteile they are, else 0;
    ``in_force`` as long as it is neither replaced nor withdrawn.
    """

    id: int
    set_name: str
    valid_from: str
    created_at: datetime
    created_by: str
    replaced_by: int | None
    withdrawn: bool
    raeume: int
    gemeinden: int
    divided: int
    in_force: bool


def list_versions(connection: duckdb.DuckDBPyConnection) -> list[Version]:
    """All versions of all sets, newest first."""
    return [Version(*row) for row in connection.execute(VERSIONS).fetchall()]


def raeume_of(connection: duckdb.DuckDBPyConnection, version: int) -> list[Planungsraum]:
    """The Planungsräume of a version, by key. Raises StoreError where there is none."""
    rows = connection.execute(
        "SELECT p.key, p.name, p.colour, list(m.ags ORDER BY m.ags) FROM planungsraum p "
        "JOIN planungsraum_member m ON m.version = p.version AND m.key = p.key "
        "WHERE p.version = ? GROUP BY ALL ORDER BY p.key",
        [version],
    ).fetchall()
    if not rows:
        raise _no_version(version)
    return [Planungsraum(key, name, colour, tuple(ags)) for key, name, colour, ags in rows]


def newest_stand(connection: duckdb.DuckDBPyConnection) -> str:
    """Newest Gebietsstand that Gemeinden were delivered for, boundaries first (ISO date)."""
    drawn, listed = single(
        connection,
        "SELECT (SELECT max(b.gebietsstand) FROM boundary b JOIN delivery d ON d.id = b.delivery "
        "AND d.withdrawn_at IS NULL)::VARCHAR, (SELECT max(a.gebietsstand) FROM area a JOIN "
        "delivery d ON d.id = a.delivery AND d.withdrawn_at IS NULL)::VARCHAR",
    )
    if drawn is None and listed is None:
        raise StoreError(
            "Es sind noch keine Gemeinden bekannt.\n"
            "Abhilfe: zuerst Grenzen (VG250) oder ein Gemeindeverzeichnis einlesen."
        )
    return str(drawn or listed)


def add_raeume(
    connection: duckdb.DuckDBPyConnection,
    raeume: list[Planungsraum],
    *,
    file: str,
    set_name: str,
    valid_from: str | None,
    created_by: str,
) -> Version:
    """Store a set in one transaction; what was valid from the same day is replaced, not removed.

    ``valid_from`` (ISO date): default that of :func:`newest_stand`. Raises InputError for a
    Gemeinde that did not exist then or that another set holds; then nothing has changed.
    """
    start = valid_from or newest_stand(connection)
    _check_known(connection, raeume, start, file)
    _check_free(connection, raeume, set_name, file)
    with transaction(connection):
        number = insert_version(connection, set_name, start, created_by)
        for raum in raeume:
            connection.execute(
                "INSERT INTO planungsraum VALUES (?, ?, ?, ?)",
                [number, raum.key, raum.name, raum.colour],
            )
            connection.execute(
                "INSERT INTO planungsraum_member SELECT ?, ?, unnest(?::VARCHAR[])",
                [number, raum.key, list(raum.gemeinden)],
            )
    return version_of(connection, number)


def version_of(connection: duckdb.DuckDBPyConnection, number: int) -> Version:
    """One version. Raises StoreError where there is none."""
    for version in list_versions(connection):
        if version.id == number:
            return version
    raise _no_version(number)


def insert_version(
    connection: duckdb.DuckDBPyConnection, set_name: str, start: str, created_by: str
) -> int:
    """The number of a new version, which replaces that of the same set and day (transaction)."""
    (number,) = single(connection, "SELECT coalesce(max(id), 0) + 1 FROM planungsraum_version")
    connection.execute(
        "UPDATE planungsraum_version SET replaced_by = ? WHERE set_name = ? "
        "AND valid_from = ?::DATE AND replaced_by IS NULL AND withdrawn_at IS NULL",
        [number, set_name, start],
    )
    connection.execute(
        "INSERT INTO planungsraum_version VALUES (?, ?, ?, ?, ?, NULL, NULL)",
        [number, set_name, start, _now(), created_by],
    )
    return int(number)


def withdraw_raeume(connection: duckdb.DuckDBPyConnection, number: int) -> int | None:
    """Take a version back; gives the one that it had replaced and that is in force again."""
    if not version_of(connection, number).in_force:
        raise _no_version(number)
    with transaction(connection):
        connection.execute(
            "UPDATE planungsraum_version SET withdrawn_at = ? WHERE id = ?", [_now(), number]
        )
        back = connection.execute(
            "UPDATE planungsraum_version SET replaced_by = NULL WHERE replaced_by = ? RETURNING id",
            [number],
        ).fetchall()
    return int(back[0][0]) if back else None


def _check_known(
    connection: duckdb.DuckDBPyConnection, raeume: list[Planungsraum], start: str, file: str
) -> None:
    """Gemeinden of the Gebietsstand nearest before the day, else of the first one known."""
    stands = connection.execute(
        "SELECT DISTINCT a.gebietsstand FROM area a JOIN delivery d ON d.id = a.delivery "
        "AND d.withdrawn_at IS NULL WHERE a.level = 'gemeinde' ORDER BY 1"
    ).fetchall()
    days = [row[0] for row in stands]
    newest_stand(connection)
    before = [day for day in days if day <= date.fromisoformat(start)]
    stand = before[-1] if before else days[0]
    known = connection.execute(
        "SELECT DISTINCT a.key FROM area a JOIN delivery d ON d.id = a.delivery "
        "AND d.withdrawn_at IS NULL WHERE a.level = 'gemeinde' AND a.gebietsstand = ?",
        [stand],
    ).fetchall()
    there = {row[0] for row in known}
    lost = [(raum, ags) for raum in raeume for ags in raum.gemeinden if ags not in there]
    if lost:
        raum, ags = lost[0]
        more = f" und {len(lost) - 1} weitere" if len(lost) > 1 else ""
        raise InputError(
            f"Die Gemeinde {ags} im Planungsraum „{raum.name}“ gibt es am "
            f"{spoken(stand.isoformat())} nicht.",
            file=file,
            column="ags",
            found=f"{ags}{more}",
            expected="Schlüssel von Gemeinden dieses Gebietsstands",
            remedy="Den Schlüssel berichtigen oder mit „gültig ab“ einen Stand nennen, an dem es "
            "die Gemeinde gab.",
        )


def _check_free(
    connection: duckdb.DuckDBPyConnection, raeume: list[Planungsraum], set_name: str, file: str
) -> None:
    """A Gemeinde, and a key, belong to one set at most."""
    rows = connection.execute(TAKEN, [set_name]).fetchall()
    owners = {ags: (other, name) for ags, other, name, _ in rows}
    keys = {key: (other, name) for _, other, name, key in rows}
    for raum in raeume:
        taken = next((ags for ags in raum.gemeinden if ags in owners), None)
        if taken is None and raum.key not in keys:
            continue
        other, name = keys[raum.key] if taken is None else owners[taken]
        raise InputError(
            f"Das steht schon in der Einteilung „{other}“ (Planungsraum „{name}“).",
            file=file,
            column="schluessel" if taken is None else "ags",
            found=raum.key if taken is None else taken,
            expected="Schlüssel und Gemeinden, die keine andere Einteilung hat",
            remedy=f"Unter dem Namen „{other}“ einlesen, dann wird sie ersetzt, oder sie vorher "
            "zurückziehen.",
        )


def _no_version(number: int) -> StoreError:
    return StoreError(
        f"Es gibt keine gültige Einteilung mit der Nummer {number}.\n"
        "Abhilfe: `python -m monitoring raeume list` zeigt alle."
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
