"""What the leading columns of our own simple table mean: period, Gebietsstand, sex and ages."""

import pandas as pd

from monitoring.errors import InputError
from monitoring.readers.periods import FORMS, iso_date, parsed_period
from monitoring.readers.table_cells import Grid
from monitoring.readers.values import OF_PERIOD, cell_texts, last_days

SEXES = {
    "": "total",
    "insgesamt": "total",
    "i": "total",
    "männlich": "male",
    "m": "male",
    "weiblich": "female",
    "w": "female",
}
_MAX_AGE = 130


def periods(grid: Grid) -> pd.Series:
    """Periods in the house's form."""
    return _translated(grid, "zeitraum", parsed_period, FORMS)


def sexes(grid: Grid) -> pd.Series:
    """total, male or female; total where the column is missing or blank."""
    if "geschlecht" not in grid.cells:
        return pd.Series("total", index=grid.cells["ags"].index)
    return _translated(
        grid,
        "geschlecht",
        lambda text: SEXES.get(text.casefold()),
        "männlich, weiblich oder insgesamt",
    )


def stands(grid: Grid, period: pd.Series, given: str | None) -> pd.Series:
    """Gebietsstand of each row as ISO text, where neither it nor ``given`` says one None."""
    if "gebietsstand" not in grid.cells:
        return pd.Series(given, index=period.index, dtype=object)
    told = _translated(grid, "gebietsstand", _stand, f"ein Datum, {OF_PERIOD} oder nichts")
    other = (told != "") & (told != given)
    if given and other.any():
        row = other.index[int(other.to_numpy().argmax())]
        raise InputError(
            "Der angegebene Gebietsstand widerspricht der Datei.",
            file=grid.file,
            sheet=grid.sheet,
            row=int(row),
            column="gebietsstand",
            found=given,
            expected=told[row],
            remedy="Die Angabe --gebietsstand weglassen.",
        )
    known = told.where(told != OF_PERIOD, last_days(period)).astype(object)
    return known.where(known != "", given)


def _stand(text: str) -> str | None:
    return text if text in ("", OF_PERIOD) else iso_date(text)


def age_bands(grid: Grid) -> tuple[pd.Series, pd.Series]:
    """Ages from (0 where blank) and to (NA where open)."""
    lower = _ages(grid, "alter_von", blank="0").astype("int64")
    upper = _ages(grid, "alter_bis", blank=None)
    wrong = (upper < lower).fillna(False)
    if wrong.any():
        row = wrong.index[int(wrong.to_numpy().argmax())]
        raise InputError(
            "Die Altersgrenzen sind vertauscht.",
            file=grid.file,
            sheet=grid.sheet,
            row=int(row),
            column="alter_bis",
            found=f"{lower[row]} bis {upper[row]}",
            expected="alter_von höchstens so groß wie alter_bis",
            remedy="Die Grenzen tauschen; „unter 3“ heißt alter_von 0, alter_bis 2.",
        )
    return lower, upper


def _ages(grid: Grid, column: str, *, blank: str | None) -> pd.Series:
    """The column as numbers; what a blank cell or a missing column stands for is ``blank``."""
    if column not in grid.cells:
        age = pd.NA if blank is None else int(blank)
        return pd.Series(age, index=grid.cells["ags"].index, dtype="Int64")
    texts = _translated(grid, column, _age, "eine ganze Zahl von 0 bis 130 oder nichts")
    return pd.to_numeric(texts.where(texts != "", blank)).astype("Int64")


def _age(text: str) -> str | None:
    if text == "":
        return ""
    return text if text.isascii() and text.isdigit() and int(text) <= _MAX_AGE else None


def _translated(grid: Grid, column: str, translate: object, expected: str) -> pd.Series:
    """The column's texts, each distinct one translated once; None is refused."""
    assert callable(translate)
    texts = cell_texts(grid.cells[column])
    meaning = {text: translate(text) for text in texts.drop_duplicates()}
    for text, translated in meaning.items():
        if translated is None:
            raise InputError(
                "Der Eintrag ist nicht verständlich." if text else "Der Eintrag fehlt.",
                file=grid.file,
                sheet=grid.sheet,
                row=int(str(texts.index[int((texts == text).to_numpy().argmax())])),
                column=column,
                found=text,
                expected=expected,
                remedy="Den Eintrag berichtigen.",
            )
    return texts.map(meaning)
