"""All forms in which views can be taken along.

The writers are imported when somebody first asks for one: together they weigh some 100 MB of
memory, which a process that only shows pages need not hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.reports.view import View


@dataclass(frozen=True)
class Format:
    """A form of document: what users call it, its file ending and media type."""

    title: str
    ending: str
    media_type: str
    suffix: str = ""


FORMATS = {
    "pdf": Format("PDF-Seite (A4)", "pdf", "application/pdf"),
    "pptx": Format(
        "PowerPoint-Folie",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "png": Format("Bild (PNG)", "png", "image/png"),
    "svg": Format("Bild (SVG)", "svg", "image/svg+xml"),
    "csv": Format("CSV (deutsch)", "csv", "text/csv"),
    "csv_international": Format("CSV (international)", "csv", "text/csv", "-international"),
    "xlsx": Format(
        "Tabelle (Excel)",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def write_all(views: Sequence[View], form: str, title: str) -> bytes:
    """Several views in one PDF or deck (``form`` pdf or pptx)."""
    if form == "pdf":
        from monitoring.reports.pdf import to_pdf

        return to_pdf(views, title=title)
    from monitoring.reports.pptx import to_pptx

    return to_pptx(views, title=title)


def write(view: View, form: str) -> bytes:
    """One view in one of FORMATS."""
    if form in ("pdf", "pptx"):
        return write_all([view], form, "")
    if form in ("png", "svg"):
        return _picture(view, form)
    if form == "xlsx":
        from monitoring.reports.xlsx import to_xlsx

        return to_xlsx(view)
    from monitoring.reports.csv import to_csv

    return to_csv(view, "german" if form == "csv" else "international")


def _picture(view: View, form: str) -> bytes:
    if form == "png":
        from monitoring.reports.png import to_png

        return to_png(view, "slide")
    from monitoring.reports.svg import to_svg

    return to_svg(view, "slide").encode()
