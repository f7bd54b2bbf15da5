"""All forms in which views can be taken along.

The writers are imported when somebody first asks for one: together they weigh some 100 MB of
memory, which a process that only shows pages need not hold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from monitoring.reports.view import View

Writer = Callable[..., bytes | str]


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

# Module below monitoring.reports, its function, and what it is told beside the view.
WRITERS: dict[str, tuple[str, str, dict[str, str]]] = {
    "pdf": ("pdf", "to_pdf", {}),
    "pptx": ("pptx", "to_pptx", {}),
    "png": ("png", "to_png", {"sheet": "slide"}),
    "svg": ("svg", "to_svg", {"sheet": "slide"}),
    "csv": ("csv", "to_csv", {"numbers": "german"}),
    "csv_international": ("csv", "to_csv", {"numbers": "international"}),
    "xlsx": ("xlsx", "to_xlsx", {}),
}
FOR_SEVERAL = ("pdf", "pptx")


def write_all(views: Sequence[View], form: str, title: str) -> bytes:
    """Several views in one PDF or deck (``form`` is one of FOR_SEVERAL)."""
    return _written(views, form, title=title)


def write(view: View, form: str) -> bytes:
    """One view in one of FORMATS."""
    return write_all([view], form, "") if form in FOR_SEVERAL else _written(view, form)


def _written(what: View | Sequence[View], form: str, **words: str) -> bytes:
    module, name, options = WRITERS[form]
    writer: Writer = getattr(import_module(f"monitoring.reports.{module}"), name)
    document = writer(what, **options, **words)
    return document.encode() if isinstance(document, str) else document
