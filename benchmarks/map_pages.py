"""What the map benchmark measures: layers of several sizes, and the pages that draw them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

import geopandas as gpd
import psutil
import shapely

from geodata.layers import write_layer

ROOT = Path(__file__).resolve().parent.parent
REALDATA = Path(os.environ.get("KREISBLICK_REALDATA") or ROOT.parent / "shared" / "realdata")
BOUNDARIES = REALDATA / "boundaries"
SAMPLE = ROOT / "sample_data" / "files" / "vg250_2024-12-31.utm32s.gpkg"
TH, BY, DE = (
    BOUNDARIES / "vg250_gem_2016-01-01_TH_25832.gpkg",
    BOUNDARIES / "vg250_gem_2016-01-01_BY_25832.gpkg",
    BOUNDARIES / "vg5000_2021-01-01_de" / "VG5000_GEM.shp",
)
# clock_getcpuclockid(3): the clock of another process is told by its number
CPUCLOCK_SCHED = 2


@dataclass(frozen=True)
class Size:
    """A set of areas and what is to be reached with it: ratio to the peer, milliseconds."""

    name: str
    file: Path
    keys: str
    tolerance_m: float
    ratio: float
    limit_ms: float


SIZES = (
    Size("Kreis", SAMPLE, "99005", 100, 5, 150),
    Size("Thüringen", TH, "16", 100, 20, 150),
    Size("Bayern", BY, "09", 100, 50, 150),
    Size("Deutschland", DE, "", 250, 30, 250),
)


@dataclass
class Served:
    """A running page: its address and its process."""

    url: str
    process: subprocess.Popen[bytes]
    memory: list[float] = field(default_factory=list)

    def cpu(self) -> float:
        """Seconds of processor time so far, also of threads that are through."""
        if sys.platform == "linux":  # psutil counts in steps of 10 ms
            return time.clock_gettime(~self.process.pid << 3 | CPUCLOCK_SCHED)
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    def megabytes(self) -> float:
        """Resident memory now."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 1e6


def areas_of(size: Size) -> gpd.GeoDataFrame:
    """Areas of a size with key and label, in EPSG:25832."""
    layer = {"layer": "vg250_gem"} if size.file == SAMPLE else {}
    read = gpd.read_file(size.file, **layer).to_crs(25832)
    named = read.rename(columns={"AGS": "key", "GEN": "label"})[["key", "label", "geometry"]]
    chosen: gpd.GeoDataFrame = named[named["key"].str.startswith(size.keys)]
    return chosen.sort_values("key", ignore_index=True)


def prepare(size: Size, folder: Path) -> dict[str, str]:
    """Write the layer and, for the peer, the boundaries as they come; gives the environment in
    which pages find them.
    """
    areas = areas_of(size)
    kreise = areas.dissolve(areas["key"].str[:5].rename("kreis")).reset_index()
    maps = folder / "releases" / "messung" / "maps"
    layer = write_layer(areas, maps, "gemeinde", tolerance_m=size.tolerance_m, borders=kreise)
    described = {
        "release": "messung",
        "file": layer.file,
        "bounds": layer.bounds,
        "order": layer.order,
        "attribution": "© GeoBasis-DE / BKG (Daten verändert)",
    }
    (folder / "layer.json").write_text(json.dumps(described), encoding="utf-8")
    shapes = areas.geometry.to_crs(4326).to_numpy()
    features = [
        {"type": "Feature", "id": key, "properties": {}, "geometry": json.loads(text)}
        for key, text in zip(areas["key"], shapely.to_geojson(shapes), strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "bbox": shapely.total_bounds(shapes).tolist(),
        "features": features,
    }
    (folder / "areas.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return {
        "KREISBLICK_DATA": str(folder),
        "KREISBLICK_BENCH_LAYER": str(folder / "layer.json"),
        "KREISBLICK_BENCH_GEOJSON": str(folder / "areas.geojson"),
    }


@contextmanager
def serve(script: str, environment: dict[str, str]) -> Iterator[Served]:
    """Run a Streamlit script of the repository on a free port."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Served(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return once the server answers."""
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {url}")
