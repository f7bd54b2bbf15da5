"""The map against ``folium.Choropleth``: time, bytes, processor and memory per change.

On our side stands the product's own page Karte with its queries, legend, panel and table, on
a release of that size; on the other a page with nothing but ``st_folium`` and the boundaries
as they come. Our map engine alone, with made-up values, is measured for comparison. All in one
run on one machine. Sizes can be chosen: ``KREISBLICK_BENCH_SIZES=Kreis,Thüringen``; releases
that are there already are named in ``KREISBLICK_BENCH_RELEASES`` (``Karte Kreis=/srv/kreis``).
Times are printed with what is to be reached and never fail.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.map_pages import REALDATA, SIZES, Size, areas_of, prepare, serve
from benchmarks.map_watch import FLAGS, Measured, chromium, measure
from benchmarks.releases import named_or_built

HEAD = (
    "| areas | page | repainted ms (slowest) | all done ms | kB per change | CPU ms per change "
    "| first map s | MB |\n|---|---|---|---|---|---|---|---|"
)
LIMITS = "at most 100 kB and 60 ms CPU per change, 3 s for the first map, 350 MB"


def main() -> int:
    """Measure every size and write a table."""
    if not REALDATA.is_dir():
        say(f"skipped: the real boundaries are not in {REALDATA} (KREISBLICK_REALDATA)")
        return 0
    chosen = os.environ.get("KREISBLICK_BENCH_SIZES")
    sizes = [size for size in SIZES if not chosen or size.name in chosen.split(",")]
    say(HEAD)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        notes = [compare(browser, size) for size in sizes]
        browser.close()
    say("")
    for note in notes:
        say(f"- {note}")
    say(f"- to be reached everywhere: {LIMITS}")
    return 0


def compare(browser: Browser, size: Size) -> str:
    """Measure one size; the rows are written at once, the ratio is given back."""
    count = len(areas_of(size))
    with tempfile.TemporaryDirectory() as folder:
        environment = prepare(size, Path(folder))
        with serve("benchmarks/apps/engine_app.py", environment) as served:
            engine = measure(browser, served, count, "?mode=plain")
        row(f"{size.name} {count}", "map engine", engine)
        with serve("benchmarks/apps/peer_choropleth.py", environment) as served:
            peer = measure(browser, served, count, offline=True)
        row(f"{size.name} {count}", "folium.Choropleth", peer)
        name = f"Karte {size.name}"
        data = named_or_built(Path(folder), (name,))[name]
        with serve("app.py", {"KREISBLICK_DATA": str(data)}) as served:
            ours = measure(browser, served, count, f"karte?gebiet={size.keys or 'DG'}")
        row(f"{size.name} {count}", "page Karte", ours)
    return (
        f"{size.name}: {peer.change_ms / ours.change_ms:.0f} times as fast "
        f"(to be reached: {size.ratio:.0f}, and {size.limit_ms:.0f} ms); "
        f"{peer.kilobytes / ours.kilobytes:.0f} times fewer bytes, "
        f"{peer.cpu_ms / max(ours.cpu_ms, 10):.0f} times less CPU"
    )


def row(areas: str, page: str, measured: Measured) -> None:
    """One line of the table."""
    m = measured
    say(
        f"| {areas} | {page} | {m.change_ms:.0f} ({m.slowest_ms:.0f}) | {m.done_ms:.0f} "
        f"| {m.kilobytes:.1f} | {m.cpu_ms:.0f} | {m.cold_s:.1f} | {m.megabytes:.0f} |"
    )


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
