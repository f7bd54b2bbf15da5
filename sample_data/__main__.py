"""Write the sample files: python -m sample_data [FOLDER]."""

import sys
from pathlib import Path

from sample_data import change_files, genesis_tables, inkar_files, own_tables
from sample_data.boundary_files import write_geopackage, write_shapefile_zip
from sample_data.changes import STANDS
from sample_data.collected import Collected, collect
from sample_data.gv import write_gv
from sample_data.vg250 import layers

FILES = Path(__file__).parent / "files"
GV_YEARS = range(2010, 2025)
IMPORT_LIST = "import.txt"


def write_sample(folder: Path) -> list[Path]:
    """All files into ``folder`` (made if missing); returns them in the order of import."""
    folder.mkdir(parents=True, exist_ok=True)
    data = collect()
    paths = [_boundaries(folder, data, day) for day in STANDS]
    for year in GV_YEARS:
        paths.append(folder / f"3112{year}_Auszug_GV.xlsx")
        write_gv(paths[-1], year, data.land, data.history, data.people.stock[year])
    paths.append(folder / change_files.NAME)
    change_files.write_changes(paths[-1], data)
    paths += genesis_tables.write_all(folder, data)
    paths += inkar_files.write_all(folder, data)
    paths += own_tables.write_all(folder, data)
    (folder / IMPORT_LIST).write_text("".join(f"{path.name}\n" for path in paths), encoding="utf-8")
    return paths


def _boundaries(folder: Path, data: Collected, day: str) -> Path:
    """The oldest set as zipped Shapefile, as it was delivered then, the others as GeoPackage."""
    found = layers(data.land, data.history, day)
    if day == STANDS[0]:
        path = folder / f"vg250_{day}.utm32s.shape.ebenen.zip"
        write_shapefile_zip(path, found)
    else:
        path = folder / f"vg250_{day}.utm32s.gpkg"
        write_geopackage(path, found)
    return path


def main(arguments: list[str]) -> None:
    """Write the files and say how many and how large."""
    paths = write_sample(Path(arguments[0]) if arguments else FILES)
    size = sum(path.stat().st_size for path in paths) / 1e6
    sys.stdout.write(f"{len(paths)} Dateien, {size:.1f} MB in {paths[0].parent}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
