"""Boundaries of the BKG as a delivery: areas and shapes of one Gebietsstand."""

import re
from pathlib import Path, PurePosixPath

import pandas as pd

from geodata.boundaries import Boundaries, read_boundaries
from geodata.boundary_files import SUFFIXES
from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.readers import archives
from monitoring.readers.assembly import text_or_none
from monitoring.readers.contract import AREA_COLUMNS, Delivery, Finding
from monitoring.readers.inputs import SHAPEFILE_SUFFIXES, Sample
from monitoring.readers.periods import iso_date
from monitoring.scratch import scratch_folder

ID = "boundaries"
TITLE = "Verwaltungsgebiete des BKG (VG250, VG250-EW, VG5000: GeoPackage, Shapefile, GeoJSON)"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?([0-3]\d)(?!\d)")
_GERMAN = re.compile(r"(?<!\d)([0-3]\d)[-_.]?(0[1-9]|1[0-2])[-_.]?((?:19|20)\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)(01-?01|12-?31)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_PARENTS = 3
_SUFFIX_OF = {"gpkg": ".gpkg", "json": ".geojson"}


def recognise(sample: Sample) -> bool:
    """True for geodata files, and for a zip or folder that holds some."""
    if sample.kind in ("gpkg", "shape", "json"):
        return True
    if sample.kind not in ("zip", "folder"):
        return False
    suffixes = {PurePosixPath(name).suffix.lower() for name in sample.members}
    only_json = ".json" in suffixes and not suffixes & {".csv", ".xlsx", ".xls"}
    return only_json or bool(suffixes & {*SUFFIXES, *SHAPEFILE_SUFFIXES} - {".json"})


def read(
    sample: Sample,
    catalogue: Catalogue,  # noqa: ARG001 -- the same interface for every reader
    gebietsstand: str | None = None,
) -> Delivery:
    """All layers of Gemeinden, Gemeindeverbände, Kreise and Länder in the file, zip or folder."""
    with scratch_folder() as folder:
        found = read_boundaries(files_of(sample, folder))
    findings = [Finding(note.kind, note.message, note.place, note.count) for note in found.notes]
    stand, more = _gebietsstand(sample, gebietsstand)
    return Delivery(
        reader=ID,
        source=f"bkg_{found.product}",
        title=f"Verwaltungsgebiete {found.product.upper()}, Gebietsstand {stand}",
        areas=_areas(found, stand),
        boundaries=found.areas[["key", "level", "geometry"]],
        findings=(*findings, *more),
    )


def _is_part(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in (*SUFFIXES, *SHAPEFILE_SUFFIXES)


def files_of(sample: Sample, folder: Path) -> list[tuple[Path, str]]:
    """Files to open with what messages call them, an archive's unpacked into ``folder``; a
    shapefile stands for its .shp, even where that is missing.
    """
    if sample.kind == "zip":
        paths = archives.unpack(sample.path, folder, _is_part)
        root = folder
    elif sample.kind == "folder":
        paths = [sample.path / name for name in sample.members if _is_part(name)]
        root = sample.path
    else:
        return [(_opened_as(_with_suffix(sample, folder)), sample.name)]
    names = {_opened_as(path): path for path in sorted(paths)}
    return [(path, f"{sample.name}/{path.relative_to(root)}") for path in names]


def _with_suffix(sample: Sample, folder: Path) -> Path:
    """The file under a name that says what it is, for it is opened by its name."""
    suffix = _SUFFIX_OF.get(sample.kind)
    if suffix is None or sample.path.suffix.lower() in SUFFIXES:
        return sample.path
    link = folder / f"{sample.path.stem}{suffix}"
    link.symlink_to(sample.path.resolve())
    return link


def _opened_as(path: Path) -> Path:
    suffix = path.suffix
    if suffix.lower() not in SHAPEFILE_SUFFIXES:
        return path
    return path.with_suffix(".SHP" if suffix.isupper() else ".shp")


def _areas(found: Boundaries, stand: str) -> pd.DataFrame:
    areas = pd.DataFrame(found.areas.drop(columns="geometry"))
    key, level = areas["key"], areas["level"]
    land = level == "land"
    parent = key.str[:5].where(level.isin(["gemeinde", "verband"]), key.str[:2])
    areas["parent"] = parent.where(~land)
    areas["verband"] = areas["ars"].str[:9]
    areas["gebietsstand"] = stand
    for name in ("name", "kind", "ars", "parent", "verband"):
        areas[name] = text_or_none(areas[name])
    return areas[AREA_COLUMNS]


def _gebietsstand(sample: Sample, given: str | None) -> tuple[str, list[Finding]]:
    """The given date; else the one in the name of file, layer or folder, which is reported."""
    if given is not None:
        return given, []
    for name in _names(sample):
        dates = dates_in_name(name)
        if len(dates) == 1:
            return dates[0], [
                Finding(
                    "gebietsstand_from_name",
                    f"Der Gebietsstand {dates[0]} wurde dem Namen „{name}“ entnommen.",
                )
            ]
    raise InputError(
        "Der Gebietsstand der Grenzen ist nicht bekannt; er steht nicht in der Datei.",
        file=sample.name,
        found="kein Datum im Namen von Datei und Ordner",
        expected="ein Datum wie 2021-01-01",
        remedy="Den Gebietsstand angeben: --gebietsstand 2021-01-01",
    )


def _names(sample: Sample) -> list[str]:
    """Names that may carry the date, nearest first: file, then its folders."""
    path = sample.path.resolve()
    inner = [str(part) for name in sample.members if _is_part(name) for part in (name,)]
    folders = [path.name, *(parent.name for parent in list(path.parents)[:_PARENTS])]
    spans = ["/".join(reversed(folders[: count + 2])) for count in range(2)]
    return [sample.name, *folders[:1], *inner[:1], *folders[1:], *spans]


def dates_in_name(name: str) -> list[str]:
    """Distinct dates in a file or folder name.

    "vg250_2016-01-01", "20160101", "01-01-2016", and BKG's own "vg250_ebenen_0101/2016".
    """
    found = [iso_date("-".join(match.groups())) for match in _ISO.finditer(name)]
    found += [iso_date("-".join(reversed(match.groups()))) for match in _GERMAN.finditer(name)]
    if not any(found):
        years, days = set(_YEAR.findall(name)), set(_DAY.findall(name))
        if len(years) == len(days) == 1:
            day = days.pop().replace("-", "")
            found = [iso_date(f"{years.pop()}-{day[:2]}-{day[2:]}")]
    return list(dict.fromkeys(date for date in found if date))
