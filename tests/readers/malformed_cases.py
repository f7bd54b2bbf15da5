"""Every malformed file: a change of a reader's faultless file."""

from collections.abc import Callable, Iterator

from tests.readers import malformed_files as files
from tests.readers.malformed_archives import ARCHIVES
from tests.readers.malformed_bases import BASES, BOOK, TEXT
from tests.readers.malformed_cells import KEYS, NAMES, VALUES, changed

Made = tuple[str, bytes]
Case = tuple[str, str, Callable[[], Made]]


def cases() -> Iterator[Case]:
    """Reader, name of the case, and the function that gives name and bytes of the file."""
    for reader, base in BASES.items():
        for part, cells in (("key", KEYS), ("value", VALUES), ("name", NAMES)):
            if reader == "table" and part == "name":
                continue
            for name, new in cells.items():
                yield reader, f"{part}: {name}", _cell(reader, part, new)
        groups = [files.BOOKS] if base.kind == BOOK else [files.TEXTS]
        if base.kind == TEXT and reader != "gv100ad":
            groups.append(files.CSV)
        for group in (*groups, ARCHIVES):
            for name, make in group.items():
                yield reader, name, _file(reader, make)


def _cell(reader: str, part: str, new: object) -> Callable[[], Made]:
    return lambda: (BASES[reader].file, changed(reader, part, new))


def _file(reader: str, make: Callable[[str], Made]) -> Callable[[], Made]:
    return lambda: make(reader)
