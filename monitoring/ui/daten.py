"""The parts of the page Daten: import, build, releases, sources, catalogue, unmatched keys."""

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.figures import counted, number
from monitoring.jobs import running_job
from monitoring.periods import spoken
from monitoring.queries import selection as asked_selection
from monitoring.queries import stock as asked
from monitoring.release.location import current_release, list_releases, use_release
from monitoring.settings import ROOT
from monitoring.ui import daten_zuordnen
from monitoring.ui.cached import answer, table
from monitoring.ui.daten_auftraege import show_earlier, show_job, start
from monitoring.ui.daten_dienste import show_services
from monitoring.ui.daten_view import (
    sources_table,
    sources_view_maker,
    unmatched_table,
    unmatched_view_maker,
)
from monitoring.ui.notes import escape_markdown
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import TABLE, show_takeaway

TEMPLATES = ROOT / "docs" / "vorlagen"
FORMATS = (
    "Grenzen (VG250, VG5000), Gemeindeverzeichnis, GENESIS-CSV, INKAR oder die eigene Tabelle. "
    "Das Format wird am Inhalt erkannt; jede andere Tabelle lässt sich zuordnen."
)
MOST_ROWS = 500
TYPES = ["xlsx", "xls", "ods", "csv", "txt", "zip", "gpkg", "geojson", "json"]


def show_import() -> None:
    """Upload files, look at what they would bring, take them over, build a release."""
    st.subheader("Dateien einlesen", anchor=False)
    st.markdown(
        "1. Dateien auswählen und **prüfen**: Sie sehen, was käme.\n"
        "2. **Einlesen**: ganz oder gar nicht.\n"
        "3. **Datenstand erstellen**: erst dann zeigen die Seiten die neuen Zahlen."
    )
    files = st.file_uploader(
        "Dateien der Ämter oder eigene Tabellen hierher ziehen",
        type=TYPES,
        accept_multiple_files=True,
        help=FORMATS,
    )
    _show_templates()
    stand = st.text_input(
        "Gebietsstand (nur wenn die Datei keinen nennt)",
        placeholder="2021-01-01",
        help="Das Datum der Gebiete, etwa 2021-01-01; oder „zeitraum“, wenn jede Zahl für die "
        "Gebiete am Ende ihres Zeitraums gilt, wie es bei Tabellen der Ämter angenommen wird. So "
        "kann Kreisblick sie über Gebietsreformen tragen.",
    )
    left, middle, right = st.columns(3)
    busy = running_job() is not None
    words = ["--gebietsstand", stand.strip()] if stand.strip() else []
    ready = bool(files) and not busy
    if left.button("Nur prüfen", disabled=not ready, width="stretch"):
        start("Probelauf", ["import", "--dry-run", *words], _contents(files))
    if middle.button("Einlesen", disabled=not ready, type="primary", width="stretch"):
        start("Import", ["import", *words], _contents(files))
    if right.button("Datenstand erstellen", disabled=busy, width="stretch"):
        start("Datenstand erstellen", ["release", "build"])
    show_job("einlesen")
    show_services(busy=busy)
    show_job("dienste")
    daten_zuordnen.show_mapping(files)
    show_job("zuordnen")
    show_earlier()


def _contents(files: Sequence[UploadedFile]) -> list[tuple[str, memoryview]]:
    return [(file.name, file.getbuffer()) for file in files]


def _show_templates() -> None:
    for column, ending in zip(st.columns(2), ("csv", "xlsx"), strict=True):
        path = TEMPLATES / f"kreisblick-tabelle.{ending}"
        column.download_button(
            f"Vorlage für eigene Zahlen ({ending.upper()})",
            path.read_bytes(),
            file_name=path.name,
            on_click="ignore",
            icon=":material/table:",
            type="tertiary",
        )


def show_releases() -> None:
    """Releases kept, and going back to one."""
    in_use = current_release()
    for release in list_releases():
        left, right = st.columns([5, 1], vertical_alignment="center")
        values = number(release["tables"]["value"])
        mark = " **– eingestellt**" if release["id"] == in_use else ""
        left.markdown(
            f"{escape_markdown(release['title'])}{mark}  \n"
            f"{escape_markdown(release['id'])} · Gebietsstand {spoken(release['gebietsstand'])} · "
            f"{values} Werte · {counted(len(release['deliveries']), 'Lieferung', 'Lieferungen')}"
        )
        if release["id"] != in_use:
            right.button(
                "Einstellen",
                key=f"use_{release['id']}",
                on_click=use_release,
                args=(release["id"],),
            )


def show_sources() -> None:
    """Sources behind the release with their licences."""
    show_table(sources_table(), "Quellen")
    show_takeaway(sources_view_maker, "quellen", part="Quellen", label=TABLE, drawn=False)


def show_catalogue() -> None:
    """Every indicator with its definition, and whether it can be computed here."""
    frame = table(asked_selection.indicators).drop_duplicates("id").set_index("id", drop=False)
    known = answer(asked.availability)
    titles = dict(zip(frame["id"], frame["title"], strict=True))
    key = st.selectbox("Indikator", list(titles), format_func=titles.__getitem__, key="katalog")
    row: Any = frame.loc[key]
    st.markdown(f"**{escape_markdown(row['question'])}**")
    facts = {
        "Definition": row["definition"],
        "Zähler": row["numerator_text"],
        "Nenner": row["denominator_text"],
        "Einheit": row["unit"],
        "Quelle der Definition": row["reference"],
        "Zu beachten": row["caution"],
        "Hier nicht berechenbar": row["reason"],
    }
    for name, text in facts.items():
        if isinstance(text, str) and text:
            st.markdown(f"{name}: {escape_markdown(text)}")
    levels: Iterable[Any] = known[known["indicator"] == key].itertuples()
    for level in levels:
        st.caption(
            f"{LEVEL_TITLES[Level(level.level)]}: {spoken(level.first)} bis {spoken(level.last)}, "
            f"{number(level.available)} Werte, {number(level.suppressed)} geheim, "
            f"{number(level.not_comparable)} nicht vergleichbar, "
            f"{number(level.missing)} ohne Angabe"
        )


def show_unmatched() -> None:
    """Figures whose key does not exist at the release's Gebietsstand."""
    frame = table(asked.unmatched)
    if frame.empty:
        st.success("Alle gelieferten Schlüssel gibt es im Gebietsstand dieses Datenstands.")
        return
    keys, rows = frame["key"].nunique(), int(frame["rows"].sum())
    st.info(
        f"{counted(keys, 'Schlüssel', 'Schlüssel')} mit {number(rows)} Zahlen gibt es im "
        "Gebietsstand dieses Datenstands nicht, meist nach einer Gebietsreform. Sie stehen in "
        "keiner Karte. Mit dem Gebietsstand der Lieferung und den Gebietsänderungen werden sie "
        "umgerechnet; Gemeinden zählen sonst nur in den Summen ihres früheren Kreises."
    )
    show_table(unmatched_table(frame.head(MOST_ROWS)), "Ohne Gebiet")
    if len(frame) > MOST_ROWS:
        st.caption(f"Gezeigt werden die ersten {MOST_ROWS} von {number(len(frame))} Einträgen.")
    show_takeaway(unmatched_view_maker, "ohne-gebiet", part="Ohne Gebiet", label=TABLE, drawn=False)
