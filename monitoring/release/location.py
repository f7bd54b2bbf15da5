"""Where releases lie, which one is in use, and how that changes: one atomic file."""

import json
import os
import shutil
from pathlib import Path

from monitoring.errors import ReleaseError
from monitoring.release.manifest import Manifest, read_manifest
from monitoring.settings import pointer_path, releases_folder

KEPT = 5


def current_release() -> str | None:
    """Id of the release in use, None where none was built yet."""
    pointer = pointer_path()
    if not pointer.exists():
        return None
    try:
        identifier = str(json.loads(pointer.read_text(encoding="utf-8"))["release"])
    except (ValueError, LookupError, TypeError) as error:
        raise ReleaseError(
            f"Die Datei {pointer.name}, die den Datenstand nennt, ist beschädigt.\n"
            "Abhilfe: `python -m monitoring release use ID` schreibt sie neu."
        ) from error
    if not database_path(identifier).exists():
        raise ReleaseError(
            f"Der eingestellte Datenstand {identifier} fehlt auf der Platte.\n"
            "Abhilfe: `python -m monitoring release list` zeigt die vorhandenen, "
            "`python -m monitoring release use ID` stellt einen davon ein."
        )
    return identifier


def release_folder(identifier: str) -> Path:
    """Folder of a release; the id is a plain name, never a path."""
    if not identifier or Path(identifier).name != identifier or identifier.startswith("."):
        raise ReleaseError(f"„{identifier}“ ist kein Name eines Datenstands.")
    return releases_folder() / identifier


def database_path(identifier: str) -> Path:
    """The release's database, opened read-only by pages."""
    return release_folder(identifier) / "release.duckdb"


def is_release(identifier: str) -> bool:
    """Whether there is a finished release of this name."""
    folder = release_folder(identifier)
    return (folder / "manifest.json").is_file() and database_path(identifier).is_file()


def list_releases() -> list[Manifest]:
    """Manifests of all releases, newest first."""
    found = releases_folder().glob("*/manifest.json")
    manifests = [read_manifest(path) for path in found if not path.parent.name.startswith(".")]
    return sorted(manifests, key=lambda manifest: manifest["id"], reverse=True)


def use_release(identifier: str) -> None:
    """Put ``identifier`` in use by replacing the pointer atomically."""
    if not is_release(identifier):
        raise ReleaseError(
            f"Einen Datenstand „{identifier}“ gibt es nicht.\n"
            "Abhilfe: `python -m monitoring release list` zeigt die vorhandenen."
        )
    pointer = pointer_path()
    draft = pointer.with_name(f".{pointer.name}.{os.getpid()}")
    draft.write_text(json.dumps({"release": identifier}), encoding="utf-8")
    draft.replace(pointer)


def remove_old_releases() -> list[str]:
    """Delete all but the newest five and the one in use; gives the ids removed."""
    in_use = current_release()
    removable = [m["id"] for m in list_releases()[KEPT:] if m["id"] != in_use]
    for identifier in removable:
        shutil.rmtree(release_folder(identifier))
    return removable
