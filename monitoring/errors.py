"""The error families: what a user can mend, and what an operator can mend.

Everything else is a bug and crashes visibly.
"""

from collections.abc import Iterator
from contextlib import contextmanager

UNKNOWN_FORMAT = 3  # exit code of a command that met a file of unknown format
CANCELLED = 4  # exit code of a command that somebody cancelled


class KreisblickError(Exception):
    """Base of every error that is written for people, in German."""


class InputError(KreisblickError):
    """A delivered file is not what it should be.

    The text names the place (file, sheet, row, column), what was found, what was
    expected and what to do. Rows are counted from 1, as a spreadsheet shows them.
    """

    def __init__(
        self,
        what: str,
        *,
        file: str | None = None,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        found: object = None,
        expected: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what, self.file, self.sheet, self.row = what, file, sheet, row
        self.column, self.found, self.expected, self.remedy = column, found, expected, remedy

    @property
    def place(self) -> str:
        """The place of the fault, e.g. ``Datei gv.xlsx, Tabellenblatt Daten, Zeile 7``."""
        parts = [
            ("Datei", self.file),
            ("Tabellenblatt", self.sheet),
            ("Zeile", self.row),
            ("Spalte", self.column),
        ]
        return ", ".join(
            f"{word} {printable(str(value))}" for word, value in parts if value is not None
        )

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.what}" if self.place else self.what]
        if self.found is not None:
            lines.append(f"Gefunden: {shortened(self.found)}")
        if self.expected is not None:
            lines.append(f"Erwartet: {self.expected}")
        if self.remedy is not None:
            lines.append(f"Abhilfe: {self.remedy}")
        return "\n".join(lines)


class UnknownFormatError(InputError):
    """No reader knows the file; a person may say what it means."""


class CancelledError(KreisblickError):
    """Somebody cancelled the job before it has changed anything."""

    def __init__(self) -> None:
        super().__init__("Abgebrochen; es bleibt, was vorher da war.")


class CatalogueError(KreisblickError):
    """A catalogue file does not follow the schema, or contradicts another."""


class ReleaseError(KreisblickError):
    """A release is missing, damaged or cannot be built."""


class StoreError(KreisblickError):
    """The store refuses an action, e.g. because another job is running."""


class ServiceError(KreisblickError):
    """A service of an office cannot be asked, or does not deliver what it should.

    The text names the place (the service, or the file of settings), what was found and what
    to do. It never holds a name or password of an access.
    """

    def __init__(self, what: str, *, place: str, found: object = None, remedy: str) -> None:
        lines = [f"{place}: {what}"]
        if found is not None:
            lines.append(f"Gefunden: {shortened(found, 300)}")
        super().__init__("\n".join([*lines, f"Abhilfe: {remedy}"]))


def shortened(value: object, limit: int = 120) -> str:
    """Text of a foreign value, safe for one line of a message.

    Control characters are made visible and anything past ``limit`` characters is cut.
    """
    clean = printable(str(value))
    quoted = f"„{clean}“" if isinstance(value, str) else clean
    return quoted if len(quoted) <= limit else quoted[: limit - 1] + "…"


def printable(text: str) -> str:
    """A text with its control characters made visible."""
    return "".join(char if char.isprintable() else "�" for char in text)


@contextmanager
def in_file(name: str, sheet: str | None = None) -> Iterator[None]:
    """Add the file (and sheet) to an :class:`InputError` raised within."""
    try:
        yield
    except InputError as error:
        error.file = error.file or name
        error.sheet = error.sheet or sheet
        raise
