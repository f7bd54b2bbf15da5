"""Charts of the Bedarfsanalyse: contributions to the index, two indicators together."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.charts.measure import Measure
from monitoring.charts.needs import contributions
from monitoring.charts.scatter import scatter
from monitoring.periods import spoken
from monitoring.reports.view import Column, Table, text_cell
from monitoring.ui.bedarf import Analysis
from monitoring.ui.bedarf_reasons import computed
from monitoring.ui.bedarf_view import CAUTION, PAGE, of_gemeinden, subtitle, title
from monitoring.ui.charts import Draw, chart_drawing, show_chart
from monitoring.ui.state import settle
from monitoring.ui.takeaway import CHART, Maker, show_takeaway, view_of
from monitoring.ui.value_tables import figure_cells

MOST_BARS = 30
MOST_NOTE = f"Gezeigt sind die {MOST_BARS} Gemeinden mit dem höchsten Index."


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
        st.caption(MOST_NOTE)
    draw = partial(contributions, frame)
    show_chart(draw, "contributions", *analysis.question)
    notes = (CAUTION, MOST_NOTE) if len(ranked) > MOST_BARS else (CAUTION,)
    prepare = partial(_contributions_view_maker, analysis, notes, draw)
    name = f"beitraege-{analysis.territory.key}"
    show_takeaway(prepare, name, part="beitraege", label=CHART)


def _contributions_view_maker(analysis: Analysis, notes: tuple[str, ...], draw: Draw) -> Maker:
    whole = view_of(PAGE, list(analysis.titles), notes=notes, unit="Indexpunkte")
    return lambda: whole(
        title=f"Beiträge der Indikatoren zum {title(analysis.territory)}",
        subtitle=subtitle(analysis, []),
        table=contributions_table(analysis),
        drawing=chart_drawing(draw),
    )


def contributions_table(analysis: Analysis) -> Table:
    """What each indicator adds to the index of every Gemeinde, the highest index first."""
    index = analysis.index.table["index"].sort_values(ascending=False, na_position="last")
    parts = analysis.index.contributions.reindex(index.index, columns=list(analysis.titles))
    columns = (
        Column("label", "Gemeinde"),
        Column("ags", "Schlüssel"),
        Column("index", "Index", "number", 2, signed=True),
        *(Column(key, name, "number", 2, signed=True) for key, name in analysis.titles.items()),
    )
    labels = analysis.labels
    rows = tuple(
        (
            text_cell(labels[key]),
            text_cell(key),
            computed(index[key]),
            *(computed(value) for value in parts.loc[key]),
        )
        for key in index.index
    )
    return Table(columns, rows)


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
    draw = partial(
        scatter,
        frame,
        _measure(rows, x),
        _measure(rows, y),
        directions=(analysis.directions[x], analysis.directions[y]),
        references=(kreis.get(x), kreis.get(y)),
    )
    chosen = str(st.session_state.get("flaeche"))
    show_chart(draw, "scatter", x, y, chosen, *analysis.question)
    prepare = partial(_scatter_view_maker, analysis, (x, y), draw)
    show_takeaway(prepare, f"streudiagramm-{x}-{y}", part="streuung", label=CHART)


def _scatter_view_maker(analysis: Analysis, pair: tuple[str, str], draw: Draw) -> Maker:
    names = [analysis.titles[key] for key in pair]
    whole = view_of(PAGE, list(pair))
    return lambda: whole(
        title=f"{' und '.join(names)}: {of_gemeinden(analysis.territory)}",
        subtitle="Zwei Indikatoren zusammen; Linien: Werte des Kreises",
        table=pair_table(analysis, pair),
        drawing=chart_drawing(draw),
    )


def pair_table(analysis: Analysis, pair: tuple[str, str]) -> Table:
    """Both indicators of every Gemeinde."""
    areas = analysis.long.drop_duplicates("ags")
    columns = [Column("label", "Gemeinde"), Column("ags", "Schlüssel")]
    cells = [[text_cell(text) for text in areas[name]] for name in ("label", "ags")]
    for key in dict.fromkeys(pair):
        part = analysis.long[analysis.long["indicator"] == key]
        about, by_area = part.iloc[0], part.set_index("ags").reindex(areas["ags"])
        head = f"{about['title']}, {spoken(about['period'])}"
        columns.append(Column(key, head, "number", int(about["decimals"]), str(about["unit"])))
        statuses = by_area["status"].fillna("missing")
        cells.append(figure_cells(by_area["value"], statuses, by_area["note"]))
    columns.append(Column("population", "Bevölkerung", "number"))
    cells.append([computed(people) for people in areas["population"]])
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def _measure(rows: pd.DataFrame, key: str) -> Measure:
    row: Any = rows.loc[key]
    return Measure(str(row["title"]), str(row["unit"]), int(row["decimals"]))
