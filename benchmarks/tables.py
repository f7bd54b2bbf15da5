"""Commands on large tables: a flat CSV of 100,000 rows, an own table of 10,000,000 figures.

What somebody waits, start of the program and checks included, and the memory it takes at most.
The peer is pandas: read and melted, nothing checked and nothing stored.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.imports import flat_csv
from benchmarks.releases import run

FLAT_ROWS, FLAT_S = 100_000, 3.0
TABLE_ROWS, TABLE_S, TABLE_MB = 1_000_000, 60.0, 2000
GEMEINDEN, FIRST = 11_000, 1920
COLUMNS = (
    "arbeitslose", "arbeitslose_langzeit", "sgb2_personen", "sgb2_kinder", "kita_plaetze",
    "kita_kinder_u3", "pflegeplaetze", "hilfen_zur_erziehung", "schulabgaenge", "wohnungen",
)  # fmt: skip


def main() -> int:
    """Print the table; 1 if a target is missed."""
    sys.stdout.write(
        "| delivery | figures | s (asked) | MB (asked) | pandas s | factor |\n"
        "|---|--:|--:|--:|--:|--:|\n"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        flat = first_rows(flat_csv(folder / "all.csv"), folder / "flat.csv")
        late = measured("Flatfile-CSV", flat, FLAT_ROWS, FLAT_S, None)
        own = own_table(folder / "own.csv")
        figures = TABLE_ROWS * len(COLUMNS)
        return int(late | measured("Eigene Tabelle", own, figures, TABLE_S, TABLE_MB))


def measured(title: str, path: Path, figures: int, asked: float, most: int | None) -> bool:
    """Import, print a row; whether a target was missed."""
    start = time.perf_counter()
    run(path.parent / f"data-{path.stem}", "import", str(path))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    start = time.perf_counter()
    frame = pd.read_csv(path, sep=";", dtype=str, na_filter=False)
    if "ags" in frame:
        frame.melt(["ags", "zeitraum"])
    peer = time.perf_counter() - start
    sys.stdout.write(
        f"| {title} | {figures:,} | {seconds:.1f} ({asked:.0f}) | {peak:.0f} ({most or '–'}) "
        f"| {peer:.1f} | {peer / seconds:.2f} |\n"
    )
    sys.stdout.flush()
    return seconds > asked or (most is not None and peak > most)


def first_rows(path: Path, target: Path) -> Path:
    """The heading and the first FLAT_ROWS rows of a file."""
    with path.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as file:
        for _ in range(FLAT_ROWS + 1):
            file.write(next(lines))
    return target


def own_table(path: Path) -> Path:
    """Ten base figures of many Gemeinden and years."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"ags;zeitraum;{';'.join(COLUMNS)}\n")
        for row in range(TABLE_ROWS):
            year, number = divmod(row, GEMEINDEN)
            value = (number * 31 + year) % 9973
            cells = ";".join(str(value * k % 20011) for k in range(1, len(COLUMNS) + 1))
            file.write(f"{16_000_000 + number};{FIRST + year};{cells}\n")
    return path


if __name__ == "__main__":
    sys.exit(main())
