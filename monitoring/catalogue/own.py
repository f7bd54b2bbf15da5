"""Base figures named in the app: as entries of the catalogue, and kept in files of its own."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from monitoring.catalogue.files import Entry, read_folder
from monitoring.errors import StoreError
from monitoring.profiles.model import OwnFigure
from monitoring.settings import made, own_catalogue_folder

FILES = {"base_figure": "base_figures.yml", "indicator": "eigene_indikatoren.yml"}
_HEAD = "# Written by the page Daten; may be edited by hand.\n"


def entries_of(figures: Iterable[OwnFigure], source: str) -> list[Entry]:
    """A base figure and an indicator over it for each figure."""
    return [
        Entry(section, f"catalogue/{FILES[section]}", figure.id, fields)
        for figure in figures
        for section, fields in (
            ("base_figure", _base_figure(figure, source)),
            ("indicator", _indicator(figure, source)),
        )
    ]


def unknown(entries: Sequence[Entry]) -> list[Entry]:
    """Those that are not yet in the files of the app just as they are."""
    kept = kept_entries()
    return [entry for entry in entries if kept.get((entry.section, entry.id)) != entry.fields]


def kept_entries() -> dict[tuple[str, str], dict[str, Any]]:
    """Fields of every entry named in the app, by section and id."""
    folder = own_catalogue_folder()
    found = read_folder(folder) if folder.is_dir() else []
    return {(entry.section, entry.id): entry.fields for entry in found}


@contextmanager
def kept(entries: Sequence[Entry]) -> Iterator[None]:
    """Add entries to the files for what happens within; if it fails, they are as before.

    What a person has written there stays as it is. A kill within leaves entries that nobody
    delivers, which is harmless.
    """
    before: dict[Path, str | None] = {}
    try:
        for section, file in FILES.items():
            added = {entry.id: entry.fields for entry in entries if entry.section == section}
            if added:
                path = made(own_catalogue_folder()) / file
                before[path] = path.read_text(encoding="utf-8") if path.exists() else None
                more = yaml.safe_dump(added, allow_unicode=True, sort_keys=False)
                _write(path, f"{(before[path] or _HEAD).rstrip()}\n{more}")
        yield
    except BaseException:
        for path, text in before.items():
            if text is None:
                path.unlink(missing_ok=True)
            else:
                _write(path, text)
        raise


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(
            f"Die Katalogdatei {path.name} lässt sich nicht schreiben.\n"
            "Abhilfe: Schreibrechte und freien Platz prüfen."
        ) from error


def _base_figure(figure: OwnFigure, source: str) -> dict[str, Any]:
    day = {"reference_day": figure.reference_day} if figure.reference_day else {}
    return {
        "title": figure.title,
        "unit": figure.unit,
        "additive": figure.additive,
        "period": figure.period,
        "source": {"table": source},
        **day,
    }


def _indicator(figure: OwnFigure, source: str) -> dict[str, Any]:
    kind = "Anzahl" if figure.additive else "Quote, wie geliefert"
    return {
        "title": figure.title,
        "question": f"Wie hoch ist die Zahl: {figure.title}?"
        if figure.additive
        else f"Wie hoch ist der Wert: {figure.title}?",
        "definition": f"{figure.title} ({kind}) nach einer eigenen Tabelle des Landkreises.",
        "numerator": {"base": figure.id},
        "unit": figure.unit,
        "decimals": 0 if figure.additive else 1,
        "polarity": "neutral",
        "topics": [figure.topic],
        "reference": "Eigene Tabelle, auf der Seite Daten zugeordnet",
        "source": source,
    }
