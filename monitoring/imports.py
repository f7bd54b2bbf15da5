"""Import files: read all of them, then store all of them or none."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.catalogue import Catalogue, load_catalogue, own
from monitoring.catalogue.files import Entry
from monitoring.checks import Checked, checked, write_report
from monitoring.errors import printable
from monitoring.figures import counted, number
from monitoring.periods import spoken
from monitoring.profiles.model import Mapping
from monitoring.readers import READERS, canonical_hash, read
from monitoring.readers.contract import Coverage, Delivery
from monitoring.running import portion, step
from monitoring.settings import store_path
from monitoring.store.connection import open_store
from monitoring.store.deliveries import add_delivery, row_count
from monitoring.store.history import recorded

Say = Callable[[str], None]
READ, CHECKED, REPORTED, STORED = 0.5, 0.7, 0.72, 0.98
"""Shares of the whole that are done then, as measured with a million rows of GENESIS."""


def import_files(
    files: list[Path],
    *,
    reader: str | None,
    gebietsstand: str | None,
    dry_run: bool,
    imported_by: str,
    say: Say,
    mapping: Mapping | None = None,
    report: Path | None = None,
) -> None:
    """Read and check every file before the first is stored; ``dry_run`` says what would come.

    With ``mapping`` every file is a table read by it; ``report`` is a folder that what came and
    what was found is written to, see :func:`monitoring.checks.write_report`. Raises InputError
    for the first file that is not right; then nothing was stored.
    """
    named = own.unknown(own.entries_of(mapping.own, mapping.source)) if mapping else []
    catalogue = load_catalogue(added=named)
    take = partial(
        read, catalogue=catalogue, reader=reader, gebietsstand=gebietsstand, mapping=mapping
    )
    read_in = _read_in(files, take, say)
    with portion(READ, CHECKED):
        found = checked(read_in, store_path(), catalogue)
    deliveries = [(name, each) for (name, _), each in zip(read_in, found, strict=True)]
    for name, delivery in deliveries:
        say(f"{name}:")
        for line in summary(delivery, catalogue):
            say(f"  {line}")
    if report is not None:
        step(CHECKED, "Bericht wird geschrieben")
        write_report([Checked(*pair) for pair in zip(files, found, strict=True)], catalogue, report)
    if dry_run:
        say("Probelauf: es wurde nichts übernommen.")
        return
    with portion(REPORTED, STORED):
        lines = _stored(deliveries, named, imported_by, catalogue)
    for line in lines:
        say(line)


def _read_in(
    files: list[Path], take: Callable[[Path], Delivery], say: Say
) -> list[tuple[str, Delivery]]:
    """The deliveries with the names of their files; how far it is goes by the bytes read."""
    sizes = [_size(path) for path in files]
    read_in = []
    for place, path in enumerate(files):
        name = printable(path.name)
        step(READ * sum(sizes[:place]) / max(sum(sizes), 1), f"{name} wird gelesen")
        delivery = take(path)
        say(f"{name}: {READERS[delivery.reader].title} erkannt")
        read_in.append((name, delivery))
    return read_in


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it tells why
        return 0


def _stored(
    deliveries: list[tuple[str, Delivery]],
    named: list[Entry],
    imported_by: str,
    catalogue: Catalogue,
) -> list[str]:
    """What came of each delivery, once all of them are in the store for good."""
    lines = []
    rows = [row_count(delivery) for _, delivery in deliveries]
    whole = max(sum(rows), 1)
    with (
        open_store(store_path()) as connection,
        own.kept(named),
        recorded(connection, catalogue.sources),
    ):
        for place, (name, delivery) in enumerate(deliveries):
            done = sum(rows[:place])
            step(done / whole, f"{name} wird gespeichert")
            sha256 = canonical_hash(delivery)
            with portion(done / whole, (done + rows[place]) / whole):
                stored = add_delivery(
                    connection, delivery, file=name, sha256=sha256, imported_by=imported_by
                )
                step(1.0, f"{name} wird gespeichert")
            outcome = (
                "war schon vorhanden" if stored.known else counted(stored.rows, "Zeile", "Zeilen")
            )
            lines.append(f"{name}: Lieferung {stored.id}, {outcome}")
    return lines


def summary(delivery: Delivery, catalogue: Catalogue) -> list[str]:
    """What a delivery would bring, in lines: base figures with periods, areas, findings."""
    rows = counted(row_count(delivery), "Zeile", "Zeilen")
    lines = [f"{rows}, Quelle: {_source(delivery, catalogue)}"]
    for (base, level), part in delivery.figures.groupby(["base_figure", "level"], observed=True):
        title = catalogue.base_figures[str(base)].title
        periods = sorted(str(period) for period in part["period"].unique())
        first, last = periods[0], periods[-1]
        span = spoken(first) if first == last else f"{spoken(first)} bis {spoken(last)}"
        values = counted(len(part), "Wert", "Werte")
        areas = f"{LEVEL_TITLES[Level(str(level))]}: {number(part['key'].nunique())}"
        lines.append(f"{title}: {values}, {span} ({areas})")
    for level, count in Counter(delivery.areas["level"]).items():
        stand = spoken(str(delivery.areas["gebietsstand"].iloc[0]))
        lines.append(f"{LEVEL_TITLES[Level(str(level))]}: {number(count)}, Gebietsstand {stand}")
    lines += [_covered(span) for span in delivery.coverage]
    for finding in delivery.findings:
        lines.append(f"Hinweis: {finding.message}")
        lines += [f"  Vorschlag: {finding.proposal}"] if finding.proposal else []
    return lines


def _covered(span: Coverage) -> str:
    level = LEVEL_TITLES[Level(span.level)]
    return f"Gebietsänderungen, {level}: {spoken(span.after)} bis {spoken(span.until)}"


def _source(delivery: Delivery, catalogue: Catalogue) -> str:
    source = catalogue.sources[delivery.source]
    return f"{source.publisher}, {source.title}"
