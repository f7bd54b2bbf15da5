"""Tags and texts of an HTML page, one after the other."""

import html
import re
from collections.abc import Iterator

_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
_LONGEST_TAG = 4000
_RAW = {
    name: re.compile(rf"</{name}", re.IGNORECASE) for name in ("script", "style", "xml", "template")
}


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of tag ("td", "/td", "" for text) and attributes or text; each character once."""
    place, length = 0, len(text)
    while place < length:
        start = text.find("<", place)
        start = length if start < 0 else start
        if start > place:
            yield "", html.unescape(text[place:start])
        if start == length:
            return
        place, tag = _tag(text, start)
        if tag is None:
            yield "", "<"
        elif tag:
            yield tag, text[start : min(place, start + _LONGEST_TAG)]
            if tag in _RAW:
                end = _RAW[tag].search(text, place)
                place = end.start() if end else length


def _tag(text: str, start: int) -> tuple[int, str | None]:
    """End and name of what begins at ``start``: "" for a comment, None for a mere sign."""
    if text.startswith("<!--", start):
        end = text.find("-->", start)
        return (len(text) if end < 0 else end + 3), ""
    match = _NAME.match(text, start)
    if not match and text[start + 1 : start + 2] not in ("!", "?", "/"):
        return start + 1, None
    end = text.find(">", start)
    place = len(text) if end < 0 else end + 1
    if not match:
        return place, ""
    slash = "/" if text[start + 1] == "/" else ""
    return place, slash + match[1].lower()
