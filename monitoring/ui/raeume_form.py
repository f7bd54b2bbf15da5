"""The form on which Planungsräume are made: a map to click on, names, colours, validity."""

import html
from datetime import date
from typing import Any

import numpy as np
import streamlit as st

from geodata.maps import Series, change, value_payload
from geodata.palettes import MISSING, OUTSIDE
from monitoring.errors import InputError
from monitoring.figures import counted
from monitoring.planungsraeume import KnownSet, Planungsraum, read_raeume, write_raeume
from monitoring.queries import selection as asked
from monitoring.ui import raeume_draft as drafted
from monitoring.ui.cached import kept, manifest, table
from monitoring.ui.legend import swatch_image
from monitoring.ui.map_block import draw_map
from monitoring.ui.notes import escape_lines, escape_markdown
from monitoring.ui.picture import areas_with
from monitoring.ui.territories import Territory, default_territory, territories, territory_of

NOWHERE = "keinem Planungsraum zugeordnet"
FILE = "planungsraeume.csv"
Wish = tuple[str, str, str, bytes]


def show_draft(known: list[KnownSet], *, busy: bool) -> Wish | None:
    """The form; gives what is to be stored once somebody wants that."""
    frame = territories()
    keys = [str(key) for key in frame.index]
    key = st.selectbox(
        "Gebiet", keys, index=keys.index(kept("default_territory", default_territory)),
        format_func=lambda one: str(frame.at[one, "label"]), key="raeume_gebiet",
    )  # fmt: skip
    territory = territory_of(frame, key)
    wide, narrow = st.columns([3, 2], gap="medium")
    with narrow:
        _show_active(territory, known)
    with wide:
        st.caption(
            "Ein Klick auf eine Gemeinde nimmt sie in den gewählten Planungsraum auf, ein zweiter "
            "nimmt sie heraus."
        )
        draw_map(
            "gemeinde", change(_payload(territory)), key="raeume_karte", on_click=drafted.toggle
        )
        _show_legend()
    return _saving(known, busy=busy)


def _payload(territory: Territory) -> dict[str, object]:
    """Each Gemeinde in the colour of its Planungsraum, which the tooltip names."""
    raeume = drafted.draft()
    place = {ags: at for at, raum in enumerate(raeume) for ags in raum.gemeinden}
    frame = areas_with(territory, "gemeinde", None)
    codes = np.array([place.get(ags, MISSING) for ags in frame["ags"]], dtype=np.uint8)
    codes[~frame["inside"].to_numpy(bool)] = OUTSIDE
    return value_payload(
        codes,
        Series(codes.astype(float) + 1, 0),
        palette=[raum.colour for raum in raeume],
        reasons={MISSING: NOWHERE, **_numbered(raeume)},
        bounds=territory.bounds,
    )


def _numbered(raeume: list[Planungsraum]) -> dict[int, str]:
    """``1 Nordraum``, as the legend and the box call it, by place."""
    return {at: f"{at + 1} {raum.name}" for at, raum in enumerate(raeume)}


def _show_legend() -> None:
    raeume = drafted.draft()
    colours = [raum.colour for raum in raeume]
    rows = [
        f"<li>{swatch_image(at, colours)}<span>{at + 1} "
        f"{html.escape(raum.name)} "
        f"<small>({counted(len(raum.gemeinden), 'Gemeinde', 'Gemeinden')})</small></span></li>"
        for at, raum in enumerate(raeume)
    ]
    st.html(f'<div class="kb-legend"><ul>{"".join(rows)}</ul></div>')


def _show_active(territory: Territory, known: list[KnownSet]) -> None:
    """The Planungsraum that is worked on: which, and what it is called and made of."""
    raeume = drafted.draft()
    st.button(
        "Neuer Planungsraum", on_click=drafted.add, icon=":material/add:", width="stretch",
        disabled=len(raeume) >= drafted.MOST, key="raum_neu",
    )  # fmt: skip
    if not raeume:
        st.info("Noch kein Planungsraum: einen neuen anlegen oder in die Karte klicken.")
        _offer_stored(known)
        return
    st.session_state[drafted.ACTIVE] = place = drafted.active() or 0
    st.selectbox(
        "Planungsraum", range(len(raeume)), key=drafted.ACTIVE,
        format_func=lambda at: f"{at + 1} {raeume[at].name}",
    )  # fmt: skip
    _show_fields(place, raeume[place], territory)
    st.button(
        "Diesen Planungsraum entfernen", on_click=drafted.remove, args=(place,), type="tertiary",
        icon=":material/delete:", key="raum_weg",
    )  # fmt: skip


