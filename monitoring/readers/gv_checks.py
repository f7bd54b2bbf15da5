"""Rows of a Gemeindeverzeichnis sheet as records, and the checks of their substance."""

import pandas as pd

from monitoring.errors import InputError
from monitoring.readers import assembly, decimals, numbers
from monitoring.readers.contract import Finding
from monitoring.readers.gv_header import RECORD_TYPES, Header
from monitoring.readers.periods import date_in, iso_date
from monitoring.readers.workbook import Cell, Workbook, cell_text

UNINCORPORATED = ("65", "66")
_WIDTHS = {"land": 2, "district": 1, "kreis": 2, "verband": 4, "gemeinde": 3}
_NUMBERS = {"area": "Fläche km2", "total": "insgesamt", "male": "männlich", "female": "weiblich"}


def records(workbook: Workbook, header: Header) -> pd.DataFrame:
    """Rows below the header, indexed by row number; numbers as value, status and quality.

    Footers (text in the first column alone) are recognised and left. Parts of the key kept as
    numbers get their zeros back: each has its column, and so its length.
    """
    positions = header.columns
    rows = workbook.rows(header.sheet)[header.first_row :]
    texts = {
        name: [_text(row[position], _WIDTHS.get(name, 0)) for row in rows]
        for name, position in positions.items()
    }
    table = pd.DataFrame(texts, dtype=object)
    table.index = pd.RangeIndex(header.first_row + 1, header.first_row + 1 + len(rows))
    known = table["record"].isin(RECORD_TYPES)
    _check_other_rows(table[~known], header, workbook.name)
    table = table[known].assign(kind=table.get("kind", ""))
    _check_verband(table, header, workbook.name)
    native = {
        name: pd.Series(
            [not isinstance(row[positions[name]], str) for row in rows],
            index=pd.RangeIndex(header.first_row + 1, header.first_row + 1 + len(rows)),
        )[known]
        for name in _NUMBERS
    }
    return _with_numbers(table, native, header, workbook.name)


def _text(cell: Cell, width: int) -> str:
    text = cell_text(cell)
    return text if isinstance(cell, str) else text.zfill(width)


def _check_other_rows(rows: pd.DataFrame, header: Header, file: str) -> None:
    filled = (rows[["land", "kreis", "gemeinde", "name", "total"]] != "").any(axis=1)
    coded = rows["record"].str.fullmatch(r"\d+")
    wrong = rows[filled | coded]
    if wrong.empty:
        return
    raise InputError(
        "Die Zeile hat keine bekannte Satzart.",
        file=file,
        sheet=header.sheet,
        row=int(wrong.index[0]),
        column="Satzart",
        found=str(wrong["record"].iloc[0]),
        expected=f"eine der Satzarten {', '.join(RECORD_TYPES)}",
        remedy="Die unveränderte Datei des Statistischen Bundesamtes verwenden.",
    )


def _check_verband(rows: pd.DataFrame, header: Header, file: str) -> None:
    """Refuse rows of Verbände without the column of their key."""
    rows = rows[rows["record"] == "50"]
    if "verband" in rows or rows.empty:
        return
    raise InputError(
        "Die Spalte „VB“ fehlt.",
        file=file,
        sheet=header.sheet,
        row=int(rows.index[0]),
        column="VB",
        found="eine Zeile mit Satzart 50 (Gemeindeverband) ohne seinen Schlüssel",
        expected="eine Spalte „VB“ mit vier Ziffern",
        remedy="Die unveränderte Datei des Statistischen Bundesamtes verwenden.",
    )


def _with_numbers(
    table: pd.DataFrame, native: dict[str, pd.Series], header: Header, file: str
) -> pd.DataFrame:
    written = {title: table.loc[~native[name], name] for name, title in _NUMBERS.items()}
    sign = decimals.decimal_sign(written, file, header.sheet)
    for name, title in _NUMBERS.items():
        texts = table[name]
        if sign == ",":
            texts = texts.where(~native[name], texts.str.replace(".", ",", regex=False))
        cells = numbers.parse_cells(texts, sign)
        assembly.refuse_text(cells, texts, file=file, sheet=header.sheet, column=title)
        table[f"{name}_value"] = cells.value
        table[f"{name}_status"] = cells.status.to_numpy()
        table[f"{name}_quality"] = cells.quality.to_numpy()
    return table


