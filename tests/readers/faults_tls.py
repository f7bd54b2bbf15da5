"""Tables of the TLS that have a fault, for tests/readers/faults.py."""

from collections.abc import Callable
from pathlib import Path

from tests.readers import tls_excerpts


def rows(*cells: tuple[str, ...], encoding: str = "cp1252") -> Callable[[Path], Path]:
    return lambda path: tls_excerpts.page(path, *cells, encoding=encoding)


def _with(place: int, text: str) -> tuple[str, ...]:
    cells = [*tls_excerpts.GEMEINDE]
    cells[place] = text
    return tuple(cells)


FAULTS = {
    "lost leading zero": {"tls": (rows(_with(0, "6100")), "führende Null")},
    "wrong encoding": {
        "tls": (rows(_with(1, "SÃ¶mmerda"), encoding="utf-8"), "Zeichenkodierung"),
    },
    "missing column": {"tls": (rows(tls_excerpts.GEMEINDE[:-1]), "Zellen")},
    "unknown key": {"tls": (rows(tls_excerpts.GEMEINDE, _with(0, "99001")), "bekannte Form")},
    "duplicate key": {"tls": (rows(tls_excerpts.GEMEINDE, _with(2, "7")), "zweimal")},
    "text where a number belongs": {"tls": (rows(_with(2, "viele")), "Text, wo eine Zahl")},
    "failed formula": {"tls": (rows(_with(2, "#DIV/0!")), "Text, wo eine Zahl")},
    "no rows": {"tls": (rows(), "keine Tabelle")},
}
