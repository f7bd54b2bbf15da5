"""The map engine alone, in a browser: a small made-up country and a page that draws it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from playwright.sync_api import Frame, Page

from geodata.layers import write_layer
from tests.browser.server import Server, free_port, wait_until_healthy

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, ROWS, SIDE = 10, 6, 4000
EVIL = "<img src=x onerror=alert(1)> & Söhne"


def areas() -> gpd.GeoDataFrame:
    """Sixty squares in two Kreise; the third has a name that would run as HTML."""
    cells = [(c, r) for r in range(ROWS) for c in range(COLUMNS)]
    names = [f"Ort {c}/{r}" for c, r in cells]
    names[2] = EVIL
    x0, y0 = 600_000, 5_650_000
    return gpd.GeoDataFrame(
        {"key": [f"1600{1 + (c >= COLUMNS / 2)}{r}{c:02d}" for c, r in cells], "label": names},
        geometry=[
            shapely.box(x0 + c * SIDE, y0 + r * SIDE, x0 + (c + 1) * SIDE, y0 + (r + 1) * SIDE)
            for c, r in cells
        ],
        crs=25832,
    )


@contextmanager
def serve_map(folder: Path) -> Iterator[Server]:
    """The page of the map engine, served as the product is."""
    grid = areas()
    kreise = grid.dissolve(grid["key"].str[:5].rename("kreis")).reset_index()
    maps = folder / "releases" / "r_1" / "maps"
    layer = write_layer(grid, maps, "gemeinde", tolerance_m=1, borders=kreise)
    (south, west), (north, east) = layer.bounds
    described = {
        "release": "r_1",
        "file": layer.file,
        "bounds": layer.bounds,
        "order": layer.order,
        "attribution": "© Amt <b>für</b> Karten",
        "territories": {"16001": [[south, west], [north, (west + east) / 2]]},
    }
    (folder / "layer.json").write_text(json.dumps(described), encoding="utf-8")
    port = free_port()
    command = ["streamlit", "run", "benchmarks/apps/engine_app.py", f"--server.port={port}"]
    with (folder / "app.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={
                **os.environ,
                "KREISBLICK_DATA": str(folder),
                "KREISBLICK_BENCH_LAYER": str(folder / "layer.json"),
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://127.0.0.1:{port}", folder / "app.log")
        try:
            wait_until_healthy(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=15)


def spoken(key: str) -> str:
    """The page's value of an area under the first indicator, as a German reads it."""
    values = np.random.default_rng(0).gamma(2, 10, COLUMNS * ROWS).round(1)
    return f"{values[sorted(areas()['key']).index(key)]} je 100 Einwohner".replace(".", ",")


def map_frames(page: Page) -> list[Frame]:
    return [frame for frame in page.frames if "/component/streamlit_folium" in frame.url]


def view(frame: Frame) -> list[float]:
    return frame.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]")


def place(frame: Frame, key: str) -> dict[str, float]:
    """Where an area's middle lies in its frame."""
    box = frame.locator(f"[data-key='{key}']").bounding_box()
    assert box is not None
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def point_at(page: Page, frame: Frame, key: str) -> None:
    middle = place(frame, key)
    page.mouse.move(middle["x"] - 3, middle["y"] - 3)
    page.mouse.move(middle["x"], middle["y"])


def choose(page: Page, indicator: str) -> None:
    page.get_by_role("combobox").click()
    page.get_by_role("option", name=indicator, exact=True).click()


def colour(frame: Frame, key: str) -> str | None:
    return frame.locator(f"[data-key='{key}']").get_attribute("fill")


def painted(frame: Frame) -> int:
    return int(frame.locator("[data-painted]").get_attribute("data-painted") or 0)


def settled_runs(page: Page) -> str:
    page.wait_for_timeout(900)
    return page.get_by_text("Läufe:").inner_text()
