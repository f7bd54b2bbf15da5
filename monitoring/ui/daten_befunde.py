"""What a check of files found: what would come in, the findings, and a workbook of them."""

from typing import Any

import streamlit as st

from monitoring.figures import counted
from monitoring.jobs import Job, findings_folder, findings_of
from monitoring.reports.view import Column, Table, figure_cell, text_cell
from monitoring.ui.notes import escape_markdown
from monitoring.ui.tables import show_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMES = (
    Column("base", "Was"),
    Column("level", "Ebene"),
    Column("periods", "Zeitraum"),
    Column("areas", "Gebiete", "number"),
    Column("rows", "Zeilen", "number"),
)
FOUND = (
    Column("kind", "Art"),
    Column("place", "Stelle"),
    Column("count", "Anzahl", "number"),
    Column("message", "Befund"),
    Column("proposal", "Vorschlag"),
)


def show_findings(job: Job) -> None:
    """The report of a job that has ended, where it has checked files."""
    for file in findings_of(job):
        with st.container(border=True):
            _show_file(job, file)


def _show_file(job: Job, file: dict[str, Any]) -> None:
    st.markdown(f"**{escape_markdown(file['file'])}** · {escape_markdown(file['format'])}")
    st.caption("Was die Datei bringt")
    show_table(_table(COMES, file["brings"]), f"Inhalt von {file['file']}", height=220)
    findings = file["findings"]
    if not findings:
        st.success("Keine Befunde.")
        return
    st.caption(counted(len(findings), "Befund", "Befunde"))
    show_table(_table(FOUND, findings), f"Befunde in {file['file']}", height=360)
    path = findings_folder(job) / file["workbook"]
    if path.exists():
        st.download_button(
            "Befunde als XLSX, Zellen markiert",
            path.read_bytes,
            file_name=f"befunde-{file['file'].rpartition('.')[0] or file['file']}.xlsx",
            mime=XLSX,
            key=f"befunde_{path}",
            on_click="ignore",
            icon=":material/table:",
        )


def _table(columns: tuple[Column, ...], rows: list[list[Any]]) -> Table:
    cells = (
        tuple(
            figure_cell(float(value), "reported") if column.kind == "number" else text_cell(value)
            for column, value in zip(columns, row, strict=True)
        )
        for row in rows
    )
    return Table(columns, tuple(cells))
