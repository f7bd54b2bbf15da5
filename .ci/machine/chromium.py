"""A Chromium for the browser tests: found, else installed, else the reason why not."""

import os
import shutil
import subprocess
from pathlib import Path

from . import packages
from .failures import SetupError, last_line
from .places import say

SETTING = "KREISBLICK_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as s\n"
    "with s() as p: print(p.chromium.executable_path)"
)


def prepare(python: Path) -> Path:
    """Path of a Chromium that starts; raises with the reason where none can be had."""
    _prepare_driver(python)
    found = find()
    if found is None and packages.install("chromium", "fonts-liberation"):
        found = find()
    return found or _from_playwright(python)


def find() -> Path | None:
    """Chromium named in ``$KREISBLICK_CHROMIUM`` or on the path, if it starts."""
    named = os.environ.get(SETTING)
    if named:
        if starts(Path(named)):
            return Path(named)
        raise SetupError(
            f"{SETTING}={named} lässt sich nicht starten. Abhilfe: den Pfad eines Chromium oder "
            "Chrome angeben oder die Variable leeren."
        )
    paths = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in paths if path and starts(Path(path))), None)


def starts(path: Path) -> bool:
    """Whether the program is there and tells its version (a stub for snap does not)."""
    try:
        told = subprocess.run(
            [str(path), "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0 and "Chrom" in told.stdout


def _prepare_driver(python: Path) -> None:
    """Playwright brings its own Node.js, which needs a library that small machines lack."""
    told = _playwright(python, "--version")
    if told.returncode != 0 and packages.install("libatomic1"):
        told = _playwright(python, "--version")
    if told.returncode != 0:
        raise SetupError(
            f"Der Treiber der Browsertests startet nicht ({last_line(told.stderr)}). Abhilfe: sudo "
            "apt install libatomic1"
        )


def _playwright(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-m", "playwright", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def _from_playwright(python: Path) -> Path:
    say("Kein Chromium gefunden; versuche, eines über playwright zu laden …")
    loaded = _playwright(python, "install", "chromium")
    asked = subprocess.run(
        [str(python), "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    path = Path(asked.stdout.strip() or "chromium")
    if starts(path):
        return path
    raise SetupError(
        f"Für die Browsertests ist kein Chromium zu bekommen ({last_line(loaded.stderr)}). "
        f"Abhilfe: sudo apt install chromium oder {SETTING}=/pfad/zu/chrome setzen."
    )
