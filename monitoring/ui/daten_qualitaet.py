"""Verfügbarkeit und Qualität: what is there, how old it is, what was found, whether sums match."""

import html
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from monitoring.areas import LEVEL_TITLES, Level
from monitoring.figures import counted, number
from monitoring.periods import spoken, today
from monitoring.queries import quality as asked
from monitoring.queries import selection as asked_selection
from monitoring.release.manifest import earlier_boundaries
from monitoring.reports.view import Table
from monitoring.ui import daten_agreement
from monitoring.ui import daten_qualitaet_view as view
from monitoring.ui.cached import OLD_RELEASE, manifest, release_holds, table, workspace
from monitoring.ui.daten_antworten import show_answers
from monitoring.ui.state import settle
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import TABLE, Prepare, show_takeaway
from monitoring.workspace.answers import answers

MOST_ROWS = 500
NO_DIFFERENCE = (
    "Wo ein Amt Verband, Kreis oder Land selbst liefert und die Gemeinden vollständig sind, "
    "stimmt die Summe mit der gelieferten Zahl überein."
)
SUMS_WORDS = (
    "Wo ein Amt auch Verband, Kreis oder Land liefert, gilt dessen Zahl. Hier steht, wie weit sie "
    "von der vollständigen Summe auf demselben Gebiet abweicht, größte Unterschiede zuerst."
)

MADE_WORDS = (
    "Grenzen vom {stand} sind nicht eingelesen: Sie sind aus denen vom {source} entlang der "
    "Gebietsänderungen zusammengefügt. Wo Gemeinden geteilt wurden, ist die neue Grenze genähert. "
    "Aufgeführt ist, wessen Fläche um mehr als 2\u00a0% von der amtlichen abweicht oder ohne "
    "amtliche Fläche nicht geprüft ist. Genauere Grenzen: VG250 oder VG5000 dieses Stands einlesen."
)


def show_quality() -> None:
    """The whole part, in the order of the questions: is it there, is it new, is it right?"""
    if not release_holds("sum_difference"):
        st.info(OLD_RELEASE)
        return
    st.subheader("Was ist da?", anchor=False)
    _show_matrix()
    st.subheader("Wie aktuell sind die Quellen?", anchor=False)
    _show_freshness()
    st.subheader("Was fiel beim Einlesen auf?", anchor=False)
    _show_findings()
    st.subheader("Stimmen gelieferte Zahlen und Summen überein?", anchor=False)
    _show_differences()
    _show_boundaries()


def _show_matrix() -> None:
    levels = [str(level) for level in LEVEL_TITLES]
    known = [each for each in levels if not table(asked.availability_matrix, level=each).empty]
    if not known:
        st.info(
            "In diesem Datenstand gibt es keinen Indikator mit Werten. Welche Lieferung fehlt, "
            "steht im Teil Katalog; danach einlesen und den Datenstand neu erstellen."
        )
        return
    settle("qualitaet_ebene", known, known[0])
    level = st.columns([1, 2])[0].selectbox(
        "Ebene",
        known,
        key="qualitaet_ebene",
        format_func=lambda name: LEVEL_TITLES[Level(name)],
    )
    items = "".join(
        f'<li class="kb-is-{state}">{html.escape(sign)} {html.escape(words)}</li>'
        for state, (sign, words) in view.STATES.items()
    )
    st.html(f'<ul class="kb-signs" aria-label="Zeichen">{items}</ul>')
    st.caption(
        "Die Zahl neben einem Zeichen zählt Gebiete; die Farbe zeigt, was überwiegt. "
        "Ein leeres Feld: Für dieses Jahr wurde nichts geliefert."
    )
    rows, tints = view.matrix(level)
    show_table(rows, f"Verfügbarkeit: {LEVEL_TITLES[Level(level)]}", sorts=False, tints=tints)
    about = table(asked_selection.indicators).drop_duplicates("id")
    lacking = int((~about["computable"]).sum())
    if lacking:
        st.caption(
            f"{counted(lacking, 'weiterer Indikator ist', 'weitere Indikatoren sind')} aus den "
            "Lieferungen nicht zu berechnen; warum, steht unter **Katalog**."
        )
    _offer(partial(view.availability_view_maker, level), "verfuegbarkeit", "Verfügbarkeit")


def _show_freshness() -> None:
    given = answers(workspace())
    rows = view.freshness_table(today(), given)
    late = len(rows.highlighted)
    if late:
        verb = "Quelle ist überfällig", "Quellen sind überfällig"
        st.markdown(f"**{counted(late, *verb)}.** Neue Zahlen müssten schon zu haben sein.")
    show_table(rows, "Aktualität der Quellen")
    _offer(partial(view.freshness_view_maker, given), "aktualitaet", "Aktualität")
    sources = table(asked.source_periods).drop_duplicates("id")
    show_answers(dict(zip(sources["id"], sources["title"], strict=True)), given)


def _show_findings() -> None:
    frame = table(asked.findings)
    if frame.empty:
        st.success("Beim Einlesen fiel nichts auf.")
        return
    deliveries = counted(frame["delivery"].nunique(), "Lieferung", "Lieferungen")
    st.caption(f"{counted(len(frame), 'Hinweis', 'Hinweise')} zu {deliveries}")
    _show_first(frame, view.findings_table, "Hinweise zu den Lieferungen")
    _offer(view.findings_view_maker, "hinweise", "Hinweise")


def _show_differences() -> None:
    frame = table(asked.sum_differences)
    if frame.empty:
        st.success(NO_DIFFERENCE)
        return
    st.caption(SUMS_WORDS)
    _show_first(frame, daten_agreement.differences_table, "Geliefert und summiert")
    _offer(daten_agreement.differences_view_maker, "summen", "Summen")


def _show_boundaries() -> None:
    """Only where boundaries of the release's Gebietsstand were made of earlier ones."""
    release = manifest()
    source = earlier_boundaries(release)
    if source is None:
        return
    st.subheader("Stimmen die Grenzen?", anchor=False)
    words = MADE_WORDS.format(source=spoken(source), stand=spoken(release["gebietsstand"]))
    st.caption(words)
    frame = table(asked.boundary_differences)
    if frame.empty:
        st.success("Ihre Flächen stimmen mit den amtlichen auf 2\u00a0% überein.")
        return
    _show_first(frame, daten_agreement.boundaries_table, "Fortgeschriebene Grenzen")
    _offer(partial(daten_agreement.boundaries_view_maker, words), "grenzen", "Grenzen")


def _show_first(frame: pd.DataFrame, make: Callable[[pd.DataFrame], Table], title: str) -> None:
    show_table(make(frame.head(MOST_ROWS)), title)
    if len(frame) > MOST_ROWS:
        st.caption(f"Gezeigt werden die ersten {MOST_ROWS} von {number(len(frame))} Einträgen.")


def _offer(prepare: Prepare, name: str, part: str) -> None:
    show_takeaway(prepare, name, part=part, label=TABLE, drawn=False)