def refuse_repeated(records: pd.DataFrame, sheet: str | None, file: str) -> None:
    """Refuse a key that stands in two rows of one level."""
    repeated = records[records.duplicated(["record", "key"], keep=False)]
    if repeated.empty:
        return
    key = repeated["key"].iloc[0]
    rows = repeated.index[repeated["key"] == key]
    raise InputError(
        "Ein Gebiet steht zweimal im Gemeindeverzeichnis.",
        file=file,
        sheet=sheet,
        row=int(rows[1]),
        column="Regionalschlüssel",
        found=f"{key} in den Zeilen {rows[0]} und {rows[1]}",
        expected="jeder Schlüssel genau einmal",
        remedy="Die unveränderte Datei des Statistischen Bundesamtes verwenden.",
    )


def substance(records: pd.DataFrame, sheet: str | None = None) -> list[Finding]:
    """Findings on what the rows say: sums of the sexes, rows without their upper level."""
    gemeinden = records[records["record"] == "60"]
    governed = gemeinden[~gemeinden["kind"].isin(UNINCORPORATED)]
    findings = []
    summed = gemeinden["male_value"] + gemeinden["female_value"]
    wrong = gemeinden[summed.notna() & (summed != gemeinden["total_value"])]
    if len(wrong):
        findings.append(
            Finding(
                "sum_of_sexes",
                "Männlich und weiblich ergeben nicht die Bevölkerung insgesamt, zuerst bei"
                f" {wrong['key'].iloc[0]}.",
                place=_place(sheet, wrong.index[0]),
                count=len(wrong),
            )
        )
    uppers = (("40", 5, "Kreise"), ("50", 9, "Gemeindeverbände"))
    for record, length, level in uppers if "verband" in records else uppers[:1]:
        present = set(records.loc[records["record"] == record, "key"])
        orphans = governed[~governed["ars"].str[:length].isin(present)]
        if len(orphans):
            findings.append(
                Finding(
                    "missing_rows",
                    f"Zu Gemeinden fehlen die Zeilen ihrer {level}, zuerst für"
                    f" {orphans['ars'].iloc[0][:length]}.",
                    place=_place(sheet, orphans.index[0]),
                    count=len(orphans),
                )
            )
    return findings


def _place(sheet: str | None, row: object) -> str:
    return f"{sheet}, Zeile {row}" if sheet else f"Zeile {row}"


def area_dates(records: pd.DataFrame, default: str) -> pd.Series:
    """The day of each area: that of its row where it has one, else ``default``."""
    if "area_date" not in records:
        return pd.Series(default, index=records.index, dtype=object)
    days = {text: date_in(text) or iso_date(text) or default for text in records["area_date"]}
    return records["area_date"].map(days)


def required_date(date: str | None, sheet: str, file: str) -> str:
    """The Stichtag of the population; refused where the file does not state it."""
    if date is None:
        raise InputError(
            "Der Stichtag der Bevölkerung steht nicht in der Datei.",
            file=file,
            sheet=sheet,
            column="Bevölkerung",
            expected="ein Datum wie „am 31.12.2019“ über der Bevölkerung",
            remedy="Die unveränderte Datei des Statistischen Bundesamtes verwenden.",
        )
    return date


def gebietsstand_of(
    stated: str | None, given: str | None, file: str, sheet: str | None = None
) -> str:
    """The Gebietsstand the file states, or the given one where it states none."""
    if stated and given and stated != given:
        raise InputError(
            "Der angegebene Gebietsstand widerspricht der Datei.",
            file=file,
            sheet=sheet,
            found=given,
            expected=stated,
            remedy="Die Angabe --gebietsstand weglassen.",
        )
    if not (stated or given):
        raise InputError(
            "Der Gebietsstand steht nicht in der Datei.",
            file=file,
            sheet=sheet,
            expected="ein Eintrag „Gebietsstand am 31.12.2019“",
            remedy="Den Gebietsstand angeben: --gebietsstand 2019-12-31",
        )
    return stated or given or ""
