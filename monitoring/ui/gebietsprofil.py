"""The parts of the page Gebietsprofil: one area against Kreis and Land."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.analysis.comparison import change
from monitoring.areas import gemeinde_of, kreis_of, land_of, shown_level
from monitoring.figures import estimate_text, number, remark, shown
from monitoring.periods import spoken
from monitoring.queries import portrait as asked
from monitoring.queries import selection as asked_selection
from monitoring.ui.cached import kept, release_holds, table
from monitoring.ui.legend import swatch_image
from monitoring.ui.levels import named_own_areas, word_for_areas
from monitoring.ui.notes import escape_markdown
from monitoring.ui.state import choose, settle
from monitoring.ui.territories import Territory, territories, territory_around

CHOICES = ("gebiet", "flaeche", "stand", "themen")
EVERY = "Alle Themen"
RELATIONS = {
    "gemeinde": "Gehört zur Gemeinde",
    "gemeinden": "Besteht aus",
    "ortsteile": "Ortsteile",
    "raum": "Gehört zum Planungsraum",
}
SAID = ["title", "unit", "decimals", "kind", "per", "polarity", "caution"]
ABOUT = ["topic_title", "id", *SAID]


@dataclass(frozen=True)
class Area:
    """The area of the profile, with the Kreis and Land it is held against."""

    key: str
    label: str
    level: str
    uppers: tuple[tuple[str, str], ...]
    unincorporated: bool = False


def choose_area(territory: Territory) -> Area:
    """A Gemeinde, Ortsteil, Verband or Planungsraum of the territory, or the territory itself."""
    frame = table(asked_selection.areas, level="gemeinde", within=territory.within)
    own = named_own_areas(territory.within)
    labels = {
        territory.key: f"{territory.label} (gesamt)",
        **dict(zip(frame["ags"].tolist(), frame["label"].tolist(), strict=True)),
        **_verbaende(frame),
        **own,
    }
    _open_the_only_gemeinde(frame)
    settle("flaeche", list(labels), territory.key)
    title = word_for_areas(own, several=False)
    key = st.selectbox(title, list(labels), key="flaeche", format_func=labels.__getitem__)
    name = territory.label if key == territory.key else str(labels[key])
    empty = key in set(frame.loc[frame["unincorporated"], "ags"])
    return Area(key, name, str(shown_level(key)), tuple(_uppers(key)), empty)


def _open_the_only_gemeinde(gemeinden: pd.DataFrame) -> None:
    """A link to a Verband of one Gemeinde opens the Gemeinde, which is the same area."""
    inside = gemeinden.loc[gemeinden["verband"] == st.query_params.get("flaeche"), "ags"]
    if len(inside) == 1:
        st.query_params["flaeche"] = str(inside.iloc[0])


def _verbaende(gemeinden: pd.DataFrame) -> dict[str, str]:
    """Gemeindeverbände of several Gemeinden, by key."""
    sizes = gemeinden["verband"].value_counts()
    several = sizes[sizes > 1].index
    frame = table(asked_selection.areas, level="verband", within=None)
    part = frame[frame["ags"].isin(several)]
    kinds = part["kind"].fillna("Verband").tolist()
    names = zip(part["ags"].tolist(), part["label"].tolist(), kinds, strict=True)
    return {key: f"{label} ({kind})" for key, label, kind in names}


def _uppers(key: str) -> list[tuple[str, str]]:
    around, kreis = gemeinde_of(key), kreis_of(key)
    names = territories()["label"].to_dict()
    if around is not None:
        gemeinden = table(asked_selection.areas, level="gemeinde", within=kreis)
        if len(gemeinden) > 1:  # a kreisfreie Stadt is its Kreis
            names |= dict(zip(gemeinden["ags"], gemeinden["label"], strict=True))
    uppers = [upper for upper in (around, kreis, land_of(key)) if upper not in (None, key)]
    return [(upper, str(names[upper])) for upper in uppers if upper in names]


def profile(area: Area) -> pd.DataFrame:
    """Latest value of every indicator with those of Kreis and Land at the same period."""
    return key_figures(area.key, [area.key, *(key for key, _ in area.uppers)])


def key_figures(area: str, keys: list[str]) -> pd.DataFrame:
    """Latest values of an area and, at the same periods, of ``keys``, with what the catalogue
    says of them: by topic, in its order.
    """
    return kept(f"profile|{area}|{keys}", lambda: _described_figures(area, keys))


def _described_figures(area: str, keys: list[str]) -> pd.DataFrame:
    about = table(asked_selection.indicators)[ABOUT].set_axis(["topic", "indicator", *SAID], axis=1)
    figures = table(asked.profile, area=area, keys=keys)
    return about.merge(figures, on="indicator", validate="many_to_many")  # topics, areas


def choose_topic(frame: pd.DataFrame) -> pd.DataFrame:
    """The key figures of one topic, or of all, each once."""
    topics = [str(topic) for topic in dict.fromkeys(frame["topic"])]
    settle("themen", [EVERY, *topics], topics[0])
    offered = [EVERY, *topics]
    topic = st.pills("Thema", offered, key="themen", required=True, format_func=escape_markdown)
    if topic in topics:
        return frame[frame["topic"] == topic]
    return frame.drop_duplicates(["indicator", "ags"])


def show_key_figures(area: Area, frame: pd.DataFrame) -> None:
    """Key figures by topic as one table, each against Kreis and Land."""
    topics = list(dict.fromkeys(frame["topic"]))
    text = kept(f"key_figures|{area.key}|{topics}", lambda: key_figures_text(area, frame))
    st.html(
        f"<div class='kb-scroll' tabindex='0' role='region' aria-label='Kennzahlen'>{text}</div>"
    )


def key_figures_text(area: Area, frame: pd.DataFrame) -> str:
    """The table of key figures as HTML."""
    heads = "".join(
        f"<th scope='col' class='n'>{html.escape(name)}</th>" for _, name in area.uppers
    )
    span = 4 + len(area.uppers)
    body = []
    for topic, part in frame.groupby("topic", sort=False):
        name = html.escape(str(topic))
        body.append(f"<tr class='t'><th colspan='{span}' scope='colgroup'>{name}</th></tr>")
        body += [_line(area, rows) for _, rows in part.groupby("indicator", sort=False)]
    return (
        "<table class='kb-table'><thead><tr><th scope='col'>Indikator</th>"
        f"<th scope='col' class='n'>{html.escape(area.label)}</th>{heads}"
        "<th scope='col' class='n'>Veränderung</th><th scope='col'>Stand</th></tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def _line(area: Area, rows: pd.DataFrame) -> str:
    own = rows[rows["ags"] == area.key].iloc[0]
    cells, said = [figure_text(own)], [stand_text(own)]
    for key, name in area.uppers:
        other = rows[rows["ags"] == key]
        cells.append(figure_text(other.iloc[0]) if len(other) else "–")
        shares = [estimate_text(note) for note in other["note"].dropna()]
        said += [f"{name}: {share}" for share in shares if share]
    numbers = "".join(f"<td class='n'>{html.escape(cell)}</td>" for cell in cells)
    return (
        f"<tr><th scope='row'>{html.escape(own['title'])}<small>{html.escape(own['unit'])}</small>"
        f"</th>{numbers}<td class='n'>{html.escape(change_text(own))}</td>"
        f"<td>{html.escape('; '.join(said))}</td></tr>"
    )


def stand_text(row: pd.Series) -> str:
    """Period of a figure, and what stands behind it: ``31.12.2025, vorläufig``."""
    return ", ".join(part for part in (spoken(row["period"]), remark(row["note"])) if part)


def figure_text(row: pd.Series) -> str:
    return shown(row["value"], row["status"], int(row["decimals"]))


def change_text(row: pd.Series) -> str:
    """Change since the earlier period of the profile, e.g. ``+3,4 seit 31.12.2020``."""
    if pd.isna(row["earlier_value"]) or pd.isna(row["value"]):
        return ""
    step = change(
        row["value"],
        row["earlier_value"],
        kind=row["kind"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
    )
    return "" if step is None else f"{step.text} seit {spoken(row['earlier_period'])}"


def show_membership(area: Area) -> None:
    """What a Planungsraum is made of, and the Ortsteile and the Planungsraum of a Gemeinde."""
    if not release_holds("planungsraum"):
        return
    related = table(asked.related, area=area.key)
    for relation, words in RELATIONS.items():
        frame = related[related["relation"] == relation]
        if frame.empty:
            continue
        swatch = frame["colour"].iloc[0]
        image = "" if pd.isna(swatch) else f"{swatch_image(0, [swatch])} "
        st.html(f"<h3 class='kb-raum'>{image}{words}</h3>")
        _show_ways(frame, "m")


def show_neighbours(area: Area) -> None:
    """Neighbouring areas, each a way to its own profile."""
    frame = table(asked.neighbours, area=area.key)
    if frame.empty:
        return
    st.subheader("Nachbarn", anchor=False)
    _show_ways(frame, "n")


def _show_ways(frame: pd.DataFrame, kind: str) -> None:
    """Areas with their population, each a way to its profile."""
    with st.container(horizontal=True):
        rows: Iterable[Any] = frame.itertuples()
        for row in rows:
            people = "" if pd.isna(row.population) else f" · {number(row.population)}"
            st.button(
                f"{escape_markdown(row.label)}{people}",
                key=f"{kind}_{row.ags}",
                type="tertiary",
                on_click=go_to,
                args=(row.ags,),
            )


def go_to(key: str) -> None:
    """Turn the page to another area."""
    choose("gebiet", territory_around(key))
    choose("flaeche", key)