def _offer_stored(known: list[KnownSet]) -> None:
    """Sets in force, to go on with instead of an empty draft."""
    for one in known:
        if one.in_force and one.csv is not None:
            st.button(
                f"„{escape_markdown(one.set_name)}“ (Nr. {one.id}) bearbeiten",
                key=f"raum_weiter_{one.id}", on_click=drafted.begin, args=(one,),
                icon=":material/edit:", width="stretch",
            )  # fmt: skip


def _show_fields(place: int, raum: Planungsraum, territory: Territory) -> None:
    labels = _labels(territory, raum.gemeinden)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    left.text_input("Name", max_chars=60, **_bound(place, "name", raum.name))
    right.color_picker("Farbe", **_bound(place, "colour", raum.colour))
    st.text_input("Schlüssel", max_chars=20, **_bound(place, "key", raum.key))
    st.multiselect(
        "Gemeinden dieses Planungsraums",
        list(labels),
        format_func=lambda ags: labels.get(ags, ags),
        placeholder="Gemeinden auswählen",
        **_bound(place, "gemeinden", list(raum.gemeinden)),
    )


def _bound(place: int, field: str, value: object) -> dict[str, Any]:
    """Words of a widget that shows what the draft says and writes back what is entered."""
    key = f"raum_{field}_{place}"
    st.session_state[key] = value
    return {"key": key, "on_change": drafted.take, "args": (place, field, key)}


def _labels(territory: Territory, chosen: tuple[str, ...]) -> dict[str, str]:
    """Gemeinden of the territory with their Kreis where there are several, and the chosen ones."""
    frame = table(asked.areas, level="gemeinde", within=None)
    part = frame[frame["ags"].str.startswith(territory.within or "") | frame["ags"].isin(chosen)]
    kreise = territories()["name"].to_dict()
    names = dict(zip(part["ags"].tolist(), part["label"].tolist(), strict=True))
    if part["parent"].nunique() > 1:
        names = {ags: f"{name}, {kreise.get(ags[:5], ags[:5])}" for ags, name in names.items()}
    return names | {
        ags: f"{ags} (nicht in diesem Datenstand)" for ags in chosen if ags not in names
    }


def _saving(known: list[KnownSet], *, busy: bool) -> Wish | None:
    raeume = drafted.draft()
    st.session_state.setdefault(drafted.NAME, "Planungsräume")
    stand = st.session_state.get(drafted.START) or manifest()["gebietsstand"]
    left, right = st.columns(2)
    name = left.text_input("Name der Einteilung", key=drafted.NAME, max_chars=60)
    start = right.date_input("Gültig ab", date.fromisoformat(stand), format="DD.MM.YYYY")
    fault = _fault(raeume)
    if fault and raeume:
        st.warning(escape_lines(fault))
    before = next((one for one in known if one.in_force and one.set_name == name), None)
    if before and raeume:
        st.info(
            f"Sichern ersetzt Nr. {before.id} „{escape_markdown(name)}“; sie bleibt unter den "
            "älteren Fassungen. Für eine weitere Einteilung einen anderen Namen wählen."
        )
    text = write_raeume(raeume).encode()
    with st.container(horizontal=True):
        wanted = st.button(
            "Sichern", type="primary", disabled=busy or fault is not None, key="raeume_sichern"
        )
        st.download_button(
            "Entwurf als CSV", text, file_name=FILE, mime="text/csv", on_click="ignore",
            disabled=fault is not None, key="raeume_entwurf", icon=":material/download:",
        )  # fmt: skip
        st.button("Entwurf verwerfen", on_click=drafted.clear, key="raeume_leeren", type="tertiary")
    return (name, start.isoformat(), FILE, text) if wanted else None


def _fault(raeume: list[Planungsraum]) -> str | None:
    """Why the draft cannot be stored yet."""
    empty = next((raum.name for raum in raeume if not raum.gemeinden), None)
    if empty is not None:
        return f"Der Planungsraum „{empty}“ hat noch keine Gemeinden."
    try:
        read_raeume(write_raeume(raeume), "Entwurf")
    except InputError as error:
        return f"{error.what}\nErwartet: {error.expected}"
    return None
