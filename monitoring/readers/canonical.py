"""The fingerprint of a delivery's content, whatever the file was called or sorted by."""

import hashlib

import numpy as np
import pandas as pd
import shapely

from monitoring.readers.codes import row_codes, text_codes
from monitoring.readers.contract import (
    AREA_COLUMNS,
    CHANGE_COLUMNS,
    FIGURE_COLUMNS,
    Delivery,
)

_CELL, _ROW, _TABLE = "\x1f", "\x1e", "\x1d"
_BOUNDARY_COLUMNS = ["key", "level", "shape"]


def canonical_hash(delivery: Delivery) -> str:
    """SHA-256 of the canonical content.

    Rows in another order, another file name, title or findings give the same hash; another
    reader, source, Gebietsstand, value, boundary or change gives another.
    """
    digest = hashlib.sha256(_CELL.join((delivery.reader, delivery.source)).encode())
    for table, columns in (
        (delivery.figures, FIGURE_COLUMNS),
        (delivery.areas, AREA_COLUMNS),
        (_shapes(delivery), _BOUNDARY_COLUMNS),
    ):
        _update(digest, table, columns)
    if delivery.coverage:
        digest.update(repr(delivery.coverage).encode())
        _update(digest, delivery.changes, CHANGE_COLUMNS)
    return digest.hexdigest()


def _update(digest: "hashlib._Hash", table: pd.DataFrame, columns: list[str]) -> None:
    """Add the table's sorted rows: per column the sorted texts, then their positions."""
    coded = [text_codes(table[name]) for name in columns]
    order = np.argsort(row_codes(((codes, len(texts)) for codes, texts in coded), len(table)))
    digest.update(f"{_TABLE}{len(table)}".encode())
    for codes, texts in coded:
        digest.update(f"{_ROW}{_CELL.join(texts)}{_ROW}".encode())
        digest.update(codes[order].astype("<i8").tobytes())


def _shapes(delivery: Delivery) -> pd.DataFrame:
    """Keys with a fingerprint of the shape, to the millimetre, whatever point it starts at."""
    boundaries = delivery.boundaries
    if boundaries is None:
        return pd.DataFrame({name: [] for name in _BOUNDARY_COLUMNS}, dtype=object)
    millimetres = shapely.transform(
        boundaries.geometry.to_numpy(), lambda xy: np.round(xy, 3), include_z=False
    )
    wkb = shapely.to_wkb(shapely.normalize(millimetres), flavor="iso")
    return pd.DataFrame(
        {
            "key": boundaries["key"].to_numpy(),
            "level": boundaries["level"].to_numpy(),
            "shape": [hashlib.sha256(shape).hexdigest() for shape in wkb],
        }
    )
