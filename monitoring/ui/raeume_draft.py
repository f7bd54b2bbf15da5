"""The draft of a set of Planungsräume while somebody works on it, kept in the session."""

from dataclasses import replace

import streamlit as st

from monitoring.planungsraeume import COLOURS, KnownSet, Planungsraum, read_raeume

DRAFT, ACTIVE = "_raeume", "raum_aktiv"
NAME, START = "raeume_name", "_raeume_start"
MOST = 200


def draft() -> list[Planungsraum]:
    """The Planungsräume so far, in the order in which they were made."""
    found: list[Planungsraum] = st.session_state.setdefault(DRAFT, [])
    return found


def active() -> int | None:
    """Place of the Planungsraum that is worked on."""
    place = st.session_state.get(ACTIVE)
    return place if place is not None and place < len(draft()) else None


def begin(known: KnownSet) -> None:
    """Take a stored version that consists of Gemeinden as the draft (in a callback)."""
    st.session_state[DRAFT] = read_raeume(known.csv or "", known.set_name)
    st.session_state[ACTIVE] = 0
    st.session_state[NAME] = known.set_name
    st.session_state[START] = known.valid_from


def add() -> None:
    """One more Planungsraum, without Gemeinden yet (in a callback)."""
    raeume = draft()
    keys, names = {raum.key for raum in raeume}, {raum.name for raum in raeume}
    free = next(n for n in range(1, MOST + 2) if not {f"{n:02d}"} & keys and _name(n) not in names)
    colour = COLOURS[len(raeume) % len(COLOURS)]
    st.session_state[DRAFT] = [*raeume, Planungsraum(f"{free:02d}", _name(free), colour, ())]
    st.session_state[ACTIVE] = len(raeume)


def _name(number: int) -> str:
    return f"Raum {number}"


def remove(place: int) -> None:
    """Give up one Planungsraum (in a callback)."""
    st.session_state[DRAFT] = [raum for at, raum in enumerate(draft()) if at != place]
    st.session_state[ACTIVE] = max(0, place - 1) if draft() else None


def clear() -> None:
    """Give up the draft (in a callback)."""
    st.session_state[DRAFT] = []
    st.session_state[ACTIVE] = None


def take(place: int, field: str, widget: str) -> None:
    """Take over what was entered into a widget (in a callback)."""
    value = st.session_state[widget]
    if field == "gemeinden":
        _own(place, set(value))
        return
    changed = replace(draft()[place], **{field: value.strip()})
    st.session_state[DRAFT] = [changed if at == place else raum for at, raum in enumerate(draft())]


def toggle(ags: str) -> None:
    """A click on the map: the Gemeinde comes to the active Planungsraum, or leaves it."""
    place = active()
    if place is None:
        add()
        place = active() or 0
    _own(place, set(draft()[place].gemeinden) ^ {ags})


def _own(place: int, gemeinden: set[str]) -> None:
    """No other Planungsraum keeps what this one has."""
    st.session_state[DRAFT] = [
        replace(
            raum,
            gemeinden=tuple(sorted(gemeinden if at == place else set(raum.gemeinden) - gemeinden)),
        )
        for at, raum in enumerate(draft())
    ]
