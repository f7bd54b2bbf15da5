"""Whatever single heading is lost, no value comes in under another's meaning."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from monitoring.errors import InputError
from tests.readers.ba_excerpts import EMPLOYED_MERGED, read_book, workbook

HOME, WORK = "sv_beschaeftigte_wohnort", "sv_beschaeftigte_arbeitsort"
ROW = ("16068051", "Sömmerda, Stadt", *range(1001, 1012))
MEANINGS = {
    1001: (HOME, "total", 0),
    1002: (HOME, "male", 0),
    1003: (HOME, "female", 0),
    1006: (HOME, "total", 55),
    1007: (WORK, "total", 0),
}
Damage = Callable[[Worksheet], None]


def unmerged(area: str) -> Damage:
    return lambda sheet: sheet.unmerge_cells(area)


def cleared(cell: str) -> Damage:
    return lambda sheet: setattr(sheet[cell], "value", None)


def without_row(number: int) -> Damage:
    def damage(sheet: Worksheet) -> None:
        sheet.merged_cells.ranges.clear()
        sheet.delete_rows(number)

    return damage


DAMAGES = {
    **{f"unmerged {area}": unmerged(area) for area in EMPLOYED_MERGED},
    **{f"cleared {c}": cleared(c) for c in "C4 C5 D5 D6 E6 F6 G6 H5 H6 I4 J4 C7 A4 A2".split()},
    **{f"without row {number}": without_row(number) for number in range(1, 8)},
}
HARMLESS = (
    "unmerged A1:M1", "unmerged A4:B6", "cleared A4", "cleared C7", "cleared F6",
)  # fmt: skip


def meanings(path: Path) -> dict[int, tuple[str, str, int]]:
    figures = read_book(path).figures
    columns = figures[["value", "base_figure", "sex", "age_from"]].to_numpy(dtype=object)
    return {int(value): (base, sex, age) for value, base, sex, age in columns}


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_value_takes_the_meaning_of_another(tmp_path: Path, damage: str):
    path = workbook(tmp_path / "a.xlsx", ROW)
    assert meanings(path) == MEANINGS
    book = openpyxl.load_workbook(path)
    DAMAGES[damage](book["Gemeindedaten"])
    book.save(path)
    try:
        found = meanings(path)
    except InputError:
        found = {}
    assert found.items() <= MEANINGS.items()
    if damage in HARMLESS:
        assert found == MEANINGS
