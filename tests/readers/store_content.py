"""What an import leaves behind: the content of one delivery, and the store to the byte."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import duckdb

from monitoring.imports import import_files
from monitoring.settings import data_folder, store_path

Row = tuple[object, ...]
_FIGURES = (
    "SELECT base_figure, key, period, sex, age_from, age_to, coalesce(value::VARCHAR, status) "
    "FROM figure WHERE delivery = ?"
)
_AREAS = "SELECT key, name, km2 FROM area WHERE delivery = ? AND level = 'gemeinde'"
_CHANGES = "SELECT from_key, to_key, from_name, population, km2 FROM area_change WHERE delivery = ?"


def imported(path: Path) -> int:
    """Import a file; the number of its delivery. Raises InputError and stores nothing."""
    said: list[str] = []
    import_files(
        [path],
        reader=None,
        gebietsstand=None,
        dry_run=False,
        imported_by="Test",
        say=said.append,
    )
    found = re.search(r": Lieferung (\d+), ", said[-1])
    assert found is not None, said
    return int(found[1])


def content_of(delivery: int) -> list[Row]:
    """Figures, Gemeinden and changes of a delivery; a figure without value has its status."""
    with duckdb.connect(str(store_path()), read_only=True) as connection:
        figures = connection.execute(_FIGURES, [delivery]).fetchall()
        others = [connection.execute(each, [delivery]).fetchall() for each in (_AREAS, _CHANGES)]
    numbers = [(*row[:-1], _value(row[-1])) for row in figures]
    return ordered([*numbers, *others[0], *others[1]])


def _value(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def ordered(rows: Sequence[Row]) -> list[Row]:
    """The rows in an order that does not depend on the file's."""
    return sorted(rows, key=repr)


def fingerprint() -> dict[str, str]:
    """Every file of the installation with the hash of its bytes."""
    return {
        str(path.relative_to(data_folder())): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data_folder().rglob("*"))
        if path.is_file()
    }
