"""Shares of BBSR's Umsteigeschlüssel: checked to add up to 1, for people, area and employment."""

import numpy as np
import pandas as pd

from monitoring.readers.contract import Finding
from monitoring.readers.umsteige_sheet import HEADINGS, TOLERANCE, Sheet, first_wrong, place_of


def with_shares(table: pd.DataFrame, sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    """Shares that add up to 1; where nobody lives, those of the area count for people too."""
    key = table["from_key"]
    split = key.duplicated(keep=False)
    area = _scaled(table, "share_area", pd.Series(False, index=key.index), sheet)
    nobody = table["population"].groupby(key).sum(min_count=1).reindex(key).to_numpy() == 0
    people = _scaled(table, "share_population", pd.Series(nobody, index=key.index), sheet)
    no_jobs = (table["employees"].groupby(key).transform("sum") == 0) & _off(
        table["share_employment"], key
    )
    unknown = no_jobs | table["share_employment"].isna().groupby(key).transform("any")
    jobs = _scaled(table, "share_employment", unknown, sheet)
    table = _parts(table.assign(share_area=area, share_population=people.fillna(area)), split)
    findings = [
        Finding(
            "no_people",
            "Das geteilte Gebiet ist unbewohnt; statt der Bevölkerung gilt der Anteil der Fläche.",
            place=str(each),
        )
        for each in key[split & nobody].unique()
    ]
    if table["employees"].notna().any() and unknown.any():
        findings.append(
            Finding(
                "no_employment_share",
                "Für Gebiete fehlt ein gültiger Anteil der Beschäftigten; er bleibt leer.",
                place=sheet.name,
                count=int(key[unknown].nunique()),
            )
        )
    return table.assign(share_employment=jobs), findings


def _off(share: pd.Series, key: pd.Series) -> pd.Series:
    return ~((share.groupby(key).transform("sum") - 1).abs() <= TOLERANCE + 1e-9)


def _scaled(table: pd.DataFrame, name: str, unknown: pd.Series, sheet: Sheet) -> pd.Series:
    """Shares rescaled to exactly 1 for each old area, NaN where they are ``unknown``."""
    key, share = table["from_key"], table[name]
    total = share.groupby(key).transform("sum")
    wrong = (_off(share, key) | share.isna()) & ~unknown
    if wrong.any():
        row = first_wrong(wrong)
        at = place_of(sheet, HEADINGS[name])
        found = "leer" if np.isnan(share.loc[row]) else f"{total.loc[row]:.4f}".replace(".", ",")
        raise sheet.fault(
            f"Die Anteile des Gebiets {key.loc[row]} ergeben zusammen nicht 1.",
            row,
            sheet.titles[at] if at is not None else name,
            found,
            "Anteile, die zusammen 1 ergeben (höchstens 0,001 Abweichung)",
        )
    return (share / total).where(~unknown)


def _parts(table: pd.DataFrame, split: pd.Series) -> pd.DataFrame:
    """People and area of the parts, where the rows repeat those of the whole old area.

    Equal parts look the same either way; then the other divided areas of the sheet decide.
    """
    group = table.groupby("from_key")
    share = group["share_area"]
    same = split & (group["km2"].transform("nunique") == 1)
    uneven = share.transform("max") - share.transform("min") > 0.01
    whole = same & bool((same & uneven).any())
    population = table["population"].where(~whole, table["population"] * table["share_population"])
    km2 = table["km2"].where(~whole, table["km2"] * table["share_area"])
    return table.assign(population=population.round(), km2=km2)
