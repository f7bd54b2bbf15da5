"""Slides: native charts hold the view's numbers, maps are editable shapes, texts stay texts."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from monitoring.reports import pptx_map
from monitoring.reports.pptx import to_pptx
from tests.unit.test_reports_view import HOSTILE, chart, circle_drawing, map_drawing, view


def slides_of(data: bytes) -> list:
    return list(Presentation(io.BytesIO(data)).slides)


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def chart_of(data: bytes):
    return next(s.chart for s in slides_of(data)[0].shapes if s.has_chart)


def workbook(data: bytes) -> list[list]:
    blob = chart_of(data).part.chart_workbook.xlsx_part.blob
    return CalamineWorkbook.from_filelike(io.BytesIO(blob)).get_sheet_by_index(0).to_python()


def test_a_line_chart_is_editable_with_exactly_the_figures_of_the_view():
    data = to_pptx([view(chart("line"))])
    assert workbook(data) == [
        ["", "Frauen", "Männer", "Land 40,0"],
        ["Sömmerda", 41.25, 33.125, 40.0],
        ["Gotha", "", 36.5, 40.0],
        ["Greiz", 38.5, 12.75, 40.0],
    ]
    plotted = chart_of(data).plots[0].series
    assert list(plotted[0].values) == [41.25, None, 38.5]
    assert list(plotted[1].values) == [33.125, 36.5, 12.75]


def test_lines_keep_the_distance_of_their_periods():
    even, uneven = (
        replace(chart("line"), places=places)
        for places in ((2013.0, 2014.0, 2015.0), (2013.0, 2019.0, 2021.5))
    )
    assert not chart_of(to_pptx([view(even)]))._chartSpace.xpath("//c:dateAx")
    data = to_pptx([view(uneven)])
    assert chart_of(data)._chartSpace.xpath("//c:dateAx/c:majorTimeUnit/@val") == ["years"]
    assert [row[0] for row in workbook(data)[1:]] == [
        date(2013, 1, 1), date(2019, 1, 1), date(2021, 7, 1),
    ]  # fmt: skip


def test_a_pyramid_stores_the_left_side_mirrored():
    rows = workbook(to_pptx([view(chart("pyramid"))]))
    assert rows[1:] == [
        ["Sömmerda", -41.25, 33.125],
        ["Gotha", "", 36.5],
        ["Greiz", -38.5, 12.75],
    ]


def test_an_estimated_bar_of_a_pyramid_is_an_outline():
    drawn = chart("pyramid")
    left, right = drawn.series
    marked = replace(drawn, series=(replace(left, hollow=frozenset({2})), right))
    deck = to_pptx([view(marked)])
    first, second = chart_of(deck).plots[0].series
    assert [p.xpath("string(c:idx/@val)") for p in first._element.xpath("c:dPt")] == ["2"]
    assert not second._element.xpath("c:dPt")
    assert "□ vorläufig oder geschätzt" in texts(slides_of(deck)[0])


def test_dots_stand_at_their_values_and_the_secret_one_is_absent():
    plotted = chart_of(to_pptx([view(chart("dot"))])).plots[0].series
    first = [float(v.text) for v in plotted[0]._element.xpath("c:xVal//c:v")]
    assert first == [41.25, 38.5]
    assert list(plotted[0].values) == [3, 1]


@pytest.mark.parametrize("kind", ["line", "dot", "pyramid"])
def test_a_slide_names_the_figures_it_cannot_show(kind):
    slide = slides_of(to_pptx([view(chart(kind))]))[0]
    assert "Ohne Wert: Gotha (Frauen) •." in texts(slide)


def test_a_slide_says_everything_about_its_view(tmp_path):
    slide = slides_of(to_pptx([view(map_drawing(tmp_path), sample=True)]))[0]
    text = texts(slide)
    assert slide.shapes.title.text_frame.text == "Altenquotient im Landkreis Sömmerda, 31.12.2019"
    for part in (
        "20,0 bis unter 30,0  (1)",
        "38,2",
        "Quelle: Thüringer Landesamt für Statistik; dl-de/by-2-0",
        "© GeoBasis-DE / BKG 2021 (Daten verändert)",
        "Beispieldaten – frei erfunden",
    ):
        assert part in text
    notes = slide.notes_slide.notes_text_frame.text
    assert "Definition: Personen ab 65 Jahren" in notes
    assert "Quelle: Thüringer Landesamt" in notes


def test_a_map_is_one_shape_per_area_with_hatches_for_reasons(tmp_path):
    slide = slides_of(to_pptx([view(map_drawing(tmp_path))]))[0]
    group = next(s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP)
    names = [shape.name for shape in group.shapes]
    assert len(names) == 8 + 2
    assert names[-2] == "Grenzen"
    assert names[-1].startswith("Auswahl ")
    tiles = {blip.get(qn("r:embed")) for blip in group._element.iter("{*}blip")}
    assert len(tiles) == 4
    assert "geheim zu halten: 1" in group._element.find(".//{*}cNvPr").get("descr")
    idents = [one.get("id") for one in slide.shapes._spTree.iter("{*}cNvPr")]
    assert len(idents) == len(set(idents))


def test_counts_are_native_ovals_with_a_legend_in_their_scale(tmp_path):
    slide = slides_of(to_pptx([view(circle_drawing(tmp_path))]))[0]
    group = next(s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP)
    ovals = [s for s in group.shapes if s.name.startswith("Symbol ")]
    assert [s.auto_shape_type for s in ovals] == [MSO_SHAPE.OVAL] * 3
    sizes = [s.width / 8 for s in ovals]  # the group's grid has eight steps to a point
    assert [size / sizes[0] for size in sizes] == pytest.approx([1, 1 / 2, 1 / 4], abs=0.02)
    named = {s.name: s for s in slide.shapes}
    legend = [named[f"Legende {words}"].width.pt for words in ("20.000", "5.000")]
    assert legend == pytest.approx([sizes[0] * 20 / 28, sizes[0] * 10 / 28], abs=0.3)
    assert "Personen: Fläche des Symbols entspricht der Zahl" in texts(slide)
    assert "Legende geheim zu halten" in named
    assert group.shapes[-1].name.startswith("Auswahl ")


def test_too_many_circles_share_a_shape(tmp_path, monkeypatch):
    monkeypatch.setattr(pptx_map, "MOST_SHAPES", 2)
    slide = slides_of(to_pptx([view(circle_drawing(tmp_path))]))[0]
    group = next(s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP)
    shared = next(s for s in group.shapes if s.name == "Symbole")
    assert len(shared._element.findall(".//{*}arcTo")) == 3


def test_the_address_of_the_view_can_be_followed(tmp_path):
    slide = slides_of(to_pptx([view(map_drawing(tmp_path))]))[0]
    runs = [
        run
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    links = {run.hyperlink.address for run in runs if run.hyperlink.address}
    assert links == {"http://localhost:8501/karte?a=1&b=2"}
    assert not any(
        "hlinkClick" in slide._element.xml
        for slide in slides_of(to_pptx([view(link="/karte?a=1")]))
    )


def test_too_many_areas_share_a_shape_per_class(tmp_path, monkeypatch):
    monkeypatch.setattr(pptx_map, "MOST_SHAPES", 5)
    slide = slides_of(to_pptx([view(map_drawing(tmp_path))]))[0]
    group = next(s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.GROUP)
    names = [shape.name for shape in group.shapes]
    assert names.count("10,0 bis unter 20,0") == 1
    assert len(names) == 7 + 2
    first = group.shapes[0]._element
    assert len(first.findall(".//{*}moveTo")) == 2


def test_the_table_twin_shows_marks_and_numbers():
    slide = slides_of(to_pptx([view()]))[1]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    cells = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Gemeinde", "Altenquotient [je 100]"]
    assert cells[1:] == [
        ["Sömmerda", "1.234,6"],
        ["Kölleda", "•"],
        ["Weißensee", "–"],
        ["Buttstädt", "0,0"],
        ["Straußfurt", "−7,3 p"],
    ]


def test_a_deck_has_one_slide_per_view_and_the_tables_on_request(tmp_path):
    views = [view(map_drawing(tmp_path)), view((map_drawing(tmp_path), chart("line")))]
    assert len(slides_of(to_pptx(views))) == 4
    assert len(slides_of(to_pptx(views, tables=False))) == 2


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_no_formulas_and_no_markup(tmp_path, hostile):
    bad = replace(chart("dot"), labels=(hostile, "b", "c"))
    data = to_pptx([view((bad, map_drawing(tmp_path)), title=hostile, source=hostile)])
    assert len(slides_of(data)) == 2
    blob = chart_of(data).part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_texts_and_charts_are_german():
    data = to_pptx([view(chart("line"))])
    with zipfile.ZipFile(io.BytesIO(data)) as deck:
        slide = deck.read("ppt/slides/slide1.xml").decode()
        plotted = next(deck.read(n) for n in deck.namelist() if "/charts/chart" in n).decode()
    assert 'lang="de-DE"' in slide
    assert 'lang val="de-DE"' in plotted
    assert "#,##0.0" in plotted
