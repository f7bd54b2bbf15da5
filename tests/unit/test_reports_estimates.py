"""What is provisional or estimated is told in every document: how far, and by open marks."""

import io
import re
from dataclasses import replace

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from monitoring.reports.csv import to_csv
from monitoring.reports.pdf import to_pdf
from monitoring.reports.pptx import to_pptx
from monitoring.reports.svg_axes import line_chart
from monitoring.reports.svg_rows import dot_chart
from monitoring.reports.view import Column, Table, View, text_cell
from monitoring.reports.words import marks_line, printed
from monitoring.reports.xlsx import to_xlsx
from monitoring.ui.gebietsprofil import Area, key_figures_text
from monitoring.ui.gebietsprofil_view import profile_table
from monitoring.ui.value_tables import wide_table
from tests.unit.test_reports_pdf import words
from tests.unit.test_reports_pptx import chart_of, slides_of, texts
from tests.unit.test_reports_tables import rows_of
from tests.unit.test_reports_view import chart, view

NOTES = ["estimated,share_36", "provisional,estimated,share_0", "provisional"]
WORDS = ["zu 36\u00a0% geschätzt", "vorläufig, zu weniger als 1\u00a0% geschätzt", "vorläufig"]
PRINTED = ["2,5 s (36\u00a0%)", "2,5 p, s (weniger als 1\u00a0%)", "2,5 p"]
LEGEND = "p vorläufig · s geschätzt, in Klammern der geschätzte Anteil"


def figures(*names: str) -> pd.DataFrame:
    """A figure for each note, in areas named so."""
    about = {"topic": "T", "indicator": "i", "title": "I", "unit": "%", "decimals": 1}
    told = {"ags": names, "label": names, "note": NOTES}
    return pd.DataFrame(told).assign(period="2017", value=2.5, status="reported", **about)


def side_by_side() -> View:
    """Several indicators side by side, as Kreisvergleich takes them along."""
    columns, cells = wide_table(figures("A", "B", "C"), "Kreis")
    return view(table=Table(tuple(columns), tuple(zip(*cells, strict=True))))


def profile() -> View:
    """The key figures of an area, as Gebietsprofil takes them along."""
    area = Area("1", "A", "gemeinde", (("2", "B"), ("3", "C")))
    return view(table=profile_table(area, figures("1", "2", "3")))


@pytest.mark.parametrize("make", [side_by_side, profile])
def test_csv_and_workbook_say_it_behind_the_figure(make):
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(make())))
    sheet = book.get_sheet_by_name("Daten").to_python()
    for told in (rows_of(to_csv(make()), "german"), sheet):
        cells = [str(cell) for row in told[1:] for cell in row]
        assert [cell for cell in cells if "geschätzt" in cell or cell == "vorläufig"] == WORDS


@pytest.mark.parametrize("make", [side_by_side, profile])
def test_slides_and_pages_say_it_in_brackets_and_explain_them(make):
    slide = slides_of(to_pptx([make()]))[1]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    cells = [cell.text_frame.text for row in table.rows for cell in row.cells]
    plain = [text.replace("\u00a0", " ") for text in PRINTED]
    assert [" ".join(cell.split()) for cell in cells if cell.startswith("2,5")] == plain
    page = words(to_pdf([make()]))
    assert [text for text in plain if text in page] == plain
    assert LEGEND in page
    assert LEGEND in marks_line(make())


def test_a_table_that_says_it_in_words_does_not_say_it_twice():
    told = side_by_side().table
    with_note = Table(
        (*told.columns, Column("note", "Hinweis")),
        tuple((*row, text_cell(words)) for row, words in zip(told.rows, WORDS, strict=True)),
    )
    assert [row[2] for row in printed(with_note)] == ["2,5 s", "2,5 p", "2,5 p"]
    assert "Klammern" not in marks_line(view(table=with_note))


def test_the_profile_on_screen_says_it_of_the_area_and_of_what_it_is_held_against():
    area = Area("1", "A", "gemeinde", (("2", "B"), ("3", "C")))
    frame = figures("1", "2", "3").assign(earlier_value=None)
    assert f"2017, {WORDS[0]}; B: zu weniger als 1\u00a0% geschätzt</td>" in key_figures_text(
        area, frame
    )


@pytest.mark.parametrize("kind", ["dot", "line"])
def test_native_charts_draw_it_hollow_and_explain_it(kind):
    plain = chart(kind)
    only = replace(plain.series[1], hollow=frozenset({1}))
    told = view(replace(plain, series=(only,)))
    (plotted, *_) = chart_of(to_pptx([told])).plots[0].series
    assert str(plotted.points[1].marker.format.fill.fore_color.rgb) == "FFFFFF"
    draw = {"dot": dot_chart, "line": line_chart}[kind]
    svg = draw(told.drawing, 600.0, 400.0)
    assert len(re.findall('<circle[^>]* fill="#ffffff"', svg)) == 1
    assert "○ vorläufig oder geschätzt" in words(to_pdf([told]))
    assert "○" not in words(to_pdf([view(plain)]))
    assert "○ vorläufig oder geschätzt" in texts(slides_of(to_pptx([told]))[0])
