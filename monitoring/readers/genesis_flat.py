"""Flat CSV of GENESIS databases (Regionalstatistik, Destatis, Zensus 2022), new and old form.

Every row is one value: up to n numbered variable blocks say what it counts. The catalogue
says which value variable, with which fixed values of other variables, is which base figure.
The old form has several values in a row; :mod:`monitoring.readers.genesis_old` takes them apart.
"""

import re

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from monitoring.catalogue.model import Catalogue
from monitoring.errors import InputError
from monitoring.readers import assembly, genesis_match, genesis_old, genesis_values, values
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.dashes import without_gone_areas
from monitoring.readers.genesis_codes import age_band
from monitoring.readers.genesis_file import Column, FlatFile, is_header, read_flat
from monitoring.readers.genesis_match import Match
from monitoring.readers.genesis_rows import Rows, read_rows, translated
from monitoring.readers.inputs import Sample
from monitoring.readers.keys import levels_of

ID = "genesis_flat"
TITLE = "GENESIS/Regionalstatistik, Flatfile-CSV (neue oder alte Form, *_flat.csv oder Zip)"
_CENSUS = re.compile(r"[1-5]000[A-Z]")
_CENSUS_SOURCE = "zensus2022"


def recognise(sample: Sample) -> bool:
    """True for a text whose first line is the header of a flat CSV."""
    first = _first_line(sample)
    return sample.kind == "text" and (is_header(first) or genesis_old.is_header(first))


def read(sample: Sample, catalogue: Catalogue, gebietsstand: str | None = None) -> Delivery:
    """All rows whose value variable the catalogue knows; see docs/dateiformate.md."""
    old = genesis_old.is_header(_first_line(sample))
    flat = genesis_old.read_flat(sample) if old else read_flat(sample)
    rows = read_rows(flat)
    stand = _gebietsstand(flat, rows, gebietsstand)
    matches, findings = genesis_match.matched(flat, rows, catalogue)
    parts = []
    for match in matches:
        figures, more = _figures(match, flat, rows, stand)
        parts.append(figures)
        findings += more
    table = without_gone_areas(_stacked(parts), catalogue.base_figures)
    figures, repeated = assembly.finished(table, catalogue.base_figures, sample.name)
    findings = [*rows.findings, *findings, *repeated]
    return Delivery(
        reader=ID,
        source=_source(flat, matches, catalogue),
        title=_title(flat, matches),
        figures=figures,
        findings=tuple(findings),
    )


def _first_line(sample: Sample) -> str:
    return next(iter(sample.head_text.splitlines()), "")


def _gebietsstand(flat: FlatFile, rows: Rows, given: str | None) -> Column:
    """The Gebietsstand each row states, filled up with the given one."""
    stated = rows.gebietsstand
    if given is None:
        return stated
    other = next((text for text in stated.texts if text not in ("", given)), None)
    if other is not None:
        raise InputError(
            "Der angegebene Gebietsstand widerspricht der Datei.",
            file=flat.name,
            row=flat.row(int(stated.where(other).argmax())),
            found=given,
            expected=other,
            remedy="Die Angabe --gebietsstand weglassen.",
        )
    return translated(stated, tuple(text or given for text in stated.texts))


def _figures(
    match: Match, flat: FlatFile, rows: Rows, stand: Column
) -> tuple[pd.DataFrame, list[Finding]]:
    read, findings = genesis_values.read_values(match, flat)
    here = read.rows
    everything = np.ones(len(read.value), dtype=np.bool_)
    lower, upper = _bands(rows.age, here)
    keys = rows.key.categorical(here)
    levels = levels_of(pd.Series(keys.categories, dtype=object)).to_numpy()
    period = translated(
        rows.period, tuple(values.period_of(match.base, text) for text in rows.period.texts)
    )
    frame = pd.DataFrame(
        {
            "base_figure": pd.Categorical.from_codes(
                np.zeros(len(read.value), dtype=np.int8),
                categories=pd.Index([match.base.id], dtype=str),
            ),
            "key": keys,
            "level": pd.Categorical(levels[keys.codes]),
            "gebietsstand": stand.categorical(here),
            "period": period.categorical(here),
            "sex": rows.sex.categorical(here),
            "age_from": lower,
            "age_to": upper,
            "value": read.value,
            "status": read.status.categorical(everything),
            "quality": read.quality.categorical(everything),
            "row": flat.rows(here),
        }
    )
    return frame, findings


def _bands(
    age: Column, rows: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], "pd.api.extensions.ExtensionArray"]:
    bands = [age_band(text) or (0, None) for text in age.texts]
    codes = age.codes[rows]
    lower = np.array([band[0] for band in bands], dtype=np.int64)
    upper = pd.array([band[1] for band in bands], dtype="Int64")
    return lower[codes], upper.take(codes)


def _stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    table = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
    stated = table["gebietsstand"].astype(object)
    return table.assign(gebietsstand=stated.where(stated != "", None))


def _source(flat: FlatFile, matches: list[Match], catalogue: Catalogue) -> str:
    census = all(_CENSUS.fullmatch(code) for code in flat.columns["statistics_code"].texts)
    if census and _CENSUS_SOURCE in catalogue.sources:
        return _CENSUS_SOURCE
    return assembly.common_source(
        (match.base.source["genesis"] for match in matches), "regionalstatistik"
    )


def _title(flat: FlatFile, matches: list[Match]) -> str:
    codes = ", ".join(flat.columns["statistics_code"].texts)
    labels = flat.columns.get("statistics_label")
    shown = f"{codes} {', '.join(labels.texts)}" if labels else codes
    bases = dict.fromkeys(match.base.title for match in matches)
    return f"{shown}: {', '.join(bases)}"
