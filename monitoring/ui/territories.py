"""Germany, the Länder and the Kreise: choosing one of them."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.analysis.territories import Territory as NamedTerritory
from monitoring.analysis.territories import nominative
from monitoring.areas import BUND_KEY, Level, kreis_of, land_of, shown_level
from monitoring.queries import selection as asked
from monitoring.settings import home_kreis
from monitoring.ui.cached import kept, table
from monitoring.ui.state import choose, settle

INNER = (Level.GEMEINDE, Level.ORTSTEIL, Level.VERBAND, Level.PLANUNGSRAUM)


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
    column: st.delta_generator.DeltaGenerator, *, without_bund: bool = False
) -> Territory:
    """Germany, a Land or a Kreis."""
    territory = settle_territory(without_bund=without_bund)
    draw_territory(column, without_bund=without_bund)
    return territory


def settle_territory(*, without_bund: bool = False) -> Territory:
    """The chosen territory, before its box is drawn."""
    labels = _labels(without_bund=without_bund)
    key = settle("gebiet", list(labels), kept("default_territory", default_territory))
    return territory_of(territories(), key)


def draw_territory(
    column: st.delta_generator.DeltaGenerator, *, without_bund: bool = False
) -> None:
    """The box Gebiet, once it is settled."""
    labels = _labels(without_bund=without_bund)
    with column:
        st.selectbox("Gebiet", list(labels), key="gebiet", format_func=labels.__getitem__)


def _labels(*, without_bund: bool) -> dict[str, str]:
    return kept(f"territory_labels|{without_bund}", lambda: _made_labels(without_bund=without_bund))


def _made_labels(*, without_bund: bool) -> dict[str, str]:
    frame = territories()
    if without_bund:
        frame = frame[frame["level"] != Level.BUND]
    return dict(zip(frame.index.tolist(), frame["label"].tolist(), strict=True))


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


def follow_linked_area() -> None:
    """A link that names only an area, be it as territory, opens the Kreis it lies in too."""
    named = st.query_params.get("gebiet")
    if named is not None and shown_level(named) in INNER:
        choose("gebiet", territory_around(named))
        choose("flaeche", named)
    key = st.query_params.get("flaeche", "")
    if shown_level(key) is not None and named is None:
        choose("gebiet", territory_around(key))


def territory_around(key: str) -> str:
    """The Kreis an area lies in, else the Land, else Germany; a Land or Kreis is its own."""
    return kreis_of(key) or land_of(key) or BUND_KEY
