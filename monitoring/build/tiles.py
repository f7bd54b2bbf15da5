"""Which delivered age bands together make a needed one."""

from collections import defaultdict
from collections.abc import Iterable

import duckdb
import pandas as pd

Band = tuple[int, int | None]
OPEN = 10_000

TILE_COLUMNS = [
    "measure",
    "delivery",
    "level",
    "period",
    "base_figure",
    "sex",
    "age_from",
    "age_to",
    "tiles",
]


def tiling(needed: Band, bands: Iterable[Band]) -> list[Band] | None:
    """The fewest ``bands`` that tile ``needed`` without gap or overlap, None where none do.

    A band is (first age, last age); None as last age is the open end.
    """
    start, end = needed[0], _end(needed)
    steps: dict[int, list[tuple[int, Band]]] = defaultdict(list)
    for band in set(bands):
        if band[0] >= start and _end(band) <= end:
            steps[_end(band)].append((band[0], band))
    best: dict[int, list[Band]] = {start - 1: []}
    for reached in sorted(steps):
        routes = [best[first - 1] + [band] for first, band in steps[reached] if first - 1 in best]
        if routes:
            best[reached] = min(routes, key=len)
    return best.get(end)


def _end(band: Band) -> int:
    return OPEN if band[1] is None else band[1]


def tile_table(
    connection: duckdb.DuckDBPyConnection, needed: dict[int, tuple[str, str, Band]]
) -> pd.DataFrame:
    """TILE_COLUMNS: for each needed measure and delivered table the bands that make it.

    ``needed`` maps a measure's number to base figure, sex and band. Where a delivery gives no
    total of the sexes, men and women together make it.
    """
    delivered = connection.execute(
        "SELECT base_figure, delivery, level, period, sex, age_from, age_to "
        "FROM figure GROUP BY ALL"
    ).fetchall()
    tables: dict[tuple[str, int, str, str], dict[str, list[Band]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for base, delivery, level, period, sex, age_from, age_to in delivered:
        tables[base, delivery, level, period][sex].append((age_from, age_to))
    rows: list[tuple[object, ...]] = []
    for (base, delivery, level, period), bands in tables.items():
        for measure, (wanted, sex, band) in needed.items():
            if wanted == base:
                found = _tiles_of(sex, band, bands)
                rows += [
                    (measure, delivery, level, period, base, part, first, last, len(found))
                    for part, (first, last) in found
                ]
    frame = pd.DataFrame(rows, columns=TILE_COLUMNS)
    numbers = dict.fromkeys(("measure", "delivery", "age_from", "tiles"), "int64")
    words = dict.fromkeys(("level", "period", "base_figure", "sex"), "str")
    return frame.astype({**numbers, **words, "age_to": "Int64"})


def _tiles_of(sex: str, band: Band, bands: dict[str, list[Band]]) -> list[tuple[str, Band]]:
    direct = tiling(band, bands.get(sex, []))
    if direct is not None:
        return [(sex, tile) for tile in direct]
    if sex != "total":
        return []
    sexes = dict.fromkeys(("female", "male", *bands))
    parts = [(one, tiling(band, bands.get(one, []))) for one in sexes if one != "total"]
    if any(tiles is None for _, tiles in parts):
        return []
    return [(one, tile) for one, tiles in parts for tile in tiles or []]
