"""Workbooks of the Bundesagentur für Arbeit by Gemeinde: unemployed, employed, SGB II.

Columns are found by the words of their headings. "*" stands for fewer than three, or for what
would betray them, and is secret.
"""

import re

import pandas as pd

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.readers import arbeitsagentur_columns as columns
from monitoring.readers import assembly, numbers, table_cells, values
from monitoring.readers.arbeitsagentur_areas import SECRET, Area, start_of
from monitoring.readers.arbeitsagentur_columns import Measure, Told
from monitoring.readers.arbeitsagentur_sheet import Place, Table, table_of
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import Sample
from monitoring.readers.keys import check_keys, levels_of
from monitoring.readers.workbook import Row, cell_text, column_name

ID = "arbeitsagentur"
SOURCE = "arbeitsagentur"
TITLE = "Arbeitsmappe der Bundesagentur für Arbeit nach Gemeinden, Kreisen oder Ländern"
_OFFICE = re.compile(
    r"(?:©|(?:Daten)?Quelle:|Herausgeber(?:in)?:)?\s*"
    r"(?:Statistik der )?Bundesagentur für Arbeit(?:\s*[,(–-].*)?",
    re.IGNORECASE,
)
_LIKE_A_KEY = re.compile(r"\d{5}|[=<>{}$|\u200b-\u200f\u202a-\u202e]")
_NO_AREA = re.compile(r"(?:JC|Jobcenter|AA|Agentur|Geschäftsstelle|GSt|RD)\b")
_EDGE = 40
_LENGTHS = (2, 5, 8)


def recognise(sample: Sample) -> bool:
    """True for a workbook that names the office in a cell and has a sheet with areas."""
    if sample.kind not in ("xlsx", "xls") or table_cells.sheet_of(sample.workbook) is not None:
        return False
    book = sample.workbook
    return any(_names_office(book.rows(name)) for name in book.sheet_names) and any(
        start_of(book.rows(name)) for name in book.sheet_names
    )


