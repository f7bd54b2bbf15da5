"""The map in a real browser: what people see, hear, point at and press."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.map_page import (
    COLUMNS,
    EVIL,
    ROWS,
    choose,
    colour,
    map_frames,
    place,
    point_at,
    serve_map,
    settled_runs,
    spoken,
    view,
)
from tests.browser.server import Server
from tests.browser.watching import Watch

OpenMap = Callable[..., tuple[Page, Frame]]


@pytest.fixture(scope="module")
def map_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serve_map(tmp_path_factory.mktemp("map")) as server:
        yield server


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
