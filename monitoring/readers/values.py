"""Steps that several readers of figures share: native cells, periods, standard findings."""

from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pandas as pd

from monitoring.catalogue.model import BaseFigure
from monitoring.figures import Quality, Status
from monitoring.periods import last_day
from monitoring.readers import assembly, decimals, numbers
from monitoring.readers.contract import Finding
from monitoring.readers.numbers import Cells
from monitoring.readers.workbook import Cell, cell_text

NO_GEBIETSSTAND = "no_gebietsstand"
OF_PERIOD = "zeitraum"
"""Said in place of a Gebietsstand: that of the last day of each period."""


def is_native(cell: object) -> bool:
    """True for a number the spreadsheet keeps as a number; it has no decimal sign to guess."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def cell_texts(cells: pd.Series, text_of: Callable[[Cell], str] = cell_text) -> pd.Series:
    """The texts of a column as objects; where it is categorical, each distinct cell's once."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        distinct = np.array([*map(text_of, cells.cat.categories)], dtype=object)
        return pd.Series(distinct[cells.cat.codes], index=cells.index, dtype=object)
    return pd.Series([*map(text_of, cells)], index=cells.index, dtype=object)


def native_texts(cells: pd.Series, sign: str) -> pd.Series:
    """Cells as texts, numbers of the spreadsheet with the given decimal sign."""

    def text(cell: Cell) -> str:
        return cell_text(cell).replace(".", sign) if is_native(cell) else cell_text(cell)

    return cell_texts(cells, text)


def written_texts(cells: pd.Series) -> pd.Series:
    """Those cells that came as text, each text once, for finding out their decimal sign."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.drop_duplicates().astype(object)
    written = np.array([isinstance(cell, str) for cell in cells], dtype=np.bool_)
    return cells[written].drop_duplicates()


def native_cells(
    cells: pd.Series, *, factor: float, file: str, sheet: str | None, column: str
) -> Cells:
    """Numbers and signs of one spreadsheet column; ``cells`` are indexed by row number."""
    if factor == 1 and all(is_native(cell) for cell in cells):
        count = len(cells)
        return Cells(
            np.array(cells, dtype=np.float64),
            pd.Series([Status.REPORTED.value] * count, dtype=object),
            pd.Series([Quality.FINAL.value] * count, dtype=object),
            np.zeros(count, dtype=np.bool_),
        )
    sign = decimals.decimal_sign({column: written_texts(cells)}, file, sheet)
    texts = native_texts(cells, sign)
    parsed = numbers.parse_cells(texts, sign, Decimal(str(factor)))
    assembly.refuse_text(parsed, texts, file=file, sheet=sheet, column=column)
    return parsed


def period_of(base: BaseFigure, period: str) -> str:
    """A year becomes the Stichtag where the catalogue says which day is meant."""
    is_year = len(period) == 4
    if is_year and base.period == "reference_date" and base.reference_day:
        return f"{period}-{base.reference_day}"
    return period


def last_days(periods: pd.Series) -> pd.Series:
    """The day whose areas a figure has that names none: the last of its period, as ISO text.

    Of a school year that of the year it begins in: its Stichtage are in autumn.
    """
    texts = periods.astype("category")
    days = [
        f"{text[:4]}-12-31" if "/" in text else str(last_day(text)) for text in texts.cat.categories
    ]
    column = np.array(days, dtype=object)[texts.cat.codes]
    return pd.Series(column, index=periods.index, dtype=object)


def period_gebietsstand() -> Finding:
    """The finding that figures were taken to have the areas of their period."""
    return Finding(
        "period_gebietsstand",
        "Die Tabelle nennt keinen Gebietsstand. Jede Zahl gilt für die Gebiete am Ende ihres"
        " Zeitraums und wird von dort umgerechnet; gilt ein anderer Gebietsstand, beim Einlesen"
        " angeben.",
    )


def no_gebietsstand(why: str) -> Finding:
    """The finding that figures are matched by key alone."""
    return Finding(
        NO_GEBIETSSTAND,
        f"{why} Die Werte werden allein über den Gebietsschlüssel zugeordnet;"
        " ist der Gebietsstand bekannt, beim Einlesen angeben („zeitraum“: jede Zahl auf den"
        " Gebieten ihres Zeitraums); sonst wird nichts umgerechnet.",
    )


def hidden_sheet(sheet: str) -> Finding:
    """The finding that a sheet nobody sees was not read."""
    return Finding(
        "hidden_sheet",
        f"Das Tabellenblatt „{sheet}“ ist ausgeblendet und wurde nicht gelesen.",
        place=sheet,
    )