def _names_office(rows: list[Row]) -> bool:
    edges = [*rows[:_EDGE], *rows[-_EDGE:]]
    return any(
        isinstance(cell, str) and _OFFICE.fullmatch(" ".join(cell.split()))
        for row in edges
        for cell in row
    )


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All columns whose headings name a base figure; see docs/dateiformate.md."""
    tables = _tables(sample)
    sheets = {table.sheet for table in tables}
    rest = [name for name in sample.workbook.sheet_names if name not in sheets]
    cover = columns.of_cover(sample.workbook, rest, sample.name)
    parts: list[pd.DataFrame] = []
    findings: list[Finding] = []
    for each in tables:
        if each.sheet in sample.workbook.hidden:
            findings.append(values.hidden_sheet(each.sheet))
            continue
        told = columns.of_notes(each)
        if told.partial:
            findings.append(_left_sheet(each, told.partial))
            continue
        found, left = columns.measures(each, told, cover, catalogue)
        areas, more = _kept(each)
        stand, only_month = _gebietsstand(each, told, cover, gebietsstand)
        parts += [_part(measure, each, areas, stand) for measure in found]
        findings += [columns.left_finding(each, column) for column in left]
        findings += [*more, *columns.dated_findings(each, found)]
        if only_month and found:
            findings.append(_month_of_stand(each, stand))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if table.empty:
        raise _nothing(sample, findings)
    return _delivery(sample, catalogue, table, findings)


def _tables(sample: Sample) -> list[Table]:
    book = sample.workbook
    tables = [table for name in book.sheet_names if (table := table_of(book, name))]
    if tables:
        return tables
    raise InputError(
        "Die Mappe enthält keine Datenzeilen.",
        file=sample.name,
        found=f"Tabellenblätter {', '.join(book.sheet_names)} ohne Gebiete",
        expected="Zeilen mit Gebietsschlüssel (2, 5 oder 8 Ziffern), Name und Werten",
        remedy="Die Originaldatei der Bundesagentur mit ihren Tabellenblättern verwenden.",
    )


def _delivery(
    sample: Sample, catalogue: Catalogue, table: pd.DataFrame, findings: list[Finding]
) -> Delivery:
    sheets = ", ".join(table["sheet"].unique())
    figures, repeated = assembly.finished(table, catalogue.base_figures, sample.name, sheets)
    titles = [catalogue.base_figures[name].title for name in figures["base_figure"].unique()]
    return Delivery(
        reader=ID,
        source=SOURCE,
        title=f"Bundesagentur für Arbeit: {', '.join(titles)}",
        figures=figures,
        findings=(*findings, *repeated),
    )


def _gebietsstand(
    table: Table, told: Told, cover: Told, given: str | None
) -> tuple[str | None, bool]:
    """Gebietsstand and whether the file names its month alone."""
    stated = told if told.stand else cover
    if stated.stand and given and stated.stand != given:
        raise InputError(
            "Der angegebene Gebietsstand widerspricht der Datei.",
            file=table.file,
            sheet=table.sheet,
            found=given,
            expected=stated.stand,
            remedy="Die Angabe --gebietsstand weglassen.",
        )
    return stated.stand or given, stated.only_month


def _kept(table: Table) -> tuple[list[Area], list[Finding]]:
    """Rows of Länder, Kreise and Gemeinden; others are reported, wrong keys refused."""
    kept: list[Area] = []
    left: list[Area] = []
    for area in table.areas:
        _refuse_broken_key(area, table)
        other = not area.key or (len(area.key) == 3 and area.key.isdecimal())
        (left if other or _NO_AREA.match(area.name) else kept).append(area)
    rows = [area.row + 1 for area in kept]
    keys = pd.Series([area.key for area in kept], index=rows, dtype=object)
    check_keys(keys, file=table.file, sheet=table.sheet, column="A", lengths=_LENGTHS, germany=True)
    names = pd.Series([area.name for area in kept], index=rows, dtype=object)
    assembly.refuse_mojibake(names, file=table.file, sheet=table.sheet, column="Name")
    if not left:
        return kept, []
    shown = ", ".join(dict.fromkeys(area.name or "ohne Namen" for area in left[:3]))
    message = f"Zeilen, die kein Land, Kreis und keine Gemeinde sind ({shown}), wurden ausgelassen."
    return kept, [Finding("left_row", message, table.place(left[0].row, 0), len(left))]


def _refuse_broken_key(area: Area, table: Table) -> None:
    """Refuse a row of which the key was damaged, so that it looks like one of no area."""
    if area.key or not _LIKE_A_KEY.search(area.name):
        return
    raise InputError(
        "Der Gebietsschlüssel hat keine bekannte Form.",
        file=table.file,
        sheet=table.sheet,
        row=area.row + 1,
        column="A",
        found=area.name,
        expected="2, 5 oder 8 Ziffern, dahinter oder daneben der Name",
        remedy="Die Originaldatei der Bundesagentur unverändert verwenden.",
    )


def _part(measure: Measure, table: Table, areas: list[Area], stand: str | None) -> pd.DataFrame:
    position = measure.column.position
    found = [_cell(table.rows[area.row], position) for area in areas]
    rows = [area.row + 1 for area in areas]
    heading = ", ".join(place.text for place in measure.column.words)
    column = f"{column_name(position)} ({heading})"
    # An office's text is German: the point groups thousands, whatever the other cells hold.
    texts = values.native_texts(pd.Series(found, index=rows, dtype=object), ",")
    cells = numbers.parse_cells(texts, ",")
    assembly.refuse_text(cells, texts, file=table.file, sheet=table.sheet, column=column)
    keys = pd.Series([area.key for area in areas], dtype=object)
    return pd.DataFrame(
        {
            "base_figure": measure.base.id,
            "key": keys,
            "level": levels_of(keys),
            "gebietsstand": stand,
            "period": measure.period,
            "sex": measure.sex,
            "age_from": measure.age[0],
            "age_to": pd.array([measure.age[1]] * len(areas), dtype="Int64"),
            "value": cells.value,
            "status": cells.status,
            "quality": cells.quality,
            "row": rows,
            "column": position,
            "sheet": table.sheet,
        }
    )


def _cell(row: Row, position: int) -> object:
    """The cell, the office's sign for a secret in the form all offices share."""
    return "." if cell_text(row[position]) == SECRET else row[position]


def _left_sheet(table: Table, partial: Place) -> Finding:
    return Finding(
        "left_sheet",
        f"Das Tabellenblatt „{table.sheet}“ zeigt nur einen Teil oder andere Gebiete"
        f" („{partial.text}“) und wurde nicht übernommen.",
        place=table.place(partial.row, partial.column),
    )


def _month_of_stand(table: Table, stand: str | None) -> Finding:
    return Finding(
        "month_of_gebietsstand",
        f"Vom Gebietsstand ist nur der Monat angegeben; es gilt dessen letzter Tag ({stand}).",
        place=table.sheet,
    )


def _nothing(sample: Sample, findings: list[Finding]) -> InputError:
    first = next(
        (f for f in findings if f.kind in ("left_column", "left_sheet", "hidden_sheet")), None
    )
    return InputError(
        "Keine Spalte der Mappe ist eine Grundzahl des Katalogs.",
        file=sample.name,
        found=f"{first.place}: {first.message}" if first else "keine Spalten mit Überschrift",
        expected="Überschriften wie „Arbeitslose“, „Langzeitarbeitslose“,"
        " „Sozialversicherungspflichtig Beschäftigte am Wohnort“ oder „Leistungsberechtigte“",
        remedy="Eine Tabelle mit diesen Merkmalen laden oder die Werte in die eigene Tabelle"
        " übertragen (docs/dateiformate.md).",
    )
