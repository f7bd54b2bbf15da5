"""Pieces of slides: texts in German, theme of the deck, alternative texts. Lengths in points."""

import re
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from monitoring.reports.fonts import printable
from monitoring.reports.style import ACCENT, INK, SERIES_COLOURS, SLIDE_FONT

SLIDE_X, SLIDE_Y = 960.0, 540.0
ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
TITLE_ONLY = 5
MOST_TITLE = 255  # Office takes no longer property


def rgb(colour: str) -> Any:
    """Office colour of a hex one."""
    make: Any = RGBColor
    return make.from_string(colour.lstrip("#").upper())


def new_deck(title: str) -> Any:
    """An empty 16:9 deck whose theme has our font and colours, so that edits fit in."""
    deck = Presentation()
    stretch = SLIDE_X * 12700 / float(deck.slide_width or 1)
    deck.slide_width, deck.slide_height = Pt(SLIDE_X), Pt(SLIDE_Y)
    master = deck.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.find(".//{*}xfrm") is not None:
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    _set_theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    deck.core_properties.title = title[:MOST_TITLE]
    deck.core_properties.author = "Kreisblick"
    deck.core_properties.language = "de-DE"
    return deck


def _set_theme(theme: Any) -> None:
    xml = theme.blob.decode()
    xml = re.sub(r'(<a:latin typeface=")Calibri"', rf'\g<1>{SLIDE_FONT}"', xml)
    accents = {f"accent{i}": colour for i, colour in enumerate(SERIES_COLOURS[:6], start=1)}
    for name, colour in {**accents, "hlink": ACCENT, "folHlink": ACCENT}.items():
        xml = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)",
            rf'\g<1><a:srgbClr val="{colour.lstrip("#").upper()}"/>\g<2>',
            xml,
            flags=re.DOTALL,
        )
    theme._blob = xml.encode()


def write(
    frame: Any,
    words: str,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    align: str = "left",
) -> None:
    """Set a text frame to one paragraph of German text."""
    frame.clear()
    add_run(frame.paragraphs[0], words, size, colour=colour, bold=bold)
    frame.paragraphs[0].alignment = ALIGN[align]


def add_run(
    paragraph: Any,
    words: str,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    link: str = "",
) -> None:
    """Add a run of German text to a paragraph; ``link`` is the address it leads to."""
    run = paragraph.add_run()
    run.text = printable(words)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, SLIDE_FONT
    run.font.color.rgb = rgb(colour)
    run.font.language_id = MSO_LANGUAGE_ID.GERMAN
    if link:
        run.hyperlink.address = link


def text_box(
    slide: Any,
    place: tuple[float, float, float, float],
    words: str,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
) -> Any:
    """A text box without inner margins at (left, top, width, height)."""
    box = slide.shapes.add_textbox(*(Pt(length) for length in place))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    write(frame, words, size, colour=colour, bold=bold)
    return box


def describe(shape: Any, name: str, words: str) -> None:
    """Name and alternative text of a shape."""
    properties = shape.element.find(".//{*}cNvPr")
    properties.set("name", printable(name))
    properties.set("descr", printable(words))


def flat(shape: Any) -> None:
    """Take the theme's shadow and gradient from a shape."""
    style = shape._element.find("{*}style")
    if style is not None:
        shape._element.remove(style)
