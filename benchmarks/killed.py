"""Imports and builds that are killed, or meet a full disk, and what must hold afterwards."""

import os
import random
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import duckdb

from benchmarks.imports import _HEADER
from benchmarks.warm import ROOT, Ended, Server, command
from monitoring.build.verify import verify
from monitoring.history import known_deliveries
from monitoring.release.location import current_release, list_releases, release_folder
from monitoring.store.connection import open_store

SAMPLE = ROOT / "sample_data" / "files"
START = ("vg250_2024-12-31.utm32s.gpkg", "31122024_Auszug_GV.xlsx", "steuern.csv")
READ, CHECKED = "erkannt", "Datenstand prüfen"
ACKNOWLEDGED = re.compile(r"^(\S+): Lieferung (\d+), ([\d.]+) Zeilen", re.MULTILINE)
BUILT = re.compile(r"^Datenstand (\S+) erstellt", re.MULTILINE)
FIGURES = 10_000
GOLDEN = (5**0.5 - 1) / 2  # its multiples fill the whole evenly however many there are
MOST_TRIES = 5
KNOWN = {"store.duckdb", "deliveries.json", "releases", "builds", "current.json"}
VERIFIED: set[tuple[str, int]] = set()  # a release never changes


def installation(server: Server, data: Path) -> None:
    """A data folder with a few deliveries and a release of them."""
    expect(command(server, data, "import", *(str(SAMPLE / name) for name in START)))
    expect(command(server, data, "release", "build"))


def expect(ended: Ended) -> Ended:
    """A command that must succeed."""
    if ended.code != 0:
        raise AssertionError(f"exit code {ended.code}: {ended.said}")
    return ended


def delivery(folder: Path, number: int, figures: int = FIGURES) -> Path:
    """A zip with figures that no other has: their sum tells whether all of them are there."""
    rows = (
        "12411;Fortschreibung;STAG;Stichtag;2024-12-31;GEMEIN;Gemeinden;"
        f"{16_000_000 + row};Ort;GES;Geschlecht;;Insgesamt;ALTX20;Altersgruppen;;Insgesamt;"
        f"{number + 1};Anzahl;BEVSTD;Bevölkerungsstand;e\n"
        for row in range(figures)
    )
    path = folder / f"nummer_{number}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("tabelle.csv", f"{_HEADER}\n{''.join(rows)}")
    return path


