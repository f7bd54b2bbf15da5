"""Cells as no office means them: keys, figures and names, put in place of the right ones."""

import io
import json
from collections.abc import Callable

import openpyxl

from tests.readers.malformed_bases import BASES, BOOK, HTML, JSON, Base, content, stream

RIGHT_TO_LEFT = "\u202e"
KEYS: dict[str, object] = {
    "float 1051001.0": "1051001.0",
    "number 1051001.0": 1051001.0,
    "power 1,05E+06": "1,05E+06",
    "power 1.05e6": "1.05e6",
    "lost zero": "1051001",
    "six digits": "160680",
    "right to left": f"{RIGHT_TO_LEFT}16068051",
    "zero width": "16068\u200b051",
    "full width": "１６０６８０５１",
    "arabic digits": "١٦٠٦٨٠٥١",
    "apostrophe": "'16068051",
    "formula": "=16068051",
    "command": "=cmd|' /C calc'!A0",
    "template": "${jndi:ldap://x}",
    "html": "<b>16068051</b>",
    "footnote": "16068051 1)",
    "negative": "-16068051",
}
VALUES: dict[str, object] = {
    "footnote glued 49.4511": "49.4511",
    "footnote glued as number": 49.4511,
    "power 1,05E+06": "1,05E+06",
    "power 1e5": "1e5",
    "not a number": "NaN",
    "infinite": "inf",
    "hexadecimal": "0x1267",
    "octal": "0o77",
    "underscore": "4_711",
    "two decimal signs": "4.7,1.1",
    "two commas": "4,7,1",
    "wrong groups": "47 11 1",
    "apostrophe": "4'711",
    "fraction": "47½",
    "superscript": "4711²",
    "arabic digits": "٤٧١١",
    "full width": "４７１１",
    "right to left": f"{RIGHT_TO_LEFT}4711",
    "formula": "=4711+1",
    "command": "=cmd|' /C calc'!A0",
    "template": "${7*7}",
    "html": "<script>alert(1)</script>",
    "words": "viele",
    "forty digits": "9" * 40,
    "star behind": "4711*",
    "open bracket": "(4711",
    "two signs": "--4711",
    "euro": "4711 €",
    "true": "WAHR",
    "boolean": True,
    "null": "NULL",
    "error": "#DIV/0!",
}
NAMES = {
    "html": "<img src=x onerror=alert(1)>",
    "template": "${jndi:ldap://x/a}",
    "jinja": "Ort {{7*7}}",
    "apostrophes": "O'Ort'); DROP TABLE figure--",
    "right to left": f"Ort{RIGHT_TO_LEFT}eman",
    "path": "../../etc/passwd",
    "very long": "Ort" * 16,
    "formula behind": "Ort =1+1",
}
_WIDTHS = {"key": (12, str.ljust), "name": (50, str.ljust), "value": (11, str.rjust)}


def changed(reader: str, part: str, new: object) -> bytes:
    """The file of a reader with another key, name or value (``part``)."""
    base = BASES[reader]
    old = getattr(base, part)
    if base.kind == BOOK:
        return _book(reader, old, new)
    return _TEXTS.get(base.kind, _csv)(reader, base, part, str(old), new)


def _csv(reader: str, base: Base, part: str, old: str, new: object) -> bytes:
    text = str(new)
    if reader == "gv100ad":
        width, fill = _WIDTHS[part]
        old, text = fill(old, width), fill(text[:width], width)
    new_bytes = text.encode(base.encoding, errors="xmlcharrefreplace")
    quoted = b'"%b"' % new_bytes if b";" in new_bytes and reader != "gv100ad" else new_bytes
    return _replaced(reader, old.encode(), quoted)


def _html(reader: str, base: Base, part: str, old: str, new: object) -> bytes:
    text = str(new).replace("&", "&amp;").replace("<", "&lt;")
    return _replaced(reader, old.encode(), text.encode(base.encoding, errors="xmlcharrefreplace"))


def _json(reader: str, base: Base, part: str, old: str, new: object) -> bytes:
    token = old if part == "value" else f'"{old}"'
    return _replaced(reader, token.encode(), json.dumps(new, ensure_ascii=False).encode())


def _replaced(reader: str, old: bytes, new: bytes) -> bytes:
    before = content(reader)
    assert before.count(old) == 1, (reader, old)
    return before.replace(old, new)


def _book(reader: str, old: str, new: object) -> bytes:
    book = openpyxl.load_workbook(stream(reader))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    (found,) = [cell for cell in cells if str(cell.value) == old]
    found.value = new  # type: ignore[assignment]  # any kind of cell
    if isinstance(new, str) and new.startswith("="):
        found.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_TEXTS: dict[str, Callable[[str, Base, str, str, object], bytes]] = {HTML: _html, JSON: _json}
