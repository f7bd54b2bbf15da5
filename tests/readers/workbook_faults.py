"""Faults of the workbooks of GENESIS databases, in the form of those in faults.py."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.readers import lfstat_excerpts

Make = Callable[[Path], Path]
MOJIBAKE = "SÃ¶mmerda"


def genesis(*rows: tuple[Any, ...], **options: Any) -> Make:
    return lambda path: lfstat_excerpts.workbook(path.with_suffix(".xlsx"), *rows, **options)


def row(key: object = "09178", name: str = "Freising (Lkr)", last: object = 3) -> tuple[Any, ...]:
    return (key, name, 1, 2, last)


_GAP = (lfstat_excerpts.HEADS[0], ("", "", "Insgesamt", "", "weiblich"))
WORKBOOK_FAULTS: dict[str, dict[str, tuple[Make, str]]] = {
    "lost leading zero": {"genesis_workbook": (genesis(row(9178)), "führende Null")},
    "wrong encoding": {"genesis_workbook": (genesis(row(name=MOJIBAKE)), "Zeichenkodierung")},
    "missing column": {"genesis_workbook": (genesis(row(), heads=_GAP), "fehlt eine Überschrift")},
    "unknown key": {"genesis_workbook": (genesis(row(), row("0917X")), "keine bekannte Form")},
    "duplicate key": {"genesis_workbook": (genesis(row(), row(last=4)), "zweimal")},
    "text where a number belongs": {
        "genesis_workbook": (genesis(row(last="viele")), "Text, wo eine Zahl")
    },
    "failed formula": {"genesis_workbook": (genesis(row(last="#REF!")), "Text, wo eine Zahl")},
    "no rows": {"genesis_workbook": (genesis(), "keine Datenzeilen")},
}
