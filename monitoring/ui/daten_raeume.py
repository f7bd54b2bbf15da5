"""The part of the page Daten where Planungsräume and Ortsteile come in, go out, are withdrawn."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from monitoring.errors import InputError
from monitoring.jobs import running_job
from monitoring.planungsraeume import (
    KnownSet,
    checked_set_name,
    known_sets,
    ortsteile_path,
)
from monitoring.ui import raeume_draft as drafted
from monitoring.ui.daten_auftraege import show_job, start
from monitoring.ui.notes import escape_lines, escape_markdown
from monitoring.ui.raeume_form import show_draft

OPEN = "raeume_bilden"
JOB = "Planungsräume einlesen"
BACK = "Planungsräume zurückziehen"
NAMED = "Planungsräume"
NAME = "Name der Einteilung"
Words = dict[str, str]


def show_raeume() -> None:
    """Sets that there are, a CSV to read in, and the map on which new ones are made."""
    st.subheader("Planungsräume", anchor=False)
    st.markdown(
        "Planungsräume bestehen aus Gemeinden; Ortsteile gliedern eine Gemeinde nach eigenen "
        "Grenzen. Nach dem Sichern zeigt sie der **nächste Datenstand** auf allen Seiten als "
        "eigene Ebene."
    )
    busy = running_job() is not None
    known = known_sets()
    _show_known(known, busy=busy)
    _show_upload(busy=busy)
    if st.toggle("Auf der Karte bilden", key=OPEN):
        with st.container(border=True):
            wish = show_draft(known, busy=busy)
            if wish is not None:
                name, start, file, content = wish
                _import({"--name": name, "--gueltig-ab": start}, file, content)
    show_job("raeume")


def _show_known(known: list[KnownSet], *, busy: bool) -> None:
    if not known:
        st.info(
            "Es gibt noch keine Planungsräume. Hier lassen sie sich aus einer Datei einlesen oder "
            "auf der Karte bilden."
        )
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
        if known.csv is None:
            _download_ortsteile(known.id)
        else:
            _download(known.csv, f"planungsraeume-{known.id}.csv", f"csv_{known.id}")
            st.button(
                "Bearbeiten", key=f"raeume_edit_{known.id}", on_click=_edit, args=(known,),
                icon=":material/edit:", type="tertiary",
            )  # fmt: skip
        if known.in_force and st.button(
            "Zurückziehen", key=f"raeume_back_{known.id}", disabled=busy,
            icon=":material/undo:", type="tertiary",
        ):  # fmt: skip
            start(BACK, ["raeume", "withdraw", str(known.id)], place="raeume")


def _download(text: str, name: str, key: str) -> None:
    st.download_button(
        "CSV", text.encode(), file_name=name, mime="text/csv", key=key, on_click="ignore",
        icon=":material/download:", type="tertiary",
    )  # fmt: skip


def _download_ortsteile(version: int) -> None:
    path = ortsteile_path(version)
    st.download_button(
        "GeoJSON", path.read_bytes, file_name=f"ortsteile-{path.name}", mime="application/geo+json",
        key=f"geojson_{version}", on_click="ignore", icon=":material/download:", type="tertiary",
    )  # fmt: skip


def _edit(known: KnownSet) -> None:
    drafted.begin(known)
    st.session_state[OPEN] = True


def _show_upload(*, busy: bool) -> None:
    part = st.expander("Aus einer Datei", key="raeume_csv", on_change="rerun")
    if not part.open:
        return
    with part:
        st.caption(
            "**Planungsräume:** CSV mit den Spalten schluessel;name;farbe;ags, eine Zeile je "
            "Gemeinde, Farbe wie #0072b2. **Ortsteile, Stadtbezirke:** Grenzen als GeoPackage oder "
            "GeoJSON, eine Fläche je Ortsteil mit Schlüssel und Namen."
        )
        file: UploadedFile | None = st.file_uploader(
            "Datei", type=["csv", "gpkg", "geojson", "json", "zip"], key="raeume_datei"
        )
        table = file is None or file.name.lower().endswith(".csv")
        words = _name_of_table() if table else _words_of_ortsteile()
        ready = file is not None and not busy
        label = "Planungsräume einlesen" if table else "Ortsteile einlesen"
        if st.button(label, key="raeume_lesen", disabled=not ready) and file:
            _import(words, file.name, file.getvalue())


def _name_of_table() -> Words:
    return {"--name": st.text_input(NAME, NAMED, key="raeume_csv_name", max_chars=60)}


def _words_of_ortsteile() -> Words:
    """What may be said of boundaries; each is found out where nothing is said."""
    boxes = {
        "--name": (NAME, "nach der Gemeinde"),
        "--gemeinde": ("Gemeinde (AGS) oder ihre Spalte", "nach der Lage"),
        "--schluessel": ("Spalte mit dem Schlüssel", "etwa SCHLUESSEL, NUMMER, NR"),
        "--bezeichnung": ("Spalte mit dem Namen", "etwa NAME, STADTTEIL"),
    }
    columns = st.columns(2) * 2
    return {
        switch: column.text_input(label, key=f"ortsteile{switch}", placeholder=hint, max_chars=60)
        for column, (switch, (label, hint)) in zip(columns, boxes.items(), strict=True)
    }


def _import(words: Words, file: str, content: bytes) -> None:
    said = {switch: text.strip() for switch, text in words.items() if text.strip()}
    try:
        if "--name" in said:
            said["--name"] = checked_set_name(said["--name"])
    except InputError as error:
        st.error(escape_lines(str(error)))
        return
    command = ["raeume", "import", *(f"{switch}={text}" for switch, text in said.items())]
    start(JOB, command, [(file, content)], place="raeume")
