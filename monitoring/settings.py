"""Every setting of an installation: its name, what it is for, a default that works."""

import os
from pathlib import Path

from monitoring.errors import StoreError

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Where store, releases and workspace lie (``KREISBLICK_DATA``, default ``data/``)."""
    return Path(os.environ.get("KREISBLICK_DATA") or ROOT / "data")


def made(folder: Path) -> Path:
    """A folder below the data folder, made where it is not there. Raises StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"Der Ordner {folder} lässt sich nicht anlegen.\n"
            "Abhilfe: Schreibrechte und freien Platz prüfen oder mit KREISBLICK_DATA einen "
            "anderen Ordner nennen."
        ) from error
    return folder


def store_path() -> Path:
    """The store; only import and build open it."""
    return data_folder() / "store.duckdb"


def releases_folder() -> Path:
    """One folder per release."""
    return data_folder() / "releases"


def builds_folder() -> Path:
    """What the next build may take over from earlier ones; holds secret values as the store."""
    return data_folder() / "builds"


def pointer_path() -> Path:
    """The small file that names the release in use."""
    return data_folder() / "current.json"


def jobs_folder() -> Path:
    """Progress, outcome and uploads of jobs."""
    return data_folder() / "jobs"


def profiles_folder() -> Path:
    """How tables of other people's making are read, one file a profile."""
    return data_folder() / "profiles"


def raeume_path() -> Path:
    """The sets of Planungsräume as the page Daten shows them, which never opens the store."""
    return data_folder() / "planungsraeume.json"


def history_path() -> Path:
    """The history of deliveries as the page Daten shows it."""
    return data_folder() / "deliveries.json"


def ortsteile_folder() -> Path:
    """Boundaries of Ortsteile for the page Daten, a GeoJSON per version."""
    return data_folder() / "ortsteile"


def own_catalogue_folder() -> Path:
    """Base figures and indicators that were named in the app, as catalogue files."""
    return data_folder() / "catalogue"


def workspace_url() -> str:
    """Database of the workspace (``KREISBLICK_WORKSPACE_URL``, default SQLite beside the store)."""
    given = os.environ.get("KREISBLICK_WORKSPACE_URL")
    return given or f"sqlite:///{data_folder() / 'workspace.sqlite'}"


def tile_url() -> str | None:
    """Background tiles (``KREISBLICK_TILES_URL``), none unless the operator names a server."""
    return os.environ.get("KREISBLICK_TILES_URL") or None


def tile_attribution() -> str:
    """Text that the tile server's terms ask for (``KREISBLICK_TILES_ATTRIBUTION``)."""
    return os.environ.get("KREISBLICK_TILES_ATTRIBUTION", "")


def home_kreis() -> str | None:
    """Key of the Kreis that pages open with (``KREISBLICK_KREIS``), else the first one."""
    return os.environ.get("KREISBLICK_KREIS") or None


def services_path() -> Path | None:
    """Own addresses of the offices' services (``KREISBLICK_SERVICES``), laid over ours."""
    given = os.environ.get("KREISBLICK_SERVICES")
    return Path(given) if given else None


def access_path() -> Path:
    """Names and passwords for the services (``KREISBLICK_ACCESS``), readable by its owner only."""
    given = os.environ.get("KREISBLICK_ACCESS")
    return Path(given) if given else Path.home() / ".config" / "kreisblick" / "zugang.toml"
