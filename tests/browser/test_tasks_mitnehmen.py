"""Take-away from every page: each form holds the figures that the page shows."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.looking import wait_for_app
from tests.browser.tasks import number, saved, title, visit
from tests.pages.figures import KREIS, labels, largest, latest, open_current, series, values

SHORT = f"gebiet={KREIS}&indikator=sgb2_quote"


@pytest.fixture(scope="module")
def release(sample_data_dir):
    connection = open_current(sample_data_dir)
    yield connection
    connection.close()


def on_the_map(release) -> list[float]:
    found = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"))
    names = labels(release, "gemeinde")
    return [found[key] for key in sorted(found, key=names.__getitem__) if found[key] is not None]


def over_time(release) -> list[float]:
    return list(series(release, "sgb2_quote", KREIS).values())


def between_kreise(release) -> list[float]:
    period = latest(release, "sgb2_quote", "kreis")
    return [v for v in values(release, "sgb2_quote", "kreis", period, "99").values() if v]


def in_the_profile(release) -> list[float]:
    key = largest(release, 1)[0]
    return [
        series(release, name, key)[max(series(release, name, key))]
        for name in ("altenquotient", "bevoelkerung", "steuereinnahmekraft_je_person")
    ]


VIEWS = {
    "karte": (f"/karte?{SHORT}", on_the_map),
    "zeitreihen": (f"/zeitreihen?{SHORT}&bezug={KREIS}&flaechen={KREIS}001", over_time),
    "kreisvergleich": (f"/kreisvergleich?{SHORT}", between_kreise),
    "gebietsprofil": ("/gebietsprofil?flaeche={largest}", in_the_profile),
}


def opened_folder(page: Page, name: str, folder: Path) -> dict[str, Path]:
    """Every form of the page's view."""
    page.get_by_role("button", name="Mitnehmen").click()
    words = {
        "pdf": "PDF-Seite (A4)",
        "pptx": "PowerPoint-Folie",
        "png": "Bild (PNG)",
        "svg": "Bild (SVG)",
        "german": "CSV (deutsch)",
        "international": "CSV (international)",
        "xlsx": "Tabelle (Excel)",
    }
    return {form: saved(page, text, folder) for form, text in words.items()}


def squeezed(text: str) -> str:
    """A text without what line ends do to it."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def pdf_text(path: Path) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(path).pages))


def slide_text(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        names = [n for n in parts.namelist() if re.match(r"ppt/(slides|charts)/[^/]+\.xml$", n)]
        texts = [parts.read(name).decode() for name in names]
    return squeezed("".join(re.sub(r"<[^>]+>", " ", text) for text in texts))


def table_numbers(path: Path, separator: str, *, german: bool) -> set[float]:
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=separator)
    form = r"-?[\d.]+(,\d+)?" if german else r"-?\d+(\.\d+)?"
    cells = [cell.replace("−", "-") for line in lines for cell in line]
    found = [cell for cell in cells if re.fullmatch(form, cell)]
    return {number(cell) if german else float(cell) for cell in found}


def near(value: float, found: set[float]) -> bool:
    """Whether a figure is among those of a document, exact or as printed."""
    tolerance = 0.5 + 1e-9 if value > 900 else 0.051
    return any(abs(value - other) <= tolerance for other in found)


@pytest.mark.parametrize("name", VIEWS)
def test_every_form_holds_the_figures_of_the_release(
    page: Page, release, name: str, tmp_path: Path
):
    link, ask = VIEWS[name]
    visit(page, link.format(largest=largest(release, 1)[0]))
    head = title(page)
    files, expected = opened_folder(page, name, tmp_path), ask(release)
    assert len(expected) >= 3

    for form, separator in (("german", ";"), ("international", ",")):
        found = table_numbers(files[form], separator, german=form == "german")
        assert [value for value in expected if not near(value, found)] == []
    sheets = load_workbook(files["xlsx"], data_only=True)
    cells = {
        float(cell)
        for sheet in sheets
        for line in sheet.iter_rows(values_only=True)
        for cell in line
        if isinstance(cell, int | float)
    }
    assert [value for value in expected if not near(value, cells)] == []
    for text in (pdf_text(files["pdf"]), slide_text(files["pptx"])):
        assert squeezed(head) in text
        assert "Beispieldaten" in text
        assert f"{expected[0]:.1f}".replace(".", ",") in text or f"{expected[0]:.1f}" in text
        assert "Quelle:Quelle:" not in text
    assert squeezed(f"/{name}?") in pdf_text(files["pdf"])
    assert re.search(r"gebiet=\d{5}", pdf_text(files["pdf"])), "the link opens the same view"
    picture = files["svg"].read_text(encoding="utf-8")
    assert picture.startswith(("<svg", "<?xml"))
    assert squeezed(head)[:20] in squeezed(re.sub(r"<[^>]+>", "", picture))
    assert files["png"].read_bytes().startswith(b"\x89PNG")


def test_two_views_become_one_document(page: Page, tmp_path: Path):
    visit(page, f"/karte?{SHORT}")
    heads = [title(page)]
    page.get_by_role("button", name="Mitnehmen").click()
    page.get_by_role("button", name="In die Mappe legen").click()
    wait_for_app(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Kreisvergleich").first.click()
    wait_for_app(page)
    heads.append(title(page))
    page.get_by_role("button", name="Mitnehmen").click()
    page.get_by_role("button", name="In die Mappe legen").click()
    wait_for_app(page)
    if not page.get_by_text("Mappe: 2 Ansichten").is_visible():
        page.get_by_role("button", name="Mitnehmen").click()
    document = saved(page, "Alles als PDF", tmp_path)
    text = pdf_text(document)
    assert all(squeezed(head) in text for head in heads)
    deck = slide_text(saved(page, "Alles als Folien", tmp_path))
    assert all(squeezed(head) in deck for head in heads)
    page.get_by_role("button", name="Mappe leeren").click()
    wait_for_app(page)
    assert page.get_by_text("Mappe: 2 Ansichten").count() == 0
