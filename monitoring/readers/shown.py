"""What a spreadsheet shows in a cell where its parser finds something else."""

from dataclasses import dataclass, field
from typing import IO, NoReturn, Protocol
from xml.parsers import expat

from monitoring.errors import InputError

ERROR_TEXT = "#FEHLER!"
PERCENT = "%"
Range = tuple[tuple[int, int], tuple[int, int]]
Shown = tuple[tuple[int, int], tuple[int, int], str]
"""First and last cell (row, column), from 0, and the text they show; PERCENT for a hundred times
the number they hold."""
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Percentage(float):
    """The number before the sign in a cell that shows a percentage."""


@dataclass
class Rich:
    """Text of a cell in runs, some of them raised."""

    parts: list[str] = field(default_factory=list)
    raised: bool = False

    def add(self, text: str, *, raised: bool) -> None:
        """Another run. Raised digits behind a number stay apart from it, as ¹ or " 1)"."""
        if raised and text[:1].isdigit() and "".join(self.parts)[-1:].isdigit():
            text = text.translate(_DIGITS) if text.isdigit() else f" {text}"
            self.raised = True
        self.parts.append(text)

    @property
    def text(self) -> str:
        """All runs together."""
        return "".join(self.parts)


class Part(Protocol):
    """What takes the elements of a part of a spreadsheet's file; names lack their namespace."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def text(self, text: str) -> None: ...


def parse(stream: IO[bytes], into: Part, file: str) -> None:
    """Read XML of a spreadsheet. Raises InputError for what is none."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, given: into.start(_local(tag), given)
    parser.EndElementHandler = lambda tag: into.end(_local(tag))
    parser.CharacterDataHandler = into.text
    parser.StartDoctypeDeclHandler = lambda *_: refuse(file, "eine Dokumenttyp-Definition")
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, ValueError) as error:
        refuse(file, "Inhalt, der kein wohlgeformtes XML einer Tabelle ist", error)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def refuse(file: str, found: str, error: Exception | None = None) -> NoReturn:
    """Raise for a workbook that cannot be read."""
    raise InputError(
        "Die Arbeitsmappe lässt sich nicht lesen.",
        file=file,
        found=found,
        expected="eine unbeschädigte Tabelle ohne Kennwort",
        remedy="Die Datei in Excel oder LibreOffice öffnen und neu speichern.",
    ) from error
