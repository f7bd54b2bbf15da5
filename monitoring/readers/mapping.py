"""Tables that someone has mapped before: read by a profile, without a question.

A profile fits where the heading has its labels; years and dates in headings may be others.
"""

from collections.abc import Iterable
from dataclasses import replace

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.profiles.files import list_profiles
from monitoring.profiles.model import PERIOD_FIXED, Layout, Mapping, Profile
from monitoring.readers import mapping_read
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import KIND_TITLES, Sample
from monitoring.readers.known_areas import known_areas
from monitoring.readers.mapping_grid import (
    WORKBOOKS,
    Row,
    first_rows,
    proposed_layout,
    rows_of,
    sheet_of,
)
from monitoring.readers.mapping_heads import SEARCHED, columns_of, fingerprint

ID = mapping_read.ID
TITLE = "Tabelle, die mit einem gesicherten Profil gelesen wird"
KINDS = ("text", *WORKBOOKS)


def recognise(sample: Sample) -> bool:
    """True for a table whose heading is that of a profile."""
    return fitting(sample, list_profiles()[0]) is not None


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """The delivery by the profile that fits.

    A profile whose period was given by hand is not enough: the next file is of another period.
    """
    found = fitting(sample, list_profiles()[0])
    if found is None:
        raise _no_profile(sample)
    profile, mapping = found
    if mapping.period_in == PERIOD_FIXED:
        raise _no_period(sample, profile)
    delivery = mapping_read.read(sample, mapping, catalogue, gebietsstand, known_areas())
    told = Finding("profile", f"Gelesen mit dem Profil „{profile.name}“.")
    return replace(delivery, findings=(told, *delivery.findings))


def read_by(
    sample: Sample, mapping: Mapping, catalogue: Catalogue, gebietsstand: str | None = None
) -> Delivery:
    """The delivery by a mapping that someone has just agreed to."""
    if sample.kind not in KINDS:
        raise no_table_at_all(sample)
    return mapping_read.read(sample, mapping, catalogue, gebietsstand, known_areas())


def no_table_at_all(sample: Sample) -> InputError:
    """The error for what cannot be mapped: a map, an archive, a folder."""
    return InputError(
        "Zuordnen lassen sich nur Tabellen.",
        file=sample.name,
        found=KIND_TITLES[sample.kind],
        expected=", ".join(KIND_TITLES[kind] for kind in KINDS),
        remedy="Die Tabelle als CSV, XLSX oder ODS speichern; ein Archiv vorher entpacken.",
    )


def refuse_damaged() -> None:
    """Name a profile that cannot be read, once no other format knows the file."""
    for fault in list_profiles()[1]:
        raise fault


def fitting(sample: Sample, profiles: Iterable[Profile]) -> tuple[Profile, Mapping] | None:
    """The first profile whose heading is in the file, and its mapping to where it lies here."""
    for profile in profiles:
        if (sample.kind in WORKBOOKS) == bool(profile.mapping.layout.sheet):
            layout = _placed(sample, profile)
            if layout is not None:
                return profile, replace(profile.mapping, layout=layout)
    return None


def heading_of(sample: Sample, mapping: Mapping) -> tuple[str, ...]:
    """What a profile of this mapping is recognised by."""
    rows = rows_of(sample, mapping.layout)
    return fingerprint(columns_of(rows, mapping.layout))


def _placed(sample: Sample, profile: Profile) -> Layout | None:
    """The profile's layout with the sheet, encoding and heading row of this file."""
    try:
        layout, rows = _beginning(sample, profile.mapping.layout)
    except InputError:
        return None
    for row in rows[:SEARCHED]:
        there = replace(layout, head_row=row.number)
        if fingerprint(columns_of(rows, there)) == profile.heading:
            whole = sample.kind in WORKBOOKS
            return there if whole else replace(there, encoding=proposed_layout(sample).encoding)
    return None


def _beginning(sample: Sample, layout: Layout) -> tuple[Layout, list[Row]]:
    """Enough of a file to know its heading: a text may be large, and every profile looks at it."""
    if sample.kind not in WORKBOOKS:
        return layout, first_rows(sample, layout)
    layout = replace(layout, sheet=sheet_of(sample, layout.sheet))
    return layout, rows_of(sample, layout)


def _no_profile(sample: Sample) -> InputError:
    return InputError(
        "Für diese Tabelle gibt es noch kein Profil.",
        file=sample.name,
        found="eine Überschrift, die kein gesichertes Profil kennt",
        expected=", ".join(profile.name for profile in list_profiles()[0])
        or "ein gesichertes Profil",
        remedy="Die Tabelle auf der Seite Daten zuordnen und die Zuordnung als Profil sichern.",
    )


def _no_period(sample: Sample, profile: Profile) -> InputError:
    return InputError(
        "Die Tabelle nennt ihren Zeitraum nicht; im Profil war er von Hand angegeben.",
        file=sample.name,
        found=f"Profil „{profile.name}“ ohne Ort des Zeitraums",
        expected="ein Zeitraum in einer Spalte, in den Überschriften, über der Tabelle oder im"
        " Dateinamen",
        remedy="Die Datei auf der Seite Daten zuordnen und dort den Zeitraum angeben, oder ihn in"
        " den Dateinamen schreiben und das Profil neu sichern.",
    )
