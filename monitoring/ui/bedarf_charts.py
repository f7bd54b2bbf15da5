"""Charts of the Bedarfsanalyse: contributions to the index, two indicators together."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.charts.measure import Measure
from monitoring.charts.needs import contributions
from monitoring.charts.scatter import scatter
from monitoring.reports.view import Column, Table, text_cell
from monitoring.ui.bedarf import POINTS, Analysis, choice_keys
from monitoring.ui.bedarf_reasons import state_of, why_not
from monitoring.ui.bedarf_view import CAUTION, PAGE, of_areas, subtitle, title
from monitoring.ui.charts import Draw, chart_drawing, show_chart
from monitoring.ui.selection import usable_indicators
from monitoring.ui.state import settle
from monitoring.ui.takeaway import CHART, Maker, cautions, show_takeaway, view_of
from monitoring.ui.value_tables import computed, stand_of, wide_table

MOST_BARS = 30
MOST_NOTE = f"Das Diagramm zeigt die {MOST_BARS} Gebiete mit dem höchsten Index."


def show_contributions(analysis: Analysis) -> None:
    """What each indicator adds to the index of each area."""
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
    ).merge(
        analysis.long[["ags", "indicator", "note"]],
        on=["ags", "indicator"],
        validate="one_to_one",
    )
    if frame.empty:
        return
    ranked = index.table.dropna(subset=["index"]).sort_values(["rank", "index"]).index
    frame = frame[frame["ags"].isin(ranked[:MOST_BARS])]
    st.subheader("Beiträge der Indikatoren", anchor=False)
    if len(ranked) > MOST_BARS:
        st.caption(MOST_NOTE)
    draw = partial(contributions, frame)
    show_chart(draw, "contributions", *analysis.question)
    most = (MOST_NOTE,) if len(ranked) > MOST_BARS else ()
    notes = (CAUTION, *most, *analysis.index.notes)
    prepare = partial(_contributions_view_maker, analysis, notes, draw)
    name = f"beitraege-{analysis.territory.key}-{analysis.level}"
    show_takeaway(prepare, name, part="Beiträge", label=CHART)


def _contributions_view_maker(analysis: Analysis, notes: tuple[str, ...], draw: Draw) -> Maker:
    used = list(analysis.titles)
    whole = view_of(PAGE, choice_keys(used), used, notes=notes, unit=POINTS)
    return lambda: whole(
        title=f"Beiträge der Indikatoren zum {title(analysis.territory, analysis.level)}",
        subtitle=subtitle(analysis, [], analysis.level),
        table=contributions_table(analysis),
        drawing=chart_drawing(draw),
    )


def contributions_table(analysis: Analysis) -> Table:
    """What each indicator adds to the index of every area, in points of the index: rank,
    label, key, index, a column for each indicator, why there is no rank.
    """
    ranked = analysis.index.table.sort_values(["rank", "index"], ascending=[True, False])
    whole = analysis.index.contributions.reindex(ranked.index, columns=list(analysis.titles))
    parts = whole.to_dict("index")
    reasons = analysis.long.set_index(["ags", "indicator"])["status"].to_dict()
    columns = (
        Column("rank", "Rang", "number"),
        Column("label", analysis.one),
        Column("ags", "Schlüssel"),
        Column("index", "Index", "number", 2, POINTS, signed=True),
        *(
            Column(key, f"Beitrag: {name}", "number", 2, POINTS, signed=True)
            for key, name in analysis.titles.items()
        ),
        Column("state", "Hinweis"),
    )
    labels: dict[Any, str] = analysis.labels.to_dict()
    rows = tuple(
        (
            computed(row["rank"], otherwise=why_not(row)),
            text_cell(labels[key]),
            text_cell(str(key)),
            computed(row["index"], otherwise=why_not(row)),
            *(
                computed(value, otherwise=str(reasons.get((key, name), "missing")))
                for name, value in parts[key].items()
            ),
            text_cell(state_of(analysis, row)),
        )
        for key, row in ranked.to_dict("index").items()
    )
    return Table(columns, rows)


def show_scatter(analysis: Analysis) -> None:
    """Two of the indicators against each other, with the values of the Kreis or Land as lines."""
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
    notes = analysis.long.pivot(index="ags", columns="indicator", values="note")
    base = analysis.long.drop_duplicates("ags")[["ags", "label", "population"]]
    frame = base.assign(
        x=base["ags"].map(wide[x]),
        y=base["ags"].map(wide[y]),
        x_note=base["ags"].map(notes[x]),
        y_note=base["ags"].map(notes[y]),
        highlighted=base["ags"] == st.session_state.get("flaeche"),
    )
    around = analysis.around_beside["value"].dropna()
    draw = partial(
        scatter,
        frame,
        _measure(rows, x),
        _measure(rows, y),
        directions=(analysis.directions[x], analysis.directions[y]),
        references=(around.get(x), around.get(y)),
        reference_label=analysis.upper,
    )
    chosen = str(st.session_state.get("flaeche"))
    show_chart(draw, "scatter", x, y, chosen, *analysis.question)
    prepare = partial(_scatter_view_maker, analysis, (x, y), draw)
    name = f"streudiagramm-{analysis.territory.key}-{analysis.level}-{x}-{y}"
    show_takeaway(prepare, name, part="Streudiagramm", label=CHART)


def _scatter_view_maker(analysis: Analysis, pair: tuple[str, str], draw: Draw) -> Maker:
    used = usable_indicators()
    notes = cautions(*(used[key] for key in pair))
    whole = view_of(PAGE, choice_keys(list(analysis.titles)), list(pair), notes=notes)
    names = [analysis.titles[key] for key in pair]
    figures = analysis.long[analysis.long["indicator"].isin(pair)]
    return lambda: whole(
        title=f"{' und '.join(names)} der {of_areas(analysis.territory, analysis.level)}",
        subtitle=f"{stand_of(figures)} · Linien: Werte des {analysis.upper}es",
        table=pair_table(analysis, pair),
        drawing=chart_drawing(draw),
    )


def pair_table(analysis: Analysis, pair: tuple[str, str]) -> Table:
    """Both indicators of every area in their units, with its population; Kreis or Land last."""
    around = analysis.around_beside.reset_index()
    both = pd.concat([analysis.long, around], ignore_index=True)
    both = both[both["indicator"].isin(pair)]
    columns, cells = wide_table(both, "Gebiet")
    columns.append(Column("population", "Bevölkerung", "number"))
    cells.append([computed(people) for people in both.drop_duplicates("ags")["population"]])
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def _measure(rows: pd.DataFrame, key: str) -> Measure:
    row: Any = rows.loc[key]
    return Measure(str(row["title"]), str(row["unit"]), int(row["decimals"]))
