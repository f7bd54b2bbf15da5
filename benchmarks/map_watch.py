"""Measures a page with a map in Chromium: how long a change takes until it is repainted."""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Route, WebSocket

from benchmarks.map_pages import ROOT, Served

CHANGES = 9
IDLE = 1.2
LEAFLET = ROOT / "static" / "vendor" / "leaflet"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
# What a map looks like: our engine counts its paintings, Leaflet's paths have their colours.
LOOK = """
window.look = function () {
  var frame = document.querySelector("iframe"), inner = frame && frame.contentDocument;
  if (!inner) return null;
  var own = inner.querySelector("[data-painted]");
  if (own) return "painted " + own.getAttribute("data-painted");
  var paths = inner.querySelectorAll("path.leaflet-interactive");
  if (paths.length < window.expectedAreas) return null;
  return Array.from(paths).slice(0, 200).map((path) => path.getAttribute("fill")).join();
};
/* Calls back once the frame at hand has been shown. */
function afterFrame(act) {
  var shown = new MessageChannel();
  shown.port1.onmessage = act;
  shown.port2.postMessage(0);
}
/* When the page last showed what a message of the server brought. */
window.WebSocket = class extends WebSocket {
  constructor(...words) {
    super(...words);
    this.addEventListener("message", function () {
      requestAnimationFrame(() => afterFrame(() => { window.lastShown = performance.now(); }));
    });
  }
};
/* From the press on an option until a frame in which the map looks different has been shown. */
window.watchChange = function () {
  var before = window.look();
  window.changeTook = window.start = null;
  var pressed = function () { window.start = performance.now(); };
  document.addEventListener("pointerup", pressed, { once: true, capture: true });
  (function again() {
    var now = window.look(), isSame = now === null || now === before;
    if (window.start === null || isSame) return requestAnimationFrame(again);
    afterFrame(() => { window.changeTook = performance.now() - window.start; });
  })();
};
"""


@dataclass(frozen=True)
class Measured:
    """Medians of one page.

    ``done_ms`` is the time until everything else has followed too; ``cpu_ms`` is without what
    the process uses in the same time at rest (Streamlit looks at its settings' file five times
    a second).
    """

    change_ms: float
    slowest_ms: float
    done_ms: float
    kilobytes: float
    cpu_ms: float
    cold_s: float
    megabytes: float


def chromium() -> str:
    """Path of the browser."""
    found = os.environ.get("KREISBLICK_CHROMIUM") or shutil.which("chromium")
    if not found:
        raise RuntimeError("no Chromium found; name one in KREISBLICK_CHROMIUM")
    return found


def without_network(route: Route) -> None:
    """Answer for the CDNs that folium asks: Leaflet from our copy, the rest empty."""
    address = route.request.url
    if address.startswith("http://127.0.0.1"):
        route.continue_()
    elif Path(address).name in ("leaflet.js", "leaflet.css"):
        route.fulfill(path=LEAFLET / Path(address).name)
    else:
        kind = "text/css" if address.endswith(".css") else "text/javascript"
        route.fulfill(body="", content_type=kind)


def measure(
    browser: Browser, served: Served, areas: int, path: str = "", offline: bool = False
) -> Measured:
    """Open a page and change its indicator nine times, letting it rest in between."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    if offline:
        context.route("**/*", without_network)
    context.add_init_script(f"window.expectedAreas = {areas};{LOOK}")
    page, received = context.new_page(), list[int]()
    page.on("websocket", lambda socket: count(socket, received))
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda e: received.append(int(e["encodedDataLength"])))
    start = time.monotonic()
    page.goto(f"{served.url}/{path}")
    page.wait_for_function("() => window.look() !== null", timeout=180_000, polling=20)
    cold = time.monotonic() - start
    choose(page, 1)
    rest = at_rest(served)
    times, done, sizes, cpus = [], [], [], []
    for number in range(2, 2 + CHANGES):
        time.sleep(IDLE)
        received.clear()
        cpu, begin = served.cpu(), time.monotonic()
        times.append(choose(page, number % 6 + 1))
        time.sleep(IDLE)
        done.append(max(times[-1], page.evaluate("window.lastShown - window.start")))
        sizes.append(sum(received) / 1000)
        cpus.append((served.cpu() - cpu - rest * (time.monotonic() - begin)) * 1000)
    context.close()
    return Measured(
        median(times),
        max(times),
        median(done),
        median(sizes),
        median(cpus),
        cold,
        served.megabytes(),
    )


def at_rest(served: Served) -> float:
    """Share of a core that the process uses while nobody does anything."""
    time.sleep(IDLE)
    cpu, begin = served.cpu(), time.monotonic()
    time.sleep(5 * IDLE)
    return (served.cpu() - cpu) / (time.monotonic() - begin)


def count(socket: WebSocket, received: list[int]) -> None:
    """Note the size of every message that the page receives."""
    socket.on("framereceived", lambda data: received.append(len(data)))


def choose(page: Page, number: int) -> float:
    """Choose the option at a place in the list of indicators; milliseconds until repainted."""
    page.get_by_role("combobox", name="Indikator").click()
    option = page.get_by_role("option").nth(number)
    option.wait_for()
    page.evaluate("window.watchChange()")
    option.click()
    page.wait_for_function("() => window.changeTook !== null", timeout=180_000, polling=50)
    return float(page.evaluate("window.changeTook"))
