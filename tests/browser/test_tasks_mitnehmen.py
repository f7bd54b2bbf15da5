"""Take-away from every page: each form holds the figures that the page shows."""

import csv
import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page
from pypdf import PdfReader
from scipy import stats

from tests.browser.looking import wait_for_app
from tests.browser.tasks import number, saved, title, visit
from tests.pages.figures import (
    KREIS,
    described,
    german,
    labels,
    largest,
    latest,
    rows,
    series,
    values,
)

SHORT = f"gebiet={KREIS}&indikator=sgb2_quote"


Figures = list[tuple[float, int]]


def on_the_map(release) -> Figures:
    found = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"))
    names = labels(release, "gemeinde")
    ordered = sorted(found, key=names.__getitem__)
    return [(found[key], 1) for key in ordered if found[key] is not None]


def over_time(release) -> Figures:
    return [(value, 1) for value in series(release, "sgb2_quote", KREIS).values()]


def between_kreise(release) -> Figures:
    period = latest(release, "sgb2_quote", "kreis")
    found = values(release, "sgb2_quote", "kreis", period, "99")
    return [(value, 1) for value in found.values() if value is not None]


def of_an_area(release, key: str) -> Figures:
    found = []
    for name in ("altenquotient", "bevoelkerung", "steuereinnahmekraft_je_person"):
        course = series(release, name, key)
        found.append((course[max(course)], described(release, name)["decimals"]))
    return found


def in_the_profile(release) -> Figures:
    return of_an_area(release, largest(release, 1)[0])


def at_a_glance(release) -> Figures:
    return of_an_area(release, KREIS)


def by_need(release) -> Figures:
    """z-scores of one indicator over the Gemeinden of 300 inhabitants and more."""
    found = values(release, "sgb2_quote", "gemeinde", latest(release, "sgb2_quote"))
    people = {
        row["ags"]: row["population"]
        for row in rows(release, "SELECT * FROM area WHERE level = 'gemeinde'")
    }
    large = [v for key, v in found.items() if v is not None and people[key] >= 300]
    return [(float(score), 2) for score in sorted(stats.zscore(large, ddof=0), reverse=True)]


def of_the_deliveries(release) -> Figures:
    return [(row["rows"], 0) for row in rows(release, "FROM delivery ORDER BY id DESC")]


VIEWS = {
    "start": (f"/?gebiet={KREIS}", at_a_glance),
    "karte": (f"/karte?{SHORT}", on_the_map),
    "zeitreihen": (f"/zeitreihen?{SHORT}&bezug={KREIS}&flaechen={KREIS}001", over_time),
    "kreisvergleich": (f"/kreisvergleich?{SHORT}", between_kreise),
    "gebietsprofil": ("/gebietsprofil?flaeche={largest}", in_the_profile),
    "bedarfsanalyse": (f"/bedarfsanalyse?gebiet={KREIS}&auswahl=sgb2_quote", by_need),
    "daten": ("/daten", of_the_deliveries),
}


DRAWN = {"png": "Bild (PNG)", "svg": "Bild (SVG)"}


def opened_folder(page: Page, name: str, folder: Path) -> dict[str, Path]:
    """Every form of the page's view; a page without drawing has no pictures."""
    if name == "daten":
        page.get_by_role("tab", name="Lieferungen").click()
    page.get_by_role("button", name="Mitnehmen").click()
    words = {
        "pdf": "PDF-Seite (A4)",
        "pptx": "PowerPoint-Folie",
        "german": "CSV (deutsch)",
        "international": "CSV (international)",
        "xlsx": "Tabelle (Excel)",
    }
    if name not in ("start", "daten"):
        words |= DRAWN
    files = {form: saved(page, text, folder) for form, text in words.items()}
    offered = page.get_by_role("dialog").get_by_role("button").all_inner_texts()
    assert {each for each in offered if each} == {*words.values(), "In die Mappe legen"}
    return files


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


def pdf_links(path: Path) -> set[str]:
    notes = [
        note.get_object() for page in PdfReader(path).pages for note in page.get("/Annots", [])
    ]
    return {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})}


def slide_links(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.startswith("ppt/slides/_rels/")]
        texts = [parts.read(name).decode() for name in names]
    return {
        html.unescape(link) for text in texts for link in re.findall(r'Target="(http[^"]+)"', text)
    }