def moments(whole: Ended, chance: random.Random) -> Iterator[tuple[float, bool]]:
    """Seconds after the start, or (True) after the mark, without end: spread evenly over the whole
    time, and as often over the time from the mark on, which holds the commit or the moving into
    place.
    """
    begin = chance.random()
    for place in count():
        share = (begin + place // 2 * GOLDEN) % 1
        late = bool(place % 2)
        yield share * (whole.seconds - (whole.marked if late else 0.0)), late


def killed_imports(
    server: Server, data: Path, number: int, chance: random.Random
) -> dict[str, int]:
    """Import until ``number`` were killed and look after each; gives how often what was seen."""
    files = data.parent / "files"
    files.mkdir()
    whole = expect(command(server, data, "import", str(delivery(files, 0)), mark=READ))
    known = acknowledged(whole)
    seen = {"killed": 0, "came in": 0, "ended before": 0}
    for place, (moment, late) in enumerate(moments(whole, chance), 1):
        if seen["killed"] == number:
            break
        assert place <= MOST_TRIES * number, f"only {seen} after {place} tries"
        path = delivery(files, place)
        ended = command(
            server, data, "import", str(path), kill_after=moment, mark=READ if late else ""
        )
        path.unlink()
        known |= acknowledged(ended)
        there = stored(data)
        lost = known - there
        assert not lost, f"acknowledged and lost: {lost}"
        assert ended.code in (0, -9), ended.said
        seen["killed"] += ended.code == -9
        seen["ended before"] += ended.code == 0
        seen["came in"] += ended.code == -9 and any(name == path.name for name, _ in there)
        known = there
        served(data)
    nothing_left(server, data, "status")
    return seen


def acknowledged(ended: Ended) -> set[tuple[str, int]]:
    """What the command said it has stored."""
    return {(name, int(number)) for name, number, _ in ACKNOWLEDGED.findall(ended.said)}


def stored(data: Path) -> set[tuple[str, int]]:
    """All deliveries of the store; raises for one that is not whole."""
    with open_store(data / "store.duckdb") as connection:
        rows = connection.execute(
            "SELECT d.file, d.id, d.rows, "
            "(SELECT count(*) FROM figure f WHERE f.delivery = d.id) + "
            "(SELECT count(*) FROM area a WHERE a.delivery = d.id) + "
            "(SELECT count(*) FROM boundary b WHERE b.delivery = d.id), "
            "(SELECT sum(value) FROM figure f WHERE f.delivery = d.id) FROM delivery d"
        ).fetchall()
        heads = {number for _, number, *_ in rows}
        strangers = connection.execute("SELECT DISTINCT delivery FROM figure").fetchall()
    assert {number for (number,) in strangers} <= heads, "figures of no delivery"
    names = [name for name, *_ in rows]
    assert len(names) == len(set(names)), "a delivery is there twice"
    for name, _, expected, found, total in rows:
        assert expected == found, f"{name}: {found} of {expected} rows"
        if name.startswith("nummer_"):
            own = int(name.removeprefix("nummer_").removesuffix(".zip")) + 1
            assert total == own * found, f"{name}: other values"
    return {(name, number) for name, number, *_ in rows}


def killed_builds(server: Server, data: Path, number: int, chance: random.Random) -> dict[str, int]:
    """Build until ``number`` were killed and look after each; gives how often what was seen."""
    whole = expect(command(server, data, "release", "build", mark=CHECKED))
    before, deliveries = served(data), stored(data)
    seen = {"killed": 0, "came into use": 0, "ended before": 0}
    for place, (moment, late) in enumerate(moments(whole, chance), 1):
        if seen["killed"] == number:
            break
        assert place <= MOST_TRIES * number, f"only {seen} after {place} tries"
        ended = command(
            server, data, "release", "build", kill_after=moment, mark=CHECKED if late else ""
        )
        assert ended.code in (0, -9), ended.said
        now = served(data)
        told = BUILT.search(ended.said)
        assert told is None or told[1] == now, "said to be in use and is not"
        assert now >= before, "an older release is in use"
        assert stored(data) == deliveries
        seen["killed"] += ended.code == -9
        seen["ended before"] += ended.code == 0
        seen["came into use"] += ended.code == -9 and now != before
        before = now
    nothing_left(server, data, "status")
    return seen


def served(data: Path) -> str:
    """The release in use; it and every other that is listed is whole."""
    with settings(data):
        identifier = current_release()
        assert identifier is not None, "no release is in use"
        for manifest in list_releases():
            folder = release_folder(manifest["id"])
            database = folder / "release.duckdb"
            if (str(database), database.stat().st_mtime_ns) not in VERIFIED:
                verify(database, manifest["tables"], manifest["content_hash"])
                VERIFIED.add((str(database), database.stat().st_mtime_ns))
            for layer in manifest["layers"].values():
                size = (folder / "maps" / layer["file"]).stat().st_size
                assert size == layer["bytes"], f"{layer['file']}: {size} bytes"
        with duckdb.connect(
            str(release_folder(identifier) / "release.duckdb"), read_only=True
        ) as c:
            assert c.execute("SELECT count(*) > 0 FROM value").fetchall() == [(True,)]
        return identifier


@contextmanager
def settings(data: Path) -> Iterator[None]:
    """The product's settings name this data folder."""
    before = os.environ.get("KREISBLICK_DATA")
    os.environ["KREISBLICK_DATA"] = str(data)
    try:
        yield
    finally:
        if before is None:
            del os.environ["KREISBLICK_DATA"]
        else:
            os.environ["KREISBLICK_DATA"] = before


def nothing_left(server: Server, data: Path, *words: str) -> None:
    """After the next command no draft and no temporary file is left, and the history is true."""
    left = expect(command(server, data, *words)).left
    assert not left, left
    there = sorted(path.name for path in data.iterdir())
    assert set(there) <= KNOWN, there
    with settings(data):
        assert {(one.file, one.id) for one in known_deliveries() or ()} == stored(data)
    hidden = [path.name for folder in ("releases", "builds") for path in data.glob(f"{folder}/.*")]
    assert not hidden, hidden
    shutil.rmtree(data.parent / "files", ignore_errors=True)
