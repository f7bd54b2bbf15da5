"""The checks on files as the offices deliver them, where they are at hand."""

from pathlib import Path

import pytest

from monitoring.catalogue import load_catalogue
from monitoring.checks import Checked, checked
from monitoring.checks.report import KIND_TITLES, located
from monitoring.readers import Delivery, Finding, read
from monitoring.readers.inputs import inspected
from tests.readers.test_real_files import FOLDER
from tests.tiny_store import store

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the offices' files are not at hand")
WEIMAR, SOEMMERDA = "16055000", "16068051"


def delivered(name: str) -> Delivery:
    return read(FOLDER / name, catalogue=load_catalogue())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the Gemeindeverzeichnis of 31.12.2021, one figure in it another."""
    path = tmp_path_factory.mktemp("real") / "store.duckdb"
    directory = delivered("gemeindeverzeichnis/31122021_Auszug_GV.xlsx")
    figures = directory.figures
    here = (figures["base_figure"] == "bevoelkerung") & (figures["sex"] == "total")
    figures.loc[here & (figures["key"] == SOEMMERDA), "value"] += 1
    store(path, directory)
    return path


def found(path: Path, name: str) -> tuple[dict[str, Finding], list[tuple[str, int, int | None]]]:
    delivery = delivered(name)
    (result,) = checked([(name, delivery)], path, load_catalogue())
    findings, _, notes = located(Checked(FOLDER / name, result))
    known = KIND_TITLES["known_figure"]
    marked = [place for place, told in notes.items() if not told[0].startswith(known)]
    return {finding.kind: finding for finding in findings}, marked


def test_the_one_figure_that_differs_is_found_in_its_cell(path: Path):
    name = "gemeindeverzeichnis/31122021_Auszug_GV.xlsx"
    findings, marked = found(path, name)
    assert set(findings) == {"contradiction", "known_figure"}
    assert findings["contradiction"].count == 1
    ((sheet, row, column),) = marked
    assert column is not None
    assert findings["contradiction"].place.startswith(f"{sheet}!")
    cells = inspected(FOLDER / name).workbook.rows(sheet)[row - 1]
    table = delivered(name).figures
    here = (table["key"] == SOEMMERDA) & (table["base_figure"] == "bevoelkerung")
    assert cells[column] == table.loc[here & (table["sex"] == "total"), "value"].iloc[0]
    assert "Sömmerda" in " ".join(map(str, cells))


def test_the_directory_two_years_later_is_without_a_finding(path: Path):
    assert found(path, "gemeindeverzeichnis/31122023_Auszug_GV.xlsx") == ({}, [])


def test_old_kreise_of_a_long_table_are_unknown_and_marked(path: Path):
    findings, marked = found(path, "genesis_web_table/12411-0015.csv")
    unknown = findings["unknown_key"]
    assert "14379" in (FOLDER / "genesis_web_table/12411-0015.csv").read_text("latin-1")
    assert (unknown.place, unknown.count) == ("Zeile 27, Spalte A", 76)
    assert "14379" in findings["jump"].message
    assert "missing_area" not in findings
    assert all(column is not None for _, _, column in marked)
