"""Where releases lie, which one is in use, and how that changes: one atomic file."""

import json
import os
import shutil
from pathlib import Path

from monitoring.errors import ReleaseError, shortened
from monitoring.release.manifest import Manifest, read_manifest
from monitoring.scratch import remove_abandoned
from monitoring.settings import (
    builds_folder,
    history_path,
    made,
    ortsteile_folder,
    own_catalogue_folder,
    pointer_path,
    raeume_path,
    releases_folder,
)

KEPT = 5
DRAFT, REMOVED = ".draft-", ".removed-"
MANIFEST = "manifest.json"


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
    try:
        return (folder / MANIFEST).is_file() and database_path(identifier).is_file()
    except OSError:  # a name that no file can have
        return False


def list_releases() -> list[Manifest]:
    """Manifests of all releases, newest first."""
    found = releases_folder().glob(f"*/{MANIFEST}")
    names = [path.parent.name for path in found if not path.parent.name.startswith(".")]
    whole = [release_folder(name) / MANIFEST for name in names if is_release(name)]
    manifests = [read_manifest(path) for path in whole]
    return sorted(manifests, key=lambda manifest: manifest["id"], reverse=True)


def use_release(identifier: str) -> None:
    """Put ``identifier`` in use by replacing the pointer atomically.

    Raises ReleaseError where there is no such release or the disk refuses; then the one before
    stays in use.
    """
    if not is_release(identifier):
        raise ReleaseError(
            f"Einen Datenstand „{identifier}“ gibt es nicht.\n"
            "Abhilfe: `python -m monitoring release list` zeigt die vorhandenen."
        )
    pointer = pointer_path()
    draft = pointer.with_name(f".{pointer.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(json.dumps({"release": identifier}))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(pointer)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ReleaseError(
            f"Der Datenstand {identifier} ist fertig, lässt sich aber nicht einstellen; es gilt "
            f"der bisherige.\nGefunden: {shortened(str(error), 200)}\n"
            "Abhilfe: freien Platz und Schreibrechte im Datenordner prüfen, dann "
            f"python -m monitoring release use {identifier}"
        ) from error


def remove_old_releases() -> list[str]:
    """Delete all but the newest five and the one in use; gives the ids removed."""
    in_use = current_release()
    removable = [m["id"] for m in list_releases()[KEPT:] if m["id"] != in_use]
    for identifier in removable:
        aside = releases_folder() / f"{REMOVED}{os.getpid()}-{identifier}"
        release_folder(identifier).rename(aside)  # whole or gone, also where this is broken off
        shutil.rmtree(aside)
    return removable


def remove_broken_off() -> None:
    """Remove what killed commands left: drafts, and releases half removed."""
    for folder in (releases_folder(), builds_folder()):
        remove_abandoned(folder.glob(f"{DRAFT}*"))
    remove_abandoned(releases_folder().glob(f"{REMOVED}*"))
    folders = (ortsteile_folder() / "*", own_catalogue_folder() / "*")
    for path in (pointer_path(), history_path(), raeume_path(), *folders):
        remove_abandoned(path.parent.glob(f".{path.name}.*"))


def new_draft() -> Path:
    """An empty folder for a release to be built in."""
    draft = releases_folder() / f"{DRAFT}{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    return made(draft)
