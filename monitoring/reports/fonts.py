"""The font of all documents, measured: which characters it has and how wide a text runs.

Liberation Sans (SIL OFL 1.1, see ``fonts/OFL.txt``) has the widths of Arial, so that a
picture opened on a machine without it keeps its layout.
"""

import re
import struct
import textwrap
from functools import cache
from pathlib import Path
from typing import NamedTuple

FONT_FOLDER = Path(__file__).parent / "fonts"
REPLACEMENT = "\ufffd"
LONGEST_WORD = 36
WIDEST = 1.0
SOFT_HYPHEN = "\u00ad"


class Metrics(NamedTuple):
    """Advance widths in em of the characters a font has."""

    widths: dict[int, float]


@cache
def metrics(*, bold: bool = False) -> Metrics:
    """Widths read from the font's ``cmap`` (format 4) and ``hmtx`` tables."""
    name = "LiberationSans-Bold.ttf" if bold else "LiberationSans-Regular.ttf"
    data = (FONT_FOLDER / name).read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, data, tables[b"hmtx"])[::2]
    glyphs = _characters(data, tables[b"cmap"])
    return Metrics({char: advances[min(glyph, count - 1)] / em for char, glyph in glyphs.items()})


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """Character code → glyph number, from the Windows Unicode subtable."""
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    records = [struct.unpack_from(">HHI", data, cmap + 4 + 8 * i) for i in range(count)]
    at = cmap + next(offset for platform, kind, offset in records if (platform, kind) == (3, 1))
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    parts = [at + 14, at + 16 + 2 * segments, at + 16 + 4 * segments, at + 16 + 6 * segments]
    found: dict[int, int] = {}
    for i in range(segments):
        end, start, delta, offset = (
            struct.unpack_from(">H", data, part + 2 * i)[0] for part in parts
        )
        for char in range(start, min(end, 0xFFFE) + 1):
            glyph = char
            if offset:
                glyph = struct.unpack_from(
                    ">H", data, parts[3] + 2 * i + offset + 2 * (char - start)
                )[0]
            if glyph or not offset:
                found[char] = (glyph + delta) & 0xFFFF
    return {char: glyph for char, glyph in found.items() if glyph}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line of text, in the unit of ``size``."""
    known = metrics(bold=bold).widths
    return size * sum(known.get(ord(char), 0.6) for char in text)


def printable(text: str) -> str:
    """Text with every character the font lacks (and every control character) made visible."""
    if text.isascii() and text.isprintable():
        return text
    known = metrics().widths
    return "".join(
        char if char == "\u00ad" or (char.isprintable() and ord(char) in known) else _stand_in(char)
        for char in text
    )


def _stand_in(char: str) -> str:
    return " " if char.isspace() else REPLACEMENT


def breakable(text: str) -> str:
    """Printable text whose overlong words may break, so that no name leaves the page."""
    return " ".join(
        SOFT_HYPHEN.join(textwrap.wrap(word, LONGEST_WORD)) if len(word) > LONGEST_WORD else word
        for word in printable(text).split(" ")
    )


def wrapped(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """Text in at most ``lines`` lines of ``room`` width; what does not fit ends in "…"."""
    done: list[str] = []
    rest = printable(text).split()
    while rest and len(done) < lines:
        line, rest = _first_line(rest, size, room, bold=bold)
        done.append(line)
    if rest and done:
        done[-1] = shortened(done[-1] + " " + rest[0] + "…", size, room, bold=bold)
    return done


def folded(text: str, size: float, room: float) -> list[str]:
    """All of an address, in lines that end after one of its words rather than anywhere."""
    lines = [""]
    for part in re.split(r"(?<=[&?/ ])", printable(text)):
        for piece in _pieces(part, size, room):
            if lines[-1] and width(lines[-1] + piece, size) > room:
                lines.append("")
            lines[-1] += piece
    return [line for line in lines if line]


def _pieces(part: str, size: float, room: float) -> list[str]:
    """A part of an address, cut where it is wider than a line."""
    letters = max(int(room / size / WIDEST), 1)
    return [part] if width(part, size) <= room else textwrap.wrap(part, letters)


def _first_line(words: list[str], size: float, room: float, *, bold: bool) -> tuple[str, list[str]]:
    count = 1
    while count < len(words) and width(" ".join(words[: count + 1]), size, bold=bold) <= room:
        count += 1
    return shortened(" ".join(words[:count]), size, room, bold=bold), words[count:]


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Text cut to the room it has, with "…" where something is missing."""
    clean = printable(text)
    if width(clean, size, bold=bold) <= room:
        return clean
    kept = clean.rstrip("…")
    while kept and width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"
