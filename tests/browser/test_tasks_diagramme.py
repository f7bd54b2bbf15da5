"""A single chart or table taken along: the dialog beside it, and what comes out of it."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.looking import axe_findings, overflow, wait_for_app
from tests.browser.tasks import focused, saved, visit
from tests.browser.test_tasks_mitnehmen import squeezed, table_numbers
from tests.pages.figures import KREIS, LAND, german, largest, latest, values

RATE = "altenquotient"
SPREAD = f"/kreisvergleich?gebiet={KREIS}&indikator={RATE}"
CHART = "Diagramm speichern: Spannweite"
TIME = f"/zeitreihen?gebiet={KREIS}&indikator={RATE}"
CHARTS = (
    (SPREAD, "Kreise"),
    (SPREAD, "Spannweite"),
    (SPREAD, "Indikatoren"),
    (TIME, "Verlauf"),
    (TIME, "alle Gemeinden"),
    ("/gebietsprofil?flaeche={largest}", "Altersaufbau"),
    ("/gebietsprofil?flaeche={largest}", "Entwicklung"),
    (f"/bedarfsanalyse?gebiet={KREIS}", "Beiträge"),
    (f"/bedarfsanalyse?gebiet={KREIS}", "Streudiagramm"),
    (f"/karte?gebiet={KREIS}&indikator={RATE}&ebene=gemeinde&flaeche={{largest}}", "Verlauf"),
)


def ask(page: Page, words: str) -> None:
    """Open the dialog of a page, a chart or a table."""
    page.get_by_role("button", name=words).click()
    dialog = page.get_by_role("dialog", name=words)
    expect(dialog).to_contain_text("PDF-Seite (A4)")
    wait_for_app(page)


@pytest.mark.parametrize(("link", "name"), CHARTS)
def test_a_chart_is_saved_with_title_source_and_its_figures(
    page: Page, release, link: str, name: str, tmp_path: Path
):
    visit(page, link.format(largest=largest(release, 1)[0]))
    ask(page, f"Diagramm speichern: {name}")
    picture = saved(page, "Bild (SVG)", tmp_path).read_text(encoding="utf-8")
    words = " ".join(" ".join(ET.fromstring(picture).itertext()).split())
    for part in ("Quelle: ", "Datenstand: ", "Diese Ansicht: http", "Beispieldaten"):
        assert part in words
    assert saved(page, "Bild (PNG)", tmp_path).read_bytes().startswith(b"\x89PNG")
    found = {
        form: table_numbers(saved(page, form, tmp_path), separator, decimal_comma=german_form)
        for form, separator, german_form in (
            ("CSV (deutsch)", ";", True),
            ("CSV (international)", ",", False),
        )
    }
    assert found["CSV (international)"] <= found["CSV (deutsch)"]
    assert len(found["CSV (international)"]) > 5


def test_every_form_of_the_spread_holds_its_figures(page: Page, release, tmp_path: Path):
    visit(page, SPREAD)
    ask(page, CHART)
    known = values(release, RATE, "gemeinde", latest(release, RATE), LAND).values()
    printed = {german(value, 1) for value in known if value is not None}
    found = table_numbers(saved(page, "CSV (deutsch)", tmp_path), ";", decimal_comma=True)
    assert printed <= {german(value, 1) for value in found}
    pages = PdfReader(saved(page, "PDF-Seite (A4)", tmp_path)).pages
    text = "".join(each.extract_text() for each in pages)
    assert all(value in text for value in printed)
    assert squeezed("Spannweite der Gemeinden in jedem Kreis") in squeezed(text)


def test_the_distance_of_a_gemeinde_is_saved_as_a_table(page: Page, release, tmp_path: Path):
    link = f"/bedarfsanalyse?gebiet={KREIS}&auswahl=sgb2_quote~{RATE}"
    visit(page, f"{link}&flaeche={largest(release, 1)[0]}")
    ask(page, "Tabelle speichern")
    assert page.get_by_role("button", name="Bild (PNG)").count() == 0
    period = latest(release, "sgb2_quote")
    own = values(release, "sgb2_quote", "gemeinde", period)[largest(release, 1)[0]]
    kreis = values(release, "sgb2_quote", "kreis", period)[KREIS]
    found = table_numbers(saved(page, "CSV (deutsch)", tmp_path), ";", decimal_comma=True)
    assert {german(own, 1), german(kreis, 1)} <= {german(value, 1) for value in found}


def test_the_keyboard_opens_the_dialog_saves_and_leads_back(page: Page, tmp_path: Path):
    visit(page, SPREAD)
    page.get_by_role("button", name=CHART).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("CSV (deutsch)")
    page.get_by_role("button", name="CSV (deutsch)").focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".csv")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert CHART in focused(page)["words"]


def test_a_chart_goes_into_the_folder_with_the_page(page: Page, tmp_path: Path):
    visit(page, SPREAD)
    for words in (CHART, "Mitnehmen"):
        ask(page, words)
        page.get_by_role("button", name="In die Mappe legen").click()
        expect(page.get_by_role("dialog")).to_contain_text("Mappe:")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    ask(page, "Mitnehmen")
    expect(page.get_by_role("dialog")).to_contain_text("Mappe: 2 Ansichten")
    pages = PdfReader(saved(page, "Alles als PDF", tmp_path)).pages
    text = squeezed("".join(each.extract_text() for each in pages))
    assert squeezed("Spannweite der Gemeinden in jedem Kreis") in text


@pytest.mark.parametrize(("size", "theme"), [("mobile", "light"), ("desktop", "dark")])
def test_the_dialog_fits_and_has_no_barriers(new_page, size: str, theme: str):
    page = new_page(size, theme=theme)
    visit(page, SPREAD)
    ask(page, CHART)
    box = page.get_by_role("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    assert overflow(page) <= 0
    assert axe_findings(page) == []
    assert page.get_by_role("dialog").get_by_label("Schließen").is_visible()
