"""Releases to measure on: named ones, else built for the run by the product's own commands."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.map_pages import REALDATA, ROOT

SAMPLE, REAL = "Beispiel", "Thüringen"
NAMED = "KREISBLICK_BENCH_RELEASES"
FIGURES = (
    ("import", "gemeindeverzeichnis/*.xlsx", "genesis_flat_csv/12411-01-01-4_de_original.zip"),
    ("import", "--gebietsstand", "2021-12-31", "inkar/A_*.xls"),
)
GERMANY = ("import", "boundaries/vg5000_2021-01-01_de")
FULL_DETAIL = "boundaries/vg250_gem_2016-01-01_{}_25832.gpkg"
IN_2016 = ("release", "build", "--gebietsstand", "2016-01-01", "--land")
COMMANDS = {
    SAMPLE: (("sample",),),
    REAL: (GERMANY, *FIGURES, ("release", "build", "--land", "16")),
    "Karte Kreis": (("sample",),),
    "Karte Thüringen": (("import", FULL_DETAIL.format("TH")), *FIGURES, (*IN_2016, "16")),
    "Karte Bayern": (("import", FULL_DETAIL.format("BY")), *FIGURES, (*IN_2016, "09")),
    "Karte Deutschland": (GERMANY, *FIGURES, ("release", "build")),
}


def named_or_built(folder: Path, wanted: tuple[str, ...] = (SAMPLE, REAL)) -> dict[str, Path]:
    """Data folders by name; what was not named in KREISBLICK_BENCH_RELEASES is built in ``folder``.

    What needs real files is left out, with a word, where they are not there.
    """
    parts = os.environ.get(NAMED, "").split(";")
    named = dict(part.split("=", 1) for part in parts if "=" in part)
    found: dict[str, Path] = {}
    for name in wanted:
        if name in named:
            found[name] = Path(named[name])
        elif REALDATA.is_dir() or COMMANDS[name] == COMMANDS[SAMPLE]:
            found[name] = folder / name.replace(" ", "-")
            for words in COMMANDS[name]:
                run(found[name], *with_paths(words))
        else:
            sys.stdout.write(f"{name} left out: no real files in {REALDATA}\n")
    return found


def database_of(data: Path) -> Path:
    """Database of the release in use."""
    pointer = json.loads((data / "current.json").read_text(encoding="utf-8"))
    return data / "releases" / pointer["release"] / "release.duckdb"


def with_paths(words: tuple[str, ...]) -> list[str]:
    """Words that name real files, as their paths."""
    return [
        path
        for word in words
        for path in ([str(p) for p in sorted(REALDATA.glob(word))] if "/" in word else [word])
    ]


def run(data: Path, *words: str) -> None:
    """One command of the product in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "monitoring", *words],
        cwd=ROOT,
        env={**os.environ, "KREISBLICK_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
