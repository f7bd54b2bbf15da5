"""Saving a view under a name, and the list of saved ones."""

import getpass
from collections.abc import Sequence
from urllib.parse import parse_qsl

import streamlit as st

from monitoring.figures import counted
from monitoring.periods import spoken_day
from monitoring.settings import ROOT
from monitoring.ui.cached import workspace
from monitoring.ui.notes import escape_markdown
from monitoring.ui.state import query_string
from monitoring.workspace.views import list_views, remove_view, restore_view, save_view


def author() -> str:
    """Who works: without login the account the app runs under."""
    return getpass.getuser()


def show_saving(page: str, choices: Sequence[str], proposal: str) -> None:
    """Save the page's choices; the same name again is a new version."""
    with st.popover("Ansicht speichern", icon=":material/bookmark_add:"):
        title = st.text_input("Name", proposal, max_chars=200, key=f"name_{page}")
        if st.button("Speichern", type="primary", disabled=not title.strip()):
            save_view(
                workspace(),
                page=page,
                title=title.strip(),
                query=query_string(choices),
                author=author(),
            )
            st.success("Gespeichert. Sie finden die Ansicht auf der Startseite.")


def show_saved() -> None:
    """Saved views with link, age and removal that can be undone."""
    views = list_views(workspace())
    removed = st.session_state.get("_removed_view")
    if removed is not None:
        st.button("Entfernen rückgängig machen", on_click=_restore, args=(removed,))
    if not views:
        st.caption("Noch keine. Unter jeder Ansicht steht „Ansicht speichern“.")
        return
    st.caption(counted(len(views), "gespeicherte Ansicht", "gespeicherte Ansichten"))
    for view in views:
        left, right = st.columns([8, 1], vertical_alignment="center")
        words = dict(parse_qsl(view.query, keep_blank_values=True))
        title = escape_markdown(view.title)
        left.page_link(
            ROOT / "pages" / f"{view.page}.py",
            label=f"{title} (Fassung {view.version}, {spoken_day(view.saved_at)})",
            icon=":material/bookmark:",
            query_params=words,
        )
        right.button(
            "Entfernen", key=f"weg_{view.id}", on_click=_remove, args=(view.id,), type="tertiary"
        )


def _remove(number: int) -> None:
    remove_view(workspace(), number)
    st.session_state["_removed_view"] = number


def _restore(number: int) -> None:
    restore_view(workspace(), number)
    st.session_state["_removed_view"] = None
