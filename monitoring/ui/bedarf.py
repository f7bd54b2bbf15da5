"""The parts of the page Bedarfsanalyse: a z-score index that explains itself."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from geodata.palettes import OUTSIDE, PALETTES
from monitoring.analysis.classes import assign, classify, recount
from monitoring.analysis.index import NeedIndex, direction_of, distance, need_index, reasons
from monitoring.areas import Level
from monitoring.charts.measure import Measure
from monitoring.charts.needs import contributions
from monitoring.charts.scatter import scatter
from monitoring.periods import spoken
from monitoring.queries import selection as asked_selection
from monitoring.queries import values as asked
from monitoring.reports.view import Column, Table, figure_cell, text_cell
from monitoring.ui.cached import table
from monitoring.ui.look import look
from monitoring.ui.picture import Picture
from monitoring.ui.selection import ALL_TOPICS, Territory
from monitoring.ui.state import settle, settle_many

SMALL = 300
DIRECTIONS = {"+": "hoher Wert = mehr Bedarf", "-": "niedriger Wert = mehr Bedarf"}
MOST = 8


@dataclass(frozen=True)
class Analysis:
    """The chosen indicators, their figures in the Gemeinden, and the index made of them.

    ``long`` is comparison_table of the Gemeinden, ``kreis`` the same of the Kreis;
    ``titles`` by indicator id.
    """

    long: pd.DataFrame
    kreis: pd.DataFrame
    index: NeedIndex
    titles: dict[str, str]
    directions: dict[str, int]
    territory: Territory

    @property
    def labels(self) -> "pd.Series[str]":
        """Label by key."""
        return self.long.drop_duplicates("ags").set_index("ags")["label"]


def choose_indicators() -> tuple[list[str], dict[str, int], dict[str, float]]:
    """Theme, indicators, and for each direction and weight."""
    known = table(asked_selection.indicators)
    usable = known[known["computable"] & (known["kind"] == "rate")]
    topics = dict(zip(usable["topic"], usable["topic_title"], strict=True))
    left, right = st.columns([1, 3])
    settle("thema", [ALL_TOPICS, *topics], ALL_TOPICS)
    with left:
        topic = st.selectbox(
            "Thema",
            [ALL_TOPICS, *topics],
            key="thema",
            format_func=lambda t: topics.get(t, "Alle Themen"),
        )
    rows = usable.drop_duplicates("id").set_index("id")
    part = usable if topic == ALL_TOPICS else usable[usable["topic"] == topic]
    proposed = part.drop_duplicates("id")
    proposed = proposed[proposed["polarity"] != "neutral"]["id"].tolist()[:4]
    settle_many("auswahl", list(rows.index), proposed)
    with right:
        chosen = st.multiselect(
            "Indikatoren",
            list(rows.index),
            key="auswahl",
            format_func=lambda i: rows.at[i, "title"],
            max_selections=MOST,
            placeholder="Indikatoren auswählen",
        )
    directions, weights = _weigh(chosen, rows)
    return chosen, directions, weights


def _weigh(chosen: list[str], rows: pd.DataFrame) -> tuple[dict[str, int], dict[str, float]]:
    directions: dict[str, int] = {}
    weights: dict[str, float] = {}
    with st.expander("Richtung und Gewicht der Indikatoren"):
        for key in chosen:
            name, way, weight = st.columns([3, 3, 2], vertical_alignment="center")
            name.markdown(f"**{rows.at[key, 'title']}**")
            default = "+" if direction_of(rows.at[key, "polarity"]) > 0 else "-"
            settle(f"r_{key}", list(DIRECTIONS), default)
            picked = way.selectbox(
                f"Richtung: {rows.at[key, 'title']}",
                list(DIRECTIONS),
                key=f"r_{key}",
                format_func=DIRECTIONS.get,
                label_visibility="collapsed",
            )
            settle(f"g_{key}", [str(i) for i in range(6)], "1")
            number = weight.select_slider(
                f"Gewicht: {rows.at[key, 'title']}",
                [str(i) for i in range(6)],
                key=f"g_{key}",
                label_visibility="collapsed",
            )
            directions[key] = 1 if picked == "+" else -1
            weights[key] = float(number)
    return directions, weights


def choice_keys(chosen: list[str]) -> tuple[str, ...]:
    """Names of all choices of this page in the link."""
    own = (f"{kind}_{key}" for key in chosen for kind in ("r", "g"))
    return ("thema", "gebiet", "auswahl", "x", "y", "flaeche", *own)


def analyse(
    chosen: list[str],
    directions: dict[str, int],
    weights: dict[str, float],
    territory: Territory,
) -> Analysis | None:
    """The index of the Gemeinden of a Kreis; None where nothing can be computed."""
    used = [key for key in chosen if weights[key] > 0]
    if not used:
        return None
    long = table(
        asked.comparison_table, indicators=used, level="gemeinde", within=territory.within
    )
    long = long[~long["unincorporated"]]
    if long.empty:
        return None
    kreis = table(asked.comparison_table, indicators=used, level="kreis", within=territory.key)
    wide = long.pivot(index="ags", columns="indicator", values="value").reindex(columns=used)
    people = long.drop_duplicates("ags").set_index("ags")["population"].reindex(wide.index)
    index = need_index(
        wide,
        {key: directions[key] for key in used},
        {key: weights[key] for key in used},
        people,
        SMALL,
    )
    titles = dict(zip(long["indicator"], long["title"], strict=True))
    return Analysis(long, kreis, index, titles, directions, territory)


def index_picture(analysis: Analysis) -> Picture:
    """The index as a map: diverging around 0, small Gemeinden and incomplete ones apart."""
    first = analysis.long.iloc[0]
    frame = table(
        asked.map_values,
        indicator=str(first["indicator"]),
        level="gemeinde",
        period=str(first["period"]),
        within=analysis.territory.within,
    )
    result = analysis.index.table
    value = frame["ags"].map(result["index"]).astype(float)
    state = frame["ags"].map(result["state"])
    status = pd.Series("missing", index=frame.index)
    status[value.notna()] = "reported"
    status[(state == "small") & value.isna()] = "unreliable"
    frame = frame.assign(value=value, status=status)
    values = value.to_numpy(float)
    inside = frame["inside"].to_numpy(bool)
    classes = classify(values[inside], method="reference", k=5, decimals=2, reference=0.0)
    codes = assign(values, status, classes)
    codes[~inside] = OUTSIDE
    count = len(classes.labels)
    family = PALETTES["puor"]
    colours = family.colours(count)[::-1] if count >= 3 else [family.at(0.75), family.at(0.25)]
    return Picture(
        frame=frame,
        codes=codes,
        classes=recount(classes, codes),
        palette=colours,
        unit="Indexpunkte",
        decimals=2,
        signed=True,
        circles=False,
        reference=0.0,
    )


def ranking_table(analysis: Analysis) -> Table:
    """Ranked Gemeinden with index and reasons; small and incomplete ones follow below."""
    result = analysis.index.table.sort_values("rank", na_position="last")
    columns = (
        Column("rank", "Rang", "number"),
        Column("label", "Gemeinde"),
        Column("index", "Index", "number", 2),
        Column("reasons", "Gründe"),
        Column("state", "Hinweis"),
    )
    rows = []
    for key in result.index:
        row = result.loc[key]
        has_index = pd.notna(row["index"])
        status = "reported" if has_index else "missing"
        ranked = pd.notna(row["rank"])
        rows.append(
            (
                figure_cell(float(row["rank"]) if ranked else None, "reported" if ranked else "missing"),
                text_cell(analysis.labels[key]),
                figure_cell(float(row["index"]) if has_index else None, status),
                text_cell(_reasons(analysis, key) if has_index else ""),
                text_cell(_state(analysis, row)),
            )
        )
    return Table(columns, tuple(rows))


def _reasons(analysis: Analysis, key: str) -> str:
    index = analysis.index
    return reasons(index.contributions.loc[key], index.z.loc[key], analysis.titles)


def _state(analysis: Analysis, row: pd.Series) -> str:
    if row["state"] == "small":
        return f"unter {SMALL} Einwohner: nicht in Mittelwert und Streuung"
    if row["state"] == "incomplete":
        names = ", ".join(analysis.titles.get(key, key) for key in row["missing"])
        return f"unvollständig: {names}"
    return ""


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
    )
    if frame.empty:
        return
    top = index.table["index"].dropna().sort_values(ascending=False).index[:30]
    frame = frame[frame["ags"].isin(top)]
    st.subheader("Beiträge der Indikatoren", anchor=False)
    st.altair_chart(contributions(frame, look=look()), theme="streamlit", width="stretch")


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
    )
    rows = tuple(_distance_row(analysis, row, kreis) for row in own.itertuples())
    return Table(columns, rows)


def _distance_row(analysis: Analysis, row, kreis: pd.DataFrame):  # type: ignore[no-untyped-def]  # itertuples
    same = row.indicator in kreis.index and kreis.at[row.indicator, "period"] == row.period
    reference = float(kreis.at[row.indicator, "value"]) if same else np.nan
    gap = None
    if row.value == row.value and reference == reference:
        gap = distance(row.value, reference, row.numerator, row.denominator, row.per)
    z = float(analysis.index.z.at[row.ags, row.indicator])
    missing = "missing"
    return (
        text_cell(f"{row.title} ({spoken(row.period)})"),
        text_cell(row.unit),
        figure_cell(row.value, row.status),
        figure_cell(reference, "reported" if reference == reference else missing),
        figure_cell(gap.difference if gap else None, "reported" if gap else missing),
        figure_cell(gap.persons if gap else None, "reported" if gap else missing),
        figure_cell(z, "reported" if z == z else missing),
    )


def show_scatter(analysis: Analysis) -> None:
    """Two of the indicators against each other, with the Kreis values as lines."""
    ids = list(analysis.titles)
    if len(ids) < 2:
        return
    st.subheader("Zwei Indikatoren zusammen", anchor=False)
    left, right = st.columns(2)
    settle("x", ids, ids[0])
    settle("y", ids, ids[1])
    with left:
        x = st.selectbox("Waagerecht", ids, key="x", format_func=analysis.titles.get)
    with right:
        y = st.selectbox("Senkrecht", ids, key="y", format_func=analysis.titles.get)
    rows = analysis.long.drop_duplicates("indicator").set_index("indicator")
    wide = analysis.long.pivot(index="ags", columns="indicator", values="value")
    base = analysis.long.drop_duplicates("ags")[["ags", "label", "population"]]
    frame = base.assign(
        x=base["ags"].map(wide[x]),
        y=base["ags"].map(wide[y]),
        highlighted=base["ags"] == st.session_state.get("flaeche"),
    )
    kreis = analysis.kreis.set_index("indicator")["value"]
    st.altair_chart(
        scatter(
            frame,
            _measure(rows, x),
            _measure(rows, y),
            directions=(analysis.directions[x], analysis.directions[y]),
            references=(_reference(kreis, x), _reference(kreis, y)),
            look=look(),
        ),
        theme="streamlit",
        width="stretch",
    )


def _measure(rows: pd.DataFrame, key: str) -> Measure:
    row = rows.loc[key]
    return Measure(str(row["title"]), str(row["unit"]), int(row["decimals"]))


def _reference(kreis: "pd.Series[float]", key: str) -> float | None:
    value = kreis.get(key)
    return None if value is None or value != value else float(value)


LEVEL = str(Level.GEMEINDE)
