"""From a path to a delivery: recognise the format by content, read, or say what is wrong."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError, UnknownFormatError, in_file
from monitoring.profiles.model import STAND_OF_PERIOD, Mapping
from monitoring.readers import archives, boundaries, inputs, values
from monitoring.readers import mapping as mapped
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.formats import READERS, WORKBOOKS, Reader
from monitoring.readers.inputs import KIND_TITLES, Sample
from monitoring.readers.periods import iso_date
from monitoring.readers.values import OF_PERIOD
from monitoring.scratch import scratch_folder

_TABLE_SUFFIXES = (".csv", ".txt", ".asc", ".xlsx", ".xls", ".ods", ".htm", ".html")
FICTIONAL_LAND = "99"
_FICTIONAL_SOURCE = "beispiel"


def read(
    path: Path,
    *,
    catalogue: Catalogue,
    reader: str | None = None,
    gebietsstand: str | None = None,
    mapping: Mapping | None = None,
) -> Delivery:
    """The checked delivery of a file, zip or folder.

    ``reader`` is an id of READERS and overrides recognition, ``mapping`` both; ``gebietsstand``
    (ISO date text) fills in what the file does not state, and must not contradict what it does;
    with OF_PERIOD, and without it in the formats that say so, a figure has the areas of the last
    day of its period. Raises InputError with
    place and remedy; nothing is written anywhere.
    """
    _check_given(reader, gebietsstand)
    delivery = _whole(path, catalogue, reader, gebietsstand, mapping)
    if gebietsstand == OF_PERIOD:
        delivery = _dated(delivery)
    elif gebietsstand is None and READERS[delivery.reader].of_period:
        delivery = _dated(delivery, (values.period_gebietsstand(),))
    return _marked_if_fictional(delivery, catalogue)


def _dated(delivery: Delivery, told: tuple[Finding, ...] = ()) -> Delivery:
    """Figures without a Gebietsstand have that of their period; ``told`` where there are such."""
    figures = delivery.figures
    bare = figures["gebietsstand"].isna()
    if not bare.any():
        return delivery
    days = values.last_days(figures["period"])
    dated = figures.assign(gebietsstand=figures["gebietsstand"].where(~bare, days))
    rest = tuple(one for one in delivery.findings if one.kind != values.NO_GEBIETSSTAND)
    return dataclasses.replace(delivery, figures=dated, findings=(*rest, *told))


def _whole(
    path: Path,
    catalogue: Catalogue,
    reader: str | None,
    gebietsstand: str | None,
    mapping: Mapping | None,
) -> Delivery:
    with in_file(path.name):
        sample = inputs.inspected(path)
        if mapping is not None:
            return mapped.read_by(sample, mapping, catalogue, _told_to(mapped.ID, gebietsstand))
        with table_in(sample) as table:
            if table is not sample and table.kind == "json" and boundaries.recognise(sample):
                named = READERS[reader] if reader else _recognised(table)
                if named.id == boundaries.ID:
                    return _read(sample, catalogue, reader, gebietsstand)
            return _read(table, catalogue, reader, gebietsstand)


@contextmanager
def table_in(sample: Sample) -> Iterator[Sample]:
    """The one table of a zip, unpacked for as long as the context lasts; else the sample itself.

    Raises InputError for a zip of several tables.
    """
    member = _only_table(sample)
    if member is None:
        yield sample
        return
    with scratch_folder() as folder:
        (inner,) = archives.unpack(sample.path, folder, lambda name: name == member)
        yield inputs.inspected(inner, f"{sample.name}/{member}")


def _read(
    sample: Sample, catalogue: Catalogue, reader: str | None, gebietsstand: str | None
) -> Delivery:
    chosen = READERS[reader] if reader else _recognised(sample)
    if sample.kind not in chosen.kinds:
        raise InputError(
            f"Die Datei passt nicht zum Format „{chosen.title}“.",
            file=sample.name,
            found=KIND_TITLES[sample.kind],
            expected=", ".join(KIND_TITLES[kind] for kind in chosen.kinds),
            remedy="Die Angabe --as weglassen; das Format wird am Inhalt erkannt.",
        )
    with in_file(sample.name):
        return chosen.read(sample, catalogue, _told_to(chosen.id, gebietsstand))


def _told_to(reader: str, gebietsstand: str | None) -> str | None:
    """The Gebietsstand for a reader: profiles know that of the period themselves."""
    if gebietsstand != OF_PERIOD:
        return gebietsstand
    return STAND_OF_PERIOD if reader == mapped.ID else None


def _recognised(sample: Sample) -> Reader:
    for reader in READERS.values():
        if sample.kind in reader.kinds and reader.recognise(sample):
            return reader
    mapped.refuse_damaged()
    row, found = _description(sample)
    raise UnknownFormatError(
        "Das Format der Datei wurde nicht erkannt.",
        file=sample.name,
        row=row,
        found=found,
        expected=f"eine unveränderte Datei eines Amtes in einem der {len(READERS)} Formate, die "
        "docs/dateiformate.md beschreibt, oder eine eigene Tabelle nach der Vorlage",
        remedy="Auf der Seite Daten „Tabelle zuordnen“ einschalten: einmal sagen, was die Spalten"
        " bedeuten. Ist das Format bekannt, es mit --as angeben.",
    )


def _description(sample: Sample) -> tuple[int | None, str]:
    """What tells the format: of a text its first line, with its number."""
    if sample.kind in (*WORKBOOKS, "ods"):
        return None, f"Tabellenblätter {', '.join(sample.workbook.sheet_names)}"
    if sample.kind == "text":
        lines = enumerate(sample.head_text.splitlines(), start=1)
        return next(((row, line.strip()) for row, line in lines if line.strip()), (1, ""))
    return None, ", ".join(sample.members[:8]) or KIND_TITLES[sample.kind]


def _only_table(sample: Sample) -> str | None:
    """Name of the one table in a zip without geodata; several are refused.

    A single JSON is one too: what is in it tells whether it holds figures or boundaries.
    """
    if sample.kind != "zip":
        return None
    if boundaries.recognise(sample):
        (first, *more) = sample.members
        return first if not more and first.lower().endswith(".json") else None
    tables = [
        name for name in sample.members if PurePosixPath(name).suffix.lower() in _TABLE_SUFFIXES
    ]
    if len(tables) > 1:
        raise InputError(
            "Das Archiv enthält mehrere Tabellen.",
            file=sample.name,
            found=", ".join(tables[:8]),
            expected="eine Tabelle je Archiv",
            remedy="Das Archiv entpacken und die Tabellen einzeln übergeben.",
        )
    if not tables:
        _refuse_without_files(sample)
    return tables[0] if tables else None


def _refuse_without_files(sample: Sample) -> None:
    """Refuse an empty archive, and one that holds archives instead of files."""
    inner = [name for name in sample.members if name.lower().endswith(".zip")]
    if inner:
        raise InputError(
            "Das Archiv enthält ein weiteres Archiv.",
            file=sample.name,
            found=", ".join(inner[:8]),
            expected="die Dateien der Lieferung",
            remedy="Das äußere Archiv entpacken und das innere übergeben.",
        )
    if not sample.members:
        raise InputError(
            "Das Archiv ist leer.",
            file=sample.name,
            found="keine Datei",
            expected="die Dateien der Lieferung",
            remedy="Das Archiv erneut herunterladen oder neu packen.",
        )


def _check_given(reader: str | None, gebietsstand: str | None) -> None:
    if reader is not None and reader not in READERS:
        raise InputError(
            "Dieses Format gibt es nicht.",
            found=reader,
            expected=", ".join(READERS),
            remedy="Eine dieser Kennungen bei --as angeben oder --as weglassen.",
        )
    if gebietsstand not in (None, OF_PERIOD) and iso_date(gebietsstand) != gebietsstand:
        raise InputError(
            "Der Gebietsstand ist kein Datum.",
            found=gebietsstand,
            expected=f"ein Datum wie 2021-01-01 oder {OF_PERIOD}",
            remedy="Den Gebietsstand in der Form JJJJ-MM-TT angeben.",
        )


def _marked_if_fictional(delivery: Delivery, catalogue: Catalogue) -> Delivery:
    """Land 99 does not exist: its figures must not carry the name of an office."""
    named = (delivery.figures["key"], delivery.areas["key"], delivery.changes["from_key"])
    keys = [key for column in named for key in column.unique()]
    local = [key for key in keys if key != "DG"]
    fictional = local and all(str(key).startswith(FICTIONAL_LAND) for key in local)
    if not fictional or _FICTIONAL_SOURCE not in catalogue.sources:
        return delivery
    return dataclasses.replace(delivery, source=_FICTIONAL_SOURCE)
