"""What all readers of figures do last: refuse contradictions, drop repetitions, set types."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import union_categoricals

from monitoring.catalogue.model import BaseFigure
from monitoring.errors import InputError
from monitoring.figures import MINUS, STATUS_MARKS, STATUS_REASONS, Status
from monitoring.periods import spoken
from monitoring.readers.codes import row_codes, text_codes
from monitoring.readers.contract import FIGURE_COLUMNS, FIGURE_KEY, PLACE_COLUMNS, Finding
from monitoring.readers.numbers import Cells
from monitoring.readers.shown import ERROR_TEXT

Bases = Mapping[str, BaseFigure]
_COUNTED = ("Personen", "Kinder", "Fälle", "Plätze", "Stimmen", "Wohnungen", "Haushalte")
_NOISE = 1e-6
_GERMAN = str.maketrans(",.-", f".,{MINUS}")
_MOJIBAKE = "\ufffd|\u00c3[\u00a4\u00b6\u00bc\u0178\u009f\u201e\u2013\u0153\u0084\u0096\u009c]"


def finished(
    figures: pd.DataFrame, bases: Bases, file: str, sheet: str | None = None
) -> tuple[pd.DataFrame, list[Finding]]:
    """Figures in the contract's form, with their PLACE_COLUMNS; ``bases`` give the titles.

    ``figures`` has FIGURE_COLUMNS, ``row`` and perhaps ``column``. The same figure
    twice with different values is an error that names both rows; repeated with the same
    value it is kept once and reported. A blank gives way to a value. A count with a fraction is an
    error, unless it may be an average of months.
    """
    coded = (text_codes(figures[name]) for name in FIGURE_KEY)
    identity = row_codes(((codes, len(texts)) for codes, texts in coded), len(figures))
    repeated = pd.Series(_repeated(identity), index=figures.index)
    _refuse_fractions(figures, bases, file, sheet)
    findings: list[Finding] = []
    if repeated.any():
        figures, findings = _without_repeats(figures, repeated, bases, file, sheet)
    figures = figures.reset_index(drop=True)
    typed = {
        "age_from": figures["age_from"].astype("int64"),
        "age_to": figures["age_to"].astype("Int64"),
        "value": figures["value"].astype("float64"),
        "gebietsstand": text_or_none(figures["gebietsstand"]),
    }
    texts = {name: _texts(figures[name]) for name in FIGURE_COLUMNS if name not in typed}
    columns = {name: {**typed, **texts}[name] for name in FIGURE_COLUMNS}
    places = {name: _small(figures[name]) for name in PLACE_COLUMNS if name in figures}
    return pd.DataFrame({**columns, **places}), findings


def _repeated(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which occur more than once; sorting tells sooner that none does, as in most tables."""
    ordered = np.sort(numbers)
    if (ordered[1:] > ordered[:-1]).all():
        return np.zeros(len(numbers), dtype=np.bool_)
    return pd.Series(numbers).duplicated(keep=False).to_numpy()


def _refuse_fractions(figures: pd.DataFrame, bases: Bases, file: str, sheet: str | None) -> None:
    """Refuse "49.451" where things are counted: thousands, or 49.45 with the digit of footnote 1.

    An average of months is a number of twelfths.
    """
    counts = {name for name, base in bases.items() if base.additive and base.unit in _COUNTED}
    value = figures["value"].to_numpy(dtype="float64", na_value=np.nan)
    wrong = np.abs(value - np.rint(value)) > _NOISE
    wrong &= figures["base_figure"].isin(counts).to_numpy()
    averages = [number for number in np.unique(value[wrong]) if _is_average(float(number))]
    wrong &= ~np.isin(value, averages)
    if not wrong.any():
        return
    first = figures.iloc[int(wrong.argmax())]
    raise InputError(
        "Die Zahl hat mehr Nachkommastellen, als eine gezählte Größe haben kann.",
        file=file,
        sheet=sheet,
        row=int(first["row"]),
        column=bases[str(first["base_figure"])].title,
        found=_exact(first["value"]),
        expected="eine ganze Zahl ohne Anmerkungen",
        remedy="Prüfen, ob ein Tausenderpunkt als Komma gelesen wurde oder die Ziffer einer Fußnote"
        " an die Zahl geraten ist; die Zahl ohne Trennzeichen schreiben.",
    )


def _is_average(number: float) -> bool:
    """Whether it is a number of twelfths, rounded or cut to as many places as it has."""
    exponent = Decimal(repr(number)).as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    step, number = float(Decimal(1).scaleb(-places)), abs(number)
    gap = round(number * 12) / 12 - number
    return -step / 2 - _NOISE**2 <= gap <= step + _NOISE**2


def stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of all parts; what is categorical in them stays so, whatever its categories."""
    kinds = parts[0].dtypes
    columns = {
        name: union_categoricals([part[name].cat.remove_unused_categories() for part in parts])
        if isinstance(kind, pd.CategoricalDtype)
        else pd.concat([part[name] for part in parts], ignore_index=True)
        for name, kind in kinds.items()
    }
    return pd.DataFrame(columns)


def _small(numbers: pd.Series) -> pd.Series:
    """In four bytes, or the two that a reader of large tables gives them."""
    return numbers if numbers.dtype == np.int16 else numbers.astype("int32")


def _texts(column: pd.Series) -> pd.Series:
    """The column as texts, each distinct one held once: a large table repeats few of them."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column.astype(str).astype("category")
    return column.cat.rename_categories(str)


