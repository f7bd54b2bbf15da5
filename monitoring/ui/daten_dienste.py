"""Von einem Amt holen: choose a service and a table, start the job that fetches it.

The page asks no service itself; it only starts ``daten holen``, as for an uploaded file.
"""

from collections.abc import Mapping

import streamlit as st

from monitoring.addresses import Service, check_asked, load_addresses
from monitoring.errors import ServiceError
from monitoring.ui.daten_auftraege import start
from monitoring.ui.notes import escape_lines, escape_markdown

NAME_LABELS = {"genesis": "Tabelle", "wegweiser": "Auswahl", "files": "Karte"}


def show_services(*, busy: bool) -> None:
    """The folded form, and the job it starts unless one is running."""
    with st.expander("Von einem Amt holen", icon=":material/cloud_download:"):
        try:
            services = load_addresses()[1]
        except ServiceError as error:
            st.error(escape_lines(str(error)))
            return
        _form(services, busy=busy)


def _form(services: Mapping[str, Service], *, busy: bool) -> None:
    key = st.selectbox(
        "Dienst",
        list(services),
        format_func=lambda one: services[one].title,
        key="dienst",
        disabled=busy,
    )
    service = services[key]
    names, words = _asked(service)
    if service.needs_access:
        st.caption(
            "Geholt wird mit dem Zugang, den der Betreiber hinterlegt hat. Einen eigenen gibt es "
            f"kostenlos: {escape_markdown(service.register)}"
        )
    left, right = st.columns(2)
    ready = bool(names) and not busy
    if left.button("Holen und prüfen", disabled=not ready, width="stretch"):
        _start(service, names, ["--dry-run", *words])
    if right.button("Holen und einlesen", disabled=not ready, type="primary", width="stretch"):
        _start(service, names, words)


def _asked(service: Service) -> tuple[list[str], list[str]]:
    """Names that are asked for, and the switches that narrow them down."""
    label = NAME_LABELS[service.kind]
    if service.kind == "files":
        left, right = st.columns(2)
        name = left.selectbox(label, list(service.files), key=f"dienst_name_{service.id}")
        return [name], _years(right, {"--year": "Jahr"}, required="2024")
    names = st.text_input(
        f"{label} (mehrere durch Leerzeichen getrennt)",
        placeholder=service.example,
        key=f"dienst_name_{service.id}",
    ).split()
    if service.kind != "genesis":
        return names, []
    return names, _years(st.container(horizontal=True), {"--from": "von Jahr", "--to": "bis Jahr"})


def _years(
    place: st.delta_generator.DeltaGenerator, labels: Mapping[str, str], required: str = ""
) -> list[str]:
    words = []
    for switch, label in labels.items():
        given = place.number_input(
            label,
            min_value=1900,
            max_value=2100,
            value=int(required) if required else None,
            step=1,
            format="%d",
            key=f"dienst{switch}",
        )
        words += [] if given is None else [switch, str(given)]
    return words


def _start(service: Service, names: list[str], words: list[str]) -> None:
    """Names are checked first: none may be taken for a switch of the command."""
    try:
        for name in names:
            check_asked(service, name)
    except ServiceError as error:
        st.error(escape_lines(str(error)))
        return
    start("Abruf", ["daten", "holen", *words, service.id, *names], place="dienste")
