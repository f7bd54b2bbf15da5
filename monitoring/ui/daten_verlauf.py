"""The part of the page Daten with the history of deliveries: who brought what, and what counts."""

from datetime import datetime
from functools import partial

import streamlit as st

from monitoring.figures import counted, number
from monitoring.history import KnownDelivery, known_deliveries
from monitoring.jobs import running_job
from monitoring.periods import spoken, spoken_moment
from monitoring.reports.view import Column, Table, figure_cell, text_cell
from monitoring.ui.cached import manifest
from monitoring.ui.daten_auftraege import show_job, start
from monitoring.ui.daten_view import view_maker
from monitoring.ui.notes import escape_markdown
from monitoring.ui.tables import show_table
from monitoring.ui.takeaway import show_takeaway

TITLES = {"withdraw": "Lieferung zurückziehen", "restore": "Lieferung wieder gelten lassen"}
VALID, EVERY = "gültige", "alle"


def show_history() -> None:
    """All deliveries with what became of them; each can be withdrawn, and count again."""
    known = known_deliveries()
    if known is None:
        st.info(
            "Der Verlauf der Lieferungen erscheint mit dem nächsten Einlesen, oder sofort mit "
            "`python -m monitoring status`."
        )
        return
    busy = running_job() is not None
    valid = [one for one in known if one.withdrawn_at is None]
    counts = {VALID: len(valid), EVERY: len(known)}
    which = st.segmented_control(
        "Lieferungen",
        list(counts),
        default=VALID,
        format_func=lambda name: f"{name} ({number(counts[name])})",
        required=True,
        key="lieferungen",
    )
    shown = known if which == EVERY else valid
    rows = history_table(shown, frozenset(each["id"] for each in manifest()["deliveries"]))
    show_table(rows, "Lieferungen")
    if shown:
        words = "Eingelesene Dateien und was von ihnen gilt"
        prepare = partial(view_maker, f"Lieferungen: {which}", words, rows)
        show_takeaway(prepare, "lieferungen", drawn=False)
    _show_change(known, busy=busy)
    show_job("lieferungen")


def history_table(known: list[KnownDelivery], in_release: frozenset[int]) -> Table:
    """Number, file, state, source, period, day, who, rows and findings of each delivery."""
    columns = (
        Column("id", "Nr."),
        Column("file", "Datei"),
        Column("state", "Zustand"),
        Column("source", "Quelle"),
        Column("period", "Zeitraum"),
        Column("imported_at", "Eingelesen"),
        Column("imported_by", "von"),
        Column("rows", "Zeilen", "number"),
        Column("findings", "Hinweise", "number"),
    )
    cells = (
        [text_cell(str(one.id)) for one in known],
        [text_cell(one.file) for one in known],
        [text_cell(state_of(one, in_release)) for one in known],
        [text_cell(one.source) for one in known],
        [text_cell(_span(one)) for one in known],
        [text_cell(_moment(one.imported_at)) for one in known],
        [text_cell(one.imported_by) for one in known],
        [figure_cell(float(one.rows), "reported") for one in known],
        [figure_cell(float(one.findings), "reported") for one in known],
    )
    return Table(columns, tuple(zip(*cells, strict=True)))


def state_of(one: KnownDelivery, in_release: frozenset[int]) -> str:
    """``gültig``, ``ersetzt durch Nr. 8`` or ``zurückgezogen``, and what the release has of it."""
    if one.withdrawn_at is not None:
        still = ", bis zum nächsten Datenstand noch gezeigt" if one.id in in_release else ""
        return f"zurückgezogen am {_moment(one.withdrawn_at)}{still}"
    shown = in_release.issuperset({one.id, *(by for by, _ in one.holders)})
    return _held(one) + ("" if shown else ", ab dem nächsten Datenstand")


def _held(one: KnownDelivery) -> str:
    lost = sum(count for _, count in one.holders)
    if not lost:
        return "gültig"
    numbers = ", ".join(str(by) for by, _ in one.holders)
    if lost == one.figures:
        return f"ersetzt durch Nr. {numbers}"
    return f"teils ersetzt durch Nr. {numbers} ({number(lost)} von {number(one.figures)} Zahlen)"


def _moment(text: str) -> str:
    return spoken_moment(datetime.fromisoformat(text))


def _span(one: KnownDelivery) -> str:
    if one.first is None or one.last is None:
        return ""
    first, last = spoken(one.first), spoken(one.last)
    return first if first == last else f"{first} bis {last}"


def _show_change(known: list[KnownDelivery], *, busy: bool) -> None:
    """Choose one, be told what follows, and do it as a job."""
    labels = {
        one.id: f"Nr. {one.id}: {one.file}" + (" (zurückgezogen)" if one.withdrawn_at else "")
        for one in known
    }
    picked = st.selectbox(
        "Eine Lieferung zurückziehen oder wieder gelten lassen",
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder="Lieferung wählen",
        key="lieferung",
    )
    one = next((one for one in known if one.id == picked), None)
    if one is None:
        return
    command = "withdraw" if one.withdrawn_at is None else "restore"
    st.markdown(escape_markdown(consequence(one)))
    if st.button(TITLES[command], key="lieferung_aendern", disabled=busy, type="primary"):
        start(TITLES[command], [command, str(one.id)], place="lieferungen")


def consequence(one: KnownDelivery) -> str:
    """What withdrawing a delivery, or letting it count again, does."""
    figures = counted(one.figures, "Zahl", "Zahlen")
    if one.withdrawn_at is not None:
        return (
            f"Nr. {one.id} ({figures}) gilt danach wieder, auch vor früheren Lieferungen derselben "
            "Zahlen. Die Seiten zeigen sie mit dem nächsten Datenstand."
        )
    return (
        f"Die Lieferung Nr. {one.id} ({figures}) zählt danach nicht mehr; was frühere Lieferungen "
        "zu denselben Zahlen sagen, gilt wieder. Sie bleibt im Verlauf und kann wieder gelten. Die "
        "Seiten ändern sich mit dem nächsten Datenstand."
    )