def text_or_none(column: pd.Series) -> pd.Series:
    """Texts with None, not NaN, where there is none."""
    texts = column.astype(object)
    return texts.where(texts.notna(), None)


def _without_repeats(
    figures: pd.DataFrame,
    repeated: "pd.Series[bool]",
    bases: Bases,
    file: str,
    sheet: str | None,
) -> tuple[pd.DataFrame, list[Finding]]:
    groups = figures[repeated].copy()
    groups["blank"] = groups["status"] == Status.MISSING.value
    groups = groups.sort_values(["blank", "row"], kind="stable")
    kept = groups.drop_duplicates(FIGURE_KEY)
    filled = groups[~groups["blank"]]
    distinct = filled.drop_duplicates([*FIGURE_KEY, "value", "status"])
    conflict = distinct.duplicated(FIGURE_KEY, keep=False)
    if conflict.any():
        raise _conflict(distinct[conflict], bases, file, sheet)
    count = len(groups) - len(kept)
    first = groups[groups.duplicated(FIGURE_KEY)].iloc[0]
    finding = Finding(
        "repeated",
        "Gleiche Angaben kommen mehrfach vor und wurden einmal übernommen.",
        place=f"Zeile {first['row']}",
        count=count,
    )
    rest = figures[~repeated]
    return pd.concat([rest, kept.drop(columns="blank")]).sort_index(), [finding]


def _conflict(rows: pd.DataFrame, bases: Bases, file: str, sheet: str | None) -> InputError:
    first = rows.iloc[0]
    same = np.logical_and.reduce([_equal(rows[name], first[name]) for name in FIGURE_KEY])
    pair = rows[same].iloc[:2]
    shown = " und ".join(_shown(row) for row in pair.to_dict(orient="records"))
    title, period = bases[str(first["base_figure"])].title, spoken(str(first["period"]))
    return InputError(
        "Dieselbe Angabe kommt zweimal mit verschiedenen Werten vor.",
        file=file,
        sheet=sheet,
        row=int(pair["row"].iloc[0]),
        found=f"{shown}: {title}, Gebiet {first['key']}, {period}",
        expected="je Gebiet, Zeitraum, Geschlecht und Alter genau ein Wert",
        remedy="Die falsche Zeile entfernen oder die Datei neu laden.",
    )


def _equal(column: pd.Series, value: Any) -> "pd.Series[bool]":
    return column.isna() if pd.isna(value) else column == value


def _shown(row: dict[Any, Any]) -> str:
    status, place = Status(row["status"]), f"Zeile {row['row']}"
    if status is Status.REPORTED:
        return f"{_exact(row['value'])} ({place})"
    return f"{STATUS_MARKS.get(status, '0')} ({STATUS_REASONS[status]}, {place})"


def _exact(value: float) -> str:
    """The number with all its digits, as German readers write it."""
    return f"{Decimal(repr(float(value))):,f}".removesuffix(".0").translate(_GERMAN)


def refuse_text(
    cells: Cells, texts: pd.Series, *, file: str, column: str, sheet: str | None = None
) -> None:
    """Refuse text where a number belongs; ``texts`` are indexed by row number."""
    if not cells.wrong.any():
        return
    position = int(cells.wrong.argmax())
    raise InputError(
        "Hier steht Text, wo eine Zahl erwartet wird.",
        file=file,
        sheet=sheet,
        row=int(str(texts.index[position])),
        column=column,
        found=str(texts.iloc[position]),
        expected="eine Zahl oder eines der Zeichen -  .  …  /  x  •",
        remedy="Den Eintrag berichtigen; Anmerkungen gehören nicht in die Wertspalte.",
    )


def refuse_mojibake(names: pd.Series, *, file: str, column: str, sheet: str | None = None) -> None:
    """Refuse names whose umlauts were ruined by a wrong encoding ("GÃ¶Ãnitz")."""
    _refuse_failed_names(names, file=file, column=column, sheet=sheet)
    ruined = names.astype(str).str.contains(_MOJIBAKE, regex=True)
    if not ruined.any():
        return
    row = names.index[int(ruined.to_numpy().argmax())]
    raise InputError(
        "Die Zeichenkodierung stimmt nicht; Umlaute sind verfälscht.",
        file=file,
        sheet=sheet,
        row=int(str(row)),
        column=column,
        found=str(names.loc[row]),
        expected="Namen mit lesbaren Umlauten (UTF-8)",
        remedy="Die Originaldatei verwenden und nicht über ein Programm mit anderer Kodierung"
        " speichern.",
    )


def _refuse_failed_names(names: pd.Series, *, file: str, column: str, sheet: str | None) -> None:
    failed = names.index[names.astype(str).to_numpy() == ERROR_TEXT]
    if len(failed):
        raise InputError(
            "Statt eines Namens steht hier eine Formel ohne Ergebnis.",
            file=file,
            sheet=sheet,
            row=int(str(failed[0])),
            column=column,
            found=ERROR_TEXT,
            expected="einen Namen",
            remedy="Die Mappe in Excel oder LibreOffice öffnen, neu berechnen und speichern.",
        )


def common_source(sources: Iterable[str], default: str) -> str:
    """The source most figures come from; ``default`` if there are none."""
    counted = pd.Series(list(sources), dtype=object).value_counts()
    return default if counted.empty else str(counted.index[0])
