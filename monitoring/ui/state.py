"""Choices that live in the link and go along from page to page, by stable ids.

Streamlit can bind widgets to the link itself, but writes the label where a widget has one;
labels change, ids do not.
"""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

MEMORY, WRITTEN, PUBLISHED = "_memory", "_written", "_published"
ACTED, CHOSEN = "_acted", "_chosen"
SEPARATOR = "~"
REMEMBERED = 20


def begin_choices() -> None:
    """At the beginning of a run: whether somebody has just chosen something on the page.

    Two quick choices reach the server before the browser has taken over the address of the
    first: then an address of ours is out of date. Without a new choice the same address is
    the way back.
    """
    state = st.session_state
    memory = state.get(MEMORY, {})
    chosen = bool(state.pop(CHOSEN, False))
    state[ACTED] = chosen or any(k in state and state[k] != v for k, v in memory.items())


def settle(key: str, options: Sequence[str], default: str) -> str:
    """Give the widget ``key`` its value before it is drawn: link, then widget, then memory."""
    memory = st.session_state.setdefault(MEMORY, {})
    for candidate in (_linked(key), st.session_state.get(key), memory.get(key)):
        if candidate in options:
            break
    else:
        candidate = default
    st.session_state[key] = memory[key] = candidate
    return str(candidate)


def settle_added(key: str, options: Sequence[str], default: str, *, beside: str) -> str:
    """The same for a choice that older links do not name: one with ``beside`` alone means the
    default, whatever was chosen since.
    """
    if _linked(beside) is not None and key not in st.query_params:
        choose(key, default)
    return settle(key, options, default)


def settle_many(
    key: str, options: Sequence[str], default: Sequence[str], most: int | None = None
) -> list[str]:
    """The same for a widget that holds several ids: those that there are, at most ``most``."""
    memory = st.session_state.setdefault(MEMORY, {})
    linked = _linked(key)
    known = set(options)
    for candidate in (
        linked.split(SEPARATOR) if linked is not None else None,
        st.session_state.get(key),
        memory.get(key),
    ):
        if candidate is None:
            continue
        value = [item for item in dict.fromkeys(candidate) if item in known][:most]
        if value or not any(candidate):
            break
    else:
        value = list(default)
    st.session_state[key] = memory[key] = value
    return value


def settle_text(key: str) -> str:
    """The same for a free text."""
    memory = st.session_state.setdefault(MEMORY, {})
    candidates = (_linked(key), st.session_state.get(key), memory.get(key))
    text = next((str(item) for item in candidates if item is not None), "")
    st.session_state[key] = memory[key] = text
    return text


def choose(key: str, value: str | list[str]) -> None:
    """Set a choice from outside its widget, e.g. by a click on the map (in a callback)."""
    st.session_state.setdefault(MEMORY, {})[key] = value
    st.session_state[key] = value
    st.session_state[CHOSEN] = True


def publish(*keys: str) -> None:
    """Write the page's choices into the link."""
    words = _words(keys)
    if dict(st.query_params.items()) != words:
        st.query_params.from_dict(words)
    st.session_state[WRITTEN] = words
    published = [*st.session_state.get(PUBLISHED, []), words]
    st.session_state[PUBLISHED] = published[-REMEMBERED:]


def _words(keys: Sequence[str]) -> dict[str, str]:
    memory = st.session_state.setdefault(MEMORY, {})
    words = {}
    for key in keys:
        value = st.session_state.get(key, memory.get(key))
        memory[key] = value
        if isinstance(value, list):
            words[key] = SEPARATOR.join(value)
        elif value:
            words[key] = str(value)
    return words


def query_string(keys: Sequence[str]) -> str:
    """The query part of a link that opens the same choices."""
    return urlencode(_words(keys))


def _linked(key: str) -> str | None:
    """What the link says, unless the page itself wrote it there."""
    own = dict(st.query_params.items()) in st.session_state.get(PUBLISHED, [])
    if own and st.session_state.get(ACTED):
        return None
    value = st.query_params.get(key)
    written = st.session_state.get(WRITTEN, {}).get(key)
    return value if value != written else None
