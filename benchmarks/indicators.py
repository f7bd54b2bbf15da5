"""A release of 849 Gemeinden with 100 indicators × 25 years, and its building after one of the
sources has come again with other values.

Each indicator is a rate of two base figures, delivered for every Gemeinde and year. The peer is
pandas: the rates alone, summed for Kreise and the Land, without status, protection, maps, checks.
"""

import dataclasses
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from monitoring.build.release import build_release
from monitoring.catalogue import Catalogue, Part, load_catalogue
from monitoring.readers import Delivery, canonical_hash
from monitoring.readers.contract import AREA_COLUMNS, FIGURE_COLUMNS
from monitoring.settings import store_path
from monitoring.store.connection import open_store, transaction
from monitoring.store.deliveries import add_delivery

TARGET_S, AGAIN = 60.0, 0.5
GEMEINDEN, KREISE, INDICATORS, FIRST, LAST, SOURCES = 849, 22, 100, 2000, 2024, 10
STAND, SIDE_M, POINTS = "2024-12-31", 4_000.0, 60


def main() -> int:
    """Print the table; 1 if a target is missed."""
    catalogue = house()
    with tempfile.TemporaryDirectory() as name, installation(Path(name)):
        frames = [figures(number) for number in range(SOURCES)]
        with open_store(store_path()) as connection:
            for delivery in (boundaries(), *map(delivery_of, frames)):
                add(connection, delivery)
        first, rows = seconds_of_build(catalogue)
        changed = frames[3].assign(value=frames[3]["value"] + 1)
        with open_store(store_path()) as connection:
            add(connection, delivery_of(changed))
        again, _ = seconds_of_build(catalogue)
    peer = peer_seconds(pd.concat(frames))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        "| values | release s (asked) | again s (asked) | pandas s | factor | MB |\n"
        "|--:|--:|--:|--:|--:|--:|\n"
        f"| {rows:,} | {first:.1f} ({TARGET_S:.0f}) | {again:.1f} ({AGAIN * first:.1f}) "
        f"| {peer:.1f} | {peer / first:.2f} | {peak:.0f} |\n"
    )
    return int(first > TARGET_S or again > AGAIN * first)


@contextmanager
def installation(folder: Path) -> Iterator[None]:
    """The product's settings name this folder."""
    os.environ["KREISBLICK_DATA"] = str(folder)
    yield
    del os.environ["KREISBLICK_DATA"]


def seconds_of_build(catalogue: Catalogue) -> tuple[float, int]:
    """How long a release takes, and how many values it has."""
    start = time.perf_counter()
    manifest = build_release(store_path(), catalogue, report=sys.stderr.write)
    return time.perf_counter() - start, manifest["tables"]["value"]


def keys() -> list[str]:
    """AGS of the made-up Gemeinden, dealt out to the Kreise."""
    return [f"16{51 + n % KREISE:03d}{n:03d}" for n in range(GEMEINDEN)]


def house() -> Catalogue:
    """A catalogue of the benchmark's base figures and indicators alone."""
    catalogue = load_catalogue()
    base, model = catalogue.base_figures["arbeitslose"], catalogue.indicators["betreuungsquote_u3"]
    names = [f"{part}{n}" for n in range(INDICATORS) for part in ("n", "d")]
    bases = {one: dataclasses.replace(base, id=one, title=one, table=one) for one in names}
    indicators = {
        f"i{n}": dataclasses.replace(
            model,
            id=f"i{n}",
            title=f"Indikator {n}",
            numerator=(Part(f"n{n}"),),
            denominator=(Part(f"d{n}"),),
            at="same",
        )
        for n in range(INDICATORS)
    }
    return dataclasses.replace(catalogue, base_figures=bases, indicators=indicators)


def figures(source: int) -> pd.DataFrame:
    """Rows of FIGURE_COLUMNS: the base figures of a tenth of the indicators."""
    random = np.random.default_rng(source)
    bases = [f"{part}{n}" for n in range(source, INDICATORS, SOURCES) for part in ("n", "d")]
    index = pd.MultiIndex.from_product(
        [bases, keys(), [str(year) for year in range(FIRST, LAST + 1)]],
        names=["base_figure", "key", "period"],
    )
    frame = index.to_frame(index=False).assign(
        level="gemeinde", gebietsstand=STAND, sex="total", age_from=0, status="reported", quality=""
    )
    frame["age_to"] = pd.array([None] * len(frame), dtype="Int64")
    large = frame["base_figure"].str.startswith("d")
    values = random.integers(5, 400, len(frame)).astype(float)
    frame["value"] = np.where(large, values * 50, values)
    return frame[FIGURE_COLUMNS]


def delivery_of(frame: pd.DataFrame) -> Delivery:
    """The figures as a delivery."""
    return Delivery("table", "eigene", "Figuren", figures=frame)


def boundaries() -> Delivery:
    """A grid of squares whose sides have as many points as real boundaries have."""
    wide = int(np.ceil(np.sqrt(GEMEINDEN)))
    frame = pd.DataFrame(dict.fromkeys(AREA_COLUMNS), index=range(GEMEINDEN))
    frame = frame.assign(
        key=keys(), level="gemeinde", kind="Gemeinde", km2=SIDE_M**2 / 1e6,
        unincorporated=False, gebietsstand=STAND,
    )  # fmt: skip
    frame["name"] = [f"Ort {n}" for n in range(GEMEINDEN)]
    frame["parent"] = frame["key"].str[:5]
    shapes = [square(n % wide, n // wide) for n in range(GEMEINDEN)]
    shape = gpd.GeoDataFrame(frame[["key", "level"]], geometry=shapes, crs=25832)
    return Delivery("boundaries", "bkg_vg250", "Grenzen", areas=frame, boundaries=shape)


def square(column: int, row: int) -> shapely.Polygon:
    """A square with wavy sides that neighbours share."""
    steps = np.linspace(0, 1, POINTS)
    west, south = 560_000 + column * SIDE_M, 5_600_000 + row * SIDE_M
    wave = np.sin(steps * np.pi * 6) * np.sin(steps * np.pi) ** 2 * 300
    lower = np.c_[west + steps * SIDE_M, south + wave]
    left = np.c_[west + wave, south + steps * SIDE_M]
    ring = [lower, left + np.array([SIDE_M, 0]), (lower + np.array([0, SIDE_M]))[::-1], left[::-1]]
    return shapely.Polygon(np.concatenate([side[:-1] for side in ring]))


def add(connection: duckdb.DuckDBPyConnection, delivery: Delivery) -> None:
    """Store a delivery as the import does."""
    with transaction(connection):
        add_delivery(
            connection,
            delivery,
            file="made.csv",
            sha256=canonical_hash(delivery),
            imported_by="Benchmark",
        )


def peer_seconds(frame: pd.DataFrame) -> float:
    """The same rates in pandas, for Gemeinden, Kreise and the Land."""
    start = time.perf_counter()
    frame = frame.assign(side=frame["base_figure"].str[0], indicator=frame["base_figure"].str[1:])
    for length in (8, 5, 2):
        area = frame["key"].str[:length]
        sums = frame.groupby(["indicator", area, "period", "side"])["value"].sum().unstack()
        _ = sums["n"] / sums["d"] * 100
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
