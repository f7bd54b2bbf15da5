"""What is on the screen: ready, readable, within its frame, free of barriers."""

import re
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
# Words of programs that no reader should meet.
LEAKS = re.compile(r"\b(None|nan|NaN|NaT|undefined|Traceback|inf)\b|\[object Object\]")

# Connected, no run in progress and no skeleton, and that for a while: a run may follow a run.
IDLE = """quiet => {
    const app = document.querySelector('[data-testid="stApp"]');
    const idle = app !== null
        && app.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid="stSkeleton"], [aria-busy="true"]') === null;
    window.idleSince = idle ? (window.idleSince ?? performance.now()) : null;
    return idle && performance.now() - window.idleSince >= quiet;
}"""

# Text as seen, and the tables that a drawn grid keeps for screen readers.
TEXT = """() => {
    const grids = [...document.querySelectorAll('canvas [role="gridcell"]')];
    return [document.body.innerText, ...grids.map(cell => cell.textContent)].join('\\n');
}"""

OVERFLOW = """() => {
    const frames = [document.documentElement,
        ...document.querySelectorAll('[data-testid="stMain"], [data-testid="stAppViewContainer"]')];
    return Math.max(...frames.map(frame => frame.scrollWidth - frame.clientWidth));
}"""

BRIGHTNESS = """() => {
    const colour = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
    const [red, green, blue] = colour.backgroundColor.match(/[\\d.]+/g).map(Number);
    return (red + green + blue) / (3 * 255);
}"""

RUN_AXE = """async grave => {
    const found = await axe.run(document, {resultTypes: ['violations']});
    return found.violations.filter(rule => grave.includes(rule.impact)).map(rule => {
        const node = rule.nodes[0];
        const why = [...node.any, ...node.all, ...node.none].map(check => check.message)[0];
        return `${rule.impact}: ${rule.id}: ${rule.nodes.length}x, e.g. ${why} `
            + `at ${node.target.join(' ')}: ${node.html.slice(0, 200)}`;
    });
}"""


def wait_for_app(page: Page, *, quiet: int = 300, timeout: float = 30_000) -> None:
    """Wait until Streamlit has finished, for at least ``quiet`` milliseconds."""
    page.evaluate("() => { window.idleSince = null; }")
    page.wait_for_function(IDLE, arg=quiet, timeout=timeout)


def visible_text(page: Page) -> str:
    """Everything a person can read on the page, components included."""
    return "\n".join(str(frame.evaluate(TEXT)) for frame in page.frames)


def leaked_words(text: str) -> list[str]:
    """Words of programs in a text, each with its neighbourhood."""
    return [text[max(0, hit.start() - 40) : hit.end() + 40] for hit in LEAKS.finditer(text)]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window; 0 or less is good."""
    return int(page.evaluate(OVERFLOW))


def brightness(page: Page) -> float:
    """Of the background: 0 is black, 1 is white."""
    return float(page.evaluate(BRIGHTNESS))


def axe_findings(page: Page) -> list[str]:
    """Serious and critical findings of axe-core in the page and its components.

    Evaluated through the debugger, so the Content-Security-Policy stays as it is.
    """
    findings = []
    for frame in page.frames:
        if frame.url in ("", "about:blank"):
            continue
        frame.evaluate(AXE)
        findings += [f"{finding} ({frame.url})" for finding in frame.evaluate(RUN_AXE, GRAVE)]
    return findings
