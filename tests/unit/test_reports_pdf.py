"""PDF pages: the figures read back, hostile texts stay texts, the document is accessible."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from monitoring.reports.fonts import width
from monitoring.reports.pdf import MOST_ROWS, ROOM_PT, to_pdf
from monitoring.reports.view import Column, Table, figure_cell, text_cell
from tests.unit.test_reports_view import HOSTILE, chart, circle_drawing, map_drawing, view


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    text = "\n".join(page.extract_text() for page in read(data).pages)
    return " ".join(text.replace("\u00ad", "").split())


def test_a_page_says_everything_about_its_view(tmp_path):
    text = words(to_pdf([view(map_drawing(tmp_path), sample=True)]))
    for part in (
        "Altenquotient im Landkreis Sömmerda, 31.12.2019",
        "je 100 Personen · 31.12.2019 · Gemeinden",
        "20,0 bis unter 30,0",
        "38,2",
        "Thüringen 41,0",
        "Sagt nichts über Pflegebedarf.",
        "Quelle: Thüringer Landesamt für Statistik; dl-de/by-2-0",
        "© GeoBasis-DE / BKG 2021 (Daten verändert)",
        "Datenstand: 15.01.2025",
        "http://localhost:8501/karte?a=1&b=2",
        "Beispieldaten – frei erfunden",
        "Seite 1 von",
    ):
        assert part in text


def test_the_table_holds_the_figures_and_the_marks():
    text = words(to_pdf([view()]))
    assert "Sömmerda 1.234,6 Kölleda • Weißensee – Buttstädt 0,0 Straußfurt −7,3 p" in text
    assert "• geheim zu halten · – keine Angabe geliefert · p vorläufig" in text


def test_circles_have_a_legend(tmp_path):
    text = words(to_pdf([view(circle_drawing(tmp_path))]))
    assert "Personen: Fläche des Symbols entspricht der Zahl 20.000 5.000 geheim zu halten" in text


def test_the_address_of_the_view_can_be_followed_and_read_off_the_paper():
    link = "https://example.org/kreisblick/karte?" + "&".join(f"wort{i}=wert{i}" for i in range(40))
    page = read(to_pdf([view(link=link)])).pages[0]
    links = [note.get_object().get("/A", {}).get("/URI") for note in page["/Annots"]]
    assert set(links) == {link}
    text = page.extract_text()
    assert link in "".join(text.split())
    lines = [line for line in text.splitlines() if "wert" in line]
    assert len(lines) > 1
    assert all(width(line, 8.5) <= ROOM_PT for line in lines), "none leaves the page"


@pytest.mark.parametrize("reason", ["Kita-Plätze je 100 Kinder niedrig (+1,2), " * 4, "hoch"])
def test_heads_of_a_full_table_keep_their_words_whole(reason):
    columns = (
        Column("rank", "Rang", "number"),
        Column("label", "Gemeinde"),
        Column("index", "Index", "number", 2),
        Column("reasons", "Gründe"),
        Column("state", "Hinweis"),
    )
    cells = (text_cell("Auental an der Aue"), figure_cell(2.27, "reported"), text_cell(reason))
    row = (figure_cell(1.0, "reported"), *cells, text_cell(reason))
    text = read(to_pdf([view(table=Table(columns, (row,) * 3))])).pages[0].extract_text()
    for head in ("Rang", "Gemeinde", "Index", "Gründe", "Hinweis"):
        assert head in text


def test_a_long_table_repeats_its_header_and_says_what_is_missing():
    rows = tuple(
        (text_cell(f"Gemeinde {i}"), figure_cell(float(i), "reported"))
        for i in range(MOST_ROWS + 7)
    )
    columns = (Column("n", "Gemeinde"), Column("v", "Altenquotient", "number", 1, "je 100"))
    data = to_pdf([view(table=Table(columns, rows))])
    pages = [page.extract_text() for page in read(data).pages]
    assert all("Altenquotient" in page for page in pages)
    text = words(data)
    assert f"Gemeinde {MOST_ROWS - 1} {MOST_ROWS - 1},0" in text
    assert f"Gemeinde {MOST_ROWS} " not in text
    assert "7 weitere Zeilen stehen im Tabellenexport" in text


def test_sample_data_is_marked_on_every_page_and_real_data_on_none():
    rows = tuple((text_cell("a"), figure_cell(1.0, "reported")) for _ in range(120))
    long = view(table=Table((Column("n", "N"), Column("v", "V", "number")), rows))
    pages = read(to_pdf([replace(long, sample=True)])).pages
    assert len(pages) > 1
    assert all("Beispieldaten – frei erfunden" in page.extract_text() for page in pages)
    assert "Beispieldaten" not in words(to_pdf([long]))


def test_several_views_make_one_document_with_contents_and_outline(tmp_path):
    views = [
        view(map_drawing(tmp_path), title="Erste Ansicht"),
        view(chart("line"), title="Zweite Ansicht"),
        view((map_drawing(tmp_path), map_drawing(tmp_path)), title="Dritte Ansicht"),
    ]
    reader = read(to_pdf(views, title="Für den Kreistag"))
    assert reader.metadata.title == "Für den Kreistag"
    assert len(reader.pages) == 4
    assert "Inhalt" in reader.pages[0].extract_text()
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)][-3:] == [
        "Erste Ansicht",
        "Zweite Ansicht",
        "Dritte Ansicht",
    ]


@pytest.mark.parametrize("kind", ["line", "dot", "pyramid"])
def test_every_kind_of_chart_has_a_page(kind):
    assert "geheim zu halten" in words(to_pdf([view(chart(kind))]))


def test_the_document_is_tagged_german_and_describes_its_drawings(tmp_path):
    reader = read(to_pdf([view(map_drawing(tmp_path))]))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "de-DE"
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert any("Karte mit den Klassen" in text for text in alt_texts(root["/StructTreeRoot"]))


def alt_texts(node: object) -> list[str]:
    """All alternative texts of a structure tree."""
    found: list[str] = []
    todo = [node]
    while todo:
        one = todo.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            todo.extend(one)
        elif isinstance(one, dict):
            found += [str(one["/Alt"])] if "/Alt" in one else []
            todo.append(one.get("/K"))
    return found


def test_the_same_view_gives_the_same_bytes(tmp_path):
    one = view(map_drawing(tmp_path))
    assert to_pdf([one]) == to_pdf([one])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_stay_texts(tmp_path, hostile):
    rows = ((text_cell(hostile), figure_cell(1.5, "reported")),)
    bad = view(
        replace(map_drawing(tmp_path), legend_title=hostile, title=hostile),
        title=hostile,
        subtitle=hostile,
        source=hostile,
        notes=(hostile,),
        link=hostile,
        table=Table((Column("n", hostile), Column("v", "Wert", "number", 1)), rows),
    )
    data = to_pdf([bad, bad], title=hostile)
    shown = hostile.replace("\u0001", "\ufffd").replace("😀", "\ufffd").replace("漢", "\ufffd")
    compact = words(data).replace(" ", "").replace("-", "")
    assert shown[:30].replace(" ", "").replace("-", "") in compact
    links = [note for page in read(data).pages for note in page.get("/Annots", [])]
    targets = [note.get_object().get("/A", {}) for note in links]
    assert not any("/URI" in target for target in targets)


def test_a_document_needs_a_view():
    with pytest.raises(ValueError, match="at least one view"):
        to_pdf([])
