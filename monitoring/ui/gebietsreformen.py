"""Gebietsreformen: which Gemeinden changed when, and before and after of one of them."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.charts.reforms import before_after
from monitoring.figures import counted
from monitoring.periods import spoken
from monitoring.queries import reforms as asked
from monitoring.reports.view import Cell, Column, Table, figure_cell, text_cell
from monitoring.ui.cached import OLD_RELEASE, release_holds, table
from monitoring.ui.charts import Draw, chart_drawing, show_chart
from monitoring.ui.empty import show_empty
from monitoring.ui.notes import escape_markdown
from monitoring.ui.state import settle
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import CHART, TABLE, Maker, show_takeaway, view_of
from monitoring.ui.territories import Territory

KINDS = {
    "dissolved": "Auflösung",
    "partial": "Teil abgegeben",
    "rekeyed": "neuer Schlüssel",
    "renamed": "neuer Name",
}
EXPLANATION = (
    "Zahlen früherer Gebietsstände sind auf die heutigen Gemeinden umgerechnet: "
    "Zusammenschlüsse genau, Aufteilungen geschätzt."
)
NONE = "Für dieses Gebiet sind keine Gebietsänderungen eingelesen."
WHERE = (
    "Es gibt sie von Destatis (Gebietsänderungen) und vom BBSR (Umsteigeschlüssel); einlesen "
    "lassen sie sich auf der Seite Daten."
)
MOST_GAPS = 4


def show_reforms(territory: Territory) -> None:
    """Folded: table of changes, before and after of one Gemeinde, and what is missing."""
    part = st.expander("Gebietsreformen", key="gebietsreformen", on_change="rerun")
    if not part.open:
        return
    with part:
        if not release_holds("area_change"):
            st.info(OLD_RELEASE)
            return
        changes = table(asked.area_changes, within=territory.within)
        if changes.empty:
            show_empty(NONE, do=WHERE)
        else:
            st.caption(EXPLANATION)
            _show_one(changes, territory)
            _show_all(changes, territory)
        for line in gaps():
            st.caption(f":material/warning: {line}")


def gaps() -> list[str]:
    """Missing steps in words, the newest first."""
    steps: Iterable[Any] = table(asked.missing_steps).iloc[::-1].head(MOST_GAPS).itertuples()
    return [
        f"Zahlen vom Gebietsstand {spoken(row.gebietsstand)} sind nicht vergleichbar, wo sich das "
        f"Gebiet geändert hat (≠): Es fehlen die Gebietsänderungen nach dem {spoken(row.after)} "
        f"bis zum {spoken(row.until)}."
        for row in steps
    ]


def day_of(after: str, until: str) -> str:
    """The day of a change, or the span it lies in."""
    if (pd.Timestamp(until) - pd.Timestamp(after)).days == 1:
        return spoken(until)
    return f"{spoken(after)} bis {spoken(until)}"


def _show_one(changes: pd.DataFrame, territory: Territory) -> None:
    names = named_by_size(changes)
    order = list(names)
    settle("reform", order, order[0])
    key = str(
        st.selectbox("Vorher und nachher", order, key="reform", format_func=names.__getitem__)
    )
    near = _around(changes, key)
    draw = partial(before_after, near)
    show_chart(draw, "reform", territory.key, key)
    prepare = partial(_view_maker, near, f"Vorher und nachher: {names[key]}", draw)
    show_takeaway(prepare, f"gebietsreform-{key}", part="Vorher und nachher", label=CHART)


def named_by_size(changes: pd.DataFrame) -> dict[str, str]:
    """Names of those that something came to, of Gemeinden before Kreise, the most changes first."""
    names = dict(changes[["to_key", "to_name"]].drop_duplicates("to_key").to_numpy())
    counts = changes.groupby("to_key")["from_key"].nunique()
    order = sorted(names, key=lambda key: (-len(key), -counts[key], names[key]))
    return {key: names[key] for key in order}


def _around(changes: pd.DataFrame, key: str) -> pd.DataFrame:
    """What came to this Gemeinde, and where else its former parts went."""
    sources = changes.loc[changes["to_key"] == key, ["from_key", "until"]].drop_duplicates()
    near = changes.merge(sources, on=["from_key", "until"], validate="many_to_one")
    return near.assign(people=near["population"], share=near["share_population"])


def _show_all(changes: pd.DataFrame, territory: Territory) -> None:
    title = f"Gebietsänderungen: {territory.label}"
    st.markdown(
        f"**{escape_markdown(territory.label)}: "
        f"{counted(len(changes), 'Gebietsänderung', 'Gebietsänderungen')}**"
    )
    show_table(changes_table(changes), title)
    prepare = partial(_view_maker, changes, title, None)
    name = f"gebietsaenderungen-{territory.key}"
    show_takeaway(prepare, name, part="Gebietsreformen", label=TABLE, drawn=False)


def changes_table(changes: pd.DataFrame) -> Table:
    """One row for what one Gemeinde handed to another."""
    columns = (
        Column("when", "Wann"),
        Column("from_name", "Vorher"),
        Column("to_name", "Nachher"),
        Column("kind", "Art"),
        Column("people", "Einwohner", "number"),
        Column("share", "Anteil", "number", 1, "%"),
        Column("from_key", "Schlüssel vorher"),
        Column("to_key", "Schlüssel nachher"),
    )
    days = [day_of(*span) for span in zip(changes["after"], changes["until"], strict=True)]
    cells = (
        [text_cell(text) for text in days],
        [text_cell(text) for text in changes["from_name"]],
        [text_cell(text) for text in changes["to_name"]],
        [text_cell(KINDS[kind]) for kind in changes["kind"]],
        [_figure(value) for value in changes["population"]],
        [_figure(100 * value) for value in changes["share_population"]],
        [text_cell(text) for text in changes["from_key"]],
        [text_cell(text) for text in changes["to_key"]],
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def _figure(value: float) -> Cell:
    known = pd.notna(value)
    return figure_cell(float(value) if known else None, "reported" if known else "missing")


def _view_maker(changes: pd.DataFrame, title: str, draw: Draw | None) -> Maker:
    whole = view_of("zeitreihen", ("gebiet", "reform"), ["bevoelkerung"], notes=(EXPLANATION,))
    drawing: dict[str, Any] = {"drawing": chart_drawing(draw)} if draw else {}
    return lambda: whole(
        title=title, subtitle="Gebietsänderungen", table=changes_table(changes), unit="", **drawing
    )
