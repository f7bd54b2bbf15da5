"""Why a Gemeinde needs more than others: ranking with reasons, contributions, distances."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.analysis.index import distance, reasons
from monitoring.charts.measure import Measure
from monitoring.charts.needs import contributions
from monitoring.charts.scatter import scatter
from monitoring.periods import spoken
from monitoring.reports.view import Cell, Column, Table, figure_cell, text_cell
from monitoring.ui.bedarf import SMALL, Analysis
from monitoring.ui.charts import show_chart
from monitoring.ui.notes import note_text
from monitoring.ui.state import settle
from monitoring.ui.value_tables import quality_of

MOST_BARS = 30


def ranking_table(analysis: Analysis) -> Table:
    """Ranked Gemeinden with index and reasons; small and incomplete ones follow below."""
    ranked = analysis.index.table.sort_values("rank", na_position="last")
    columns = (
        Column("rank", "Rang", "number"),
        Column("label", "Gemeinde"),
        Column("index", "Index", "number", 2),
        Column("reasons", "Gründe"),
        Column("state", "Hinweis"),
    )
    labels = analysis.labels.to_dict()
    parts = analysis.index.contributions.to_dict("index")
    z = analysis.index.z.to_dict("index")
    rows = tuple(
        (
            _computed(row["rank"]),
            text_cell(labels[key]),
            _computed(row["index"]),
            text_cell(reasons(parts[key], z[key], analysis.titles)),
            text_cell(_state(analysis, row)),
        )
        for key, row in ranked.to_dict("index").items()
    )
    return Table(columns, rows)


def _computed(value: Any, decimals: int | None = None, quality: str = "") -> Cell:
    """A figure as pandas holds it, missing where it could not be computed."""
    if pd.isna(value):
        return figure_cell(None, "missing")
    return figure_cell(float(value), "reported", quality, decimals)


def _state(analysis: Analysis, row: dict[Hashable, Any]) -> str:
    notes = []
    if row["small"]:
        notes.append(f"unter {SMALL} Einwohner: nicht in Mittelwert und Streuung")
    if row["state"] == "incomplete":
        names = ", ".join(analysis.titles.get(key, key) for key in row["missing"])
        notes.append(f"unvollständig: {names}")
    return "; ".join(notes)


def show_contributions(analysis: Analysis) -> None:
    """What each indicator adds to the index of each Gemeinde."""
    index = analysis.index
    long = index.contributions.reset_index(names="ags").melt(
        "ags", var_name="indicator", value_name="contribution"
    )
    long = long[long["contribution"].notna()]
    frame = long.assign(
        label=long["ags"].map(analysis.labels),
        title=long["indicator"].map(analysis.titles),
        index=long["ags"].map(index.table["index"]),
        small=long["ags"].map(index.table["small"]),
    )
    if frame.empty:
        return
    ranked = index.table["index"].dropna().sort_values(ascending=False).index
    frame = frame[frame["ags"].isin(ranked[:MOST_BARS])]
    st.subheader("Beiträge der Indikatoren", anchor=False)
    if len(ranked) > MOST_BARS:
        st.caption(f"Gezeigt sind die {MOST_BARS} Gemeinden mit dem höchsten Index.")
    show_chart(lambda look: contributions(frame, look=look), "contributions", *analysis.question)


def distance_table(analysis: Analysis, key: str) -> Table:
    """One Gemeinde: value, Kreis value, distance in the unit and in people."""
    kreis = analysis.kreis.set_index("indicator")
    own = analysis.long[analysis.long["ags"] == key]
    columns = (
        Column("title", "Indikator"),
        Column("unit", "Einheit"),
        Column("value", "Wert", "number", 1),
        Column("kreis", "Kreis", "number", 1),
        Column("gap", "Abstand", "number", 1),
        Column("people", "Abstand in Personen oder Fällen", "number", 0),
        Column("z", "z-Wert", "number", 2),
        Column("note", "Hinweis"),
    )
    rows = tuple(_distance_row(analysis, row, kreis) for row in own.itertuples())
    return Table(columns, rows)


def _distance_row(analysis: Analysis, row: Any, kreis: pd.DataFrame) -> tuple[Cell, ...]:
    """``row`` is a row of comparison_table, which pandas gives no type."""
    same = row.indicator in kreis.index and kreis.at[row.indicator, "period"] == row.period
    upper: Any = kreis.loc[row.indicator] if same else None
    reference = upper["value"] if same else None
    gap = distance(row.value, reference, row.numerator, row.denominator, row.per)
    return (
        text_cell(f"{row.title} ({spoken(row.period)})"),
        text_cell(row.unit),
        figure_cell(row.value, row.status, quality_of(row.note), row.decimals),
        _computed(reference, row.decimals, quality_of(upper["note"]) if same else ""),
        _computed(gap.difference if gap else None, row.decimals),
        _computed(gap.persons if gap else None),
        _computed(analysis.index.z.at[row.ags, row.indicator]),
        text_cell(_notes(row.note, upper["note"] if same else "")),
    )


def _notes(own: str, kreis: str) -> str:
    """The marks of both figures in words."""
    words = note_text(own), note_text(kreis)
    parts = zip(("", "Kreis: "), words, strict=True)
    return "; ".join(f"{whose}{told}" for whose, told in parts if told)


def show_scatter(analysis: Analysis) -> None:
    """Two of the indicators against each other, with the Kreis values as lines."""
    titles = analysis.titles
    ids = list(titles)
    if len(ids) < 2:
        return
    st.subheader("Zwei Indikatoren zusammen", anchor=False)
    left, right = st.columns(2)
    settle("x", ids, ids[0])
    settle("y", ids, ids[1])
    with left:
        x = st.selectbox("Waagerecht", ids, key="x", format_func=titles.__getitem__)
    with right:
        y = st.selectbox("Senkrecht", ids, key="y", format_func=titles.__getitem__)
    rows = analysis.long.drop_duplicates("indicator").set_index("indicator")
    wide = analysis.long.pivot(index="ags", columns="indicator", values="value")
    base = analysis.long.drop_duplicates("ags")[["ags", "label", "population"]]
    frame = base.assign(
        x=base["ags"].map(wide[x]),
        y=base["ags"].map(wide[y]),
        highlighted=base["ags"] == st.session_state.get("flaeche"),
    )
    kreis = analysis.kreis.set_index("indicator")["value"].dropna()
    show_chart(
        lambda look: scatter(
            frame,
            _measure(rows, x),
            _measure(rows, y),
            directions=(analysis.directions[x], analysis.directions[y]),
            references=(kreis.get(x), kreis.get(y)),
            look=look,
        ),
        "scatter",
        x,
        y,
        str(st.session_state.get("flaeche")),
        *analysis.question,
    )


def _measure(rows: pd.DataFrame, key: str) -> Measure:
    row: Any = rows.loc[key]
    return Measure(str(row["title"]), str(row["unit"]), int(row["decimals"]))
