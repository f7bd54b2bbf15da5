"""All checks over the deliveries of one import."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

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
NOT_CHECKED = Finding(
    "not_checked",
    f"Mehr als {number(LARGEST)} Zahlen: nicht mit früheren Lieferungen verglichen.",
    proposal="Für einen Vergleich die Tabelle teilen, etwa nach Jahren.",
)


def checked(
    named: Sequence[tuple[str, Delivery]], store: Path, catalogue: Catalogue
) -> list[Delivery]:
    """The deliveries with what was found added; ``named`` are those of one import, with files.

    Each is compared to the store and to those before it; areas and territorial changes count
    from all of them. Nothing is written. Raises StoreError as :func:`attach_store`.
    """
    result = []
    with opened(store, catalogue) as connection:
        for place, (_, delivery) in enumerate(named):
            bring(connection, delivery, place)
        for place, (file, delivery) in enumerate(named):
            found = list(delivery.findings)
            if len(delivery.figures) > LARGEST:
                found.append(NOT_CHECKED)
            elif not delivery.figures.empty:
                arrive(connection, delivery)
                found += [finding for check in CHECKS for finding in check(connection)]
                if place + 1 < len(named):
                    leave(connection, place, file)
            result.append(dataclasses.replace(delivery, findings=tuple(found)))
    return result
