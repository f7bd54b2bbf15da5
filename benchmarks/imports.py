"""Rows per second of each reader: the offices' own files where they are, else a made one; and
how long the real Thuringian files take from delivery to release.

Times of readers are CPU seconds of this process, so that other work on the machine does not
count; those of commands are what somebody waits.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.releases import COMMANDS, run, with_paths
from benchmarks.releases import REAL as THURINGIA
from monitoring.catalogue import load_catalogue
from monitoring.readers import Delivery, canonical_hash, read

ROOT = Path(__file__).resolve().parents[1]
REAL = Path(os.environ.get("KREISBLICK_REALDATA", ROOT.parent / "shared" / "realdata"))
REAL_FILES = {
    "Grenzen VG5000, Deutschland": "boundaries/vg5000_2021-01-01_de",
    "Grenzen VG250, Bayern": "boundaries/vg250_gem_2016-01-01_BY_25832.gpkg",
    "GV-ISys 31.12.2019": "gemeindeverzeichnis/31122019_Auszug_GV.xlsx",
    "INKAR, Arbeitslose 1998–2021": "inkar/A_Arbeitslosigkeit.xls",
    "Zensus 2022, Personen": "genesis_flat_csv/1000A-0000_de_flat.csv",
}
RUNS = 3
RELEASE_S = 30
MADE_GEMEINDEN = 5000
TARGETS = {"GV-ISys 31.12.2019": 20_000, "Flatfile-CSV (hergestellt)": 200_000}
_HEADER = (
    "statistics_code;statistics_label;time_code;time_label;time;1_variable_code;"
    "1_variable_label;1_variable_attribute_code;1_variable_attribute_label;2_variable_code;"
    "2_variable_label;2_variable_attribute_code;2_variable_attribute_label;3_variable_code;"
    "3_variable_label;3_variable_attribute_code;3_variable_attribute_label;value;value_unit;"
    "value_variable_code;value_variable_label;value_q"
)


def main() -> int:
    """Write the table; returns 1 if a reader missed its target."""
    catalogue = load_catalogue()
    say("| delivery | rows | seconds | rows per second | hash, seconds |")
    say("|---|--:|--:|--:|--:|")
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for name, path in files(Path(folder)):
            best = float("inf")
            for _ in range(RUNS):
                start = time.process_time()
                delivery = read(path, catalogue=catalogue)
                best = min(best, time.process_time() - start)
            start = time.process_time()
            canonical_hash(delivery)
            hashed = time.process_time() - start
            speed = rows(delivery) / best
            say(f"| {name} | {rows(delivery):,} | {best:.2f} | {speed:,.0f} | {hashed:.2f} |")
            missed += [name] if speed < TARGETS.get(name, 0) else []
        if REAL.is_dir() and release_of_thuringia(Path(folder) / "data") > RELEASE_S:
            missed.append("release of Thüringen")
    if missed:
        say(f"\nmissed: {', '.join(missed)}")
    return 1 if missed else 0


def release_of_thuringia(data: Path) -> float:
    """Seconds of the command that builds it, after the imports it needs."""
    *imports, build = COMMANDS[THURINGIA]
    imported = sum(seconds_of(data, words) for words in imports)
    built = seconds_of(data, build)
    say(
        f"\n- Thüringen by the commands of the docs: imports {imported:.1f} s, "
        f"release {built:.1f} s (to be reached: {RELEASE_S})"
    )
    return built


def seconds_of(data: Path, words: tuple[str, ...]) -> float:
    """How long somebody waits for a command."""
    start = time.perf_counter()
    run(data, *with_paths(words))
    return time.perf_counter() - start


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Names and paths of the deliveries to read."""
    for name, path in REAL_FILES.items():
        if (REAL / path).exists():
            yield name, REAL / path
    yield "Flatfile-CSV (hergestellt)", flat_csv(folder / "made_flat.csv")
    yield "Eigene Tabelle (hergestellt)", own_table(folder / "made.csv")


def flat_csv(path: Path) -> Path:
    """Population of many Gemeinden by sex and age, as Regionalstatistik writes it."""
    ages = ["", *(f"ALT{age:03d}" for age in range(0, 90, 3)), "ALT090UM"]
    with path.open("w", encoding="utf-8-sig") as file:
        file.write(f"{_HEADER}\n")
        for number in range(MADE_GEMEINDEN):
            for sex in ("", "GESM", "GESW"):
                for position, age in enumerate(ages):
                    file.write(
                        "12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;2024-12-31;"
                        f"GEMEIN;Gemeinden;{16_000_000 + number};Gemeinde {number};"
                        f"GES;Geschlecht;{sex};Name;ALTX20;Altersgruppen;{age};Name;"
                        f"{number * 7 % 9973 + position};Anzahl;BEVSTD;Bevölkerungsstand;e\n"
                    )
    return path


def own_table(path: Path) -> Path:
    """Two base figures of many Gemeinden and years."""
    with path.open("w", encoding="utf-8") as file:
        file.write("ags;zeitraum;kita_plaetze;hilfen_zur_erziehung\n")
        for number in range(MADE_GEMEINDEN):
            for year in range(2010, 2026):
                file.write(f"{16_000_000 + number};{year};{number % 90};{year % 7 or '•'}\n")
    return path


def rows(delivery: Delivery) -> int:
    """Figures and areas together."""
    return len(delivery.figures) + len(delivery.areas)


def say(line: str) -> None:
    """Write a line of the result."""
    sys.stdout.write(f"{line}\n")
