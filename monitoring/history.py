"""The history of deliveries as the page Daten shows it, which never opens the store."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from monitoring.settings import history_path


@dataclass(frozen=True)
class KnownDelivery:
    """A delivery as people see it.

    ``rows``: all it brought; ``figures``: those that say a number, or that it is secret, from
    ``first`` to ``last`` (periods, None without figures). ``holders``: numbers of later deliveries
    that stand in place of some of them, with how many each. Moments are ISO texts in UTC.
    """

    id: int
    file: str
    source: str
    rows: int
    figures: int
    first: str | None
    last: str | None
    findings: int
    imported_at: str
    imported_by: str
    withdrawn_at: str | None
    holders: tuple[tuple[int, int], ...]


def known_deliveries() -> list[KnownDelivery] | None:
    """All deliveries of the store, newest first, as the last command left them; None before."""
    path = history_path()
    if not path.exists():
        return None
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [
        KnownDelivery(**{**row, "holders": tuple((by, count) for by, count in row["holders"])})
        for row in rows
    ]


def drafted(deliveries: Iterable[KnownDelivery]) -> Path:
    """A draft of what :func:`known_deliveries` reads, to take its place once it is true."""
    path = history_path()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(json.dumps([asdict(one) for one in deliveries]), encoding="utf-8")
    return draft
