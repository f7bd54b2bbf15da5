"""The parts of the page Start."""

import html
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from monitoring.figures import shown
from monitoring.queries import selection as asked_selection
from monitoring.reports.view import View
from monitoring.settings import ROOT
from monitoring.ui.cached import kept, table, workspace
from monitoring.ui.gebietsprofil import Area, change_text, key_figures, stand_text
from monitoring.ui.gebietsprofil_view import profile_table
from monitoring.ui.levels import named_own_areas
from monitoring.ui.notes import escape_markdown
from monitoring.ui.saved import author
from monitoring.ui.selection import usable_indicators
from monitoring.ui.takeaway import view_of
from monitoring.ui.territories import Territory, territories
from monitoring.workspace.favourites import favourites, set_favourites

FIRST = (
    "bevoelkerung", "altenquotient", "jugendquotient", "wanderungssaldo_je_1000",
    "arbeitslosenanteil", "sgb2_quote", "betreuungsquote_u3", "steuereinnahmekraft_je_person",
)  # fmt: skip
CARDS = 8
WAYS = {
    "karte": ("Karte", "Ein Indikator in allen Gemeinden", ":material/map:"),
    "zeitreihen": ("Zeitreihen", "Entwicklung über die Jahre", ":material/show_chart:"),
    "kreisvergleich": (
        "Kreisvergleich",
        "Der eigene Kreis neben anderen",
        ":material/compare_arrows:",
    ),
    "gebietsprofil": ("Gebietsprofil", "Alles zu einer Gemeinde", ":material/location_on:"),
    "bedarfsanalyse": ("Bedarfsanalyse", "Wo der Bedarf am größten ist", ":material/analytics:"),
    "daten": ("Daten", "Quellen, Definitionen, Import", ":material/database:"),
}


def show_search() -> None:
    """One search over all areas and indicators; choosing one opens its page."""
    names = kept("search_names", _search_names)
    choice = st.selectbox(
        "Gemeinde, Kreis oder Indikator suchen",
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder="Name eingeben",
        key="suche_start",
    )
    if choice is None:
        return
    kind, key = choice.split(":", 1)
    if kind == "i":
        st.switch_page(ROOT / "pages" / "karte.py", query_params={"indikator": key})
    st.switch_page(ROOT / "pages" / "gebietsprofil.py", query_params={"flaeche": key})


def _search_names() -> dict[str, str]:
    names = {f"i:{key}": f"{each.title} (Indikator)" for key, each in usable_indicators().items()}
    words = {"kreis": "Kreis", "gemeinde": "Gemeinde"}
    for level, word in words.items():
        areas: Iterable[Any] = table(asked_selection.areas, level=level, within=None).itertuples()
        names |= {f"a:{row.ags}": f"{row.label} ({row.kind or word})" for row in areas}
    return names | {f"a:{key}": label for key, label in named_own_areas(None).items()}


def at_a_glance(territory: Territory) -> pd.DataFrame:
    """Key figures of the territory beside its Land."""
    land = territory.key[:2]
    return key_figures(territory.key, list(dict.fromkeys((territory.key, land))))


def choose_favourites(frame: pd.DataFrame) -> list[str]:
    """The eight key figures: the user's own choice, kept in the workspace."""
    titles = dict(zip(frame["indicator"], frame["title"], strict=True))
    own = [
        key for key in favourites(workspace(), owner=author(), kind="indicator") if key in titles
    ]
    usual = [key for key in (*FIRST, *titles) if key in titles]
    shown_now = (own or list(dict.fromkeys(usual)))[:CARDS]
    with st.popover("Kennzahlen auswählen", icon=":material/star:"):
        picked = st.multiselect(
            "Bis zu acht Kennzahlen",
            list(titles),
            default=shown_now,
            format_func=titles.__getitem__,
            max_selections=CARDS,
            key="favoriten",
        )
        st.button("Merken", on_click=_keep, args=(picked,), type="primary")
    return shown_now


def _keep(keys: list[str]) -> None:
    set_favourites(workspace(), owner=author(), kind="indicator", keys=keys)


def show_cards(frame: pd.DataFrame, territory: Territory, keys: list[str]) -> None:
    """One card per key figure: value, unit, change, comparison with the Land; a way to the map."""
    cards = kept(f"cards|{territory.key}|{keys}", lambda: _cards(frame, territory, keys))
    for start in range(0, len(cards), 4):
        columns = st.columns(4)
        for column, (key, title, card) in zip(columns, cards[start : start + 4], strict=False):
            with column:
                st.html(card)
                st.page_link(
                    ROOT / "pages" / "karte.py",
                    label=f"Auf der Karte: {escape_markdown(title)}",
                    query_params={"indikator": key, "gebiet": territory.key},
                )


def _cards(
    frame: pd.DataFrame, territory: Territory, keys: list[str]
) -> list[tuple[str, str, str]]:
    """Indicator, its title and its card, for those that have a row."""
    own = _by_indicator(frame[frame["ags"] == territory.key])
    land = _by_indicator(frame[frame["level"] == "land"])
    return [
        (key, str(own[key]["title"]), _card(own[key], land.get(key))) for key in keys if key in own
    ]


def _by_indicator(frame: pd.DataFrame) -> dict[str, pd.Series]:
    once = frame.drop_duplicates("indicator")
    return {str(row["indicator"]): row for _, row in once.iterrows()}


def _card(own: pd.Series, land: pd.Series | None) -> str:
    decimals = int(own["decimals"])
    lines = [change_text(own)]
    if land is not None and own["kind"] == "rate" and own["level"] != "land":
        lines.append(f"Land: {shown(land['value'], land['status'], decimals)}")
    notes = "".join(f'<p class="c">{html.escape(line)}</p>' for line in lines if line)
    value = shown(own["value"], own["status"], decimals)
    return (
        f'<div class="kb-figure"><h3>{html.escape(own["title"])}</h3>'
        f'<div class="v">{html.escape(value)}</div>'
        f'<p class="u">{html.escape(own["unit"])} · {html.escape(stand_text(own))}</p>'
        f"{notes}</div>"
    )


def show_ways() -> None:
    """Where to go from here."""
    columns = st.columns(3)
    for number, (page, (label, words, icon)) in enumerate(WAYS.items()):
        with columns[number % 3]:
            st.page_link(ROOT / "pages" / f"{page}.py", label=f"**{label}**: {words}", icon=icon)


def view_maker(frame: pd.DataFrame, territory: Territory, keys: list[str]) -> Callable[[], View]:
    """The key figures at a glance, to take along."""
    part = frame[frame["indicator"].isin(keys)].drop_duplicates(["indicator", "ags"])
    whole = view_of("", ("gebiet",), keys)
    land = territories()["label"].get(territory.key[:2], "Land")
    uppers = () if territory.key == territory.key[:2] else ((territory.key[:2], str(land)),)
    area = Area(territory.key, territory.label, territory.level, uppers)

    def make() -> View:
        return whole(
            title=f"{territory.label} auf einen Blick",
            subtitle="Ausgewählte Kennzahlen",
            table=profile_table(area, part),
        )

    return make
