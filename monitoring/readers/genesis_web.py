"""CSV of GENESIS web tables: the table as it is shown on screen, named in words.

Measures, periods, sexes and ages stand in headings; nothing is guessed from a word that is
not known.
"""

import re
from decimal import Decimal

import pandas as pd

from monitoring.areas import ags_from_ars
from monitoring.catalogue.model import ALL_AGES, BaseFigure, Catalogue
from monitoring.errors import InputError
from monitoring.readers import assembly, genesis_codes, numbers, values
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.dashes import without_gone_areas
from monitoring.readers.genesis_codes import Unit
from monitoring.readers.genesis_web_sheet import FOOTER, Record, Sheet, read_sheet
from monitoring.readers.genesis_web_words import (
    TABLE,
    Meaning,
    Reading,
    joined,
    of_notes,
    of_words,
    period_in,
    reading,
)
from monitoring.readers.inputs import Sample
from monitoring.readers.keys import check_keys, levels_of
from monitoring.readers.periods import iso_date, parsed_period

ID = "genesis_web"
TITLE = "GENESIS/Regionalstatistik, Tabelle wie angezeigt (CSV)"
_HEAD_LINES = 12
_KEY_LENGTHS = (2, 5, 8, 9, 12)
_DATA = re.compile(r"(?:[\d.]{4,10};)?(?:DG|\d{2,12});[^;]*[^\W\d][^;]*;")


