"""What a release says of itself."""

import json
from pathlib import Path
from typing import NotRequired, TypedDict


class LayerEntry(TypedDict):
    """A map layer; ``file`` lies in ``maps/``, ``bounds`` are [[south, west], [north, east]]."""

    file: str
    areas: int
    bounds: list[list[float]]
    bytes: int


class DeliveryEntry(TypedDict):
    """A delivery the release was built from."""

    id: int
    file: str
    sha256: str
    reader: str
    source: str


class Manifest(TypedDict):
    """manifest.json; dates are ISO texts, ``created`` is UTC.

    ``boundary_gebietsstand``: that of the boundaries which those of ``gebietsstand`` are made of.
    """

    id: str
    title: str
    created: str
    sample: bool
    audience: str
    gebietsstand: str
    boundary_year: int
    boundary_gebietsstand: NotRequired[str]
    boundary_source: str
    catalogue_version: str
    deliveries: list[DeliveryEntry]
    tables: dict[str, int]
    content_hash: str
    layers: dict[str, LayerEntry]
    periods: dict[str, str]
    protection: dict[str, int]
    seconds: NotRequired[float]


def read_manifest(path: Path) -> Manifest:
    """The manifest at ``path``."""
    manifest: Manifest = json.loads(path.read_text(encoding="utf-8"))
    return manifest


def earlier_boundaries(manifest: Manifest) -> str | None:
    """The Gebietsstand of the boundaries that those of the release were made of; None where they
    are of its own.
    """
    source = manifest.get("boundary_gebietsstand", manifest["gebietsstand"])
    return None if source == manifest["gebietsstand"] else source


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write the manifest, readable by people and stable in its order."""
    path.write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8"
    )
