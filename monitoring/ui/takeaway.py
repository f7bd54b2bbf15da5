"""Take a view along: PDF, slide, table, picture, link; several views in one folder (Mappe)."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from monitoring.analysis.sentences import counted
from monitoring.reports.csv import to_csv
from monitoring.reports.pdf import to_pdf
from monitoring.reports.png import to_png
from monitoring.reports.pptx import to_pptx
from monitoring.reports.svg import to_svg
from monitoring.reports.view import View
from monitoring.reports.xlsx import to_xlsx

FOLDER = "_mappe"
PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Maker = Callable[[], View]


def show_takeaway(make: Maker, name: str) -> None:
    """Offer the view that ``make`` builds; it is built only when somebody asks for it.

    ``make`` runs outside the page's run: it must not use Streamlit's state. ``name`` is the
    beginning of the file names.
    """
    with st.popover("Mitnehmen", icon=":material/download:"):
        left, right = st.columns(2)
        files = (
            (left, "PDF-Seite (A4)", "pdf", "application/pdf", lambda v: to_pdf([v])),
            (right, "PowerPoint-Folie", "pptx", PPTX_TYPE, lambda v: to_pptx([v])),
            (left, "Bild (PNG)", "png", "image/png", lambda v: to_png(v, "slide")),
            (right, "Bild (SVG)", "svg", "image/svg+xml", lambda v: to_svg(v, "slide").encode()),
            (left, "Tabelle (Excel)", "xlsx", XLSX_TYPE, to_xlsx),
            (left, "CSV (deutsch)", "csv", "text/csv", lambda v: to_csv(v, "german")),
            (right, "CSV (international)", "csv", "text/csv", lambda v: to_csv(v, "international")),
        )
        for number, (column, label, ending, kind, write) in enumerate(files):
            suffix = "-international" if "international" in label else ""
            column.download_button(
                label,
                partial(_written, make, write),
                file_name=f"{name}{suffix}.{ending}",
                mime=kind,
                key=f"save_{number}",
                on_click="ignore",
                width="stretch",
            )
        right.button("In die Mappe legen", on_click=_collect, args=(make,), width="stretch")
        _show_folder()


def _written(make: Maker, write: Callable[[View], bytes]) -> bytes:
    return write(make())


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
    left, middle, right = st.columns(3)
    kept = tuple(views)
    title = "Kreisblick – Mappe"
    left.download_button(
        "Alles als PDF",
        lambda: to_pdf(list(kept), title=title),
        file_name="kreisblick-mappe.pdf",
        mime="application/pdf",
        on_click="ignore",
    )
    middle.download_button(
        "Alles als Folien",
        lambda: to_pptx(list(kept), title=title),
        file_name="kreisblick-mappe.pptx",
        mime=PPTX_TYPE,
        on_click="ignore",
    )
    right.button("Mappe leeren", on_click=_empty)


def _empty() -> None:
    st.session_state[FOLDER] = []
