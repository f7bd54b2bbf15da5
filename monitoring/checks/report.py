"""The report on files before they are taken over: as data for a page, and as workbooks."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.catalogue import Catalogue
from monitoring.checks.places import cells_of, told_cells, told_row
from monitoring.checks.sheets import Place, Sheets, read_sheets
from monitoring.checks.workbook import Line, findings_workbook
from monitoring.errors import printable
from monitoring.periods import spoken
from monitoring.readers import READERS
from monitoring.readers.contract import Delivery, Finding
from monitoring.settings import made

REPORT = "bericht.json"
KIND_TITLES = {
    "unknown_key": "Unbekannter Schlüssel",
    "dissolved_key": "Aufgelöstes Gebiet",
    "contradiction": "Widerspruch zu früher",
    "lost_figure": "Wert entfallen",
    "known_figure": "Schon vorhanden",
    "repeated": "Doppelte Angabe",
    "wrong_sum": "Summe weicht ab",
    "jump": "Auffälliger Sprung",
    "missing_area": "Gebiet fehlt",
    "missing_year": "Jahr fehlt",
    "blank": "Leeres Feld",
    "mixed_stichtag": "Gemischte Stichtage",
    "mixed_gebietsstand": "Anderer Gebietsstand",
    "not_checked": "Nicht geprüft",
}
READING = "Hinweis beim Lesen"


@dataclass(frozen=True)
class Checked:
    """A delivered file with its delivery, whose findings are told."""

    path: Path
    delivery: Delivery


def write_report(checked: list[Checked], catalogue: Catalogue, folder: Path) -> None:
    """Write ``bericht.json`` and, for each file with findings, ``befunde-N.xlsx`` to ``folder``."""
    made(folder)
    files = []
    for number, each in enumerate(checked, start=1):
        placed, sheets, marked = located(each)
        lines = [_line(finding) for finding in placed]
        name = f"befunde-{number}.xlsx"
        if lines:
            (folder / name).write_bytes(findings_workbook(lines, sheets, marked, _quiet(marked)))
        files.append(
            {
                "file": printable(each.path.name),
                "format": READERS[each.delivery.reader].title,
                "brings": brings(each.delivery, catalogue),
                "findings": [list(line) for line in lines],
                "workbook": name if lines else None,
            }
        )
    draft = folder / f".{REPORT}"
    draft.write_text(json.dumps(files, ensure_ascii=False), encoding="utf-8")
    draft.replace(folder / REPORT)


def located(each: Checked) -> tuple[list[Finding], Sheets, dict[Place, list[str]]]:
    """The findings with the cell of the first mark as place; the sheets; notes by cell."""
    findings, figures = each.delivery.findings, each.delivery.figures
    marks = [mark for finding in findings for mark in finding.marks if "row" in figures]
    meant = figures.iloc[[mark.position for mark in marks]].to_dict("records")
    rows = [int(figure["row"]) for figure in meant]
    rows += [row for finding in findings if (row := told_row(finding.place))]
    sheets = read_sheets(each.path, rows) if rows else Sheets({}, text=False)
    pairs = zip(marks, meant, strict=True)
    cells = {mark: cells_of(sheets, figure, mark.part) for mark, figure in pairs}
    marked: dict[Place, list[str]] = {}
    placed = []
    for finding in findings:
        for mark in finding.marks:
            for place in cells.get(mark, []):
                marked.setdefault(place, []).append(f"{_title(finding)}: {mark.note}")
        for place in told_cells(sheets, finding.place):
            marked.setdefault(place, []).append(f"{_title(finding)}: {finding.message}")
        first = next(filter(None, (cells.get(mark) for mark in finding.marks)), None)
        told = sheets.spoken(first) if first else finding.place
        placed.append(dataclasses.replace(finding, place=told))
    return placed, sheets, marked


def _quiet(marked: dict[Place, list[str]]) -> set[Place]:
    """Cells of which nothing is said that somebody must look at."""
    calm = tuple(f"{title}: " for title in (KIND_TITLES["known_figure"], READING))
    return {place for place, notes in marked.items() if all(n.startswith(calm) for n in notes)}


def brings(delivery: Delivery, catalogue: Catalogue) -> list[list[Any]]:
    """What comes in: title, level, periods, number of areas, number of rows."""
    rows: list[list[Any]] = []
    groups = delivery.figures.groupby(["base_figure", "level"], observed=True)
    for (base, level), part in groups:
        title = catalogue.base_figures[str(base)].title
        areas = int(part["key"].nunique())
        rows.append([title, _level(level), _span(part["period"]), areas, len(part)])
    for level, part in delivery.areas.groupby("level", observed=True):
        stands = _span(part["gebietsstand"])
        rows.append(["Gebiete", _level(level), f"Stand {stands}", len(part), len(part)])
    for level, part in delivery.changes.groupby("level", observed=True):
        until = _span(part["until"])
        areas = int(part["from_key"].nunique())
        rows.append(["Gebietsänderungen", _level(level), until, areas, len(part)])
    return rows


def _level(level: object) -> str:
    return LEVEL_TITLES[Level(str(level))]


def _span(periods: "pd.Series[Any]") -> str:
    known = sorted(str(period) for period in periods.unique())
    first, last = spoken(known[0]), spoken(known[-1])
    return first if first == last else f"{first} bis {last}"


def _line(finding: Finding) -> Line:
    texts = (finding.place, finding.message, finding.proposal)
    place, message, proposal = (printable(text) for text in texts)
    return _title(finding), place, finding.count, message, proposal


def _title(finding: Finding) -> str:
    return KIND_TITLES.get(finding.kind, READING)
