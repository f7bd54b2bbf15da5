"""Which rows of a flat CSV are which base figure of the catalogue, and which are left."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitoring.catalogue.model import BaseFigure, Catalogue, GenesisName
from monitoring.errors import InputError
from monitoring.readers.contract import Finding
from monitoring.readers.genesis_file import ATTRIBUTE, FlatFile
from monitoring.readers.genesis_rows import Rows


@dataclass(frozen=True)
class Match:
    """Rows of the file that are one base figure."""

    base: BaseFigure
    name: GenesisName
    rows: NDArray[np.bool_]


def matched(flat: FlatFile, rows: Rows, catalogue: Catalogue) -> tuple[list[Match], list[Finding]]:
    """Rows by base figure.

    A row is a base figure if its value variable is, if the variables of ``where`` have the
    wanted codes, and if every other variable stands at its total. Rows that divide further
    are left and reported as long as the file also holds a row of that variable the house
    keeps; otherwise they are an error, since nothing would come of the variable.
    """
    variable = flat.columns["value_variable_code"]
    matches: list[Match] = []
    findings: list[Finding] = []
    unknown: list[str] = []
    for code in variable.texts:
        candidates = _candidates(code, flat, catalogue)
        here = variable.where(code) & rows.kept
        if not here.any():
            continue
        if not candidates:
            unknown.append(code)
            continue
        found = _claimed(candidates, here, rows)
        rest = here & ~np.logical_or.reduce([match.rows for match in found])
        findings += _left(rest, bool(here.sum() > rest.sum()), code, flat, rows)
        matches += [match for match in found if match.rows.any()]
    findings += _unknown(unknown, bool(matches), flat)
    if not matches:
        raise _nothing(flat)
    return matches, findings


def _candidates(
    code: str, flat: FlatFile, catalogue: Catalogue
) -> list[tuple[BaseFigure, GenesisName]]:
    """Base figures with this value variable; one for the very table before a general one."""
    statistics = flat.columns["statistics_code"].texts
    found = [
        (base, name)
        for base in catalogue.base_figures.values()
        for name in base.genesis
        if name.variable == code and (name.table is None or name.table.split("-")[0] in statistics)
    ]
    return sorted(found, key=lambda pair: pair[1].table is None)


def _claimed(
    candidates: list[tuple[BaseFigure, GenesisName]],
    here: NDArray[np.bool_],
    rows: Rows,
) -> list[Match]:
    free = here.copy()
    found = []
    for base, name in candidates:
        mine = free.copy()
        for variable, column in rows.others.items():
            if variable not in name.where:
                mine &= ~column.filled()
        for variable, code in name.where.items():
            if variable not in rows.variables:
                mine[:] = False
                break
            mine &= rows.variables[variable].where(code)
        found.append(Match(base, name, mine))
        free &= ~mine
    return found


def _left(
    rest: NDArray[np.bool_], some_kept: bool, code: str, flat: FlatFile, rows: Rows
) -> list[Finding]:
    if not rest.any():
        return []
    first = int(rest.argmax())
    dividing = [name for name, column in rows.others.items() if (column.filled() & rest).any()]
    shown = dividing[0] if dividing else code
    if some_kept:
        return [
            Finding(
                "left_breakdown",
                f"Zeilen zu {code}, die nach {', '.join(dividing) or 'anderem'} gegliedert sind,"
                " wurden nicht übernommen; der Katalog führt nur die übrigen.",
                place=f"Zeile {flat.row(first)}",
                count=int(rest.sum()),
            )
        ]
    column = rows.others.get(shown)
    value = column.texts[column.codes[first]] if column else ""
    raise InputError(
        f"Das Merkmal {shown} gliedert die Werte auf eine Weise, die der Katalog nicht kennt.",
        file=flat.name,
        row=flat.row(first),
        column=flat.heading(ATTRIBUTE, first),
        found=f"{shown} = {value}",
        expected=f"die Zeile „Insgesamt“ von {shown} oder ein Eintrag mit „where: {{{shown}:"
        f" {value}}}“ bei einer Grundzahl",
        remedy="Die Tabelle mit der Zeile „Insgesamt“ herunterladen oder den Eintrag im Katalog"
        " ergänzen.",
    )


def _unknown(codes: list[str], some_matched: bool, flat: FlatFile) -> list[Finding]:
    if not codes:
        return []
    variable = flat.columns["value_variable_code"]
    first = int(variable.where(codes[0]).argmax())
    if not some_matched:
        raise InputError(
            "Der Katalog kennt die Wertmerkmale dieser Tabelle nicht.",
            file=flat.name,
            row=flat.row(first),
            column=flat.heading("value_variable_code", first),
            found=", ".join(f"{code} ({_label(flat, code)})" for code in codes),
            expected="ein Wertmerkmal, das bei einer Grundzahl unter „genesis“ steht",
            remedy="Ergänzen Sie das Wertmerkmal im Katalog (base_figures.yml).",
        )
    return [
        Finding(
            "unknown_variable",
            f"Das Wertmerkmal {code} ({_label(flat, code)}) steht nicht im Katalog; seine Zeilen"
            " wurden nicht übernommen.",
            place=f"Zeile {flat.row(int(variable.where(code).argmax()))}",
            count=int(variable.where(code).sum()),
        )
        for code in codes
    ]


def _label(flat: FlatFile, code: str) -> str:
    labels = flat.columns.get("value_variable_label")
    if labels is None:
        return "ohne Bezeichnung"
    first = int(flat.columns["value_variable_code"].where(code).argmax())
    return labels.texts[int(labels.codes[first])]


def _nothing(flat: FlatFile) -> InputError:
    return InputError(
        "Die Tabelle enthält keine Werte für Länder, Kreise oder Gemeinden.",
        file=flat.name,
        found="nur Summen oder Regierungsbezirke",
        expected="Zeilen mit Gebietsschlüsseln von 2, 5, 8 oder 12 Ziffern",
        remedy="In der Datenbank die regionale Gliederung auswählen.",
    )
