"""Take a page or one of its charts along: PDF, slide, table, picture; several in one folder
(Mappe).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import streamlit as st

from monitoring.figures import counted
from monitoring.reports.formats import FORMATS, write, write_all
from monitoring.reports.view import View
from monitoring.ui.cached import manifest
from monitoring.ui.charts import Draw, chart_drawing
from monitoring.ui.map_time import stop_playing
from monitoring.ui.notes import datenstand, escape_markdown, source_text
from monitoring.ui.selection import Indicator
from monitoring.ui.state import query_string

PAGE, CHART, TABLE = "Mitnehmen", "Diagramm speichern", "Tabelle speichern"
PICTURES = ("png", "svg")
WORDS = "Die Datei entsteht beim Klick. Sie trägt Titel, Quelle und Datenstand."
FOLDER = "_mappe"
FOLDER_TITLE = "Kreisblick – Mappe"
FOLDER_LASTS = "Die Mappe besteht, solange dieses Fenster offen ist."
UNSAFE = re.compile(r"[^\w.-]+")
Maker = Callable[[], View]
Prepare = Callable[[], Maker]


def view_of(
    page: str, choices: Sequence[str], indicators: list[str], **known: Any
) -> Callable[..., View]:
    """:class:`View` with what all views of a page's run have in common (source, Datenstand,
    link to the page's ``choices``) and what else is ``known``.

    It may be called outside of that run.
    """
    release, words = manifest(), query_string(choices)
    return partial(
        View,
        source=source_text(indicators),
        datenstand=datenstand(release),
        link=f"/{page}?{words}" if words else f"/{page}",
        sample=release["sample"],
        **known,
    )


def cautions(*indicators: Indicator) -> tuple[str, ...]:
    """What is to be observed with these indicators, each once."""
    known = dict.fromkeys(indicator.caution for indicator in indicators)
    return tuple(caution for caution in known if caution)


def as_drawn(prepare: Prepare, draw: Draw) -> Maker:
    """The view with the chart as the page draws it, instead of its native form."""
    make = prepare()
    return lambda: replace(make(), drawing=chart_drawing(draw))


def show_takeaway(
    prepare: Prepare, name: str, *, part: str = "", label: str = PAGE, drawn: bool = True
) -> None:
    """Offer a view; nothing of it is made before somebody asks for it.

    ``prepare`` gathers what the view needs of the page's run. What it gives builds the view
    outside of that run: it must not use Streamlit's state, nor ask which release is in use.
    ``name`` is the beginning of the file names. The view's link gets the address under which
    the page is open. ``part`` names one chart or table of a page; without a drawing there are
    no pictures.
    """
    title = f"{label}: {part}" if part else label
    kind: Literal["tertiary", "secondary"] = "tertiary" if part else "secondary"
    icon, key = ":material/download:", f"mitnehmen_{part}"
    if st.button(title, icon=icon, type=kind, key=key, on_click=stop_playing):
        make = partial(_addressed, prepare(), st.context.url)
        forms = tuple(form for form in FORMATS if drawn or form not in PICTURES)
        st.dialog(title)(_show_forms)(make, UNSAFE.sub("-", name), forms)


def _show_forms(make: Maker, name: str, forms: tuple[str, ...]) -> None:
    st.caption(WORDS)
    columns = st.columns(2)
    for number, form in enumerate(forms):
        words = FORMATS[form]
        columns[number % 2].download_button(
            escape_markdown(words.title),
            partial(_written, make, form),
            file_name=f"{name}{words.suffix}.{words.ending}",
            mime=words.media_type,
            key=f"save_{form}",
            on_click="ignore",
            width="stretch",
        )
    columns[len(forms) % 2].button(
        "In die Mappe legen", on_click=_collect, args=(make,), width="stretch"
    )
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
