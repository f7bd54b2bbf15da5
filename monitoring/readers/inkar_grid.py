"""The grid of an INKAR table, workbook or text: leading columns, keys and levels of its rows."""

from dataclasses import dataclass

import pandas as pd

from monitoring.errors import InputError
from monitoring.readers import assembly, keys
from monitoring.readers.contract import Finding
from monitoring.readers.workbook import Row, cell_text

LEVELS = {
    "Gemeinden": 8,
    "Kreise": 5,
    "Länder": 2,
    "Bundesländer": 2,
    "Bund": 2,
}
FIXED = ("Kennziffer", "Raumeinheit", "Aggregat")
FIRST_DATA_ROW = 2
UNCHANGED = "Die Tabelle unverändert aus INKAR exportieren."


@dataclass(frozen=True)
class Grid:
    """Cells from the first heading row on; ``sheet`` is None for a text."""

    file: str
    sheet: str | None
    rows: list[Row]


def fixed_column(grid: Grid, name: str) -> int:
    """Position of a leading column; a missing one is an error."""
    texts = [cell_text(cell) for cell in grid.rows[0]]
    if name in texts:
        return texts.index(name)
    raise InputError(
        f"Die Spalte „{name}“ fehlt.",
        file=grid.file,
        sheet=grid.sheet,
        row=1,
        column=name,
        found=", ".join(texts[:6]),
        expected=f"die Spalten {', '.join(FIXED)}",
        remedy=UNCHANGED,
    )


def areas_of(grid: Grid, fixed: dict[str, int]) -> tuple[pd.DataFrame, list[Finding]]:
    """Keys and levels by row number; rows of levels the house does not keep are reported."""
    body = grid.rows[FIRST_DATA_ROW:]
    table = pd.DataFrame(
        {name: [cell_text(row[position]) for row in body] for name, position in fixed.items()},
        index=pd.RangeIndex(FIRST_DATA_ROW + 1, len(grid.rows) + 1),
        dtype=object,
    )
    filled = (table != "").any(axis=1)
    table = table[filled]
    _refuse_without_level(table["Aggregat"], grid)
    known = table["Aggregat"].isin(LEVELS)
    findings = [
        Finding("left_level", f"Zeilen des Aggregats „{level}“ werden nicht geführt.", count=count)
        for level, count in table.loc[~known, "Aggregat"].value_counts().items()
    ]
    table = table[known].copy()
    assembly.refuse_mojibake(
        table["Raumeinheit"], file=grid.file, sheet=grid.sheet, column="Raumeinheit"
    )
    for level, part in table.groupby("Aggregat", sort=False):
        if level == "Bund":
            table.loc[part.index, "Kennziffer"] = "DG"
            continue
        keys.check_keys(
            part["Kennziffer"],
            file=grid.file,
            sheet=grid.sheet,
            column="Kennziffer",
            lengths=(LEVELS[str(level)],),
        )
    table["level"] = keys.levels_of(table["Kennziffer"])
    return table, findings


def _refuse_without_level(levels: pd.Series, grid: Grid) -> None:
    """A row that names no level is no row of another level: something was lost in it."""
    blank = levels[levels == ""]
    if len(blank):
        raise InputError(
            "In der Zeile fehlt das Aggregat.",
            file=grid.file,
            sheet=grid.sheet,
            row=int(str(blank.index[0])),
            column="Aggregat",
            found="eine leere Zelle",
            expected=f"eine Ebene wie {', '.join(LEVELS)}",
            remedy=UNCHANGED,
        )
