"""How a fault in a catalogue file is told to the person who wrote it."""

from collections.abc import Iterable
from difflib import get_close_matches

import yaml

from monitoring.errors import CatalogueError, printable, shortened

LONGEST = 120


def fault(
    what: str,
    *,
    file: str,
    entry: str | None = None,
    field: str | None = None,
    found: object = None,
    expected: str | None = None,
    remedy: str | None = None,
) -> CatalogueError:
    """A CatalogueError with place, fault, finding, expectation and remedy, one per line."""
    parts = [("Katalogdatei", file), ("Eintrag", entry), ("Feld", field)]
    place = ", ".join(f"{word} {value}" for word, value in parts if value is not None)
    lines = [f"{place}: {what}"]
    if found is not None:
        lines.append(f"Gefunden: {_found(found)}")
    if expected is not None:
        lines.append(f"Erwartet: {expected}")
    if remedy is not None:
        lines.append(f"Abhilfe: {remedy}")
    return CatalogueError("\n".join(lines))


def _found(value: object) -> str:
    if isinstance(value, str):
        return shortened(value, LONGEST)
    text = printable(written(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def written(value: object) -> str:
    """A value as it stands in a catalogue file: ``[20, null]``, ``true``, ``{NAT: NATA}``."""
    text: str = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return text.strip().removesuffix("...").strip()


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """``Meinten Sie „topics“?`` where a known word is close, else an empty text."""
    close = get_close_matches(str(word), list(known), n=1)
    return f"Meinten Sie „{close[0]}“?" if close else ""
