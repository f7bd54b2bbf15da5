"""The selection bar: Thema → Indikator · Gebiet · Ebene · Zeitraum, the same on every page."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.analysis.territories import Territory as NamedTerritory
from monitoring.analysis.territories import nominative
from monitoring.areas import BUND_KEY, LEVEL_TITLES, Level, kreis_of, level_of
from monitoring.periods import spoken
from monitoring.queries import selection as asked
from monitoring.settings import home_kreis
from monitoring.ui.cached import answer, kept, table
from monitoring.ui.state import choose, settle

ALL_TOPICS = "alle"
PREFERRED = "altenquotient"


@dataclass(frozen=True)
class Indicator:
    """The chosen indicator, as the release describes it."""

    id: str
    title: str
    question: str
    definition: str
    unit: str
    decimals: int
    polarity: str
    kind: str
    per: float
    caution: str
    reference: str

    @property
    def is_rate(self) -> bool:
        """Rates may colour areas; counts are drawn as circles."""
        return self.kind == "rate"


@dataclass(frozen=True)
class Territory:
    """The chosen territory; ``label`` is its full name ("Landkreis Auental")."""

    key: str
    name: str
    label: str
    kind: str
    level: str
    bounds: tuple[tuple[float, float], tuple[float, float]]

    @property
    def within(self) -> str | None:
        """Prefix of the keys that lie in the territory."""
        return None if self.key == BUND_KEY else self.key


def selection_bar(widths: list[float]) -> list[st.delta_generator.DeltaGenerator]:
    """Columns of the selection bar; two in a row on a telephone."""
    with st.container(key="auswahl"):
        return st.columns(widths)


def usable_indicators() -> dict[str, Indicator]:
    """Indicators that this release computes, by id in the order of the catalogue."""
    return kept("usable_indicators", _usable_indicators)


def _usable_indicators() -> dict[str, Indicator]:
    known = table(asked.indicators)
    rows = known[known["computable"]].drop_duplicates("id").set_index("id")
    return {str(key): indicator_of(row) for key, row in rows.iterrows()}


def _topics() -> dict[str, tuple[str, list[str]]]:
    """Topics with a usable indicator: title and ids."""
    known = table(asked.indicators)
    usable = known[known["computable"]]
    return {
        str(topic): (str(part["topic_title"].iloc[0]), part["id"].tolist())
        for topic, part in usable.groupby("topic", sort=False)
    }


def choose_indicator(columns: list[st.delta_generator.DeltaGenerator]) -> Indicator:
    """Thema and Indikator in two columns."""
    usable = usable_indicators()
    if not usable:
        st.info("In diesem Datenstand lässt sich noch kein Indikator berechnen. Siehe Seite Daten.")
        st.stop()
    topics = kept("topics", _topics)
    if "indikator" in st.query_params and "thema" not in st.query_params:
        choose("thema", ALL_TOPICS)
    settle("thema", [ALL_TOPICS, *topics], ALL_TOPICS)
    titles = {ALL_TOPICS: "Alle Themen"} | {key: title for key, (title, _) in topics.items()}
    with columns[0]:
        topic = st.selectbox("Thema", list(titles), key="thema", format_func=titles.__getitem__)
    ids = list(usable) if topic == ALL_TOPICS else topics[topic][1]
    settle("indikator", ids, PREFERRED if PREFERRED in ids else ids[0])
    with columns[1]:
        chosen = st.selectbox(
            "Indikator",
            ids,
            key="indikator",
            format_func=lambda key: usable[key].title,
            help="Zum Suchen tippen.",
        )
    return usable[chosen]


def indicator_of(row: pd.Series) -> Indicator:
    """An indicator from its row of the release."""
    words = {name: row[name] or "" for name in ("question", "definition", "caution", "reference")}
    return Indicator(
        id=str(row.name),
        title=row["title"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        polarity=row["polarity"],
        kind=row["kind"],
        per=float(row["per"]),
        **words,
    )


def territories() -> pd.DataFrame:
    """Länder and Kreise by key, Germany first where there are several Länder."""
    return kept("territories", _territories)


def _territories() -> pd.DataFrame:
    lands = table(asked.areas, level="land", within=None)
    kreise = table(asked.areas, level="kreis", within=None)
    frame = pd.concat([lands, kreise], ignore_index=True).set_index("ags")
    frame["label"] = [full_name(row) for row in frame.itertuples()]
    if len(lands) < 2:
        return frame
    box = frame[["west", "south"]].min().to_list() + frame[["east", "north"]].max().to_list()
    top = pd.DataFrame(
        [
            {
                "name": "Deutschland",
                "label": "Deutschland",
                "level": "bund",
                "kind": "",
                **dict(zip(("west", "south", "east", "north"), box, strict=True)),
            }
        ],
        index=[BUND_KEY],
    )
    return pd.concat([top, frame])


def full_name(row: Any) -> str:
    """A Land or Kreis by its full name ("Landkreis Auental"), doubled names with their key."""
    if row.level == Level.KREIS and row.label != row.name and row.label.startswith(row.name):
        return str(row.label)
    return nominative(NamedTerritory(row.name, row.kind or "", Level(row.level)))


def choose_territory(
    column: st.delta_generator.DeltaGenerator, *, kreise_only: bool = False
) -> Territory:
    """Germany, a Land or a Kreis."""
    frame = territories()
    if kreise_only:
        frame = frame[frame["level"] == Level.KREIS]
    labels: dict[str, str] = dict(zip(frame.index.tolist(), frame["label"].tolist(), strict=True))
    settle("gebiet", list(labels), kept("default_territory", default_territory))
    with column:
        key = st.selectbox("Gebiet", list(labels), key="gebiet", format_func=labels.__getitem__)
    return territory_of(frame, key)


def default_territory() -> str:
    """The Kreis of the house, else the first Landkreis with Gemeinden."""
    frame = territories()
    home = home_kreis()
    if home in frame.index:
        return str(home)
    gemeinden = table(asked.areas, level="gemeinde", within=None)
    sizes = gemeinden["parent"].value_counts()
    kreise = [key for key in frame.index if frame.at[key, "level"] == Level.KREIS]
    several = [key for key in kreise if sizes.get(key, 0) > 1]
    return str((several or kreise or list(frame.index))[0])


def territory_of(frame: pd.DataFrame, key: str) -> Territory:
    """A territory from the table of :func:`territories`."""
    row: Any = frame.loc[key]
    bounds = ((row["south"], row["west"]), (row["north"], row["east"]))
    return Territory(key, row["name"], row["label"], row["kind"] or "", row["level"], bounds)


def choose_level(
    column: st.delta_generator.DeltaGenerator, indicator: Indicator, territory: Territory
) -> str:
    """Gemeinden, Verbände, Kreise or Länder: those that the indicator has below the territory."""
    below = {
        Level.BUND: [Level.GEMEINDE, Level.VERBAND, Level.KREIS, Level.LAND],
        Level.LAND: [Level.GEMEINDE, Level.VERBAND, Level.KREIS],
    }
    wanted = below.get(Level(territory.level), [Level.GEMEINDE, Level.VERBAND])
    options = [
        str(level)
        for level in wanted
        if answer(asked.periods, indicator=indicator.id, level=str(level))
    ]
    if not options:
        st.info(
            f"„{indicator.title}“ liegt unterhalb von {territory.name} nicht vor. "
            "Wählen Sie als Gebiet das ganze Land oder einen anderen Indikator."
        )
        st.stop()
    settle("ebene", options, options[0])
    with column:
        return str(
            st.selectbox(
                "Ebene", options, key="ebene", format_func=lambda level: LEVEL_TITLES[Level(level)]
            )
        )


def choose_period(
    column: st.delta_generator.DeltaGenerator,
    indicator: Indicator,
    level: str,
    key: str = "zeitraum",
) -> str:
    """One period, at first the latest that says something; a slider where there are several."""
    periods: list[str] = answer(asked.periods, indicator=indicator.id, level=level)
    latest: str | None = answer(asked.latest_period, indicator=indicator.id, level=level)
    settle(key, periods, latest or periods[-1])
    with column:
        if len(periods) == 1:
            st.text_input("Zeitraum", spoken(periods[0]), disabled=True)
            return periods[0]
        return str(st.select_slider("Zeitraum", periods, key=key, format_func=spoken))


def follow_linked_area() -> None:
    """A link that names only an area opens the territory it lies in too."""
    key = st.query_params.get("flaeche", "")
    if level_of(key) is not None and "gebiet" not in st.query_params:
        choose("gebiet", kreis_of(key) or key)
