"""Views as slides (16:9): title sentence, native chart or vector map, legend, source, table."""

import io
from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Pt

from monitoring.figures import STATUS_MARKS, Status, number
from monitoring.reports.circles import circle_scale
from monitoring.reports.fonts import folded, printable, shortened, width, wrapped
from monitoring.reports.pptx_chart import add_chart
from monitoring.reports.pptx_map import add_map
from monitoring.reports.pptx_parts import (
    SLIDE_X,
    SLIDE_Y,
    TITLE_ONLY,
    add_run,
    describe,
    flat,
    new_deck,
    rgb,
    text_box,
    write,
)
from monitoring.reports.pptx_picture import add_picture
from monitoring.reports.pptx_side import add_key_figures, add_legend, legend_height
from monitoring.reports.pptx_table import add_table
from monitoring.reports.style import ACCENT, INK, PAPER, QUIET
from monitoring.reports.vega import VegaDrawing
from monitoring.reports.view import SAMPLE_TEXT, ChartDrawing, Drawing, MapDrawing, View
from monitoring.reports.words import (
    credit_lines,
    described,
    link_line,
    link_works,
    marks_line,
    open_note,
)

EDGE = 36.0
SIDE = 270.0
GAP = 18.0
TITLE_SIZES = (26.0, 22.0, 19.0)


def to_pptx(views: Sequence[View], title: str = "", *, tables: bool = True) -> bytes:
    """A deck of all views; with ``tables`` each is followed by its table twin (15 rows), which
    is the only slide of a view without drawing.
    """
    if not views:
        raise ValueError("a deck needs at least one view")
    deck = new_deck(printable(title or views[0].title))
    for view in views:
        if view.drawings or view.key_figures:
            slide, top = _slide(deck, view)
            _drawings(slide, view, top, _footer(slide, view))
        if tables and view.table.rows:
            slide, top = _slide(deck, view)
            add_table(slide, view, (EDGE, top, SLIDE_X - 2 * EDGE, _footer(slide, view) - top))
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def printable_lines(lines: Sequence[str]) -> str:
    """Several printable lines as one text."""
    return "\n".join(printable(line) for line in lines if line)


def _slide(deck: Any, view: View) -> tuple[Any, float]:
    """A slide with title, subtitle, mark and notes; and where its content begins."""
    slide, title = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY]), view.title
    slide.notes_slide.notes_text_frame.text = printable_lines(_spoken(view))
    _bar(slide, (0, 0, SLIDE_X, 6), ACCENT, "Zierleiste")
    room = SLIDE_X - 2 * EDGE - (210 if view.sample else 0)
    size = next(
        (s for s in TITLE_SIZES if width(title, s, bold=True) <= 0.96 * room), TITLE_SIZES[-1]
    )
    lines = wrapped(title, size, room, 2, bold=True)
    height = max(len(lines), 1) * size * 1.2
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = Pt(EDGE), Pt(20), Pt(room), Pt(height)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, " ".join(lines), size, bold=True)
    words = shortened(view.subtitle, 13, SLIDE_X - 2 * EDGE)
    text_box(slide, (EDGE, 26 + height, SLIDE_X - 2 * EDGE, 18), words, 13, colour=QUIET)
    if view.sample:
        _sample_mark(slide)
    return slide, 26 + height + 18 + 14


def _bar(slide: Any, place: tuple[float, float, float, float], colour: str, name: str) -> Any:
    bar = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(length) for length in place))
    bar.fill.solid()
    bar.fill.fore_color.rgb = rgb(colour)
    bar.line.fill.background()
    flat(bar)
    describe(bar, name, "")
    return bar


def _sample_mark(slide: Any) -> None:
    mark = _bar(slide, (SLIDE_X - EDGE - 200, 18, 200, 24), INK, "Beispieldaten")
    mark.text_frame.margin_top = mark.text_frame.margin_bottom = 0
    write(mark.text_frame, SAMPLE_TEXT, 12, colour=PAPER, bold=True, align="center")


def _footer(slide: Any, view: View) -> float:
    """Source, licence, Datenstand and link at the foot; returns where the content ends."""
    lines = [
        part for line in credit_lines(view) for part in wrapped(line, 9, SLIDE_X - 2 * EDGE, 2)
    ]
    links = folded(link_line(view), 9, SLIDE_X - 2 * EDGE)
    height = (len(lines) + len(links)) * 11.5 + 2
    top = SLIDE_Y - 12 - height
    box = text_box(slide, (EDGE, top, SLIDE_X - 2 * EDGE, height), "", 9, colour=QUIET)
    for i, line in enumerate([*lines, *links]):
        paragraph = box.text_frame.paragraphs[0] if i == 0 else box.text_frame.add_paragraph()
        target = view.link if i >= len(lines) and link_works(view) else ""
        add_run(paragraph, line, 9, colour=QUIET, link=target)
    return top - 8