def recognise(sample: Sample) -> bool:
    """True for a text that names its table at the top, or ends as these tables do."""
    if sample.kind != "text":
        return False
    lines = sample.head_text.splitlines()
    if any(TABLE.match(line) for line in lines[:_HEAD_LINES]):
        return True
    ended = any(FOOTER.fullmatch(line.rstrip(";")) for line in lines)
    return ended and any(_DATA.match(line) for line in lines)


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All values whose headings the catalogue knows; see docs/dateiformate.md."""
    return delivery(ID, read_sheet(sample), catalogue, gebietsstand)


def delivery(reader: str, sheet: Sheet, catalogue: Catalogue, gebietsstand: str | None) -> Delivery:
    """The delivery of a web table that has been taken apart."""
    words = reading(sheet, catalogue)
    records, findings = _kept(sheet)
    stand = _gebietsstand(sheet, gebietsstand)
    table, left = _figures(sheet, records, words, catalogue)
    table = without_gone_areas(table.assign(gebietsstand=stand), catalogue.base_figures)
    figures, repeated = assembly.finished(table, catalogue.base_figures, sheet.name)
    findings += [*left, *repeated]
    bases = [catalogue.base_figures[name] for name in figures["base_figure"].unique()]
    return Delivery(
        reader=reader,
        source=assembly.common_source(
            (base.source["genesis"] for base in bases if "genesis" in base.source),
            "regionalstatistik",
        ),
        title=f"{words.statistic} {', '.join(base.title for base in bases)}".strip(),
        figures=figures,
        findings=tuple(findings),
    )


def _gebietsstand(sheet: Sheet, given: str | None) -> str | None:
    for note in sheet.notes:
        stated = iso_date(genesis_codes.gebietsstand_in(note.cells[0]) or "")
        if stated and given and stated != given:
            raise InputError(
                "Der angegebene Gebietsstand widerspricht der Datei.",
                file=sheet.name,
                row=note.row,
                found=given,
                expected=stated,
                remedy="Die Angabe --gebietsstand weglassen.",
            )
        if stated:
            return stated
    return given


def _kept(sheet: Sheet) -> tuple[list[Record], list[Finding]]:
    """Rows of areas the house keeps; all keys are checked."""
    districts = [r for r in sheet.records if len(r.key) == 3 and r.key.isdigit()]
    left = {record.row for record in districts}
    records = [record for record in sheet.records if record.row not in left]
    rows = [record.row for record in records]
    keys = pd.Series([record.key for record in records], index=rows, dtype=object)
    check_keys(keys, file=sheet.name, column="Schlüssel", lengths=_KEY_LENGTHS, germany=True)
    names = pd.Series([record.name for record in records], index=rows, dtype=object)
    assembly.refuse_mojibake(names, file=sheet.name, column="Name")
    if not records:
        raise _nothing(sheet, "nur Regierungsbezirke")
    if not districts:
        return records, []
    finding = Finding(
        "left_district",
        "Regierungsbezirke werden nicht geführt; ihre Zeilen wurden ausgelassen.",
        place=f"Zeile {districts[0].row}",
        count=len(districts),
    )
    return records, [finding]


def _figures(
    sheet: Sheet, records: list[Record], words: Reading, catalogue: Catalogue
) -> tuple[pd.DataFrame, list[Finding]]:
    noted = of_notes(sheet, words)
    always: Meaning = {kind: noted[kind] for kind in ("sex", "age", "nation") if kind in noted}
    columns = [
        of_words(((h.row, h.cells[place]) for h in sheet.heads), sheet, sheet.column(place), words)
        for place in range(len(sheet.heads[0].cells))
    ]
    parts: list[pd.DataFrame] = []
    left: dict[str, Finding] = {}
    for group in _groups(records):
        first = group[0]
        told = of_words(((first.row, label) for label in first.labels), sheet, "Zeile", words)
        if first.period:
            told = joined([told, {"period": parsed_period(first.period)}], sheet, first.row, "Zeit")
        for place, column in enumerate(columns):
            name = sheet.column(place)
            meaning = noted | joined([always, column, told], sheet, first.row, name)
            base = _base(meaning, sheet, first.row, name, words, catalogue)
            why = "left_nationality" if base is None else _left_unit(base, meaning)
            if base is None or why:
                _leave(left, why, name, first.row, len(group))
                continue
            parts.append(_part(base, meaning, sheet, group, place))
    if not parts:
        raise _nothing(sheet, "; ".join(finding.message for finding in left.values()))
    return pd.concat(parts, ignore_index=True), list(left.values())


def _groups(records: list[Record]) -> list[list[Record]]:
    groups: dict[tuple[str, tuple[str, ...]], list[Record]] = {}
    for record in records:
        groups.setdefault((record.period, record.labels), []).append(record)
    return list(groups.values())


def _leave(left: dict[str, Finding], why: str, column: str, row: int, count: int) -> None:
    messages = {
        "left_nationality": "Spalten oder Zeilen nach Nationalität, die der Katalog nicht führt,"
        " wurden nicht übernommen.",
        "left_unit": "Werte in einer anderen Einheit als der des Katalogs wurden nicht übernommen.",
    }
    old = left.get(why)
    place = old.place if old else f"Spalte {column}, Zeile {row}"
    left[why] = Finding(why, messages[why], place, count + (old.count if old else 0))


def _base(
    meaning: Meaning, sheet: Sheet, row: int, column: str, words: Reading, catalogue: Catalogue
) -> BaseFigure | None:
    """The base figure of a value; None for a nationality the catalogue does not keep."""
    if "measure" not in meaning:
        raise InputError(
            "Die Tabelle nennt nicht, was gezählt wird, oder der Katalog kennt es nicht.",
            file=sheet.name,
            row=row,
            column=column,
            found="; ".join(note.cells[0] for note in sheet.notes),
            expected=f"eines von: {', '.join(words.titles)}",
            remedy="Die Tabelle mit Titelzeilen unverändert herunterladen oder das Merkmal als"
            " Flatfile-CSV (genesis_flat) laden.",
        )
    name, nation = str(meaning["measure"]), meaning.get("nation")
    foreign = nation == "foreign" and name in ("bevoelkerung", "auslaender")
    if nation and not foreign:
        return None
    return catalogue.base_figures.get("auslaender" if foreign else name)


def _left_unit(base: BaseFigure, meaning: Meaning) -> str:
    """The kind of finding for a value in another unit; a count may come without its unit."""
    wanted = genesis_codes.measure_of(base.unit, base.additive)
    unit = meaning.get("unit")
    stated = unit.measure if isinstance(unit, Unit) else "count"
    return "" if stated == wanted else "left_unit"


def _part(
    base: BaseFigure, meaning: Meaning, sheet: Sheet, group: list[Record], place: int
) -> pd.DataFrame:
    period = period_in(meaning, sheet, group[0].row, sheet.column(place))
    rows = [record.row for record in group]
    texts = pd.Series([record.values[place] for record in group], index=rows, dtype=object)
    unit = meaning.get("unit")
    factor = unit.factor if isinstance(unit, Unit) else Decimal(1)
    cells = numbers.parse_cells(texts, None, factor)
    assembly.refuse_text(cells, texts, file=sheet.name, column=sheet.column(place))
    age = meaning.get("age", ALL_AGES)
    assert isinstance(age, tuple)
    keys = [ags_from_ars(r.key) if len(r.key) == 12 else r.key for r in group]
    return pd.DataFrame(
        {
            "base_figure": base.id,
            "key": keys,
            "level": levels_of(pd.Series(keys, dtype=object)),
            "period": values.period_of(base, period),
            "sex": str(meaning.get("sex", "total")),
            "age_from": age[0],
            "age_to": pd.array([age[1]] * len(group), dtype="Int64"),
            "value": cells.value,
            "status": cells.status,
            "quality": cells.quality,
            "row": rows,
            "column": sheet.first + place,
        }
    )


def _nothing(sheet: Sheet, found: str) -> InputError:
    return InputError(
        "Die Tabelle enthält keine Werte, die der Katalog führt.",
        file=sheet.name,
        row=sheet.heads[0].row,
        found=found,
        expected="Werte einer Grundzahl für Länder, Kreise oder Gemeinden",
        remedy="In der Datenbank absolute Werte und die regionale Gliederung auswählen.",
    )
