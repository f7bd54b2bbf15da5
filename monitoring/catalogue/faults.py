"""How a fault in a catalogue file is told to the person who wrote it."""

from collections.abc import Iterable
from difflib import get_close_matches

from monitoring.errors import CatalogueError, shortened


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
        lines.append(f"Gefunden: {shortened(found)}")
    if expected is not None:
        lines.append(f"Erwartet: {expected}")
    if remedy is not None:
        lines.append(f"Abhilfe: {remedy}")
    return CatalogueError("\n".join(lines))


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """``Meinten Sie „topics“?`` where a known word is close, else an empty text."""
    close = get_close_matches(str(word), list(known), n=1)
    return f"Meinten Sie „{close[0]}“?" if close else ""
