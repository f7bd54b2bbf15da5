"""The map in a real browser: what people see, hear, point at and press."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from playwright.sync_api import Browser, Frame, Page, expect

from geodata.layers import write_layer
from tests.browser.server import Server, free_port, wait_until_healthy
from tests.browser.watching import Watch

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, ROWS, SIDE = 10, 6, 4000
EVIL = "<img src=x onerror=alert(1)> & Söhne"
OpenMap = Callable[..., tuple[Page, Frame]]


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


@pytest.fixture(scope="module")
def map_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of the map engine, served as the product is."""
    folder = tmp_path_factory.mktemp("map")
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


@pytest.fixture
def open_map(browser: Browser, map_server: Server) -> Iterator[OpenMap]:
    """Opens the page and waits for its maps; afterwards nothing may have been complained of."""
    watch = Watch()
    context = browser.new_context(viewport={"width": 1100, "height": 850}, locale="de-DE")
    watch.attach(context)

    def opened(query: str = "", maps: int = 1) -> tuple[Page, Frame]:
        page = context.new_page()
        page.goto(f"{map_server.url}/{query}")
        expect(page.locator("iframe")).to_have_count(maps)
        for number in range(maps):
            inner = page.frame_locator("iframe").nth(number)
            expect(inner.locator("[data-painted]")).to_be_visible(timeout=30_000)
        return page, map_frames(page)[0]

    yield opened
    context.close()
    assert watch.complaints() == []


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


def test_pointing_tells_name_and_value_in_german(open_map: OpenMap):
    page, frame = open_map("?mode=plain")
    point_at(page, frame, "16001103")
    tooltip = frame.locator(".kb-tooltip")
    expect(tooltip).to_contain_text("Ort 3/1")
    expect(tooltip.locator(".kb-line")).to_have_text(spoken("16001103"))


def test_an_area_without_a_value_tells_why(open_map: OpenMap):
    page, frame = open_map()
    point_at(page, frame, "16001100")
    expect(frame.locator(".kb-tooltip .kb-line")).to_have_text("geheim")
    assert colour(frame, "16001100") == "url(#kb-hatch-251)"


def test_a_name_is_never_run(open_map: OpenMap):
    page, frame = open_map("?mode=plain")
    point_at(page, frame, "16001002")
    expect(frame.locator(".kb-tooltip .kb-name")).to_have_text(EVIL)
    expect(frame.locator(".kb-attribution")).to_have_text("© Amt <b>für</b> Karten")
    assert frame.locator("img").count() == 0


def test_another_indicator_repaints_the_same_map_where_it_stands(open_map: OpenMap):
    page, frame = open_map("?mode=plain")
    frame.evaluate("map.setView([51.02, 10.7], 11, {animate: false}); window.same = true")
    before, colours = view(frame), [colour(frame, "16001103"), colour(frame, "16002305")]
    choose(page, "Indikator 07")
    frame.wait_for_function("document.querySelector('[data-painted]').dataset.painted === '2'")
    assert [colour(frame, "16001103"), colour(frame, "16002305")] != colours
    assert frame.evaluate("window.same") is True
    assert view(frame) == before
    assert frame.evaluate("window.feature_group.length") == 1


def test_a_click_is_reported_once_and_marks_the_area(open_map: OpenMap):
    page, frame = open_map("?mode=plain")
    middle = place(frame, "16001304")
    page.mouse.click(middle["x"], middle["y"])
    expect(page.get_by_text("Gewählt: 16001304 · Klicks: 1")).to_be_visible()
    choose(page, "Indikator 03")
    expect(page.get_by_text("Läufe: 3")).to_be_visible()
    expect(page.get_by_text("Gewählt: 16001304 · Klicks: 1")).to_be_visible()
    assert frame.locator("path.kb-selected").get_attribute("d")
    page.mouse.click(middle["x"], middle["y"])
    expect(page.get_by_text("Gewählt: 16001304 · Klicks: 2")).to_be_visible()


def test_panning_and_zooming_ask_the_server_nothing(open_map: OpenMap):
    page, frame = open_map("?mode=plain")
    runs = settled_runs(page)
    frame.evaluate("map.panBy([120, 40], {animate: false}); map.zoomIn()")
    assert settled_runs(page) == runs


def test_keys_move_between_areas_and_choose(open_map: OpenMap):
    page, frame = open_map("?mode=plain")
    frame.locator("[data-key='16001000']").focus()
    page.keyboard.press("ArrowRight")
    focused = frame.locator("[data-key='16001001']")
    expect(focused).to_be_focused()
    expect(focused).to_have_attribute("aria-label", f"Ort 1/0, {spoken('16001001')}")
    page.keyboard.press("ArrowUp")
    expect(frame.locator("[data-key='16001101']")).to_be_focused()
    page.keyboard.press("End")
    expect(frame.locator("[data-key='16002509']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gewählt: 16002509 · Klicks: 1")).to_be_visible()
    expect(frame.locator("[data-key='16002509']")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(frame.locator(".kb-tooltip")).to_be_hidden()


def test_one_press_of_tab_passes_all_areas(open_map: OpenMap):
    _, frame = open_map("?mode=plain")
    assert frame.locator(".kb-area[tabindex='0']").count() == 1
    assert frame.locator(".kb-area").count() == COLUMNS * ROWS
    expect(frame.get_by_role("listbox", name="Karte der Gemeinden")).to_be_attached()


def test_a_territory_shows_its_areas_alone(open_map: OpenMap):
    page, frame = open_map("?mode=plain&kreis=16001")
    assert frame.locator(".kb-area").count() == COLUMNS * ROWS / 2
    assert view(frame)[2] < 10.7
    box = frame.locator("[data-key='16001304']").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 1.5 * box["width"], box["y"] + box["height"] / 2)
    page.wait_for_timeout(600)
    expect(page.get_by_text("Klicks: 0")).to_be_visible()


def test_counts_are_circles_and_can_be_clicked(open_map: OpenMap):
    page, frame = open_map("?mode=circles")
    circles = frame.locator(".kb-circles circle")
    assert 40 < circles.count() < COLUMNS * ROWS
    radii = [float(circles.nth(n).get_attribute("r") or 0) for n in range(circles.count())]
    assert radii == sorted(radii, reverse=True)
    assert max(radii) <= 20
    middle = place(frame, "16001304")
    page.mouse.click(middle["x"], middle["y"])
    expect(page.get_by_text("Klicks: 1")).to_be_visible()


def test_linked_maps_move_together(open_map: OpenMap):
    page, left = open_map("?linked=1", maps=2)
    right = map_frames(page)[1]
    runs = settled_runs(page)
    left.evaluate("map.setView([51.0, 10.6], 10.5, {animate: false})")
    assert view(right) == pytest.approx(view(left), abs=1e-6)
    right.evaluate("map.panBy([50, 50], {animate: false})")
    assert view(right) == pytest.approx(view(left), abs=1e-6)
    assert settled_runs(page) == runs


def test_many_changes_leave_nothing_behind(open_map: OpenMap):
    page, frame = open_map("?mode=plain")
    nodes = frame.evaluate("document.querySelectorAll('*').length")
    for number in (2, 3, 4, 5):
        choose(page, f"Indikator {number:02d}")
        frame.wait_for_function(
            f"document.querySelector('[data-painted]').dataset.painted === '{number}'"
        )
    assert frame.evaluate("document.querySelectorAll('body *').length") <= nodes
    assert frame.evaluate("window.feature_group.length") == 1