def table_numbers(path: Path, separator: str, *, decimal_comma: bool) -> set[float]:
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=separator)
    form = r"-?[\d.]+(,\d+)?" if decimal_comma else r"-?\d+(\.\d+)?"
    cells = [cell.replace("−", "-") for line in lines for cell in line]
    found = [cell for cell in cells if re.fullmatch(form, cell)]
    return {number(cell) if decimal_comma else float(cell) for cell in found}


def lost(expected: Figures, found: set[float]) -> list[str]:
    """Figures that a document lacks, as they are printed."""
    printed = {
        places: {german(value, places) for value in found} for places in {d for _, d in expected}
    }
    return [german(v, d) for v, d in expected if german(v, d) not in printed[d]]


@pytest.mark.parametrize("name", VIEWS)
def test_every_form_holds_the_figures_of_the_release(
    page: Page, release, name: str, tmp_path: Path
):
    link, ask = VIEWS[name]
    visit(page, link.format(largest=largest(release, 1)[0]))
    head = "Landkreis Auental auf einen Blick" if name == "start" else title(page)
    files, expected = opened_folder(page, name, tmp_path), ask(release)
    assert len(expected) >= 3

    for form, separator in (("german", ";"), ("international", ",")):
        found = table_numbers(files[form], separator, decimal_comma=form == "german")
        assert lost(expected, found) == []
    sheets = load_workbook(files["xlsx"], data_only=True)
    cells = {
        float(cell)
        for sheet in sheets
        for line in sheet.iter_rows(values_only=True)
        for cell in line
        if isinstance(cell, int | float)
    }
    assert lost(expected, cells) == []
    for text in (pdf_text(files["pdf"]), slide_text(files["pptx"])):
        assert squeezed(head) in text
        assert "Beispieldaten" in text
        assert squeezed(german(*expected[0])) in text.replace("+", "")
        assert "Quelle:Quelle:" not in text
    if "svg" in files:
        picture = files["svg"].read_text(encoding="utf-8")
        assert picture.startswith(("<svg", "<?xml"))
        assert squeezed(head)[:20] in squeezed(re.sub(r"<[^>]+>", "", picture))
        assert files["png"].read_bytes().startswith(b"\x89PNG")
    addresses = pdf_links(files["pdf"]) | slide_links(files["pptx"])
    assert len(addresses) == 1
    address = addresses.pop()
    assert name == "daten" or re.search(r"[?&](gebiet|flaeche)=\d{5}", address)
    before = page.locator("h1").inner_text()
    visit(page.context.new_page(), address)
    assert page.context.pages[-1].locator("h1").inner_text() == before


def test_a_count_is_taken_along_as_the_circles_of_the_page(page: Page, release, tmp_path: Path):
    visit(page, f"/karte?gebiet={KREIS}&indikator=bevoelkerung&ebene=gemeinde")
    page.get_by_role("button", name="Mitnehmen").click()
    picture = saved(page, "Bild (SVG)", tmp_path).read_text(encoding="utf-8")
    found = values(release, "bevoelkerung", "gemeinde", latest(release, "bevoelkerung"))
    top = max(value for value in found.values() if value is not None)
    radii = [float(r) for r in re.findall(r'<circle[^>]* r="([\d.]+)"', picture)]
    expected = [radii[0] * (value / top) ** 0.5 for value in found.values() if value]
    assert radii[: len(expected)] == pytest.approx(sorted(expected, reverse=True), abs=0.02)
    assert len(radii) == len(expected) + 3
    texts = " ".join(re.sub(r"<[^>]+>", " ", picture).split())
    assert "Personen: Fläche des Symbols entspricht der Zahl" in texts


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
    assert page.get_by_text("Die Mappe besteht, solange dieses Fenster offen ist.").is_visible()
    document = saved(page, "Alles als PDF", tmp_path)
    text = pdf_text(document)
    assert all(squeezed(head) in text for head in heads)
    deck = slide_text(saved(page, "Alles als Folien", tmp_path))
    assert all(squeezed(head) in deck for head in heads)
    page.get_by_role("button", name="Mappe leeren").click()
    wait_for_app(page)
    assert page.get_by_text("Mappe: 2 Ansichten").count() == 0
