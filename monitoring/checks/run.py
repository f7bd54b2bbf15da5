"""All checks over the deliveries of one import."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from monitoring.catalogue import Catalogue
from monitoring.checks.connection import arrive, bring, leave, opened
from monitoring.checks.earlier import contradictions, known_figures, lost_figures
from monitoring.checks.gaps import blank_entries, missing_areas, missing_years
from monitoring.checks.jumps import jumps
from monitoring.checks.keys import strange_keys
from monitoring.checks.stichtage import mixed_gebietsstaende, mixed_stichtage
from monitoring.checks.sums import wrong_sums
from monitoring.figures import number
from monitoring.readers.contract import Delivery, Finding
from monitoring.running import portion, step

CHECKS = (
    strange_keys,
    contradictions,
    lost_figures,
    known_figures,
    wrong_sums,
    jumps,
    missing_areas,
    missing_years,
    blank_entries,
    mixed_stichtage,
    mixed_gebietsstaende,
)

LARGEST = 3_000_000
"""Ten million figures took some minutes and several GB to check, most of it for jumps and sums."""


def checked(
    named: Sequence[tuple[str, Delivery]], store: Path, catalogue: Catalogue
) -> list[Delivery]:
    """The deliveries with what was found added; ``named`` are those of one import, with files.

    Each is compared to the store and to those before it; areas and territorial changes count
    from all of them. Nothing is written. Raises StoreError as :func:`attach_store`.
    """
    result = []
    rows = [len(delivery.figures) for _, delivery in named]
    whole = max(sum(rows), 1)
    with opened(store, catalogue) as connection:
        for place, (_, delivery) in enumerate(named):
            bring(connection, delivery, place)
        for place, (file, delivery) in enumerate(named):
            found = list(delivery.findings)
            if len(delivery.figures) > LARGEST:
                found.append(_not_checked(len(delivery.figures)))
            elif not delivery.figures.empty:
                with portion(sum(rows[:place]) / whole, sum(rows[: place + 1]) / whole):
                    found += _found(connection, delivery, file)
                if place + 1 < len(named):
                    leave(connection, place, file)
            result.append(dataclasses.replace(delivery, findings=tuple(found)))
    return result


def _not_checked(figures: int) -> Finding:
    return Finding(
        "not_checked",
        f"Mehr als {number(LARGEST)} Zahlen: Geprüft ist nur, dass die Datei richtig zu lesen war. "
        "Schlüssel, Lücken, Summen, Sprünge und Stichtage wurden nicht geprüft, frühere "
        "Lieferungen und die anderen Dateien dieses Imports nicht mit ihr verglichen.",
        count=figures,
        proposal="Soll alles geprüft werden, die Tabelle teilen, etwa nach Jahren.",
    )


def _found(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, file: str
) -> Iterator[Finding]:
    step(0.0, f"{file} wird geprüft")
    arrive(connection, delivery)
    for place, check in enumerate(CHECKS, start=1):
        yield from check(connection)
        step(place / len(CHECKS), f"{file} wird geprüft")
