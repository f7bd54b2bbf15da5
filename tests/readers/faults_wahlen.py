"""Election results that have a fault, for tests/readers/faults.py."""

from collections.abc import Callable
from pathlib import Path

from tests.readers import election_excerpts


def votes(*changes: tuple[str, str], rows: int = 1) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        row, heads = election_excerpts.KREIS, election_excerpts.KREISE
        for old, new in changes:
            row, heads = row.replace(old, new), heads.replace(old, new)
        return election_excerpts.kreise(path, *[row] * rows, heads=heads)

    return make


FAULTS = {
    "lost leading zero": {"wahlen": (votes(("16068", "1001")), "führende Null")},
    "wrong encoding": {"wahlen": (votes(("Sömmerda", "SÃ¶mmerda")), "Zeichenkodierung")},
    "missing column": {"wahlen": (votes(("Wählende (B)", "Wahlkreis")), "„Wählende“ fehlt")},
    "unknown key": {"wahlen": (votes(("16068", "1606X")), "keine bekannte Form")},
    "duplicate key": {"wahlen": (votes(rows=2), "zweimal")},
    "text where a number belongs": {"wahlen": (votes((";80;", ";viele;")), "Text, wo eine Zahl")},
    "no rows": {"wahlen": (votes(rows=0), "keine Datenzeilen")},
}
