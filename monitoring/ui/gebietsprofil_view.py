"""Document of the page Gebietsprofil: key figures, age structure, one table."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.charts.measure import hollow_places, place_of
from monitoring.periods import spoken
from monitoring.queries import portrait as asked
from monitoring.queries import values as asked_values
from monitoring.reports.view import (
    Cell,
    ChartDrawing,
    Column,
    KeyFigure,
    Series,
    Table,
    View,
    figure_cell,
    text_cell,
)
from monitoring.ui.cached import table
from monitoring.ui.gebietsprofil import CHOICES, Area, figure_text
from monitoring.ui.takeaway import view_of

KEY_FIGURES = ("bevoelkerung", "bevoelkerungsdichte", "altenquotient", "arbeitslosenanteil")
SIDES = (("male", "Männer"), ("female", "Frauen"))


def profile_table(area: Area, frame: pd.DataFrame) -> Table:
    """Every key figure once, under its first topic."""
    columns = (
        Column("topic", "Thema"),
        Column("title", "Indikator"),
        Column("unit", "Einheit"),
        Column("period", "Stand"),
        Column("value", area.label, "number"),
        *(Column(f"u{key}", name, "number") for key, name in area.uppers),
    )
    keys = [area.key, *(key for key, _ in area.uppers)]
    once = frame.drop_duplicates(["indicator", "ags"])
    rows = []
    for _, part in once.groupby("indicator", sort=False):
        by_area: dict[str, Any] = {row["ags"]: row for _, row in part.iterrows()}
        own = by_area[area.key]
        words = [text_cell(own[name]) for name in ("topic", "title", "unit")]
        figures = [_cell(by_area.get(key), int(own["decimals"])) for key in keys]
        rows.append((*words, text_cell(spoken(own["period"])), *figures))
    return Table(columns, tuple(rows))


def _cell(row: Any, decimals: int) -> Cell:
    if row is None:
        return figure_cell(None, "missing")
    return figure_cell(row["value"], row["status"], row["note"], decimals)


def view_maker(area: Area, frame: pd.DataFrame, title: str) -> Callable[[], View]:
    """How to build the view that is taken along."""
    whole = view_of("gebietsprofil", CHOICES, list(frame["indicator"].unique()))
    drawing = _pyramid(area, st.session_state.get("stand")) or _development(area)

    def make() -> View:
        return whole(
            title=title,
            subtitle="Kennzahlen nach Themen",
            table=profile_table(area, frame),
            drawing=drawing,
            key_figures=_key_figures(area, frame),
        )

    return make


def _key_figures(area: Area, frame: pd.DataFrame) -> tuple[KeyFigure, ...]:
    own = frame[frame["ags"] == area.key].drop_duplicates("indicator")
    by_id = {row["indicator"]: row for _, row in own.iterrows()}
    return tuple(
        KeyFigure(row["title"], figure_text(row), row["unit"])
        for row in (by_id[key] for key in KEY_FIGURES if key in by_id)
    )


def _development(area: Area) -> ChartDrawing | None:
    """Population over time; None where there is none."""
    frame = table(asked_values.series, indicator="bevoelkerung", keys=[area.key])
    if not frame["value"].notna().any():
        return None
    values = tuple(float(v) if pd.notna(v) else None for v in frame["value"])
    statuses, hollow = tuple(frame["status"]), hollow_places(frame)
    line = Series(area.label, values, statuses, highlighted=True, hollow=hollow)
    return ChartDrawing(
        "line",
        labels=tuple(spoken(period) for period in frame["period"]),
        series=(line,),
        y_title="Personen",
        title="Bevölkerungsentwicklung",
        places=tuple(place_of(period) for period in frame["period"]),
    )


def _pyramid(area: Area, period: str | None) -> ChartDrawing | None:
    """Population by age band and sex; None where it was not delivered."""
    if period is None:
        return None
    frame = table(asked.pyramid, keys=[area.key], period=period)
    if frame.empty:
        return None
    bands = bands_of(frame)
    sides = []
    for sex, name in SIDES:
        part = side_of(frame, sex, bands)
        known = part["value"].notna()
        values = tuple(float(v) if k else None for v, k in zip(part["value"], known, strict=True))
        statuses, hollow = tuple(part["status"]), hollow_places(part)
        sides.append(Series(name, values, statuses=statuses, hollow=hollow))
    return ChartDrawing(
        "pyramid",
        labels=tuple(bands["label"]),
        series=tuple(sides),
        x_title="Personen",
        title=f"Altersaufbau am {spoken(period)}",
    )


def bands_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Age bands of a pyramid, youngest first: age_from, age_to, label."""
    every_age = (frame["age_from"] == 0) & frame["age_to"].isna()
    bands = frame.loc[~every_age, ["age_from", "age_to"]]
    bands = bands.drop_duplicates().sort_values(["age_from", "age_to"])
    labels = [
        f"{int(first)} und älter" if pd.isna(last) else f"{int(first)} bis {int(last)}"
        for first, last in zip(bands["age_from"], bands["age_to"], strict=True)
    ]
    return bands.assign(label=labels)


def side_of(frame: pd.DataFrame, sex: str, bands: pd.DataFrame) -> pd.DataFrame:
    """One area's value, status and note of one sex in each band; missing in a band that its
    delivery has not.
    """
    ends = ["age_from", "age_to"]
    own = frame.loc[frame["sex"] == sex, [*ends, "value", "status", "note"]]
    side = bands[ends].merge(own, on=ends, how="left", validate="one_to_one")
    return side.assign(status=side["status"].fillna("missing"), note=side["note"].fillna(""))
