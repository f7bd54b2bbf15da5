"""The part of the page Daten where Planungsräume are made, taken over, given out, withdrawn."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from monitoring.errors import InputError, StoreError
from monitoring.jobs import list_jobs, running_job, start_job
from monitoring.planungsraeume import KnownSet, checked_set_name, known_sets
from monitoring.ui import raeume_draft as drafted
from monitoring.ui.notes import escape_lines, escape_markdown
from monitoring.ui.raeume_form import show_draft

OPEN = "raeume_bilden"
JOB = "Planungsräume einlesen"
BACK = "Planungsräume zurückziehen"
NAMED = "Planungsräume"


def show_raeume() -> None:
    """Sets that there are, a CSV to read in, and the map on which new ones are made."""
    st.subheader("Planungsräume", anchor=False)
    st.markdown(
        "Planungsräume bestehen aus Gemeinden. Nach dem Sichern zeigt sie der **nächste "
        "Datenstand** auf allen Seiten als eigene Ebene."
    )
    busy = running_job() is not None
    _show_last_job(busy=busy)
    _show_known(busy=busy)
    _show_upload(busy=busy)
    if st.toggle("Auf der Karte bilden", key=OPEN):
        with st.container(border=True):
            wish = show_draft(busy=busy)
            if wish is not None:
                _import(*wish)


def _show_last_job(*, busy: bool) -> None:
    """What came of it, as long as nothing else was started since; and the way on."""
    last = next(iter(list_jobs(limit=1)), None)
    if last is None or last.running or last.title not in (JOB, BACK):
        return
    show = st.success if last.code == 0 else st.error
    show(escape_lines("\n".join(last.lines[-8:]) or last.title))
    if last.code == 0 and st.button(
        "Jetzt Datenstand erstellen", disabled=busy, key="raeume_bauen"
    ):
        _start("Datenstand erstellen", ["release", "build"], [])


def _show_known(*, busy: bool) -> None:
    known = known_sets()
    if not known:
        st.info("Es gibt noch keine Planungsräume.")
        return
    for one in (one for one in known if one.in_force):
        _show_set(one, busy=busy)
    older = [one for one in known if not one.in_force]
    if older:
        with st.expander("Ältere Fassungen"):
            for one in older:
                _show_set(one, busy=busy)


def _show_set(known: KnownSet, *, busy: bool) -> None:
    st.markdown(escape_markdown(known.line))
    with st.container(horizontal=True):
        _download(known.csv, f"planungsraeume-{known.id}.csv", f"csv_{known.id}")
        st.button(
            "Bearbeiten", key=f"raeume_edit_{known.id}", on_click=_edit, args=(known,),
            icon=":material/edit:", type="tertiary",
        )  # fmt: skip
        if known.in_force and st.button(
            "Zurückziehen", key=f"raeume_back_{known.id}", disabled=busy,
            icon=":material/undo:", type="tertiary",
        ):  # fmt: skip
            _start(BACK, ["raeume", "withdraw", str(known.id)], [])


def _download(text: str, name: str, key: str) -> None:
    st.download_button(
        "CSV", text.encode(), file_name=name, mime="text/csv", key=key, on_click="ignore",
        icon=":material/download:", type="tertiary",
    )  # fmt: skip


def _edit(known: KnownSet) -> None:
    drafted.begin(known)
    st.session_state[OPEN] = True


def _show_upload(*, busy: bool) -> None:
    part = st.expander("Aus einer CSV-Datei", key="raeume_csv", on_change="rerun")
    if not part.open:
        return
    with part:
        st.caption(
            "Spalten: schluessel;name;farbe;ags – eine Zeile je Gemeinde, Farbe wie #0072b2."
        )
        file: UploadedFile | None = st.file_uploader("Datei", type=["csv"], key="raeume_datei")
        name = st.text_input("Name der Einteilung", NAMED, key="raeume_csv_name", max_chars=60)
        ready = file is not None and not busy
        if st.button("Planungsräume einlesen", key="raeume_lesen", disabled=not ready) and file:
            _import(name, None, file.name, file.getvalue())


def _import(name: str, start: str | None, file: str, content: bytes) -> None:
    try:
        words = ["raeume", "import", "--name", checked_set_name(name)]
    except InputError as error:
        st.error(escape_lines(str(error)))
        return
    _start(JOB, [*words, *(["--gueltig-ab", start] if start else [])], [(file, content)])


def _start(title: str, words: list[str], files: list[tuple[str, bytes]]) -> None:
    try:
        start_job(title, words, files)
    except StoreError as error:
        st.error(escape_lines(str(error)))
        return
    st.rerun()
