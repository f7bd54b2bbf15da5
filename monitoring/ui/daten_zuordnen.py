"""The part of the page Daten that understands any other table with a person's help."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from monitoring.errors import UNKNOWN_FORMAT, InputError, StoreError
from monitoring.jobs import ask, list_jobs, running_job
from monitoring.profiles.files import list_profiles, remove_profile
from monitoring.profiles.model import Mapping, as_fields, mapping_of
from monitoring.ui.daten_auftraege import start
from monitoring.ui.notes import escape_lines, escape_markdown
from monitoring.ui.tables import show_table
from monitoring.ui.zuordnen_fields import area_and_period, layout_of, more_of
from monitoring.ui.zuordnen_measures import measures_of
from monitoring.ui.zuordnen_view import preview_table, profile_name, raw_table

STATE = "_zuordnung"
TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods")
WIDGET = "zuordnen"
Answer = dict[str, Any]


def show_mapping(files: Sequence[UploadedFile]) -> None:
    """Assign the columns of a table nobody has described yet, check it, read it in, keep it."""
    tables = [file for file in files if file.name.lower().endswith(TABLES)]
    _open_for_unknown_format()
    opened = st.toggle(
        "Tabelle zuordnen",
        key=WIDGET,
        disabled=not tables,
        help="Für Tabellen, die keinem bekannten Format folgen: Sie sagen einmal, was die Spalten "
        "bedeuten. Die Datei des nächsten Jahres wird dann ohne Frage gelesen.",
    )
    if not (opened and tables):
        _show_profiles()
        return
    with st.container(border=True):
        file = tables[0]
        if len(tables) > 1:
            names = [each.name for each in tables]
            chosen = st.selectbox("Welche Datei?", range(len(names)), format_func=names.__getitem__)
            file = tables[chosen]
        state = _state(file)
        if state is not None:
            _show_steps(file, state)


def _show_profiles() -> None:
    """Profiles that are kept, what is wrong with them, and forgetting one."""
    profiles, faults = list_profiles()
    for fault in faults:
        st.warning(escape_lines(str(fault)))
    if not profiles:
        return
    with st.expander("Gesicherte Profile"):
        for profile in profiles:
            left, right = st.columns([5, 1], vertical_alignment="center")
            columns = ", ".join(measure.label for measure in profile.mapping.measures)
            left.markdown(f"**{escape_markdown(profile.name)}**  \n{escape_markdown(columns)}")
            right.button(
                "Vergessen",
                key=f"forget_{profile.name}",
                on_click=remove_profile,
                args=(profile.name,),
                help="Nur die Zuordnung; was mit ihr gelesen wurde, bleibt.",
            )


def _open_for_unknown_format() -> None:
    """Open once for each job that ended with a file no reader knows."""
    last = next(iter(list_jobs(limit=1)), None)
    if last and last.code == UNKNOWN_FORMAT and st.session_state.get("_unbekannt") != last.id:
        st.session_state["_unbekannt"] = last.id
        st.session_state[WIDGET] = True


def _state(file: UploadedFile) -> dict[str, Any] | None:
    """What is known of this file so far: the answer of the command, and how often it proposed."""
    mark = hashlib.sha256(file.getbuffer()).hexdigest()
    state: dict[str, Any] | None = st.session_state.get(STATE)
    if state is None or state["file"] != (file.name, mark):
        answer = _ask(["look"], [], file)
        if answer is None:
            return None
        state = st.session_state[STATE] = {"file": (file.name, mark), "round": 0, "answer": answer}
    return state


def _ask(words: list[str], before: list[tuple[str, bytes]], file: UploadedFile) -> Answer | None:
    try:
        with st.spinner("Die Tabelle wird angesehen …"):
            told: Answer = json.loads(ask(words, [*before, (file.name, file.getbuffer())]))
    except (InputError, StoreError) as error:
        st.error(escape_lines(str(error)))
        return None
    return told


def _show_steps(file: UploadedFile, state: dict[str, Any]) -> None:
    answer, key = state["answer"], f"z{state['round']}"
    mapping = mapping_of(answer["mapping"])
    st.markdown("**1 · Datei**")
    layout = layout_of(mapping.layout, answer["sheets"], key)
    show_table(raw_table(answer["raw"], layout), "Erste Zeilen der Datei", height=330, sorts=False)
    if layout != mapping.layout:
        _again(file, state, replace(mapping, layout=layout), layout_only=True)
        return
    st.markdown("**2 · Verstanden**")
    if answer["profile"]:
        st.info(f"Gelesen mit dem Profil „{escape_markdown(answer['profile'])}“.")
    changed = area_and_period(mapping, answer["columns"], key)
    changed = measures_of(changed, answer["columns"], answer["choices"], key)
    changed = more_of(changed, answer["choices"], key)
    if changed != mapping:
        _again(file, state, changed, layout_only=False)
        return
    _show_understood(answer)
    _show_import(file, mapping, answer, key)


def _again(
    file: UploadedFile, state: dict[str, Any], mapping: Mapping, *, layout_only: bool
) -> None:
    """Ask the command with what was changed; a new layout brings new proposals."""
    words = ["look", *(["--layout"] if layout_only else []), "--mapping"]
    answer = _ask(words, [_mapping_file(mapping)], file)
    if answer is not None:
        state["answer"] = answer
        state["round"] += layout_only
        st.rerun()


def _show_understood(answer: Answer) -> None:
    """The first figures as they would come in, or what stands in the way."""
    if answer["error"]:
        st.warning(escape_lines(answer["error"]))
        return
    st.markdown(" · ".join(escape_markdown(line) for line in answer["summary"]))
    show_table(preview_table(answer["preview"]), "So wird die Tabelle verstanden", sorts=False)
    for finding in answer["findings"]:
        st.caption(f":material/info: {escape_markdown(finding)}")


def _show_import(file: UploadedFile, mapping: Mapping, answer: Answer, key: str) -> None:
    """Check and read in as jobs; the profile is kept by the one that reads in."""
    ready = answer["error"] is None and running_job() is None
    st.markdown("**3 · Prüfen**")
    if st.button("Zuordnung prüfen", disabled=not ready, key=f"{key}_check"):
        start(
            "Probelauf",
            ["import", "--dry-run", "--mapping"],
            _files(mapping, file),
            place="zuordnen",
        )
    st.markdown("**4 · Importieren**")
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    name = left.text_input(
        "Name des Profils",
        answer["profile"] or profile_name(file.name),
        max_chars=60,
        key=f"{key}_name",
        help="Unter diesem Namen wird die Zuordnung gesichert. Tabellen mit denselben "
        "Überschriften, auch mit anderem Jahr, werden damit künftig ohne Frage gelesen.",
    )
    ready = ready and bool(name.strip())
    if right.button(
        "Importieren", disabled=not ready, type="primary", width="stretch", key=f"{key}_import"
    ):
        words = ["import", "--profile", name.strip(), "--mapping"]
        start("Import", words, _files(mapping, file), place="zuordnen")
    st.caption("Danach „Datenstand erstellen“ wählen: Erst dann zeigen die Seiten die Zahlen.")


def _files(mapping: Mapping, file: UploadedFile) -> list[tuple[str, bytes | memoryview]]:
    return [_mapping_file(mapping), (file.name, file.getbuffer())]


def _mapping_file(mapping: Mapping) -> tuple[str, bytes]:
    return "zuordnung.json", json.dumps(as_fields(mapping)).encode()
