"""A page's chart in documents: the same drawing, on white, with title and source around it."""

import io
import json
import zipfile
from dataclasses import replace
from functools import partial
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from monitoring.charts.bars import bars_table
from monitoring.charts.comparison import dot_plot
from monitoring.charts.measure import Measure
from monitoring.charts.scatter import scatter
from monitoring.reports.formats import write
from monitoring.reports.svg import to_svg
from monitoring.reports.vega import VegaDrawing, vega_svg
from monitoring.ui.charts import chart_drawing
from tests.chart_figures import CHARTS, COUNT, QUOTIENT, kreise, pairs, several
from tests.unit.test_reports_view import HOSTILE, view

SVG = "{http://www.w3.org/2000/svg}"


def drawing(name: str) -> VegaDrawing:
    return chart_drawing(CHARTS[name])


def texts(svg: str) -> str:
    return " ".join(" ".join(ET.fromstring(svg).itertext()).split())


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_of_a_page_is_a_picture_with_title_and_source(name: str):
    svg = to_svg(view(drawing(name), sample=True))
    words = texts(svg)
    for part in (
        "Altenquotient im Landkreis Sömmerda, 31.12.2019",
        "Quelle: Thüringer Landesamt für Statistik; dl-de/by-2-0",
        "Datenstand: 15.01.2025",
        "Beispieldaten – frei erfunden",
    ):
        assert part in words
    assert "aria-" not in svg, "Vega's English words for screen readers"
    assert not {"null", "NaN", "undefined"} & set(words.split())


def test_numbers_and_notes_are_those_of_the_page():
    words = texts(to_svg(view(drawing("bars_table"))))
    assert "1.500,5" in words
    assert "Jede Spalte hat ihre eigene Skala" in words


def test_marks_of_its_table_are_explained_below_a_chart():
    assert "• geheim zu halten · – keine Angabe geliefert" in texts(to_svg(view(drawing("spread"))))


@pytest.mark.parametrize("title", ["eins\nzwei", "A\\B", "Ende\\", "C:\\neu", '"Zitat"'])
def test_a_title_is_no_part_of_an_expression(title: str):
    measure = Measure(title, "je 100", 1)
    draw = partial(scatter, pairs(), measure, COUNT)
    svg, _, _ = vega_svg(chart_drawing(draw), 600, 400, prefix="a")
    assert "Birkenfelde" in svg


def test_a_chart_stays_inside_its_sheet_and_the_sheet_grows_with_its_rows():
    tall = replace(drawing("spread"), height=900.0)
    for each in (drawing("spread"), tall):
        root = ET.fromstring(to_svg(view(each)))
        inner = root.find(f".//{SVG}svg")
        assert float(root.get("height")) >= float(inner.get("height")) + 150
        assert float(inner.get("width")) <= float(root.get("width")) - 80
    assert float(ET.fromstring(to_svg(view(tall))).get("height")) > 1000


def test_many_columns_are_drawn_wide_and_made_smaller():
    many = pd.concat([several().assign(indicator=f"i{n}", title=f"Titel {n}") for n in range(8)])
    wide = chart_drawing(partial(bars_table, many.drop_duplicates(["indicator", "ags"])))
    assert wide.width > 1000
    svg, used, _ = vega_svg(wide, 600, 400, prefix="a")
    assert used == pytest.approx(600, abs=1)
    assert (
        float(ET.fromstring(f'<g xmlns="{SVG[1:-1]}">{svg}</g>')[0].get("viewBox").split()[2])
        > 1000
    )


def test_two_charts_in_one_file_keep_their_parts_apart():
    spec = json.loads(drawing("time_series").spec)
    spec["layer"][0]["mark"]["clip"] = True
    clipped = replace(drawing("time_series"), spec=json.dumps(spec))
    parsed = [ET.fromstring(vega_svg(clipped, 600, 400, prefix=p)[0]) for p in "ab"]
    names = [{each.get("id") for each in root.iter()} - {None} for root in parsed]
    assert names[0]
    assert not names[0] & names[1]
    for root, own in zip(parsed, names, strict=True):
        used = {part for each in root.iter() if (part := each.get("clip-path"))}
        assert used == {f"url(#{name})" for name in own}


WORDS_OF_SVG = (
    'Dorf role="x',
    'Dorf aria-x="1" Nord',
    "Dorf url(#a)",
    'id="b" > Süd',
    'class="c" & d',
)


@pytest.mark.parametrize("name", WORDS_OF_SVG)
def test_a_name_that_looks_like_svg_is_shown_as_it_is(name: str):
    areas = kreise().replace("Kreis 1", name)
    draw = partial(dot_plot, areas, QUOTIENT, land_value=1525.0, land_label="", quartiles=None)
    svg, _, _ = vega_svg(chart_drawing(draw), 600, 400, prefix="a")
    assert name in {text.text for text in ET.fromstring(svg).iter("text")}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_text_in_every_form(hostile: str):
    areas = kreise().replace("Kreis 1", hostile)
    draw = partial(dot_plot, areas, QUOTIENT, land_value=1525.0, land_label=hostile, quartiles=None)
    bad = view(chart_drawing(draw), title=hostile)
    root = ET.fromstring(to_svg(bad))
    assert not {f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"} & {e.tag for e in root.iter()}
    assert write(bad, "pdf").startswith(b"%PDF")


def test_a_chart_asks_no_other_host():
    spec = json.loads(drawing("scatter").spec)
    spec["layer"][0]["data"] = {"url": "http://rows.invalid/rows.json"}
    with pytest.raises(RuntimeError, match=r"not allowed: http://rows\.invalid"):
        vega_svg(replace(drawing("scatter"), spec=json.dumps(spec)), 600, 400, prefix="a")


def test_a_slide_has_the_chart_as_vectors_with_a_picture_for_older_programs():
    data = write(view(drawing("scatter")), "pptx")
    slide = Presentation(io.BytesIO(data)).slides[0]
    (picture,) = [s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture.name == "Diagramm"
    told = picture._element.find(".//{*}cNvPr").get("descr")
    assert told == (
        "Altenquotient im Landkreis Sömmerda, 31.12.2019. Streudiagramm von 2 Gebieten: "
        "Altenquotient und Arbeitslose. Die Werte stehen in der Tabelle."
    )
    related = picture._element.find(".//{*}svgBlip").get(f"{R}embed")
    vectors = slide.part.related_part(related)
    assert vectors.content_type == "image/svg+xml"
    assert "Birkenfelde" in texts(vectors.blob.decode())
    with zipfile.ZipFile(io.BytesIO(data)) as deck:
        assert 'Extension="svg"' in deck.read("[Content_Types].xml").decode() or (
            "/ppt/media/chart1.svg" in deck.read("[Content_Types].xml").decode()
        )


R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_a_page_has_the_words_of_the_chart():
    words = (
        PdfReader(io.BytesIO(write(view(drawing("contributions")), "pdf"))).pages[0].extract_text()
    )
    assert "Raute: Index" in words


def test_a_view_of_a_table_alone_is_one_slide_with_its_notes():
    (slide,) = Presentation(io.BytesIO(write(view(key_figures=()), "pptx"))).slides
    assert any(shape.has_table for shape in slide.shapes)
    assert "Quelle: Thüringer Landesamt" in slide.notes_slide.notes_text_frame.text
