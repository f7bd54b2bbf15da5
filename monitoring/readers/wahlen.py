"""Results of Bundestagswahlen by Kreis or by Wahlbezirk (Bundeswahlleiterin), as CSV."""

import dataclasses

import numpy as np
import pandas as pd

from monitoring.catalogue.model import BaseFigure, Catalogue
from monitoring.errors import InputError
from monitoring.figures import Status
from monitoring.readers import assembly, numbers
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.inputs import Sample
from monitoring.readers.numbers import Cells
from monitoring.readers.wahlen_areas import Areas, areas_of
from monitoring.readers.wahlen_sheet import (
    HEAD_LINES,
    Column,
    Results,
    is_by_wahlkreis,
    is_heading,
    read_results,
)

ID = "wahlen"
TITLE = "Ergebnisse einer Bundestagswahl nach Kreisen oder Wahlbezirken (CSV)"
SOURCE = "bundeswahlleiterin"
_SUMMED = (Status.REPORTED.value, Status.NIL.value, Status.MISSING.value)
_VALID, _INVALID = ("gültige", "gültig"), ("ungültige", "ungültig")


def recognise(sample: Sample) -> bool:
    """True for a text with the heading row of such results among its first lines."""
    if sample.kind != "text":
        return False
    lines = sample.head.decode("utf-8-sig", errors="replace").splitlines()[:HEAD_LINES]
    return any(is_heading(cells) or is_by_wahlkreis(cells) for cells in map(_cells, lines))


def _cells(line: str) -> list[str]:
    return line.split(";")


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """Wahlberechtigte, Wählende and votes; Wahlbezirke are summed to Gemeinden.

    The period is the day of the election. Where several Gemeinden count their letters together,
    what cannot be told apart has the status unknown, and sums of Kreis and Land hold it.
    """
    results = read_results(sample)
    areas = areas_of(results)
    bases, left = _bases(results, catalogue)
    parsed = {column.heading: _parsed(results, column) for column in results.columns if column.vote}
    parsed |= {name: _parsed(results, column) for name, (column, _) in bases.items()}
    parts = [
        _figures(results, areas, column, base, parsed[name])
        for name, (column, base) in bases.items()
    ]
    table = pd.concat(parts, ignore_index=True).assign(
        period=results.day, gebietsstand=gebietsstand
    )
    figures, repeated = assembly.finished(table, catalogue.base_figures, sample.name)
    findings = [*_from_name(results), *left, *areas.findings, *_sums(results, parsed), *repeated]
    return Delivery(
        reader=ID,
        source=SOURCE,
        title=f"Bundestagswahl {results.year}"
        f" nach {'Gemeinden' if results.by_district else 'Kreisen'}",
        figures=figures,
        findings=tuple(findings),
    )


def _bases(
    results: Results, catalogue: Catalogue
) -> tuple[dict[str, tuple[Column, BaseFigure]], list[Finding]]:
    """Columns of base figures by heading, and what is said of parties the catalogue lacks."""
    known = {
        (title.casefold(), base.election.vote): base
        for base in catalogue.base_figures.values()
        if base.election
        for title in base.election.titles
    }
    bases, left = {}, []
    for column in results.columns:
        if base := known.get((column.title.casefold(), column.vote)):
            bases[column.heading] = (column, base)
        elif column.vote:
            left.append(column.heading)
    if not bases:
        raise InputError(
            "Der Katalog kennt keine Spalte der Wahlergebnisse.",
            file=results.name,
            row=results.head_row,
            found=", ".join(left),
            expected="mindestens eine Grundzahl mit einer dieser Überschriften unter „election“",
            remedy="Die Grundzahlen im Katalog ergänzen.",
        )
    if not left:
        return bases, []
    finding = Finding(
        "left_party",
        f"Spalten, die der Katalog nicht führt, wurden nicht übernommen: {', '.join(left[:6])}"
        f"{' …' if len(left) > 6 else ''}.",
        place=f"Zeile {results.head_row}",
        count=len(left),
    )
    return bases, [finding]


def _from_name(results: Results) -> list[Finding]:
    if not results.from_name:
        return []
    return [
        Finding(
            "election_from_name",
            "Wahl oder Stimme stehen nicht in der Datei und wurden dem Dateinamen entnommen:"
            f" Bundestagswahl {results.year}.",
            place=results.name,
        )
    ]


def _parsed(results: Results, column: Column) -> Cells:
    """Numbers of a column; where rows are summed, a sign for a secret is no number."""
    texts = results.table[column.heading]
    cells = numbers.parse_cells(texts, None)
    if results.by_district:
        secret = ~cells.status.isin(_SUMMED).to_numpy()
        cells = dataclasses.replace(cells, wrong=cells.wrong | secret)
    assembly.refuse_text(cells, texts, file=results.name, column=column.heading)
    return cells


def _figures(
    results: Results, areas: Areas, column: Column, base: BaseFigure, cells: Cells
) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "value": cells.value,
            "status": cells.status.to_numpy(),
            "quality": cells.quality.to_numpy(),
            "row": results.table.index,
        }
    )
    parts = [_summed(rows, keys, level) for level, keys in areas.keys.items()]
    figures = pd.concat(parts, ignore_index=True)
    unknown = figures["key"].isin(areas.unknown if column.vote or not _eligible(column) else ())
    unknown |= figures["key"].isin(areas.without_urn)
    figures.loc[unknown, "value"] = np.nan
    figures.loc[unknown, "status"] = Status.UNKNOWN.value
    return figures.assign(
        base_figure=base.id,
        sex="total",
        age_from=0,
        age_to=pd.array([None] * len(figures), "Int64"),
    )


def _eligible(column: Column) -> bool:
    return column.title.startswith("Wahlberechtigte")


def _summed(rows: pd.DataFrame, keys: pd.Series, level: str) -> pd.DataFrame:
    """One figure per key; rows without a key are in no area of this level.

    A row of its own keeps its sign; of several, blanks add nothing to the others.
    """
    here = rows[keys.notna().to_numpy()].assign(key=keys.dropna().to_numpy())
    grouped = here.groupby("key", sort=False)
    figures = grouped[["status", "quality", "row"]].first()
    figures["value"] = grouped["value"].sum(min_count=1)
    several = (grouped.size() > 1).to_numpy()
    reported = figures["value"].notna().to_numpy()
    figures.loc[several & reported, "status"] = Status.REPORTED.value
    figures.loc[several & ~reported, "status"] = Status.MISSING.value
    return figures.reset_index().assign(level=level)


def _sums(results: Results, parsed: dict[str, Cells]) -> list[Finding]:
    """A finding for rows whose valid and invalid votes are not as many as their voters."""
    voters = next((n for n in parsed if n.startswith(("Wählende", "Wähler"))), None)
    findings = []
    for vote, word in (("erst", "Erststimmen"), ("zweit", "Zweitstimmen")):
        found = [
            next(
                (c.heading for c in results.columns if c.vote == vote and c.title.casefold() in n),
                None,
            )
            for n in (_VALID, _INVALID)
        ]
        if voters is None or None in found:
            continue
        valid, invalid = (parsed[str(heading)].value for heading in found)
        differs = valid + invalid - parsed[voters].value
        wrong = ~np.isnan(differs) & (differs != 0)
        if wrong.any():
            row = results.table.index[int(wrong.argmax())]
            findings.append(
                Finding(
                    "sum_differs",
                    f"Gültige und ungültige {word} ergeben zusammen nicht die Wählenden.",
                    place=f"Zeile {row}",
                    count=int(wrong.sum()),
                )
            )
    return findings
