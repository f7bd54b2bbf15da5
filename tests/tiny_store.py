"""Stores of a few made-up areas, built in code: what a test of the build starts from.

The Land 98 has the Kreise 98001 (Gemeinden 98001001 … 98001003) and 98002 (98002001, 98002002),
each Gemeinde a square of ten kilometres; unless a test says otherwise.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geodata.territory import Passage, passages
from monitoring.areas import level_of
from monitoring.catalogue import BaseFigure, Catalogue, Indicator, Part, Source, Topic
from monitoring.readers import canonical_hash
from monitoring.readers.contract import (
    AREA_COLUMNS,
    CHANGE_COLUMNS,
    FIGURE_COLUMNS,
    Coverage,
    Delivery,
    Finding,
)
from monitoring.store.connection import open_store, transaction
from monitoring.store.deliveries import Stored, add_delivery

A, B, C, D, E = GEMEINDEN = ("98001001", "98001002", "98001003", "98002001", "98002002")
KREIS, OTHER, LAND = "98001", "98002", "98"
STAND = "2021-01-01"
SIDE_M = 10_000.0
Band = tuple[int, int | None]


def boundaries(
    names: Mapping[str, str] | Sequence[str] = GEMEINDEN,
    *,
    stand: str = STAND,
    source: str = "bkg_vg250",
    **columns: Mapping[str, Any],
) -> Delivery:
    """Squares side by side, three to a row; ``columns`` set a column for some keys."""
    named = dict(names) if isinstance(names, Mapping) else {key: f"Ort {key}" for key in names}
    frame = areas(named, stand=stand, **columns)
    shapes = [_square(place % 3, place // 3) for place in range(len(named))]
    shape = gpd.GeoDataFrame(frame[["key", "level"]], geometry=shapes, crs=25832)
    return Delivery("boundaries", source, "Grenzen", areas=frame, boundaries=shape)


def _square(column: int, row: int) -> shapely.Polygon:
    west, south = 600_000 + column * SIDE_M, 5_650_000 - row * SIDE_M
    return shapely.box(west, south, west + SIDE_M, south + SIDE_M)


def areas(
    names: Mapping[str, str], *, stand: str = STAND, **columns: Mapping[str, Any]
) -> pd.DataFrame:
    """Rows of AREA_COLUMNS for keys and names."""
    keys = list(names)
    defaults: dict[str, Any] = {
        "key": keys,
        "level": [str(level_of(key)) for key in keys],
        "name": [names[key] for key in keys],
        "kind": "Gemeinde",
        "ars": None,
        "parent": [key[:5] if len(key) > 5 else key[:2] for key in keys],
        "verband": None,
        "km2": float("nan"),
        "unincorporated": False,
        "gebietsstand": stand,
    }
    frame = pd.DataFrame(defaults)
    for column, values in columns.items():
        given = [values.get(key, frame.at[row, column]) for row, key in enumerate(keys)]
        frame[column] = given
    return frame[AREA_COLUMNS]


def directory(km2: Mapping[str, float], *, stand: str = STAND) -> Delivery:
    """A Gemeindeverzeichnis that gives nothing but the Gemeinden and their official area."""
    frame = areas({key: f"Ort {key}" for key in km2}, stand=stand, km2=km2)
    return Delivery("gv_isys", "destatis_gv", f"Verzeichnis {stand}", areas=frame)


def figures(
    base: str,
    values: Mapping[str, float | str],
    period: str = "2020",
    *,
    sex: str = "total",
    age: Band = (0, None),
    gebietsstand: str | None = None,
    quality: str = "",
) -> Delivery:
    """One base figure by area; a text in place of a number is a status."""
    rows = [
        (base, key, str(level_of(key)), gebietsstand, period, sex, *age, *_cell(value), quality)
        for key, value in values.items()
    ]
    frame = pd.DataFrame(rows, columns=FIGURE_COLUMNS).astype({"age_to": "Int64", "value": float})
    return Delivery("table", "eigene", base, figures=frame)


def _cell(value: float | str) -> tuple[float, str]:
    if isinstance(value, str):
        return float("nan"), value
    return float(value), "reported" if value else "nil"


def changes(
    parts: Mapping[str, Mapping[str, float | None]],
    *,
    day: str = "2020-07-01",
    span: tuple[str, str] = ("2019-12-31", "2021-12-31"),
) -> Delivery:
    """What each Gemeinde hands to which, in shares of people and area (None: unknown)."""
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    rows = [
        ("gemeinde", old, old, new, new, "dissolved", before, day, None, None, None, *[share] * 3)
        for old, shares in parts.items()
        for new, share in shares.items()
    ]
    return Delivery(
        "gebietsaenderungen",
        "destatis_gv",
        f"Gebietsänderungen {day}",
        changes=pd.DataFrame(rows, columns=CHANGE_COLUMNS).astype(
            dict.fromkeys((name for name in CHANGE_COLUMNS if name.startswith("share")), float)
        ),
        coverage=(Coverage("gemeinde", *span, exact=True),),
    )


def together(*deliveries: Delivery, findings: tuple[Finding, ...] = ()) -> Delivery:
    """One delivery with the figures of several."""
    frame = pd.concat([one.figures for one in deliveries], ignore_index=True)
    return Delivery("table", "eigene", "zusammen", figures=frame, findings=findings)


def store(path: Path, *deliveries: Delivery) -> list[Stored]:
    """Add deliveries to the store at ``path``."""
    with open_store(path) as connection, transaction(connection):
        return [
            add_delivery(
                connection,
                delivery,
                file=f"{delivery.title}.csv",
                sha256=canonical_hash(delivery),
                imported_by="Test",
            )
            for delivery in deliveries
        ]


def base_figure(name: str, *, additive: bool = True, minimum: int | None = None) -> BaseFigure:
    return BaseFigure(
        name, name.title(), "Personen", additive, "year", None, (), (), None, name,
        {"table": "eigene"}, False, minimum, "",
    )  # fmt: skip


def indicator(
    name: str,
    numerator: Part | Sequence[Part] | str,
    denominator: Part | Sequence[Part] | str | None = None,
    **changes: Any,
) -> Indicator:
    """An indicator for all levels; a text names a base figure, ``changes`` set its fields."""
    fields: dict[str, Any] = {
        "id": name, "title": name.title(), "question": "Wie viele?", "definition": "Ein Test.",
        "numerator": _parts(numerator),
        "denominator": None if denominator is None else _parts(denominator),
        "at": "same", "per": 100.0 if denominator else 1.0, "unit": "je 100", "decimals": 1,
        "polarity": "neutral", "topics": ("demografie",), "life_phases": (),
        "fields_of_action": (), "levels": ("gemeinde", "kreis", "land"), "reference": "Test",
        "source": "eigene", "caution": "", "minimum": None, "published": False,
    }  # fmt: skip
    return Indicator(**(fields | changes))


def _parts(given: Part | Sequence[Part] | str) -> tuple[Part, ...]:
    if isinstance(given, str):
        return (Part(given),)
    return (given,) if isinstance(given, Part) else tuple(given)


def catalogue(*indicators: Indicator, bases: Sequence[BaseFigure] = ()) -> Catalogue:
    """A catalogue of these indicators; base figures that are not given are plain counts."""
    given = {base.id: base for base in bases}
    used = [p.base for i in indicators for p in (*i.numerator, *(i.denominator or ()))]
    return Catalogue(
        {name: given.get(name) or base_figure(name) for name in used} | given,
        {one.id: one for one in indicators},
        {
            name: Source(name, "Amt", name, "frei", "", "")
            for name in ("eigene", "bkg_vg250", "bkg_vg5000", "destatis_gv")
        },
        {"demografie": Topic("demografie", "Demografie", 1, "")},
        "test",
    )


def passage(changes: pd.DataFrame, coverage: pd.DataFrame, start: str, end: str) -> Passage:
    """The way from one Gebietsstand alone."""
    return passages(changes, coverage, [start], end)[start]
