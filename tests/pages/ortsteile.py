"""The sample installation with Ortsteile of one Gemeinde, and figures of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import geopandas as gpd
import pytest
import shapely

from monitoring.commands import main
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.ortsteile import drawn_gemeinden
from tests.pages.figures import open_current
from tests.pages.raeume import in_use, kreise

Release = duckdb.DuckDBPyConnection
PARTS = ("Altstadt", "Neustadt", "Südvorstadt", "Hafen")
YEARS = (2022, 2023, 2024)


def quarters(shape: shapely.Geometry, ags: str) -> gpd.GeoDataFrame:
    """A Gemeinde cut into four at the middle of its box."""
    west, south, east, north = shape.bounds
    x, y = (west + east) / 2, (south + north) / 2
    boxes = [
        shapely.box(*sides)
        for sides in ((west, y, x, north), (x, y, east, north), (west, south, x, y),
                      (x, south, east, y))
    ]  # fmt: skip
    fields = {"nr": ["01", "02", "03", "10"], "ortsteil": PARTS, "gemeinde": ags}
    return gpd.GeoDataFrame(fields, geometry=[box & shape for box in boxes], crs=25832)


def people(ags: str) -> str:
    """An own table: population and foreigners of each Ortsteil."""
    rows = [
        f"{ags}T{number};{year}-12-31;{300 * place + year};{20 * place + year - 2000}"
        for place, number in enumerate(("01", "02", "03", "10"), start=1)
        for year in YEARS
    ]
    return "\n".join(["ags;zeitraum;bevoelkerung;auslaender", *rows])


@pytest.fixture(scope="session")
def with_ortsteile(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first Gemeinde of a Landkreis in four parts, with figures of their own."""
    base = tmp_path_factory.mktemp("ortsteile")
    shutil.copytree(sample_data_dir, base / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KREISBLICK_DATA", str(base / "data"))
        release = open_current(base / "data")
        ags = gemeinde(release)
        release.close()
        with open_store(store_path()) as connection:
            drawn = drawn_gemeinden(connection, None).set_index("key").geometry
        quarters(drawn[ags], ags).to_file(base / "teile.geojson")
        (base / "einwohner.csv").write_text(people(ags), encoding="utf-8")
        words = ["--schluessel", "nr", "--bezeichnung", "ortsteil", "--gemeinde", "gemeinde"]
        assert main(["raeume", "import", *words, str(base / "teile.geojson")]) == 0
        assert main(["import", str(base / "einwohner.csv")]) == 0
        assert main(["release", "build"]) == 0
    return base / "data"


def gemeinde(release: Release) -> str:
    """The Gemeinde whose Ortsteile there are."""
    return str(
        release.execute(
            "SELECT min(ags) FROM area WHERE level = 'gemeinde' AND parent = ? AND NOT "
            "unincorporated", [kreise(release)[0]],
        ).fetchone()[0]
    )  # fmt: skip


@pytest.fixture
def ortsteile_release(
    with_ortsteile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Release]:
    yield from in_use(with_ortsteile, tmp_path, monkeypatch)