def _drawings(slide: Any, view: View, top: float, bottom: float) -> None:
    drawings = view.drawings
    remarks = [*view.notes, *(_gaps(d) for d in drawings if isinstance(d, ChartDrawing))]
    remark = " ".join(words for words in remarks if words)
    for line in reversed(wrapped(remark, 10, SLIDE_X - 2 * EDGE, 2)):
        bottom -= 13
        text_box(slide, (EDGE, bottom, SLIDE_X - 2 * EDGE, 13), line, 10, colour=INK)
    bottom -= 6 if remark else 0
    side = len(drawings) == 1 and (isinstance(drawings[0], MapDrawing) or bool(view.key_figures))
    right = SLIDE_X - EDGE - (SIDE + GAP if side else 0)
    count = max(len(drawings), 1)
    step = (right - EDGE + GAP) / count
    for i, drawing in enumerate(drawings):
        place = (EDGE + i * step, top, step - GAP, bottom - top)
        _one(slide, view, drawing, place, legend_below=not side)
    if side:
        _side(slide, view, (top, bottom), circle_scale(step - GAP, bottom - top))
    elif not drawings:
        add_key_figures(slide, view.key_figures, (EDGE, top, SLIDE_X - 2 * EDGE, bottom - top))


def _side(slide: Any, view: View, ends: tuple[float, float], scale: float) -> None:
    """Legend and key figures beside the drawing, whose circles have a scale."""
    left, (top, bottom) = SLIDE_X - EDGE - SIDE, ends
    drawing = view.drawings[0]
    if isinstance(drawing, MapDrawing):
        add_legend(slide, drawing, (left, top, SIDE), columns=1, scale=scale)
        top += legend_height(drawing, 1, scale) + 14
    add_key_figures(slide, view.key_figures, (left, top, SIDE, bottom - top))


def _one(
    slide: Any,
    view: View,
    drawing: Drawing,
    place: tuple[float, float, float, float],
    *,
    legend_below: bool,
) -> None:
    left, top, room_x, room_y = place
    if drawing.title:
        text_box(slide, (left, top, room_x, 18), drawing.title, 13, bold=True)
        top, room_y = top + 22, room_y - 22
    alt = described(view, drawing)
    if isinstance(drawing, ChartDrawing):
        describe(add_chart(slide, drawing, (left, top, room_x, room_y)), "Diagramm", alt)
        return
    if isinstance(drawing, VegaDrawing):
        describe(add_picture(slide, drawing, (left, top, room_x, room_y)), "Diagramm", alt)
        return
    most = circle_scale(room_x, room_y)
    under = legend_height(drawing, 2, most) + 8 if legend_below else 0.0
    add_map(slide, drawing, (left, top, room_x, room_y - under), alt)
    if legend_below:
        scale = circle_scale(room_x, room_y - under)
        corner = (left, top + room_y - under + 8, room_x)
        add_legend(slide, drawing, corner, columns=2, scale=scale)


def _gaps(drawing: ChartDrawing) -> str:
    """Which figures a native chart cannot show, and why: it has no place for their marks; and what
    its open marks mean.
    """
    found = [
        f"{drawing.labels[i]}{f' ({series.name})' if len(drawing.series) > 1 else ''} "
        f"{STATUS_MARKS[Status(series.status(i))]}"
        for series in drawing.series
        for i, value in enumerate(series.values)
        if value is None
    ]
    more = f" und {number(len(found) - 6)} weitere" if len(found) > 6 else ""
    without = f"Ohne Wert: {', '.join(found[:6])}{more}." if found else ""
    return " ".join(part for part in (without, open_note([drawing])) if part)


def _spoken(view: View) -> list[str]:
    """Text of the notes page."""
    return [
        view.title,
        view.subtitle,
        f"Beispieldaten: {SAMPLE_TEXT}" if view.sample else "",
        f"Einheit: {view.unit}" if view.unit else "",
        f"Definition: {view.definition}" if view.definition else "",
        *(f"{item.label}: {item.value} ({item.context})" for item in view.key_figures),
        *view.notes,
        marks_line(view),
        *credit_lines(view),
        link_line(view),
    ]
