"""Jobs: starting one, its progress and a button that cancels it, and the outcome of the last."""

from collections.abc import Collection, Sequence
from typing import Literal

import streamlit as st

from monitoring.errors import CANCELLED, StoreError
from monitoring.jobs import Job, cancel_job, list_jobs, remove_left_over, start_job
from monitoring.jobs.start import Upload
from monitoring.ui.notes import escape_lines, escape_markdown

OUTCOMES: dict[int | None, tuple[Literal["running", "complete", "error"], str]] = {
    None: ("running", "läuft"),
    0: ("complete", "fertig"),
    CANCELLED: ("error", "abgebrochen"),
}
TOO_LATE = "Abzubrechen war nichts mehr"
ANSWER = "_abgebrochen"


def start(title: str, words: list[str], files: Sequence[Upload] = ()) -> None:
    """Start a job and show the page anew; say why not where another one runs."""
    try:
        start_job(title, words, files)
    except StoreError as error:
        st.error(escape_lines(str(error)))
        return
    st.rerun()


def show_outcome_of(titles: Collection[str], *, busy: bool, key: str) -> None:
    """What came of a job of these titles, as long as nothing else was started since; and the
    way on to a release.
    """
    last = next(iter(list_jobs(limit=1)), None)
    if last is None or last.running or last.title not in titles:
        return
    show = st.success if last.code == 0 else st.error
    show(escape_lines("\n".join(last.lines[-8:]) or last.title))
    if last.code == 0 and st.button("Jetzt Datenstand erstellen", disabled=busy, key=key):
        start("Datenstand erstellen", ["release", "build"])


def show_jobs_alone(*, busy: bool) -> None:
    """The jobs in a part of the page that follows a running one by itself."""
    st.fragment(show_jobs, run_every=1.0 if busy else None)()


def show_jobs() -> None:
    """Progress of the running job and the outcome of the last ones."""
    jobs = list_jobs(limit=5)
    was_busy = st.session_state.get("_busy")
    busy = st.session_state["_busy"] = any(job.running for job in jobs)
    if not busy and was_busy is not False:  # the first look, or a job has just ended
        remove_left_over()
    if was_busy and not busy:
        st.rerun(scope="app")
    told = st.session_state.get(ANSWER)
    if told is not None and jobs and told[0] == jobs[0].id:
        st.info(told[1])
    for position, job in enumerate(jobs):
        if job.running:
            _show_progress(job)
        _show_job(job, expanded=position == 0)


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


def _show_job(job: Job, *, expanded: bool) -> None:
    state, words = OUTCOMES.get(job.code, ("error", "nicht gelungen"))
    with st.status(f"{job.title}: {words}", state=state, expanded=expanded):
        if job.lines:
            st.code("\n".join(job.lines[-40:]), language=None, wrap_lines=True)
        else:
            st.caption("Der Auftrag beginnt gerade." if job.running else "Ohne Meldungen beendet.")
