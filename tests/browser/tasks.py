"""Hands and eyes of a planner: choose, read, point at the map, take documents along."""

import json
import re
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Frame, Locator, Page, expect

from tests.browser.looking import wait_for_app

# A point that lies inside the drawn outline, measured from the corner of its box.
INSIDE = """path => {
    const box = path.getBBox(), ctm = path.getScreenCTM(), screen = path.getBoundingClientRect();
    let best = null;
    for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
        const at = new DOMPoint(box.x + box.width * i / 20, box.y + box.height * j / 20);
        if (!path.isPointInFill(at)) continue;
        const off = Math.hypot(i - 10, j - 10);
        if (best === null || off < best.off) {
            const seen = at.matrixTransform(ctm);
            best = {off, x: seen.x - screen.x, y: seen.y - screen.y};
        }
    }
    return {x: best.x, y: best.y};
}"""

ROWS = """table => [...table.rows].map(row => [...row.cells].map(cell => {
    const unit = cell.tagName === 'TH' ? cell.querySelector('small') : null;
    return (cell.innerText.replace(unit ? unit.innerText : '', '')).trim();
}))"""


def visit(page: Page, link: str) -> Page:
    """Open a link and wait until the page stands."""
    page.goto(link)
    wait_for_app(page)
    return page


def build(page: Page, data: Path, button: str = "Jetzt Datenstand erstellen") -> None:
    """Until the next release is in use: an earlier job's end says nothing of this one."""
    before = (data / "current.json").read_text()
    page.get_by_role("button", name=button, exact=True).click()
    end = time.monotonic() + 120
    while (data / "current.json").read_text() == before and time.monotonic() < end:
        page.wait_for_timeout(500)
    assert json.loads((data / "current.json").read_text()) != json.loads(before)


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def field(page: Page, label: str) -> Locator:
    """A list to choose from, by the label beside it."""
    return page.get_by_role("combobox", name=re.compile(rf"(^|\. ){re.escape(label)}$"))


def pick(page: Page, label: str, words: str) -> None:
    """Choose from a list by typing."""
    box = field(page, label)
    box.click()
    box.fill(words)
    page.get_by_role("option", name=words, exact=True).click()
    wait_for_app(page)


def unfold(page: Page, words: str) -> None:
    """Open a folded part of the page, if it is still folded."""
    part = page.locator("details", has=page.get_by_text(words, exact=True))
    if part.get_attribute("open") is None:
        part.locator("summary").click()


def legend(page: Page, position: int = 0) -> dict[str, int]:
    """Number of areas by line of the legend."""
    lines = page.locator(".kb-legend").nth(position).locator("li:has(small)").all()
    found = {}
    for line in lines:
        count = line.locator("small").inner_text().split()[0]
        found[line.locator("span").inner_text()] = 0 if count == "keine" else number(count)
    return found


def number(text: str) -> float:
    """A German number."""
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


def colours(page: Page) -> list[str]:
    """Pictures of the legend's classes."""
    found = page.locator(".kb-legend").first.locator("img").all()
    return [str(image.get_attribute("src")) for image in found]


def table(page: Page, name: str) -> list[list[str]]:
    """Heads and rows of the table that has a column of this name."""
    holder = page.locator("table.kb-table", has=page.locator("th", has_text=name)).last
    found: list[list[str]] = holder.evaluate(ROWS)
    return found


def panel(page: Page) -> dict[str, str]:
    """The selected area: its name, value and unit, and the facts below."""
    box = page.locator(".kb-panel")
    names, facts = box.locator("dt").all_inner_texts(), box.locator("dd").all_inner_texts()
    head = {
        "name": box.locator("h2").inner_text(),
        "value": box.locator(".v").inner_text(),
        "unit": box.locator(".kb-unit").inner_text(),
    }
    return head | dict(zip(names, facts, strict=True))


def maps(page: Page, count: int = 1) -> list[Frame]:
    """The frames of the maps, once they are painted."""
    expect(page.locator("iframe")).to_have_count(count, timeout=30_000)
    for position in range(count):
        inner = page.frame_locator("iframe").nth(position)
        expect(inner.locator("[data-painted]")).to_be_attached(timeout=30_000)
    handles = [page.locator("iframe").nth(n).element_handle() for n in range(count)]
    return [frame for handle in handles if handle and (frame := handle.content_frame())]


def area(frame: Frame, key: str) -> Locator:
    return frame.locator(f"[data-key='{key}']")


def point_at(frame: Frame, key: str) -> None:
    """Bring the mouse over an area."""
    shape = area(frame, key)
    shape.hover(position=shape.evaluate(INSIDE), force=True)


def click_on(frame: Frame, key: str) -> None:
    """Click on an area."""
    shape = area(frame, key)
    shape.click(position=shape.evaluate(INSIDE), force=True)


def view(frame: Frame) -> list[float]:
    """Zoom and middle of a map."""
    found: list[float] = frame.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]")
    return found


def saved(page: Page, words: str, folder: Path) -> Path:
    """Press a button that hands over a file, and keep it."""
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=words, exact=True).click()
    download: Download = waiting.value
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def focused(page: Page) -> dict[str, Any]:
    """What the keyboard stands on: its tag, and the words that name it."""
    found: dict[str, Any] = page.evaluate(
        """() => {
            const it = document.activeElement;
            const words = it.getAttribute('aria-label') || it.innerText || '';
            return {tag: it.tagName, words: words.trim()};
        }"""
    )
    return found
