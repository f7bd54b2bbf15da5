"""What a report says: the lines by their kind, the cells that a copied sheet marks."""

import json
from pathlib import Path
from typing import Any

from monitoring.imports import import_files


def imported(
    path: Path, *, dry_run: bool = False, stand: str | None = None
) -> tuple[list[dict[str, Any]], Path]:
    """The report on a file and the folder it is in."""
    folder = path.parent / f"report-{path.stem}"
    import_files(
        [path], reader=None, gebietsstand=stand, dry_run=dry_run, imported_by="Test",
        say=lambda _: None, report=folder,
    )  # fmt: skip
    return json.loads((folder / "bericht.json").read_text(encoding="utf-8")), folder


def by_kind(report: dict[str, Any]) -> dict[str, list[Any]]:
    """Each finding by its kind; of several the last."""
    return {line[0]: line for line in report["findings"]}


def marked_cells(sheet: Any) -> set[str]:
    """The cells that bear a note."""
    return {cell.coordinate for line in sheet.iter_rows() for cell in line if cell.comment}
