"""Jobs: starting one; its progress, a button that cancels it and its outcome where it was started;
and what earlier ones said.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import streamlit as st

from monitoring.errors import CANCELLED, StoreError
from monitoring.figures import counted
from monitoring.jobs import Job, cancel_job, list_jobs, remove_left_over, running_job, start_job
from monitoring.jobs.start import Upload
from monitoring.periods import spoken_moment
from monitoring.ui.daten_befunde import show_findings
from monitoring.ui.notes import escape_lines, escape_markdown

OUTCOMES: dict[int | None, tuple[Literal["running", "complete", "error"], str]] = {
    None: ("running", "läuft"),
    0: ("complete", "fertig"),
    CANCELLED: ("error", "abgebrochen"),
}
Place = Literal["einlesen", "dienste", "zuordnen", "raeume", "lieferungen"]
HOMES: dict[str, Place] = {
    "Abruf": "dienste",
    "Planungsräume einlesen": "raeume",
    "Planungsräume zurückziehen": "raeume",
    "Lieferung zurückziehen": "lieferungen",
    "Lieferung wieder gelten lassen": "lieferungen",
}
BUILD = "Datenstand erstellen"
STORING = {"Import", *HOMES}
KEPT = 5
TOO_LATE = "Abzubrechen war nichts mehr"
ANSWER, PLACE, BUSY, HIDDEN = "_abgebrochen", "_auftrag_von", "_busy", "_auftrag_gelesen"


def start(
    title: str, words: list[str], files: Sequence[Upload] = (), *, place: Place = "einlesen"
) -> None:
    """Start a job and show the page anew, with its progress at ``place``; say why not where
    another one runs.
    """
    try:
        start_job(title, words, files)
    except StoreError as error:
        st.error(escape_lines(str(error)))
        return
    st.session_state[PLACE] = place
    st.rerun()


def show_job(place: Place) -> None:
    """The latest job if it was started here, in a part of the page that follows it by itself."""
    busy = running_job() is not None
    st.fragment(_show_here, run_every=1.0 if busy else None)(place)


def _show_here(place: Place) -> None:
    last = next(iter(list_jobs(limit=1)), None)
    if last is None or _place_of(last) != place:
        return
    _watch(busy=last.running)
    told = st.session_state.get(ANSWER)
    if told is not None and told[0] == last.id:
        st.info(told[1])
    if last.running:
        _show_progress(last)
    elif st.session_state.get(HIDDEN) == last.id:
        return
    _show_outcome(last, expanded=last.running or PLACE in st.session_state)
    if not last.running:
        _show_next(last, place)
        show_findings(last)


def _place_of(job: Job) -> Place:
    """Where this session has started its last job; of others the home of their title."""
    place: Place = st.session_state.get(PLACE) or HOMES.get(job.title, "einlesen")
    return place


def _watch(*, busy: bool) -> None:
    """Clear up at the first look, and show the whole page anew once the job has ended."""
    was_busy = st.session_state.get(BUSY)
    st.session_state[BUSY] = busy
    if not busy and was_busy is not False:
        remove_left_over()
    if was_busy and not busy:
        st.rerun(scope="app")


def _show_next(job: Job, place: Place) -> None:
    """The way on to a release, and putting the outcome away."""
    with st.container(horizontal=True):
        stored = job.code == 0 and job.title in STORING and not _was_dry(job)
        if stored and st.button(f"Jetzt {BUILD}", key=f"{place}_bauen"):
            start(BUILD, ["release", "build"], place=place)
        if st.button("Ausblenden", key=f"{place}_ausblenden", type="tertiary"):
            st.session_state[HIDDEN] = job.id
            st.rerun()


def _was_dry(job: Job) -> bool:
    """Whether the job has only looked (``Abruf`` is the title of both)."""
    return any(line.startswith("Probelauf:") for line in job.lines)


def show_earlier() -> None:
    """What the jobs before the latest said, folded away; with the latest once it is put away."""
    jobs = list_jobs(limit=KEPT + 1)
    hidden = st.session_state.get(HIDDEN)
    earlier = [job for job in jobs if job != jobs[0] or job.id == hidden][:KEPT]
    if not earlier:
        return
    with st.expander(counted(len(earlier), "früherer Auftrag", "frühere Aufträge")):
        for job in earlier:
            when = spoken_moment(datetime.fromisoformat(job.started))
            words = OUTCOMES.get(job.code, ("error", "nicht gelungen"))[1]
            st.markdown(f"**{escape_markdown(job.title)}: {words}** · {when}")
            if job.lines:
                st.code("\n".join(job.lines[-8:]), language=None, wrap_lines=True)


def _show_progress(job: Job) -> None:
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.progress(min(job.done, 1.0), text=escape_markdown(_step(job)))
    right.button(
        "Abbrechen",
        key=f"abbrechen_{job.id}",
        on_click=_cancel,
        args=(job,),
        disabled=job.final,
        help="Alles bleibt, wie es vorher war." if not job.final else "Dafür ist es zu spät.",
        width="stretch",
    )


def _step(job: Job) -> str:
    if job.revoked:
        return "Wird abgebrochen"
    if job.final:
        return "Wird übernommen; abzubrechen ist nichts mehr"
    return job.step or "Beginnt gerade"


def _cancel(job: Job) -> None:
    now = cancel_job(job)
    if now.code == CANCELLED:
        text = f"{job.title}: abgebrochen. Es bleibt, was vorher da war."
    elif now.revoked and now.running:
        text = f"{job.title}: wird noch abgebrochen."
    elif now.running:
        text = f"{TOO_LATE}: {job.title} wird gerade übernommen."
    else:
        text = f"{TOO_LATE}: {job.title} war schon zu Ende."
    st.session_state[ANSWER] = (job.id, escape_markdown(text))


def _show_outcome(job: Job, *, expanded: bool) -> None:
    state, words = OUTCOMES.get(job.code, ("error", "nicht gelungen"))
    with st.status(f"{escape_markdown(job.title)}: {words}", state=state, expanded=expanded):
        if job.lines:
            st.code("\n".join(job.lines[-40:]), language=None, wrap_lines=True)
        else:
            st.caption("Der Auftrag beginnt gerade." if job.running else "Ohne Meldungen beendet.")
