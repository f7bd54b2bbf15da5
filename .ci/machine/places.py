"""Where things lie in a checkout."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"


def data_dir() -> Path:
    """Folder of store, releases and workspace: ``$KREISBLICK_DATA`` or ``data/``."""
    return Path(os.environ.get("KREISBLICK_DATA") or ROOT / "data").absolute()


def say(text: str) -> None:
    """Tell the operator what happens now."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
