"""Take a view along: PDF, slide, table, picture; several views in one folder (Mappe)."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from monitoring.figures import counted
from monitoring.reports.formats import FORMATS, write, write_all
from monitoring.reports.view import View

FOLDER = "_mappe"
FOLDER_TITLE = "Kreisblick – Mappe"
FOLDER_LASTS = "Die Mappe besteht, solange dieses Fenster offen ist."
UNSAFE = re.compile(r"[^\w.-]+")
Maker = Callable[[], View]


def show_takeaway(make: Maker, name: str) -> None:
    """Offer the view that ``make`` builds; it is built only when somebody asks for it.

    ``make`` runs outside the page's run: it must not use Streamlit's state, nor ask which
    release is in use. ``name`` is the beginning of the file names. The view's link gets the
    address under which the page is open.
    """
    make, name = partial(_addressed, make, st.context.url), UNSAFE.sub("-", name)
    with st.popover("Mitnehmen", icon=":material/download:"):
        columns = st.columns(2)
        for number, (form, words) in enumerate(FORMATS.items()):
            columns[number % 2].download_button(
                words.title,
                partial(_written, make, form),
                file_name=f"{name}{words.suffix}.{words.ending}",
                mime=words.media_type,
                key=f"save_{form}",
                on_click="ignore",
                width="stretch",
            )
        columns[1].button("In die Mappe legen", on_click=_collect, args=(make,), width="stretch")
        _show_folder()


def _addressed(make: Maker, page: str | None) -> View:
    view = make()
    return replace(view, link=absolute(view.link, page))


def absolute(link: str, page: str | None) -> str:
    """The link on the page's own server and path, as far as its address is known."""
    if not page or not page.startswith(("http://", "https://")):
        return link
    path, mark, words = link.partition("?")
    return f"{page.removesuffix('/')}{'/' if path == '/' else ''}{mark}{words}"


def _written(make: Maker, form: str) -> bytes:
    return write(make(), form)


def _collect(make: Maker) -> None:
    st.session_state.setdefault(FOLDER, []).append(make())


def _show_folder() -> None:
    views: list[View] = st.session_state.get(FOLDER, [])
    if not views:
        return
    st.divider()
    st.markdown(f"**Mappe: {counted(len(views), 'Ansicht', 'Ansichten')}**")
    for view in views:
        st.text(view.title)
    st.caption(FOLDER_LASTS)
    columns = st.columns(3)
    for column, form, label in zip(columns, ("pdf", "pptx"), ("PDF", "Folien"), strict=False):
        column.download_button(
            f"Alles als {label}",
            partial(write_all, tuple(views), form, FOLDER_TITLE),
            file_name=f"kreisblick-mappe.{form}",
            mime=FORMATS[form].media_type,
            key=f"folder_{form}",
            on_click="ignore",
        )
    columns[2].button("Mappe leeren", on_click=_empty)


def _empty() -> None:
    st.session_state[FOLDER] = []
